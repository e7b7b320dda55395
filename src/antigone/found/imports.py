"""Imports into the register: what the last import of each file kept out, until somebody mends the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from antigone.found.events import IMPORTED, Written, rank


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Rows that an import left outside: event of the import, name and kind of the file (`custody`), how many rows."""

    event: str
    file: str
    kind: str
    rows: int


def kept_out(events: Iterable[Written]) -> list[KeptOut]:
    """Of each file that was imported, the rows that the last import of it that stands kept out, by file."""
    known = list(events)
    against: dict[str, list[str]] = {}
    for event in known:
        if event.corrects:
            against.setdefault(event.corrects, []).append(event.id)
    found: dict[str, KeptOut] = {}
    for event in sorted((e for e in known if e.kind == IMPORTED), key=rank):
        if _stands(event.id, against, ()):
            found |= {each.file: each for each in _of(event)}
    return sorted((each for each in found.values() if each.rows), key=lambda each: each.file)


def kept_on(known: Iterable[KeptOut], imports: Iterable[Written]) -> list[KeptOut]:
    """The rows kept out after later imports, in order of rank, of which none was taken back."""
    found = {each.file: each for each in known}
    for event in imports:
        found |= {each.file: each for each in _of(event)}
    return sorted((each for each in found.values() if each.rows), key=lambda each: each.file)


def _stands(id: str, against: Mapping[str, Sequence[str]], above: tuple[str, ...]) -> bool:
    """True unless a standing event corrects it; in a ring, which only a forged set of events can have, nothing does."""
    return not any(
        other not in above and _stands(other, against, (*above, other)) for other in against.get(id, ())
    )  # fmt: skip


def _of(event: Written) -> Iterable[KeptOut]:
    rows: dict[str, set[object]] = {}
    for row in _objects(event.body.get("kept_out")):
        rows.setdefault(str(row.get("file")), set()).add(row.get("row"))
    for file in _objects(event.body.get("files")):
        name = str(file.get("name"))
        yield KeptOut(event.id, name, str(file.get("kind")), len(rows.get(name, ())))


def _objects(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []
