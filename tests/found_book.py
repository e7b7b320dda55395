"""A small record in memory for tests of the register: writers, drafts in, events out, no signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from antigone.core.when import PartialDate, Period
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import draft
from antigone.found.label import Block, canonical_id
from antigone.found.register import Register, fold
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.record.event import Draft

T = CustodyType


@dataclass(frozen=True)
class Event:
    id: str
    kind: str
    body: dict[str, Any]
    corrects: str | None
    reason: str | None
    recorded: str
    by: str
    writer: str
    seq: int
    seen: dict[str, int]
    occurred: Period | None
    raw: bytes = b""


def on(day: str, until: str = "") -> Period:
    return Period(PartialDate.parse(day), PartialDate.parse(until or day))


@dataclass
class Book:
    """Writes as one writer unless told otherwise; every writer has seen everything unless `seen` says less."""

    events: list[Event] = field(default_factory=list)
    now: str = "2030-06-30"
    writer: str = "w"

    def write(self, one: Draft, *, recorded: str = "", writer: str = "", seen: dict[str, int] | None = None) -> str:
        writer = writer or self.writer
        heads: dict[str, int] = {}
        for event in self.events:
            heads[event.writer] = max(heads.get(event.writer, -1), event.seq)
        seq = heads.pop(writer, -1) + 1
        at = f"{recorded or self.now}T10:00:00.{len(self.events):06d}Z"
        id = sha256(repr((one, writer, seq, at)).encode()).hexdigest()
        self.events.append(
            Event(id, one.kind, dict(one.body), one.corrects, one.reason, at, f"clerk {writer}", writer, seq,
                  heads if seen is None else seen, one.occurred)
        )  # fmt: skip
        return id

    def put(self, value: Any, day: str = "", **more: Any) -> str:
        corrects, reason = more.pop("corrects", None), more.pop("reason", None)
        return self.write(draft(value, on(day) if day else None, corrects=corrects, reason=reason), **more)

    def sites(self, *ids: str, type: SiteType = SiteType.MORGUE) -> None:
        for id in ids:
            self.put(Site(id, type, keeper=f"keeper of {id}"))

    def number(self, *numbers: int, kind: RemainsKind = RemainsKind.BODY, writer: str = "", **more: Any) -> list[str]:
        writer = writer or self.writer
        if not any(e.kind == "numbers.allotted" and e.writer == writer for e in self.events):
            self.put(Block(writer, min(numbers), max(numbers) + 999), writer=writer)
        for n in numbers:
            self.put(Remains(canonical_id(n), kind, **more), writer=writer)
        return [canonical_id(n) for n in numbers]

    def act(self, type: CustodyType, units: Any = (), day: str = "2030-05-01", **fields: Any) -> str:
        known = CustodyEvent.__dataclass_fields__
        own = {name: fields.pop(name) for name in list(fields) if name in known}
        if isinstance(units, str):
            units = (units,)
        return self.put(CustodyEvent(type, tuple(units), **own), day, **fields)

    @property
    def register(self) -> Register:
        return fold(self.events)

    def codes(self) -> list[str]:
        from antigone.found.checks import all_findings

        return [finding.code.removeprefix("found.") for finding in all_findings(self.register)]
