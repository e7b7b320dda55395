"""Values that rest on several people's DNA, sealed so that erasing any one of them destroys them.

The value is split into as many shares as there are subjects: all but one are random, and the exclusive or of all is the
value (Shamir 1979 names this the trivial n-of-n scheme). Each share is sealed under one subject.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection, Mapping
from functools import reduce

SEPARATOR = "@"


def split(field: str, value: str, subjects: Collection[str]) -> dict[str, tuple[str, str]]:
    """Sealed fields `field@subject` for an event, one share each.

    Args:
        field: its name; value: any text.
        subjects: codes, at least one.
    """
    who = sorted(set(subjects))
    raw = value.encode("utf-8")
    pads = [secrets.token_bytes(len(raw)) for _ in who[1:]]
    shares = [reduce(_xor, pads, raw), *pads]
    return {
        f"{field}{SEPARATOR}{subject}": (subject, base64.b64encode(share).decode("ascii"))
        for subject, share in zip(who, shares, strict=True)
    }


def join(field: str, shares: Mapping[str, str]) -> str:
    """The value back from all shares of a field, by the names of their sealed fields."""
    mine = [base64.b64decode(share) for name, share in shares.items() if name.startswith(field + SEPARATOR)]
    return reduce(_xor, mine).decode("utf-8")


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
