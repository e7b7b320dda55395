"""What was put into words of single statements, kept from one state of a case to the next.

After a change nearly all of thousands of statements stand as they stood. What is kept is given out only where
everything it was made from is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 50_000
"""So many are kept; when there are more, all are made anew."""


class Worded:
    """Values by name, each with what it was made from. Safe to share between states of a case and between threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}

    def get(self, kind: str, id: str, made_from: tuple[Any, ...], make: Callable[[], T]) -> T:
        """The value of that kind and id, made now where it is not there, or was made from something else.

        Args:
            made_from: everything that the value depends on, compared by identity first and then by value.
        """
        known = self._kept.get((kind, id))
        if known is not None and known[0] == made_from:
            found: T = known[1]
            return found
        if len(self._kept) >= MOST:
            self._kept = {}
        value = make()
        self._kept[kind, id] = (made_from, value)
        return value
