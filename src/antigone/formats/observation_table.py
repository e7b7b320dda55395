"""Tables of what was observed: one row an examination with a column for each item, or one row an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antigone.formats import register_findings as wrong
from antigone.formats.cell_values import is_no_data, is_not_asked
from antigone.formats.keys import key_of, short_id
from antigone.formats.morgue_book import observations
from antigone.formats.register_plan import Planned
from antigone.formats.register_reader import RegisterReader, standard
from antigone.formats.register_words import words
from antigone.formats.tables import Row
from antigone.found.events import EXAMINATION_RECORDED
from antigone.found.examination import Answer, Examination, ExaminationKind, Observation
from antigone.found.personal_items import FIELD, apart, opened, sealed_field

ITEM_COLUMN = re.compile(
    r"(?:item|pm|am|поле|пункт)?[ _.]*(\d{1,3}[a-z]?(?:\.\d{1,3})?)(?:[_ ].*)?\Z", re.ASCII | re.IGNORECASE
)


def item_columns(columns: tuple[str, ...]) -> dict[str, str]:
    """Columns named after items (`32`, `item_31A`, `pm 71 sex`), as item → column."""
    found: dict[str, str] = {}
    for column in columns:
        match = ITEM_COLUMN.match(column)
        if match:
            found.setdefault(match[1].upper(), column)
    return found


def plan_wide(reader: RegisterReader, row: Row, columns: tuple[str, ...]) -> list[Planned]:
    """One row, one examination: items from columns named by number and from those that say what they are."""
    seen = observations(reader)
    taken = set(reader.mapping.columns.values())
    for item, column in item_columns(columns).items():
        if column not in taken:
            seen += list(_observation(item, row.get(column)))
    return _examination(reader, tuple(seen))


def _observation(item: str, text: str, method: str = "") -> Iterator[Observation]:
    if is_not_asked(text):
        return
    if is_no_data(text):
        yield Observation(item, "", Answer.NO_DATA, method)
    elif text:
        yield Observation(item, standard(item, text), method=method)
    else:
        yield Observation(item, "", Answer.BLANK, method)


def plan_long(reader: RegisterReader) -> list[Planned]:
    """One row, one item; rows of one examination are put together by `join`."""
    item = reader.text("item", required=True).upper()
    answer = reader.row.get("answer").strip().casefold()
    value = reader.row.get("value")
    seen: list[Observation] = []
    if answer in ("no data", "blank"):
        seen = [Observation(item, "", Answer(answer), reader.stated("method"))]
    elif answer != "not asked" and item:
        seen = list(_observation(item, value, reader.stated("method")))
    return _examination(reader, tuple(seen))


def _examination(reader: RegisterReader, seen: tuple[Observation, ...]) -> list[Planned]:
    number = reader.text("number", required=True)
    place = reader.place("place")
    id = reader.thing(number, "number", place) if number else ""
    kind = reader.word("kind", ExaminationKind, words("examination"), "a kind of examination")
    when = reader.occurred("date")
    if not reader.stands or not id:
        return []
    own = reader.stated("id")
    kind = kind or ExaminationKind.EXTERNAL
    key = key_of("examination", own) if own else key_of("examination", id, kind.value, str(when or ""))
    exam = Examination(
        own or short_id("X", key), id, kind, reader.stated("by"), reader.stated("form") or "interpol-pm", seen
    )
    shown, secret = apart(exam)
    if secret:
        reader.wrong(wrong.ITEMS_SEALED, None, items=", ".join(secret))
    sealed = sealed_field(shown, secret)
    return [
        Planned(key, EXAMINATION_RECORDED, "examination", shown, when, sealed, reader.file, reader.row.number, number)
    ]


def _sealed(planned: Planned) -> tuple[Observation, ...]:
    return opened(planned.sealed[FIELD][1]) if FIELD in planned.sealed else ()


def join(planned: list[Planned]) -> list[Planned]:
    """Rows of one examination as one, its items in the order of the rows."""
    from dataclasses import replace

    found: dict[str, Planned] = {}
    for each in planned:
        first = found.get(each.key)
        if first is None:
            found[each.key] = each
        else:
            whole = (*first.value.observations, *each.value.observations, *_sealed(first), *_sealed(each))
            exam, secret = apart(replace(first.value, observations=whole, sealed_items=()))
            first.value, first.sealed = exam, {**first.sealed, **sealed_field(exam, secret)}
    return list(found.values())
