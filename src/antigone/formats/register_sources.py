"""Whatever file somebody hands in: told from its bytes and read by the reader of that form, into one import."""

from __future__ import annotations

import hashlib
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import table_findings
from antigone.formats.register_import import Importer, Options, RegisterImported
from antigone.formats.table_import import read_tables
from antigone.formats.tables import MAX_BYTES, SUFFIXES, Reading
from antigone.found.memory import without_collector
from antigone.record.case import Case

OTHERS = (".geojson", ".json", ".kml", ".gpx", ".xml")


def import_any(case: Case, path: Path, room: str = "found", options: Options | None = None) -> RegisterImported:
    """Import a file or a folder: tables, maps, field forms, DVI JSON.

    Raises:
        InputError: nothing readable is there. UsageError, CaseError: see `register_import.import_register`.
    """
    files = _files(path)
    with without_collector():
        importer = Importer(case, options or Options())
        tables = [each for each in files if each.suffix.casefold() not in OTHERS]
        if tables:
            _read_tables(importer, read_tables(tables), room)
        _note_editions(importer, [each for each in files if each.suffix.casefold() == ".xml"])
        for each in files:
            if each.suffix.casefold() in OTHERS:
                _read_other(importer, each, room)
        return importer.finish()


def _note_editions(importer: Importer, files: list[Path]) -> None:
    """Which of several submissions replaces which; a file that cannot be read is told of when it is read."""
    from antigone.formats.register_xml import note_editions

    def bytes_of(path: Path) -> bytes:
        try:
            return path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        except OSError:
            return b""

    if len(files) > 1:
        note_editions(importer, ((each.name, bytes_of(each)) for each in files))


def _read_tables(importer: Importer, reading: Reading, room: str) -> None:
    """Tables as they are; those that are exports of our own field forms by the form they come from."""
    from antigone.formats.odk import from_csv
    from antigone.formats.register_xml import other_room

    plain = []
    for table in reading.tables:
        form = from_csv(table)
        if form is None or importer.options.kind:
            plain.append(table)
        elif form[0] != room:
            reading.findings.append(other_room(table.name, form[0]))
        else:
            importer.tables(Reading([form[2]]), room, form[1])
    reading.tables = plain
    importer.tables(reading, room)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError(f"There is no file or folder {path}.", "Check the path.")
    wanted = (*SUFFIXES, *OTHERS)
    files = [each for each in sorted(path.rglob("*")) if each.is_file() and each.suffix.casefold() in wanted]
    files = [each for each in files if not each.name.startswith((".", "~$")) and not _in_a_case(each, path)]
    if not files:
        raise InputError(
            f"The folder {path} holds no file that can be read.", "See docs/reference/register-formats.md."
        )
    return files


def _in_a_case(file: Path, root: Path) -> bool:
    """True for a file inside the folder of a case: its keys and copies are no registers."""
    return any((folder / "record.db").exists() for folder in file.parents if folder == root or root in folder.parents)


def _read_other(importer: Importer, path: Path, room: str) -> None:
    """Read a file that is no table; its bytes say which reader it belongs to."""
    try:
        if path.stat().st_size > MAX_BYTES:
            values = {"size": path.stat().st_size, "limit": MAX_BYTES}
            importer.plan.findings.append(Finding(table_findings.TOO_LARGE, values, file=path.name))
            return
        data = path.read_bytes()
    except OSError as fault:
        raise InputError(
            f"{path} cannot be read: {fault.strerror or fault}.", "Check the path and the rights."
        ) from fault
    read_document(importer, data, path.name, room)


def read_document(importer: Importer, data: bytes, name: str, room: str) -> None:
    """Read the bytes of a map, a field form or a DVI file into an import; faults become findings."""
    digest = hashlib.sha256(data).hexdigest()
    importer.bytes[digest] = (name, data)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"{", b"[")):
        from antigone.formats.register_json import read_json

        read_json(importer, data, name, digest, room)
    else:
        from antigone.formats.register_xml import read_xml

        read_xml(importer, data, name, digest, room)
