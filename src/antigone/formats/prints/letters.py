"""The letters that the shipped fonts can draw, read from the fonts themselves (OpenType `cmap`, formats 4 and 12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

_INVISIBLE = frozenset("\u200b\u200c\u200d\u2066\u2067\u2068\u2069\u00ad")


@cache
def letters(extra: tuple[Path, ...] = ()) -> frozenset[int]:
    """Code points that a shipped font draws, or one in the folders given."""
    drawn: set[int] = set()
    for font in shipped_folder().iterdir():
        if font.name.endswith("-Regular.ttf"):
            drawn.update(code_points(font.read_bytes()))
    for folder in extra:
        for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
            drawn.update(code_points(path.read_bytes()))
    return frozenset(drawn)


def undrawable(text: str, extra: tuple[Path, ...] = ()) -> set[str]:
    """The characters of the text that no font draws."""
    drawn = letters(extra)
    return {char for char in text if ord(char) not in drawn and char not in _INVISIBLE}


def spelled(text: str, extra: tuple[Path, ...] = ()) -> str:
    """The text with each character that no font draws written as `[U+10D0]`: seen to be there, never a hollow box."""
    lost = undrawable(text, extra)
    return "".join(f"[U+{ord(char):04X}]" if char in lost else char for char in text) if lost else text


def code_points(font: bytes) -> set[int]:
    """The code points of one TrueType or OpenType font (OpenType 1.9, `cmap`). A file that is none has none."""
    try:
        return set(_code_points(font))
    except struct.error:
        return set()


def _code_points(font: bytes) -> Iterator[int]:
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            (subtables,) = struct.unpack_from(">H", font, offset + 2)
            for sub in range(subtables):
                _, _, at = struct.unpack_from(">HHL", font, offset + 4 + 8 * sub)
                yield from _subtable(font, offset + at)


def _subtable(font: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == 4:
        (doubled,) = struct.unpack_from(">H", font, at + 6)
        count = doubled // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
        deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * doubled)
        base = at + 16 + 3 * doubled
        offsets = struct.unpack_from(f">{count}H", font, base)
        for segment, (start, end) in enumerate(zip(starts, ends, strict=True)):
            for code in range(start, end + 1):
                glyph = code
                if offsets[segment]:
                    (glyph,) = struct.unpack_from(
                        ">H", font, base + 2 * segment + offsets[segment] + 2 * (code - start)
                    )
                if code != 0xFFFF and (glyph + deltas[segment] if glyph or not offsets[segment] else 0) & 0xFFFF:
                    yield code
    elif kind == 12:
        (groups,) = struct.unpack_from(">L", font, at + 12)
        for group in range(groups):
            start, end, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield from range(start, min(end, 0x10FFFF) + 1)


def shipped_folder() -> Path:
    """The folder of the shipped fonts on disk."""
    return Path(str(files("antigone.formats.prints").joinpath("fonts")))
