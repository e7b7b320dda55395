"""What a person was and what remains show, as two intervals on one scale."""

from __future__ import annotations

from markupsafe import Markup

from antigone.account.report.svg import drawing, element, text
from antigone.core.errors import InputError
from antigone.named.evidence.piece import span
from antigone.web.words import Words

DRAWN = ("age", "stature")
WIDE, HIGH, LEFT, ROW, BAND = 320, 62, 84, 30, 12


def intervals(kind: str, am: str | None, pm: str | None, words: Words) -> Markup:
    """Two intervals drawn; nothing for what is sealed, or is no interval.

    Args:
        kind: of evidence; am, pm: of the person and of the remains, as `25-35`.
    """
    if kind not in DRAWN or not am or not pm:
        return Markup()
    try:
        ours, theirs = span(am, kind), span(pm, kind)
    except InputError:
        return Markup()
    low, high = min(*ours, *theirs), max(*ours, *theirs)
    pad = max((high - low) * 0.08, 1.0)
    scale = (WIDE - LEFT - 8) / (high - low + 2 * pad)
    parts = []
    for at, (title, ends, plain) in enumerate(((words("person"), ours, am), (words("remains"), theirs, pm))):
        x, y = LEFT + (ends[0] - low + pad) * scale, 4 + at * ROW
        parts.append(text(0, y + BAND, title, "carried"))
        parts.append(
            element("rect", x=x, y=y, width=max((ends[1] - ends[0]) * scale, 3), height=BAND, class_="bar-band")
        )
        parts.append(text(min(x, WIDE - 60), y + BAND + 12, plain, "carried"))
    label = f"{words('person')}: {am}; {words('remains')}: {pm}"
    return Markup(drawing(WIDE, HIGH, "".join(parts), label, "intervals", natural=True))
