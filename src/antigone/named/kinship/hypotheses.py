"""Comparing hypotheses: likelihood ratios per marker, posteriors under stated priors, and words for a ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from antigone.named.kinship.faults import Fault, KinshipError
from antigone.named.kinship.likelihood import Hypothesis, loglik
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.reading import Errors
from antigone.named.kinship.stack import Array
from antigone.named.kinship.structure import Convention

# ENFSI Guideline for Evaluative Reporting in Forensic Science (2015), Guidance Note 4: examples of verbal expressions,
# by the least ratio of each band. The bands are conventions, not measurements.
ENFSI_2015: tuple[tuple[float, str], ...] = (
    (1e6, "extremely strong support"),
    (1e4, "very strong support"),
    (1e3, "strong support"),
    (1e2, "moderately strong support"),
    (1e1, "moderate support"),
    (2.0, "weak support"),
)
SCALE_SOURCE = "ENFSI Guideline for Evaluative Reporting in Forensic Science (2015)"


@dataclass(frozen=True, eq=False)
class Comparison:
    """Likelihoods of the same genotypes under several hypotheses.

    Attributes:
        markers: names, in order.
        logliks: natural logs per marker, (markers,), by hypothesis.
    """

    markers: tuple[str, ...]
    logliks: Mapping[str, Array]

    @property
    def totals(self) -> dict[str, float]:
        """Natural log of the likelihood of all markers together, by hypothesis."""
        return {name: float(logs.sum()) for name, logs in self.logliks.items()}

    def log_lr(self, numerator: str, denominator: str) -> float:
        """Natural log of the likelihood ratio; nan when the genotypes are impossible under both."""
        return _difference(self.totals[numerator], self.totals[denominator])

    def marker_lrs(self, numerator: str, denominator: str) -> dict[str, float]:
        """Likelihood ratio of each marker; nan where it is impossible under both hypotheses."""
        pairs = zip(self.logliks[numerator].tolist(), self.logliks[denominator].tolist(), strict=True)
        ratios = (_difference(a, b) for a, b in pairs)
        with np.errstate(over="ignore"):
            return {name: float(np.exp(ratio)) for name, ratio in zip(self.markers, ratios, strict=True)}

    def posteriors(self, priors: Mapping[str, float] | None = None) -> dict[str, float]:
        """Posterior probabilities of the hypotheses, taken as the only ones.

        Args:
            priors: non-negative weights, one per hypothesis (they need not sum to one); None is a flat prior.

        Raises:
            KinshipError: a hypothesis without a prior, a negative weight, or genotypes impossible under all.
        """
        weights = dict.fromkeys(self.logliks, 1.0) if priors is None else dict(priors)
        _check_priors(weights, self.logliks)
        with np.errstate(divide="ignore"):
            logs = np.array([np.log(weights[name]) + total for name, total in self.totals.items()])
        if not np.isfinite(logs.max()):
            raise KinshipError(
                [
                    Fault(
                        "all_impossible",
                        "The genotypes are impossible under every hypothesis with a prior.",
                        "Allow for mutation or reading errors, or add the hypothesis that is lacking.",
                    )
                ]
            )
        shares = np.exp(logs - logs.max())
        return dict(zip(self.logliks, (shares / shares.sum()).tolist(), strict=True))


def _difference(a: float, b: float) -> float:
    return float("nan") if a == b == -np.inf else a - b


def _check_priors(weights: Mapping[str, float], hypotheses: Mapping[str, Array]) -> None:
    faults = [
        Fault("prior", f"Hypothesis {name} has no prior.", "Give every hypothesis a weight.")
        for name in hypotheses
        if name not in weights
    ]
    faults += [
        Fault("prior", f"The prior of {name} is {weight}.", "Give a weight of 0 or more.")
        for name, weight in weights.items()
        if not (np.isfinite(weight) and weight >= 0)
    ]
    faults += [
        Fault("prior", f"A prior is given for {name}, which is no hypothesis here.", "Remove it or correct the name.")
        for name in weights
        if name not in hypotheses
    ]
    if faults:
        raise KinshipError(faults)


class ByHypothesis(dict[str, Genotypes]):
    """Genotypes that differ by hypothesis: hypothesis -> person -> marker -> alleles."""


def lr(
    hypotheses: Mapping[str, Hypothesis],
    markers: Sequence[Marker],
    genotypes: Genotypes | ByHypothesis,
    theta: float = 0.0,
    convention: Convention = "FULL",
    errors: Errors | None = None,
) -> Comparison:
    """Likelihoods under each hypothesis.

    Args:
        hypotheses: pedigrees by the hypothesis's name.
        genotypes: of persons who bear the same id in all hypotheses; or, when they do not (the remains typed as the
            missing person here, as a stranger there), a `ByHypothesis`.
        markers, theta, convention, errors: as in `loglik`.
    """
    found = {}
    for name, pedigrees in hypotheses.items():
        own = genotypes[name] if isinstance(genotypes, ByHypothesis) else genotypes
        found[name] = loglik(pedigrees, markers, own, theta, convention, errors)
    return Comparison(tuple(marker.name for marker in markers), found)


def verbal(ratio: float) -> str:
    """Words for a likelihood ratio on the ENFSI 2015 scale: what it supports, and how strongly."""
    if not ratio >= 0:
        return "not defined: impossible under both hypotheses"
    side = "the first hypothesis" if ratio >= 1 else "the alternative"
    strength = ratio if ratio >= 1 else (1 / ratio if ratio > 0 else float("inf"))
    for least, words in ENFSI_2015:
        if strength >= least:
            return f"{words} for {side}"
    return "no support for either hypothesis"
