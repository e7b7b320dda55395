"""Old versions are read as new ones; what is written is never rewritten.

An *upcaster* turns an envelope of one version into the next. They run one after the other on reading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA_VERSION = 1
"""The version that this program writes."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: dict[int, Upcaster] = {}
"""By the version read: each gives the same event in the next version. Version 1 is the first, so none yet."""


def upcast(
    envelope: dict[str, Any], upcasters: dict[int, Upcaster] = UPCASTERS, current: int = SCHEMA_VERSION
) -> dict[str, Any]:
    """The envelope in the `current` version's form; `v` still says which version was written.

    A newer version than ours is handed on untouched: it is kept and shown, never dropped.
    """
    written = version = envelope["v"]
    while version < current:
        step = upcasters.get(version)
        envelope = step(dict(envelope)) if step else envelope
        version += 1
    return envelope if envelope["v"] == written else {**envelope, "v": written}
