"""What a clerk does, as functions that check it against the register and give the drafts to append.

A service never writes: `case.append(drafts)` does, all or none. What a service refuses is a clear error; what came in
offline and would have been refused is kept and becomes a finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.core.when import Period
from antigone.found.body import to_body
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import (
    NEEDS_FROM,
    NEEDS_TO,
    STAYS,
    TO_A_FAMILY,
    Closing,
    CustodyEvent,
    CustodyType,
    Resolution,
    Sink,
    Stocktake,
    Unaccounted,
)
from antigone.found.events import (
    ASSOCIATION_MADE,
    NOUNS,
    NUMBERS_ALLOTTED,
    REMAINS_NUMBERED,
    Written,
    draft,
    standing,
    taking_back,
    value_of,
)
from antigone.found.examination import Examination, Sample
from antigone.found.label import BLOCK, Label, Void, code_of
from antigone.found.numbering import next_block, next_ids
from antigone.found.path import ENTERING, GONE, Spot, may_come_back
from antigone.found.personal_items import apart, sealed_field
from antigone.found.register import Register
from antigone.found.remains import Counted, Remains
from antigone.found.site import Geometry, Site
from antigone.record.event import Draft


def record_site(site: Site, exact: Geometry | None = None, *, corrects: str | None = None, reason: str = "") -> Draft:
    """A site: its exact position sealed under the site, and in the open only what its publication level allows."""
    shown = replace(site, position=exact.blurred(site.publication) if exact else site.position)
    sealed = {"position": (f"site:{site.id}", json.dumps(to_body(exact), sort_keys=True))} if exact else None
    return draft(shown, corrects=corrects, reason=reason or None, sealed=sealed)


def allot(register: Register, writer: str, size: int = BLOCK) -> Draft:
    """A block of numbers for a writer (public key, hex), after all that were ever allotted.

    Only one copy of the case should allot: two that do so without knowing of each other may allot the same numbers
    (which becomes a finding).
    """
    return draft(next_block(register, writer, size))


def number(
    register: Register, writer: str, thing: Remains, count: int = 1, labels: Iterable[Label] = (),
    occurred: Period | None = None,
) -> list[Draft]:  # fmt: skip
    """Number `count` things alike; their ids come from the writer's blocks, whatever id `thing` has.

    Raises:
        InputError: the blocks are used up; or a parent, site or split is not in the register.
    """
    _known(register, [each for each in (thing.parent, thing.split_from) if each is not None])
    if thing.feature and thing.feature not in register.features:
        raise InputError(
            told("There is no feature '{feature}'.", feature=thing.feature), "Record it first, or leave it out."
        )
    if thing.site and thing.site not in register.sites:
        raise InputError(
            told("There is no site '{site}'.", site=thing.site), "Record it first: `antigone found site CASE ID`."
        )
    drafts: list[Draft] = []
    for id in next_ids(register, writer, count):
        drafts.append(draft(replace(thing, id=id), occurred))
        drafts += [draft(replace(label, remains=id)) for label in labels]
    return drafts


def add_label(register: Register, label: Label) -> Draft:
    """One more label on a numbered thing; labels are never removed, a wrong one is taken back.

    Raises:
        InputError: the thing is unknown, or the text is empty.
    """
    _known(register, [label.remains])
    if not label.text.strip():
        raise InputError("A label without a text is none.", "Give what is printed on it.")
    return draft(label)


def void(register: Register, id: str, reason: str) -> Draft:
    """Void a number that was printed and never used.

    Raises:
        UsageError: it was used; or no reason is given.
    """
    if id in register.remains:
        raise UsageError(
            told("{id} is in use.", id=code_of(id)), "A used number is never voided; take its numbering back."
        )
    if not reason.strip():
        raise UsageError("Voiding a number needs a reason.", "Say why.")
    return draft(Void(id, reason))


def record_custody(
    register: Register, event: CustodyEvent, occurred: Period | None = None, *, anyway: bool = False,
    relative: tuple[str, str] | None = None, corrects: str | None = None, reason: str = "",
) -> Draft:  # fmt: skip
    """An act of custody, checked against the book.

    Args:
        register: as it stands now.
        event: what happened.
        occurred: when, as far as known.
        anyway: book it although the book speaks against it; the finding then stays until one of the two is corrected.
        relative: a relative who received: the code of a subject, and the name, which is sealed under it.
        corrects, reason: the custody event this one replaces, and why.

    Raises:
        UsageError: the book speaks against it; the message says how.
        InputError: an unknown number or place, or a place that is not named.
    """
    _places(register, event)
    _known(register, event.units)
    if corrects is not None:
        _custody_event(register, corrects)
    if event.answers is not None:
        _custody_event(register, event.answers)
    if not anyway and corrects is None:
        for unit in event.units:
            _allowed(register, event, unit)
        _enough(register, event)
    if event.type in TO_A_FAMILY and event.received_by:
        raise UsageError("Who receives from here is a relative, and names of relatives are sealed.",
                         "Give it as `relative`, with the code of the person.")  # fmt: skip
    sealed = {"received_by": relative} if relative else None
    return draft(event, occurred, corrects=corrects, reason=reason or None, sealed=sealed)


def _custody_event(register: Register, id: str) -> CustodyEvent:
    booked = register.custody.get(id)
    if booked is None:
        raise NotFoundError(
            told("No custody event {id} stands.", id=id[:12]), "List them: `antigone found list CASE custody`."
        )
    event: CustodyEvent = booked.value
    return event


def _known(register: Register, ids: Iterable[str]) -> None:
    for id in ids:
        if id not in register.remains:
            raise InputError(
                told("{id} is not numbered.", id=code_of(id)), "Number it first: `antigone found remains CASE`."
            )


def _places(register: Register, event: CustodyEvent) -> None:
    for place in (event.from_place, event.to_place):
        if place and place not in register.sites:
            raise InputError(
                told("There is no place '{place}'.", place=place), "Record it first: `antigone found site CASE ID`."
            )
    if event.type in NEEDS_TO and not event.to_place:
        raise InputError(
            told("'{type}' needs the place it brings to.", type=told(event.type.value)), "Name that place."
        )
    if event.type in NEEDS_FROM and not event.from_place and not event.units:
        raise InputError(
            told("'{type}' without numbers needs the place it takes from.", type=told(event.type.value)),
            "Name that place.",
        )
    if not event.units and event.asserted is None:
        raise InputError("An act of custody is about something.", "Give numbers, or how many there were.")


def _allowed(register: Register, event: CustodyEvent, unit: str) -> None:
    """Refuse what the book says cannot be."""
    spot, code, kind = register.spot(unit), code_of(unit), event.type
    do = "Check the number. If it is right, book the missing act first, or book this one anyway."
    if spot is None:
        if kind not in ENTERING:
            raise UsageError(
                told("{code} is booked in nowhere.", code=code), "Book it in first (recovered, received or exhumed)."
            )
        return
    if spot.sink is not None and spot.sink in GONE:
        if kind not in may_come_back(spot.sink):
            raise UsageError(told("{code} is {where}.", code=code, where=spot.words), do)
        return
    if spot.sink is Sink.TRANSIT:
        if kind is not CustodyType.TRANSFERRED_IN and kind not in ENTERING and kind not in _FROM_TRANSIT:
            raise UsageError(told("{code} is in transit.", code=code), "Book its receipt first (transferred in).")
        return
    _allowed_from_place(event, spot, code, do)


_FROM_TRANSIT = {CustodyType.LOST, CustodyType.STOLEN, CustodyType.SEIZED, CustodyType.DESTROYED}


def _allowed_from_place(event: CustodyEvent, spot: Spot, code: str, do: str) -> None:
    kind = event.type
    if kind is CustodyType.TRANSFERRED_IN:
        raise UsageError(told("{code} is {where}: nobody booked that it left.", code=code, where=spot.words), do)
    if kind in ENTERING and not (kind is CustodyType.EXHUMED and event.from_place in ("", spot.place)):
        raise UsageError(told("{code} is booked in already: it is {where}.", code=code, where=spot.words), do)
    said = event.from_place or (event.to_place if kind in STAYS else "")
    if said and said != spot.place:
        raise UsageError(told("{code} is not in {said}: it is {where}.", code=code, said=said, where=spot.words), do)
    if kind in NEEDS_TO and event.to_place == spot.place and event.to_custodian in ("", spot.custodian):
        raise UsageError(told("{code} is in {place} already.", code=code, place=spot.place), do)


def _enough(register: Register, event: CustodyEvent) -> None:
    """No stock by word falls below zero."""
    missing = event.stated - len(event.units)
    if missing <= 0 or not event.from_place or event.type in ENTERING | STAYS | {CustodyType.TRANSFERRED_IN}:
        return
    from datetime import date

    from antigone.found.balance import rows_of

    rows = rows_of(register.ledger, register.last or date.max, event.counted)
    stock = sum(row.stock_stated for row in rows if row.spot.place == event.from_place)
    if event.stated > stock:
        raise UsageError(
            told(
                "{from_place} holds {stock} {counted} by the book, and {stated} cannot leave it.",
                from_place=event.from_place,
                stock=stock,
                counted=told(event.counted.value),
                stated=event.stated,
            ),
            "Book first what came in, or book this anyway: it stays a finding until the counts agree.",
        )


def resolve(register: Register, event: str, units: Sequence[str], basis: str, occurred: Period | None = None) -> Draft:
    """Say which numbered things an event without (all) its numbers was about.

    Raises:
        NotFoundError: no such custody event. InputError: an unknown number. UsageError: it names the number already.
    """
    value = _custody_event(register, event)
    _known(register, units)
    for unit in units:
        if unit in register.enumerated[event]:
            raise UsageError(told("{unit} is among its numbers already.", unit=code_of(unit)), "Leave it out.")
    if value.asserted is not None and len(register.enumerated[event]) + len(set(units)) > value.asserted:
        raise UsageError(
            told("That would make more numbers than the {asserted} asserted.", asserted=value.asserted),
            "Correct the event's count first.",
        )
    return draft(Resolution(event, tuple(dict.fromkeys(units)), basis), occurred)


def associate(register: Register, association: Association, occurred: Period | None = None) -> Draft:
    """Join two numbered things, or exclude that they are one person.

    Raises:
        InputError: an unknown number. UsageError: one thing with itself, or an id that is taken.
    """
    _known(register, (association.one, association.other))
    if association.one == association.other:
        raise UsageError("A thing cannot be associated with itself.", "Give two numbers.")
    if association.id in register.associations:
        raise UsageError(
            told("There is an association '{association}' already.", association=association.id), "Choose another id."
        )
    return draft(association, occurred)


def rejoin(
    register: Register, back: str, taken: str, event: str, association: Association, occurred: Period | None = None
) -> list[Draft]:
    """A thing that came back is one that had been taken without its number being noted: both in one step.

    Args:
        back: the number it has now; taken: the number it had; event: the removal.
        association: of kind `same body`, with its basis.
    """
    if association.kind is not AssociationKind.SAME_BODY:
        raise UsageError("Only 'same body' joins a number to an earlier one.", "Choose that kind.")
    joined = associate(register, replace(association, one=back, other=taken), occurred)
    return [resolve(register, event, [taken], association.basis), joined]


def undo(register: Register, id: str, reason: str) -> Draft:
    """Take an association back.

    Raises:
        NotFoundError: none of that id stands. UsageError: no reason.
    """
    holder = register.holders.get(("association", id))
    if holder is None:
        raise NotFoundError(
            told("No association '{id}' stands.", id=id), "List them: `antigone found list CASE associations`."
        )
    if not reason.strip():
        raise UsageError("Taking an association back needs a reason.", "Say why.")
    return taking_back(holder, reason, association=True)


def take_back(register: Register, event: str, reason: str) -> Draft:
    """Take a custody event back (a double scan, a wrong tag).

    Raises:
        NotFoundError: none of that id stands. UsageError: no reason.
    """
    _custody_event(register, event)
    if not reason.strip():
        raise UsageError("Taking back needs a reason.", "Say why.")
    return taking_back(event, reason)


def withdraw(events: Iterable[Written], id: str, reason: str) -> Draft:
    """Take any entry of the register back: a number, a label, an examination, a sample, a count, a closing, an act.

    Args:
        events: the entry, and all that bear on it (`Desk.around`).
        id: of the entry's event.

    Raises:
        NotFoundError: it does not stand (any more). UsageError: no reason, or the number was used since.
    """
    stand = {event.id: event for event in standing(events)}
    entry = stand.get(id)
    if entry is None or entry.kind == NUMBERS_ALLOTTED:
        raise NotFoundError("No such entry stands.", "Perhaps it was taken back already: look at the record.")
    if not reason.strip():
        raise UsageError("Taking back needs a reason.", "Say why.")
    if entry.kind == REMAINS_NUMBERED:
        number = value_of(entry).id
        later = [each for each in stand.values() if each.id != id and _names(each, number)]
        if later:
            raise UsageError(
                told("{number} was used since: {n} entries name it.", number=code_of(number), n=len(later)),
                "Take those back first, from the newest to the oldest.",
            )
    return taking_back(id, reason, association=entry.kind == ASSOCIATION_MADE)


def _names(event: Written, number: str) -> bool:
    """True where a value of the event is, or is among, that number."""
    value = event.body.get(NOUNS[event.kind][0], {})
    plain = value.values() if isinstance(value, Mapping) else ()
    return any(each == number or (isinstance(each, list | tuple) and number in each) for each in plain)


def examine(register: Register, examination: Examination, occurred: Period | None = None) -> Draft:
    """An examination of a numbered thing; what tells of a life and not of a body is sealed under the number.

    Raises:
        InputError: the thing is unknown. UsageError: the id is taken, or an item stands twice.
    """
    _known(register, [examination.remains])
    if examination.id in register.examinations:
        raise UsageError(
            told("There is an examination '{examination}' already.", examination=examination.id), "Choose another id."
        )
    items = [each.item for each in examination.observations]
    if len(set(items)) != len(items):
        raise UsageError("One item is given twice.", "Give each item once.")
    shown, secret = apart(examination)
    return draft(shown, occurred, sealed=sealed_field(shown, secret) or None)


def take_sample(register: Register, sample: Sample, occurred: Period | None = None) -> Draft:
    """A sample of a numbered thing.

    Raises:
        InputError: the thing is unknown. UsageError: the id is empty or taken.
    """
    _known(register, [sample.remains])
    if not sample.id.strip() or sample.id in register.samples:
        raise UsageError(
            told("There is a sample '{sample}' already, or it has no id.", sample=sample.id), "Choose another id."
        )
    return draft(sample, occurred)


def count_stock(register: Register, count: Stocktake) -> Draft:
    """A count of a place, against which the book is set.

    Raises:
        InputError: no such place.
    """
    if count.place not in register.sites:
        raise InputError(told("There is no place '{place}'.", place=count.place), "Record it first.")
    return draft(count, Period(count.day, count.day))


def close(register: Register, closing: Closing, *, anyway: bool = False) -> Draft:
    """Close a place: its stock is asserted to be zero.

    Raises:
        UsageError: something is still booked there.
    """
    from antigone.found.balance import rows_of

    if closing.place not in register.sites:
        raise InputError(told("There is no place '{place}'.", place=closing.place), "Record it first.")
    for counted in Counted:
        rows = [r for r in rows_of(register.ledger, closing.day.last, counted) if r.spot.place == closing.place]
        numbered, stated = sum(r.stock for r in rows), sum(r.stock_stated for r in rows)
        if (numbered or stated) and not anyway:
            raise UsageError(
                told(
                    "{place} still holds {counted}: {numbered} by number, {stated} by word.",
                    place=closing.place,
                    counted=told(counted.value),
                    numbered=numbered,
                    stated=stated,
                ),
                "Book where they went first, or close it anyway: it stays a finding.",
            )
    return draft(closing, Period(closing.day, closing.day))


def give_reason(register: Register, value: Unaccounted) -> Draft:
    """The reason why a thing, or what an event took without numbers, is unaccounted for.

    Raises:
        NotFoundError: neither a number nor a custody event is called so.
    """
    if value.subject not in register.remains and value.subject not in register.custody:
        raise NotFoundError(
            told("Nothing in the register is called '{subject}'.", subject=value.subject[:40]),
            "Give a number or an event.",
        )
    return draft(value)
