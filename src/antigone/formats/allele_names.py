"""Alleles as laboratories write them, brought to one spelling.

`9,3` and `9.3` are one allele, `07` is `7`, `10.0` is `10`. An off-ladder call (`OL`, `OL>28`, `<8`, `?`) is no
allele: it says that something was seen whose size the ladder does not name. No two different alleles ever become one.
"""

from __future__ import annotations

import re

MISSING = frozenset({"", "-", "--", "0", "-9", "na", "n/a", "nan", "none", "null", "nr", "inc", "nd", "."})
# X and Y are alleles of Amelogenin; -1 is what some exports write for "no second allele".
NOT_SEEN = MISSING | {"-1"}
_REPEATS = re.compile(r"0*(\d{1,4})(?:[.,](\d{1,2}))?\Z")
_OFF_LADDER = re.compile(r"(?:ol\b.*|ol\d*|\?|.*\?|[<>].*|off.?ladder.*)\Z", re.IGNORECASE | re.DOTALL)
_SPACE = re.compile(r"\s+")


def normal_allele(text: str) -> str:
    """One spelling of an allele; a name that is no number of repeats is kept as it stands, trimmed."""
    text = _SPACE.sub(" ", text).strip()
    match = _REPEATS.match(text)
    if not match:
        return text.upper() if text.lower() in {"x", "y"} else text
    whole, part = match.groups()
    return f"{whole}.{part.rstrip('0')}" if part and part.strip("0") else whole


def is_missing(text: str) -> bool:
    """Whether a cell says that no allele was seen."""
    return text.strip().lower() in NOT_SEEN


def is_off_ladder(text: str) -> bool:
    """Whether a cell holds an off-ladder call."""
    return bool(_OFF_LADDER.match(text.strip()))


def repeats(allele: str) -> float | None:
    """Whole repeats and tenths that name a micro-variant, as a number to sort by; None for other names."""
    match = _REPEATS.match(allele)
    return float(f"{match.group(1)}.{match.group(2) or 0}") if match else None


def allele_key(allele: str) -> tuple[int, float, str]:
    """Sorts alleles as a person would: by repeats ("9" before "10"), other names after them."""
    value = repeats(allele)
    return (1, 0.0, allele) if value is None else (0, value, allele)
