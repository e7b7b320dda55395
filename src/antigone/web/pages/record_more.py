"""More of the record: checkpoints and who cosigned them; what was erased, and the erasing itself."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, UsageError
from antigone.record.case import Case
from antigone.record.checkpoint import Checkpoint, NoteKey, parse_checkpoint
from antigone.record.witness import keep_checkpoint, trusted_in
from antigone.web.here import Here, refusal


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint that was kept: what it vouches for and who signed it.

    Attributes:
        size, root: of the record then.
        cosigners: name, and when they saw it (seconds since 1970, UTC) where they say so; only keys the case trusts.
        text: the note itself.
    """

    size: int
    root: str
    cosigners: tuple[tuple[str, str], ...]
    text: str


def checkpoints(here: Here, fault: AntigoneError | None = None) -> Response:
    """The newest checkpoint, those that were kept, and the keys that may cosign."""
    keys = trusted_in(here.desk.state().events)
    with Case.open(here.desk.path, read_only=True) as case:
        head = str(case.checkpoint())
        kept = [_anchor(text, keys) for text in case.store.notes()]
    return here.page(
        "checkpoints.html.j2",
        refusal(fault) if fault else 200,
        state=here.desk.state(),
        head=_anchor(head, keys),
        kept=sorted(kept, key=lambda each: -each.size),
        keys=[(key.name, str(key)) for key in keys],
        fault=fault,
        given=here.form,
    )


def _anchor(text: str, keys: list[NoteKey]) -> Anchor:
    note = parse_checkpoint(text)
    return Anchor(note.size, note.root.hex(), tuple(_cosigned(note, keys)), text)


def _cosigned(note: Checkpoint, keys: list[NoteKey]) -> list[tuple[str, str]]:
    from datetime import UTC, datetime

    found = []
    for key in keys:
        try:
            if note.signed_by(key):
                at = note.seen_at(key)
                when = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
                found.append((key.name, when))
        except AntigoneError:  # a wrong signature: verify says so
            continue
    return found


def keep(here: Here) -> Response:
    """Keep a checkpoint that came back from somebody who cosigned it."""
    text = here.form.get("note", "").replace("\r\n", "\n").strip("\n")
    try:
        with here.desk.writing, Case.open(here.desk.path) as case:
            keep_checkpoint(case, text + "\n")
    except AntigoneError as fault:
        return checkpoints(here, fault)
    return RedirectResponse("/record/checkpoints", 303)


def erasures(here: Here, fault: AntigoneError | None = None) -> Response:
    """What was erased: when, by whom, why; and for administrators the form that erases."""
    state = here.desk.state()
    return here.page(
        "erasures.html.j2",
        refusal(fault) if fault else 200,
        state=state,
        found=[event for event in reversed(state.events) if event.kind == "erased"],
        fault=fault,
        given=here.form,
    )


def erase(here: Here) -> Response:
    """Destroy what is sealed under a subject, for good, and record that."""
    subject, again = here.form.get("subject", "").strip(), here.form.get("again", "").strip()
    try:
        if not subject or subject != again:
            raise UsageError("The two codes are not the same. Nothing was erased.", "Type the code twice.")
        with here.desk.at_work(here.user.name) as desk:
            desk.case.erase(subject, reason=here.form.get("reason", ""))
    except AntigoneError as fault:
        return erasures(here, fault)
    return RedirectResponse("/record/erased", 303)
