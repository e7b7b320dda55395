"""The record: what was written, by whom and when, what corrects what; verify, checkpoint, export."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, PlainTextResponse, Response

from antigone.core.errors import NotFoundError
from antigone.record.case import Case
from antigone.record.event import Event
from antigone.record.verify import VerifyReport, verify_case
from antigone.web.desk import Kept, State
from antigone.web.here import Here
from antigone.web.record_index import RecordIndex, Wanted, differing, flat, index_of, thing_of
from antigone.web.roles import Role, masked, sees
from antigone.web.work import Job, Jobs

A_PAGE = 100
_DIGEST = re.compile(r"|[0-9a-f]{40,}")  # nothing that anybody reads in a list


_JOBS = Jobs()
_FOUND: Kept[Sequence[int]] = Kept(24)
ENOUGH = 0.8
"""Seconds that a page waits for the verification before it tells how far it is."""


def page(here: Here) -> Response:
    """The events, the newest first; by kind, author, day and what they are about."""
    state, query = here.desk.state(), here.request.query_params
    texts = {name: query.get(name, "").strip()[:100] for name in ("kind", "by", "first", "last", "thing")}
    texts["by"] = texts["by"] if here.sees("writer") else ""
    index = index_of(str(here.desk.path), state.events)
    thing = thing_of(state.register, texts["thing"]) if texts["thing"] else ""
    found = _found(here, state, index, Wanted(**(texts | {"thing": thing})))
    given = query.get("page", "1")
    number = max(int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1, 1)
    end = len(found) - (number - 1) * A_PAGE
    shown = [state.events[at] for at in reversed(found[max(end - A_PAGE, 0) : max(end, 0)])]

    def address(**changes: object) -> str:
        told: dict[str, object] = {**texts, "page": number, **changes}
        pairs = [(name, str(value)) for name, value in told.items() if value and (name, value) != ("page", 1)]
        return "/record" + (f"?{urlencode(pairs)}" if pairs else "")

    return here.page(
        "record.html.j2",
        state=state,
        found=shown,
        total=len(found),
        number=number,
        last_page=max(-(-len(found) // A_PAGE), 1),
        kinds=sorted((kind, len(at)) for kind, at in index.kinds.items()),
        writers=sorted(index.authors),
        wanted=texts,
        address=address,
        corrected={e.id for e in shown if e.id in index.corrections},
        summary=summary,
        checkpoint=note(here),
    )


def _found(here: Here, state: State, index: RecordIndex, wanted: Wanted) -> Sequence[int]:
    """Positions of the events that are wanted, kept for each state of the case; nobody finds by what is hidden."""

    def find() -> Sequence[int]:
        found = index.find(state.events, wanted)
        if not wanted.thing or here.sees("coordinates"):
            return found
        return [at for at in found if _holds(masked(state.events[at].body, here.user.role), wanted.thing)]

    return _FOUND.get((state.head, wanted, here.sees("coordinates")), find)


def _holds(body: object, text: str) -> bool:
    """True where the text stands in what this role sees of a body, as one value of it or in a list."""
    return any(text == value or text in value.split(", ") for value in flat(body).values())


def event(here: Here) -> Response:
    """One event: its clocks, its place in the chain, what it corrects and what corrects it, and its body."""
    state = here.desk.state()
    found = state.event(here.request.path_params["id"])
    index, by_id = index_of(str(here.desk.path), state.events), {}
    for each in index.corrections.get(found.id, []):
        by_id[each] = state.event(each)
    trailing = trail(state, found)
    role = here.user.role
    return here.page(
        "event.html.j2",
        state=state,
        e=found,
        body=json.dumps(masked(found.body, role), ensure_ascii=False, indent=2),
        trail=trailing,
        changed=_changes(trailing[0], found, role) if trailing else [],
        corrected_by=[(each, _changes(found, each, role)) for each in by_id.values()],
        entry=state.folded.entries.by_event.get(found.id),
        erased=state.folded.entries.retracted.get(found.id, ""),
    )


def _changes(before: Event, after: Event, role: Role) -> list[tuple[str, str, str]]:
    """What a correction changed, field by field; nothing for one that only takes back."""
    if not after.body or not set(before.body) & set(after.body):
        return []
    return differing(masked(before.body, role), masked(after.body, role))


def trail(state: State, event: Event) -> list[Event]:
    """What an event corrects, and what that corrected, back to the first."""
    found: list[Event] = []
    while event.corrects and all(event.corrects != each.id for each in found):
        try:
            event = state.event(event.corrects)
        except NotFoundError:
            break
        found.append(event)
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
    return [(key, value) for key, value in told if isinstance(value, str | int) and not _DIGEST.fullmatch(str(value))]


def note(here: Here) -> str:
    """The newest signed checkpoint, as text."""
    with Case.open(here.desk.path, read_only=True) as case:
        return str(case.checkpoint())


def checkpoint(here: Here) -> Response:
    """The checkpoint as a file, to be printed, mailed, and signed by others."""
    return PlainTextResponse(note(here), headers=_download("checkpoint.txt"))


def verify(here: Here) -> Response:
    """Check everything there is to check, now: begun here, and shown as soon as it is there."""
    _JOBS.drop(_job_key(here))
    return verifying(here)


def _job_key(here: Here) -> tuple[str, str, str]:
    session = here.session.id if here.session else ""
    return ("verify", str(here.desk.path), session)


def verifying(here: Here) -> Response:
    """How far the verification is, or what came out of it."""
    size = len(here.desk.state().events)

    def work(job: Job) -> VerifyReport:
        job.step(0, size)
        return verify_case(here.desk.path, progress=lambda at: job.step(at, size))

    begun = _JOBS.get(_job_key(here)) is not None
    job = _JOBS.of(_job_key(here), work, wait=0 if begun else ENOUGH)
    if job.fault:
        raise job.fault
    return here.page("verified.html.j2", state=here.desk.state(), report=job.result, job=job)


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
