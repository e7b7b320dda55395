"""Prints of the register as PDF, from the pages where they are needed: codes only, no name and no exact position."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.responses import Response

from antigone.core.errors import UsageError
from antigone.core.when import PartialDate
from antigone.formats.prints.filling.fill import fill
from antigone.formats.prints.filling.source import Source
from antigone.found.desk import Desk
from antigone.found.register import Register
from antigone.named.book import Book
from antigone.record.case import Case
from antigone.web.forms import m
from antigone.web.here import Here

OF_THINGS = {"labels": m("Labels"), "recovery": m("Recovery sheet"), "pm-form": m("Examination form")}
OF_ACTS = {"transfer-note": m("Transfer note"), "missing-body": m("Missing-body incident")}
OF_PLACES = {
    "intake-book": m("Intake book"),
    "daily-ledger": m("Daily ledger"),
    "bone-inventory": m("Bone inventory"),
    "site-dossier": m("Site dossier"),
    "grave-log": m("Grave log"),
}
MOST = 500


@dataclass
class PartSource(Source):
    """A source that knows as much of the register as its print needs, so that nobody waits for the whole case.

    Attributes:
        part: that much; kept: what stands with the boards, as it is kept.
    """

    part: Register = field(default_factory=Register)
    kept: Book = field(default_factory=Book)

    @property
    def book(self) -> Book:
        """What stands with the boards."""
        return self.kept

    @property
    def register(self) -> Register:
        """What stands of it."""
        return self.part


def printed(here: Here) -> Response:
    """A print about things, a place or an act: `print`, `id` (several with commas), `date`."""
    query = here.request.query_params
    key, about, day = query.get("print", ""), query.get("id", "").strip(), query.get("date", "").strip()
    if key not in OF_THINGS | OF_PLACES | OF_ACTS or not about:
        raise UsageError("There is no such print.", "Choose one on the page of a number, a place or an act.")
    with Case.open(here.desk.path, read_only=True) as case:
        ids = tuple(each.strip() for each in about.split(",")[:MOST])
        part = _part(here, Desk(case), key, ids)
        source = PartSource(case, PartialDate.parse(day).last if day else None, part=part, kept=here.desk.named())
        pdf = _pdf(here, key, source, ids)
    kept = re.sub(r"[^A-Za-z0-9_-]", "", f"{key}-{about[:40]}")
    headers = {"content-disposition": f'attachment; filename="{kept}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _pdf(here: Here, key: str, source: Source, ids: tuple[str, ...]) -> bytes:
    from antigone.formats.prints.render import Setting, render

    signed = source.case.checkpoint()
    root = signed.root.hex()[:16]
    record = f"{signed.size:,} · {' '.join(root[at : at + 4] for at in range(0, 16, 4))}"
    setting = Setting(
        here.words.code, case=source.case.name, record=record, printed_by=here.user.name,
        printed_at=datetime.now(UTC).replace(second=0, microsecond=0),
    )  # fmt: skip
    return render(key, fill(key, source, ids), setting).pdf


def _part(here: Here, desk: Desk, key: str, ids: tuple[str, ...]) -> Register:
    """The part of the register that a print is about."""
    if key in OF_THINGS:
        return desk.part([desk.find(each) for each in ids])
    if key in OF_ACTS:
        units = desk.part(events=ids).enumerated
        return desk.part({unit for id in ids for unit in units.get(id, ())}, events=ids)
    if key in ("intake-book", "daily-ledger"):
        return here.desk.shelf.of_place(desk, ids[0])
    if key == "bone-inventory":
        return desk.part([row.id for row in here.desk.shelf.rows().rows if row.site == ids[0]], ids)
    return here.desk.register()  # the graves of a site stand in no index
