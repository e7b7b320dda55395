"""A claim as the body of an event and back: one form for what an analyst accepts and for what a table imports.

An accepted proposal and an imported row enter the account through the same kind, `claim.accepted`, whose body is
`{"claim": {…}}` and may carry more beside it (the proposal, the document, the row of a table). Only what was stated
is written: a field at its default is left out, so an old event stays short and a new field changes no old one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from antigone.core.errors import AntigoneError, InputError
from antigone.core.told import told
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Mode, Relation, Stance, Status

CLAIM_ACCEPTED = "claim.accepted"
CLAIM_EDITED = "claim.edited"
CLAIM_REJECTED = "claim.rejected"

_DEFAULTS = {field.name: field.default for field in fields(Claim)}
_NAMES = tuple(_DEFAULTS)


def claim_to_body(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON values: texts, whole numbers, booleans; what was not stated is left out."""
    body: dict[str, Any] = {}
    for name in _NAMES:
        value = getattr(claim, name)
        if value != _DEFAULTS[name]:
            body[name] = _plain(value)
    return body


def _plain(value: Any) -> Any:
    if isinstance(value, (Stance, Mode, Relation, Status)):
        return value.value
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Period):
        return {"start": str(value.start or ""), "end": str(value.end or "")}
    return list(value) if isinstance(value, tuple) else value


def claim_from_body(body: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_body` wrote. Names it does not know (a newer version's) are left alone.

    Raises:
        InputError: an id or unit is missing, or a value is not of its field's type.
    """
    values = {name: _typed(name, body[name]) for name in _NAMES if name in body}
    if not values.get("id") or not values.get("unit"):
        raise InputError("A claim needs an id and a unit.", "The event was not written by Antigone; verify the record.")
    return Claim(**values)


def _typed(name: str, value: Any) -> Any:
    """The value as its field's own type."""
    read: Callable[[Any], Any] = _READ.get(name, _text)
    try:
        return read(value)
    except (AntigoneError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise InputError(
            told("The claim's {name} cannot be {value!r}.", name=name, value=value), "Verify the record."
        ) from fault


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _integer(value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise TypeError
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "low": _integer,
    "high": _integer,
    "best": _integer,
    "start": _integer,
    "end": _integer,
    "stance": Stance,
    "mode": Mode,
    "relation": Relation,
    "status": Status,
    "said_on": PartialDate.parse,
    "as_of": PartialDate.parse,
    "published_on": PartialDate.parse,
    "period": lambda value: Period.parse(value["start"], value["end"]),
    "via": lambda value: tuple(_text(hop) for hop in value),
    "parts_exhaustive": _boolean,
    "uncertain": _boolean,
}
