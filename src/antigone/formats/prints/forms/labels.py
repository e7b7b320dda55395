"""Label sheet: a code in figures and as QR, on paper that is cut or sticks. A label never holds a name."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.formats.prints.blocks import Block, Sticker, Stickers
from antigone.formats.prints.language import Say
from antigone.formats.prints.values import Term, Value


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    Attributes:
        code: the short code with its check character, such as `007-K2M`.
        qr: what the QR code holds, where that is more than the code.
        kind: of the thing: `body`, `body part`, `bone`, … ("" leaves it out).
        place: where it is kept, by code or neutral name.
    """

    code: str
    qr: str = ""
    kind: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Labels to print; `prefix` (the case's own) stands above each code."""

    labels: tuple[Label, ...] = ()
    prefix: str = ""


def compose(content: LabelSheet, _say: Say) -> list[Block]:
    """Three by eight labels on a page; an empty sheet gives one page of frames to write in."""
    labels = content.labels or tuple(Label("") for _ in range(24))
    return [Stickers(tuple(_sticker(label, content.prefix) for label in labels))]


def _sticker(label: Label, prefix: str) -> Sticker:
    words: tuple[Value, ...] = tuple(w for w in (Term(label.kind), label.place) if w not in (Term(""), ""))
    return Sticker(label.code, prefix, words, label.qr)


def sample() -> LabelSheet:
    """Invented."""
    codes = ("007-K2M", "007-K3P", "007-K4H", "007-K5D", "007-K6A", "007-K7X", "007-K8T")
    kinds = ("body", "body", "body part", "bone", "body", "fragment", "object")
    labels = (Label(c, f"ANTIGONE:0F3A91C2:{c.replace('-', '')}", k) for c, k in zip(codes, kinds, strict=True))
    return LabelSheet(tuple(labels), "EXAMPLE")
