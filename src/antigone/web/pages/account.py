"""The first page: how many dead, least to most, as of a day; the bodies; what is contested; what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from antigone.account.report import flow
from antigone.account.report.booked import booked
from antigone.account.report.content import Quantity, Report, Switch
from antigone.account.report.scale import nice_top
from antigone.web.desk import State
from antigone.web.here import Here
from antigone.web.names import Names
from antigone.web.settling import settling
from antigone.web.view import View

BODIES = (
    "bodies_received",
    "bodies_held",
    "bodies_stolen",
    "bodies_handed_over",
    "bodies_buried",
    "bodies_identified",
    "bodies_unidentified",
    "unaccounted",
)
NAMED, NO_OTHERS = "boards:identified@everywhere", "boards:no-others"
KINDS = {"bridge": "What joins bodies and people", "reading": "How words are read", "mapping": "How groups fit"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger of bodies: what, and how much of it is known.

    Attributes:
        unit: what is counted.
        quantity: None where nobody has spoken of it.
        spoken: True where people speak of it, though nothing follows for the number.
    """

    unit: str
    quantity: Quantity | None
    spoken: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One quantity in two accounts; None where one of them does not have it."""

    one: Quantity | None
    other: Quantity | None

    @property
    def shown(self) -> Quantity:
        """The one there is."""
        found = self.one or self.other
        assert found is not None
        return found

    @property
    def same(self) -> bool:
        """True where both ends agree."""
        return _ends(self.one) == _ends(self.other)


def page(here: Here) -> Response:
    """The account as of a day, under the choices in the address."""
    view = View.of(here.request.query_params)
    made = here.desk.account(view)
    names = Names(here.words, made)
    plain = here.desk.account(view.plain).report if not view.is_plain else None
    changed = [d for d in differences(plain, made.report) if not d.same] if plain else []
    return here.page(
        "account.html.j2",
        n=names,
        r=made.report,
        view=view,
        state=made.state,
        days=made.state.days,
        at=_slot(made.state.days, view.as_of),
        tops=tops(made.report),
        bodies=[_row(made.report, unit) for unit in BODIES],
        identified=_row(made.report, "identified").quantity,
        picture=Markup(flow.draw(made.report, names.setting)) if flow.is_told(made.report) else "",
        picture_words=flow.describe(made.report, names.setting),
        kinds=_by_kind(made.report, changed=set(view.on) | set(view.off)),
        changed=changed,
        switched=[s for s in made.report.assumptions if s.id in {*view.on, *view.off}],
        settle=settling(here, made),
        named=_named(made.state, view.as_of),
        booked=here.desk.table(f"booked:{view.as_of or ''}", lambda state: booked(state.register, view.as_of)),
    )


def compare(here: Here) -> Response:
    """Two days, or two readings, side by side."""
    query = here.request.query_params
    one, other = View.of(query), View.of(query, "2")
    left, right = here.desk.account(one), here.desk.account(other)
    found = differences(left.report, right.report)
    shared = tops(left.report)
    for unit, top in tops(right.report).items():
        shared[unit] = max(shared.get(unit, 1), top)
    return here.page(
        "compare.html.j2",
        n=Names(here.words, left),
        n2=Names(here.words, right),
        view=one,
        other=other,
        state=left.state,
        tops=shared,
        changed=[d for d in found if not d.same],
        same=[d for d in found if d.same],
    )


def tops(report: Report) -> dict[str, int]:
    """For each unit the end of its scale, so that bars of one unit can be compared by eye."""
    found: dict[str, int] = {}
    for q in report.quantities.values():
        ends = [v for v in (q.least, q.most, *(e for r in q.readings for e in (r.least, r.most))) if v is not None]
        found[q.unit] = max(found.get(q.unit, 1), *ends)
    return {unit: nice_top(most) for unit, most in found.items()}


def differences(one: Report, other: Report) -> list[Difference]:
    """Everything that either account bounds, the headline first."""
    left, right = _known(one), _known(other)
    keys = list(dict.fromkeys((*right, *left)))
    return [Difference(left.get(key), right.get(key)) for key in keys]


def _known(report: Report) -> dict[tuple[str, ...], Quantity]:
    told: Iterator[Quantity] = iter((*report.headline, *report.quantities.values()))
    found: dict[tuple[str, ...], Quantity] = {}
    for q in told:
        if q.is_known:
            found.setdefault((q.unit, q.place, q.group, q.scope), q)
    return found


def _ends(q: Quantity | None) -> tuple[int, int | None]:
    return (q.least, q.most) if q else (0, None)


def _row(report: Report, unit: str) -> Row:
    found = flow.widest(report, unit)
    spoken = any(said.claim.unit == unit for said in report.said.values())
    return Row(unit, found if found and found.is_known else None, spoken)


def _named(state: State, day: date | None) -> int | None:
    """How many have a name that a board established by a day; None where no board has decided anything."""
    found = [fact for fact in state.book.facts_on(day) if fact.id == NAMED or fact.id == NO_OTHERS]
    return max((fact.count.low for fact in found), default=None)


def _slot(days: tuple[str, ...], day: date | None) -> int:
    """The place of the slider: the last day on which something was said by then."""
    upto = [at for at, each in enumerate(days) if day is None or each <= day.isoformat()]
    return upto[-1] if upto else 0


def _by_kind(report: Report, changed: set[str]) -> list[dict[str, Any]]:
    """The switches, those that bear on bodies open, the others folded away unless one of them is switched."""
    kinds = dict.fromkeys((*KINDS, *(s.kind for s in report.assumptions)))
    grouped: dict[str, list[Switch]] = {kind: [s for s in report.assumptions if s.kind == kind] for kind in kinds}
    return [
        {
            "title": KINDS.get(kind, kind),
            "switches": found,
            "open": kind == "bridge" or any(s.id in changed for s in found),
        }
        for kind, found in grouped.items()
        if found
    ]
