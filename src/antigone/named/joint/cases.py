"""Joint cases as plain JSON values in, results as plain JSON values out; logs are natural, infinities are strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from antigone.named.joint.answer import NOBODY, JointAnswer, identify
from antigone.named.joint.family import Family, Remains, all_pairings, likelihoods
from antigone.named.kinship.cases import RUNNERS, Case, genotypes_from, marker_from, number, pedigree_from
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.structure import Convention


def run_joint_case(case: Case, convention: Convention = "FULL", top: int = 20) -> dict[str, Any]:
    """``{id, kind, posterior, pairwise_LR, GLR, assignments, …}`` of a case of kind `joint`.

    `assignments` are the best `top`, best first, each ``{victim: missing or "*", …, "loglik": x}``; impossible
    ones are never listed. `error` bounds the probability of everything that was left out (0: the answer is exact).
    """
    families, remains = event_from(case)
    given = case.get("pairings")
    pairings = {str(v): [str(m) for m in some if m != NOBODY] for v, some in given.items()} if given else None
    found = likelihoods(families, remains, [marker_from(m) for m in case["markers"]], pairings, convention)
    answer = identify(found.factors, [r.id for r in remains], top=top)
    return {
        "id": case["id"],
        "kind": case["kind"],
        "posterior": _table(answer, families, remains),
        "pairwise_LR": _ratios(answer.pairwise, families, remains),
        "GLR": _ratios(answer.glr, families, remains),
        "assignments": _assignments(answer, found.base, remains, pairings or all_pairings(families, remains), top),
        "method": answer.method,
        "error": answer.error,
        "symmetric": [list(group) for group in answer.symmetric],
        "parts": answer.parts,
    }


def event_from(case: Case) -> tuple[list[Family], list[Remains]]:
    """The families and the remains of a joint case."""
    genotypes = genotypes_from(case["genotypes"])
    remains = [_remains(value, genotypes.get(str(value["id"]), {})) for value in case["pm"]]
    return [_family(value, genotypes) for value in case["families"]], remains


def _remains(value: Case, profile: Any) -> Remains:
    errors = None
    if value.get("dropout") or value.get("dropin"):
        errors = ReadingErrors(float(value.get("dropout") or 0.0), float(value.get("dropin") or 0.0))
    return Remains(str(value["id"]), value.get("sex") or "?", profile, errors)


def _family(value: Case, genotypes: Any) -> Family:
    pedigree = pedigree_from(value["pedigree"])
    typed = {str(ref): genotypes[str(ref)] for ref in value["refs"] if str(ref) in genotypes}
    return Family(str(value["name"]), pedigree, tuple(str(m) for m in value["missing"]), typed)


def _table(answer: JointAnswer, families: list[Family], remains: list[Remains]) -> dict[str, dict[str, float]]:
    columns = [*(m for f in families for m in f.missing), NOBODY]
    return {r.id: {m: answer.posterior[r.id].get(m, 0.0) for m in columns} for r in remains}


def _ratios(ratios: Any, families: list[Family], remains: list[Remains]) -> dict[str, dict[str, float | str | None]]:
    """Ratios of the pairings considered; null for the others."""
    columns = [m for f in families for m in f.missing]
    rows: dict[str, dict[str, float | str | None]] = {}
    for r in remains:
        found = {m: ratios.get((r.id, m)) for m in columns}
        rows[r.id] = {m: None if x is None else number(x) for m, x in found.items()}
    return rows


def _assignments(
    answer: JointAnswer, base: float, remains: list[Remains], pairings: Mapping[str, Sequence[str]], top: int
) -> list[dict[str, str | float]]:
    listed: list[dict[str, str | float]] = []
    for weight, pairs in answer.best:
        placed = {victim: missing for missing, victim in pairs}
        listed.append({**{r.id: placed.get(r.id, NOBODY) for r in remains}, "loglik": weight + base})
    if len(listed) >= top or answer.error:
        return listed
    known = {tuple(row[r.id] for r in remains) for row in listed}
    impossible = (who for who in _injective([r.id for r in remains], pairings, ()) if who not in known)
    for who in islice(impossible, top - len(listed)):
        listed.append({**{r.id: m for r, m in zip(remains, who, strict=True)}, "loglik": "-Infinity"})
    return listed


def _injective(
    victims: list[str], pairings: Mapping[str, Sequence[str]], before: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Every way to give each victim one of its missing persons or nobody, none twice."""
    if len(before) == len(victims):
        yield before
        return
    for missing in (NOBODY, *pairings.get(victims[len(before)], ())):
        if missing == NOBODY or missing not in before:
            yield from _injective(victims, pairings, (*before, missing))


RUNNERS["joint"] = run_joint_case
