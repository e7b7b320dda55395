"""Snapshots of read models: a disposable cache in `CASE/cache/`, which `verify` rebuilds and compares."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from antigone.core.errors import CaseError
from antigone.record.canonical import canonical_bytes
from antigone.record.event import Event, is_hex
from antigone.record.fold import READ_MODELS, ReadModel

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a read model was after `size` events: the sha256 (hex) of its canonical bytes, and its JSON."""

    size: int
    digest: str
    state: Any


class Snapshots:
    """The folder of snapshots.

    Args:
        folder: it; made when the first is saved. Deleting it loses nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, model: ReadModel[S], state: S, size: int) -> None:
        """Keep the state of a model after `size` events."""
        raw = model.bytes(state)
        data = {"digest": sha256(raw).hexdigest(), "model": model.name, "size": size, "state": json.loads(raw)}
        try:
            self.folder.mkdir(exist_ok=True)
            temporary = self.folder / f".{model.name}"
            temporary.write_bytes(canonical_bytes(data))
            temporary.replace(self.folder / f"{model.name}.json")
        except OSError as error:
            raise CaseError(f"{self.folder} cannot be written ({error.strerror}).", "Check the disk.") from None

    def load(self) -> dict[str, Snapshot | None]:
        """All snapshots by the name of their model; None for one that cannot be read."""
        return {path.stem: _read(path) for path in sorted(self.folder.glob("*.json"))}

    def rebuild(self) -> Rebuild:
        """A fold of every model that has a snapshot, to compare with."""
        return Rebuild(self.load())


def _read(path: Path) -> Snapshot | None:
    try:
        data = json.loads(path.read_bytes())
        right = canonical_bytes(data) == path.read_bytes() and data["model"] == path.stem and is_hex(data["digest"])
        snapshot = Snapshot(int(data["size"]), data["digest"], data["state"])
        whole = sha256(canonical_bytes(snapshot.state)).hexdigest() == snapshot.digest
    except Exception:  # whatever a damaged cache may hold, it only means: differs
        return None
    return snapshot if right and whole else None


@dataclass
class Rebuild:
    """Models folded anew beside their snapshots; models that this program does not know are left out."""

    snapshots: dict[str, Snapshot | None]
    _states: dict[str, Any] = field(default_factory=dict)
    _done: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        self._states = {name: READ_MODELS[name].initial() for name in self.snapshots if name in READ_MODELS}

    def step(self, event: Event) -> None:
        """Fold one event into every model, and note its digest where its snapshot was taken."""
        self._count += 1
        for name, state in self._states.items():
            model = READ_MODELS[name]
            self._states[name] = model.step(state, event)
            snapshot = self.snapshots[name]
            if snapshot is not None and snapshot.size == self._count:
                self._done[name] = sha256(model.bytes(self._states[name])).hexdigest()

    def differing(self) -> list[str]:
        """Names of the models whose snapshot is not what the fold gives."""
        pairs = ((name, self.snapshots[name]) for name in self._states)
        return [name for name, kept in pairs if kept is None or self._done.get(name) != kept.digest]
