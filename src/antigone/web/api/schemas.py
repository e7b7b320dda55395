"""The forms of what the JSON addresses give and take, as JSON Schema."""

from __future__ import annotations

from typing import Any

from antigone.formats.pushed import MAX_PUSHED, fields_of
from antigone.named.events import Weighed
from antigone.named.match import Match, Run

Schema = dict[str, Any]
TEXT, WHOLE, YES_OR_NO = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
MAYBE_TEXT = {"type": ["string", "null"]}
MAYBE_WHOLE = {"type": ["integer", "null"], "description": "null: nothing bounds it, or nothing was said"}
CELL = {"type": ["string", "integer", "boolean", "null"]}
DECIMAL = {"type": "string", "description": "A decimal number as text; -Infinity for what is impossible."}


def listed(items: Schema) -> Schema:
    """A list of such."""
    return {"type": "array", "items": items}


def object_of(required: Schema, optional: Schema | None = None, closed: bool = False) -> Schema:
    """An object with these fields; `closed` for one that has no others."""
    made: Schema = {"type": "object", "properties": required | (optional or {}), "required": list(required)}
    return made | ({"additionalProperties": False} if closed else {})


def ref(name: str) -> Schema:
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


SCHEMAS: dict[str, dict[str, Any]] = {
    "Error": object_of({"error": object_of({"status": WHOLE, "message": TEXT, "do": TEXT})}),
    "Bounded": object_of(
        {
            "least": WHOLE,
            "most": MAYBE_WHOLE,
            "sentence": TEXT,
            "aside": listed(TEXT),
            "assumptions": {"type": "object", "additionalProperties": YES_OR_NO},
            "arithmetic": TEXT,
        }
    ),
    "Bounds": object_of(
        {
            "id": TEXT,
            "unit": TEXT,
            "place": TEXT,
            "group": TEXT,
            "scope": TEXT,
            "as_of": MAYBE_TEXT,
            "least": WHOLE,
            "most": MAYBE_WHOLE,
            "binding": {"type": "object", "additionalProperties": listed(TEXT)},
            "claims": listed(TEXT),
            "origins": WHOLE,
            "arithmetic": TEXT,
            "contested": listed(ref("Bounded")),
            "readings": listed(ref("Bounded")),
        }
    ),
    "Conflict": object_of(
        {
            "id": TEXT,
            "kind": {"enum": ["hard", "contested"]},
            "nature": TEXT,
            "statements": listed(TEXT),
            "assumptions": listed(TEXT),
            "put_aside": MAYBE_TEXT,
            "arithmetic": TEXT,
        }
    ),
    "Account": object_of(
        {
            "case": TEXT,
            "head": TEXT,
            "as_of": MAYBE_TEXT,
            "headline": listed(TEXT),
            "propositions": listed(ref("Bounds")),
            "conflicts": listed(ref("Conflict")),
            "standing": {"type": "object", "additionalProperties": TEXT},
            "settle": listed({"type": "object"}),
            "assumptions": listed({"type": "object"}),
            "left_out": listed(TEXT),
        }
    ),
    "Explanation": object_of(
        {
            "id": TEXT,
            "kind": TEXT,
            "sentence": TEXT,
            "values": {"type": "object"},
            "children": listed(ref("Explanation")),
        }
    ),
    "Statement": object_of(
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
        {"note": TEXT, "origin": listed(TEXT), "event": MAYBE_TEXT},
    ),
    "Event": object_of(
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
            "sealed": listed(TEXT),
            "body": {"type": "object"},
        },
        {"by": TEXT},
    ),
    "Verified": object_of(
        {"ok": YES_OR_NO, "events": WHOLE, "captures": WHOLE, "root": TEXT, "findings": listed({"type": "object"})}
    ),
    "Checkpoint": object_of({"origin": TEXT, "size": WHOLE, "root": TEXT, "note": TEXT}),
}
SCHEMAS["Statements"] = object_of(
    {"total": WHOLE, "page": WHOLE, "page_size": WHOLE, "statements": listed(ref("Statement"))}
)
SCHEMAS["Events"] = object_of({"head": TEXT, "size": WHOLE, "next": MAYBE_WHOLE, "events": listed(ref("Event"))})


def _rows(kind: str) -> Schema:
    """The fields of a row; each cell a text, a whole number, true, false or null."""
    return {"type": "object", "properties": dict.fromkeys(fields_of(kind), CELL), "additionalProperties": False}


def _push(kind: str, more: Schema | None = None) -> Schema:
    rows = {"type": "array", "items": ref(kind.capitalize().rstrip("s") + "Row"), "maxItems": MAX_PUSHED}
    name = {"type": "string", "minLength": 1, "maxLength": 100, "description": "What you call this list."}
    return object_of({"rows": rows}, {"name": name, **(more or {})}, closed=True)


def _told(cls: type[Any], without: tuple[str, ...], needs: tuple[str, ...], **more: Schema) -> Schema:
    """The fields of a value of the road to a name, as a program sends it."""
    plain: dict[str, Schema] = {"str": TEXT, "int": WHOLE, "tuple[str, ...]": listed(TEXT), "str | None": MAYBE_TEXT}
    found = {n: plain.get(str(f.type), {"type": "object"}) for n, f in cls.__dataclass_fields__.items()}
    found = {name: schema for name, schema in found.items() if name not in without} | more
    return object_of({n: found[n] for n in needs}, {n: f for n, f in found.items() if n not in needs}, closed=True)


FINDING = object_of(
    {
        "code": TEXT,
        "severity": {"enum": ["error", "warning", "note"]},
        "sentence": TEXT,
        "do": TEXT,
        "file": MAYBE_TEXT,
        "row": MAYBE_WHOLE,
        "column": MAYBE_TEXT,
        "proof": listed(TEXT),
    }
)
ENTRY = object_of({"kind": TEXT, "noun": TEXT, "id": TEXT, "event": TEXT}, {"row": WHOLE, "code": TEXT})
_WRITTEN = {"written": YES_OR_NO, "dry_run": YES_OR_NO, "findings": listed(ref("Finding"))}
_ADD_PLACES = {"add_places": {"type": "boolean", "description": "Make sites for places that nobody recorded."}}


def _page(name: str, item: str) -> Schema:
    return object_of({"total": WHOLE, "next": MAYBE_WHOLE, name: listed(ref(item))})


SCHEMAS |= {
    "Finding": FINDING,
    "Entry": ENTRY,
    "StatementRow": _rows("statements"),
    "RemainRow": _rows("remains"),
    "CustodyRow": _rows("custody"),
    "PushStatements": _push("statements"),
    "PushRemains": _push("remains", _ADD_PLACES),
    "PushCustody": _push("custody", _ADD_PLACES),
    "RunSent": _told(
        Run,
        ("id", "remains", "persons", "families", "prior"),
        ("method", "version"),
        prior=object_of({}, {"population": TEXT, "dead": MAYBE_WHOLE, "reason": TEXT}),
    ),
    "MatchSent": _told(
        Match,
        ("id", "run"),
        ("remains", "person", "log10_lr"),
        log10_lr=DECIMAL,
        posterior=TEXT,
        per_marker={"type": "object", "additionalProperties": DECIMAL},
    ),
    "EvidenceSent": _told(Weighed, ("id",), ("remains", "person", "kinds", "version"), log10_lr=DECIMAL),
    "PushMatches": object_of(
        {},
        {"run": ref("RunSent"), "matches": listed(ref("MatchSent")), "evidence": listed(ref("EvidenceSent"))},
        closed=True,
    ),
    "PushReport": object_of(
        {"text": {"type": "string", "minLength": 1, "maxLength": 2_000_000}},
        {
            "name": {"type": "string", "minLength": 1, "maxLength": 100},
            **dict.fromkeys(("publisher", "published_on", "url", "language", "event"), TEXT),
        },
        closed=True,
    ),
    "Pushed": object_of(
        {
            **_WRITTEN,
            "repeated": YES_OR_NO,
            "import": MAYBE_TEXT,
            "added": WHOLE,
            "changed": WHOLE,
            "unchanged": WHOLE,
            "entries": listed(ref("Entry")),
        }
    ),
    "PushedMatches": object_of({**_WRITTEN, "repeated": YES_OR_NO, "entries": listed(ref("Entry"))}),
    "ReportRead": object_of({**_WRITTEN, "documents": listed(TEXT), "known": listed(TEXT), "proposals": listed(TEXT)}),
    "Act": object_of(
        {"event": TEXT, "type": TEXT, "on": {"type": ["object", "null"]}, "from": TEXT, "to": TEXT},
    ),
    "Thing": object_of(
        {
            "id": TEXT,
            "code": TEXT,
            "kind": TEXT,
            "site": TEXT,
            "place": TEXT,
            "where": TEXT,
            "parent": MAYBE_TEXT,
            "labels": listed(object_of({"text": TEXT, "kind": TEXT, "issuer": TEXT})),
        },
        {
            "custody": listed(
                object_of({"event": TEXT, "type": TEXT, "on": {"type": ["object", "null"]}, "from": TEXT, "to": TEXT})
            )
        },
    ),
    "Site": object_of(
        {
            "id": TEXT,
            "name": TEXT,
            "type": TEXT,
            "keeper": TEXT,
            "place": TEXT,
            "position": {"type": ["object", "null"], "description": "As blurred as it may be shown."},
        }
    ),
    "Person": object_of(
        {
            "id": TEXT,
            "now": TEXT,
            "sex": TEXT,
            "status": TEXT,
            "reports": listed(TEXT),
            "families": listed(TEXT),
            "decisions": listed(TEXT),
        }
    ),
    "Decision": object_of(
        {
            "id": TEXT,
            "status": TEXT,
            "remains": listed(TEXT),
            "persons": listed(TEXT),
            "individuals": WHOLE,
            "basis": TEXT,
        }
    ),
    "Match": object_of(
        {
            "id": TEXT,
            "run": TEXT,
            "made_with": TEXT,
            "remains": TEXT,
            "person": TEXT,
            "family": TEXT,
            "log10_lr": TEXT,
            "posterior": TEXT,
            "other_log10_lr": TEXT,
            "rank": WHOLE,
            "symmetric": listed(TEXT),
        }
    ),
    "Proposal": object_of(
        {
            "id": TEXT,
            "document": TEXT,
            "claim": {"type": "object"},
            "place_as_worded": TEXT,
            "group_as_worded": TEXT,
            "rule": TEXT,
            "decision": MAYBE_TEXT,
        }
    ),
    "RemainsPage": _page("remains", "Thing"),
    "SitesPage": _page("sites", "Site"),
    "PersonsPage": _page("persons", "Person"),
    "DecisionsPage": _page("decisions", "Decision"),
    "MatchesPage": _page("matches", "Match"),
    "ProposalsPage": _page("proposals", "Proposal"),
}
