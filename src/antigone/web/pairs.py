"""Pairs of remains and persons as the pages of matching read them: the latest match of each, and other evidence beside.

DNA and other evidence stand apart always; nothing here adds them up. Ranked by the DNA where there is any, then by
other evidence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from antigone.named.book import Book
from antigone.named.decision import Standing
from antigone.named.events import Weighed
from antigone.named.judge import number
from antigone.named.match import Match
from antigone.named.person import PersonStatus
from antigone.web.desk import State

LEAST_OTHER = 1.0
"""log10 LR of other evidence from which a pair without DNA is listed as well."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair.

    Attributes:
        remains, person: codes that count now.
        match: the latest; None where DNA says nothing, or less than the threshold.
        other: evidence other than DNA; None where nobody weighed it.
        against: what speaks against it, in short words: `markers`, `sex`, `alive`, …
        decided: a standing decision that names both.
    """

    remains: str
    person: str
    match: Match | None
    other: Weighed | None
    against: tuple[str, ...] = ()
    decided: Standing | None = None

    @property
    def rank(self) -> tuple[float, float, str, str]:
        """What they are ordered by, the best first."""
        dna = number(self.match.log10_lr) if self.match else -math.inf
        return (-dna, -number(self.other.log10_lr) if self.other else 0.0, self.remains, self.person)


@dataclass
class Pairs:
    """All pairs that have something to say.

    Attributes:
        of_remains, of_person: ranked pairs by code.
        by_best: remains in the order of their best pair.
    """

    of_remains: dict[str, list[Pair]] = field(default_factory=dict)
    of_person: dict[str, list[Pair]] = field(default_factory=dict)
    by_best: list[str] = field(default_factory=list)


def pairs(state: State) -> Pairs:
    """Every pair with a match, and those for which other evidence alone speaks."""
    book = state.named
    latest = {(m.remains, book.whole(m.person)): m for m in book.matches.values()}
    keys = dict.fromkeys(latest)
    keys |= dict.fromkeys(k for k, e in book.evidence.items() if number(e.log10_lr) >= LEAST_OTHER)
    by_remains: dict[str, list[Pair]] = defaultdict(list)
    by_person: dict[str, list[Pair]] = defaultdict(list)
    for remains, person in keys:
        pair = pair_of(book, remains, person, latest.get((remains, person)))
        by_remains[remains].append(pair)
        by_person[person].append(pair)
    for found in (*by_remains.values(), *by_person.values()):
        found.sort(key=lambda each: each.rank)
    order = sorted(by_remains, key=lambda code: by_remains[code][0].rank)
    return Pairs(dict(by_remains), dict(by_person), order)


def pair_of(book: Book, remains: str, person: str, match: Match | None) -> Pair:
    """One pair with all that stands about it."""
    other = book.evidence.get((remains, person))
    against = []
    if any(book.persons[alias].status is PersonStatus.ALIVE for alias in book.aliases(person)):
        against.append("alive")
    decided = None
    for standing in book.decisions_on(remains):
        if standing.scientific.value == "revoked":
            continue
        if person in map(book.whole, standing.decision.persons):
            decided = standing
        else:
            against.append("decided otherwise")
    if match and match.exclusions:
        against.append("markers")
    if other:
        against += [text.partition(":")[0] for text in other.contradictions]
    return Pair(remains, person, match, other, tuple(dict.fromkeys(against)), decided)
