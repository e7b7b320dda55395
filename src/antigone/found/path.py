"""The path of one numbered thing: from where it entered, place by place, to where it is. It is never in two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from antigone.core.finding import Finding, FindingKind
from antigone.core.told import Told, told
from antigone.found import findings as wrong
from antigone.found.custody import (
    IN_COLUMN,
    OUT_COLUMN,
    SINK,
    STAYS,
    TO_A_FAMILY,
    Column,
    CustodyEvent,
    CustodyType,
    Sink,
)
from antigone.found.events import Booked
from antigone.found.label import code_of
from antigone.found.moment import Moment, surely_by
from antigone.found.site import Site

ENTERING = frozenset({CustodyType.RECOVERED, CustodyType.RECEIVED, CustodyType.EXHUMED})
"""Types with which a thing's path may begin."""
BACK = {
    Sink.TAKEN: ENTERING | {CustodyType.FOUND_AGAIN},
    Sink.LOST: ENTERING | {CustodyType.FOUND_AGAIN},
    Sink.FAMILY: frozenset({CustodyType.RECALLED}),
    Sink.REBURIED: frozenset({CustodyType.EXHUMED, CustodyType.RECALLED}),
    Sink.DISCARDED: frozenset({CustodyType.FOUND_AGAIN}),
}
"""With which types a thing may come back from where it had gone."""


def may_come_back(sink: Sink) -> frozenset[CustodyType]:
    """With which types a thing may leave a sink; none for what is destroyed or only an alias."""
    return BACK.get(sink, frozenset())


GONE = frozenset({*BACK, Sink.DESTROYED, Sink.MERGED})
"""Sinks in which no custodian of the register holds a thing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is: in a custodian's hands at a place of the register, or in a sink."""

    custodian: str = ""
    place: str = ""
    sink: Sink | None = None

    @property
    def words(self) -> Told:
        """As it stands in a sentence: `in morgue-1`, `in transit`."""
        if self.sink:
            return told(self.sink.value)
        return told("in {place}", place=self.place) if self.place else told("in a place not named")


MERGED = Spot(sink=Sink.MERGED)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened to one thing: a custody event, its splitting off, or its turning out to be another.

    Attributes:
        booked: the event with its value; custody: its value where it is a custody event.
        moment, rank, after: see `moment.Act`.
        split_to: where it was when it was split off; absorbed: into which number it went.
        answers: id of the dispatch that it answers, where the register found one.
    """

    booked: Booked
    moment: Moment
    custody: CustodyEvent | None = None
    split_to: Spot | None = None
    absorbed: str | None = None
    answers: str | None = None

    @property
    def id(self) -> str:
        """Id of its event."""
        return self.booked.id

    @property
    def rank(self) -> tuple[int, str, str]:
        """Its place among the events."""
        return self.booked.rank

    @property
    def after(self) -> str | None:
        """Id of the event it answers."""
        return self.answers or (self.custody.answers if self.custody else None)


@dataclass(slots=True)
class Step:
    """One move of a path, as the ledger books it.

    Attributes:
        act: what moved it; source: where from, None at the beginning; out: in which column it left.
        target: where to; into: in which column it came; sign: -1 where it came in a column that takes away (a split).
        by: minute by which it surely had happened; first: the earliest minute.
    """

    act: Act
    source: Spot | None
    out: Column | None
    target: Spot
    into: Column | None
    sign: int = 1
    by: int = 0
    first: int = 0


@dataclass
class Walk:
    """Walks one thing's acts in order.

    Attributes:
        code: as a clerk reads it; sites: of the register; keepers: who keeps each.
        steps, findings: what comes of it.
    """

    code: str
    sites: Mapping[str, Site]
    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _last: Act | None = None

    @property
    def spot(self) -> Spot | None:
        """Where it is now."""
        return self.steps[-1].target if self.steps else None

    def walk(self, acts: Sequence[Act]) -> None:
        """All acts, already in order."""
        for act in acts:
            self._act(act)
        minutes = surely_by([step.act.moment for step in self.steps])
        for step, minute in zip(self.steps, minutes, strict=True):
            step.by, step.first = minute, min(step.act.moment.first, minute)

    def _act(self, act: Act) -> None:
        if act.split_to is not None:
            if self.spot is not None:
                return  # booked before it was split off: it is where it was booked
            self.steps.append(Step(act, None, None, act.split_to, Column.RECLASSIFIED, -1))
        elif act.absorbed is not None:
            self._absorb(act, act.absorbed)
        elif act.custody is not None and act.custody.type in STAYS:
            self._stays(act, act.custody)
        elif act.custody is not None and not self._is_double(act, act.custody):
            self._move(act, act.custody)
            self._last = act

    def find(self, kind: FindingKind, act: Act, **values: object) -> None:
        """Put a finding down, proved by the act and by what put the thing where the book has it."""
        before = (self.steps[-1].act.id,) if self.steps else ()
        self.findings.append(Finding(kind, {"code": self.code, **values}, (*before, act.id)))

    # -- what can happen ------------------------------------------------------------------------------------------

    def _absorb(self, act: Act, into: str) -> None:
        spot = self.spot
        if spot is not None and spot.sink is None:
            values = {"one": code_of(into), "other": self.code, "book": spot.words}
            self.findings.append(Finding(wrong.SAME_BODY_TWICE, values, (self.steps[-1].act.id, act.id)))
        self.steps.append(Step(act, spot, Column.RECLASSIFIED if spot else None, MERGED, None))

    def _stays(self, act: Act, event: CustodyEvent) -> None:
        said = event.from_place or event.to_place
        if self.spot is None:
            self.find(wrong.NEVER_BOOKED_IN, act, type=told(event.type.value))
        elif said and said != self.spot.place:
            self.find(wrong.NOT_THERE, act, type=told(event.type.value), said=said, book=self.spot.words)

    def _is_double(self, act: Act, event: CustodyEvent) -> bool:
        """The same act booked again: same type, places and day, with nothing booked in between."""
        last = self._last
        if last is None or last.custody is None or last.booked.id == act.booked.id:
            return False
        likely = last.custody.type is event.type and last.custody.to_place == event.to_place
        likely = likely and last.moment.first // 1440 == act.moment.first // 1440
        if likely and self.spot is not None and _plain(last.custody) == _plain(event):
            day = str(act.moment.day)
            self.find(wrong.DOUBLE_SCAN, act, type=told(event.type.value), day=day)
            return True
        return False

    def _move(self, act: Act, event: CustodyEvent) -> None:
        spot, target = self.spot, self._target(event)
        if spot is None:
            self._enter(act, event, target)
            return
        if spot == target and spot.sink is None:
            self.find(wrong.ALREADY_THERE, act, type=told(event.type.value), place=target.place)
            return
        self._check(act, event, spot, target)
        if spot.sink is Sink.MERGED:
            return
        self.steps.append(Step(act, spot, OUT_COLUMN[event.type], target, self._into(event, spot, target)))

    def _enter(self, act: Act, event: CustodyEvent, target: Spot) -> None:
        into = None if target.sink else IN_COLUMN[event.type]
        if event.type not in ENTERING:
            self.find(wrong.NEVER_BOOKED_IN, act, type=told(event.type.value))
            into = into and Column.INTAKE
        self.steps.append(Step(act, None, None, target, into))

    @staticmethod
    def _into(event: CustodyEvent, spot: Spot, target: Spot) -> Column | None:
        if target.sink:
            return None
        moved = spot.sink in (None, Sink.TRANSIT)
        return Column.TRANSFERS_IN if moved else IN_COLUMN[event.type]

    def _target(self, event: CustodyEvent) -> Spot:
        if event.type in SINK:
            return Spot(sink=SINK[event.type])
        site = self.sites.get(event.to_place)
        return Spot(event.to_custodian or (site.keeper if site else ""), event.to_place)

    def _check(self, act: Act, event: CustodyEvent, spot: Spot, target: Spot) -> None:
        """Set what the event says against where the book has the thing."""
        kind = event.type
        if spot.sink is not None and spot.sink in GONE:
            if kind not in may_come_back(spot.sink):
                self.find(wrong.AFTER_LEAVING, act, type=told(kind.value), book=spot.words)
        elif spot.sink is Sink.TRANSIT:
            self._check_receipt(act, event)
        elif kind in ENTERING and not self._is_exhumed_here(event, spot):
            self.find(wrong.BOOKED_IN_TWICE, act, place=target.place or told("a place not named"), book=spot.words)
        elif kind is CustodyType.TRANSFERRED_IN:
            self.find(wrong.NO_DISPATCH, act, place=event.to_place, book=spot.words)
        elif event.from_place and event.from_place != spot.place:
            self.find(wrong.NOT_THERE, act, type=told(kind.value), said=event.from_place, book=spot.words)

    @staticmethod
    def _is_exhumed_here(event: CustodyEvent, spot: Spot) -> bool:
        """Dug up where the book has it: a temporary burial ends."""
        return event.type is CustodyType.EXHUMED and event.from_place in ("", spot.place)

    def _check_receipt(self, act: Act, event: CustodyEvent) -> None:
        dispatch = self.steps[-1].act.custody
        sent = dispatch.to_place if dispatch else ""
        if event.type in IN_COLUMN and sent and event.to_place != sent:
            self.find(wrong.RECEIVED_ELSEWHERE, act, sent=sent, place=event.to_place or told("a place not named"))
        elif event.type not in IN_COLUMN and event.type in TO_A_FAMILY | {CustodyType.TRANSFERRED_OUT}:
            said = event.from_place or told("a place not named")
            self.find(wrong.NOT_THERE, act, type=told(event.type.value), said=said, book=told("in transit"))


def _plain(event: CustodyEvent) -> CustodyEvent:
    """What two bookings of one act have in common."""
    return replace(
        event, units=(), asserted=None, note="", reference="", evidence=(), identifiers=(), seal="", time="",
        handed_by="", received_by="", authority="", answers=None, from_place="",
    )  # fmt: skip


Locate = Callable[[str, Moment], Spot | None]
"""Where a thing was at a moment."""
