"""Linked markers: the likelihood of a chain of loci with recombination between neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from antigone.named.kinship.faults import Fault, MarkerError
from antigone.named.kinship.likelihood import Hypothesis, checked, evaluate, structures_of
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.network import build
from antigone.named.kinship.reading import Errors, read
from antigone.named.kinship.stack import FactorMaker, stack_of
from antigone.named.kinship.structure import Convention, Role, relevant


def linked_loglik(
    pedigrees: Hypothesis,
    markers: Sequence[Marker],
    genotypes: Genotypes,
    rho: float | tuple[float, float],
    convention: Convention = "FULL",
    errors: Errors | None = None,
) -> float:
    """Natural log of P(genotypes at all the markers | pedigrees), the markers lying on one chromosome in this order.

    Args:
        pedigrees, genotypes, convention, errors: as in `loglik`; mutation is allowed. Theta is not.
        markers: two or more, all autosomal or all X-linked; founders are in linkage equilibrium.
        rho: recombination fraction between neighbours, in [0, 0.5]; or a pair (female, male).

    Raises:
        MarkerError: markers of different chromosomes, or rho out of its range; else as `loglik`.
    """
    checked(tuple(markers))
    rates = (float(rho), float(rho)) if isinstance(rho, int | float) else (float(rho[0]), float(rho[1]))
    _check(markers, rates)
    structures = structures_of(pedigrees, markers)
    batches = [read(structures, [marker], genotypes, errors)[0] for marker in markers]
    anchors = frozenset(i for batch in batches for i in batch.typed)
    if not anchors:
        return 0.0
    nodes, keep = relevant(batches[0].nodes, anchors, convention)
    network = build(nodes, keep, tuple(batch.kinds for batch in batches))
    stacks = [stack_of((marker,)) for marker in markers]
    evidence = [batch.evidence(stack.n) for batch, stack in zip(batches, stacks, strict=True)]
    roles: dict[Role, float] = {"F": rates[0], "M": rates[1]}
    return float(evaluate(network, FactorMaker(nodes, stacks, evidence, roles), 1)[0][0])


def _check(markers: Sequence[Marker], rates: tuple[float, float]) -> None:
    faults = []
    if len({marker.chrom for marker in markers}) != 1 or markers[0].chrom not in ("A", "X"):
        faults.append(
            Fault(
                "linked_chromosomes",
                "Linked markers must be all autosomal or all X-linked.",
                "Compute markers of different chromosomes apart; they are independent.",
            )
        )
    for rate in dict.fromkeys(rates):
        if not 0 <= rate <= 0.5:
            faults.append(
                Fault("recombination", f"The recombination fraction is {rate}.", "Give a fraction between 0 and 0.5.")
            )
    if faults:
        raise MarkerError(faults)
