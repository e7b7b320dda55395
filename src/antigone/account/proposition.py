"""A proposition in words: `UNIT @ PLACE [/ GROUP] [(SCOPE)] [as of DATE]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from antigone.account.casebook import CaseBook
from antigone.account.strata import SCOPES
from antigone.core.errors import InputError, UsageError
from antigone.core.party import fold_name
from antigone.core.told import listed_plainly, told
from antigone.core.when import PartialDate

_FORM = re.compile(
    r"\s*(?P<unit>[^@/()]+?)\s*(?:@\s*(?P<place>[^/()]+?)\s*)?(?:/\s*(?P<group>[^()]+?)\s*)?(?:\((?P<scope>[^)]*)\)\s*)?"
    r"(?:\bas of\s+(?P<day>\S+)\s*)?\Z"
)
DO = "Write 'UNIT @ PLACE [/ GROUP] [as of DATE]', such as 'killed @ almaty / security as of 2022-01-16'."


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposition that somebody asks for: ids of the case, and the end of the date where one is given."""

    unit: str
    place: str
    group: str
    scope: str = "any"
    day: date | None = None


def parse(text: str, book: CaseBook) -> Asked:
    """Read a proposition; units, places and groups by id or by any of their names.

    Raises:
        UsageError: it cannot be read, or names what the case does not have.
    """
    body, _, when = text.partition(" as of ")
    found = _FORM.match(body)
    if not found or not found["unit"]:
        raise UsageError(told("'{text}' is not a proposition.", text=text), DO)
    day = None
    if when.strip():
        try:
            day = PartialDate.parse(when).last
        except InputError as fault:
            raise UsageError(str(fault), DO) from None
    units = {name: (name, name.replace("_", " ")) for name in book.units}
    places = {p.id: (p.id, p.name, *_split(p.names.values())) for p in book.places.values()}
    groups = {g.id: (g.id, g.name) for g in book.groups.values()}
    scope = (found["scope"] or "any").strip().replace(" ", "_")
    if scope not in (*SCOPES, "any", "unstated"):
        raise UsageError(
            told("There is no scope '{scope}'.", scope=scope),
            told("Scopes: {names}.", names=listed_plainly((*SCOPES, "any"))),
        )
    return Asked(
        _find("unit", found["unit"], units),
        _find("place", found["place"], places) if found["place"] else "",
        _find("group", found["group"], groups) if found["group"] else "",
        "any" if scope == "unstated" else scope,
        day,
    )


def _split(names: Iterable[str]) -> list[str]:
    return [part.strip() for text in names for part in re.split("[;()]", text) if part.strip()]


def _find(what: str, name: str, known: Mapping[str, Sequence[str]]) -> str:
    wanted = fold_name(name)
    for id, names in known.items():
        if wanted in (fold_name(n) for n in names):
            return id
    raise UsageError(
        told("This case has no {what} '{name}'.", what=what, name=name.strip()),
        told("It has: {names}. {do}", names=listed_plainly(sorted(known)[:15]), do=DO),
    )


def write(unit: str, place: str, group: str, scope: str, day: str | None) -> str:
    """A proposition as the text that `parse` reads."""
    text = f"{unit} @ {place}" + (f" / {group}" if group else "")
    return text + (f" ({scope})" if scope != "any" else "") + (f" as of {day}" if day else "")
