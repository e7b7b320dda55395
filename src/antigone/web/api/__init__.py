"""The same things as JSON, for other programs. Described at `/api/openapi.json`."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from antigone.account.report.content import Said
from antigone.account.report.words import chain_words
from antigone.core.errors import NotFoundError, UsageError
from antigone.record.case import Case
from antigone.record.verify import verify_path
from antigone.web.api.describe import describe
from antigone.web.api.lists import whole
from antigone.web.here import Here
from antigone.web.names import Names
from antigone.web.pages import record as events
from antigone.web.pages.statements import A_PAGE, Filter, origin_of, select
from antigone.web.view import View

MOST_A_PAGE = 1000


def description(here: Here) -> Response:
    """The OpenAPI document."""
    return here.json(describe())


def account(here: Here) -> Response:
    """The whole account."""
    made = here.desk.account(View.of(here.request.query_params))
    return here.json({"case": made.state.name, "head": made.state.head, **made.account.as_json()})


def bounds(here: Here) -> Response:
    """The bounds of one thing: `UNIT @ PLACE [/ GROUP] [as of DATE]`."""
    view = View.of(here.request.query_params)
    asked = here.request.query_params.get("q", "")
    if not asked:
        raise UsageError("Nothing is asked.", "Give q=UNIT @ PLACE, such as q=killed @ almaty.")
    return here.json(here.desk.bounds(view, asked).as_json())


def explain(here: Here) -> Response:
    """What a claim, assumption, conflict or quantity rests on, down to the words."""
    from antigone.account.unfold import explain as unfold

    made = here.desk.account(View.of(here.request.query_params))
    found = unfold(made.account, made.state.book, here.request.query_params.get("id", "")).as_json()
    return here.json(found if here.sees("note") else _without_notes(found))


def _without_notes(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_notes(value) for key, value in node.items() if key != "note"}
    return [_without_notes(each) for each in node] if isinstance(node, list) else node


def statements(here: Here) -> Response:
    """The statements that a filter asks for, a page at a time."""
    query = here.request.query_params
    wanted = Filter.of(query)
    made = here.desk.account(View.of(query))
    found = select(made, Names(here.words, made), wanted, here.sees("note"))
    first = (wanted.page - 1) * A_PAGE
    shown = [_statement(said, here) for said in found[first : first + A_PAGE]]
    return here.json({"total": len(found), "page": wanted.page, "page_size": A_PAGE, "statements": shown})


def statement(here: Here) -> Response:
    """One statement, with the others of its origin."""
    id = here.request.path_params["id"]
    made = here.desk.account(View.of(here.request.query_params))
    said = made.report.said.get(id)
    if said is None:
        raise NotFoundError(
            f"There is no statement '{id[:80]}' in this account.", "It may be later than the day asked."
        )
    entry = made.state.folded.entries.standing.get(("claim", id))
    more = {"origin": [each.id for each in origin_of(made.report, id)], "event": entry.event if entry else None}
    return here.json(_statement(said, here) | more)


def _statement(said: Said, here: Here) -> dict[str, Any]:
    claim = said.claim
    told: dict[str, Any] = {
        "id": claim.id,
        "unit": claim.unit,
        "place": claim.place,
        "group": claim.group,
        "scope": claim.scope,
        "low": claim.low,
        "high": claim.high,
        "best": claim.best,
        "modifier": claim.modifier,
        "stance": claim.stance.value,
        "figure": said.figure,
        "label_as_worded": claim.label_as_worded,
        "said_on": str(claim.said_on) if claim.said_on else None,
        "as_of": str(claim.as_of) if claim.as_of else None,
        "speaker": claim.speaker,
        "office": claim.office,
        "organisation": claim.organisation,
        "chain": chain_words(claim),
        "publisher": claim.publisher,
        "url": claim.url,
        "language": claim.language,
        "quote": claim.quote,
        "part_of": claim.part_of,
        "refers_to": claim.refers_to,
        "relation": claim.relation.value if claim.relation else None,
        "standing": said.standing,
        "because": said.because,
        "uncertain": claim.uncertain,
    }
    return told | ({"note": claim.note} if here.sees("note") else {})


def record(here: Here) -> Response:
    """Events from a position on, in the order in which they arrived."""
    query = here.request.query_params
    start, most = whole(here, "from", 0), whole(here, "limit", A_PAGE)
    state = here.desk.state()
    kind = query.get("kind", "")
    found = [e for e in state.events[start:] if not kind or e.kind == kind][: min(most, MOST_A_PAGE)]
    shown = [events.as_json(each, here.user.role) for each in found]
    following = found[-1].position + 1 if found and found[-1].position + 1 < len(state.events) else None
    return here.json({"head": state.head, "size": len(state.events), "next": following, "events": shown})


def event(here: Here) -> Response:
    """One event."""
    found = here.desk.state().event(here.request.path_params["id"])
    return here.json(events.as_json(found, here.user.role))


def verify(here: Here) -> Response:
    """Check the whole record now."""
    report = verify_path(here.desk.path).as_json()
    report["path"] = here.desk.path.name
    return here.json(report)


def checkpoint(here: Here) -> Response:
    """The newest signed checkpoint."""
    with Case.open(here.desk.path, read_only=True) as case:
        newest = case.checkpoint()
        return here.json({"origin": newest.origin, "size": newest.size, "root": newest.root.hex(), "note": str(newest)})
