"""Rows of registers on their way into a case: each becomes values with a key, compared with what stands under that key.

One plan serves every reader of registers (tables, maps, field forms, schema files): it says what is new, what changed,
what is in already, and what cannot enter and why. The key depends on what a row says, never on the file's name or the
row's number, so that the same register under another name adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from antigone.core.finding import Finding, Severity
from antigone.core.when import Period
from antigone.formats import register_findings as wrong
from antigone.formats.table_import import difference
from antigone.found.body import to_body
from antigone.record.event import Draft, Event
from antigone.record.sealed import Erased

IMPORTED = "case.imported"
Unseal = Callable[[Event, str], "str | Erased"]


@dataclass
class Planned:
    """One value on its way into the case.

    Attributes:
        key: what it is, whatever file it comes from: `remains:morgue-1/17`.
        kind: of its event; noun: the name of the value in the event's body.
        value: a frozen value of the register or of the road to a name.
        occurred: when it happened.
        sealed: personal values by field: (subject, text).
        file, row: where it stands.
        shown: what people call it.
    """

    key: str
    kind: str
    noun: str
    value: Any
    occurred: Period | None = None
    sealed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    file: str = ""
    row: int = 0
    shown: str = ""

    @property
    def body(self) -> dict[str, Any]:
        """The value as the event holds it."""
        return to_body(self.value)


@dataclass
class RegisterPlan:
    """What an import would do.

    Attributes:
        added: new values, in the order in which they must enter.
        changed: values that stand with another content: (new, the event that stands, the difference in words).
        unchanged: how many stand in the case already.
        findings: all that is wrong or worth knowing.
        kept_rows: (file, row) of each row that stays out.
        again: also enter what was taken back or changed in the case.
    """

    added: list[Planned] = field(default_factory=list)
    changed: list[tuple[Planned, Event, str]] = field(default_factory=list)
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    again: bool = False

    @property
    def is_empty(self) -> bool:
        """True where importing would write nothing."""
        return not (self.added or self.changed)

    def kept_out(self) -> int:
        """How many rows or files cannot enter."""
        return len({(f.file, f.row) for f in self.findings if f.severity is Severity.ERROR})


@dataclass
class Known:
    """What earlier imports put into the case, by key.

    Attributes:
        standing: the event that stands under a key.
        edited: keys under which a correction made in the case itself stands.
        retracted: why, by key, where what stood under it was taken back on its own.
    """

    standing: dict[str, Event] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    retracted: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Sequence[Event]) -> Known:
        """Read the events of a case."""
        by_id = {event.id: event for event in events}
        origins = _origins(events)
        verdict = _verdicts(events, by_id, origins)
        keys = _keys(events)
        known = cls()
        for event in events:
            key = keys.get(event.id)
            origin = origins.get(event.id)
            if key and verdict.get(event.id, origin is None or verdict.get(origin, True)):
                known.standing[key] = event
                if "key" not in _row(event):
                    known.edited.add(key)
        for event in events:
            key = keys.get(event.corrects or "")
            if key and event.id not in keys and key not in known.standing and verdict.get(event.id, True):
                known.retracted[key] = event.reason or "no reason given"
        return known


def _row(event: Event) -> Mapping[str, Any]:
    row = event.body.get("row")
    return row if isinstance(row, Mapping) else {}


def _keys(events: Sequence[Event]) -> dict[str, str]:
    """The key of each event that a row gave, or that replaces one that a row gave; what only takes back has none."""
    keys: dict[str, str] = {}
    for event in events:
        own = _row(event).get("key")
        if isinstance(own, str):
            keys[event.id] = own
        elif event.corrects in keys and not event.kind.endswith((".retracted", ".undone", ".opened")):
            keys[event.id] = keys[event.corrects or ""]
    return keys


def _origins(events: Sequence[Event]) -> dict[str, str]:
    """The import that each imported event fell in with, by id of the event."""
    imports = {str(e.body.get("import", "")): e.id for e in events if e.kind == IMPORTED}
    found = ((event.id, imports.get(str(_row(event).get("import", "")))) for event in events)
    return {id: origin for id, origin in found if origin is not None and origin != id}


def _verdicts(events: Sequence[Event], by_id: Mapping[str, Event], origins: Mapping[str, str]) -> dict[str, bool]:
    """Whether each event that a correction touches stands: unless a standing event corrects it, or its import fell."""
    against: dict[str, set[str]] = {}
    for event in events:
        if event.corrects in by_id:
            against.setdefault(event.corrects or "", set()).add(event.id)
    touched = {*against, *(rival for rivals in against.values() for rival in rivals)}
    needs = {id: against.get(id, set()) | ({origins[id]} if id in origins else set()) for id in touched}
    verdict: dict[str, bool] = {}
    try:
        for id in TopologicalSorter(needs).static_order():
            corrected = any(verdict[rival] for rival in against.get(id, ()))
            verdict[id] = not corrected and (id not in origins or verdict[origins[id]])
    except CycleError:  # ids are hashes: only a forged set of events can name each other
        return dict.fromkeys(touched, False)
    return verdict


def compare(planned: Iterable[Planned], known: Known, unseal: Unseal, plan: RegisterPlan) -> None:
    """Sort values into new, changed and there already; of two with one key the first is read."""
    first: dict[str, Planned] = {}
    for each in planned:
        earlier = first.setdefault(each.key, each)
        if earlier is not each:
            _note_twice(each, earlier, plan)
            continue
        stands = known.standing.get(each.key)
        if stands is None:
            reason = None if plan.again else known.retracted.get(each.key)
            if reason is None:
                plan.added.append(each)
            else:
                plan.findings.append(_finding(wrong.TAKEN_BACK, each, key=each.shown, reason=reason[:200]))
            continue
        _compare_one(each, stands, each.key in known.edited, unseal, plan)


def _compare_one(each: Planned, stands: Event, edited: bool, unseal: Unseal, plan: RegisterPlan) -> None:
    changes = _changes(each, stands, unseal)
    if not changes:
        plan.unchanged += 1
    elif edited and not plan.again:
        plan.unchanged += 1
        plan.findings.append(_finding(wrong.EDITED, each, key=each.shown))
    else:
        plan.changed.append((each, stands, changes))
        plan.findings.append(_finding(wrong.CHANGED, each, key=each.shown, changes=changes))


def _changes(each: Planned, stands: Event, unseal: Unseal) -> str:
    """What differs between a row and what stands, in words that give no personal value away; empty for nothing."""
    old, new = dict(stands.body.get(each.noun) or {}), each.body
    parts = [difference(old, new)] if old != new else []
    before = None if stands.occurred is None or stands.occurred.is_unknown else stands.occurred
    after = None if each.occurred is None or each.occurred.is_unknown else each.occurred
    if before != after:
        parts.append(f"date {before or '(none)'} → {after or '(none)'}")
    held = {entry.field for entry in stands.sealed}
    for name in sorted(held | set(each.sealed)):
        value = unseal(stands, name) if name in held else None
        if isinstance(value, Erased):
            continue  # erased is erased: a table does not bring it back
        if value != each.sealed.get(name, ("", None))[1]:
            parts.append(f"{name} (sealed)")
    return ", ".join(parts)


def _note_twice(each: Planned, earlier: Planned, plan: RegisterPlan) -> None:
    same = (each.body, each.occurred, each.sealed) == (earlier.body, earlier.occurred, earlier.sealed)
    if same:
        plan.findings.append(_finding(wrong.TWICE_SAME, each, first=earlier.row))
        return
    advice = "Only the first was read. Give the other its own number, or correct it."
    plan.findings.append(
        _finding(wrong.TWICE, each, key=each.shown, first=earlier.row, how=", with other values", advice=advice)
    )


def _finding(kind: Any, each: Planned, **values: Any) -> Finding:
    return Finding(kind, values, file=each.file or None, row=each.row or None)


def draft_of(each: Planned, label: str, stands: Event | None = None, *, source: str | None = None) -> Draft:
    """The event of a value: with the row it came from, and what it replaces."""
    row = {"file": each.file, "row": each.row, "import": label, "key": each.key}
    return Draft(
        each.kind if stands is None else stands.kind,
        {each.noun: each.body, "row": row},
        occurred=each.occurred,
        source=source,
        corrects=stands.id if stands else None,
        reason="imported again with another value" if stands else None,
        sealed=dict(each.sealed) or None,
    )
