"""One pair: what speaks against it, the DNA with the marker that favours it least, other evidence piece by piece."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from antigone.account.report.svg import drawing, element, text
from antigone.core.errors import AntigoneError, InputError, NotFoundError
from antigone.named import events as kinds
from antigone.named.comparison import MEANING
from antigone.named.events import draft
from antigone.named.evidence.combine import ASSUMPTIONS
from antigone.named.evidence.piece import span
from antigone.named.judge import compare as judged
from antigone.named.judge import latest_match, number
from antigone.web.here import Here
from antigone.web.pages.matching import run_of
from antigone.web.pages.person import LABELS
from antigone.web.pairs import pair_of
from antigone.web.seen import look, reading
from antigone.web.words import Words

PURPOSE = "matching"
WIDE, HIGH, LEFT = 360, 62, 96


@dataclass(frozen=True, slots=True)
class MarkerRatio:
    """One marker of a match.

    Attributes:
        name: of the marker.
        log10: of its ratio.
        worst: it favours the pair least.
    """

    name: str
    log10: float
    worst: bool


@dataclass(frozen=True, slots=True)
class Apart:
    """One piece of other evidence.

    Attributes:
        kind, log10_lr, model, source, contradiction: as in `evidence.piece.Piece`.
        am, pm: what was compared: of the person, of the remains.
        drawn: both intervals on one scale, where they are intervals.
    """

    kind: str
    log10_lr: str
    am: str
    pm: str
    model: str
    source: str
    contradiction: str
    drawn: Markup


def page(here: Here) -> Response:
    """The pair."""
    remains, person = _pair(here)
    book = here.desk.named()
    with reading(here) as desk:
        found = judged(desk, remains, person, here.user.name)
        match = latest_match(desk, remains, person)
    pair = pair_of(book, remains, person, match)
    asked = here.request.query_params.get("sealed") == "yes"
    pieces, markers, faults = _seen(
        here, pair.match.id if pair.match else "", f"{remains}/{person}" if pair.other else "", asked
    )
    return here.page(
        "pair.html.j2",
        state=here.desk.state(),
        book=book,
        pair=pair,
        found=found,
        meaning=MEANING[found.result],
        run=run_of(here, match.run) if match else None,
        pieces=pieces,
        markers=markers,
        faults=faults,
        asked=asked,
        labels=LABELS,
        assumptions=ASSUMPTIONS,
        kept=[c for c in book.comparisons.values() if c.remains == remains and book.whole(c.person) == person],
    )


def compare(here: Here) -> Response:
    """The comparison by the laboratory's rules is kept, for a board to see."""
    remains, person = _pair(here)
    with here.desk.at_work(here.user.name) as desk:
        desk.write([draft(kinds.COMPARED, judged(desk, remains, person, here.user.name))])
    return RedirectResponse(f"/matching/{remains}/{person}", 303)


def _pair(here: Here) -> tuple[str, str]:
    """Remains and person of the address.

    Raises:
        NotFoundError: one of them is not in the case.
    """
    book, code = here.desk.named(), here.request.path_params["person"].upper()
    if code not in book.persons:
        raise NotFoundError("Nobody here has that code.", "Look it up among the missing.")
    with reading(here) as desk:
        return desk.remains(here.request.path_params["remains"][:40]), book.whole(code)


def _seen(
    here: Here, match: str, evidence: str, asked: bool
) -> tuple[list[Apart], list[MarkerRatio], list[AntigoneError]]:
    """What is sealed of the pair, for those who may see it and ask: pieces of evidence, ratios marker by marker."""
    pieces: list[Apart] = []
    markers: list[MarkerRatio] = []
    faults: list[AntigoneError] = []
    if not asked:
        return pieces, markers, faults
    for id, what, may in ((evidence, "pieces", here.sees("description")), (match, "per_marker", here.sees("genetic"))):
        if not id or not may:
            continue
        try:
            value = look(here, [id], PURPOSE)[id].get(what, "")
            told = json.loads(str(value)) if isinstance(value, str) and value else None
        except AntigoneError as fault:
            faults.append(fault)
            continue
        if told is None:
            faults.append(NotFoundError(str(value) or "Nothing is sealed there."))
        elif what == "pieces":
            pieces = [_piece(each, here.words) for each in told]
        else:
            markers = by_marker(told)
    return pieces, markers, faults


def by_marker(told: Mapping[str, str]) -> list[MarkerRatio]:
    """Ratios marker by marker; those that favour the pair least are marked."""
    logs = {name: number(text_) for name, text_ in told.items()}
    least = min(logs.values(), default=0.0)
    return [MarkerRatio(name, log, log == least) for name, log in logs.items()]


def _piece(told: Mapping[str, Any], words: Words) -> Apart:
    plain = {
        name: str(told.get(name, "")) for name in ("kind", "log10_lr", "am", "pm", "model", "source", "contradiction")
    }
    return Apart(**plain, drawn=drawn(plain["kind"], plain["am"], plain["pm"], words))


def drawn(kind: str, am: str, pm: str, words: Words) -> Markup:
    """Two intervals on one scale; nothing for what is no interval."""
    if kind not in ("age", "stature"):
        return Markup()
    try:
        ours, theirs = span(am, kind), span(pm, kind)
    except InputError:
        return Markup()
    low, high = min(*ours, *theirs), max(*ours, *theirs)
    pad = max((high - low) * 0.08, 1.0)
    low, high = low - pad, high + pad

    def x(value: float) -> float:
        return LEFT + (value - low) / (high - low) * (WIDE - LEFT - 8)

    parts = []
    for at, (title, (a, b), plain) in enumerate(((words("person"), ours, am), (words("remains"), theirs, pm))):
        y = 6 + at * 28
        parts.append(text(0, y + 13, title, "small"))
        parts.append(element("rect", x=x(a), y=y, width=max(x(b) - x(a), 3), height=14, class_="bar-band"))
        parts.append(text(min(x(a), WIDE - 60), y + 26, plain, "carried"))
    label = f"{words(LABELS[kind])}: {words('person')} {am}, {words('remains')} {pm}"
    return Markup(drawing(WIDE, HIGH + 6, "".join(parts), label, "intervals", natural=True))
