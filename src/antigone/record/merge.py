"""Merging: events written elsewhere enter when all that they rest on is here; until then they wait, visibly.

Two copies that have exchanged everything hold the same events, though each in its own order of arrival. Folds that
must come out equal in every copy go over `causal_order`, which depends on the events alone.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from antigone.core.errors import AntigoneError, InputError, VerificationError
from antigone.core.finding import Finding, declare
from antigone.record.archive import Archive, record_of
from antigone.record.canonical import canonical_bytes
from antigone.record.case import Case
from antigone.record.event import SIGNING_DOMAIN, Event, decode
from antigone.record.store import Batch, Box, ForkError, Record, StoreMoved
from antigone.record.vault import erasures

Heads = dict[str, tuple[int, bytes]]
WAITING = "waiting.jsonl"

FORKED = declare(
    "record.forked",
    "Writer {writer} wrote two different events at seq {seq}; the one that came later waits outside.",
    "The writer's key was used in two copies of the case. Decide which copy goes on, and enter the other's by hand.",
    writer="3f9a1c5e",
    seq=7,
)
FORGED = declare(
    "record.forged",
    "An event that came from elsewhere was refused: {why}",
    "Ask its sender to verify their copy and send it again.",
    why="its signature is wrong",
)
WAITS = declare(
    "record.waits",
    "The event {event} of writer {writer} (seq {seq}) waits for {missing}.",
    "Ask for what is missing; it enters by itself once that is here.",
    event="9c41d2aa",
    writer="3f9a1c5e",
    seq=7,
    missing="seq 6 of writer 3f9a1c5e",
)


@dataclass
class Admission:
    """What became of events that came from elsewhere.

    Attributes:
        admitted: ids of those that entered, in order.
        known: how many were here already.
        waiting: those that rest on something that is not here.
        findings: forks, forgeries, and what is waited for.
    """

    admitted: list[str] = field(default_factory=list)
    known: int = 0
    waiting: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def missing_for(event: Event, heads: Heads) -> list[tuple[str, int]]:
    """What must be here before `event` can enter: the end of its own chain, and of each chain it had seen."""
    needed = {**event.seen}
    if event.seq:
        needed[event.writer] = event.seq - 1
    return [(writer, seq) for writer, seq in sorted(needed.items()) if heads.get(writer, (-1, b""))[0] < seq]


def sort_out(records: Iterable[Record], heads: Heads, case: str, known: set[bytes]) -> tuple[Admission, list[Record]]:
    """Decide about each record, and give those that can enter in an order in which they can. Pure.

    Args:
        records: in any order, with repeats.
        heads: of the log.
        case: id of the case.
        known: ids among them that the log holds.
    """
    result, enter, heads = Admission(), [], dict(heads)
    pending: dict[bytes, tuple[Event, Record]] = {}
    for record in records:
        if record.id in known:
            result.known += 1
        elif record.id not in pending:
            try:
                pending[record.id] = _genuine(record, case), record
            except AntigoneError as error:
                result.findings.append(Finding(FORGED, {"why": error.message}, (record.id.hex(),)))
    moved = True
    while moved:
        moved = False
        for id, (event, record) in sorted(pending.items(), key=lambda item: (item[1][0].recorded, item[0])):
            if not missing_for(event, heads):
                del pending[id]
                moved = True
                if _continues(event, heads):
                    enter.append(record)
                    heads[event.writer] = (event.seq, id)
                else:
                    values = {"writer": event.writer[:8], "seq": event.seq}
                    result.findings.append(Finding(FORKED, values, (event.id,)))
    _wait(result, pending, heads)
    return result, enter


def _genuine(record: Record, case: str) -> Event:
    """The event, if it is one of this case, in canonical form and signed by its writer."""
    event = decode(record.raw, signature=record.signature)
    if event.case != case:
        raise InputError("it belongs to another case")
    if canonical_bytes(json.loads(record.raw)) != record.raw:
        raise InputError("it is not in canonical form")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(event.writer))
        key.verify(record.signature, SIGNING_DOMAIN + record.raw)
    except (InvalidSignature, ValueError):
        raise InputError("its signature is wrong") from None
    return event


def _continues(event: Event, heads: Heads) -> bool:
    """True where the event is the next of its chain."""
    seq, last = heads.get(event.writer, (-1, b""))
    return event.seq == seq + 1 and (event.prev or "") == last.hex()


def _wait(result: Admission, pending: dict[bytes, tuple[Event, Record]], heads: Heads) -> None:
    for event, record in pending.values():
        missing = ", ".join(f"seq {seq} of writer {writer[:8]}" for writer, seq in missing_for(event, heads))
        values = {"event": event.id[:8], "writer": event.writer[:8], "seq": event.seq, "missing": missing}
        result.waiting.append(record)
        result.findings.append(Finding(WAITS, values, (event.id,)))


def admit(case: Case, records: Iterable[Record], boxes: Iterable[Box] = ()) -> Admission:
    """Let events from elsewhere, and those that waited, enter a case: in one transaction, each once.

    Args:
        case: open for writing.
        records: in any order; repeats do no harm.
        boxes: sealed values that came along.
    """
    case.join()
    before = str(case.checkpoint())
    arrived = {record.id: record for record in [*records, *read_waiting(case)]}
    sealed = {box.blob: box for box in boxes}
    while True:
        known = {id for id in arrived if case.store.position(id) is not None}
        result, enter = sort_out(arrived.values(), case.store.heads(), case.id, known)
        if not enter:
            break
        try:
            case.store.append(_batch(case, enter, sealed))
        except (StoreMoved, ForkError):
            case.catch_up()
            continue
        case.catch_up()
        for note in (before, str(case.checkpoint())):  # so that `verify` can tell where a disorder began
            case.store.keep_note(note)
        result.admitted = [record.id.hex() for record in enter]
        break
    _keep_waiting(case, result.waiting)
    return result


def _batch(case: Case, enter: list[Record], sealed: dict[bytes, Box]) -> Batch:
    """The events with their sealed values; what one of them erases does not enter, or goes."""
    named: set[bytes] = set()
    gone = {bytes.fromhex(blob) for blob in case.register().erased}
    subjects: list[str] = []
    for record in enter:
        event = decode(record.raw)
        named.update(bytes.fromhex(entry.blob) for entry in event.sealed)
        gone.update(bytes.fromhex(blob) for blob in erasures(event))
        if event.kind == "erased" and isinstance(event.body.get("subject"), str):
            subjects.append(event.body["subject"])
    boxes = tuple(sealed[blob] for blob in sorted(named - gone) if blob in sealed)
    head = case.head_after(record.id for record in enter)
    return Batch(tuple(enter), head, case.size, boxes, (), tuple(subjects), tuple(sorted(gone)))


def merge_archive(case: Case, archive: Path) -> Admission:
    """Let in what another copy's archive holds: its copies of documents first, then its events.

    Raises:
        VerificationError: the archive does not verify; nothing enters.
        InputError: it is of another case.
    """
    from antigone.record.verify import verify_archive

    report = verify_archive(archive)
    if not report.ok:
        raise VerificationError(f"{archive} does not verify: {report.problems[0].sentence}", "Nothing was merged.")
    if report.case != case.id:
        raise InputError(f"{archive} is of another case.", "Merge copies of the same case only.")
    with Archive.open(archive) as held:
        for name in held.under("captures/"):
            case.captures.keep(held.content(name))
        return admit(case, (record for _, record in held.records()), held.boxes())


def read_waiting(case: Case) -> list[Record]:
    """Events that came from elsewhere and wait."""
    path = case.path / WAITING
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = (json.loads(line) for line in lines)
    return [record_of(row["event"].encode("utf-8"), bytes.fromhex(row["signature"])) for row in rows]


def _keep_waiting(case: Case, records: list[Record]) -> None:
    path = case.path / WAITING
    if not records and not path.exists():
        return
    rows = ({"event": r.raw.decode("utf-8"), "signature": r.signature.hex()} for r in records)
    temporary = path.with_name(f".{WAITING}")
    temporary.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    temporary.replace(path)


def causal_order(events: Iterable[Event]) -> Iterator[Event]:
    """The events in the one order that every complete copy agrees on.

    Each stands after all that its writer had seen; among those free to stand next, the earliest `recorded` comes
    first, then the smallest id. Raises `ValueError` where something that was seen is not among the events.
    """
    chains: dict[str, dict[int, Event]] = {}
    for event in events:
        chains.setdefault(event.writer, {})[event.seq] = event
    done: dict[str, int] = dict.fromkeys(chains, -1)
    waiting: dict[tuple[str, int], list[Event]] = {}
    ready = [(chain[0].recorded, chain[0].id, chain[0]) for chain in chains.values() if 0 in chain]
    ready = [item for item in ready if not _hold(item[2], done, waiting)]
    heapq.heapify(ready)
    left = sum(map(len, chains.values()))
    while ready:
        event = heapq.heappop(ready)[2]
        yield event
        left -= 1
        done[event.writer] = event.seq
        free = waiting.pop((event.writer, event.seq), [])
        following = chains[event.writer].get(event.seq + 1)
        for candidate in [*free, *([following] if following else [])]:
            if not _hold(candidate, done, waiting):
                heapq.heappush(ready, (candidate.recorded, candidate.id, candidate))
    if left:
        raise ValueError(f"{left} events rest on others that are not here")


def _hold(event: Event, done: dict[str, int], waiting: dict[tuple[str, int], list[Event]]) -> bool:
    """Put the event aside under the first thing it still waits for; False where it waits for nothing."""
    for writer, seq in event.seen.items():
        if done.get(writer, -1) < seq:
            waiting.setdefault((writer, seq), []).append(event)
            return True
    return False
