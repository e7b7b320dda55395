"""What the figures amount to for each of the remains and each missing person. Evidence in words; never an
identification."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from antigone.named.joint.answer import NOBODY, JointAnswer
from antigone.named.joint.family import Family, Remains
from antigone.named.kinship.marker import Marker

Standing = Literal["undisputed", "likely", "ambiguous", "symmetric", "none", "excluded", "not_identifiable"]


@dataclass(frozen=True, slots=True)
class Rules:
    """A laboratory's thresholds.

    Attributes:
        lr: least pairwise likelihood ratio of an undisputed pair.
        lead: how many times larger it must be than any other of the same remains or the same missing person.
        posterior: least joint posterior of a likely pair.
    """

    lr: float = 1e4
    lead: float = 1e4
    posterior: float = 0.999


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where one of the remains, or one missing person, stands.

    Attributes:
        id: of the remains or the missing person.
        standing: see `verdicts`.
        candidate: the counterpart meant, or "*"; empty where there is none.
        posterior: joint posterior of that pair.
        reason: the same in a sentence.
    """

    id: str
    standing: Standing
    candidate: str
    posterior: float
    reason: str


def verdicts(
    answer: JointAnswer,
    families: Sequence[Family],
    remains: Sequence[Remains],
    markers: Sequence[Marker],
    rules: Rules | None = None,
) -> tuple[list[Verdict], list[Verdict]]:
    """Verdicts of all remains and of all missing persons.

    *undisputed*: the pair's own LR and its lead over all others reach the rules. *likely*: the joint posterior
    does. *symmetric*: the set of remains is likely for a set of missing persons that the data cannot tell apart.
    *none*: nobody of the list is likely. *excluded*: every pairing is impossible. *not_identifiable*: the data
    cannot tell at all, with the reason. *ambiguous*: the rest.
    """
    rules = rules or Rules()
    settled = undisputed(answer.pairwise, rules)
    ours = [_of_remains(r, answer, settled, markers, rules) for r in remains]
    theirs = [_of_missing(m, f, answer, settled, rules) for f in families for m in f.missing]
    return ours, theirs


def undisputed(pairwise: Mapping[tuple[str, str], float], rules: Rules) -> set[tuple[str, str]]:
    """(victim, missing) pairs whose LR reaches `rules.lr` and leads its row and its column by `rules.lead`."""
    found = set()
    for (victim, missing), ratio in pairwise.items():
        rivals = [x for (v, m), x in pairwise.items() if (v == victim) != (m == missing)]
        if ratio >= rules.lr and ratio >= rules.lead * max(rivals, default=0.0):
            found.add((victim, missing))
    return found


def _of_remains(
    remains: Remains, answer: JointAnswer, settled: Collection[tuple[str, str]], markers: Sequence[Marker], rules: Rules
) -> Verdict:
    row = answer.posterior[remains.id]
    best = max(row, key=lambda m: (row[m], m != NOBODY))
    if not any(marker.name in remains.profile for marker in markers):
        why = "none of the markers was typed in these remains"
        return Verdict(remains.id, "not_identifiable", "", row[best], f"{remains.id} cannot be compared: {why}.")
    ratios = [x for (v, _), x in answer.pairwise.items() if v == remains.id]
    if ratios and not any(ratios):
        text = f"{remains.id} is excluded from every missing person it was compared with."
        return Verdict(remains.id, "excluded", NOBODY, row[NOBODY], text)
    pair = next((m for v, m in settled if v == remains.id), None)
    if pair is not None and row[pair] >= rules.posterior:
        text = f"{remains.id} fits {pair} and nobody else: LR {_figure(answer.pairwise[remains.id, pair])}."
        return Verdict(remains.id, "undisputed", pair, row[pair], text)
    return _by_posterior(remains.id, best, row[best], answer, rules)


def _by_posterior(name: str, best: str, posterior: float, answer: JointAnswer, rules: Rules) -> Verdict:
    if posterior >= rules.posterior and best != NOBODY:
        return Verdict(
            name, "likely", best, posterior, f"{name} is {best} with probability {posterior:.6f}, all together."
        )
    if posterior >= rules.posterior:
        return Verdict(name, "none", best, posterior, f"{name} is probably nobody on the list ({posterior:.6f}).")
    for (group, users), p in answer.set_posterior.items():
        if name in users and p >= rules.posterior:
            text = f"{', '.join(users)} fit {', '.join(group)} ({p:.6f}); which is which these data cannot tell."
            return Verdict(name, "symmetric", best, posterior, text)
    row = answer.posterior[name]
    for group in answer.symmetric:
        share = sum(row.get(missing, 0.0) for missing in group)
        if share >= rules.posterior:
            text = f"{name} fits one of {', '.join(group)} ({share:.6f}); which of them these data cannot tell."
            return Verdict(name, "symmetric", best, posterior, text)
    candidate = "nobody on the list" if best == NOBODY else best
    text = f"{name}: the best candidate, {candidate}, has {posterior:.4f}."
    return Verdict(name, "ambiguous", best, posterior, text)


def _of_missing(
    missing: str, family: Family, answer: JointAnswer, settled: Collection[tuple[str, str]], rules: Rules
) -> Verdict:
    column = {v: row.get(missing, 0.0) for v, row in answer.posterior.items()}
    best = max(column, key=lambda v: column[v], default="")
    posterior = column.get(best, 0.0)
    ratios = [x for (_, m), x in answer.pairwise.items() if m == missing]
    if not any(family.genotypes.values()):
        text = f"{missing} cannot be identified by DNA: no relative of {family.name} is typed."
        return Verdict(missing, "not_identifiable", "", posterior, text)
    if ratios and all(math.isclose(x, 1.0, rel_tol=1e-9) for x in ratios):
        text = f"{missing} cannot be identified by DNA: no typed relative is of their blood."
        return Verdict(missing, "not_identifiable", "", posterior, text)
    if ratios and not any(ratios):
        return Verdict(missing, "excluded", "", 0.0, f"None of the remains compared can be {missing}.")
    pair = next((v for v, m in settled if m == missing), None)
    if pair is not None and column[pair] >= rules.posterior:
        text = f"{missing} is fitted by {pair} and by nothing else: LR {_figure(answer.pairwise[pair, missing])}."
        return Verdict(missing, "undisputed", pair, column[pair], text)
    if posterior >= rules.posterior:
        text = f"{missing} is fitted by {best}: probability {posterior:.6f} when all are weighed together."
        return Verdict(missing, "likely", best, posterior, text)
    for (group, users), p in answer.set_posterior.items():
        if missing in group and p >= rules.posterior:
            text = (
                f"{', '.join(group)} are fitted by {', '.join(users)} ({p:.6f}); which by which these data cannot tell."
            )
            return Verdict(missing, "symmetric", best, posterior, text)
    total = sum(column.values())
    if total <= 1 - rules.posterior:
        return Verdict(
            missing, "none", NOBODY, 1 - total, f"{missing} is probably not among these remains ({1 - total:.6f})."
        )
    return Verdict(
        missing, "ambiguous", best, posterior, f"{missing}: the best candidate, {best}, has {posterior:.4f}."
    )


def _figure(ratio: float) -> str:
    return f"{ratio:.3g}" if math.isfinite(ratio) else "beyond 10^308"
