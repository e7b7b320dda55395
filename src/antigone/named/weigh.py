"""Other evidence of a case: descriptions of the missing and of remains, brought together and weighed pair by pair."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from antigone import __version__
from antigone.core.finding import Finding
from antigone.core.when import PartialDate
from antigone.named import events as kinds
from antigone.named import findings as wrong
from antigone.named import shares
from antigone.named.events import Weighed, draft
from antigone.named.evidence import whereabouts
from antigone.named.evidence.combine import ASSUMPTIONS, NAMES, Description, combined, pieces
from antigone.named.evidence.piece import Piece
from antigone.named.person import PersonStatus
from antigone.named.report import Validation
from antigone.record.event import Draft
from antigone.record.sealed import Erased

if TYPE_CHECKING:
    from antigone.named.desk import Desk

ITEMS = {
    "71": "sex", "72": "age", "31A": "age", "20": "age", "32": "stature", "36": "hair", "39": "eyes", "86": "teeth",
    "53": "marks", "24": "clothing",
}  # fmt: skip
"""INTERPOL item numbers that an examination of remains may use, and what they are called here."""
_METHODS = {"sex": "sex method", "stature": "stature method"}


@dataclass(frozen=True)
class PairEvidence:
    """Other evidence about one pair: apart from DNA, always.

    Attributes:
        remains, person: codes.
        pieces: what there is.
        log10_lr: of all pieces under the assumptions.
        assumptions: names of those that were on.
    """

    remains: str
    person: str
    pieces: tuple[Piece, ...]
    log10_lr: float
    assumptions: tuple[str, ...]

    @property
    def contradictions(self) -> tuple[str, ...]:
        """`kind: sentence` of each piece that speaks against the pair."""
        return tuple(f"{p.kind}: {p.contradiction}" for p in self.pieces if p.contradiction)

    def draft(self) -> Draft:
        """The event that keeps it: values sealed under both the person and the remains."""
        weighed = Weighed(
            f"{self.remains}/{self.person}",
            self.remains,
            self.person,
            tuple(p.kind for p in self.pieces),
            f"{self.log10_lr:.6f}",
            self.assumptions,
            self.contradictions,
            __version__,
        )
        text = json.dumps([p.as_json() for p in self.pieces], ensure_ascii=False)
        return draft(kinds.EVIDENCE_WEIGHED, weighed, shares.split("pieces", text, (self.person, self.remains)))


def weigh(
    desk: Desk, assumptions: Collection[str] = tuple(ASSUMPTIONS), findings: list[Finding] | None = None
) -> Iterator[PairEvidence]:
    """Every pair of described remains and described missing persons that has anything in common."""
    on = tuple(name for name in ASSUMPTIONS if name in assumptions)
    notes = findings if findings is not None else []
    people = {p: d for p in sought(desk) if (d := of_person(desk, p, notes))}
    found = {r: d for r in sorted(candidates(desk)) if (d := of_remains(desk, r, notes))}
    share = _shares(found)
    for remains, pm in found.items():
        for person, am in people.items():
            some = (*pieces(am, pm, on), *_where(desk, am, pm, share))
            if some:
                yield PairEvidence(remains, person, some, combined(some, on), on)


def sought(desk: Desk) -> list[str]:
    """Codes of all who are missing, each once."""
    book = desk.book
    return [c for c, p in book.persons.items() if p.status is PersonStatus.MISSING and book.whole(c) == c]


def candidates(desk: Desk) -> set[str]:
    """Remains of which a description, an examination or a sample is at hand."""
    book = desk.book
    described = set(book.described) | {e.remains for e in desk.register.examinations.values()}
    return described | {s.donor for s in book.samples.values() if s.kind.value == "remains"}


def of_person(desk: Desk, person: str, findings: list[Finding]) -> dict[str, str]:
    """What all reports about somebody say together; of two that differ the later counts. Withdrawn reports do not."""
    out: dict[str, str] = {}
    for report in desk.book.reports_of(person):
        if report.validation is Validation.WITHDRAWN:
            continue
        value = desk.values(report.id).get("description", "")
        if isinstance(value, Erased):
            findings.append(Finding(wrong.ERASED, {"code": person, "erased": str(value)}))
        elif value:
            out |= read_description(value)
        out |= {"last seen": str(report.last_seen)} if report.last_seen else {}
        out |= {"place": report.last_place} if report.last_place else {}
    sexes = {desk.book.persons[code].sex for code in desk.book.aliases(person)} - {"?"}
    if len(sexes) == 1:
        out.setdefault("sex", sexes.pop())
    return out


def of_remains(desk: Desk, remains: str, findings: list[Finding]) -> dict[str, str]:
    """What is known of remains: examinations in the register, then what was described here, over it."""
    out: dict[str, str] = {}
    for exam in desk.register.examinations.values():
        if exam.remains == remains:
            for each in exam.observations:
                name = ITEMS.get(each.item, each.item)
                if name in NAMES and each.value:
                    out[name] = each.value
                    if each.method and name in _METHODS:
                        out[_METHODS[name]] = each.method
    if remains in desk.book.described:
        value = desk.values(f"described:{remains}").get("description", "")
        if isinstance(value, Erased):
            findings.append(Finding(wrong.ERASED, {"code": remains, "erased": str(value)}))
        elif value:
            out |= read_description(value)
    thing = desk.register.remains.get(remains)
    if thing and thing.site:
        out.setdefault("place", thing.site)
    return out


def read_description(text: str) -> dict[str, str]:
    """A description as it is sealed."""
    return {str(name): str(value) for name, value in json.loads(text).items()}


def write_description(description: Description) -> str:
    """The same, to be sealed."""
    return json.dumps(dict(sorted(description.items())), ensure_ascii=False)


def _shares(found: Mapping[str, Description]) -> dict[str, float]:
    """How large a share of the remains with a known place each place has."""
    places = Counter(d["place"] for d in found.values() if d.get("place"))
    return {place: n / places.total() for place, n in places.items()}


def _where(desk: Desk, am: Description, pm: Description, share: Mapping[str, float]) -> Iterator[Piece]:
    if am.get("place") and pm.get("place"):
        yield whereabouts.place(am["place"], pm["place"], _within(desk, pm["place"]), share[pm["place"]])
    if am.get("last seen") and pm.get("last seen"):
        yield whereabouts.date(PartialDate.parse(am["last seen"]), PartialDate.parse(pm["last seen"]))


def _within(desk: Desk, place: str) -> set[str]:
    """The site, the place it lies in, and every place around that."""
    site = desk.register.sites.get(place)
    at = getattr(site, "place", "") if site else place
    found = {place}
    while at and at not in found:
        found.add(at)
        at = desk.places.get(at, "")
    return found
