"""Our field forms as XLSForms (ODK, KoboToolbox …): recovery at the scene, post-mortem, ante-mortem interview.

Three answers are kept apart in each: a question that was not relevant is not in the submission (not asked); one left
empty is blank; one whose "cannot be determined" is ticked has no data. Texts: `data/forms.csv`, by language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from antigone.core.errors import InputError

LANGUAGES = {"en": "English (en)", "ru": "Русский (ru)", "es": "Español (es)"}
VERSION = "1"
FORMS = {"recovery": "antigone_recovery", "post_mortem": "antigone_pm", "ante_mortem": "antigone_am"}
TITLES = {
    "recovery": "Antigone: recovery at the scene",
    "post_mortem": "Antigone: post-mortem",
    "ante_mortem": "Antigone: ante-mortem interview",
}


@dataclass(frozen=True)
class Question:
    """One row of `data/forms.csv`.

    Attributes:
        form: which form; kind: XLSForm type; name: our field, or `item_…`.
        flags: `required`, and `nd` for a question with its own tick for "cannot be determined".
        relevant: XLSForm expression; empty for always.
        labels: by language.
    """

    form: str
    kind: str
    name: str
    flags: frozenset[str]
    relevant: str
    labels: dict[str, str]


@cache
def questions(form: str) -> tuple[Question, ...]:
    """The questions of a form, in order."""
    return tuple(
        Question(r["form"], r["type"], r["name"], frozenset(r["flags"].split()), r["relevant"], _labels(r))
        for r in _rows("forms.csv")
        if r["form"] == form
    )


@cache
def choices() -> tuple[tuple[str, str, dict[str, str]], ...]:
    """List, value and labels of every choice."""
    return tuple((r["list"], r["name"], _labels(r)) for r in _rows("form_choices.csv"))


def _labels(row: dict[str, str]) -> dict[str, str]:
    return {code: row[code] for code in LANGUAGES}


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("antigone.formats").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


_ND = {"en": "Cannot be determined", "ru": "Определить невозможно", "es": "No se puede determinar"}
_ND_LABEL = {"en": "{0}: tick if it cannot be determined", "ru": "{0}: отметьте, если определить невозможно",
             "es": "{0}: marque si no se puede determinar"}  # fmt: skip


def sheets(form: str) -> dict[str, list[list[str]]]:
    """The three sheets of a form as rows of texts, headers first."""
    head = ["type", "name", *(f"label::{name}" for name in LANGUAGES.values()), "required", "relevant", "constraint"]
    survey = [head]
    for each in questions(form):
        survey += _survey_rows(each)
    used = {row[0].split()[1] for row in survey if row[0].startswith("select_")}
    lists = [["list_name", "name", *(f"label::{name}" for name in LANGUAGES.values())]]
    lists += [[list_, name, *labels.values()] for list_, name, labels in choices() if list_ in used]
    settings = [
        ["form_title", "form_id", "version", "default_language"],
        [TITLES[form], FORMS[form], VERSION, LANGUAGES["en"]],
    ]
    return {"survey": survey, "choices": lists, "settings": settings}


def _survey_rows(each: Question) -> list[list[str]]:
    required = "yes" if "required" in each.flags else ""
    constraint = ". <= today()" if each.kind == "date" else ""
    rows = []
    relevant = each.relevant
    if "nd" in each.flags:
        labels = [_ND_LABEL[code].format(text) for code, text in each.labels.items()]
        rows.append(["select_multiple nd", f"{each.name}_nd", *labels, "", relevant, ""])
        own = f"not(selected(${{{each.name}_nd}}, 'yes'))"
        relevant = f"({relevant}) and {own}" if relevant else own
    rows.append([each.kind, each.name, *each.labels.values(), required, relevant, constraint])
    return rows


def workbook(form: str) -> bytes:
    """A form as an XLSX workbook."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets(form).items():
        _write_sheet(book.add_worksheet(name), rows)
    book.close()
    return out.getvalue()


def _write_sheet(sheet: object, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            if text:
                sheet.write_string(number, at, text)  # type: ignore[attr-defined]


def write_forms(folder: Path) -> list[Path]:
    """Write all forms into a folder.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = []
        for form in FORMS:
            path = folder / f"{form}.xlsx"
            path.write_bytes(workbook(form))
            made.append(path)
    except OSError as fault:
        raise InputError(f"{folder} cannot be written: {fault.strerror}.", "Choose another place.") from fault
    return made
