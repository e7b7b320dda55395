"""A claim's fields as a person types them, checked and typed; shared by terminal, web and tables of decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from antigone.core.errors import InputError
from antigone.core.told import listed_plainly, told
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Mode, Relation, Stance


def with_fields(claim: Claim, texts: Mapping[str, str]) -> Claim:
    """The claim with fields changed to what these texts say; an empty text empties the field.

    Raises:
        InputError: a field that no claim has, or a text that the field cannot take; the message names it.
    """
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if name in ("period_from", "period_to"):
            continue
        read = EDITABLE.get(name)
        if read is None:
            raise InputError(
                told("A claim has no field '{name}' that can be edited.", name=name),
                told("Fields: {names}.", names=listed_plainly(EDITABLE)),
            )
        try:
            values[name] = read(text.strip())
        except (ValueError, KeyError) as fault:
            choices = _CHOICES.get(name)
            raise InputError(
                told("'{text}' cannot be the {name} of a claim.", text=text, name=name), choices or "Check it."
            ) from fault
    if "period_from" in texts or "period_to" in texts:
        old = claim.period
        start, end = texts.get("period_from", str(old.start or "")), texts.get("period_to", str(old.end or ""))
        values["period"] = Period.parse(start, end)
    changed = replace(claim, **values)
    _check(changed)
    return changed


def _check(claim: Claim) -> None:
    if not claim.id or not claim.unit:
        raise InputError("A claim needs an id and a unit.", "Give both.")
    if claim.low is not None and claim.high is not None and claim.low > claim.high:
        raise InputError(
            told("The figure cannot run from {low} to {high}.", low=claim.low, high=claim.high), "Give low ≤ high."
        )


def _number(text: str) -> int | None:
    digits = text.replace(" ", "").replace("\u00a0", "").replace(",", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError
    return int(digits)


def _day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _yes_no(text: str) -> bool | None:
    return {"yes": True, "no": False, "": None}[text.lower()]


EDITABLE: dict[str, Callable[[str], Any]] = {
    "unit": str,
    "low": _number,
    "high": _number,
    "best": _number,
    "modifier": lambda text: text or "exact",
    "stance": Stance,
    "place": str,
    "group": str,
    "label_as_worded": str,
    "scope": lambda text: text or "unstated",
    "said_on": _day,
    "as_of": _day,
    "period_from": str,
    "period_to": str,
    "speaker": str,
    "office": str,
    "organisation": str,
    "via": lambda text: tuple(hop.strip() for hop in text.split(">") if hop.strip()),
    "publisher": str,
    "published_on": _day,
    "url": str,
    "language": str,
    "part_of": lambda text: text or None,
    "parts_exhaustive": _yes_no,
    "partition": str,
    "refers_to": lambda text: text or None,
    "relation": lambda text: Relation(text) if text else None,
    "mode": lambda text: Mode(text) if text else None,
    "note": str,
    "uncertain": lambda text: bool(_yes_no(text)),
    "id": str,
}
_CHOICES = {
    "stance": f"One of: {', '.join(each.value for each in Stance)}.",
    "relation": f"One of: {', '.join(each.value for each in Relation)}, or nothing.",
    "mode": f"One of: {', '.join(each.value for each in Mode)}, or nothing.",
    "low": "Give a whole number, or nothing.",
    "high": "Give a whole number, or nothing.",
    "best": "Give a whole number, or nothing.",
    "parts_exhaustive": "Give yes, no, or nothing.",
    "uncertain": "Give yes or no.",
}


def as_text(claim: Claim, name: str) -> str:
    """A field as `with_fields` would take it."""
    if name in ("period_from", "period_to"):
        end = claim.period.start if name == "period_from" else claim.period.end
        return str(end or "")
    value = getattr(claim, name)
    if isinstance(value, (Stance, Mode, Relation)):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " > ".join(value)
    return "" if value is None else str(value)
