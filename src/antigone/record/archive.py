"""A whole case as one file, that verifies anywhere: an uncompressed tar in one exact form. See docs/spec/event.md.

It holds no key, and nothing that ties sealed values to a subject: those travel by another way, in a bundle of keys.
The form is strict (names, order, headers, padding), so that the same case gives the same bytes, and a reader can
refuse every other byte. Nothing is compressed: an archive cannot unpack to more than its own size.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from antigone.core.errors import AntigoneError, CaseError, InputError, VerificationError
from antigone.record.canonical import canonical_bytes
from antigone.record.captures import Captures, flush_folder
from antigone.record.case import CAPTURES, KEYS, RECORD, Case
from antigone.record.checkpoint import parse_checkpoint
from antigone.record.event import decode, event_id
from antigone.record.merkle import Frontier
from antigone.record.sqlite import SqliteStore
from antigone.record.store import Batch, Box, Head, Record

BLOCK = 512
MANIFEST, EVENTS, SIGNATURES, HEAD = "antigone.json", "log/events.jsonl", "log/signatures.txt", "log/checkpoint.txt"
_FIXED = (MANIFEST, EVENTS, SIGNATURES, HEAD)
_LATER = re.compile(r"log/checkpoints/\d{6}\.txt|sealed/[0-9a-f]{64}|captures/([0-9a-f]{2})/\1[0-9a-f]{62}")
_CHUNK = 1 << 20
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside an archive: its name, and where its bytes lie."""

    name: str
    start: int
    size: int


@dataclass
class Archive:
    """An archive opened for reading; its form has been checked, its content not yet.

    Attributes:
        file: the open file.
        members: by name, in order.
    """

    file: IO[bytes]
    members: dict[str, Member] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Archive]:
        """Open one; `InputError` names the place where its form is broken."""
        try:
            with open(path, "rb") as file:
                archive = cls(file)
                archive._index(os.fstat(file.fileno()).st_size)
                yield archive
        except OSError as error:
            raise InputError(f"{path} cannot be read ({error.strerror}).", "Check the path.") from None

    def _index(self, total: int) -> None:
        """Find all members, and hold every byte that is not content against the form."""
        at, last = 0, ""
        while True:
            header = self._at(at, BLOCK)
            if header == bytes(BLOCK):
                if self._at(at, 2 * BLOCK) != bytes(2 * BLOCK) or total != at + 2 * BLOCK:
                    raise _broken("its end", at)
                break
            name, size = _parse_header(header, at)
            _check_order(name, last, len(self.members), at)
            start, end = at + BLOCK, at + BLOCK + size
            at = end + -end % BLOCK
            if at > total:
                raise _broken(f"it ends in the middle of {name}", total)
            if self._at(end, at - end) != bytes(at - end):
                raise _broken(f"something is hidden after {name}", end)
            self.members[name] = Member(name, start, size)
            last = name
        if len(self.members) < len(_FIXED):
            raise _broken("it is not whole", total)

    def _at(self, offset: int, size: int) -> bytes:
        self.file.seek(offset)
        return self.file.read(size)

    def content(self, name: str) -> bytes:
        """The content of a member."""
        member = self.members[name]
        return self._at(member.start, member.size)

    def digest(self, name: str) -> str:
        """The sha256 (hex) of a member's content, read in pieces."""
        member, hashed = self.members[name], sha256()
        for at in range(0, member.size, _CHUNK):
            hashed.update(self._at(member.start + at, min(_CHUNK, member.size - at)))
        return hashed.hexdigest()

    def under(self, folder: str) -> Iterator[str]:
        """Names of the members in a folder."""
        return (name for name in self.members if name.startswith(folder))

    def records(self) -> Iterator[tuple[int, Record]]:
        """Positions and events; `InputError` where lines and signatures do not pair up."""
        events = self._lines(EVENTS)
        signatures = self._lines(SIGNATURES)
        for position, raw in enumerate(events):
            signed = next(signatures, b"")
            if len(signed) != 128 or signed.strip(b"0123456789abcdef"):
                raise _broken(f"the signature of position {position} is missing or unreadable", position)
            yield position, record_of(raw, bytes.fromhex(signed.decode("ascii")))
        if next(signatures, None) is not None:
            raise _broken("there are more signatures than events", self.members[SIGNATURES].start)

    def _lines(self, name: str) -> Iterator[bytes]:
        """Lines of a member without their ends, each of which must be there."""
        member = self.members[name]
        at, rest = 0, b""
        while at < member.size:
            piece = self._at(member.start + at, min(_CHUNK, member.size - at))
            at += len(piece)
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
        if rest:
            raise _broken(f"the last line of {name} is not whole", member.start + member.size)

    def notes(self) -> list[str]:
        """Checkpoints kept on purpose."""
        return [_text(self.content(name), name) for name in self.under("log/checkpoints/")]

    def head(self) -> str:
        """The signed head."""
        return _text(self.content(HEAD), HEAD)

    def boxes(self) -> Iterator[Box]:
        """The sealed values; whose they are does not travel with them."""
        for name in self.under("sealed/"):
            yield Box(bytes.fromhex(name[-64:]), None, self.content(name))


def is_archive(path: Path) -> bool:
    """True where a file begins as an archive of a case does."""
    try:
        with open(path, "rb") as file:
            return file.read(100).rstrip(b"\0") == MANIFEST.encode()
    except OSError:
        return False


def _parse_header(header: bytes, at: int) -> tuple[str, int]:
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        exact = _header(info.name, info.size) == header
    except (tarfile.HeaderError, UnicodeError, ValueError):
        raise _broken("it is cut off or damaged", at) from None
    if not exact:
        raise _broken("a header is not in its exact form", at)
    return info.name, info.size


def _check_order(name: str, last: str, index: int, at: int) -> None:
    """Names are of the known forms only, so nothing can point outside; each comes once, in order."""
    if index < len(_FIXED):
        right = name == _FIXED[index]
    else:
        right = _LATER.fullmatch(name) is not None and (index == len(_FIXED) or _rank(name) > _rank(last))
    if not right:
        raise _broken(f"'{name[:80]}' does not belong there", at)


def _rank(name: str) -> tuple[int, str]:
    return ("log", "sealed", "captures").index(name.split("/")[0]), name


def _broken(why: str, at: int) -> InputError:
    return InputError(f"This is no whole archive of a case: {why} (byte {at:,}).", "Ask for it again, or use a copy.")


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{name} in the archive is no text.", "Ask for it again, or use a copy.") from None


def record_of(raw: bytes, signature: bytes) -> Record:
    """The row for exact bytes; bytes that are no event keep an empty place in the chain."""
    id = event_id(raw)
    try:
        event = decode(raw)
    except AntigoneError:
        return Record(id, "", -1, None, raw, signature)
    prev = bytes.fromhex(event.prev) if event.prev else None
    return Record(id, event.writer, event.seq, prev, raw, signature)


# -- writing ---------------------------------------------------------------------------------------------------


def export_archive(case: Case, out: Path) -> Path:
    """Write the whole case to `out`, whole or not at all, and give its path.

    Raises:
        CaseError: `out` is there already, or cannot be written.
        VerificationError: a kept copy is missing or changed.
    """
    if out.exists():
        raise CaseError(f"{out} is there already.", "Choose another name, or move it away.")
    temporary = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        with open(temporary, "xb") as file, case.store.snapshot():
            _write_case(case, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, out)
    except OSError as error:
        raise CaseError(f"{out} cannot be written ({error.strerror}).", "Choose another place.") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return out


def _write_case(case: Case, file: IO[bytes]) -> None:
    """All members in order; the store shows one moment all the while."""
    head = case.store.head()
    assert head is not None, "a case has at least its first event"
    checkpoint = parse_checkpoint(head.note)
    say = {"case": case.id, "events": head.size, "format": "antigone-archive", "name": case.name, "v": 1}
    _write(file, MANIFEST, canonical_bytes({**say, "root": checkpoint.root.hex()}) + b"\n")

    def raws() -> Iterator[bytes]:
        return (record.raw + b"\n" for _, record in case.store.read())

    _write_pieces(file, EVENTS, sum(map(len, raws())), raws())
    signed = (record.signature.hex().encode() + b"\n" for _, record in case.store.read())
    _write_pieces(file, SIGNATURES, 129 * head.size, signed)
    _write(file, HEAD, head.note.encode())
    for number, note in enumerate(case.store.notes()):
        _write(file, f"log/checkpoints/{number:06d}.txt", note.encode())
    for box in case.store.boxes():
        _write(file, f"sealed/{box.blob.hex()}", box.data)
    named = {event.source for event in case.events() if event.source}
    for digest in sorted(named):
        _write(file, f"captures/{digest[:2]}/{digest}", case.capture(digest))
    file.write(bytes(2 * BLOCK))


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")


def _write(file: IO[bytes], name: str, data: bytes) -> None:
    _write_pieces(file, name, len(data), [data])


def _write_pieces(file: IO[bytes], name: str, size: int, pieces: Iterable[bytes]) -> None:
    file.write(_header(name, size))
    written = sum(file.write(piece) for piece in pieces)
    assert written == size, f"{name} changed while it was written"
    file.write(bytes(-size % BLOCK))


# -- reading back ----------------------------------------------------------------------------------------------


def import_archive(
    archive: Path | str, into: Path | str, *, by: str | None = None, passphrase: str | None = None
) -> Case:
    """Check an archive, make a case of it in a new folder, and open that.

    The copy has no keys: its sealed values stay closed until a bundle of keys is adopted. It gets a case key of its
    own (under `passphrase` where given) for what it will seal itself, and a writer of its own when it first writes.

    Args:
        archive: the file.
        into: the new folder.
        by: who writes there.
        passphrase: for the new copy's own case key.

    Raises:
        InputError: no archive, or not whole.
        VerificationError: it does not verify; the message names the first fault.
        CaseError: the folder is there already, or the disk refuses.
    """
    from antigone.record.keys import new_case_key
    from antigone.record.verify import verify_archive

    archive, into = Path(archive), Path(into)
    if into.exists():
        do = "Choose another folder, or let the archive into that case with `antigone merge`."
        raise CaseError(f"{into} is there already.", do)
    report = verify_archive(archive)
    if not report.ok:
        first = report.problems[0]
        raise VerificationError(
            f"{archive} does not verify: {first.sentence}", "Nothing was imported. " + first.kind.do
        )
    part = into.with_name(f".{into.name}.{secrets.token_hex(4)}")
    try:
        (part / KEYS).mkdir(parents=True, mode=0o700)
        (part / CAPTURES).mkdir()
        new_case_key(part / KEYS / "case.json", passphrase)
        with Archive.open(archive) as opened:
            _unpack(opened, part)
        os.rename(part, into)
        flush_folder(into.parent)
    except OSError as error:
        raise CaseError(f"{into} cannot be made ({error.strerror}).", "Check that the disk can be written.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Case.open(into, passphrase, by=by)


def _unpack(archive: Archive, folder: Path) -> None:
    captures = Captures(folder / CAPTURES)
    for name in archive.under("captures/"):
        captures.keep(archive.content(name))
    store = SqliteStore(folder / RECORD, create=True)
    try:
        _fill(store, archive)
    finally:
        store.close()


def _fill(store: SqliteStore, archive: Archive) -> None:
    """Events in batches; the head is right after the last, and nobody sees the folder before that."""
    note, tree = archive.head(), Frontier()
    for records in _batches(archive.records(), _BATCH):
        before = tree.size
        for record in records:
            tree.add(record.id)
        store.append(Batch(tuple(records), Head(tree.size, b"".join(tree.peaks), note), before))
    store.adopt(archive.boxes(), ())
    for kept in archive.notes():
        store.keep_note(kept)


def _batches(rows: Iterable[tuple[int, Record]], size: int) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for _, record in rows:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
