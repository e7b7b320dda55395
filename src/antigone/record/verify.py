"""Verify: everything that a case or an archive claims of itself, checked without trusting any of it.

It needs no key. Where the case key lies open, or its passphrase is given, sealed values are opened as well and held
against what their events committed to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from antigone.core.errors import AntigoneError, CaseError, InputError
from antigone.core.finding import Finding, FindingKind, Severity
from antigone.record import problems as p
from antigone.record import sealed as sealing
from antigone.record.audit import Audit, Writer
from antigone.record.checkpoint import ED25519, Checkpoint, NoteKey, parse_checkpoint
from antigone.record.event import Event, SealedField
from antigone.record.snapshot import Snapshots
from antigone.record.store import Box, Record
from antigone.record.vault import erasures

Progress = Callable[[int], None]
"""Is told now and then how many events were gone through."""


@dataclass
class VerifyReport:
    """What was checked, and what was found.

    Attributes:
        path: what was checked.
        case, name: id and name of the case.
        events, captures, sealed, erased: how many of each.
        root: of the tree over all events, hex.
        writers: by public key.
        cosigned: for each trusted key that cosigned, the size it vouched for.
        findings: problems and notes, in the order of the checks.
    """

    path: str
    case: str = ""
    name: str = ""
    events: int = 0
    captures: int = 0
    sealed: int = 0
    erased: int = 0
    root: str = ""
    writers: dict[str, Writer] = field(default_factory=dict)
    cosigned: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def problems(self) -> list[Finding]:
        """What makes the record fail."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def ok(self) -> bool:
        """True where nothing makes it fail."""
        return not self.problems

    def say(self, kind: FindingKind, *proof: str, **values: object) -> None:
        """Add a finding."""
        self.findings.append(Finding(kind, values, proof))

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        writers = [
            {"writer": key, "by": w.by, "events": w.count, "joined_at": w.joined} for key, w in self.writers.items()
        ]
        return {
            "path": self.path,
            "ok": self.ok,
            "case": self.case,
            "name": self.name,
            "events": self.events,
            "captures": self.captures,
            "sealed": self.sealed,
            "erased": self.erased,
            "root": self.root,
            "writers": writers,
            "cosigned": self.cosigned,
            "findings": [finding.as_json() for finding in self.findings],
        }


class Holding(Protocol):
    """What can be verified: a case's folder or an archive."""

    def records(self) -> Iterator[tuple[int, Record]]:
        """Positions and events."""

    def head(self) -> str:
        """The signed head."""

    def tree(self) -> tuple[int, bytes] | None:
        """Size and joined peaks of the tree as stored beside the head; None where they do not travel."""

    def notes(self) -> list[str]:
        """Checkpoints kept on purpose."""

    def boxes(self) -> Iterable[Box]:
        """The sealed values."""

    def wrapped_keys(self) -> Mapping[str, bytes] | None:
        """The subjects' keys; None where they do not travel."""

    def digests(self) -> Iterator[tuple[str, str]]:
        """For each kept copy its name and the sha256 of what is there now."""

    def snapshots(self) -> Snapshots | None:
        """Stored read models; None where they do not travel."""

    def opens(self, case: str, entry: SealedField, box: Box) -> bool | None:
        """Whether a sealed value opens to its commitment; None where the key is not at hand."""


@dataclass
class Named:
    """What the events name outside themselves: copies and sealed values, with the first position that does."""

    copies: dict[str, int] = field(default_factory=dict)
    blobs: dict[str, tuple[SealedField, int]] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    cosigners: list[NoteKey] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Note what this event names."""
        if event.source:
            self.copies.setdefault(event.source, event.position)
        for entry in event.sealed:
            self.blobs[entry.blob] = (entry, event.position)
        for blob in erasures(event):
            self.erased.setdefault(blob, event.position)
        if event.kind == "cosigner.trusted":
            self.cosigners.append(NoteKey.parse(str(event.body.get("key", ""))))


def verify_holding(path: str, holding: Holding, progress: Progress | None = None) -> VerifyReport:
    """All checks over one holding; they go on after a fault, so that everything is reported at once."""
    report = VerifyReport(path)
    notes = _parse_notes(report, holding)
    audit = Audit(frozenset(note.size for _, note in notes))
    report.findings, said = audit.findings, report.findings
    named = Named()
    snapshots = holding.snapshots()
    rebuilt = snapshots.rebuild() if snapshots else None
    for event in audit.read(holding.records()):
        if progress and event.position % 1000 == 0:
            progress(event.position)
        try:
            named.add(event)
        except InputError as error:
            audit.findings.append(Finding(p.NOTE, {"which": "key of a cosigner", "why": error.message}, (event.id,)))
        if rebuilt:
            rebuilt.step(event)
    report.findings += said
    _log(report, audit, notes, named)
    if report.ok and holding.tree() not in (None, audit.tree()):
        report.say(p.NO_HEAD, why="the tree stored beside it is not the tree of the events.")
    _copies(report, holding, named)
    _sealed(report, holding, named)
    for name in rebuilt.differing() if rebuilt else ():
        report.say(p.MODEL, name=name)
    return report


def _parse_notes(report: VerifyReport, holding: Holding) -> list[tuple[str, Checkpoint]]:
    """The head first, then the checkpoints kept."""
    notes: list[tuple[str, Checkpoint]] = []
    try:
        notes.append(("signed head", parse_checkpoint(holding.head())))
    except AntigoneError as error:
        report.say(p.NO_HEAD, why=error.message)
    for number, text in enumerate(holding.notes()):
        which = f"checkpoint {number}"
        try:
            notes.append((which, parse_checkpoint(text)))
        except AntigoneError as error:
            report.say(p.NOTE, which=which, why=error.message)
    return notes


def _log(report: VerifyReport, audit: Audit, notes: list[tuple[str, Checkpoint]], named: Named) -> None:
    """The log against its head and its checkpoints."""
    report.case, report.name, report.events = audit.case, audit.name, audit.size
    report.root, report.writers = audit.root().hex(), audit.writers
    for key, writer in audit.writers.items():
        if writer.joined > 0:
            report.say(p.SELF_JOINED, writer=key[:8], by=writer.by, position=writer.joined)
    if audit.newer:
        report.say(p.UNKNOWN_VERSION, count=audit.newer)
    if audit.size == 0:
        report.say(p.NO_OPENING)
    good = 0
    for which, note in sorted(notes, key=lambda pair: pair[1].size):
        if which == "signed head" and note.size != audit.size:
            report.say(p.HEAD_SIZE, signed=note.size, found=audit.size, what=_difference(note.size, audit.size))
        elif note.size > audit.size:
            why = f"it counts {note.size} events and {audit.size} are here: the end was removed"
            report.say(p.NOTE, which=which, why=why)
        elif audit.roots.get(note.size) != note.root:
            report.say(p.ROOT, size=note.size, last=note.size - 1, since=_since(good))
        else:
            good = note.size
        _signers(report, which, note, audit, named)


def _since(good: int) -> str:
    return f"up to position {good - 1} they are as an earlier checkpoint signed" if good else "no earlier one is right"


def _difference(signed: int, found: int) -> str:
    return f"{signed - found} removed at the end" if signed > found else f"{found - signed} added after it"


def _signers(report: VerifyReport, which: str, note: Checkpoint, audit: Audit, named: Named) -> None:
    """Some writer of the case signed it; a trusted cosigner's signature, where there is one, is right."""
    origin = f"antigone/{audit.case}"
    keys = [NoteKey(origin, ED25519, bytes.fromhex(writer)) for writer in audit.writers]
    try:
        signed = [note.signed_by(key) for key in keys]  # each is asked, so that no wrong signature stays unseen
        if note.origin != origin or True not in signed:
            report.say(p.NOTE, which=which, why="no writer of this case signed it")
        for key in named.cosigners:
            if note.signed_by(key):
                report.cosigned[key.name] = max(report.cosigned.get(key.name, 0), note.size)
    except InputError as error:
        report.say(p.NOTE, which=which, why=error.message)


def _copies(report: VerifyReport, holding: Holding, named: Named) -> None:
    """Each copy that an event names is there, unchanged."""
    missing = dict(named.copies)
    for name, digest in holding.digests():
        position = missing.pop(name, None)
        if position is None:
            report.say(p.STRAY_CAPTURE, name=name)
        elif digest != name:
            report.say(p.CAPTURE_CHANGED, digest=name, position=position)
        else:
            report.captures += 1
    for name, position in missing.items():
        report.say(p.NO_CAPTURE, digest=name, position=position)


def _sealed(report: VerifyReport, holding: Holding, named: Named) -> None:
    """Each sealed value is there unchanged, or was erased and is gone."""
    missing = {blob: at for blob, at in named.blobs.items() if blob not in named.erased}
    report.erased = len(named.erased)
    keys = holding.wrapped_keys()
    for box in holding.boxes():
        blob = box.blob.hex()
        found = missing.pop(blob, None)
        if sha256(box.data).digest() != box.blob:
            report.say(p.BLOB_CHANGED, blob=blob)
        elif found is None:
            _stray(report, blob, named)
        else:
            report.sealed += 1
            if holding.opens(report.case, found[0], box) is False:
                report.say(p.DOES_NOT_OPEN, field=found[0].field, position=found[1])
        if keys is not None and box.subject is not None and box.subject not in keys:
            report.say(p.KEY_CHANGED, subject=box.subject)
    for entry, position in missing.values():
        report.say(p.NO_BLOB, field=entry.field, position=position)
    for subject, wrapped in (keys or {}).items():
        if not sealing.is_whole(wrapped, subject):
            report.say(p.KEY_CHANGED, subject=subject)


def _stray(report: VerifyReport, blob: str, named: Named) -> None:
    """A sealed value that should not be there."""
    if blob in named.erased:
        report.say(p.NOT_ERASED, blob=blob, position=named.erased[blob])
    else:
        report.say(p.STRAY_BLOB, blob=blob)


# -- what can be held ------------------------------------------------------------------------------------------


def verify_path(path: Path | str, passphrase: str | None = None) -> VerifyReport:
    """Verify a case's folder or an archive, whichever lies there."""
    path = Path(path)
    return verify_case(path, passphrase) if path.is_dir() else verify_archive(path)


def verify_case(path: Path | str, passphrase: str | None = None, progress: Progress | None = None) -> VerifyReport:
    """Verify the case in a folder.

    Raises:
        CaseError: there is no case, or its file cannot be opened at all.
    """
    from antigone.record.holding import open_folder

    path = Path(path)
    with open_folder(path, passphrase) as folder:
        damage = folder.damage()
        if damage:
            report = VerifyReport(str(path))
            for why in damage[:10]:
                report.say(p.STORE, why=why)
        try:
            found = verify_holding(str(path), folder, progress)
        except CaseError as error:
            if not damage:
                raise
            report.say(p.STORE, why=error.message)
            return report
        found.findings += report.findings if damage else []
        return found


def verify_archive(path: Path | str) -> VerifyReport:
    """Verify an archive, anywhere: no key and no case is needed.

    Raises:
        InputError: it cannot be read at all.
    """
    from antigone.record.holding import open_archive

    path = Path(path)
    if not path.exists():
        raise InputError(f"{path} is not there.", "Check the path.")
    try:
        with open_archive(path) as (holding, faults):
            report = verify_holding(str(path), holding)
            report.findings += [Finding(p.ARCHIVE, {"why": why}) for why in faults(report)]
            return report
    except InputError as error:
        report = VerifyReport(str(path))
        report.say(p.ARCHIVE, why=error.message)
        return report
