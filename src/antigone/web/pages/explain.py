"""Why a number is what it is: its arithmetic, the statements with their words, the assumptions; in a panel or alone."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from antigone.account.report.compose import quantity
from antigone.account.report.content import Clash, Quantity, Report, Switch
from antigone.core.errors import NotFoundError, UsageError
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.web.desk import Made
from antigone.web.here import Here
from antigone.web.names import Names
from antigone.web.pages.account import tops
from antigone.web.view import View


def page(here: Here) -> Response:
    """The explanation of a quantity, contradiction, assumption or statement of the account."""
    id = here.request.query_params.get("id", "").lstrip()  # `killed @ `: of no place
    view = _on_its_day(View.of(here.request.query_params), id)
    made = here.desk.account(view)
    q = _quantity(here, made, id)
    clash = _clash(made.report, id)
    switch = _switch(made.report, id)
    said = made.report.said.get(id)
    if id in made.account.left_out:
        late = here.words("%(id)s is later than this day, or undated, and left out.", id=id)
        raise NotFoundError(late, here.words("Open it for a later day."))
    if not (q or clash or switch or said):
        raise NotFoundError(
            told("Nothing in this account has the id '{id}'.", id=id[:80]), "Open a number from the account."
        )
    return here.page(
        "explain.html.j2",
        n=Names(here.words, made),
        r=made.report,
        id=id,
        q=q,
        clash=clash,
        switch=switch,
        said=said,
        tops=tops(made.report),
        view=view,
        state=made.state,
        account=made.account,
    )


def _on_its_day(view: View, id: str) -> View:
    """The name of a quantity carries its day: `killed @ almaty as of 2022-01-16`."""
    day = id.rpartition(" as of ")[2].strip() if "@" in id and " as of " in id else ""
    return replace(view, as_of=PartialDate.parse(day).last) if day and view.as_of is None else view


def _quantity(here: Here, made: Made, id: str) -> Quantity | None:
    """A listed quantity, or one that is worked out now because it was asked for."""
    if id in made.report.quantities or "@" not in id:
        return made.report.quantities.get(id)
    try:
        asked = here.desk.bounds(made.view, id)
    except UsageError as fault:
        raise NotFoundError(fault.message, fault.do) from None
    return quantity(asked, made.state.book)


def _clash(report: Report, id: str) -> Clash | None:
    return next((each for each in report.clashes if each.id == id), None)


def _switch(report: Report, id: str) -> Switch | None:
    return next((each for each in report.assumptions if each.id == id), None)
