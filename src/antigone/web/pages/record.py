"""The record: what was written, by whom and when, what corrects what; verify, checkpoint, export."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, PlainTextResponse, Response

from antigone.record.case import Case
from antigone.record.event import Event
from antigone.record.verify import verify_path
from antigone.web.desk import State
from antigone.web.here import Here
from antigone.web.roles import Role, masked, sees

A_PAGE = 100


def page(here: Here) -> Response:
    """The events, the newest first."""
    state = here.desk.state()
    query = here.request.query_params
    kind, by = query.get("kind", ""), query.get("by", "") if here.sees("writer") else ""
    given = query.get("page", "1")
    number = max(int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1, 1)
    found = [e for e in reversed(state.events) if (not kind or e.kind == kind) and (not by or e.by == by)]
    first = (number - 1) * A_PAGE
    corrected = {e.corrects for e in state.events if e.corrects}

    def address(**changes: object) -> str:
        told = {"kind": kind, "by": by, "page": number} | changes
        pairs = [(name, str(value)) for name, value in told.items() if value and (name, value) != ("page", 1)]
        return "/record" + (f"?{urlencode(pairs)}" if pairs else "")

    return here.page(
        "record.html.j2",
        state=state,
        found=found[first : first + A_PAGE],
        total=len(found),
        number=number,
        last_page=max(-(-len(found) // A_PAGE), 1),
        kinds=sorted(Counter(e.kind for e in state.events).items()),
        writers=sorted({e.by for e in state.events}),
        kind=kind,
        by=by,
        address=address,
        corrected=corrected,
        summary=summary,
        checkpoint=note(here),
    )


def event(here: Here) -> Response:
    """One event: its clocks, its place in the chain, what it corrects and what corrects it, and its body."""
    state = here.desk.state()
    found = state.event(here.request.path_params["id"])
    return here.page(
        "event.html.j2",
        state=state,
        e=found,
        body=json.dumps(masked(found.body, here.user.role), ensure_ascii=False, indent=2),
        trail=trail(state, found),
        corrected_by=[each for each in state.events if each.corrects == found.id],
        entry=state.folded.entries.by_event.get(found.id),
        erased=state.folded.entries.retracted.get(found.id, ""),
    )


def trail(state: State, event: Event) -> list[Event]:
    """What an event corrects, and what that corrected, back to the first."""
    by_id = {each.id: each for each in state.events}
    found: list[Event] = []
    at = by_id.get(event.corrects or "")
    while at is not None and at not in found:
        found.append(at)
        at = by_id.get(at.corrects or "")
    return found


def summary(event: Event, role: Role) -> str:
    """The first few plain values of its body, an id before all others."""
    plain = sorted(_plain(masked(event.body, role)), key=lambda pair: pair[0] != "id")
    return " · ".join(f"{key} {str(value)[:48]}" for key, value in plain[:4])


def _plain(body: object) -> list[tuple[str, object]]:
    if not isinstance(body, dict):
        return []
    told: list[tuple[str, object]] = []
    for key, value in body.items():
        told += _plain(value) if isinstance(value, dict) else [(key, value)]
    return [(key, value) for key, value in told if isinstance(value, str | int) and value != ""]


def note(here: Here) -> str:
    """The newest signed checkpoint, as text."""
    with Case.open(here.desk.path, read_only=True) as case:
        return str(case.checkpoint())


def checkpoint(here: Here) -> Response:
    """The checkpoint as a file, to be printed, mailed, and signed by others."""
    return PlainTextResponse(note(here), headers=_download("checkpoint.txt"))


def verify(here: Here) -> Response:
    """Check everything there is to check, now."""
    state = here.desk.state()
    return here.page("verified.html.j2", state=state, report=verify_path(here.desk.path))


def export(here: Here) -> Response:
    """The whole case as one archive, without keys."""
    folder = Path(tempfile.mkdtemp(prefix="antigone-"))
    try:
        with Case.open(here.desk.path, read_only=True) as case:
            out = case.export(folder / "case.tar")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    name = f"{here.desk.path.name}.tar"
    done = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(out, media_type="application/x-tar", filename=name, background=done)


def _download(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def as_json(event: Event, role: Role) -> dict[str, Any]:
    """An event as plain JSON values; sealed values stay sealed."""
    told: dict[str, Any] = {
        "id": event.id,
        "kind": event.kind,
        "position": event.position,
        "recorded": event.recorded,
        "occurred": str(event.occurred) if event.occurred else None,
        "writer": event.writer,
        "seq": event.seq,
        "corrects": event.corrects,
        "reason": event.reason,
        "source": event.source,
        "sealed": [each.field for each in event.sealed],
        "body": masked(event.body, role),
    }
    return told | ({"by": event.by} if sees(role, "writer") else {})
