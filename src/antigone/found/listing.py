"""The register as rows for lists: no name of a relative, no position finer than its publication level."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from antigone.found.label import code_of, short_code
from antigone.found.register import Register
from antigone.found.site import Geometry

Row = dict[str, Any]


def rows(register: Register, what: str) -> list[Row]:
    """Rows of `sites`, `remains`, `labels`, `custody`, `associations`, `individuals` or `blocks`."""
    return _ROWS[what](register)


def _sites(register: Register) -> list[Row]:
    return [
        {
            "id": s.id, "type": s.type.value, "name": s.name, "keeper": s.keeper, "in": s.place,
            "position": _position(s.position),
            "features": [f.id for f in register.features.values() if f.site == s.id],
        }
        for s in register.sites.values()
    ]  # fmt: skip


def _position(shown: Geometry | None) -> str:
    """As its site's publication level allows: the event holds no finer one in the open."""
    return f"{shown.lat}, {shown.lon} (± {shown.precision_m or '?'} m)" if shown else ""


def _remains(register: Register) -> list[Row]:
    found = []
    for id, thing in sorted(register.remains.items()):
        spot = register.spot(id)
        found.append({
            "code": code_of(id), "kind": thing.kind.value, "place": spot.place if spot else "",
            "where": spot.words if spot else "booked nowhere", "site": thing.site,
            "labels": [label.text for label in register.labels.get(id, ())], "id": id,
        })  # fmt: skip
    return found


def _labels(register: Register) -> list[Row]:
    return [
        {"code": code_of(id), "kind": x.kind.value, "text": x.text, "issuer": x.issuer, "date": str(x.date or "")}
        for id, labels in sorted(register.labels.items())
        for x in labels
    ]


def _custody(register: Register) -> list[Row]:
    found = []
    for id, booked in register.custody.items():
        event, occurred = booked.value, booked.event.occurred
        found.append({
            "event": id, "day": str(occurred.end or occurred.start) if occurred else "", "type": event.type.value,
            "from": event.from_place, "to": event.to_place, "asserted": event.asserted,
            "units": [code_of(unit) for unit in register.enumerated[id]], "reference": event.reference,
        })  # fmt: skip
    return found


def _associations(register: Register) -> list[Row]:
    return [
        {"id": a.id, "one": code_of(a.one), "other": code_of(a.other), "kind": a.kind.value, "basis": a.basis}
        for a in register.associations.values()
    ]


def _individuals(register: Register) -> list[Row]:
    return [
        {"id": p.id, "members": [code_of(m) for m in p.members], "associations": list(p.associations),
         "against": list(p.doubtful)}
        for p in register.individuals if len(p.members) > 1
    ]  # fmt: skip


def _blocks(register: Register) -> list[Row]:
    return [
        {"first": short_code(b.value.first), "last": short_code(b.value.last), "writer": b.value.writer[:12]}
        for b in register.blocks
    ]


_ROWS: dict[str, Callable[[Register], list[Row]]] = {
    "sites": _sites,
    "remains": _remains,
    "labels": _labels,
    "custody": _custody,
    "associations": _associations,
    "individuals": _individuals,
    "blocks": _blocks,
}
