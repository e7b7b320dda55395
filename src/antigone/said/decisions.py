"""Decisions of a review as a table: one row, one decision, so that a review can be scripted and repeated.

Columns: `decision`, `document` (its id, or the end of its file's name, with `#part` where the file holds several),
`words` (the exact words, or `start:end`), `because`, and any field of a claim that is to be set. An empty cell sets
nothing; `-` empties the field. Decisions: `accept` what waits at those words, `reject` it, `add` a claim there, or
`enter`: accept where just one proposal waits there, and add where none does.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from antigone.core.errors import AntigoneError, InputError, NotFoundError
from antigone.record.event import Draft
from antigone.said import review
from antigone.said.claim_fields import EDITABLE
from antigone.said.document import Document
from antigone.said.proposal_events import Proposed
from antigone.said.session import Session

_OWN = ("decision", "document", "words", "because")


def apply_table(session: Session, path: Path) -> list[str]:
    """Make the decisions of a CSV table, in its order; give the kinds of the events written.

    Every row is checked before it is written and each is a transaction of its own; the first that cannot be made stops
    the rest, and what came before it stands.

    Raises:
        InputError: the table cannot be read, or a row cannot be carried out; the message names the row.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise InputError(f"{path} cannot be read: {fault}.", "Save it as CSV in UTF-8.") from fault
    kinds: list[str] = []
    for number, row in enumerate(rows, start=2):
        try:
            kinds += [event.kind for event in session.write(_drafts(session, row))]
        except AntigoneError as error:
            raise InputError(f"{path.name}, row {number}: {error.message}", error.do) from error
    return kinds


def _drafts(session: Session, row: dict[str, str]) -> list[Draft]:
    cells = {name: (text or "").strip() for name, text in row.items() if name}
    wrong = [name for name in cells if name not in (*_OWN, *EDITABLE)]
    if wrong or None in row:
        raise InputError(f"There is no column '{', '.join(wrong) or 'beyond the header'}'.", "See the list of fields.")
    fields = {name: "" if cells[name] == "-" else cells[name] for name in EDITABLE if cells.get(name)}
    document = session.document(find_document(session, cells.get("document", "")))
    start, end = span_of(document, cells.get("words", ""))
    decision = cells.get("decision", "")
    if decision == "add":
        return review.add_claim(session.desk, session.known, document, start, end, fields)
    waiting = _waiting_at(session, document, start, end, fields.get("unit", ""))
    if decision == "enter" and len(waiting) != 1:
        return review.add_claim(session.desk, session.known, document, start, end, fields)
    if len(waiting) != 1:
        words = document.text[start:end]
        raise NotFoundError(f"{len(waiting) or 'No'} proposals wait at '{words}'.", "Use `add`, or give exact offsets.")
    proposal = waiting[0]
    if decision == "enter":
        settled = dict.fromkeys(review.open_questions(session.known, proposal, fields), "")
        return review.accept(session.desk, session.known, proposal.id, {**settled, **fields})
    if decision == "accept":
        return review.accept(session.desk, session.known, proposal.id, fields)
    if decision == "reject":
        return review.reject(session.desk, proposal.id, cells.get("because", ""))
    raise InputError(f"'{decision}' is no decision.", "One of: accept, reject, add, enter.")


def find_document(session: Session, name: str) -> str:
    """The id of the document of that id or file name."""
    if name in session.desk.documents:
        return name
    file, _, part = name.partition("#")
    found = [
        each.id
        for each in session.desk.documents.values()
        if file and each.name.endswith(file) and (not part or each.part == part)
    ]
    if len(found) != 1:
        raise NotFoundError(f"{len(found) or 'No'} documents are called '{name}'.", "Give the id of one.")
    return found[0]


def span_of(document: Document, words: str) -> tuple[int, int]:
    """Where the exact words stand; `start:end` gives offsets. Words that stand there twice need offsets."""
    offsets = re.fullmatch(r"(\d{1,9}):(\d{1,9})", words)
    if offsets:
        return int(offsets[1]), int(offsets[2])
    count = document.text.count(words) if words else 0
    if count != 1:
        where = "do not stand" if not count else f"stand {count} times"
        raise InputError(f"The words '{words}' {where} in {document.name or document.id}.", "Give START:END instead.")
    start = document.text.index(words)
    return start, start + len(words)


def _waiting_at(session: Session, document: Document, start: int, end: int, unit: str) -> list[Proposed]:
    """The proposals that wait at those words: those of the same span, or else those that overlap it; of several, those
    with the unit that is wanted."""
    waiting = [each for each in session.desk.waiting() if each.claim.document == document.id]
    same = [each for each in waiting if (each.claim.start, each.claim.end) == (start, end)]
    over = [each for each in waiting if (each.claim.start or 0) < end and start < (each.claim.end or 0)]
    found = same or over
    return found if len(found) < 2 else [each for each in found if each.claim.unit == unit] or found
