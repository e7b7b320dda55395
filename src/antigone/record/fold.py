"""Read models: whatever anyone sees is a fold over events, thrown away and rebuilt at will, and equal every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from antigone.record.canonical import Json, canonical_bytes
from antigone.record.event import Event

S = TypeVar("S")


def fold(events: Iterable[Event], step: Callable[[S, Event], S], initial: S) -> S:
    """`step` over all events from `initial`; the step may change and return its state."""
    return reduce(step, events, initial)


@dataclass(frozen=True)
class ReadModel(Generic[S]):
    """A fold with a name, that `verify` can rebuild.

    Attributes:
        name: short, `said.claims`.
        initial: gives a fresh empty state.
        step: takes the state and an event to the next state; sees no clock, no chance, no network.
        as_json: the state as plain JSON values without floats.
    """

    name: str
    initial: Callable[[], S]
    step: Callable[[S, Event], S]
    as_json: Callable[[S], Json]

    def build(self, events: Iterable[Event]) -> S:
        """The state after these events."""
        return fold(events, self.step, self.initial())

    def bytes(self, state: S) -> bytes:
        """The state in canonical bytes: equal states give equal bytes."""
        return canonical_bytes(self.as_json(state))


READ_MODELS: dict[str, ReadModel[Any]] = {}


def declare_model(model: ReadModel[S]) -> ReadModel[S]:
    """Make a read model known to `verify`; a name is declared once."""
    assert READ_MODELS.setdefault(model.name, model) == model, f"read model {model.name} is declared twice"
    return model


def _count(state: dict[str, int], event: Event) -> dict[str, int]:
    state[event.kind] = state.get(event.kind, 0) + 1
    return state


KINDS = declare_model(ReadModel("record.kinds", dict, _count, lambda state: state))
"""How many events of each kind."""
