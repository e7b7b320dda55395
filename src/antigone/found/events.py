"""Events of the register: one noun in the body of each, `{"custody": {…}}`; how they stand, and in which order.

An event stands unless a standing event corrects it, and falls with the import that it came with (the rule of
docs/decisions/0020-an-entry-stands.md). Everything here looks at the events alone, never at their order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, Protocol

from antigone.core.when import Period
from antigone.found.body import from_body, to_body
from antigone.found.commingling import Association
from antigone.found.custody import Closing, CustodyEvent, Resolution, Stocktake, Unaccounted
from antigone.found.examination import Examination, Result, Sample
from antigone.found.label import Block, Label, Void
from antigone.found.remains import Remains
from antigone.found.site import Feature, Site
from antigone.record.event import Draft

SITE_RECORDED = "site.recorded"
FEATURE_RECORDED = "feature.recorded"
REMAINS_NUMBERED = "remains.numbered"
LABEL_ADDED = "label.added"
NUMBERS_ALLOTTED = "numbers.allotted"
NUMBER_VOIDED = "number.voided"
CUSTODY_RECORDED = "custody.recorded"
CUSTODY_RESOLVED = "custody.resolved"
STOCK_COUNTED = "stock.counted"
PLACE_CLOSED = "place.closed"
EXAMINATION_RECORDED = "examination.recorded"
SAMPLE_TAKEN = "sample.taken"
RESULT_RECORDED = "result.recorded"
ASSOCIATION_MADE = "association.made"
ASSOCIATION_UNDONE = "association.undone"
UNACCOUNTED_REASON = "unaccounted.reason"
RETRACTED = "entry.retracted"
IMPORTED = "case.imported"

NOUNS: dict[str, tuple[str, type[Any]]] = {
    SITE_RECORDED: ("site", Site),
    FEATURE_RECORDED: ("feature", Feature),
    REMAINS_NUMBERED: ("remains", Remains),
    LABEL_ADDED: ("label", Label),
    NUMBERS_ALLOTTED: ("block", Block),
    NUMBER_VOIDED: ("void", Void),
    CUSTODY_RECORDED: ("custody", CustodyEvent),
    CUSTODY_RESOLVED: ("resolution", Resolution),
    STOCK_COUNTED: ("stocktake", Stocktake),
    PLACE_CLOSED: ("closing", Closing),
    EXAMINATION_RECORDED: ("examination", Examination),
    SAMPLE_TAKEN: ("sample", Sample),
    RESULT_RECORDED: ("result", Result),
    ASSOCIATION_MADE: ("association", Association),
    UNACCOUNTED_REASON: ("unaccounted", Unaccounted),
}
"""By kind of event: the noun in its body and the class of its value."""
KIND_OF: dict[type[Any], str] = {cls: kind for kind, (_, cls) in NOUNS.items()}
TAKING_BACK = frozenset({RETRACTED, ASSOCIATION_UNDONE})
ALL_KINDS = frozenset(NOUNS) | TAKING_BACK | {IMPORTED}


class Written(Protocol):
    """What the register needs to know of an event of the record; `antigone.record.Event` has it all."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def body(self) -> Mapping[str, Any]: ...

    @property
    def corrects(self) -> str | None: ...

    @property
    def reason(self) -> str | None: ...

    @property
    def recorded(self) -> str: ...

    @property
    def by(self) -> str: ...

    @property
    def writer(self) -> str: ...

    @property
    def seq(self) -> int: ...

    @property
    def seen(self) -> Mapping[str, int]: ...

    @property
    def occurred(self) -> Period | None: ...


@dataclass(frozen=True)
class Booked:
    """A value of the register with the event that holds it.

    Attributes:
        value: site, remains, custody event, …
        event: the event.
        rank: its place in the one order that all copies agree on; see `rank`.
    """

    value: Any
    event: Written
    rank: tuple[int, str, str]

    @property
    def id(self) -> str:
        """Id of the event."""
        return self.event.id

    @cached_property
    def imported(self) -> bool:
        """True where it came with an import."""
        row = self.event.body.get("row")
        return isinstance(row, Mapping) and "import" in row


def rank(event: Written) -> tuple[int, str, str]:
    """The event's place in one order that depends on the events alone and in which each stands after all it rests on.

    The first part counts the events its writer had when writing: it grows along every chain and along everything
    `seen`, so no clock that goes wrong can put an effect before its cause. Ties go by `recorded`, then by id.
    """
    seen = event.seen
    return (event.seq + sum(seen.values()) + len(seen), event.recorded, event.id)


def draft(
    value: Any, occurred: Period | None = None, *, corrects: str | None = None, reason: str | None = None, **more: Any
) -> Draft:
    """The event that puts a value down.

    Args:
        value: one of the classes in `NOUNS`.
        occurred: when it happened in the world, as far as known.
        corrects, reason: the event it replaces, and why.
        more: further fields of `Draft` (`source`, `sealed`), or `row`: the row of a table it came from.
    """
    kind = KIND_OF[type(value)]
    body: dict[str, Any] = {NOUNS[kind][0]: to_body(value)}
    row = more.pop("row", None)
    if row:
        body["row"] = dict(row)
    return Draft(kind, body, occurred, corrects=corrects, reason=reason, **more)


def taking_back(id: str, reason: str, *, association: bool = False) -> Draft:
    """The event that takes another back; nothing is deleted."""
    return Draft(ASSOCIATION_UNDONE if association else RETRACTED, {}, corrects=id, reason=reason)


def value_of(event: Written) -> Any:
    """The value that an event of the register holds; raises `InputError` where its body cannot be read."""
    noun, cls = NOUNS[event.kind]
    return from_body(cls, event.body.get(noun, {}))


def standing(events: Iterable[Written]) -> list[Written]:
    """The events of the register that stand, in order of rank."""
    known = {event.id: event for event in events}
    imports = {event.body.get("import"): event.id for event in known.values() if event.kind == IMPORTED}
    against: dict[str, set[str]] = {}
    for event in known.values():
        if event.corrects in known:
            against.setdefault(event.corrects or "", set()).add(event.id)
    verdict = _verdicts(known, imports, against)
    found = []
    for event in known.values():
        origin = _import_of(event, known, imports)
        stands = verdict.get(event.id, origin is None or verdict.get(origin, True))
        if stands and event.kind in NOUNS:
            found.append(event)
    return sorted(found, key=rank)


def _verdicts(
    known: Mapping[str, Written], imports: Mapping[Any, str], against: Mapping[str, set[str]]
) -> dict[str, bool]:
    """Whether each event that a correction touches stands."""
    touched = {*against, *(rival for rivals in against.values() for rival in rivals)}
    origins = {id: _import_of(known[id], known, imports) for id in touched}
    needs: dict[str, set[str]] = {}
    for id in touched:
        origin = origins[id]
        needs[id] = against.get(id, set()) | ({origin} if origin else set())
    verdict: dict[str, bool] = {}
    try:
        for id in TopologicalSorter(needs).static_order():
            origin = origins.get(id)
            corrected = any(verdict[rival] for rival in against.get(id, ()))
            verdict[id] = not corrected and (origin is None or verdict[origin])
    except CycleError:  # ids are hashes: only a forged set of events can name each other
        return dict.fromkeys(touched, False)
    return verdict


def _import_of(event: Written, known: Mapping[str, Written], imports: Mapping[Any, str]) -> str | None:
    """The import an event came with; only one that corrects nothing but entries has one (so that no loop can arise)."""
    row = event.body.get("row")
    origin = imports.get(row.get("import")) if isinstance(row, Mapping) else None
    if origin is None:
        return None
    at: Written | None = event
    while at is not None:
        if at.kind not in NOUNS:
            return None
        at = known.get(at.corrects or "")
    return origin
