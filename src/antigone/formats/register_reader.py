"""One row of a register, cell by cell, under our own names; what makes no sense becomes a finding at its column."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from antigone.core.errors import AntigoneError, InputError
from antigone.core.finding import Finding, FindingKind
from antigone.core.when import PartialDate, Period
from antigone.formats import register_findings as wrong
from antigone.formats import table_findings
from antigone.formats.cell_values import (
    DateOrder,
    is_no_data,
    is_not_asked,
    read_date,
    read_time,
    whole,
    word_of,
)
from antigone.formats.mapping import ColumnMapping
from antigone.formats.register_index import Index
from antigone.formats.row_reader import RowReader
from antigone.formats.tables import Row
from antigone.found.examination import Answer, Observation

E = TypeVar("E", bound=Enum)
V = TypeVar("V")


def standard(item: str, text: str) -> str:
    """The value of an item as the register keeps it: the sex (item 71) as M or F, whatever the language."""
    from antigone.formats.register_words import words

    return (word_of(text, words("sex")) or text) if item == "71" else text


@dataclass
class Reading:
    """What all rows of one import share.

    Attributes:
        index: sites and things, those of earlier rows included.
        known: canonical id or code by key, of what imports put down before and of this one.
        taken_back: keys of what was taken back and stays out.
        add_places: make sites for places that nobody recorded.
        places: ids of the places of the case by folded id, name and other names.
        fresh: the next code of a kind, by its letter.
        secret: a digest of personal texts that nobody without the keys of the case can guess from.
    """

    index: Index
    known: dict[str, str] = field(default_factory=dict)
    taken_back: Container[str] = frozenset()
    add_places: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    fresh: Callable[[str], str] = lambda letter: f"{letter}-0001"
    secret: Callable[..., str] = lambda *texts: "/".join(texts)


class RegisterReader(RowReader):
    """Reads one row through a mapping.

    Attributes:
        mapping: which column is which field.
        shared: see `Reading`.
        order: how dates with slashes are read in this table.
    """

    def __init__(self, row: Row, file: str, mapping: ColumnMapping, shared: Reading, order: DateOrder) -> None:
        super().__init__(mapping.row(row), file)
        self.mapping = mapping
        self.shared = shared
        self.order = order

    def wrong(self, kind: FindingKind, column: str | None, **values: Any) -> None:
        """Note a finding at the table's own column."""
        shown = self.mapping.columns.get(column, column) if column else None
        found = Finding(kind, values, file=self.file, row=self.row.number, column=shown)
        if found not in self.findings:
            self.findings.append(found)

    def has(self, field: str) -> bool:
        """True where the table has a column for the field: then an empty cell is blank, and not merely unasked."""
        return field in self.mapping.columns or field in self.mapping.constants

    def stated(self, field: str) -> str:
        """The text, with marks for "no data" read as nothing."""
        text = self.row.get(field)
        return "" if not text or is_no_data(text) or is_not_asked(text) else text

    def day(self, field: str) -> PartialDate | None:
        """A date in any usual form; None where empty or unknown."""
        text = self.stated(field)
        if not text:
            return None
        try:
            return read_date(text, self.order.day_first)
        except InputError as fault:
            self.wrong(table_findings.NO_SUCH_DATE, field, text=text[:80], why=fault.message[:160])
            return None

    def occurred(self, field: str) -> Period | None:
        """The day as the period in which it happened; None where unknown."""
        day = self.day(field)
        return Period(day, day) if day else None

    def clock(self, field: str) -> str:
        """A time of day; empty where unknown."""
        text = self.stated(field)
        if not text:
            return ""
        try:
            return read_time(text)
        except InputError:
            self.wrong(wrong.NO_TIME, field, text=text[:40])
            return ""

    def number(self, field: str) -> int | None:
        """A whole number; None where empty or unknown."""
        text = self.stated(field)
        try:
            return whole(text) if text else None
        except ValueError:
            self.wrong(table_findings.NOT_WHOLE, field, text=text[:80])
            return None

    def word(self, field: str, kind: type[E], words: Mapping[str, Sequence[str]], what: str) -> E | None:
        """A value of an enumeration by a word in some language; None where empty, or with a finding where unknown."""
        text = self.stated(field)
        if not text:
            return None
        found = word_of(text, words)
        if found:
            return kind(found)
        choices = ", ".join(str(each.value) for each in kind)
        self.wrong(wrong.NO_WORD, field, text=text[:60], what=what, choices=choices)
        return None

    def place(self, field: str) -> str:
        """The id of a site; a finding where nobody recorded one, unless places are to be added."""
        text = self.stated(field)
        if not text:
            return ""
        found = self.shared.index.site(text)
        if found:
            self._spelling(field, text, found)
            return found
        if self.shared.add_places:
            site = self.shared.index.make_site(text)
            values = {"id": site.id, "type": site.type.value, "text": text[:60]}
            self.wrong(wrong.PLACE_ADDED, field, **values)
            return site.id
        self.wrong(wrong.PLACE_UNKNOWN, field, text=text[:60], hint=self._site_hint(text))
        return ""

    def _spelling(self, field: str, text: str, id: str) -> None:
        """A note where the site was recognised although it is written otherwise."""
        if text == id:
            return
        site = self.shared.index.sites[id]
        if text.strip().casefold() not in {name.casefold() for name in (site.id, site.name, *site.aliases)}:
            self.wrong(wrong.PLACE_SPELLING, field, text=text[:60], id=id)

    def _site_hint(self, text: str) -> str:
        from difflib import get_close_matches

        from antigone.core.party import fold_name

        near = get_close_matches(fold_name(text)[:80], self.shared.index.site_names, 1, 0.75)
        return f" Did you mean '{self.shared.index.site_names[near[0]]}'?" if near else ""

    def thing(self, text: str, field: str, place: str = "") -> str:
        """The canonical id of a number; empty with a finding where nothing, or several things, have it."""
        found = self.shared.index.things(text, place)
        if len(found) == 1:
            return found[0]
        if found:
            from antigone.found.label import code_of

            codes = ", ".join(code_of(id) for id in found[:6])
            self.wrong(wrong.AMBIGUOUS, field, text=text[:60], codes=codes)
        else:
            self.wrong(wrong.UNKNOWN_NUMBER, field, text=text[:60], hint=self.shared.index.hint(text))
        return ""

    def observed(self, field: str, item: str, method: str = "") -> list[Observation]:
        """The observation of an item: its value, no data, or blank; none at all where the table has no such column."""
        if not self.has(field):
            return []
        text = self.row.get(field)
        if is_not_asked(text):
            return []
        if is_no_data(text):
            return [Observation(item, "", Answer.NO_DATA, method)]
        return [Observation(item, standard(item, text), method=method) if text
                else Observation(item, "", Answer.BLANK, method)]  # fmt: skip

    def attempt(self, make: Callable[[], V]) -> V | None:
        """A value whose own rules the row may break; None with a finding where it does."""
        try:
            return make()
        except AntigoneError as fault:
            self.wrong(wrong.REFUSED, None, why=fault.message[:200], do=fault.do[:200])
            return None
