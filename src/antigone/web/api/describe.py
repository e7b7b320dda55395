"""The OpenAPI description of the JSON addresses; a test holds it against the routes and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from antigone import __version__
from antigone.web.api.schemas import SCHEMAS, TEXT, YES_OR_NO, Schema, listed, ref

COUNT = {"type": "integer", "minimum": 0, "maximum": 999_999_999}


def _parameter(name: str, told: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": told, "schema": TEXT} | more


MANY = {"schema": listed(TEXT), "explode": True}
VIEW = (
    _parameter("as_of", "Only what was said by the end of that day: 2022, 2022-01 or 2022-01-16."),
    _parameter("on", "An assumption switched on; may be repeated.", **MANY),
    _parameter("off", "An assumption switched off; may be repeated.", **MANY),
    _parameter("aside", "A statement put aside; may be repeated.", **MANY),
)
FILTER = tuple(
    _parameter(name, told)
    for name, told in (
        ("unit", "Only this unit."),
        ("place", "Only this place, by id."),
        ("group", "Only this group, by id."),
        ("speaker", "Only this speaker."),
        ("standing", "Only statements that stand so."),
        ("origin", "All that goes back to the same mouth as this statement."),
        ("q", "Words in the quotation, names, label or publisher."),
        ("sort", "date, figure, speaker or id; with a hyphen before it, the other way round."),
        ("page", "From 1."),
    )
)
RANGE = (
    _parameter("from", "First position.", schema=COUNT),
    _parameter("limit", "Most events.", schema=COUNT),
    _parameter("kind", "Only events of this kind."),
)
ID = {"name": "id", "in": "path", "required": True, "schema": TEXT}
PAGE = (
    _parameter("from", "First of the list, from 0.", schema=COUNT),
    _parameter("limit", "Most on a page.", schema=COUNT),
)
DRY = _parameter("dry_run", "Check everything and write nothing.", schema=YES_OR_NO)
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "8 to 200 visible ASCII characters: asking again with the same key writes nothing twice.",
    "schema": {"type": "string", "pattern": "^[!-~]{8,200}$"},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    Attributes:
        path, method: of the route.
        summary: what it is for.
        gives: name of the schema of its answer.
        parameters: in the address, the path or the head.
        takes: name of the schema of what is sent; empty for nothing.
    """

    path: str
    method: str
    summary: str
    gives: str
    parameters: tuple[Schema, ...] = ()
    takes: str = ""


OPERATIONS = (
    Operation("/api/account", "get", "The whole account", "Account", VIEW),
    Operation(
        "/api/bounds", "get", "The least and the most of one thing", "Bounds",
        (_parameter("q", "UNIT @ PLACE [/ GROUP] [as of DATE]", required=True), *VIEW),
    ),
    Operation(
        "/api/explain", "get", "What a number rests on", "Explanation",
        (_parameter("id", "A quantity, statement, conflict or assumption.", required=True), *VIEW),
    ),
    Operation("/api/statements", "get", "Statements, a page at a time", "Statements", (*FILTER, *VIEW)),
    Operation("/api/statements/{id}", "get", "One statement", "Statement", (ID, *VIEW)),
    Operation("/api/record", "get", "Events in the order in which they arrived", "Events", RANGE),
    Operation("/api/record/{id}", "get", "One event", "Event", (ID,)),
    Operation("/api/record/verify", "post", "Check the whole record now", "Verified"),
    Operation("/api/record/checkpoint", "get", "The newest signed checkpoint", "Checkpoint"),
    Operation(
        "/api/remains", "get", "Numbered things", "RemainsPage",
        (_parameter("place", "Only what lies in this site now."), *PAGE),
    ),
    Operation("/api/remains/{id}", "get", "One thing, by its number or any label", "Thing", (ID,)),
    Operation("/api/sites", "get", "Places of the register", "SitesPage", PAGE),
    Operation("/api/persons", "get", "The missing and their relatives, codes only", "PersonsPage", PAGE),
    Operation("/api/matches", "get", "Matches of all runs; none is an identification", "MatchesPage", PAGE),
    Operation("/api/decisions", "get", "Decisions of the board", "DecisionsPage", PAGE),
    Operation(
        "/api/proposals", "get", "What was read out of reports", "ProposalsPage",
        (_parameter("waiting", "Only what waits for a decision.", schema=YES_OR_NO), *PAGE),
    ),
    Operation(
        "/api/claims", "post", "Enter statements; a row is one claim, as in a table of statements", "Pushed",
        (DRY, KEY), "PushStatements",
    ),
    Operation(
        "/api/remains", "post", "Enter numbered things; a row is one thing, as in a morgue's book", "Pushed",
        (DRY, KEY), "PushRemains",
    ),
    Operation("/api/custody", "post", "Enter acts of custody; a row is one", "Pushed", (DRY, KEY), "PushCustody"),
    Operation(
        "/api/matches", "post", "Enter the matches and other evidence of a run made elsewhere", "PushedMatches",
        (DRY, KEY), "PushMatches",
    ),
    Operation(
        "/api/reports", "post", "Read the text of a report; its claims are proposed, and none counts before a person "
        "has accepted it", "ReportRead", (DRY,), "PushReport",
    ),
)  # fmt: skip


def describe() -> Schema:
    """The whole document."""
    paths: dict[str, Schema] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Antigone",
            "version": __version__,
            "description": "The account of one case. Bring `Authorization: Bearer TOKEN`; roles as on the pages. "
            "What is sent enters whole or not at all; every row that cannot enter has its finding.",
        },
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


FAULTS = {
    "400": "It makes no sense",
    "401": "Nobody is signed in",
    "403": "Not for this role",
    "404": "Not there",
    "409": "The case cannot take it now, or something else was sent under this key",
    "413": "Too large",
    "429": "Too often",
}


def _operation(each: Operation) -> Schema:
    def answer(told: str, name: str) -> Schema:
        return {"description": told, "content": {"application/json": {"schema": ref(name)}}}

    answers = {"200": answer(each.summary, each.gives)} | {c: answer(told, "Error") for c, told in FAULTS.items()}
    told: Schema = {"summary": each.summary, "parameters": list(each.parameters), "responses": answers}
    if each.takes:
        answers["422"] = answer("Some row cannot enter, so nothing was written; see the findings", each.gives)
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": ref(each.takes)}}}
    return told
