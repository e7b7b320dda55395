"""XML that a register can come in: KML, GPX, and submissions of ODK forms. Entities are refused, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from antigone.core.finding import Finding
from antigone.formats import register_findings as wrong
from antigone.formats.geo import gpx_marks, kml_marks, local, marks_table
from antigone.formats.odk import edition_of, form_of, submission, table_of
from antigone.formats.tables import Reading

if TYPE_CHECKING:
    from antigone.formats.register_import import Importer

MAX_DEPTH = 60


def read_xml(importer: Importer, data: bytes, name: str, digest: str, room: str) -> None:
    """Read one document into an import; what it cannot be read as becomes a finding."""
    root, why = parse(data)
    if root is None:
        importer.plan.findings.append(Finding(wrong.UNREADABLE, {"format": "XML", "why": why}, file=name))
        return
    found: list[Finding] = []
    kind = local(root).casefold()
    if kind in ("kml", "gpx"):
        reader = kml_marks if kind == "kml" else gpx_marks
        table = marks_table(reader(root, name, found), name, digest)
        importer.tables(Reading([table], found), "found", "sites")
        return
    form, answers = submission(root)
    to = form_of(form)
    if to is None:
        values = {"format": "a register", "why": f"'{form[:60]}' is neither KML, GPX nor one of our forms."}
        importer.plan.findings.append(Finding(wrong.UNREADABLE, values, file=name))
    elif to[0] != room:
        importer.plan.findings.append(other_room(name, to[0]))
    else:
        edition = edition_of(answers)
        if edition:
            importer.editions[edition[0]] = edition[1]
        own = answers.get("instanceid", "").removeprefix("uuid:")
        if own and own in importer.replaced:
            found.append(Finding(wrong.EDITED_SINCE, {"file": importer.replaced[own]}, file=name))
            importer.tables(Reading([], found), *to)
            return
        table = table_of(to[1], [(1, answers)], name, digest, importer.editions)
        importer.tables(Reading([table], found), *to)


def note_editions(importer: Importer, documents: Iterable[tuple[str, bytes]]) -> None:
    """Look through submissions that come together for edits, so that the last edition is read, in whatever file.

    Args:
        documents: file names with their bytes.
    """
    for name, data in documents:
        ids = {key: match[1].decode("utf-8", "replace") for key, find in _IDS.items() if (match := find.search(data))}
        edition = edition_of(ids)
        if edition:
            importer.editions[edition[0]] = edition[1]
            importer.replaced[edition[1]] = name


_IDS = {
    "instanceid": re.compile(rb"<(?:[\w-]+:)?instanceID>\s*([^<\s]{1,200})\s*<"),
    "deprecatedid": re.compile(rb"<(?:[\w-]+:)?deprecatedID>\s*([^<\s]{1,200})\s*<"),
}


def other_room(name: str, room: str) -> Finding:
    """The file belongs to the other import."""
    values = {"format": "such a register", "why": f"it belongs to `antigone {room} import`."}
    return Finding(wrong.UNREADABLE, values, file=name)


def parse(data: bytes) -> tuple[Element | None, str]:
    """The root of a document, or None and why there is none."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except ParseError as fault:
        return None, f"{fault}."
    except DefusedXmlException as fault:
        return None, f"it declares a document type or entities ({type(fault).__name__})."
    except (ValueError, LookupError, RecursionError) as fault:
        return None, f"its encoding or nesting cannot be read ({type(fault).__name__})."
    return (None, "it is nested too deeply.") if _depth(root) > MAX_DEPTH else (root, "")


def _depth(root: Element) -> int:
    level, depth = [root], 0
    while level:
        level = [child for each in level for child in each]
        depth += 1
        if depth > MAX_DEPTH:
            break
    return depth
