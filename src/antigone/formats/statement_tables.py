"""A table of statements: one row is one claim, as said by somebody somewhere."""

from __future__ import annotations

import re
from typing import Any

from antigone.core.finding import Severity, declare
from antigone.core.quantity import count_from_words
from antigone.formats import table_findings as wrong
from antigone.formats.row_reader import RowReader
from antigone.said.claim import Claim, Mode, Relation, Stance
from antigone.said.claim_events import claim_to_body

COLUMNS = [
    "id",
    "said_on",
    "speaker",
    "office",
    "organisation",
    "via",
    "publisher",
    "published_on",
    "url",
    "language",
    "stance",
    "unit",
    "low",
    "high",
    "best",
    "modifier",
    "place",
    "group",
    "label_as_worded",
    "scope",
    "as_of",
    "period_from",
    "period_to",
    "part_of",
    "parts_exhaustive",
    "partition",
    "refers_to",
    "relation",
    "note",
    "uncertain",
    "mode",
    "quote",
    "document",
    "start",
    "end",
]
SCOPES = ("in_events", "later_of_wounds", "in_custody", "any", "unstated")
_PARTITION = re.compile(r"\bpartition=([\w -]+?)\s*(?:;|\Z)")

FIGURE_AGAINST_WORD = declare(
    "table.figure_against_word",
    "The word is '{modifier}', and the figures are low {low}, high {high}.",
    "Check the figures against the words: 'exact' gives low = high, 'at_least' no high, 'about' neither.",
    severity=Severity.WARNING,
    modifier="exact",
    low=41,
    high="open",
)


def statement(reader: RowReader) -> dict[str, Any]:
    """The body of a claim from one row; faults are left in the reader."""
    said_on = reader.date("said_on")
    low, high, best = _figures(reader)
    partition, note = _partition(reader)
    claim = Claim(
        id=reader.text("id", required=True),
        unit=reader.text("unit", required=True),
        low=low,
        high=high,
        best=best,
        modifier=reader.text("modifier") or "exact",
        stance=Stance(reader.choice("stance", [each.value for each in Stance], Stance.ASSERTS.value)),
        place=reader.text("place"),
        group=reader.text("group"),
        label_as_worded=reader.text("label_as_worded"),
        scope=reader.choice("scope", SCOPES, "unstated"),
        said_on=said_on,
        as_of=reader.date("as_of") or said_on,
        period=reader.period("period_from", "period_to"),
        partition=partition,
        note=note,
        uncertain=reader.yes_no("uncertain") or False,
        **_attribution(reader),
        **_links(reader),
        **_words(reader),
    )
    return claim_to_body(claim)


def _figures(reader: RowReader) -> tuple[int | None, int | None, int | None]:
    """Low, high and best; where only `best` is given, the word at it says what it commits to."""
    low, high, best = reader.whole("low"), reader.whole("high"), reader.whole("best")
    modifier = reader.text("modifier") or "exact"
    if low is None and high is None and best is not None:
        count = count_from_words(modifier, best)
        low, high = (None, None) if count.is_unknown else (count.low, count.high)
    if low is not None and high is not None and low > high:
        reader.wrong(wrong.LOW_ABOVE_HIGH, "low", low=low, high=high)
        return None, None, None
    if best is not None and not _within(best, low, high, modifier):
        reader.wrong(wrong.BEST_OUTSIDE, "best", best=best, low=_open(low), high=_open(high))
    _check_word(reader, modifier, low, high)
    return low, high, best


def _within(best: int, low: int | None, high: int | None, modifier: str) -> bool:
    """True where the figure lies in its bounds; "more than 41" (low 42) may keep its 41."""
    least = low if modifier != "more_than" or low is None else low - 1
    most = high if modifier not in ("fewer_than", "less_than") or high is None else high + 1
    return (least is None or least <= best) and (most is None or best <= most)


def _check_word(reader: RowReader, modifier: str, low: int | None, high: int | None) -> None:
    """A warning where the bounds are not those that the word allows."""
    if low is None and high is None:
        return
    fits = {
        "exact": low == high,
        "at_least": high is None,
        "more_than": high is None,
        "up_to": low in (None, 0),
        "almost": low in (None, 0),
        "fewer_than": low in (None, 0),
        "about": False,
        "dozens": high is None,
        "scores": high is None,
        "several": high is None,
    }
    if not fits.get(modifier, True):
        reader.wrong(FIGURE_AGAINST_WORD, "modifier", modifier=modifier, low=_open(low), high=_open(high))


def _open(n: int | None) -> int | str:
    return "open" if n is None else n


def _partition(reader: RowReader) -> tuple[str, str]:
    """The way the whole is cut, from its own column or from `partition=…` in the note, and the rest of the note."""
    note = reader.text("note")
    found = _PARTITION.search(note)
    if not found:
        return reader.text("partition"), note
    rest = (note[: found.start()] + note[found.end() :]).strip(" ;")
    return reader.text("partition") or found[1].strip(), rest


def _attribution(reader: RowReader) -> dict[str, Any]:
    return {
        "speaker": reader.text("speaker"),
        "office": reader.text("office"),
        "organisation": reader.text("organisation"),
        "via": tuple(reader.list_of("via", ">")),
        "publisher": reader.text("publisher"),
        "published_on": reader.date("published_on"),
        "url": reader.text("url"),
        "language": reader.text("language"),
    }


def _links(reader: RowReader) -> dict[str, Any]:
    relation = reader.choice("relation", [each.value for each in Relation])
    refers_to = reader.text("refers_to") or None
    if relation and not refers_to:
        reader.wrong(wrong.RELATION_ALONE, "relation", relation=relation)
    return {
        "part_of": reader.text("part_of") or None,
        "parts_exhaustive": reader.yes_no("parts_exhaustive"),
        "refers_to": refers_to,
        "relation": Relation(relation) if relation else None,
    }


def _words(reader: RowReader) -> dict[str, Any]:
    mode = reader.choice("mode", [each.value for each in Mode])
    return {
        "mode": Mode(mode) if mode else None,
        "quote": reader.text("quote"),
        "document": reader.text("document") or None,
        "start": reader.whole("start"),
        "end": reader.whole("end"),
    }
