"""A morgue's book, or any list of numbered remains: a row is one thing, how it came, what was seen, how it left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from antigone.core.party import fold_name
from antigone.core.when import Period
from antigone.formats import register_findings as wrong
from antigone.formats.cell_values import folded, time_within, word_of
from antigone.formats.keys import key_of, short_id
from antigone.formats.register_plan import Planned
from antigone.formats.register_reader import RegisterReader
from antigone.formats.register_words import words
from antigone.found.custody import TO_A_FAMILY, CustodyEvent, CustodyType
from antigone.found.events import CUSTODY_RECORDED, EXAMINATION_RECORDED, LABEL_ADDED, NOUNS, REMAINS_NUMBERED
from antigone.found.examination import Examination, ExaminationKind, Observation
from antigone.found.label import Label, LabelKind, code_of, fold_label
from antigone.found.remains import Completeness, Remains, RemainsKind, Side

ITEMS = (
    ("sex", "71"), ("age", "31A"), ("height", "32"), ("weight", "33"), ("build", "34"), ("hair", "36"),
    ("condition", "31"), ("clothing", "24"), ("effects", "29"), ("marks", "53"), ("teeth", "45"), ("injuries", "74"),
)  # fmt: skip
"""Fields that are observations, with their INTERPOL item."""
RANGES = (("age_least", "age_most", "31A"), ("height_least", "height_most", "32"))
"""Pairs of fields that give the ends of a range, with its INTERPOL item."""
TREATED = ("treated_teeth", "86")
SEEN = (*(name for name, _ in ITEMS), *(end for least, most, _ in RANGES for end in (least, most)), TREATED[0])
"""Every field that is, or is part of, an observation."""
PERSONAL = ("presumed_name", "note")
"""Texts that may name somebody: sealed under the number."""


def plan_row(reader: RegisterReader) -> list[Planned]:
    """The values of one row: the thing, its labels, its receipt, what was seen of it, and how it left."""
    number = reader.text("number", required=True)
    place = reader.place("place")
    site, words_21 = _found(reader)
    kind = reader.word("kind", RemainsKind, words("kind"), "a kind of remains") or RemainsKind.BODY
    parent = reader.stated("parent")
    thing: dict[str, Any] = {
        "kind": kind, "site": site, "feature": reader.stated("feature"), "element": reader.stated("element"),
        "parent": reader.thing(parent, "parent", place or site) if parent else None,
        "side": reader.word("side", Side, words("side"), "a side"),
        "completeness": reader.word("completeness", Completeness, words("completeness"), "a degree of completeness"),
    }  # fmt: skip
    came, left = _came(reader, place, site), _left(reader, place)
    seen = words_21 + observations(reader)
    if not reader.stands:
        return []
    key = key_of("remains", place or site, fold_label(number))
    if key in reader.shared.taken_back:
        row = _Row(key, "R00000000", number, place or site)
        return [_of(reader, key, REMAINS_NUMBERED, Remains(row.id, **thing), row)]
    id = _id(reader, key, number, place or site)
    return _planned(reader, _Row(key, id, number, place or site), thing, came, left, seen) if id else []


def observations(reader: RegisterReader) -> list[Observation]:
    """What a row says was seen, item by item: in words, as the ends of a range, as a list of treated teeth."""
    found = [each for field, item in ITEMS for each in reader.observed(field, item)]
    stated = {each.item for each in found if each.value}
    for least, most, item in RANGES:
        ends = [str(end) for field in (least, most) if (end := reader.number(field)) is not None]
        if ends and item not in stated:
            found = [each for each in found if each.item != item]
            found.append(Observation(item, "-".join(dict.fromkeys(ends))))
    teeth = as_chart(reader.stated(TREATED[0]))
    return [*found, Observation(TREATED[1], teeth)] if teeth else found


def as_chart(teeth: str) -> str:
    """A list of FDI numbers as a chart of filled teeth: `26; 36` is `26=filled; 36=filled`; others as written."""
    parts = [part.strip() for part in re.split(r"[;,\s]+", teeth) if part.strip()]
    return "; ".join(f"{tooth}=filled" for tooth in parts) if all(map(_FDI.match, parts)) else teeth


_FDI = re.compile(r"[1-4][1-8]\Z")


@dataclass(frozen=True)
class _Row:
    """What a row is about: its key, the canonical id, the number as written, and whose number it is."""

    key: str
    id: str
    number: str
    scope: str


def _found(reader: RegisterReader) -> tuple[str, list[Observation]]:
    """Where it was found: a site, or words; and item 21, which keeps the day and the words."""
    text, day, received = reader.stated("site"), reader.day("found_on"), reader.day("received")
    site = reader.shared.index.site(text) if text else ""
    if text and (site or reader.shared.add_places):
        site = reader.place("site")
    elif text:
        reader.wrong(wrong.PLACE_IN_WORDS, "site", text=text[:60])
    if day and received and received.surely_before(day):
        reader.wrong(wrong.BEFORE_FOUND, "received", received=str(received), found=str(day))
    said = ", ".join(part for part in (str(day or ""), "" if site else text) if part)
    return site, [Observation("21", said)] if said else []


def _id(reader: RegisterReader, key: str, number: str, scope: str) -> str:
    """The canonical id: the one it had before, the one whose label it is, or a new one.

    A number of some place is a label of that place only; a number of no place is whatever has it.
    """
    index = reader.shared.index
    known = reader.shared.known.get(key)
    if known:
        return known
    issued = [id for id, by in index.labels.get(fold_label(number), {}).items() if fold_name(scope) in by]
    own = issued or [id for id in index.things(number, scope) if not scope or _is_code(id, number)]
    if len(own) > 1:
        return reader.thing(number, "number", scope)
    return own[0] if own else index.numbers.take()


def _is_code(id: str, number: str) -> bool:
    return fold_label(number) in (fold_label(code_of(id)), fold_label(id))


def _planned(
    reader: RegisterReader, row: _Row, thing: dict[str, Any], came: _Act | None, left: _Act | None,
    seen: list[Observation],
) -> list[Planned]:  # fmt: skip
    index = reader.shared.index
    by_hand = row.id in index.remains and row.key not in reader.shared.known
    found = [] if by_hand else [_of(reader, row.key, REMAINS_NUMBERED, Remains(row.id, **thing), row)]
    index.remains.add(row.id)
    if not (_is_code(row.id, row.number) or (by_hand and not row.scope)):
        found += _labels(reader, row)
        index.add_label(row.id, row.number, row.scope)
    if came:
        found.append(_of(reader, f"{row.key}/in", CUSTODY_RECORDED, _with(came.event, row), row, came.when))
    personal = {name: (row.id, text) for name in PERSONAL if (text := reader.stated(name))}
    if seen or personal:
        exam = Examination(short_id("X", row.key), row.id, ExaminationKind.EXTERNAL, observations=tuple(seen))
        found.append(_of(reader, f"{row.key}/seen", EXAMINATION_RECORDED, exam, row, came.when if came else None))
        found[-1].sealed = personal
    if left:
        found.append(_of(reader, f"{row.key}/out", CUSTODY_RECORDED, _with(left.event, row), row, left.when))
        taker = reader.stated("released_to")
        found[-1].sealed = {"received_by": (row.id, taker)} if taker else {}
    return found


def _labels(reader: RegisterReader, row: _Row) -> list[Planned]:
    label = Label(row.id, LabelKind.MORGUE if row.scope else LabelKind.FOREIGN, row.number, row.scope)
    found = [_of(reader, f"{row.key}/label", LABEL_ADDED, label, row)]
    marker = reader.stated("marker")
    if marker and fold_label(marker) != fold_label(row.number):
        tag = Label(row.id, LabelKind.SCENE_TAG, marker, reader.shared.index.site(reader.stated("site")))
        reader.shared.index.add_label(row.id, marker, tag.issuer)
        found.append(_of(reader, f"{row.key}/tag", LABEL_ADDED, tag, row))
    return found


def _with(event: CustodyEvent, row: _Row) -> CustodyEvent:
    return replace(event, units=(row.id,), identifiers=(row.number,))


@dataclass(frozen=True)
class _Act:
    """An act of custody without its number, and when it happened."""

    event: CustodyEvent
    when: Period | None


def _came(reader: RegisterReader, place: str, site: str) -> _Act | None:
    """How it came: received at the morgue, or recovered where the list names no morgue but a day.

    A list without any day (an export, a label list) says what there is, and books nothing.
    """
    when = reader.occurred("received") or (None if place else reader.occurred("found_on"))
    if not place and not (reader.has("received") or reader.has("found_on")):
        return None
    origin = reader.shared.index.site(reader.stated("came_from"))
    if not (place or site):
        return None
    clock = reader.clock("received_time") or time_within(reader.row.get("received"))
    event = CustodyEvent(
        CustodyType.RECEIVED if place else CustodyType.RECOVERED,
        from_place=origin if place else "", to_place=place or site, time=clock,
        handed_by=reader.stated("brought_by"), received_by=reader.stated("received_by"),
    )  # fmt: skip
    return _Act(event, when)


def _left(reader: RegisterReader, place: str) -> _Act | None:
    """How it left: as the book says, or to a relative where only a taker or a date is given."""
    how = reader.stated("left_how")
    when = reader.occurred("left")
    to = reader.place("left_to")
    type = _way(reader, how)
    if type is None and (when is not None or reader.stated("released_to")):
        type = CustodyType.TRANSFERRED_OUT if to else CustodyType.RETURNED_TO_FAMILY
    if type is None:
        return None
    if type in TO_A_FAMILY:
        to = ""
    return _Act(CustodyEvent(type, from_place=place, to_place=to), when)


_STILL = frozenset(
    {"held", "in morgue", "present", "in storage", "unidentified", "identified", "here", "in"}
    | {"хранится", "в морге", "en depósito", "no identificado", "сақтаулы", "محفوظ"}
)


def _way(reader: RegisterReader, how: str) -> CustodyType | None:
    if not how or folded(how) in _STILL:
        return None
    found = word_of(how, words("custody"))
    type = CustodyType(found) if found else None
    if type is None or type in (CustodyType.RECEIVED, CustodyType.EXAMINED, CustodyType.SAMPLED):
        if type is None:
            choices = "held, released, stolen, transferred out, reburied, …"
            reader.wrong(wrong.NO_WORD, "left_how", text=how[:60], what="a way of leaving", choices=choices)
        return None
    return type


def _of(reader: RegisterReader, key: str, kind: str, value: Any, row: _Row, when: Period | None = None) -> Planned:
    return Planned(key, kind, NOUNS[kind][0], value, when, {}, reader.file, reader.row.number, row.number)
