"""The words of the register on a page: states, acts, kinds of entries, and where something should be."""

from __future__ import annotations

from collections.abc import Callable

from antigone.found.custody import CustodyType, Sink
from antigone.found.events import (
    ASSOCIATION_MADE,
    CUSTODY_RECORDED,
    CUSTODY_RESOLVED,
    EXAMINATION_RECORDED,
    FEATURE_RECORDED,
    LABEL_ADDED,
    NUMBER_VOIDED,
    NUMBERS_ALLOTTED,
    PLACE_CLOSED,
    REMAINS_NUMBERED,
    RESULT_RECORDED,
    SAMPLE_TAKEN,
    SITE_RECORDED,
    STOCK_COUNTED,
    UNACCOUNTED_REASON,
)
from antigone.found.label import code_of
from antigone.web.fields import m
from antigone.web.shelf import ALIAS, HELD, NOWHERE
from antigone.web.thing import Thing
from antigone.web.words import Words

STATES: dict[str, str] = {
    HELD: m("held"),
    Sink.TRANSIT.value: m("in transit"),
    Sink.FAMILY.value: m("with its family"),
    Sink.REBURIED.value: m("reburied"),
    Sink.TAKEN.value: m("taken, whereabouts unknown"),
    Sink.LOST.value: m("lost"),
    Sink.DESTROYED.value: m("destroyed"),
    Sink.DISCARDED.value: m("discarded as non-human"),
    NOWHERE: m("booked nowhere"),
    ALIAS: m("same as another"),
    Sink.MERGED.value: m("merged into another number"),
}
ENTRIES: dict[str, str] = {
    SITE_RECORDED: m("site"),
    FEATURE_RECORDED: m("grave or unit"),
    REMAINS_NUMBERED: m("numbered"),
    LABEL_ADDED: m("label"),
    NUMBERS_ALLOTTED: m("numbers allotted"),
    NUMBER_VOIDED: m("number voided"),
    CUSTODY_RECORDED: m("act of custody"),
    CUSTODY_RESOLVED: m("numbers of an act"),
    STOCK_COUNTED: m("count of a place"),
    PLACE_CLOSED: m("closing of a place"),
    EXAMINATION_RECORDED: m("examination"),
    SAMPLE_TAKEN: m("sample"),
    RESULT_RECORDED: m("result"),
    ASSOCIATION_MADE: m("association"),
    UNACCOUNTED_REASON: m("reason"),
}
LABELS = (m("scene tag"), m("bag"), m("morgue"), m("laboratory"), m("grave marker"), m("foreign number"))
ASSOCIATIONS = (
    m("pair"),
    m("articulation"),
    m("refit"),
    m("morphology"),
    m("DNA"),
    m("same body"),
    m("exclusion"),
)
EXAMINATIONS = (
    m("external"),
    m("autopsy"),
    m("radiology"),
    m("dental"),
    m("anthropology"),
    m("fingerprints"),
    m("photography"),
    m("effects"),
    m("other"),
)
ACTS = tuple(each.value for each in CustodyType)


def where(thing: Thing, words: Words, name: Callable[[str], str]) -> str:
    """Where it should be, in a sentence."""
    if thing.void:
        return words("This number is void: %(reason)s.", reason=thing.void)
    if thing.is_now:
        return words("It is the same thing as %(code)s. Look that up.", code=code_of(thing.is_now))
    spot, day = thing.spot, words.date(str(thing.since or ""))
    if spot is None:
        return words("It is numbered and booked nowhere.")
    if spot.sink is Sink.TRANSIT:
        if not thing.sent_to:
            return words("It should be on its way since %(day)s; nobody said where to.", day=day)
        return words("It should be on its way to %(place)s since %(day)s.", place=name(thing.sent_to), day=day)
    if spot.sink is not None:
        return words("By the book it is %(state)s, since %(day)s.", state=words(STATES[spot.sink.value]), day=day)
    if not spot.place:
        return words("It should be in a place that nobody named, since %(day)s.", day=day)
    return words("It should be in %(place)s, since %(day)s.", place=name(spot.place), day=day)
