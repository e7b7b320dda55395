"""Reports into a case: read, keep the copies, propose claims, and write each file in one transaction.

The same file twice is one document; so is a message that comes in two exports. A file that cannot be read becomes a
finding, and the rest goes on.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import read_findings as wrong
from antigone.formats.detect import TABLE
from antigone.formats.limits import DEFAULT_LIMITS, Limits
from antigone.formats.source import Read
from antigone.formats.worker import Readers
from antigone.record.case import RECORD, Case
from antigone.record.event import Draft, Event
from antigone.said.document import (
    DOCUMENT_READ,
    Document,
    document_from_body,
    document_to_body,
    sha256_hex,
    working_copy,
)
from antigone.said.extract import Extraction
from antigone.said.metadata import completed
from antigone.said.proposal_events import CLAIM_PROPOSED, Desk, Proposed, fold_desk, proposal_to_body
from antigone.said.propose import propose
from antigone.said.resolve import Known
from antigone.said.session import Session

if TYPE_CHECKING:
    from antigone.said.backend import Backend

STDIN = "-"


@dataclass
class FileRead:
    """What became of one file.

    Attributes:
        name: of the file, as given.
        format: name of its reader, `table`, or empty where none fits.
        new: documents that were not in the case, each with its proposals and how many numbers are left unclear.
        known: ids of documents that were in the case already.
        amended: ids of those among them that now carry what was given about them.
        proposed_again: how many claims were found in documents that were in the case already.
        findings: what was wrong.
        imported: for a table, how many rows it added; None for anything else.
    """

    name: str
    format: str = ""
    new: list[tuple[Document, list[Proposed], int]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    amended: list[str] = field(default_factory=list)
    proposed_again: int = 0
    findings: list[Finding] = field(default_factory=list)
    imported: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The outcome as plain JSON values."""
        return {
            "file": self.name,
            "format": self.format,
            "documents": [
                {**document_to_body(document), "characters": len(document.text), "proposals": len(found), "unclear": n}
                for document, found, n in self.new
            ],
            "known": self.known,
            "amended": self.amended,
            "proposed_again": self.proposed_again,
            "imported_rows": self.imported,
            "findings": [finding.as_json() for finding in self.findings],
        }


def report_files(paths: Iterable[Path | str]) -> Iterator[Path | str]:
    """Every file of these files and folders, folders in depth and by name; `-` is standard input.

    Raises:
        InputError: a path that is not there.
    """
    for path in paths:
        if str(path) == STDIN:
            yield STDIN
        elif Path(path).is_dir():
            yield from _inside(Path(path))
        elif Path(path).exists():
            yield Path(path)
        else:
            raise InputError(f"There is no file or folder {path}.", "Check the path.")


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder, without hidden ones, without following links to folders, and without cases in it."""
    for at, folders, files in os.walk(folder):
        if RECORD in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at) / name for name in sorted(files) if not name.startswith((".", "~$")))


class ReportReader:
    """Reads files into one case; use it as a context.

    Args:
        case: open; for writing unless it is a dry run.
        given: what a person says of every document read: `publisher`, `published_on`, `url`, `language`, `event`.
        dry_run: write nothing.
        limits: what a file may cost.
        backend: a language model to ask as well; None (as a rule) for none.
        again: look for claims anew in documents that are in the case already, as after a new version of a grammar.
        tables: enter the rows of tables; else a table is only looked at, and says what it would do.
        watch: wraps the documents of a file while they are gone through, to show how far that is.
    """

    def __init__(
        self,
        case: Case,
        given: dict[str, Any] | None = None,
        *,
        dry_run: bool = False,
        limits: Limits = DEFAULT_LIMITS,
        backend: Backend | None = None,
        again: bool = False,
        tables: bool = True,
        watch: Callable[[Sequence[Document]], Iterable[Document]] = lambda documents: documents,
    ) -> None:
        self.case = case
        self.given = given or {}
        self.dry_run = dry_run
        self.limits = limits
        self.backend = backend
        self.again = again
        self.tables = tables
        self.watch = watch
        self.desk: Desk = fold_desk(case.events())
        self._seen = set(self.desk.documents)
        self._readers = Readers(limits)

    def __enter__(self) -> ReportReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._readers.close()

    def read(self, path: Path | str) -> FileRead:
        """Read one file (or standard input) into the case; never raises for what the file holds."""
        name = STDIN if path == STDIN else str(path)
        try:
            data = self._bytes(path)
        except OSError as fault:
            why = fault.strerror or str(fault)
            return FileRead(name, findings=[Finding(wrong.CANNOT_OPEN, {"why": why}, file=name)])
        return self.read_bytes(data, name)

    def read_bytes(self, data: bytes, name: str) -> FileRead:
        """Read the bytes of one file into the case; the name says only what it is called. Never raises for them."""
        found = self._readers.read(data, "standard input" if name == STDIN else Path(name).name)
        if found.format == TABLE and _is_decisions(data):
            return FileRead(name, TABLE, findings=[Finding(wrong.DECISIONS, file=name)])
        if found.format == TABLE:
            return self._table(data, name)
        return self._documents(name, data, found)

    def _bytes(self, path: Path | str) -> bytes:
        """The bytes, at most one more than the limit allows (which is then refused)."""
        most = self.limits.file_bytes + 1
        if path == STDIN:
            return sys.stdin.buffer.read(most)
        if not Path(path).is_file():
            raise OSError(0, "it is no ordinary file")
        with open(path, "rb") as file:
            return file.read(most)

    def _documents(self, name: str, data: bytes, found: Read) -> FileRead:
        result = FileRead(name, found.format, findings=list(found.findings))
        amended: list[Draft] = []
        for bare in self.watch(found.documents):
            if bare.id in self._seen:
                result.known.append(bare.id)
                amended += self._amended(bare.id, result)
                amended += self._proposed_again(bare.id, result) if self.again else []
                continue
            self._seen.add(bare.id)
            document = completed(bare.with_given(**self.given))
            proposals, extraction = self._proposals(document, result)
            if self.backend:
                from antigone.said.backend import propose_with

                more, doubts = propose_with(self.backend, document, extraction)
                proposals, result.findings = [*proposals, *more], [*result.findings, *doubts]
            unclear = sum(number.use.value == "unclear" for number in extraction.numbers)
            result.new.append((document, proposals, unclear))
        if amended and not self.dry_run:
            self.case.append(amended)
        if result.new and not self.dry_run:
            self._write(name, data, result)
        return result

    def _stored(self, id: str) -> Document:
        """A document of the case, with its working text."""
        copies = json.loads(self.case.capture(self.desk.working[id]))
        return document_from_body(document_to_body(self.desk.documents[id]), copies[id])

    def _proposed_again(self, id: str, result: FileRead) -> list[Draft]:
        """What the grammar finds now in a document of the case, at words that no proposal touches yet."""
        if id not in self.desk.documents:
            return []
        there = [each.claim for each in self.desk.proposals.values() if each.claim.document == id]
        spans = [(claim.start or 0, claim.end or 0) for claim in there]
        document = self._stored(id).with_given(**self.given)
        found = [
            each
            for each in self._proposals(document, result)[0]
            if not any((each.claim.start or 0) < end and start < (each.claim.end or 0) for start, end in spans)
        ]
        result.proposed_again += len(found)
        bodies = ({"proposal": proposal_to_body(each)} for each in found)
        return [Draft(CLAIM_PROPOSED, body, source=document.capture) for body in bodies]

    def _amended(self, id: str, result: FileRead) -> list[Draft]:
        """Where more is given of a document that is in the case: the document anew, and with it what waits of it."""
        stored = self.desk.documents.get(id)
        stated = {name: value for name, value in self.given.items() if value}
        if stored is None or all(getattr(stored, name) == value for name, value in stated.items()):
            return []
        result.amended.append(id)
        document = self._stored(id).with_given(**stated)
        body = {
            "document": document_to_body(document),
            "working": self.desk.working[id],
            "characters": len(document.text),
        }
        drafts = [_anew(DOCUMENT_READ, body, self.desk.put_down[id], document.capture)]
        waiting = {each.id for each in self.desk.waiting()} & self.desk.put_down.keys()
        for each in self._proposals(document, result)[0]:
            if each.id in waiting:
                again = {"proposal": proposal_to_body(each)}
                drafts.append(_anew(CLAIM_PROPOSED, again, self.desk.put_down[each.id], document.capture))
        return drafts

    def _proposals(self, document: Document, result: FileRead) -> tuple[list[Proposed], Extraction]:
        """What the grammar finds; a fault of the grammar in one text is a finding, and the other files are read."""
        try:
            proposals, extraction = propose(document)
        except Exception as fault:
            why = f"{type(fault).__name__}: {fault}"[:200]
            result.findings.append(Finding(wrong.GRAMMAR_FAILED, {"why": why}, file=result.name))
            return [], Extraction((), ())
        result.findings += extraction.findings
        return proposals, extraction

    def _write(self, name: str, data: bytes, result: FileRead) -> None:
        """Keep the capture and the working copy of its documents, then write their events in one transaction."""
        self.case.keep(data, name=Path(name).name, method="standard input" if name == STDIN else "file")
        copies = {document.id: working_copy(document) for document, _, _ in result.new}
        packed = json.dumps(copies, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        working = self.case.keep(packed, name=f"{Path(name).name}.working.json", method="working copy")
        drafts: list[Draft] = []
        for document, proposals, _ in result.new:
            read = {"document": document_to_body(document), "working": working, "characters": len(document.text)}
            drafts.append(Draft(DOCUMENT_READ, read, source=document.capture))
            bodies = (proposal_to_body(each) for each in proposals)
            drafts += [Draft(CLAIM_PROPOSED, {"proposal": body}, source=document.capture) for body in bodies]
        self.case.append(drafts)

    def _table(self, data: bytes, name: str) -> FileRead:
        """A table goes the way of an import; one row is one claim."""
        from antigone.formats.case_import import import_reading
        from antigone.formats.tables import read_bytes

        if name == STDIN:
            finding = Finding(wrong.CANNOT_OPEN, {"why": "a table is not read from standard input"}, file=name)
            return FileRead(name, TABLE, findings=[finding])
        own = Path(name).name
        reading = read_bytes(data, own)
        reading.sources[sha256_hex(data)] = (own, data)
        done = import_reading(self.case, reading, dry_run=self.dry_run or not self.tables)
        findings = list(done.plan.findings)
        if not self.tables and not done.plan.is_empty:
            plan = done.plan
            values = {"added": len(plan.added), "changed": len(plan.changed), "kept_out": plan.kept_out()}
            findings.insert(0, Finding(wrong.TABLE_WAITS, values, file=name))
            return FileRead(name, TABLE, findings=findings)
        return FileRead(name, TABLE, findings=findings, imported=len(done.plan.added))


def _anew(kind: str, body: dict[str, Any], old: str, source: str) -> Draft:
    return Draft(kind, body, source=source, corrects=old, reason="more was given about the document")


def _is_decisions(data: bytes) -> bool:
    """True for a table with the columns of `said.decisions`."""
    header = data[:2000].lstrip(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace")
    return {"decision", "document", "words"} <= {cell.strip().casefold() for cell in header.split(",")}


def known_of(events: Sequence[Event]) -> Known:
    """What a case knows by name: its places, groups, parties and units."""
    from antigone.account.casefold import fold

    book = fold(events).book
    return Known(book.places, book.groups, book.parties, units=book.units)


def open_session(case: Case) -> Session:
    """A sitting over a case, for the terminal and for the web."""
    return Session(case, known_of)
