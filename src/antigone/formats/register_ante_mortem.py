"""Reports of the missing out of a case as DVI JSON: codes and dates by default, sealed values only when asked for.

What is asked for is written down before it is written out (`values.shown`), and a report whose informant has not agreed
that the recipient sees it stays out. Genetic values never come out here, and no file holds who gave a sample.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antigone.core.errors import InputError, UsageError
from antigone.formats import dvi_schema
from antigone.formats.dental import read_chart
from antigone.named.report import Validation

if TYPE_CHECKING:
    from antigone.named.desk import Desk
    from antigone.named.report import Report

DESCRIPTION = frozenset({"description"})
PERSONAL = frozenset({"name", "birth", "address", "identity"})
ITEM_OF = {"name": "01", "identity": "05", "birth": "07", "address": "10", "clothing": "24", "age": "31A",
           "stature": "32", "hair": "36", "eyes": "39", "marks": "53"}  # fmt: skip
"""INTERPOL items of sealed fields; the whole name stands in item 01, for nobody can say which part is which."""
NO_DATA = "no data"


@dataclass(frozen=True)
class Wanted:
    """What is asked for beside codes, sex, dates and places.

    Attributes:
        persons: codes; empty for all who are missing.
        descriptions: age, stature, marks, teeth, clothing; names: also names, births, addresses, papers.
        to, purpose: who sees it and why; needed with either.
    """

    persons: tuple[str, ...] = ()
    descriptions: bool = False
    names: bool = False
    to: str = ""
    purpose: str = ""

    @property
    def fields(self) -> frozenset[str]:
        """The sealed fields asked for."""
        return (DESCRIPTION if self.descriptions or self.names else frozenset()) | (PERSONAL if self.names else set())


def export_ante_mortem(desk: Desk, path: Path, wanted: Wanted) -> dict[str, Any]:
    """Write a DVI JSON document of the reports.

    Args:
        desk: open for writing where sealed values are asked for.

    Returns:
        How many records, how many with sealed values, and the codes of reports left out for want of consent.

    Raises:
        UsageError: sealed values without a recipient and a purpose; or the file's ending says another form.
        NotFoundError: a person whom the case does not have. InputError: the file cannot be written.
    """
    if path.suffix.casefold() != ".json":
        raise UsageError(f"'{path.name}' says no form.", "End it in .json.")
    reports = _reports(desk, wanted)
    refused = [r.id for r in reports if wanted.fields and not _agreed(desk, r, wanted.to)]
    shown = [r.id for r in reports if r.id not in refused]
    values = desk.reveal(shown, wanted.to, wanted.purpose, wanted.fields) if wanted.fields else {}
    records = [_record(desk, report, values.get(report.id, {}), wanted.fields) for report in reports]
    made = dvi_schema.document(desk.case.name, [], records)
    del made["post_mortem"]
    try:
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    except OSError as fault:
        raise InputError(f"{path} cannot be written: {fault.strerror}.", "Choose another place.") from fault
    return {"format": "dvi", "entries": len(records), "with_values": len(values), "without_consent": refused}


def _reports(desk: Desk, wanted: Wanted) -> list[Report]:
    persons = {desk.person(code) for code in wanted.persons}
    return [
        report
        for report in desk.book.reports.values()
        if report.validation is not Validation.WITHDRAWN and (not persons or desk.book.whole(report.person) in persons)
    ]


def _agreed(desk: Desk, report: Report, to: str) -> bool:
    """Whether the informant, where one is known, agreed that this recipient sees what they gave."""
    if not report.informant:
        return True
    try:
        desk.check_consent(report.informant, to)
    except UsageError:
        return False
    return True


def _record(desk: Desk, report: Report, values: Mapping[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    person = desk.book.whole(report.person)
    record: dict[str, Any] = {"person": person, "report": report.id}
    sex = desk.book.persons[person].sex if person in desk.book.persons else "?"
    plain = {"received": report.received, "last_seen": report.last_seen, "last_place": report.last_place}
    record |= {"sex": sex} | {name: str(value) for name, value in plain.items() if value}
    texts = {name: text for name, text in values.items() if name in fields and isinstance(text, str)}
    items, teeth = _items(texts)
    return record | ({"items": items} if items else {}) | ({"teeth": teeth} if teeth else {})


def _items(texts: Mapping[str, str]) -> tuple[dict[str, dict[str, str]], dict[str, Any]]:
    """Sealed texts as items, and the chart of the teeth where it can be read as one."""
    described = json.loads(texts["description"]) if "description" in texts else {}
    items: dict[str, dict[str, str]] = json.loads(described.pop("items", "{}"))
    unknown = [name for name in described.pop(NO_DATA, "").split("; ") if name in ITEM_OF]
    items |= {ITEM_OF[name]: {"answer": NO_DATA} for name in unknown}
    stated = {**described, **{name: text for name, text in texts.items() if name in PERSONAL}}
    items |= {ITEM_OF[name]: {"value": str(text)} for name, text in stated.items() if name in ITEM_OF and text}
    chart = str(described.get("teeth", ""))
    teeth = _chart(chart)
    if chart and not teeth:
        items[dvi_schema.TEETH] = {"value": chart}
    return dict(sorted(items.items())), teeth


def _chart(text: str) -> dict[str, Any]:
    try:
        read = read_chart(text)
    except InputError:
        return {}
    good = all(len(code) == 3 and code.isascii() and code.islower() for tooth in read for code in tooth.codes)
    return {t.fdi: {"codes": list(t.codes), "surfaces": t.surfaces} for t in read} if good else {}
