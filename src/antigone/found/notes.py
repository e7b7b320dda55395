"""Transfer notes: which receipt is of which dispatch, where the sender wrote a count and the receiver the numbers.

A receipt answers a dispatch where it names its event, or where both bear the same number of one note and their ends
agree. What the receiver read is then what was sent: the dispatch has its numbers, and nothing leaves twice by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import Booked
from antigone.found.label import fold_label
from antigone.found.moment import moment_of


def answered(custody: Mapping[str, Booked]) -> dict[str, str]:
    """Of each receipt that answers a dispatch, the dispatch: by ids of their events. Depends on the acts alone.

    A receipt that two dispatches could be of answers neither, unless it says which.
    """
    sent = _by_note(custody)
    found: dict[str, str] = {}
    for id, booked in custody.items():
        receipt: CustodyEvent = booked.value
        if receipt.type is not CustodyType.TRANSFERRED_IN:
            continue
        if receipt.answers in custody:
            found[id] = receipt.answers or ""
        elif receipt.answers is None and receipt.reference:
            ids = [one for one in sent.get(fold_label(receipt.reference), ()) if _is_of(booked, custody[one])]
            if len(ids) == 1:
                found[id] = ids[0]
    return found


def read_by_receivers(
    custody: Mapping[str, Booked], answers: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each dispatch with fewer numbers than things: the numbers that its receivers read, in order of the events."""
    read: dict[str, list[Booked]] = {}
    for receipt, dispatch in answers.items():
        read.setdefault(dispatch, []).append(custody[receipt])
    for dispatch, receipts in read.items():
        event: CustodyEvent = custody[dispatch].value
        if event.type is CustodyType.TRANSFERRED_OUT and (event.asserted or 0) > len(event.units):
            ordered = sorted(receipts, key=lambda booked: booked.rank)
            yield dispatch, tuple(dict.fromkeys(unit for each in ordered for unit in each.value.units))


def _by_note(custody: Mapping[str, Booked]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, booked in custody.items():
        if booked.value.type is CustodyType.TRANSFERRED_OUT and booked.value.reference:
            found.setdefault(fold_label(booked.value.reference), []).append(id)
    return found


def _is_of(receipt: Booked, dispatch: Booked) -> bool:
    """Whether ends and dates of the two agree, as far as both say."""
    one, other = receipt.value, dispatch.value
    for field in ("from_place", "to_place"):
        said = {getattr(one, field), getattr(other, field)} - {""}
        if len(said) > 1:
            return False
    came, went = moment_of(receipt.event, one.time), moment_of(dispatch.event, other.time)
    return one.counted is other.counted and not came.surely_before(went)
