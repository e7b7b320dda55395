"""What a program sends: read strictly, so that whatever it is, it becomes values or an error that says why."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from antigone.core.errors import InputError, UsageError
from antigone.web.here import Here

KEY = "idempotency-key"
_KEY = re.compile(r"[\x21-\x7e]{8,200}\Z")
LONGEST_NAME = 100


def flag(here: Here, name: str) -> bool:
    """A parameter that is true or false.

    Raises:
        UsageError: it is something else.
    """
    text = here.request.query_params.get(name, "false")
    if text not in ("true", "false"):
        raise UsageError(f"'{text[:40]}' is neither true nor false.", f"Give {name}=true, or leave it out.")
    return text == "true"


def key_of(here: Here) -> str:
    """The key by which a program tells that it asks again; empty where it has none.

    Raises:
        UsageError: it cannot be one.
    """
    key = here.request.headers.get(KEY, "")
    if key and not _KEY.match(key):
        raise UsageError("That cannot be an idempotency key.", "Send 8 to 200 visible ASCII characters.")
    return key


def sent(here: Here, needs: tuple[str, ...], may: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """The object that was sent.

    Args:
        here: the request.
        needs: fields that must be there; may: others that can be.

    Raises:
        InputError: it is no JSON object, or has other fields.
    """
    if here.request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise InputError("No JSON was sent.", "Send an object as application/json.")
    try:
        value = json.loads(here.body, parse_float=_refuse, parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except (ValueError, RecursionError) as fault:
        raise InputError(f"The JSON cannot be read ({type(fault).__name__}).", "Send one object in UTF-8.") from None
    if not isinstance(value, dict):
        raise InputError("The JSON is no object.", "Send an object as described.")
    lacking, unknown = [n for n in needs if n not in value], [n for n in value if n not in (*needs, *may)]
    if lacking or unknown:
        what = f"lacks '{lacking[0]}'" if lacking else f"has '{unknown[0][:60]}'"
        raise InputError(f"The object {what}.", f"Its fields: {', '.join((*needs, *may))}.")
    return value


def _refuse(text: str) -> Any:
    raise ValueError(text)


def name_in(value: Mapping[str, Any], default: str) -> str:
    """What the program calls what it sends."""
    name = value.get("name", default)
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError("That is no name.", f"Send a text of 1 to {LONGEST_NAME} letters.")
    return name.strip()


def rows_in(value: Mapping[str, Any], field: str = "rows") -> list[Mapping[str, Any]]:
    """A list of objects."""
    rows = value.get(field, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"'{field}' is no list of objects.", "Send one object for each row.")
    return rows


def text_in(value: Mapping[str, Any], field: str, most: int) -> str:
    """A text; empty where it is not there."""
    text = value.get(field, "")
    if not isinstance(text, str) or len(text) > most:
        raise InputError(f"'{field}' is no text of at most {most:,} letters.", "Check it.")
    return text


def yes_in(value: Mapping[str, Any], field: str) -> bool:
    """True or false; false where it is not there."""
    found = value.get(field, False)
    if not isinstance(found, bool):
        raise InputError(f"'{field}' is neither true nor false.", "Check it.")
    return found
