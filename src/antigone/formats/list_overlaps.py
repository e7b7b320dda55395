"""Tables of list overlaps, for the estimate of the undercount: CSV, TSV, XLSX or JSON."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from antigone.account.undercount import ListTable
from antigone.core.errors import InputError
from antigone.core.finding import Severity
from antigone.formats.tables import Row, Table, read_file

COUNT = "count"
YES, NO = {"1", "yes", "true", "x"}, {"0", "no", "false", "", "-"}
FORM = "One column for each list holding 1 or 0, and a column count; or one row for each person without it."
JSON_FORM = 'Expected {"lists": ["A", "B", "C"], "counts": {"101": 12, "001": 20}}.'


def read_overlaps(path: Path) -> ListTable:
    """Read a table of overlaps. Rows of the same pattern add up; `count` may be left out: each row is one person.

    Raises:
        InputError: the file cannot be read, or a row says something else; names file, row and reason.
    """
    return _from_json(path) if path.suffix.lower() == ".json" else _from_table(path)


def _from_table(path: Path) -> ListTable:
    reading = read_file(path)
    for finding in reading.findings:
        if finding.kind.severity is Severity.ERROR:
            raise InputError(f"{path.name}: {finding.sentence}", finding.kind.do)
    if not reading.tables or not reading.tables[0].rows:
        raise InputError(f"{path.name} holds no rows.", FORM)
    table = reading.tables[0]
    names = [name for name in table.columns if name != COUNT]
    cells: Counter[str] = Counter()
    for row in table.rows:
        cells[_pattern(row, names, path)] += _count(row, table, path)
    return ListTable.of(names, cells)


def _pattern(row: Row, names: list[str], path: Path) -> str:
    marks = []
    for name in names:
        text = row.get(name).lower()
        if text not in YES | NO:
            raise InputError(f"{path.name}, row {row.number}: {name} holds {row.get(name)!r}, not 1 or 0.", FORM)
        marks.append("1" if text in YES else "0")
    return "".join(marks)


def _count(row: Row, table: Table, path: Path) -> int:
    if COUNT not in table.columns:
        return 1
    text = row.get(COUNT)
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"{path.name}, row {row.number}: count holds {text!r}, not a whole number from 0.", FORM)
    return int(text)


def _from_json(path: Path) -> ListTable:
    try:
        data = json.loads(path.read_bytes())
    except OSError as fault:
        raise InputError(
            f"{path} cannot be read: {fault.strerror or fault}.", "Check the path and the rights."
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{path.name} is not JSON: {fault}.", JSON_FORM) from fault
    names, cells = _parts(data)
    if names is None or cells is None:
        raise InputError(f"{path.name} does not have the expected form.", JSON_FORM)
    return ListTable.of(names, cells)


def _parts(data: Any) -> tuple[list[str] | None, dict[str, int] | None]:
    if not isinstance(data, dict):
        return None, None
    names, cells = data.get("lists"), data.get("counts")
    good_names = isinstance(names, list) and all(isinstance(name, str) for name in names)
    return (names if good_names else None), (cells if isinstance(cells, dict) else None)
