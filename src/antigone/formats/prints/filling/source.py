"""What a print is filled from: one open case, a day, and leave to show names, where it was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from antigone.core.errors import UsageError
from antigone.core.when import PartialDate
from antigone.formats.prints.values import Personal, Private
from antigone.found.events import EXAMINATION_RECORDED
from antigone.found.personal_items import FIELD, opened
from antigone.record.sealed import Erased

if TYPE_CHECKING:
    from antigone.core.when import Period
    from antigone.found.examination import Examination
    from antigone.found.register import Register
    from antigone.named.book import Book
    from antigone.named.desk import Desk
    from antigone.record.case import Case

SEALED = "sealed"
"""What stands for a value that nobody asked to see: it is never unsealed, and prints as withheld."""


@dataclass
class Source:
    """Where prints are filled from.

    Attributes:
        case: open; for writing where names are asked for, because that they were shown is written down.
        as_of: the day of balances and of the account; None: everything.
        names_to: who sees the names, or for whom; "" leaves every name sealed.
        purpose: why.
    """

    case: Case
    as_of: date | None = None
    names_to: str = ""
    purpose: str = ""

    @cached_property
    def desk(self) -> Desk:
        """The desk of the boards and families, through which alone sealed values pass."""
        from antigone.named.desk import Desk

        return Desk(self.case)

    @property
    def book(self) -> Book:
        """What stands of persons, comparisons and decisions."""
        return self.desk.book

    @property
    def register(self) -> Register:
        """What stands of remains, places and custody."""
        return self.desk.register

    def seen(self, id: str, *fields: str) -> dict[str, Private]:
        """Sealed values of one thing, revealed and logged where names were asked for, otherwise withheld."""
        there = self.desk.sealed(id)  # by field; shares of one are joined
        wanted = [name for name in fields if name in there]
        if not wanted or not self.names_to:
            return {name: Private(SEALED if name in wanted else "") for name in fields}
        shown = self.desk.reveal([id], self.names_to, self.purpose)[id]
        return {name: Private(str(shown.get(name, "")), Personal.NAME) for name in fields}

    def description(self, remains: str) -> Private:
        """What is known of remains for comparison, sealed under them."""
        id = f"described:{remains}"
        if remains not in self.book.described:
            return Private("")
        return self.seen(id, "description")["description"] if self.names_to else Private(SEALED)

    def sealed_items(self, examinations: Sequence[Examination]) -> dict[str, Private]:
        """Items of examinations that tell of a life: opened, and that written down, where names were asked for."""
        items = {item: Private(SEALED) for each in examinations for item in each.sealed_items}
        if not items or not self.names_to:
            return items
        return items | self._opened({each.id for each in examinations if each.sealed_items}, examinations[0].remains)

    def _opened(self, examinations: Collection[str], remains: str) -> dict[str, Private]:
        from antigone.named import events as kinds

        if not self.names_to.strip() or not self.purpose.strip():
            raise UsageError("Names are shown to somebody, for something.", "Give --for and --purpose.")
        shown = kinds.Shown((remains,), (FIELD,), self.names_to, self.purpose)
        self.desk.write([kinds.draft(kinds.SHOWN, shown)])
        found: dict[str, Private] = {}
        for event in self.case.events():
            body = event.body.get("examination")
            named = event.kind == EXAMINATION_RECORDED and isinstance(body, Mapping) and body.get("id") in examinations
            if named and FIELD in {each.field for each in event.sealed}:
                found |= _items(self.case.unseal(event, FIELD))
        return found

    def name_of(self, person: str) -> Private:
        """The name a person was reported under, of the newest report that holds one."""
        for report in reversed(self.book.reports_of(person)):
            if "name" in self.desk.sealed(report.id):
                return self.seen(report.id, "name")["name"]
        return Private("")


def _items(text: str | Erased) -> dict[str, Private]:
    """Sealed items as they were written; what was erased says so in each of their boxes, which keep their word."""
    if isinstance(text, Erased):
        return {}
    return {each.item: Private(each.value) for each in opened(text)}


def day_of(period: Period | None) -> PartialDate | None:
    """The one date of a period, or its end."""
    return (period.end or period.start) if period else None


def one(ids: tuple[str, ...], what: str) -> str:
    """The single id that a print is about."""
    if len(ids) != 1:
        raise UsageError(f"This print is about one {what}.", f"Give the id of the {what}, and only one.")
    return ids[0]
