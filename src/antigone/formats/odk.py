"""Submissions of ODK forms (XML as collected, JSON as served, CSV as exported) as tables of our registers.

An element that is not there was not asked (its question was not relevant); one that is there and empty is blank; one
whose companion `…_nd` is ticked has no data. These three are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from antigone.formats.geo import local
from antigone.formats.tables import Row, Table

FORMS = {
    "antigone_recovery": ("found", "remains"),
    "antigone_pm": ("found", "examinations"),
    "antigone_am": ("named", "missing"),
}
"""Our own forms: room and kind of register by form id."""
NO_DATA, NOT_ASKED = "no data", "not asked"
ND = "_nd"
_TICKED = frozenset({"ok", "yes", "1", "true"})
_META = frozenset(
    {"start", "end", "today", "deviceid", "phonenumber", "username", "instanceid", "instancename", "deprecatedid"}
)
_POINT = ("_latitude", "_longitude", "_accuracy", "_altitude")
ID_FIELD = {"examinations": "id", "missing": "report_id"}


def form_of(form: str) -> tuple[str, str] | None:
    """Room and kind of one of our forms, whatever its version; None for others."""
    return next((to for id, to in FORMS.items() if form.casefold().startswith(id)), None)


def submission(root: Element) -> tuple[str, dict[str, str]]:
    """Form id and answers of one submission in XML: leaves by name, groups left out; empty leaves stay."""
    answers: dict[str, str] = {}
    for leaf in _leaves(root):
        name = local(leaf).casefold()
        text = (leaf.text or "").strip()
        answers[name] = f"{answers[name]}; {text}" if answers.get(name) and text else answers.get(name) or text
    return str(root.get("id") or local(root)), answers


def _leaves(root: Element) -> Iterator[Element]:
    for child in root:
        if len(child):
            yield from _leaves(child)
        else:
            yield child


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Answers of one submission in JSON: leaves by name; null is blank."""
    answers: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            if value.get("type") == "Point" and isinstance(value.get("coordinates"), list):
                pair = value["coordinates"]
                answers[name.casefold()] = f"{pair[1]} {pair[0]}" if len(pair) > 1 else ""
            else:
                answers |= flat(value)
        elif isinstance(value, list):
            answers |= _repeated(name, value)
        else:
            answers[name.casefold()] = "" if value is None else str(value)
    return answers


def _repeated(name: str, values: Sequence[Any]) -> dict[str, str]:
    """A repeated group or several choices: what each field holds in turn, split by `;`, as XML submissions are read."""
    groups = [flat(each) if isinstance(each, Mapping) else {name.casefold(): str(each)} for each in values]
    fields = dict.fromkeys(field for group in groups for field in group)
    return {field: "; ".join(text for group in groups if (text := group.get(field, ""))) for field in fields}


def table_of(
    kind: str, submissions: Sequence[tuple[int, dict[str, str]]], name: str, digest: str,
    editions: Mapping[str, str] | None = None,
) -> Table:  # fmt: skip
    """Submissions of one form as a table: a row each, what was not asked marked so.

    Args:
        editions: of edited submissions, the one that each replaces (see `edition_of`), so that the second edit of a
            submission is still known as the first.
    """
    tidy = [(number, _tidy(kind, answers, editions or {})) for number, answers in submissions]
    columns = tuple(dict.fromkeys(column for _, answers in tidy for column in answers))
    rows = [Row(number, {c: answers.get(c, NOT_ASKED) for c in columns}) for number, answers in tidy]
    return Table(name, columns, tuple(rows), digest)


def edition_of(answers: Mapping[str, str]) -> tuple[str, str] | None:
    """Id of an edited submission and of the one that it replaces; None for one that replaces none.

    A form edited on a device gets a new id each time, and names only the edition before (OpenRosa metadata).
    """
    own, before = (answers.get(name, "").removeprefix("uuid:") for name in ("instanceid", "deprecatedid"))
    return (own, before) if own and before and own != before else None


def first_edition(id: str, editions: Mapping[str, str]) -> str:
    """The submission that a chain of editions begins with; in a ring, which no device writes, the least id."""
    seen = [id]
    while (before := editions.get(seen[-1])) is not None:
        if before in seen:
            return min(seen[seen.index(before) :])
        seen.append(before)
    return seen[-1]


def _tidy(kind: str, answers: Mapping[str, str], editions: Mapping[str, str]) -> dict[str, str]:
    """Answers under our field names: positions split, ticks for no data applied, what the device added left out."""
    kept = {name: text for name, text in answers.items() if name not in _META and not name.startswith("__")}
    kept.pop("key", None)
    own = answers.get("__id") or answers.get("key") or answers.get("deprecatedid") or answers.get("instanceid") or ""
    if own and kind in ID_FIELD:
        kept.setdefault(ID_FIELD[kind], first_edition(own.removeprefix("uuid:"), editions))
    for name in [name for name in kept if name.endswith(ND)]:
        if kept.pop(name).casefold() in _TICKED:
            kept[name.removesuffix(ND)] = NO_DATA
    point = kept.pop("position", "")
    if point:
        parts = point.split()
        kept |= dict(zip(("lat", "lon"), parts, strict=False))
    return kept


def from_csv(table: Table) -> tuple[str, str, Table] | None:
    """A CSV export of one of our forms as a table of its register; None where it is no such export.

    Exports name a column by its groups, `group-name` or `group/name`, and keep the submission's id in `key` or
    `meta-instanceid`. An empty cell is blank: an export does not tell what was not asked.
    """
    short = {column: column.replace("/", "-").rpartition("-")[2] for column in table.columns}
    if not {"key", "instanceid"} & set(short.values()):
        return None
    names = set(short.values())
    form = next((id for id, mark in _MARKS.items() if mark <= names), None)
    if form is None:
        return None
    rows = []
    for row in table.rows:
        answers = {short[column]: text for column, text in row.cells.items()}
        answers.setdefault("instanceid", answers.get("key", ""))
        rows.append((row.number, {n: t for n, t in answers.items() if n not in _EXPORT or n == "key"}))
    room, kind = FORMS[form]
    return room, kind, table_of(kind, rows, table.name, table.digest)


_EXPORT = frozenset(
    {"key", "submissiondate", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected"}
    | {"status", "reviewstate", "edits", "formversion"}
)
_MARKS = {
    "antigone_recovery": {"marker", "found_on", "received_by"},
    "antigone_pm": {"number", "item_71", "item_31a"},
    "antigone_am": {"family_name", "informant_name", "relation"},
}
