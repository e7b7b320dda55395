"""What the register itself doubts: which bookings an open finding speaks against, so that no fact rests on them.

A fact is a floor that the account takes as certain. The register keeps what is booked whatever speaks against it; the
account must not. So each kind of finding states here what it puts in doubt, and a booking in doubt is left out of
every floor until somebody mends it. Left out is not denied: the sentence of the fact says how many, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from antigone.core.errors import AntigoneError
from antigone.core.finding import Finding
from antigone.found.checks import asserting_acts, other_findings, wrong_acts
from antigone.found.growth import Growth, carried
from antigone.found.label import canonical_id, read_code
from antigone.found.shelf import shelf_findings

if TYPE_CHECKING:
    from antigone.found.register import Register


class Effect(Enum):
    """What an open finding takes out of the facts."""

    NONE = "nothing"
    ACT = "this booking of this thing"
    BOTH = "this booking of this thing, and the one before"
    THING = "the thing, as one of its own"
    TWINS = "all but the first of these things"
    WHOLE_ACT = "every thing of this act"
    WORD = "the count that the act states"
    WORDS_OF_PLACE = "counts without numbers that leave this place"
    SITE = "what the site is and where it lies"
    EARLIER = "the days before the later of two dates"
    SHELF = "the thing, as held at the place"
    HELD = "whatever any place holds"


EFFECTS: Mapping[str, tuple[Effect, str]] = {
    "found.unreadable": (Effect.NONE, "It is in no book; a floor can only be too low for it."),
    "found.entered_twice": (Effect.SITE, "Two entries say different things of one site."),
    "found.number_reused": (Effect.NONE, "Two things count as one: the floor is too low, never too high."),
    "found.number_outside_block": (Effect.NONE, "The thing is there, whoever gave its number out."),
    "found.blocks_overlap": (Effect.NONE, "Two things may count as one."),
    "found.void_used": (Effect.THING, "It may be a thing that has another number by now."),
    "found.unknown_number": (Effect.THING, "The tag may have been misread: another number may be meant."),
    "found.label_on_two": (Effect.TWINS, "One thing may have been numbered twice."),
    "found.wrong_tag": (Effect.WHOLE_ACT, "Another thing may have been handled."),
    "found.no_such_place": (Effect.NONE, "What is booked at no place of the register counts at none."),
    "found.double_scan": (Effect.NONE, "It counts once."),
    "found.already_there": (Effect.NONE, "It moved nothing."),
    "found.not_where_it_was": (Effect.BOTH, "The book had it elsewhere: another thing may be meant."),
    "found.booked_in_twice": (Effect.BOTH, "The book had it already: another thing may be meant."),
    "found.never_booked_in": (Effect.ACT, "The book did not have it: another thing may be meant."),
    "found.not_booked": (Effect.NONE, "What is booked nowhere counts nowhere."),
    "found.moved_after_leaving": (Effect.ACT, "The book had it gone: another thing may be meant."),
    "found.received_without_dispatch": (Effect.NONE, "Transfers bound nothing but what is held, where it is."),
    "found.received_elsewhere": (Effect.NONE, "It is where it was received."),
    "found.in_transit_too_long": (Effect.NONE, "It is held nowhere until it is received."),
    "found.late_entry": (Effect.NONE, "A note."),
    "found.before_it_happened": (Effect.NONE, "It counts from its own, later day."),
    "found.variance": (Effect.WORD, "What the act lists and what it counts differ."),
    "found.more_than_asserted": (Effect.WORD, "What the act lists and what it counts differ."),
    "found.negative_stock": (Effect.WORDS_OF_PLACE, "More left by word than was there."),
    "found.closed_with_stock": (Effect.NONE, "What was booked in is still booked in."),
    "found.used_after_closing": (Effect.ACT, "The date or the place is wrong."),
    "found.missing_at_count": (Effect.SHELF, "Somebody looked, and it was not there."),
    "found.surplus_at_count": (Effect.SHELF, "Somebody saw it elsewhere."),
    "found.count_differs": (Effect.NONE, "It does not say which thing is missing; the difference stands beside it."),
    "found.swapped": (Effect.NONE, "Each of the two is missing at a count as well."),
    "found.same_body_in_two_places": (Effect.NONE, "It counts once, under its other number."),
    "found.joined_and_excluded": (Effect.NONE, "They count as one."),
    "found.resolution_unclear": (Effect.NONE, "It adds a thing only where that was numbered."),
    "found.no_parent": (Effect.NONE, "Parts are no people."),
    "found.received_before_found": (Effect.EARLIER, "One of the two dates is wrong."),
    "found.counted_twice": (Effect.WORD, "One act may have been entered twice."),
    "found.rows_kept_out": (Effect.HELD, "What these rows tell of may have come or left."),
    "found.sex_differs": (Effect.NONE, "It is one thing, of whichever sex."),
}
"""By code of finding: what it puts in doubt, and why that, or why nothing."""


_NOTHING = (Effect.NONE, "")
DOUBTS, DAYS = "_doubts_on_days", 400
DOUBTING = "_doubting_acts"
"""Under which name a register keeps what is wrong with its acts and has an effect."""


@dataclass(frozen=True)
class Doubts:
    """Bookings that no fact may rest on, each with the code of the finding.

    Attributes:
        acts: (event, thing); things: by canonical id; words: events whose stated count is in doubt.
        sites: ids of sites; shelf: things that are not where the book has them.
        held: codes of findings that put in doubt what any place holds.
        since: of a thing that entered the books before it was found, the later day: it counts from then on.
    """

    acts: dict[tuple[str, str], str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    shelf: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    since: dict[str, date] = field(default_factory=dict)

    def against(self, event: str, thing: str, day: date) -> str:
        """The code of the finding that speaks against a booking of a thing; empty for none."""
        early = self.since.get(thing)
        if early is not None and day < early:
            return "found.received_before_found"
        return self.things.get(thing) or self.acts.get((event, thing), "")


def doubts_of(register: Register, day: date) -> Doubts:
    """What is in doubt by what is known now, for facts of a day; worked out once, and not to be changed."""
    of_days: dict[date, Doubts] = carried(register, DOUBTS, lambda _: {}, lambda *_: {})
    if day not in of_days:
        if len(of_days) >= DAYS:
            of_days.clear()
        of_days[day] = _doubts_of(register, day)
    return of_days[day]


def _doubts_of(register: Register, day: date) -> Doubts:
    doubts = Doubts()
    for finding in _findings(register, day):
        effect = EFFECTS[finding.code][0] if finding.code in EFFECTS else Effect.NONE
        if effect in _TAKE:
            _TAKE[effect](doubts, register, finding)
    return doubts


def _findings(register: Register, day: date) -> Iterator[Finding]:
    """Those of the day, of `register.lasting`, that have an effect."""
    yield from filter(_has_effect, register.findings)
    for found in carried(register, DOUBTING, _doubting, _grown).values():
        yield from found
    yield from filter(_has_effect, other_findings(register))
    if register.stocktakes or register.closings:
        yield from shelf_findings(register, day)


def _has_effect(finding: Finding) -> bool:
    return EFFECTS.get(finding.code, _NOTHING)[0] is not Effect.NONE


def _doubting(register: Register) -> dict[str, tuple[Finding, ...]]:
    """Of each act that something with an effect is wrong with, that."""
    return _with_effect(wrong_acts(register).items())


def _with_effect(wrong: Iterable[tuple[str, tuple[Finding, ...]]]) -> dict[str, tuple[Finding, ...]]:
    return {id: found for id, all_ in wrong if (found := tuple(filter(_has_effect, all_)))}


def _grown(
    register: Register, before: dict[str, tuple[Finding, ...]], growth: Growth
) -> dict[str, tuple[Finding, ...]]:
    wrong = wrong_acts(register)
    kept = {id: found for id, found in before.items() if id not in growth.acts}
    return kept | _with_effect((id, wrong[id]) for id in growth.acts if id in wrong)


def thing_of(code: object) -> str:
    """The canonical id behind the code in a finding."""
    try:
        return canonical_id(read_code(str(code)))
    except AntigoneError:
        return str(code)


def _act(doubts: Doubts, _register: Register, finding: Finding) -> None:
    doubts.acts[finding.proof[-1], thing_of(finding.values["code"])] = finding.code


def _both(doubts: Doubts, _register: Register, finding: Finding) -> None:
    for event in finding.proof:
        doubts.acts[event, thing_of(finding.values["code"])] = finding.code


def _thing(doubts: Doubts, _register: Register, finding: Finding) -> None:
    doubts.things[thing_of(finding.values["code"])] = finding.code


def _twins(doubts: Doubts, _register: Register, finding: Finding) -> None:
    for code in str(finding.values["codes"]).split(" and ")[1:]:
        doubts.things[thing_of(code)] = finding.code


def _whole_act(doubts: Doubts, register: Register, finding: Finding) -> None:
    for thing in register.enumerated.get(finding.proof[0], ()):
        doubts.acts[finding.proof[0], thing] = finding.code


def _word(doubts: Doubts, _register: Register, finding: Finding) -> None:
    doubts.words[finding.proof[-1]] = finding.code


def _words_of_place(doubts: Doubts, register: Register, finding: Finding) -> None:
    for booked in asserting_acts(register):
        event = booked.value
        if event.from_place == finding.values["place"] and event.counted.value == finding.values["counted"]:
            doubts.words[booked.id] = finding.code


def _site(doubts: Doubts, _register: Register, finding: Finding) -> None:
    if finding.values["noun"] == "site":
        doubts.sites[str(finding.values["key"])] = finding.code


def _earlier(doubts: Doubts, _register: Register, finding: Finding) -> None:
    doubts.since[thing_of(finding.values["code"])] = date.fromisoformat(str(finding.values["found"]))


def _shelf(doubts: Doubts, _register: Register, finding: Finding) -> None:
    doubts.shelf[thing_of(finding.values["code"])] = finding.code


def _held(doubts: Doubts, _register: Register, finding: Finding) -> None:
    doubts.held.add(finding.code)


_TAKE: dict[Effect, Callable[[Doubts, Register, Finding], Any]] = {
    Effect.ACT: _act,
    Effect.BOTH: _both, Effect.THING: _thing, Effect.TWINS: _twins, Effect.WHOLE_ACT: _whole_act, Effect.WORD: _word,
    Effect.WORDS_OF_PLACE: _words_of_place, Effect.SITE: _site, Effect.EARLIER: _earlier, Effect.SHELF: _shelf,
    Effect.HELD: _held,
}  # fmt: skip
"""How each effect is taken. An act whose list and count differ is weighed where counts are read (`register_facts`)."""
