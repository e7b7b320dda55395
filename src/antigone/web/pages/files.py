"""Files dropped into the reader: taken in, read apart, and told one by one what became of them."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError
from antigone.web.drops import Drops, Fate
from antigone.web.here import Here, refusal

FATES = [each.value for each in Fate]


def take(here: Here) -> Response:
    """Take files in; or let the rows of a table enter that waits for a word. Then on to the page that tells of them."""
    drops: Drops = here.request.app.state.drops
    try:
        if here.form.get("action") == "enter":
            number = here.form.get("number", "")
            drop = drops.get(here.form.get("drop", ""), here.user.name)
            drops.enter(drop, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else -1)
        else:
            drop = drops.take(here.user.name, here.files)
            here.request.state.files_kept = True
    except AntigoneError as fault:
        return here.page("files.html.j2", refusal(fault), state=here.desk.state(), drop=None, fault=fault)
    return RedirectResponse(f"/reader/files?drop={drop.id}", 303)


def page(here: Here) -> Response:
    """What became of each file so far; asks again by itself while some are on their way."""
    drops: Drops = here.request.app.state.drops
    drop = drops.get(here.request.query_params.get("drop", ""), here.user.name)
    return here.page("files.html.j2", state=here.desk.state(), drop=drop, fault=None)
