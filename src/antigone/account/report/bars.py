"""An interval drawn as an interval: a band from where it begins to where it ends, fading where nothing ends it."""

from __future__ import annotations

from antigone.account.report.scale import Scale
from antigone.account.report.svg import drawing, element

WIDTH, HEIGHT, ROOM = 240, 16, 14


def interval_bar(least: int, most: int | None, top: int, words: str, gradient: str = "fade-right") -> str:
    """A bar on the scale 0 to `top`; never a point between the ends.

    words: what it says, read aloud; `gradient` is the id of the page's own fading gradient.
    """
    scale = Scale(top, 1, WIDTH - ROOM)
    left, middle = scale.at(least), HEIGHT / 2
    base = element("line", x1=scale.start, y1=middle, x2=WIDTH - 1, y2=middle, class_="bar-base")
    zero = element("line", x1=scale.start, y1=4, x2=scale.start, y2=HEIGHT - 4, class_="bar-base")
    if most is None:
        band = element(
            "rect", x=left, y=4, width=round(WIDTH - left - 1, 1), height=HEIGHT - 8, fill=f"url(#{gradient})"
        )
    else:
        width = max(round(scale.at(most) - left, 1), 0)
        band = element("rect", x=left, y=4, width=width, height=HEIGHT - 8, class_="bar-band") if width else ""
    ends = element("line", x1=left, y1=1, x2=left, y2=HEIGHT - 1, class_="bar-end")
    if most is not None:
        right = scale.at(most)
        ends += element("line", x1=right, y1=1, x2=right, y2=HEIGHT - 1, class_="bar-end")
    return drawing(WIDTH, HEIGHT, base + zero + band + ends, words, "bar")
