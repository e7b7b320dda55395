"""The header form `URL: … / DATE: … / PUBLISHER: … / LANG: …`, a blank line, and the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

_FIELD = re.compile(r"([A-Z][A-Z-]{1,20}):[ \t]*(.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Headed:
    """A text with its header taken off.

    Attributes:
        fields: the header's fields by upper-case name; empty where the text has none.
        body: what follows the first blank line; the whole text where there is no header.
        offset: where the body begins in the text as given.
    """

    body: str
    fields: dict[str, str] = field(default_factory=dict)
    offset: int = 0

    @property
    def published(self) -> date | None:
        """The day in `DATE:`, where it begins with a whole date."""
        match = _DAY.match(self.fields.get("DATE", ""))
        try:
            return date.fromisoformat(match.group()) if match else None
        except ValueError:
            return None


def split_header(text: str) -> Headed:
    """Take the header off, where the text begins with lines of the form `NAME: value` and then a blank line."""
    fields: dict[str, str] = {}
    offset = 0
    for line in text.split("\n"):
        offset += len(line) + 1
        stripped = line.strip("\r\ufeff")
        if not stripped.strip():
            break
        match = _FIELD.fullmatch(stripped)
        if not match:
            return Headed(text)
        fields[match.group(1)] = match.group(2).strip()
    if not fields or offset > len(text) or not fields.keys() & {"URL", "DATE", "PUBLISHER", "LANG"}:
        return Headed(text)
    return Headed(text[offset:], fields, offset)
