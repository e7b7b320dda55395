"""The events of a case by kind and by author, grown as the record grows, so that no page reads all of them anew."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from antigone.core.errors import AntigoneError
from antigone.found.register import Register
from antigone.record.event import Event


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; an empty text is no condition.

    Attributes:
        kind, by: exactly; first, last: days of the writer's clock, `2030-05-01`.
        thing: a code or number as it stands in the event.
    """

    kind: str = ""
    by: str = ""
    first: str = ""
    last: str = ""
    thing: str = ""


@dataclass
class RecordIndex:
    """Positions of events, by what they are asked for.

    Attributes:
        size: so many events are in it; last: id of the last of them.
        kinds, authors: positions in rising order.
        corrections: id of an event → ids of those that correct it.
    """

    size: int = 0
    last: str = ""
    kinds: dict[str, list[int]] = field(default_factory=dict)
    authors: dict[str, list[int]] = field(default_factory=dict)
    corrections: dict[str, list[str]] = field(default_factory=dict)

    def grow(self, events: Sequence[Event]) -> None:
        """Take in those that came since."""
        for at in range(self.size, len(events)):
            event = events[at]
            self.kinds.setdefault(event.kind, []).append(at)
            self.authors.setdefault(event.by, []).append(at)
            if event.corrects:
                self.corrections.setdefault(event.corrects, []).append(event.id)
        self.size = max(self.size, len(events))
        self.last = events[self.size - 1].id if self.size <= len(events) and events else self.last

    def find(self, events: Sequence[Event], wanted: Wanted) -> Sequence[int]:
        """Positions of the events that are wanted, in rising order."""
        found: Iterable[int] = range(len(events))
        if wanted.kind:
            found = self.kinds.get(wanted.kind, [])
        if wanted.by:
            own = self.authors.get(wanted.by, [])
            found = sorted(set(found) & set(own)) if wanted.kind else own
        if wanted.first or wanted.last:
            last = wanted.last or "9"
            found = [at for at in found if at < len(events) and wanted.first <= events[at].recorded[:10] <= last]
        if wanted.thing:
            token = json.dumps(wanted.thing, ensure_ascii=False).encode()
            found = [at for at in found if at < len(events) and token in events[at].raw]
        return found if isinstance(found, range) else [at for at in found if at < len(events)]


_LOCK = threading.Lock()
_KEPT: dict[str, RecordIndex] = {}


def index_of(path: str, events: Sequence[Event]) -> RecordIndex:
    """The index of the case in that folder, with these events in it."""
    with _LOCK:
        made = _KEPT.get(path)
        shorter = made is not None and 0 < made.size <= len(events) and events[made.size - 1].id != made.last
        if made is None or shorter:
            made = _KEPT[path] = RecordIndex()
        made.grow(events)
        return made


def thing_of(register: Register, text: str) -> str:
    """How events write what somebody typed: the canonical id behind a label or a short code, else the text itself."""
    plain = text.strip()
    try:
        return register.find(plain) if any(letter.isdigit() for letter in plain) and "-0" not in plain[:4] else plain
    except AntigoneError:
        return plain


def flat(body: object, path: str = "") -> dict[str, str]:
    """The plain values of a body by their path, `decision.persons.0`."""
    if isinstance(body, dict):
        found: dict[str, str] = {}
        for key, value in body.items():
            found |= flat(value, f"{path}.{key}" if path else str(key))
        return found
    if isinstance(body, list):
        if all(not isinstance(each, dict | list) for each in body):
            return {path: ", ".join(map(str, body))}
        found = {}
        for at, value in enumerate(body):
            found |= flat(value, f"{path}.{at}")
        return found
    return {} if body is None else {path: str(body)}


def differing(before: object, after: object) -> list[tuple[str, str, str]]:
    """What differs between two bodies, field by field: path, before, after; empty where one has nothing there."""
    old, new = flat(before), flat(after)
    paths = dict.fromkeys((*old, *new))
    return [(path, old.get(path, ""), new.get(path, "")) for path in paths if old.get(path) != new.get(path)]
