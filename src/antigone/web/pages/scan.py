"""What is this, and where should it be: one large field, for a hand scanner or a keyboard."""

from __future__ import annotations

from starlette.responses import Response

from antigone.core.errors import NotFoundError
from antigone.found.label import code_of
from antigone.web.here import Here
from antigone.web.pages.register_forms import places
from antigone.web.pages.remains import path_of
from antigone.web.register_words import where
from antigone.web.thing import Thing, look_up


def page(here: Here) -> Response:
    """The field, and what was asked for: `code`, and `at`, the place where somebody stands."""
    query, shelf = here.request.query_params, here.desk.shelf
    code, at = query.get("code", "").strip()[:200], query.get("at", "")
    rows = shelf.rows()
    found: Thing | None = None
    fault: NotFoundError | None = None
    if code:
        try:
            with shelf.reading() as desk:
                found = look_up(desk, desk.find(code), shelf.noted)
        except NotFoundError as missing:
            fault = missing
    return here.page(
        "scan.html.j2",
        state=shelf.titled,
        code=code,
        at=at if at in rows.sites else "",
        places=places(here),
        t=found,
        where=where(found, here.words, rows.name) if found else "",
        right=_right(found, at) if found and at in rows.sites else None,
        fault=fault,
        rows=rows,
        to_thing=path_of,
        code_of=code_of,
    )


def _right(thing: Thing, at: str) -> bool:
    """True where a thing should be in the place where somebody stands."""
    spot = thing.spot
    return spot is not None and spot.sink is None and spot.place == at and not thing.is_now and not thing.void
