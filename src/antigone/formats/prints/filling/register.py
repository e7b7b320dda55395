"""Prints of the register: labels, recoveries, graves, custody, balances, sites, bones, examinations."""

from __future__ import annotations

from collections import Counter
from datetime import date

from antigone.core.errors import NotFoundError
from antigone.core.quantity import Count
from antigone.core.when import PartialDate
from antigone.formats.prints.filling.mortem import REGION, position
from antigone.formats.prints.filling.source import Source, day_of, one
from antigone.formats.prints.forms import (
    bone_inventory,
    daily_ledger,
    grave_log,
    intake_book,
    labels,
    missing_body,
    recovery,
    sample_manifest,
    site_dossier,
    transfer_note,
)
from antigone.found import commingling as bones
from antigone.found.balance import Balance, balance
from antigone.found.custody import Column, CustodyEvent, CustodyType, Sink
from antigone.found.events import Booked
from antigone.found.label import LabelKind, code_of, qr_text
from antigone.found.register import Register
from antigone.found.remains import Counted, Remains, RemainsKind, Side
from antigone.found.site import Site
from antigone.said.claim import Claim

_GONE = (CustodyType.LOST, CustodyType.STOLEN, CustodyType.SEIZED)


def label_sheet(source: Source, ids: tuple[str, ...]) -> labels.LabelSheet:
    """Labels of the things named by number or label; of all numbered things where none is named."""
    register = source.register
    chosen = [register.find(id) for id in ids] or sorted(register.remains)
    made = (
        labels.Label(code_of(id), qr_text(id, source.case.id), register.remains[id].kind.value)
        for id in chosen
        if id in register.remains
    )
    return labels.LabelSheet(tuple(made))


def recovery_sheet(source: Source, ids: tuple[str, ...]) -> recovery.Recovery:
    """How one thing was recovered."""
    register = source.register
    id = register.find(one(ids, "number"))
    thing = register.remains[id]
    booked = _first(register, id, CustodyType.RECOVERED, CustodyType.EXHUMED)
    event: CustodyEvent | None = booked.value if booked else None
    site = register.sites.get(thing.site)
    return recovery.Recovery(
        number=code_of(id),
        kind=thing.kind.value,
        tag=_label(register, id, LabelKind.SCENE_TAG),
        bag=_label(register, id, LabelKind.BAG),
        day=day_of(booked.event.occurred) if booked else None,
        time=event.time if event else "",
        site=register.place_name(thing.site),
        grave=thing.feature,
        position=position(site),
        damaged=tuple((REGION[cell.region], cell.condition.value) for cell in thing.matrix),
        notes=thing.note,
        recovered_by=event.handed_by or event.received_by if event else "",
    )


def graves(source: Source, ids: tuple[str, ...]) -> grave_log.GraveLog:
    """The features of one site."""
    register = source.register
    site = _site(register, one(ids, "site"))
    listed = [f for f in register.features.values() if f.site == site.id]
    came = {f.id: [r.id for r in register.remains.values() if r.feature == f.id] for f in listed}
    return grave_log.GraveLog(
        site.id,
        site.name or site.id,
        site.type.value,
        site.keeper,
        tuple(
            grave_log.Grave(
                f.id,
                f.marker,
                f.opened,
                f.contents.value,
                len(came[f.id]) if f.opened else None,
                ", ".join(code_of(id) for id in came[f.id]),
                f.note,
            )
            for f in sorted(listed, key=lambda f: (f.opened.first if f.opened else date.max, f.id))
        ),
    )


def intake(source: Source, ids: tuple[str, ...]) -> intake_book.IntakeBook:
    """Everything that was received at one place, one line for each number; unnumbered arrivals keep one line."""
    register = source.register
    place = one(ids, "place")
    site = _site(register, place)
    lines: list[intake_book.Intake] = []
    arrivals = (CustodyType.RECEIVED, CustodyType.TRANSFERRED_IN)
    for booked in _in_order(register):
        event: CustodyEvent = booked.value
        if event.type in arrivals and event.to_place == place:
            for unit in event.units or ("",):
                lines.append(_line(register, booked, unit, len(lines) + 1))
    return intake_book.IntakeBook(place, site.name or place, site.keeper, tuple(lines))


def _line(register: Register, booked: Booked, unit: str, number: int) -> intake_book.Intake:
    event: CustodyEvent = booked.value
    thing = register.remains.get(unit)
    unnamed = "" if unit else f"{event.stated} × {event.counted.value}"
    return intake_book.Intake(
        number,
        day_of(booked.event.occurred),
        event.time,
        code_of(unit) if unit else "",
        thing.kind.value if thing else "",
        _label(register, unit, LabelKind.SCENE_TAG),
        register.place_name(event.from_place) or event.from_custodian,
        event.handed_by,
        event.received_by,
        event.seal,
        event.note or unnamed,
    )


def transfer(source: Source, ids: tuple[str, ...]) -> transfer_note.TransferNote:
    """One custody event, by the number of its note or the beginning of its event's id."""
    register = source.register
    booked = _custody(register, one(ids, "transfer"))
    event: CustodyEvent = booked.value
    return transfer_note.TransferNote(
        number=event.reference or booked.id[:12],
        act=event.type.value,
        day=day_of(booked.event.occurred),
        time=event.time,
        from_place=register.place_name(event.from_place),
        from_custodian=event.from_custodian,
        to_place=register.place_name(event.to_place),
        to_custodian=event.to_custodian,
        authority=event.authority,
        asserted=event.asserted,
        units=tuple(_unit(register, unit, event.seal) for unit in register.enumerated[booked.id]),
        handed_by=event.handed_by,
        received_by=event.received_by,
    )


def _unit(register: Register, id: str, seal: str) -> transfer_note.Unit:
    thing = register.remains.get(id)
    label = next((each.text for each in reversed(register.labels.get(id, []))), "")
    return transfer_note.Unit(code_of(id), thing.kind.value if thing else "", label, seal)


def ledger(source: Source, ids: tuple[str, ...]) -> daily_ledger.DailyLedger:
    """The balance of bodies of every place on a day against the day before, and what was counted there."""
    register = source.register
    day = source.as_of or register.last or date.min
    now, before = balance(register, day), balance(register, date.fromordinal(max(1, day.toordinal() - 1)))
    places = sorted({row.spot.place for row in now.places})
    lines = tuple(_day(register, place, now, before, day) for place in places if not ids or place in ids)
    transit = sum(row.stock for row in now.sinks if row.spot.sink is Sink.TRANSIT)
    return daily_ledger.DailyLedger(day.isoformat(), _partial(day), lines, transit)


def _day(register: Register, place: str, now: Balance, before: Balance, day: date) -> daily_ledger.Line:
    def flows(of: Balance) -> Counter[Column]:
        total: Counter[Column] = Counter()
        for row in of.places:
            if row.spot.place == place:
                total.update(row.numbered)
        return total

    def stock(of: Balance) -> int:
        return sum(row.stock for row in of.places if row.spot.place == place)

    opening, closing, new = stock(before), stock(now), flows(now)
    new.subtract(flows(before))
    came = sum(n for column, n in new.items() if column in (Column.INTAKE, Column.TRANSFERS_IN, Column.RECOVERED))
    counts = [b.value for b in register.stocktakes if b.value.place == place and b.value.day.last == day]
    counted = next((c.count for c in reversed(counts) if c.count is not None and c.counted is Counted.BODIES), None)
    return daily_ledger.Line(register.place_name(place), opening, came, opening + came - closing, closing, counted)


def incident(source: Source, ids: tuple[str, ...]) -> missing_body.MissingBody:
    """One event by which something was lost, stolen or seized."""
    register = source.register
    booked = _custody(register, one(ids, "incident"))
    event: CustodyEvent = booked.value
    if event.type not in _GONE:
        raise NotFoundError(
            f"By this event nothing was lost: it is '{event.type.value}'.", "Give an event by which something was lost."
        )
    units = register.enumerated[booked.id]
    place = register.place_name(event.from_place)
    return missing_body.MissingBody(
        number=event.reference or booked.id[:12],
        how=event.type.value,
        noticed=day_of(booked.event.occurred),
        time=event.time,
        place=place,
        custodian=event.from_custodian,
        count=Count.exactly(max(event.stated, len(units))),
        codes=tuple((code_of(unit), place, _last_seen(register, unit, booked.id)) for unit in units),
        taken_by=event.to_custodian,
        account=event.note,
    )


def manifest(source: Source, ids: tuple[str, ...]) -> sample_manifest.SampleManifest:
    """The samples that went to one laboratory: of remains and of relatives, by code."""
    laboratory = one(ids, "laboratory")
    found = [s for s in source.register.samples.values() if s.laboratory == laboratory]
    tubes = [sample_manifest.Tube(s.id, code_of(s.remains), s.material, s.purpose) for s in found]
    known = {tube.id for tube in tubes}
    tubes += [
        sample_manifest.Tube(s.id, code_of(s.donor), s.material)
        for s in source.book.samples.values()
        if s.laboratory == laboratory and s.id not in known
    ]
    return sample_manifest.SampleManifest(
        laboratory=source.register.place_name(laboratory), tubes=tuple(sorted(tubes, key=lambda t: t.id))
    )


def inventory(source: Source, ids: tuple[str, ...]) -> bone_inventory.BoneInventory:
    """The bones of one site, with the numbers of people that each paired element stands for."""
    register = source.register
    site = _site(register, one(ids, "site"))
    listed = sorted(
        (
            r
            for r in register.remains.values()
            if r.site == site.id and r.element and r.kind is not RemainsKind.NON_HUMAN
        ),
        key=lambda r: (r.element, r.id),
    )
    belongs = {m: person.id for person in register.individuals if len(person.members) > 1 for m in person.members}
    elements = tuple(
        bone_inventory.Element(
            code_of(r.id),
            r.element,
            r.side.value if r.side else "",
            r.completeness.value if r.completeness else "",
            belongs.get(r.id, ""),
            r.note,
        )
        for r in listed
    )
    kinds = sorted({r.element for r in listed if r.side in (Side.LEFT, Side.RIGHT)})
    estimates = tuple(_estimate(register, name, [r for r in listed if r.element == name]) for name in kinds)
    return bone_inventory.BoneInventory(site.id, elements, estimates, "MNI")


def _estimate(register: Register, name: str, listed: list[Remains]) -> bone_inventory.Estimate:
    sides = {r.id: r.side.value for r in listed if r.side in (Side.LEFT, Side.RIGHT)}
    left = sum(side == "left" for side in sides.values())
    pairs = bones.pairs_of(sides, register.associations.values())
    made = bones.commingling(left, len(sides) - left, pairs)
    li, mlni, se = ("" if n is None else f"{float(n):.2f}" for n in (made.li, made.mlni, made.se))
    refused = "too few matched pairs" if made.refused else ""
    return bone_inventory.Estimate(name, made.left, made.right, pairs, made.mni, made.gmt, li, mlni, se, refused)


def dossier(source: Source, ids: tuple[str, ...]) -> site_dossier.SiteDossier:
    """One site: what was said of it, what was opened, what came out, its balance."""
    register = source.register
    site = _site(register, one(ids, "site"))
    made = balance(register, source.as_of)
    rows = [row for row in made.places if row.spot.place == site.id]
    flows: Counter[Column] = Counter()
    for row in rows:
        flows.update(row.numbered)
    features = [f for f in register.features.values() if f.site == site.id]
    recovered = [r for r in register.remains.values() if r.site == site.id]
    return site_dossier.SiteDossier(
        number=site.id,
        name=site.name or site.id,
        type=site.type.value,
        keeper=site.keeper,
        position=position(site),
        area=site.place,
        derived_from=site.derived_from or "",
        discovered=site.discovered,
        secured=site.secured,
        exhumed=site.exhumed,
        features=len(features) or None,
        opened=sum(f.opened is not None for f in features) if features else None,
        recovered=len(recovered),
        reported=_reported(source, site),
        balance=tuple((column.value, flows[column]) for column in Column if flows[column]),
        stock=sum(row.stock for row in rows) if rows else None,
        variance=tuple(
            (None if v.day == "unknown" else PartialDate.parse(v.day), v.type, v.asserted, v.enumerated)
            for v in made.variances
            if v.place == site.id
        ),
    )


def _reported(source: Source, site: Site) -> tuple[site_dossier.Reported, ...]:
    if not site.reported:
        return ()
    from antigone.account.casefold import fold

    claims = fold(source.case.events(), source.case.name).book.claims
    return tuple(
        site_dossier.Reported(claims[id].count, _office(claims[id]), claims[id].said_on, id)
        for id in site.reported
        if id in claims
    )


def _office(claim: Claim) -> str:
    """For whom somebody spoke; a speaker without an office may be a relative, whose name stays out."""
    return ", ".join(part for part in (claim.office, claim.organisation) if part) or "—"


# -- looking up -------------------------------------------------------------------------------------------------------


def _site(register: Register, id: str) -> Site:
    if id not in register.sites:
        known = ", ".join(sorted(register.sites)[:8])
        raise NotFoundError(f"There is no site '{id[:40]}'.", f"Known: {known}." if known else "Enter a site first.")
    return register.sites[id]


def _custody(register: Register, text: str) -> Booked:
    by_id = [b for b in register.custody.values() if b.id.startswith(text.casefold())] if len(text) >= 6 else []
    found = [b for b in register.custody.values() if b.value.reference == text] or by_id
    if len(found) != 1:
        raise NotFoundError(
            f"{len(found) or 'No'} custody events go by '{text[:40]}'.",
            "Give the number of its note, or the beginning of its event's id.",
        )
    return found[0]


def _in_order(register: Register) -> list[Booked]:
    def key(booked: Booked) -> tuple[date, str, tuple[int, str, str]]:
        day = day_of(booked.event.occurred)
        return (day.first if day else date.max, booked.value.time, booked.rank)

    return sorted(register.custody.values(), key=key)


def _first(register: Register, id: str, *types: CustodyType) -> Booked | None:
    return next((b for b in _in_order(register) if b.value.type in types and id in b.value.units), None)


def _last_seen(register: Register, id: str, but: str) -> PartialDate | None:
    days = [day_of(b.event.occurred) for b in _in_order(register) if id in b.value.units and b.id != but]
    return next((day for day in reversed(days) if day), None)


def _label(register: Register, id: str, kind: LabelKind) -> str:
    return next((each.text for each in reversed(register.labels.get(id, [])) if each.kind is kind), "")


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
