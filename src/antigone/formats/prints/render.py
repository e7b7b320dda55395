"""Rendering: a content value, a language and a few words for head and foot become the bytes of a PDF.

The same input gives the same bytes: the time of printing is an argument, fonts come with the package, and what this
machine has installed is not looked at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from antigone.core.errors import AntigoneError, UsageError
from antigone.formats.prints.blocks import Badge, Stickers
from antigone.formats.prints.catalogue import Print, find
from antigone.formats.prints.clean import clean, shortened
from antigone.formats.prints.language import Say
from antigone.formats.prints.lay import Layout
from antigone.formats.prints.letters import shipped_folder
from antigone.formats.prints.values import Personal

PAPERS = {"a4": "a4", "letter": "us-letter"}
_HEAD = 80  # characters of a name in a running head or foot


@dataclass(frozen=True, slots=True)
class Setting:
    """How a print is made.

    Attributes:
        language: one of `language.LANGUAGES`.
        paper: `a4` or `letter`.
        case: name of the case, for the head.
        printed_at: time of printing, with its zone; None leaves it out (forms to keep in stock).
        printed_by: who prints.
        record: checkpoint of the record: its size and root, in short; "" where there is none.
        allow: kinds of personal values that may stand; none by default.
        fonts: folders with further fonts, for scripts that the shipped ones lack.
    """

    language: str = "en"
    paper: str = "a4"
    case: str = ""
    printed_at: datetime | None = None
    printed_by: str = ""
    record: str = ""
    allow: frozenset[Personal] = frozenset()
    fonts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished print.

    Attributes:
        pdf: its bytes.
        withheld: how many personal values were left out.
        shown: how many personal values stand in it.
        unseen: characters that no font draws; they stand as `[U+10D0]`.
    """

    pdf: bytes = field(repr=False)
    withheld: int = 0
    shown: int = 0
    unseen: tuple[str, ...] = ()


def render(key: str, content: object, setting: Setting) -> Printed:
    """One print as PDF. `content` is the value that `catalogue.find(key).content` names; empty, it is a blank form."""
    layout, data = _data(key, content, setting)
    pdf = _typst(data, setting, format="pdf")
    assert isinstance(pdf, bytes)
    return Printed(pdf, layout.withheld, layout.shown, tuple(sorted(layout.unseen)))


def pages(key: str, content: object, setting: Setting, *, ppi: int = 110) -> list[bytes]:
    """The pages of one print as PNG images, to be looked at."""
    _, data = _data(key, content, setting)
    made = _typst(data, setting, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made)


def _data(key: str, content: object, setting: Setting) -> tuple[Layout, dict[str, Any]]:
    kind = find(key)
    if not isinstance(content, kind.content):
        raise UsageError(f"'{key}' prints a {kind.content.__name__}, not a {type(content).__name__}.")
    if setting.paper not in PAPERS:
        raise UsageError(f"There is no paper '{setting.paper}'.", f"Choose {' or '.join(PAPERS)}.")
    say = Say(setting.language)
    layout = Layout(say, setting.allow, setting.fonts)
    blocks = kind.compose(content, say)
    template = "labels.typ" if any(isinstance(block, Stickers) for block in blocks) else "sheet.typ"
    badged = any(isinstance(block, Badge) for block in blocks)
    data = {
        "template": template,
        "language": setting.language,
        "direction": say.direction,
        "paper": PAPERS[setting.paper],
        "landscape": kind.landscape,
        "tint": kind.tint,
        "fonts": _families(setting.fonts),
        "head": _head(kind, "" if badged else str(getattr(content, "number", "")), setting, say, layout),
        "foot": _foot(setting, say, layout),
        "blocks": [layout.block(block) for block in blocks],
    }
    return layout, data


def _head(kind: Print, number: str, setting: Setting, say: Say, layout: Layout) -> dict[str, str]:
    return {
        "case": _short(layout, setting.case),
        "title": say(kind.title),
        "note": say(kind.note) if kind.note else "",
        "form": kind.form,
        "number": layout.words(shortened(clean(number), 40), isolate="\u2066") if number else "",
    }


def _short(layout: Layout, text: str) -> str:
    """As much of a text as stands on one line of a running head."""
    return shortened(layout.words(text).replace("\u200b", ""), _HEAD)


def _foot(setting: Setting, say: Say, layout: Layout) -> dict[str, Any]:
    by = _short(layout, setting.printed_by)
    at = say.moment(setting.printed_at) if setting.printed_at else ""
    printed = ""
    if at:
        printed = say("Printed on {when} by {who}", when=at, who=by) if by else say("Printed on {when}", when=at)
    record = say("Record: {checkpoint}", checkpoint=_short(layout, setting.record)) if setting.record else ""
    page = say("Page {page} of {pages}").replace("{pages}", "\0").replace("{page}", "\0").split("\0")
    return {"printed": printed, "record": record, "page": page}


def _families(extra: tuple[Path, ...]) -> list[str]:
    families = ["Noto Sans", "Noto Sans Arabic"]
    if extra:
        typst: Any = _load()
        known = typst.Fonts(False, False, [str(folder) for folder in extra]).families()
        families += [name for name in known if name not in families]
    return families


def _typst(data: dict[str, Any], setting: Setting, **options: Any) -> bytes | list[bytes]:
    """Compile a template over the data; warnings are our own bugs."""
    typst: Any = _load()
    folder = Path(str(files("antigone.formats.prints").joinpath("templates")))
    made, warnings = typst.compile_with_warnings(
        str(folder / data["template"]),
        root=str(folder),
        font_paths=[str(shipped_folder()), *(str(extra) for extra in setting.fonts)],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(data, ensure_ascii=False)},
        timestamp=setting.printed_at or datetime(2000, 1, 1, tzinfo=UTC),
        **options,
    )
    assert not warnings, f"{data['template']}: {[str(warning) for warning in warnings]}"
    return made if isinstance(made, list) else bytes(made)


def _load() -> Any:
    """The typst module, or an error that says how to get it."""
    try:
        import_module("segno")
        return import_module("typst")
    except ImportError as error:
        raise MissingTypst from error


class MissingTypst(AntigoneError):
    """The optional part that makes PDFs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Prints need the packages typst and segno, which are not installed.",
            "Install them with: pip install 'antigone[pdf]'",
        )
