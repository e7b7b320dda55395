"""A mark for words that are translated elsewhere than where they stand."""

from __future__ import annotations

from collections.abc import Sequence


def message(text: str) -> str:
    """The text itself; the mark lets the tests find it and ask every catalogue for it."""
    return text


def spare(rows: Sequence[object], empty: int) -> int:
    """How many empty rows a table has: `empty` on a blank form, none on a filled one, which nobody shall add to."""
    return 0 if rows else empty
