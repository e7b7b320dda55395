"""Bodies unaccounted for, one by one: taken or lost, with the reason that was noted or the lack of one."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.responses import Response

from antigone.account.report.booked import TAKEN
from antigone.found.custody import UnaccountedReason
from antigone.found.outstanding import Outstanding, outstanding
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.web.here import Here
from antigone.web.pages.remains import path_of
from antigone.web.view import View

A_PAGE = 60
NONE = "none"
"""Asks for those of whom nobody gave a reason yet."""


def page(here: Here) -> Response:
    """Those of one reason, or all, by the end of a day, a page at a time; a reason that nobody has asks for all."""
    query, view = here.request.query_params, View.of(here.request.query_params)
    state = here.desk.state()
    day = view.as_of or state.register.last
    every = here.desk.table(f"unaccounted:{view.as_of or ''}", lambda now: bodies(now.register, view.as_of))
    reason = query.get("reason", "")
    reason = reason if reason in set(map(_reason, every)) else ""
    found = [each for each in every if reason in ("", _reason(each))]
    asked = query.get("page", "1")
    at = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1

    def address(**changes: object) -> str:
        told: dict[str, object] = {"reason": reason, "as_of": view.as_of or "", "page": at, **changes}
        return "/remains/unaccounted?" + urlencode({name: value for name, value in told.items() if value != ""})

    return here.page(
        "unaccounted.html.j2",
        state=state,
        day=day,
        reason=reason,
        reasons=[(id, sum(each.count for each in every if _reason(each) == id)) for id in _reasons()],
        found=found[(at - 1) * A_PAGE : at * A_PAGE],
        total=sum(each.count for each in found),
        things=state.register.remains,
        at=at,
        last_page=max(-(-len(found) // A_PAGE), 1),
        address=address,
        to_thing=path_of,
    )


def bodies(register: Register, as_of: date | None) -> list[Outstanding]:
    """As `found.outstanding` has them, bodies alone: those that `account.report.booked` counts by reason."""
    words = {row.event for row in register.ledger.variances if row.counted is Counted.BODIES and row.type in TAKEN}
    return [
        each
        for each in outstanding(register, as_of or register.last)
        if each.subject in words or register.counted(each.subject) is Counted.BODIES
    ]


def _reasons() -> list[str]:
    return [*(each.value for each in UnaccountedReason), NONE]


def _reason(each: Outstanding) -> str:
    return each.reason.value if each.reason else NONE
