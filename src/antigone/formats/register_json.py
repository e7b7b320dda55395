"""JSON that a register can come in: GeoJSON, submissions of ODK forms, and our own DVI schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from antigone.core.finding import Finding
from antigone.formats import register_findings as wrong
from antigone.formats.geo import geojson_marks, marks_table
from antigone.formats.odk import flat, form_of, table_of
from antigone.formats.register_xml import other_room
from antigone.formats.tables import Reading

if TYPE_CHECKING:
    from antigone.formats.register_import import Importer


def read_json(importer: Importer, data: bytes, name: str, digest: str, room: str) -> None:
    """Read one document into an import; what it cannot be read as becomes a finding."""
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        why = f"{type(fault).__name__}: {str(fault)[:120]}."
        importer.plan.findings.append(Finding(wrong.UNREADABLE, {"format": "JSON", "why": why}, file=name))
        return
    kind = document.get("type") if isinstance(document, Mapping) else None
    if kind in ("FeatureCollection", "Feature"):
        found: list[Finding] = []
        table = marks_table(geojson_marks(document, name, found), name, digest)
        importer.tables(Reading([table] if table.rows else [], found), "found", "sites")
    elif isinstance(document, Mapping) and document.get("format") == "antigone-dvi":
        from antigone.formats.dvi_schema import read_dvi

        read_dvi(importer, document, name, digest, room)
    elif isinstance(document, Mapping) and isinstance(document.get("value"), list):
        _odata(importer, document, name, digest, room)
    else:
        why = "it is neither GeoJSON, DVI JSON (format: antigone-dvi) nor submissions of a form."
        importer.plan.findings.append(Finding(wrong.UNREADABLE, {"format": "a register", "why": why}, file=name))


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no JSON number")


def _odata(importer: Importer, document: Mapping[str, Any], name: str, digest: str, room: str) -> None:
    """Submissions as a server gives them: a list under `value`; the form stands in the context, or in `--kind`."""
    context = str(document.get("@odata.context", ""))
    form = next((part for part in context.replace("'", "/").split("/") if form_of(part)), "")
    to = form_of(form) or ((room, importer.options.kind) if importer.options.kind else None)
    if to is None:
        values = {"format": "submissions", "why": "it does not say of which of our forms."}
        importer.plan.findings.append(Finding(wrong.UNREADABLE, values, file=name))
    elif to[0] != room:
        importer.plan.findings.append(other_room(name, to[0]))
    else:
        records = [(n, flat(r)) for n, r in enumerate(document["value"], 1) if isinstance(r, Mapping)]
        importer.tables(Reading([table_of(to[1], records, name, digest)]), *to)
