"""Where the bodies went: from where they fell to morgues, out of them, and into the ground, widths as intervals.

A band's solid core is as wide as the least that is known; its light border reaches to the most, and fades where
nothing bounds it. A dashed line is a way on which something went, or may have gone, and nobody has said how much.
"""

from __future__ import annotations

from dataclasses import dataclass

from antigone.account.report.content import Quantity, Report
from antigone.account.report.svg import PAGE, Setting, drawing, element, link, text, title
from antigone.account.report.words import bounds_words, unit_phrase

WIDTH = 780
BOX, FROM, MIDDLE, TO = 138, 1, 258, 580
CORE, GAP, HEAD, END = 120.0, 20.0, 8.0, 46.0
# (from, unit, to): the ways a body can go, in the order they are drawn
WAYS = (
    ("Where they fell", "bodies_received", "Morgues"),
    ("Where they fell", "bodies_removed_from_scene", "Never in a morgue"),
    ("Morgues", "bodies_stolen", "Taken away"),
    ("Morgues", "bodies_handed_over", "To families"),
    ("Morgues", "bodies_buried", "Buried"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way: from, to, and what is known of how many went."""

    start: str
    unit: str
    end: str
    quantity: Quantity | None

    def told(self, setting: Setting = PAGE) -> str:
        """`41`, `at least 225`, `no number` where people speak of it, `not said` where nobody does."""
        if self.quantity is None:
            return setting.say("not said")
        if not self.quantity.is_known:
            return setting.say("no number" if self.quantity.claims else "not known")
        return (setting.bounds or bounds_words)(self.quantity.least, self.quantity.most)


def ways(report: Report) -> list[Way]:
    """All ways, with the widest quantity that the account has for each."""
    return [Way(start, unit, end, widest(report, unit)) for start, unit, end in WAYS]


def widest(report: Report, unit: str) -> Quantity | None:
    """Of a unit the quantity of the headline, else of those that concern everybody the one that reaches furthest."""
    first = next((q for q in report.headline if q.unit == unit and not q.who), None)
    if first and first.is_known:
        return first
    found = [q for q in report.quantities.values() if q.unit == unit and not q.who]
    found = found or [q for q in report.quantities.values() if q.unit == unit]
    return max(found, key=lambda q: (q.is_known, q.least, bool(q.claims)), default=None)


def is_told(report: Report) -> bool:
    """True where anything at all is known of bodies on their way."""
    return any(way.quantity for way in ways(report))


def draw(report: Report, setting: Setting = PAGE) -> str:
    """The picture as SVG: three columns, and the graves below the last, with a dashed way from those taken away."""
    told = ways(report)
    top = max([q.most or q.least for q in (way.quantity for way in told) if q] + [1])
    brought, aside, *out = told
    ends = [max(_height(way, top), END) for way in out]
    morgue = max(_height(brought, top), sum(_height(way, top) + GAP for way in out) - GAP) + 8
    never = HEAD + max(sum(end + GAP for end in ends), morgue + GAP)
    scene = never + 30 - HEAD
    say = setting.say
    parts = [_box(FROM, HEAD, scene, say(brought.start), ""), _box(TO, never, END, say(aside.end), "")]
    parts.append(_box(MIDDLE, HEAD, morgue, say(brought.end), _stock(report, "bodies_held", setting)))
    parts.append(_band((FROM + BOX, HEAD + 4, MIDDLE, HEAD + 4), brought, top, setting))
    parts.append(_band((FROM + BOX, never + 12, TO, never + 12), aside, top, setting))
    start, into = HEAD + 4, HEAD
    for way, end in zip(out, ends, strict=True):
        down = into + (4 if way.quantity and way.quantity.is_known else end / 2 - 4)
        parts.append(_band((MIDDLE + BOX, start, TO, down), way, top, setting))
        parts.append(_box(TO, into, end, say(way.end), ""))
        start += _height(way, top) + GAP
        into += end + GAP
    graves = never + END + GAP * 1.6
    parts.append(_graves(report, graves, HEAD + ends[0] / 2, setting))
    label = f"{say('Where the bodies went')}: {describe(report, setting)}"
    return drawing(WIDTH, int(graves + 62), "".join(parts), label, "flow")


def describe(report: Report, setting: Setting = PAGE) -> str:
    """The picture in words, for those who cannot see it."""
    say = setting.say
    said = [f"{say(unit_phrase(way.unit))}: {way.told(setting)}" for way in ways(report)]
    for unit in ("bodies_held", "graves_found", "bodies_exhumed"):
        quantity = widest(report, unit)
        said.append(f"{say(unit_phrase(unit))}: {Way('', unit, '', quantity).told(setting)}")
    return "; ".join(said) + "."


def _height(way: Way, top: int) -> float:
    """How high a band is drawn: by its least, and at least a hair; by its most, where that is known."""
    if way.quantity is None or not way.quantity.is_known:
        return 12.0
    reach = way.quantity.most if way.quantity.most is not None else way.quantity.least
    return max(round(CORE * reach / top, 1), 12.0)


def _band(ends: tuple[float, float, float, float], way: Way, top: int, setting: Setting) -> str:
    """One band from (x1, y1) to (x2, y2), measured at its upper edge."""
    x1, y1, x2, y2 = ends
    quantity = way.quantity
    middle = (x1 + x2) / 2
    label = f"{setting.say(unit_phrase(way.unit))}: {way.told(setting)}"
    if quantity is None or not quantity.is_known:
        path = f"M{x1} {y1 + 4} C{middle} {y1 + 4} {middle} {y2 + 4} {x2} {y2 + 4}"
        shape = element("path", d=path, class_="way-unknown")
        height = 8.0
    else:
        core = max(round(CORE * quantity.least / top, 1), 1.5) if quantity.least else 0.0
        reach = quantity.most if quantity.most is not None else None
        height = core if reach is None else max(round(CORE * reach / top, 1), core)
        soft = 14.0 if reach is None else height - core
        shape = _ribbon(x1, y1 + core, x2, y2 + core, soft, "way-fade" if reach is None else "way-soft") if soft else ""
        shape += _ribbon(x1, y1, x2, y2, core, "way-core") if core else ""
    at, down = round(x2 - 10, 1), y2 + height / 2
    known = quantity is not None and quantity.is_known
    broad = height >= 30
    words = text(at, round(down - (2 if broad else (-5 if known else 12)), 1), way.told(setting), "way-number", "end")
    short = setting.say(_short_name(way.unit))
    name = text(at, round(down + (14 if broad else 28), 1), short, "way-name", "end") if known else ""
    drawn = element("g", title(label) + shape + words + name)
    return link(setting.href(quantity), drawn, label) if quantity else drawn


def _short_name(unit: str) -> str:
    return unit_phrase(unit).removeprefix("bodies ")


def _ribbon(x1: float, y1: float, x2: float, y2: float, height: float, class_: str) -> str:
    middle = (x1 + x2) / 2
    upper = f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"
    lower = f"L{x2} {y2 + height} C{middle} {y2 + height} {middle} {y1 + height} {x1} {y1 + height} Z"
    return element("path", d=f"{upper} {lower}", class_=class_)


def _box(x: float, y: float, height: float, name: str, below: str) -> str:
    box = element("rect", x=x, y=round(y, 1), width=BOX, height=max(round(height, 1), 24), class_="place")
    words = text(x + BOX / 2, round(y + max(height, 24) / 2 + (0 if below else 5), 1), name, "place-name", "middle")
    more = text(x + BOX / 2, round(y + height / 2 + 17, 1), below, "place-stock", "middle") if below else ""
    return box + words + more


def _stock(report: Report, unit: str, setting: Setting) -> str:
    quantity = widest(report, unit)
    known = quantity is not None and quantity.is_known
    return (
        f"{setting.say('in them')}: {Way('', unit, '', quantity).told(setting) if known else setting.say('not known')}"
    )


def _graves(report: Report, y: float, taken: float, setting: Setting) -> str:
    """The graves, and the dashed way to them from those taken away: nobody has said which bodies lie there."""
    found, bodies = widest(report, "graves_found"), widest(report, "bodies_exhumed")
    words = f"{setting.say('Graves')}: {Way('', 'graves_found', '', found).told(setting)}"
    inside = f"{setting.say('bodies taken up')}: {Way('', 'bodies_exhumed', '', bodies).told(setting)}"
    right, x = TO + BOX, TO - 40
    curve = f"M{right} {taken} C{right + 56} {taken} {right + 56} {y + 27} {right} {y + 27}"
    box = element("rect", x=x, y=round(y, 1), width=BOX + 40, height=54, class_="place")
    told = text(x + BOX / 2 + 20, round(y + 23, 1), words, "place-name", "middle")
    more = text(x + BOX / 2 + 20, round(y + 42, 1), inside, "place-stock", "middle")
    drawn = element("path", d=curve, class_="way-unknown") + box + told + more
    return link(setting.href(found), drawn, f"{words}; {inside}") if found else drawn
