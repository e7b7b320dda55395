"""From blocks to the plain data that the templates draw: values become words, personal values are withheld."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from antigone.core.quantity import Count
from antigone.core.when import PartialDate, Period
from antigone.formats.prints import blocks as b
from antigone.formats.prints.clean import LEFT, apart, breakable, clean, direction
from antigone.formats.prints.language import Say
from antigone.formats.prints.letters import spelled, undrawable
from antigone.formats.prints.marks import message
from antigone.formats.prints.values import Absent, Code, Personal, Private, Term, Value

FDI_UPPER = (*range(18, 10, -1), *range(21, 29))
FDI_LOWER = (*range(48, 40, -1), *range(31, 39))
Data = dict[str, Any]


@dataclass
class Layout:
    """Lays out blocks for one print and notes what it could not or may not show.

    Attributes:
        say: the language.
        allow: kinds of personal values that may stand.
        fonts: folders with further fonts.
        withheld: how many personal values were left out.
        shown: how many personal values stand.
        unseen: characters that no font draws.
    """

    say: Say
    allow: frozenset[Personal] = frozenset()
    fonts: tuple[Path, ...] = ()
    withheld: int = 0
    shown: int = 0
    unseen: set[str] = field(default_factory=set)

    def words(self, text: str, *, isolate: str = "") -> str:
        """What people wrote, safe, breakable, and drawable to the last letter."""
        kept = clean(text)
        self.unseen |= undrawable(kept, self.fonts)
        drawn = breakable(spelled(kept, self.fonts))
        return apart(drawn, isolate) if isolate and self.say.direction == "rtl" else drawn

    def value(self, value: Value) -> Data:
        """A value as `t` (text), `d` (direction) and `k` (text, code, blank, absent, withheld)."""
        if isinstance(value, Private):
            return self._private(value)
        if isinstance(value, Absent):
            return self._made("absent", self.say.term(value.value))
        if isinstance(value, Code):
            code = self.words(value.text, isolate=LEFT)
            return {"t": code, "d": "ltr", "k": "code" if code else "blank"}
        return self._made("text", self._plain(value))

    def _private(self, value: Private) -> Data:
        if not value.text.strip():
            return self._made("text", "")
        if value.kind in self.allow:
            self.shown += 1
            return self._made("text", self.words(value.text))
        self.withheld += 1
        return self._made("withheld", self.say("withheld"))

    def _plain(self, value: Value) -> str:
        match value:
            case None:
                return ""
            case Term():
                return self.words(self.say.term(value.text))
            case bool():
                return self.say.term("yes" if value else "no")
            case int():
                return self.say.number(value)
            case Count():
                return self.say.count(value)
            case datetime():
                return self.say.moment(value)
            case date() | PartialDate():
                return self.say.date(value)
            case Period():
                return self.say.period(value)
            case _:
                return self.words(str(value))

    def _made(self, kind: str, text: str) -> Data:
        # Figures alone have no direction of their own; they read from the left in every language.
        return {"t": text, "d": direction(text, "ltr"), "k": kind if text else "blank"}

    def block(self, block: b.Block) -> Data:
        """One block as data for `templates/blocks.typ`."""
        return _LAY[type(block)](self, block)

    def _fields(self, block: b.Fields) -> Data:
        return {"kind": "fields", "fields": [self._field(one) for one in block.fields]}

    def _field(self, one: b.Field) -> Data:
        chosen = self._chosen(one)
        # What a tick says already is not written again; whatever no box says is written out.
        shown = chosen in one.choices or (one.value is Absent.NO_DATA and one.no_data)
        ticked = {"label": self.say("no data"), "on": one.value is Absent.NO_DATA}
        return {
            "label": one.label,
            "item": one.item,
            "span": one.span,
            "lines": one.lines,
            "value": self.value("" if shown else one.value),
            "choices": [{"t": self.say.term(choice), "on": choice == chosen} for choice in one.choices],
            "no_data": ticked if one.no_data else None,
        }

    def _chosen(self, one: b.Field) -> str:
        """The word that is ticked, or none; one that is personal only where it may stand."""
        value = one.value
        if isinstance(value, Private) and value.kind in self.allow and value.text in one.choices:
            self.shown += 1
            return value.text
        return value.text if isinstance(value, Term) else ""

    def _table(self, block: b.Table) -> Data:
        return {
            "kind": "table",
            "columns": [{"head": c.head, "width": c.width, "align": c.align} for c in block.columns],
            "rows": [[self.value(cell) for cell in row] for row in block.rows],
            "blank": block.blank,
            "total": [self.value(cell) for cell in block.total],
            "strong": sorted(block.strong),
        }

    def _heading(self, block: b.Heading) -> Data:
        return {"kind": "heading", "text": block.text, "note": block.note, "item": block.item}

    def _words(self, block: b.Words) -> Data:
        text = self.words(block.text) if block.written else block.text
        return {"kind": "words", "text": text, "weight": block.weight, "d": direction(text, self.say.direction)}

    def _figures(self, block: b.Figures) -> Data:
        listed = [
            {"number": f.number, "d": direction(f.number, "ltr"), "label": f.label, "note": f.note}
            for f in block.figures
        ]
        return {"kind": "figures", "figures": listed}

    def _signatures(self, block: b.Signatures) -> Data:
        words = {
            "name": self.say("Name"),
            "office": self.say("Office"),
            "signature": self.say("Signature"),
            "when": self.say("Date and time"),
        }
        signers = [{"role": s.role, "name": self.value(s.name), "office": self.value(s.office)} for s in block.signers]
        return {"kind": "signatures", "words": words, "signers": signers}

    def _ticks(self, block: b.Ticks) -> Data:
        ticked = block.ticked
        if ticked and block.personal:
            held = block.personal not in self.allow
            self.withheld, self.shown = self.withheld + held, self.shown + (not held)
            ticked = frozenset() if held else ticked
        rows = [
            {"label": label, "ticks": [(y, x) in ticked for x in range(len(block.columns))]}
            for y, label in enumerate(block.rows)
        ]
        return {"kind": "ticks", "columns": list(block.columns), "rows": rows}

    def _teeth(self, block: b.Teeth) -> Data:
        def row(numbers: tuple[int, ...]) -> list[Data]:
            return [{"number": str(n), "code": self._code(block.codes.get(str(n), ""))} for n in numbers]

        words = {"right": self.say("right of the person"), "left": self.say("left of the person")}
        return {"kind": "teeth", "upper": row(FDI_UPPER), "lower": row(FDI_LOWER), "words": words}

    def _code(self, value: Value) -> str:
        """The code of a tooth; one that may not stand leaves its tooth empty, for the word has no room there."""
        drawn = self.value(value)
        return "…" if drawn["k"] == "withheld" else str(drawn["t"])

    def _badge(self, block: b.Badge) -> Data:
        code = self.words(block.code)
        lines = [self.words(line) for line in block.lines]
        return {"kind": "badge", "code": code, "qr": qr(clean(block.code)), "lines": lines}

    def _sketch(self, block: b.Sketch) -> Data:
        words = {name: self.say(word) for name, word in _SKETCH_WORDS.items()}
        return {"kind": "sketch", "draw": block.kind, "height": block.height, "label": block.label, "words": words}

    def _stickers(self, block: b.Stickers) -> Data:
        return {"kind": "stickers", "stickers": [self._sticker(one) for one in block.stickers]}

    def _sticker(self, one: b.Sticker) -> Data:
        code = clean(one.code)
        return {
            "code": code,
            "shown": self.words(one.code),
            "qr": qr(clean(one.qr) or code),
            "line": self.words(one.line),
            "words": [self.value(word) for word in one.words],
        }

    def _newpage(self, _block: b.NewPage) -> Data:
        return {"kind": "newpage"}


_LONGEST_QR = 200  # bytes
_SKETCH_WORDS = {
    "front": message("front"),
    "back": message("back"),
    "scale": message("Scale: one square = ______ m"),
}
_LAY: dict[type, Callable[[Layout, Any], Data]] = {
    b.Fields: Layout._fields,
    b.Table: Layout._table,
    b.Heading: Layout._heading,
    b.Words: Layout._words,
    b.Figures: Layout._figures,
    b.Signatures: Layout._signatures,
    b.Ticks: Layout._ticks,
    b.Teeth: Layout._teeth,
    b.Badge: Layout._badge,
    b.Sketch: Layout._sketch,
    b.Stickers: Layout._stickers,
    b.NewPage: Layout._newpage,
}


@cache
def qr(text: str) -> str:
    """A QR code (ISO/IEC 18004), error correction Q so that a torn label still reads, as SVG.

    An empty text, or one too long for any of ours, gives a frame to stick a label on.
    """
    if not text or len(text.encode()) > _LONGEST_QR:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">'
            '<rect x="0.2" y="0.2" width="19.6" height="19.6" fill="none" stroke="#9fa9b0" stroke-width="0.3"/></svg>'
        )
    from io import BytesIO

    import segno

    out = BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="svg", border=2, xmldecl=False, dark="#000000")
    return out.getvalue().decode()
