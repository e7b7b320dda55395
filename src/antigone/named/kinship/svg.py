"""A family as SVG: squares for men, circles for women, diamonds where the sex is unknown.

Symbols and lines follow the recommendations of the National Society of Genetic Counselors (Bennett, French, Resta,
Doyle 2008, J. Genet. Couns. 17: 424-433, doi 10.1007/s10897-008-9169-9): partners on a level, a double line between
relatives, identical twins from one point with a bar. Not from there, and explained in the key of each drawing:
a filled symbol has a DNA profile; a dashed one with a question mark is a person who is missing. A slash is somebody
known to be dead.

Colours are CSS variables with a light and a dark set, so that a page can restyle the drawing; a title and
a description say the same in words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from antigone.named.kinship.layout import Couple, Layout, lay_out, tracks
from antigone.named.kinship.pedigree import Pedigree

UNIT, LEVEL, SIZE = 78.0, 118.0, 30.0
_HALF = SIZE / 2
_MARGIN, _LINE, _WORDS = 46.0, 13.0, 12
_SIDE = 8.0  # how far below the middle a line leaves a symbol that has another line at its middle
# Attributes stand for the style where CSS variables are not understood (PDF, older viewers); the style wins elsewhere.
_INK, _PAPER, _TYPED, _MISSING, _QUIET = "#1d2733", "#ffffff", "#b9cbe0", "#35577d", "#5b6673"
_STYLE = """
.pedigree{--pedigree-ink:#1d2733;--pedigree-paper:#ffffff;--pedigree-typed:#b9cbe0;--pedigree-missing:#35577d;
--pedigree-quiet:#5b6673;background:var(--pedigree-paper);font:12px/1.1 system-ui,"Noto Sans",sans-serif}
@media (prefers-color-scheme:dark){.pedigree{--pedigree-ink:#e6ebf1;--pedigree-paper:#161b22;--pedigree-typed:#3f5f86;
--pedigree-missing:#a9c8ec;--pedigree-quiet:#a9b4c0}}
.pedigree .l{stroke:var(--pedigree-ink);stroke-width:1.6;fill:none}
.pedigree .s{stroke:var(--pedigree-ink);stroke-width:1.8;fill:var(--pedigree-paper)}
.pedigree .t{fill:var(--pedigree-typed)}
.pedigree .m{stroke:var(--pedigree-missing);stroke-width:2.2;stroke-dasharray:5 3}
.pedigree text{fill:var(--pedigree-ink);text-anchor:middle}
.pedigree .q{fill:var(--pedigree-missing);font-size:17px;font-weight:600}
.pedigree .k{fill:var(--pedigree-quiet);text-anchor:start;font-size:11px}
""".strip()

WORDS = {
    "M": "male",
    "F": "female",
    "?": "sex unknown",
    "child": "child of %(father)s and %(mother)s",
    "twin": "identical twin of %(others)s",
    "missing": "missing",
    "dead": "known dead",
    "typed": "DNA profile known",
    "related": "%(one)s and %(other)s are related",
    "nobody": "Nobody.",
    "key typed": "Filled: DNA profile known",
    "key missing": "Dashed, with ?: missing",
    "key dead": "Struck through: known dead",
    "key related": "Double line: partners are related",
    "key twins": "Barred fork: identical twins",
}
"""What drawings say, in English; a page gives them in its reader's language."""


@dataclass(frozen=True)
class _Marks:
    """Who is typed, who is missing, who is dead, and what everybody is called."""

    typed: frozenset[str]
    missing: frozenset[str]
    labels: Mapping[str, str]
    dead: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)

    def label(self, person: str) -> str:
        return self.labels.get(person, person)


def draw_svg(
    pedigree: Pedigree,
    *,
    typed: Collection[str] = (),
    missing: Collection[str] = (),
    dead: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
    title: str = "Family",
    key: bool = True,
    words: Mapping[str, str] | None = None,
    style: bool = True,
) -> str:
    """Draw a family.

    Args:
        pedigree: a valid one; its unconnected parts stand side by side.
        typed: ids of those with a DNA profile.
        missing: ids of those who are sought; any number.
        dead: ids of those known to be dead.
        labels: what to write below a person instead of the id.
        title: read out by screen readers, shown as a tooltip.
        key: whether to explain the marks that occur.
        words: `WORDS` in another language.
        style: whether the drawing brings its style sheet; False where the page it stands in has one.

    Returns:
        One SVG element, with its size in pixels.

    Raises:
        PedigreeError: the pedigree is not valid.
    """
    marks = _Marks(frozenset(typed), frozenset(missing), labels or {}, frozenset(dead), words or WORDS)
    layout = lay_out(pedigree)
    lines = _Lines(layout)
    told = list(_key(layout, marks)) if key else []
    width = layout.width * UNIT + 2 * _MARGIN
    width = max(width, 40 + 7 * max((len(word) for word in told), default=0))
    height = layout.height * LEVEL + 2 * _MARGIN + 3 * _LINE + 16 * len(told)
    shift = (width - layout.width * UNIT) / 2 - _MARGIN
    body = [*lines.draw(), *_persons(layout, marks)]
    sheet = f"<style>{_STYLE}</style>" if style else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pedigree" role="img" width="{_n(width)}" '
        f'height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}">'
        f"<title>{_safe(title)}</title><desc>{_safe(describe(layout, marks))}</desc>{sheet}"
    )
    legend = [
        f'<text class="k" fill="{_QUIET}" x="16" y="{_n(height - 16 * (len(told) - n) + 2)}">{_safe(word)}</text>'
        for n, word in enumerate(told)
    ]
    inside = "\n".join(body)
    return "\n".join([head, f'<g transform="translate({_n(shift)} 0)">', inside, "</g>", *legend, "</svg>", ""])


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _safe(text: str) -> str:
    """Text for XML: escaped, without characters that XML does not allow."""
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe"))
    return escape(kept, quote=True)


def _x(layout: Layout, person: str) -> float:
    return layout.x[person] * UNIT + _MARGIN


def _y(layout: Layout, person: str) -> float:
    return layout.row[person] * LEVEL + _MARGIN


# Persons


def _persons(layout: Layout, marks: _Marks) -> Iterator[str]:
    for person in layout.pedigree.persons:
        name, x, y = person.id, _x(layout, person.id), _y(layout, person.id)
        classes = "s" + " t" * (name in marks.typed) + " m" * (name in marks.missing)
        ink, paper = (_MISSING if name in marks.missing else _INK), (_TYPED if name in marks.typed else _PAPER)
        look = f'class="{classes}" stroke="{ink}" stroke-width="1.8" fill="{paper}"'
        sex = layout.pedigree.sex_of(name)
        yield f"<g><title>{_safe(_about(layout, marks, name))}</title>{_symbol(sex, x, y, look)}"
        if name in marks.dead:
            yield _path((x - SIZE * 0.7, y + SIZE * 0.7), (x + SIZE * 0.7, y - SIZE * 0.7))
        if name in marks.missing:
            yield f'<text class="q" fill="{_MISSING}" text-anchor="middle" x="{_n(x)}" y="{_n(y + 6)}">?</text>'
        lines = _wrapped(marks.label(name))
        if person.founder_inbreeding:
            lines.append(f"f = {person.founder_inbreeding:g}")
        for n, line in enumerate(lines):
            at = f'x="{_n(x)}" y="{_n(y + _HALF + _LINE * (n + 1) + 2)}"'
            yield f'<text fill="{_INK}" text-anchor="middle" {at}>{_safe(line)}</text>'
        yield "</g>"


def _symbol(sex: str, x: float, y: float, look: str) -> str:
    if sex == "M":
        corner = f'x="{_n(x - _HALF)}" y="{_n(y - _HALF)}"'
        return f'<rect {look} {corner} width="{_n(SIZE)}" height="{_n(SIZE)}"/>'
    if sex == "F":
        return f'<circle {look} cx="{_n(x)}" cy="{_n(y)}" r="{_n(_HALF)}"/>'
    r = _HALF * 1.15
    points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    return f'<polygon {look} points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in points)}"/>'


def _wrapped(label: str) -> list[str]:
    """A label in at most two lines of about a dozen characters, broken at blanks where there are any."""
    words = label.split() or [""]
    lines = [""]
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _WORDS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    lines = [line if len(line) <= _WORDS else line[: _WORDS - 1] + "…" for line in lines]
    return lines if len(lines) <= 2 else [lines[0], lines[1][: _WORDS - 1] + "…"]


# Lines


class _Lines:
    """Couples and descent, on tracks of their own where they would lie upon each other."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.far, self.bars = tracks(layout)

    def draw(self) -> Iterator[str]:
        for couple, children in self.layout.couples.items():
            yield from self._couple(couple)
            yield from self._children(couple, children)

    def _shifts(self, couple: Couple) -> tuple[float, ...]:
        """One line, or two for relatives."""
        return (-2.5, 2.5) if self.layout.related(couple) else (0.0,)

    def _level(self, couple: Couple) -> float:
        """Height of the line between partners: through the symbols, or below those that stand between them."""
        lowest = max(_y(self.layout, name) for name in couple)
        if self.layout.beside(couple):
            return lowest
        if self._upper_lower(couple):
            return lowest + _SIDE
        return lowest + _HALF + 2 * _LINE + 8 + 7 * self.far[couple]

    def _upper_lower(self, couple: Couple) -> tuple[str, str] | None:
        """Partners of two rows, the upper one first; None where they share a row."""
        rows = [self.layout.row[name] for name in couple]
        if rows[0] == rows[1]:
            return None
        return couple if rows[0] < rows[1] else (couple[1], couple[0])

    def _leg(self, upper: str, lower: str) -> float:
        """Where the line between partners of two rows runs down: beside the lower one, at the freer side."""
        x, row = self.layout.x, self.layout.row
        others = [x[name] - x[lower] for name in x if row[name] == row[lower] and name != lower]
        right = min([gap for gap in others if gap > 0], default=9.0)
        left = min([-gap for gap in others if gap < 0], default=9.0)
        if right == left:
            return _x(self.layout, lower) + (28 if x[upper] >= x[lower] else -28)
        return _x(self.layout, lower) + (28 if right > left else -28)

    def _across(self, upper: str, lower: str, shift: float) -> str:
        """The line between partners of two rows: from the side of the upper one, or over the heads beside it."""
        x, y = _x(self.layout, upper), _y(self.layout, upper)
        leg, end = self._leg(upper, lower), (_x(self.layout, lower), _y(self.layout, lower) + _SIDE + shift)
        sign = 1 if leg > x else -1
        outer = leg + shift * (1 if (leg > x) == (leg > end[0]) else -1)
        blocked = any(
            min(x, leg) < _x(self.layout, name) + _HALF and _x(self.layout, name) - _HALF < max(x, leg)
            for name in self.layout.x
            if self.layout.row[name] == self.layout.row[upper] and name != upper
        )
        if not blocked:
            return _path((x, y + _SIDE - shift), (outer, y + _SIDE - shift), (outer, end[1]), end)
        start, top = x + sign * (_SIDE - shift), y - _HALF - 11 - shift
        return _path((start, y), (start, top), (outer, top), (outer, end[1]), end)

    def _descent(self, couple: Couple) -> float:
        """Where the line to the children leaves the partners' line."""
        levels = self._upper_lower(couple)
        if levels:
            return self._leg(*levels)
        middle = sum(_x(self.layout, name) for name in couple) / 2
        drops = [
            sum(_x(self.layout, c) for c in born) / len(born) for born in self._births(self.layout.couples[couple])
        ]
        if len(drops) == 1 and abs(drops[0] - middle) < 12 and self.layout.beside(couple):
            return drops[0]
        row = self.layout.row[couple[0]]
        taken = [
            _x(self.layout, child)
            for other, children in self.layout.couples.items()
            if other != couple
            for child in children
            if self.layout.row[child] > row >= min(self.layout.row[name] for name in other)
        ]
        shifts = (0.0, 8.0, -8.0, 14.0, -14.0)
        return middle + min(shifts, key=lambda shift: sum(abs(middle + shift - x) < 6 for x in taken))

    def _couple(self, couple: Couple) -> Iterator[str]:
        one, other = sorted(couple, key=lambda name: self.layout.x[name])
        a, b = _x(self.layout, one), _x(self.layout, other)
        levels = self._upper_lower(couple)
        level = self._level(couple)
        for shift in self._shifts(couple):
            if self.layout.beside(couple):
                yield _path((a, level + shift), (b, level + shift))
            elif levels:
                yield self._across(*levels, shift)
            else:
                left, right, low = a + 21 - shift, b - 21 + shift, level + shift
                side = _y(self.layout, one) + _SIDE - shift
                yield _path((a, side), (left, side), (left, low), (right, low), (right, side), (b, side))

    def _children(self, couple: Couple, children: tuple[str, ...]) -> Iterator[str]:
        middle = self._descent(couple)
        bottom = self._level(couple) + max(self._shifts(couple))
        bar = min(_y(self.layout, child) for child in children) - _HALF - 20 - 7 * self.bars[couple]
        drops: list[float] = []
        for group in self._births(children):
            at = sum(_x(self.layout, child) for child in group) / len(group)
            drops.append(at)
            ends = [(_x(self.layout, child), _y(self.layout, child) - _HALF) for child in group]
            for end in ends:
                yield _path((at, bar), end)
            if len(group) > 1:
                yield self._twin_bar(at, bar, ends)
        low, high = min(middle, *drops), max(middle, *drops)
        if high - low > 0.05:
            yield _path((low, bar), (high, bar))
        yield _path((middle, bottom), (middle, bar))

    def _births(self, children: tuple[str, ...]) -> Iterator[list[str]]:
        """Each child alone, identical twins together."""
        seen: set[str] = set()
        for child in children:
            twin = self.layout.pedigree.by_id[child].twin
            group = [c for c in children if c == child or (twin and self.layout.pedigree.by_id[c].twin == twin)]
            if child not in seen:
                seen.update(group)
                yield group

    def _twin_bar(self, at: float, bar: float, ends: list[tuple[float, float]]) -> str:
        """The bar between the legs of identical twins, halfway down."""
        left, right = min(ends), max(ends)
        y = (bar + min(left[1], right[1])) / 2
        legs = [at + (end[0] - at) * (y - bar) / (end[1] - bar) for end in (left, right)]
        return _path((legs[0], y), (legs[1], y))


def _path(*points: tuple[float, float]) -> str:
    line = " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return f'<path class="l" fill="none" stroke="{_INK}" stroke-width="1.6" d="M{line}"/>'


# Words


def _about(layout: Layout, marks: _Marks, name: str) -> str:
    person, words = layout.pedigree.by_id[name], marks.words
    sex = layout.pedigree.sex_of(name)
    parts = [marks.label(name), words[sex if sex in ("M", "F") else "?"]]
    if person.father is not None and person.mother is not None:
        parts.append(words["child"] % {"father": marks.label(person.father), "mother": marks.label(person.mother)})
    if person.twin is not None:
        others = [marks.label(p.id) for p in layout.pedigree.twin_sets[person.twin] if p.id != name]
        parts += [words["twin"] % {"others": ", ".join(others)}] if others else []
    parts += [words["missing"]] * (name in marks.missing)
    parts += [words["dead"]] * (name in marks.dead)
    parts += [words["typed"]] * (name in marks.typed)
    return ", ".join(parts)


def describe(layout: Layout, marks: _Marks) -> str:
    """The family in words: everybody from the top row down, and the couples that are related."""
    order = sorted(layout.x, key=lambda name: (layout.row[name], layout.x[name]))
    sentences = [_about(layout, marks, name) for name in order]
    for couple in layout.couples:
        if layout.related(couple):
            both = {"one": marks.label(couple[0]), "other": marks.label(couple[1])}
            sentences.append(marks.words["related"] % both)
    return ". ".join(sentences) + "." if sentences else marks.words["nobody"]


def _key(layout: Layout, marks: _Marks) -> Iterator[str]:
    for name in ("typed", "missing", "dead"):
        if getattr(marks, name) & layout.x.keys():
            yield marks.words[f"key {name}"]
    if any(layout.related(couple) for couple in layout.couples):
        yield marks.words["key related"]
    if any(len(twins) > 1 for twins in layout.pedigree.twin_sets.values()):
        yield marks.words["key twins"]
