"""Keys: what a row is, whatever file it stands in, so that importing it again is seen to be that."""

from __future__ import annotations

import hashlib
from typing import Any


def key_of(kind: str, *parts: Any) -> str:
    """A readable key of a row: its kind and the parts that make it what it is; long ones are cut to a digest."""
    text = "/".join(("" if part is None else str(part)).strip() for part in parts)
    if len(text) > 120 or not text.isprintable():
        text = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{kind}:{text}"


def short_id(letter: str, key: str) -> str:
    """An id for what has none of its own, made from its key: the same row gives the same id."""
    return f"{letter}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
