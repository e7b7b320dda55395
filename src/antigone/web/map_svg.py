"""The map as a drawing made on the server: it needs no script, prints, and is read aloud from the lists beside it.

Equidistant cylindrical projection, true along the parallel in the middle of the frame: at the size of a country the
error is less than the width of a line; it is for orientation, not for measuring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from antigone.account.report.svg import element, link, text
from antigone.web.atlas import Moved, Spotted
from antigone.web.base_map import BaseMap, Box, Line, clipped, within

WIDE, HIGH = 860.0, 480.0
LEAST_SPAN = 0.06  # degrees from south to north: about 7 km
METRES_PER_DEGREE = 111_320.0
LETTER = 7.3  # width of a letter of a name, at most


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the world is drawn.

    Attributes:
        box: in degrees; scale: points per degree from south to north.
    """

    box: Box
    scale: float

    @classmethod
    def around(cls, spots: Sequence[Spotted], span: float = LEAST_SPAN) -> Frame:
        """All of them with room to spare, in the shape of the drawing; `span` degrees high at least."""
        west, east = min(s.lon for s in spots), max(s.lon for s in spots)
        south, north = min(s.lat for s in spots), max(s.lat for s in spots)
        middle, squeeze = (south + north) / 2, cos(radians((south + north) / 2)) or 1e-6
        widest = max((s.radius_m for s in spots), default=0) / METRES_PER_DEGREE
        high = max((north - south) * 1.5 + 2 * widest, span)
        wide = (east - west) * squeeze * 1.35 + 2 * widest
        scale = min(HIGH / high, WIDE / max(wide, LEAST_SPAN))
        half_wide, half_high = WIDE / scale / squeeze / 2, HIGH / scale / 2
        centre = (west + east) / 2
        return cls((centre - half_wide, middle - half_high, centre + half_wide, middle + half_high), scale)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position lies on the drawing."""
        west, south, east, north = self.box
        return round((lon - west) / (east - west) * WIDE, 1), round((north - lat) / (north - south) * HIGH, 1)

    def shows(self, spot: Spotted) -> bool:
        """True for a place that lies in it."""
        west, south, east, north = self.box
        return west <= spot.lon <= east and south <= spot.lat <= north

    def points(self, metres: float) -> float:
        """A distance on the drawing."""
        return metres / METRES_PER_DEGREE * self.scale


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a map in the reader's language.

    Attributes:
        name: of a place by id; below: a short line under the name, or nothing.
        href: where a place leads.
        moved: a movement in words; title: what the drawing shows.
        distance: a length in metres, in words.
    """

    name: Callable[[str], str]
    below: Callable[[str], str]
    href: Callable[[str], str]
    moved: Callable[[Moved], str]
    title: str
    distance: Callable[[int], str]


def draw(
    spots: Sequence[Spotted], moved: Iterable[Moved], base: BaseMap, told: Told, frame: Frame | None = None
) -> str:
    """The map of these places, or of those that lie in a frame; without any, nothing."""
    spots = [spot for spot in spots if frame is None or frame.shows(spot)]
    if not spots:
        return ""
    frame = frame or Frame.around(spots)
    at = {spot.id: frame.at(spot.lon, spot.lat) for spot in spots}
    layers = [
        _ground(frame, base),
        *(_circle(spot, at[spot.id], frame) for spot in spots),
        *_arrows(moved, at, told),
        *_marks(spots, at, told),
        _scale_bar(frame, told),
    ]
    attributes = {"viewBox": f"0 0 {WIDE:.0f} {HIGH:.0f}", "class_": "map", "role": "group", "aria_label": told.title}
    return element("svg", "".join(layers), **attributes)


def _ground(frame: Frame, base: BaseMap) -> str:
    rings = [ring for each in base.rings if (ring := within(each, frame.box))]
    borders = [run for line in base.borders for run in clipped(line, frame.box)]
    land = element("path", class_="land", d=" ".join(_path(ring, frame) + "Z" for ring in rings) or "M0 0")
    lines = element("path", class_="border", d=" ".join(_path(run, frame) for run in borders) or "M0 0")
    return element("rect", class_="sea", width=WIDE, height=HIGH) + land + lines


def _path(line: Line, frame: Frame) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (frame.at(*point) for point in line))


def _circle(spot: Spotted, at: tuple[float, float], frame: Frame) -> str:
    radius = frame.points(spot.radius_m)
    return element("circle", class_="within", cx=at[0], cy=at[1], r=f"{radius:.1f}") if radius > 5 else ""


def _arrows(moved: Iterable[Moved], at: Mapping[str, tuple[float, float]], told: Told) -> Iterable[str]:
    """A curve for each movement between two places of the map, wider for more, bent to one side by direction."""
    shown = [m for m in moved if m.source in at and m.target in at]
    most = max((m.numbered + m.by_word for m in shown), default=1)
    for each in shown:
        (x1, y1), (x2, y2) = at[each.source], at[each.target]
        length = hypot(x2 - x1, y2 - y1)
        if length < 12:
            continue
        bend = (x1 + x2) / 2 - (y2 - y1) * 0.16, (y1 + y2) / 2 + (x2 - x1) * 0.16
        wide = 1.2 + 5 * (each.numbered + each.by_word) / most
        end = x2 - (x2 - bend[0]) * 9 / length, y2 - (y2 - bend[1]) * 9 / length
        curve = f"M{x1:g} {y1:g}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        title = element("title", _escaped(told.moved(each)))
        dashed = "by-word" if not each.numbered else None
        way = element("path", title, class_=f"way {dashed or ''}".strip(), d=curve, stroke_width=f"{wide:.1f}")
        yield way + _head(bend, end, wide)


def _head(bend: tuple[float, float], end: tuple[float, float], wide: float) -> str:
    """The point of an arrow."""
    dx, dy = end[0] - bend[0], end[1] - bend[1]
    length = hypot(dx, dy) or 1.0
    ux, uy, size = dx / length, dy / length, 5 + wide
    left = end[0] - ux * size - uy * size * 0.6, end[1] - uy * size + ux * size * 0.6
    right = end[0] - ux * size + uy * size * 0.6, end[1] - uy * size - ux * size * 0.6
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in (end, left, right))
    return element("polygon", class_="head", points=corners)


def _marks(spots: Sequence[Spotted], at: Mapping[str, tuple[float, float]], told: Told) -> Iterable[str]:
    """A dot and a name for each place; a name that has no room is left to the dot's title and the list."""
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in at.values()]
    for spot in spots:
        x, y = at[spot.id]
        name, below = told.name(spot.id), told.below(spot.id)
        shape = element("rect", x=x - 5, y=y - 5, width=10, height=10, class_="site") if spot.is_site else ""
        dot = shape or element("circle", cx=x, cy=y, r=4.5, class_="town")
        label = _label(x, y, name, below, taken)
        content = dot + label + element("title", _escaped(f"{name}. {below}" if below else name))
        yield link(told.href(spot.id), content, f"{name}. {below}" if below else name)


def _label(x: float, y: float, name: str, below: str, taken: list[Box]) -> str:
    """The name at the first of four sides where there is room."""
    wide, high = LETTER * max(len(name), len(below)), 32.0 if below else 16.0
    for left, top, anchor, edge in (
        (x + 10, y - 10, "start", x + 10),
        (x - 10 - wide, y - 10, "end", x - 10),
        (x - wide / 2, y - 12 - high, "middle", x),
        (x - wide / 2, y + 10, "middle", x),
    ):
        box = (left, top, left + wide, top + high)
        inside = left > 2 and box[2] < WIDE - 2 and top > 2 and box[3] < HIGH - 26
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            first = text(edge, top + 13, name, "place-name", anchor)
            return first + (text(edge, top + 29, below, "place-below", anchor) if below else "")
    return ""


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale_bar(frame: Frame, told: Told) -> str:
    """A round length of about a fifth of the width."""
    aim = WIDE / 5 / frame.scale * METRES_PER_DEGREE
    power = 10 ** (len(str(int(max(aim, 1)))) - 1)
    metres = max(n * power for n in (1, 2, 5) if n * power <= max(aim, 1))
    wide = frame.points(metres)
    line = element("path", class_="scale", d=f"M14 {HIGH - 18:g}v6h{wide:.1f}v-6")
    return line + text(20 + wide, HIGH - 10, told.distance(int(metres)), "place-below")


def _escaped(words: str) -> str:
    from html import escape

    return escape(words)
