"""Which of many reports may be about one person: every pair that `similar.alike` would find, without trying every pair.

What is known beside the name decides first. Sex and birth cost a pair at most so much; where even equal names could not
make up for it, the names are not looked at, and where only equal names could, an index of tokens finds them. What is
left is compared in blocks of compiled code, and each pair that may reach the least is then judged by `alike` itself:
the outcome is that of comparing all with all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from antigone.core.errors import InputError
from antigone.core.when import PartialDate
from antigone.named.similar import LEAST, Alike, Sketch, alike, is_arabic, key, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NEAR = 1e-4
"""More than the error of single precision, in which blocks are compared."""


@dataclass(frozen=True)
class _Names:
    """Names of all reports in one spelling: tokens of each, and all of them as one text."""

    tokens: tuple[tuple[str, ...], ...]
    whole: tuple[str, ...]

    @classmethod
    def of(cls, tokens: Iterable[Sequence[str]]) -> _Names:
        own = tuple(tuple(each) for each in tokens)
        return cls(own, tuple(" ".join(each) for each in own))


@dataclass(frozen=True)
class _Facts:
    """What is known beside the names, a column each: person, sex (0 unknown), first and last day of birth, its year."""

    person: Ints
    sex: Ints
    first: Ints
    last: Ints
    year: Ints
    known: NDArray[np.bool_]

    def penalty(self, at: int) -> Floats:
        """What a pair with each later report loses (or, below zero, wins) beside its names."""
        rest = slice(at + 1, None)
        differs = (self.sex[rest] != self.sex[at]) & (self.sex[rest] != 0) & (self.sex[at] != 0)
        overlap = (self.first[rest] <= self.last[at]) & (self.first[at] <= self.last[rest])
        close = np.abs(self.year[rest] - self.year[at]) <= 2
        birth = np.where(overlap, -0.05, np.where(close, 0.05, 0.25))
        birth = np.where(self.known[rest] & self.known[at], birth, 0.0)
        lost: Floats = birth + np.where(differs, 0.3, 0.0)
        return np.where(self.person[rest] == self.person[at], np.inf, lost)


def pairs_alike(sketches: Sequence[Sketch], least: float = LEAST) -> list[Alike]:
    """Every pair of reports that may be about one person, best first: of the earlier report, then of the later.

    Args:
        sketches: all reports; pairs of one person, or of one report, are passed over.
        least: score from which a pair is told.
    """
    facts = _facts(sketches)
    names = _Names.of(key(each.name) for each in sketches)
    bones = _Names.of([skeleton(token) for token in own] for own in names.tokens)
    arabic = np.array([is_arabic(each.name) for each in sketches], dtype=bool)
    holders = _holders(names)
    found: list[Alike] = []
    for at, one in enumerate(sketches):
        some = _candidates(at, facts, names, bones, arabic, holders, least)
        found += alike(one, [sketches[other] for other in some], least)
    return sorted(found, key=lambda each: (-each.score, each.one, each.other))


def _facts(sketches: Sequence[Sketch]) -> _Facts:
    persons: dict[str, int] = {}
    sexes: dict[str, int] = {}
    rows = []
    for each in sketches:
        try:
            birth = PartialDate.parse(each.birth)
            days = (birth.first.toordinal(), birth.last.toordinal(), birth.year, 1)
        except InputError:
            days = (0, 0, 0, 0)
        sex = 0 if each.sex == "?" else sexes.setdefault(each.sex, len(sexes) + 1)
        rows.append((persons.setdefault(each.person, len(persons)), sex, *days))
    table = np.array(rows, dtype=np.int64).reshape(-1, 6)
    person, sexed, first, last, year, known = table.T
    return _Facts(person, sexed, first, last, year, known == 1)


def _holders(names: _Names) -> dict[str, set[int]]:
    """Of each token, the reports in whose name it stands."""
    found: dict[str, set[int]] = {}
    for at, tokens in enumerate(names.tokens):
        for token in tokens:
            found.setdefault(token, set()).add(at)
    return found


def _candidates(
    at: int, facts: _Facts, names: _Names, bones: _Names, arabic: NDArray[np.bool_], holders: dict[str, set[int]],
    least: float,
) -> list[int]:  # fmt: skip
    """Later reports whose pair with this one may reach the least."""
    need = facts.penalty(at) + least
    open_ = np.flatnonzero(need < 1 - NEAR) + at + 1
    equal = np.flatnonzero((need >= 1 - NEAR) & (need <= 1 + NEAR)) + at + 1
    found: list[int] = []
    for spelling, same in ((names, True), (bones, False)):
        mine = open_[(arabic[open_] == arabic[at]) == same]
        if len(mine):
            found += mine[_likeness(spelling, at, mine) >= need[mine - at - 1] - NEAR].tolist()
    crossed = equal[arabic[equal] != arabic[at]]
    if len(crossed):
        found += crossed[_likeness(bones, at, crossed) >= 1 - NEAR].tolist()
    plain = set(equal[arabic[equal] == arabic[at]].tolist())
    return sorted({*found, *(other for other in _within(at, names, holders) if other in plain)})


def _within(at: int, names: _Names, holders: dict[str, set[int]]) -> Iterator[int]:
    """Reports whose name holds all of this one's tokens, or only such tokens: what equal names need."""
    own = set(names.tokens[at])
    sharing = set().union(*(holders[token] for token in own)) if own else set()
    for other in sharing:
        theirs = set(names.tokens[other])
        if own <= theirs or theirs <= own:
            yield other


def _likeness(names: _Names, at: int, others: Ints) -> Floats:
    """`similar.names_alike` of one report with others, in single precision."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    own, rest = names.tokens[at], [names.tokens[other] for other in others.tolist()]
    sizes = np.array([len(tokens) for tokens in rest])
    if not own:
        return np.zeros(len(others))
    texts = [names.whole[other] for other in others.tolist()]
    whole = cdist([names.whole[at]], texts, scorer=JaroWinkler.similarity, dtype=np.float32)[0]
    flat = [token for tokens in rest for token in tokens]
    best = np.zeros(len(others))
    there = sizes > 0
    if flat:
        table = cdist(own, flat, scorer=JaroWinkler.similarity, dtype=np.float32)
        starts = np.concatenate([[0], np.cumsum(sizes[there])[:-1]])
        mine = np.maximum.reduceat(table, starts, axis=1).mean(axis=0)
        theirs = np.add.reduceat(table.max(axis=0), starts) / sizes[there]
        shorter = len(own) <= sizes[there]
        single = np.where(shorter, len(own), sizes[there]) == 1
        unequal = sizes[there] != len(own)
        found = np.where(unequal, np.where(shorter, mine, theirs), np.minimum(mine, theirs))
        best[there] = found * np.where(single & unequal, 0.9, 1.0)
    return np.where(there, np.maximum(whole, best), 0.0)
