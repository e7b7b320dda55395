"""All that stands about one pair of remains and person, as a board reads it: contradictions first, evidence apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antigone.named.comparison import Comparison
from antigone.named.decision import Standing
from antigone.named.events import Weighed
from antigone.named.family import FamilyWish
from antigone.named.judge import compare, number
from antigone.named.match import Match, Run
from antigone.named.motion import Laid
from antigone.record.sealed import Erased

if TYPE_CHECKING:
    from antigone.named.desk import Desk

DNA, DENTAL, FINGERPRINT, BODY, CIRCUMSTANCES = "DNA", "dental", "fingerprints", "body", "circumstances"
GROUP_OF = {
    "teeth": DENTAL, "sex": BODY, "age": BODY, "stature": BODY, "hair": BODY, "eyes": BODY, "marks": BODY,
    "clothing": CIRCUMSTANCES, "place": CIRCUMSTANCES, "date": CIRCUMSTANCES,
}  # fmt: skip
"""Which kind of evidence each item belongs to; kinds are shown apart and never added up for the eye."""
GROUPS = (DENTAL, FINGERPRINT, BODY, CIRCUMSTANCES)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing compared.

    Attributes:
        kind: see `GROUP_OF`; am, pm: of the person and of the remains; None where they are sealed.
        log10_lr: of this item alone, decimal text; None where it is sealed.
        model, source: how it was weighed.
        contradiction: a sentence without values, empty where it does not speak against the pair.
    """

    kind: str
    am: str | None = None
    pm: str | None = None
    log10_lr: str | None = None
    model: str = ""
    source: str = ""
    contradiction: str = ""

    @property
    def group(self) -> str:
        """The kind of evidence it belongs to."""
        return GROUP_OF.get(self.kind, CIRCUMSTANCES)


@dataclass(frozen=True)
class Docket:
    """One pair.

    Attributes:
        remains, person: canonical id and the code that counts now.
        verdict: what the laboratory's rules say today, contradictions first; kept nowhere yet.
        kept: comparisons made of the pair before, the newest first.
        match, run: the DNA's newest match and how it was made; versions: all of them, the newest first.
        rivals: other candidates of the same run, for these remains or for this person, the best first.
        weighed: other evidence; items: what it is made of.
        wishes: of the families of the person, by code.
        decisions: that name the remains or the person; motions: open ones.
    """

    remains: str
    person: str
    verdict: Comparison
    kept: tuple[Comparison, ...] = ()
    match: Match | None = None
    run: Run | None = None
    versions: tuple[tuple[Match, Run | None], ...] = ()
    rivals: tuple[Match, ...] = ()
    weighed: Weighed | None = None
    items: tuple[Item, ...] = ()
    wishes: tuple[tuple[str, FamilyWish], ...] = ()
    decisions: tuple[Standing, ...] = ()
    motions: tuple[Laid, ...] = ()

    def of(self, group: str) -> list[Item]:
        """The items of one kind of evidence."""
        return [item for item in self.items if item.group == group]

    def opened(self, pieces: object) -> Docket:
        """The same with the values of its items, as they were unsealed; what was erased stays away."""
        if not isinstance(pieces, str):
            return self
        items = tuple(
            Item(p["kind"], p["am"], p["pm"], p["log10_lr"], p["model"], p["source"], p["contradiction"])
            for p in json.loads(pieces)
        )
        return replace(self, items=items)


def docket(desk: Desk, remains: str, person: str) -> Docket:
    """The docket of a pair, with nothing unsealed.

    Raises:
        NotFoundError: no such remains or person.
    """
    book = desk.book
    unit, who = desk.remains(remains), desk.person(person)
    verdict = compare(desk, unit, who)
    own = [m for m in book.matches.values() if m.remains == unit and book.whole(m.person) == who][::-1]
    match = own[0] if own else None
    weighed = book.evidence.get((unit, who))
    families = book.families_of(who)
    kept = [c for c in book.comparisons.values() if c.remains == unit and book.whole(c.person) == who]
    return Docket(
        unit,
        who,
        verdict,
        tuple(reversed(kept)),
        match,
        book.runs.get(match.run) if match else None,
        tuple((each, book.runs.get(each.run)) for each in own),
        tuple(_rivals(desk, match, unit, who)),
        weighed,
        tuple(_items(weighed)),
        tuple((family.id, book.wish_of(family.id, who)) for family in families),
        _both(desk, unit, who),
        tuple(at for at in book.motions.values() if at.is_open and _touches(desk, at, unit, who)),
    )


def _both(desk: Desk, unit: str, who: str) -> tuple[Standing, ...]:
    found = {s.decision.id: s for s in (*desk.book.decisions_on(unit), *desk.book.decisions_on(who))}
    return tuple(found.values())


def _touches(desk: Desk, at: Laid, unit: str, who: str) -> bool:
    made = at.motion.decision or at.motion.exclusion
    return made is not None and (unit in made.remains or who in map(desk.book.whole, made.persons))


def _rivals(desk: Desk, match: Match | None, unit: str, who: str) -> list[Match]:
    if match is None:
        return []
    found = [
        m
        for m in desk.book.matches.values()
        if m.run == match.run and m.id != match.id and (m.remains == unit or desk.book.whole(m.person) == who)
    ]
    return sorted(found, key=lambda m: -number(m.log10_lr))


def _items(weighed: Weighed | None) -> list[Item]:
    """What was weighed, without its values."""
    if weighed is None:
        return []
    against = dict(text.partition(": ")[::2] for text in weighed.contradictions)
    return [Item(kind, contradiction=against.get(kind, "")) for kind in weighed.kinds]


def markers(values: Mapping[str, str | Erased]) -> list[tuple[str, str]]:
    """The markers of a match with the log10 LR of each, the least favourable first; none where they are gone."""
    text = values.get("per_marker")
    if not isinstance(text, str):
        return []
    return sorted(json.loads(text).items(), key=lambda pair: (number(pair[1]), pair[0]))
