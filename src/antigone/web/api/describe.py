"""The OpenAPI description of the JSON addresses; a test holds it against the routes and their answers."""

from __future__ import annotations

from typing import Any

from antigone import __version__

TEXT, WHOLE, YES_OR_NO = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
MAYBE_TEXT = {"type": ["string", "null"]}
MAYBE_WHOLE = {"type": ["integer", "null"], "description": "null: nothing bounds it, or nothing was said"}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": required | (optional or {}), "required": list(required)}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


SCHEMAS: dict[str, dict[str, Any]] = {
    "Error": _object({"error": _object({"status": WHOLE, "message": TEXT, "do": TEXT})}),
    "Bounded": _object(
        {
            "least": WHOLE,
            "most": MAYBE_WHOLE,
            "sentence": TEXT,
            "aside": _list(TEXT),
            "assumptions": {"type": "object", "additionalProperties": YES_OR_NO},
            "arithmetic": TEXT,
        }
    ),
    "Bounds": _object(
        {
            "id": TEXT,
            "unit": TEXT,
            "place": TEXT,
            "group": TEXT,
            "scope": TEXT,
            "as_of": MAYBE_TEXT,
            "least": WHOLE,
            "most": MAYBE_WHOLE,
            "binding": {"type": "object", "additionalProperties": _list(TEXT)},
            "claims": _list(TEXT),
            "origins": WHOLE,
            "arithmetic": TEXT,
            "contested": _list(_ref("Bounded")),
            "readings": _list(_ref("Bounded")),
        }
    ),
    "Conflict": _object(
        {
            "id": TEXT,
            "kind": {"enum": ["hard", "contested"]},
            "nature": TEXT,
            "statements": _list(TEXT),
            "assumptions": _list(TEXT),
            "put_aside": MAYBE_TEXT,
            "arithmetic": TEXT,
        }
    ),
    "Account": _object(
        {
            "case": TEXT,
            "head": TEXT,
            "as_of": MAYBE_TEXT,
            "headline": _list(TEXT),
            "propositions": _list(_ref("Bounds")),
            "conflicts": _list(_ref("Conflict")),
            "standing": {"type": "object", "additionalProperties": TEXT},
            "settle": _list({"type": "object"}),
            "assumptions": _list({"type": "object"}),
            "left_out": _list(TEXT),
        }
    ),
    "Explanation": _object(
        {
            "id": TEXT,
            "kind": TEXT,
            "sentence": TEXT,
            "values": {"type": "object"},
            "children": _list(_ref("Explanation")),
        }
    ),
    "Statement": _object(
        {
            "id": TEXT,
            "unit": TEXT,
            "place": TEXT,
            "group": TEXT,
            "low": MAYBE_WHOLE,
            "high": MAYBE_WHOLE,
            "best": MAYBE_WHOLE,
            "figure": TEXT,
            "said_on": MAYBE_TEXT,
            "speaker": TEXT,
            "chain": TEXT,
            "quote": TEXT,
            "standing": TEXT,
            "because": TEXT,
        },
        {"note": TEXT, "origin": _list(TEXT), "event": MAYBE_TEXT},
    ),
    "Event": _object(
        {
            "id": TEXT,
            "kind": TEXT,
            "position": WHOLE,
            "recorded": TEXT,
            "occurred": MAYBE_TEXT,
            "writer": TEXT,
            "seq": WHOLE,
            "corrects": MAYBE_TEXT,
            "reason": MAYBE_TEXT,
            "sealed": _list(TEXT),
            "body": {"type": "object"},
        },
        {"by": TEXT},
    ),
    "Verified": _object(
        {"ok": YES_OR_NO, "events": WHOLE, "captures": WHOLE, "root": TEXT, "findings": _list({"type": "object"})}
    ),
    "Checkpoint": _object({"origin": TEXT, "size": WHOLE, "root": TEXT, "note": TEXT}),
}
SCHEMAS["Statements"] = _object(
    {"total": WHOLE, "page": WHOLE, "page_size": WHOLE, "statements": _list(_ref("Statement"))}
)
SCHEMAS["Events"] = _object({"head": TEXT, "size": WHOLE, "next": MAYBE_WHOLE, "events": _list(_ref("Event"))})


def _parameter(name: str, told: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": told, "schema": TEXT} | more


MANY = {"schema": _list(TEXT), "explode": True}
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
    _parameter("from", "First position.", schema=WHOLE),
    _parameter("limit", "Most events.", schema=WHOLE),
    _parameter("kind", "Only events of this kind."),
)
ID = {"name": "id", "in": "path", "required": True, "schema": TEXT}
# path: (method, what it gives, its schema, parameters)
PATHS: dict[str, tuple[str, str, str, tuple[dict[str, Any], ...]]] = {
    "/api/account": ("get", "The whole account", "Account", VIEW),
    "/api/bounds": (
        "get",
        "The least and the most of one thing",
        "Bounds",
        (_parameter("q", "UNIT @ PLACE [/ GROUP] [as of DATE]", required=True), *VIEW),
    ),
    "/api/explain": (
        "get",
        "What a number rests on",
        "Explanation",
        (_parameter("id", "A quantity, statement, conflict or assumption.", required=True), *VIEW),
    ),
    "/api/statements": ("get", "Statements, a page at a time", "Statements", (*FILTER, *VIEW)),
    "/api/statements/{id}": ("get", "One statement", "Statement", (ID, *VIEW)),
    "/api/record": ("get", "Events in the order in which they arrived", "Events", RANGE),
    "/api/record/{id}": ("get", "One event", "Event", (ID,)),
    "/api/record/verify": ("post", "Check the whole record now", "Verified", ()),
    "/api/record/checkpoint": ("get", "The newest signed checkpoint", "Checkpoint", ()),
}


def describe() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Antigone",
            "version": __version__,
            "description": "The account of one case. Bring `Authorization: Bearer TOKEN`; roles as on the pages.",
        },
        "paths": {path: {told[0]: _operation(*told[1:])} for path, told in PATHS.items()},
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _operation(summary: str, schema: str, parameters: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    def answer(told: str, name: str) -> dict[str, Any]:
        return {"description": told, "content": {"application/json": {"schema": _ref(name)}}}

    faults = {"400": "It makes no sense", "401": "Nobody is signed in", "403": "Not for this role", "404": "Not there"}
    answers = {"200": answer(summary, schema)} | {code: answer(told, "Error") for code, told in faults.items()}
    return {"summary": summary, "parameters": list(parameters), "responses": answers}
