"""A family drawn in characters, for a terminal: the same layout as the SVG.

□ man, ○ woman, ◇ sex unknown; filled ■ ● ◆ with a DNA profile; `?` after the symbol: missing; ═ partners are related;
identical twins carry the same mark in braces. Partners of different generations are named below the drawing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from unicodedata import east_asian_width

from antigone.named.kinship.layout import Couple, Layout, lay_out, tracks
from antigone.named.kinship.pedigree import Pedigree

_N, _E, _S, _W, _DOUBLE = 1, 2, 4, 8, 16
_SINGLE = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
_CROSS_DOUBLE = {_E | _W: "═", _E: "═", _W: "═", _E | _W | _S: "╤", _E | _W | _N: "╧", _E | _W | _N | _S: "╪"}
_ASCII = str.maketrans("╵╶└╷│┌├╴┘─┴┐┤┬┼═╤╧╪□○◇■●◆…", "|-+||++-+-+++++=+++[o<#@*.")
_SYMBOLS = {"M": "□■", "F": "○●", "?": "◇◆"}
_WIDEST = 16


def draw_text(
    pedigree: Pedigree,
    *,
    typed: Collection[str] = (),
    missing: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
    ascii_only: bool = False,
) -> str:
    """Draw a valid family in characters; lines end without blanks. See `svg.draw_svg` for the arguments.

    Args:
        ascii_only: for terminals that know no box-drawing characters.
    """
    layout = lay_out(pedigree)
    drawing = _Drawing(layout, frozenset(typed), frozenset(missing), labels or {})
    text = "\n".join([*drawing.lines(), *drawing.notes()]) + "\n"
    return text.translate(_ASCII) if ascii_only else text


class _Drawing:
    def __init__(
        self, layout: Layout, typed: frozenset[str], missing: frozenset[str], labels: Mapping[str, str]
    ) -> None:
        self.layout, self.typed, self.missing, self.labels = layout, typed, missing, labels
        self.far, self.bars = tracks(layout)
        names = [self._label(name) for name in layout.x]
        self.unit = min(_WIDEST, max([_columns(name) for name in names], default=1) + 2)
        self.unit = max(self.unit, 6)
        self.tops = self._tops()
        self.masks: dict[tuple[int, int], int] = {}
        self.texts: dict[tuple[int, int], str] = {}

    def _label(self, name: str) -> str:
        person = self.layout.pedigree.by_id[name]
        label = self.labels.get(name, name)
        twin = person.twin
        sets = [key for key, members in self.layout.pedigree.twin_sets.items() if len(members) > 1]
        mark = " {" + "abcdefghijklmnopqrstuvwxyz"[sets.index(twin) % 26] + "}" if twin in sets else ""
        room = _WIDEST - 2 - len(mark)
        return (label if _columns(label) <= room else label[: room - 1] + "…") + mark

    def _tops(self) -> list[int]:
        """The line of each row's symbols: below it the names, the tracks and the descent."""
        tops, at = [], 0
        for row in range(self.layout.height + 1):
            tops.append(at)
            far = [t for c, t in self.far.items() if self._row(c) == row and not self._levels(c)]
            bars = [track for couple, track in self.bars.items() if self._row(couple) == row]
            at += 3 + (max(far) + 1 if far else 0) + (max(bars) + 1 if bars else 0) + 1
        return tops

    def _row(self, couple: Couple) -> int:
        return max(self.layout.row[name] for name in couple)

    def _levels(self, couple: Couple) -> bool:
        return self.layout.row[couple[0]] != self.layout.row[couple[1]]

    def _x(self, at: float) -> int:
        return round(at * self.unit) + self.unit // 2

    # Drawing

    def lines(self) -> Iterator[str]:
        for couple, children in self.layout.couples.items():
            self._couple(couple, children)
        for name in self.layout.x:
            self._person(name)
        cells = [*self.masks, *self.texts]
        for y in range(max((y for y, _ in cells), default=-1) + 1):
            yield self._line(y)

    def _line(self, y: int) -> str:
        out: list[str] = []
        for x in range(max((x for row, x in [*self.masks, *self.texts] if row == y), default=-1) + 1):
            mask = self.masks.get((y, x), 0)
            drawn = _CROSS_DOUBLE.get(mask & 15) if mask & _DOUBLE else None
            out.append(self.texts.get((y, x), drawn or _SINGLE[mask & 15]))
        return "".join(out).rstrip()

    def _person(self, name: str) -> None:
        x, y = self._x(self.layout.x[name]), self.tops[self.layout.row[name]]
        sex = self.layout.pedigree.sex_of(name)
        self.texts[y, x] = _SYMBOLS[sex][name in self.typed]
        if name in self.missing:
            self.texts[y, x + 1] = "?"
        label = self._label(name)
        self._write(y + 1, x - _columns(label) // 2, label)

    def _write(self, y: int, x: int, text: str) -> None:
        for character in text:
            self.texts[y, max(x, 0)] = character
            x += 1
            if _columns(character) == 2:
                self.texts[y, max(x, 0)] = ""
                x += 1

    def _couple(self, couple: Couple, children: tuple[str, ...]) -> None:
        left, right = sorted(self._x(self.layout.x[name]) for name in couple)
        row = self._row(couple)
        y, double = self.tops[row], _DOUBLE if self.layout.related(couple) else 0
        middle = (left + right) // 2
        levels = self._levels(couple)
        if levels:  # named below the drawing; the line of descent starts at the lower partner
            lower = max(couple, key=self.layout.row.__getitem__)
            middle = self._x(self.layout.x[lower]) + 2
            self._across(y, self._x(self.layout.x[lower]), middle, double)
        elif self.layout.beside(couple):
            self._across(y, left, right, double)
            only = self._x(self.layout.x[children[0]])
            middle = only if len(children) == 1 and abs(only - middle) <= 1 and left < only < right else middle
        else:
            level = y + 2 + self.far[couple]
            for at, inward in ((left, 2), (right, -2)):
                self._across(y, min(at, at + inward), max(at, at + inward), 0)
                self._down(at + inward, y, level)
            self._across(level, left + 2, right - 2, double)
            y = level
        bar = self._bar(row, couple)
        self._down(middle, y, bar)
        for child in children:
            at = self._x(self.layout.x[child])
            self._across(bar, min(at, middle), max(at, middle), 0)
            self._down(at, bar, self.tops[self.layout.row[child]])

    def _bar(self, row: int, couple: Couple) -> int:
        below = self.tops[row + 1] if row + 1 < len(self.tops) else self.tops[row] + 5
        return below - 1 - self.bars[couple]

    def _across(self, y: int, left: int, right: int, double: int) -> None:
        for x in range(left, right + 1):
            if left < right:
                ends = (_E if x < right else 0) | (_W if x > left else 0)
                self.masks[y, x] = self.masks.get((y, x), 0) | ends | double

    def _down(self, x: int, top: int, bottom: int) -> None:
        for y in range(top, bottom + 1):
            if top < bottom:
                self.masks[y, x] = self.masks.get((y, x), 0) | (_S if y < bottom else 0) | (_N if y > top else 0)

    # Words

    def notes(self) -> Iterator[str]:
        """What the marks mean, those that occur; and partners of different generations."""
        words = []
        if self.typed & self.layout.x.keys():
            words.append("filled: DNA profile known")
        if self.missing & self.layout.x.keys():
            words.append("?: missing")
        if any(self.layout.related(couple) for couple in self.layout.couples if not self._levels(couple)):
            words.append("═: partners are related")
        if any(len(twins) > 1 for twins in self.layout.pedigree.twin_sets.values()):
            words.append("{a}: identical twins")
        if words:
            yield ""
            yield "; ".join(words)
        for couple, children in self.layout.couples.items():
            if self._levels(couple):
                kids = ", ".join(self._label(child) for child in children)
                yield f"{self._label(couple[0])} and {self._label(couple[1])} are the parents of {kids}"


def _columns(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
