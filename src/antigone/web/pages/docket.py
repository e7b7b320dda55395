"""The docket of a pair: contradictions first, each kind of evidence apart, every version of the figures, the family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import UsageError
from antigone.core.told import listed_plainly, row
from antigone.named import events as kinds
from antigone.named.desk import Desk
from antigone.named.docket import Docket, docket, markers
from antigone.named.events import draft
from antigone.named.judge import compare, number
from antigone.named.motion import Laid
from antigone.record.sealed import Erased
from antigone.web.forms import once
from antigone.web.here import Here
from antigone.web.interval_svg import intervals
from antigone.web.pages.board_words import to_person, to_remains
from antigone.web.register_words import STATES
from antigone.web.seen import look, reading, recipient

PURPOSE = "docket of the board"
A_FEW = 12
SMALLEST = 1e-6
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a docket is unsealed for whoever reads it.

    Attributes:
        name: of the person; empty while it is sealed, or where there is none.
        markers: of the match, with log10 LR, the least favourable first.
        refused: why something stays sealed though it was asked for.
        gone: what was erased.
        opened: True where it was asked for.
    """

    name: str = ""
    markers: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    gone: tuple[str, ...] = ()
    opened: bool = False


def page(here: Here) -> Response:
    """One pair, as the address names it."""
    query = here.request.query_params
    with reading(here) as desk:
        made = docket(desk, query.get("remains", ""), query.get("person", ""))
        sealed = _sealed(here, made)
        unseen = desk.unseen(sealed, recipient(here), PURPOSE)
        refused = _refused(desk, sealed, recipient(here))
    seen = [id for id in sealed if id not in unseen and id not in refused]
    made, shown = (
        _opened(here, made, seen, listed_plainly(refused.values(), " "))
        if seen and query.get("open") == "yes"
        else (made, Shown())
    )
    return here.page("docket.html.j2", 200, **filled(here, made, shown))


def filled(here: Here, made: Docket, shown: Shown) -> dict[str, Any]:
    """What the template of a docket needs."""
    state = here.desk.state()
    parts = state.register.children(made.remains)
    thing = state.register.remains.get(made.remains)
    joined = [a for a in state.register.associations.values() if made.remains in (a.one, a.other)]
    return {
        "state": state,
        "d": made,
        "shown": shown,
        "thing": thing,
        "lies": _lies(here, made.remains),
        "open": [at for at in made.motions if _about(at, made)],
        "parts": parts[:A_FEW],
        "more_parts": max(len(parts) - A_FEW, 0),
        "joined": joined[:A_FEW],
        "rivals": made.rivals[:A_FEW],
        "more_rivals": max(len(made.rivals) - A_FEW, 0),
        "compared": next((c for c in made.kept if _same(c, made.verdict)), None),
        "to_remains": to_remains,
        "to_person": to_person,
        "likelier": lambda text: likelier(here, text),
        "posterior": lambda text: posterior(here, text),
        "can_open": bool(_sealed(here, made)),
        "address": address,
        "intervals": lambda item: intervals(item.kind, item.am, item.pm, here.words),
    }


def _lies(here: Here, unit: str) -> str:
    """Where the remains are by the book, in words."""
    spot = here.desk.register().spot(unit)
    if spot is None:
        return here.words("booked nowhere")
    if spot.sink is not None:
        return here.words(STATES[spot.sink.value])
    return here.desk.register().place_name(spot.place) or here.words("a place not named")


def _about(at: Laid, made: Docket) -> bool:
    """True for a motion about this very pair."""
    proposed = at.motion.decision or at.motion.exclusion
    return proposed is not None and made.remains in proposed.remains and made.person in proposed.persons


def _same(kept: object, now: object) -> bool:
    """True where a comparison that was kept says what the rules say today."""
    return all(
        getattr(kept, name) == getattr(now, name)
        for name in ("contradictions", "result", "matches", "log10_lr", "posterior", "other_log10_lr", "rules")
    )


def address(remains: str, person: str, **more: str) -> str:
    """The address of a pair's docket."""
    return "/board/pair?" + urlencode({"remains": remains, "person": person, **more})


def posterior(here: Here, text: str) -> str:
    """A posterior probability to six places; what lies nearer to 0 or 1 than that is never written as either."""
    value = float(text)
    if value > 1 - SMALLEST:
        return here.words("more than %(p)s", p=f"{1 - SMALLEST:.6f}")
    if value < SMALLEST:
        return here.words("less than %(p)s", p=f"{SMALLEST:.6f}")
    return f"{value:.6f}"


def likelier(here: Here, log10_lr: str) -> str:
    """`4,200,000`: how many times likelier the evidence is if it is one person; `1/40` where it speaks against it."""
    value = number(log10_lr)
    if value == float("-inf"):
        return "0"
    if abs(value) > 15:
        return "10" + f"{value:.0f}".translate(RAISED)
    times = 10 ** abs(value)
    told = here.words.number(_rounded(times)) if times >= 10 else f"{times:.1f}"
    return told if value >= 0 else f"1/{told}"


def _rounded(x: float) -> int:
    """To two figures, as nobody reads more of a likelihood ratio."""
    size = 10 ** max(len(str(int(x))) - 2, 0)
    return int(round(x / size) * size)


def _sealed(here: Here, made: Docket) -> list[str]:
    """What can be unsealed for this role: the name, the pieces of other evidence, the markers."""
    book = here.desk.named()
    reports = [r.id for r in reversed(book.reports_of(made.person))]
    name = next((r for r in reports if "name" in {s.field for s in book.put_down[r].sealed}), "")
    pieces = made.weighed.id if made.weighed else ""
    things = {"names": name, "description": pieces, "genetic": made.match.id if made.match else ""}
    return [id for what, id in things.items() if id and here.sees(what)]


def _refused(desk: Desk, ids: list[str], to: str) -> dict[str, str]:
    """Why some of these stay sealed: who gave them has not agreed."""
    refused: dict[str, str] = {}
    for id in ids:
        try:
            desk.check_consent(id, to)
        except UsageError as fault:
            refused[id] = row(fault.message, " ", fault.do)
    return refused


def _opened(here: Here, made: Docket, seen: list[str], refused: str) -> tuple[Docket, Shown]:
    """The docket with the values of what this person has opened today."""
    name, gone = "", list[str]()
    found: tuple[tuple[str, str], ...] = ()
    for values in look(here, seen, PURPOSE).values():
        gone += [str(value) for value in values.values() if isinstance(value, Erased)]
        name = name or str(values.get("name") or "")
        made = made.opened(values.get("pieces"))
        found = found or tuple(markers(values))
    return made, Shown(name, found, refused, tuple(dict.fromkeys(gone)), opened=True)


def unseal(here: Here) -> Response:
    """Write down that this person looks, then show the docket with its values."""
    remains, person = here.form.get("remains", ""), here.form.get("person", "")
    with reading(here) as desk:
        made = docket(desk, remains, person)
        sealed = _sealed(here, made)
        refused = _refused(desk, sealed, recipient(here))  # without consent: the page says so
    look(here, [id for id in sealed if id not in refused], PURPOSE)
    return RedirectResponse(address(made.remains, made.person, open="yes"), 303)


def keep(here: Here) -> Response:
    """Keep what the laboratory's rules say of the pair today, as a comparison."""
    return RedirectResponse(once(here, lambda: _kept(here)), 303)


def _kept(here: Here) -> str:
    """Write the comparison; where to go on."""
    remains, person = here.form.get("remains", ""), here.form.get("person", "")
    with here.desk.at_work(here.user.name) as desk:
        made = compare(desk, desk.remains(remains), person, here.user.name or desk.case.by)
        desk.write([draft(kinds.COMPARED, made)])
    return address(made.remains, made.person)
