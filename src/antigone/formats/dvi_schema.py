"""Our published JSON of ante- and post-mortem data, keyed to INTERPOL item numbers (docs/spec/dvi-schema.json).

Default exports hold post-mortem observations of things by number. Ante-mortem values are personal: they come out only
where they are asked for with a reason, and that is logged. Genetic values never come out here.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import register_findings as wrong
from antigone.formats.dental import Tooth, chart_text, check_codes, read_chart
from antigone.formats.tables import Reading, Row, Table

if TYPE_CHECKING:
    from antigone.formats.register_import import Importer
    from antigone.found.examination import Examination, Observation
    from antigone.found.register import Register

FORMAT, VERSION = "antigone-dvi", "1"
ITEM = re.compile(r"\d{2}[A-Z]?(\.\d{2})?\Z", re.ASCII)
TEETH, GENETIC = "86", frozenset({"93", "94"})
ANSWERS = ("given", "no data", "blank", "not asked")


@dataclass(frozen=True)
class Item:
    """One item of the forms: number, on which form, label, whether its values are personal, and our AM field."""

    number: str
    form: str
    label: str
    personal: bool
    field: str


@cache
def items() -> dict[str, Item]:
    """All items by number."""
    text = resources.files("antigone.formats").joinpath("data/interpol_items.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {r["item"]: Item(r["item"], r["form"], r["label"], r["personal"] == "yes", r["field"]) for r in rows}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that `docs/spec/dvi-schema.json` publishes."""
    answer = {
        "type": "object",
        "description": "What became of an item. 'no data': somebody looked, and it cannot be determined. 'blank': it "
        "was on the form and left empty. An item that is not there was not asked.",
        "properties": {
            "answer": {"enum": list(ANSWERS), "default": "given"},
            "value": {"type": "string", "maxLength": 100_000},
            "method": {"type": "string"},
        },
        "anyOf": [
            {"required": ["value"]},
            {"required": ["answer"], "properties": {"answer": {"enum": ["no data", "blank", "not asked"]}}},
        ],
        "additionalProperties": False,
    }
    tooth = {
        "type": "object",
        "properties": {
            "codes": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{3}$"}},
            "surfaces": {"type": "string", "pattern": "^m?o?d?f?l?$"},
        },
        "required": ["codes"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ante- and post-mortem data keyed to INTERPOL item numbers",
        "type": "object",
        "required": ["format", "version"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "case": {"type": "string"},
            "post_mortem": {"type": "array", "items": {"$ref": "#/$defs/post_mortem"}},
            "ante_mortem": {"type": "array", "items": {"$ref": "#/$defs/ante_mortem"}},
        },
        "additionalProperties": False,
        "$defs": {
            "answer": answer,
            "tooth": tooth,
            "teeth": {
                "type": "object",
                "description": "By FDI number.",
                "propertyNames": {"pattern": "^([1-4][1-8]|[5-8][1-5])$"},
                "additionalProperties": {"$ref": "#/$defs/tooth"},
            },
            "items": _items_schema(),
            "post_mortem": _pm_schema(),
            "ante_mortem": _am_schema(),
        },
    }


def _items_schema() -> dict[str, Any]:
    named = {
        each.number: {"$ref": "#/$defs/answer", "title": each.label, "description": f"on the form: {each.form}"}
        for each in items().values()
        if each.number not in GENETIC
    }
    return {
        "type": "object",
        "properties": named,
        "patternProperties": {"^[0-9]{2}[A-Z]?(\\.[0-9]{2})?$": {"$ref": "#/$defs/answer"}},
        "not": {"anyOf": [{"required": [number]} for number in sorted(GENETIC)]},
        "additionalProperties": False,
    }


def _pm_schema() -> dict[str, Any]:
    examination = {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "date": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"},
            "kind": {"type": "string"},
            "by": {"type": "string"},
            "items": {"$ref": "#/$defs/items"},
            "teeth": {"$ref": "#/$defs/teeth"},
        },
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "required": ["number"],
        "properties": {
            "number": {"type": "string", "minLength": 1, "description": "A number on its label; never a name."},
            "code": {"type": "string"},
            "kind": {"type": "string"},
            "examinations": {"type": "array", "items": examination},
        },
        "additionalProperties": False,
    }


def _am_schema() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in _INFORMANT}
    return {
        "type": "object",
        "properties": {
            "person": {"type": "string", "description": "Code or list number of the missing person."},
            "report": {"type": "string"},
            "sex": {"enum": ["M", "F", "?"]},
            "received": {"type": "string"},
            "last_seen": {"type": "string"},
            "last_place": {"type": "string"},
            "informant": {
                "type": "object",
                "description": "Item 00.",
                "properties": texts,
                "additionalProperties": False,
            },
            "items": {"$ref": "#/$defs/items"},
            "teeth": {"$ref": "#/$defs/teeth"},
        },
        "additionalProperties": False,
    }


_INFORMANT = {"name": "informant_name", "contact": "contact", "address": "informant_address", "relation": "relation",
              "language": "language"}  # fmt: skip


# -- in ----------------------------------------------------------------------------------------------------------------


def read_dvi(importer: Importer, document: Mapping[str, Any], name: str, digest: str, room: str) -> None:
    """Read a DVI document into an import: observations into `found`, reports of the missing into `named`."""
    found: list[Finding] = []
    version = str(document.get("version", ""))
    if version != VERSION:
        values = {"format": "DVI JSON", "why": f"its version is '{version[:20]}', and {VERSION} is read."}
        importer.plan.findings.append(Finding(wrong.UNREADABLE, values, file=name))
        return
    if room == "found":
        rows = list(_each(document.get("post_mortem"), name, found, _pm_rows))
        new = _new_things(importer, document, name, digest)
        tables = [*new, Table(name, _PM_COLUMNS, tuple(rows), digest)]
        kinds = ["remains"] * len(new) + ["observations"]
    else:
        rows = list(_each(document.get("ante_mortem"), name, found, _am_rows))
        tables, kinds = (
            [Table(name, tuple(dict.fromkeys(c for r in rows for c in r.cells)), tuple(rows), digest)],
            ["missing"],
        )
    importer.plan.findings += found
    for table, kind in zip(tables, kinds, strict=True):
        if table.rows:
            importer.tables(Reading([table]), room, kind)


_PM_COLUMNS = ("number", "id", "date", "kind", "by", "item", "value", "answer", "method")


def _each(records: Any, name: str, findings: list[Finding], rows: Any) -> Iterator[Row]:
    """Rows of each record that makes sense; the others are reported with their number."""
    for number, record in enumerate(records if isinstance(records, list) else [], start=1):
        try:
            yield from list(rows(number, record, name, findings))
        except (AttributeError, TypeError, KeyError, ValueError, InputError) as fault:
            why = fault.message if isinstance(fault, InputError) else f"it does not follow the schema ({fault})."
            findings.append(Finding(wrong.TOO_DEEP, {"number": number, "why": why[:200]}, file=name, row=number))


def _new_things(importer: Importer, document: Mapping[str, Any], name: str, digest: str) -> list[Table]:
    """Things of the document that the register has not: they are numbered first, under their number as a label."""
    index = importer.shared.index
    rows = [
        Row(n, {"number": str(r["number"]), "kind": str(r.get("kind", ""))})
        for n, r in enumerate(document.get("post_mortem") or [], start=1)
        if isinstance(r, Mapping) and r.get("number") and not index.things(str(r["number"]))
    ]
    return [Table(f"{name} [things]", ("number", "kind"), tuple(rows), digest)] if rows else []


def _pm_rows(number: int, record: Mapping[str, Any], name: str, findings: list[Finding]) -> Iterator[Row]:
    for exam in record.get("examinations", ()):
        head = {"number": str(record["number"])} | {k: str(exam.get(k, "")) for k in ("id", "date", "kind", "by")}
        for item, each in exam.get("items", {}).items():
            if not ITEM.match(item) or item in GENETIC:
                values = {"what": "The item", "code": str(item)[:20], "target": "this schema"}
                findings.append(Finding(wrong.UNMAPPED, values, file=name, row=number))
                continue
            yield Row(
                number, {**head, "item": item, **{k: str(each.get(k, "")) for k in ("value", "answer", "method")}}
            )
        chart = _chart(exam.get("teeth", {}), name, number, findings)
        if chart:
            yield Row(number, {**head, "item": TEETH, "value": chart, "answer": "", "method": ""})


def _chart(teeth: Mapping[str, Any], name: str, number: int, findings: list[Finding]) -> str:
    found = [Tooth(str(fdi), tuple(map(str, t["codes"])), str(t.get("surfaces", ""))) for fdi, t in teeth.items()]
    text = chart_text(found)
    read_chart(text)  # raises where a tooth is none
    findings += [Finding(f.kind, f.values, file=name, row=number) for f in check_codes(found)]
    return text


def _am_rows(number: int, record: Mapping[str, Any], name: str, findings: list[Finding]) -> Iterator[Row]:
    cells = {ours: str(record.get(theirs, "")) for ours, theirs in _AM_HEAD.items()}
    informant = record.get("informant", {})
    cells |= {ours: str(informant.get(theirs, "")) for theirs, ours in _INFORMANT.items()}
    further: dict[str, Any] = {}
    for item, each in record.get("items", {}).items():
        known = items().get(item)
        if not ITEM.match(item) or item in GENETIC:
            values = {"what": "The item", "code": str(item)[:20], "target": "this schema"}
            findings.append(Finding(wrong.UNMAPPED, values, file=name, row=number))
        elif known and known.field and each.get("answer", "given") in ("given", "no data") and not each.get("method"):
            cells[known.field] = str(each.get("value", "")) if each.get("answer", "given") == "given" else "no data"
        else:
            further[item] = dict(each)
    chart = _chart(record.get("teeth", {}), name, number, findings)
    if chart:
        cells["teeth"] = chart
    if further:
        cells["items"] = json.dumps(further, ensure_ascii=False, sort_keys=True)
    yield Row(number, cells)


_AM_HEAD = {"person": "person", "report_id": "report", "sex": "sex", "received": "received", "last_seen": "last_seen",
            "last_place": "last_place"}  # fmt: skip


# -- out ---------------------------------------------------------------------------------------------------------------


def post_mortem(register: Register) -> list[dict[str, Any]]:
    """Post-mortem records of everything that was examined, by number; no name, no note, no genetic value."""
    from antigone.found.label import code_of

    by_thing: dict[str, list[Examination]] = {}
    for exam in register.examinations.values():
        by_thing.setdefault(exam.remains, []).append(exam)
    found = []
    for id in sorted(by_thing):
        labels = [label.text for label in register.labels.get(id, ())]
        thing = register.remains.get(id)
        record: dict[str, Any] = {"number": labels[0] if labels else code_of(id), "code": code_of(id)}
        if thing:
            record["kind"] = thing.kind.value
        record["examinations"] = [_examination(each) for each in sorted(by_thing[id], key=lambda e: e.id)]
        found.append(record)
    return found


def _examination(exam: Examination) -> dict[str, Any]:
    record: dict[str, Any] = {"id": exam.id, "kind": exam.kind.value}
    if exam.by:
        record["by"] = exam.by
    record["items"] = {}
    for each in exam.observations:
        if each.item in GENETIC or not ITEM.match(each.item):
            continue
        if each.item == TEETH and each.value:
            try:
                teeth = read_chart(each.value)
                record["teeth"] = {t.fdi: {"codes": list(t.codes), "surfaces": t.surfaces} for t in teeth}
                continue
            except InputError:
                pass  # a chart in words stays an item
        record["items"][each.item] = _answer(each)
    return record


def _answer(each: Observation) -> dict[str, str]:
    found = {"value": each.value} if each.value else {"answer": each.answer.value}
    return {**found, "method": each.method} if each.method else found


def document(case_name: str, pm: list[dict[str, Any]], am: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A whole document."""
    made: dict[str, Any] = {"format": FORMAT, "version": VERSION, "case": case_name, "post_mortem": pm}
    return {**made, "ante_mortem": am} if am is not None else made
