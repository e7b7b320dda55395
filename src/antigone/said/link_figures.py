"""The figure of a claim, its day, and what the two turn into when a claim is passed on. Pure."""

from __future__ import annotations

from datetime import date

from antigone.said.claim import Claim

PROMOTIONS: tuple[frozenset[str], ...] = (
    frozenset(("bodies_received", "bodies_found", "bodies_recovered", "bodies_held", "bodies_exhumed", "killed")),
    frozenset(("victims_recognised", "injured", "sought_treatment", "hospitalised", "killed_or_injured")),
    frozenset(("detained", "in_detention", "suspects_detained", "remanded")),
    frozenset(("missing", "reported_missing", "unaccounted")),
    frozenset(("graves_found", "bodies_found", "bodies_believed_buried", "bodies_buried", "bodies_exhumed")),
    frozenset(("names_listed", "names_published", "killed")),
    frozenset(("died_in_custody", "died_in_hospital", "killed")),
)
"""Units between which a figure slides when passed on: victims become injured, bodies in a morgue become killed."""
_SLIDES = (("bodies_", "killed"), ("names_", "killed"), ("victims_recognised", "injured"), ("died_in_", "killed"))
SYNONYMS: tuple[frozenset[str], ...] = (frozenset(("identified", "bodies_identified")),)
"""Units that two reports of one utterance choose between: "26 victims were identified", "опознаны 26 тел"."""
FALLING = frozenset(("missing", "unaccounted", "hospitalised", "critical", "in_detention"))
"""Units that count people on a day, and fall as they are found, leave or are let go."""
_ROUNDED = ("more_than", "at_least", "about", "almost", "rounded")


def said_on(claim: Claim) -> date | None:
    """The first day on which it may have been said: the day stated, else the day it describes, else of publication.

    A month or year of publication says too little.
    """
    stated = claim.said_on or claim.as_of
    if stated is not None:
        return stated.first
    published = claim.published_on
    return published.first if published is not None and published.first == published.last else None


def day_of(claim: Claim) -> int:
    """The same as a number of days; 0 where it is not known."""
    day = said_on(claim)
    return day.toordinal() if day else 0


def figure(claim: Claim) -> int | None:
    """The number in the words, whatever the modifier ("more than 4,500" is 4,500); None where there is none."""
    if claim.best is not None:
        return claim.best
    if claim.low is not None:
        return claim.low - 1 if claim.modifier == "more_than" and claim.low else claim.low
    return claim.high


def partners(unit: str) -> frozenset[str]:
    """The units that a figure of this one slides to, itself included."""
    return frozenset((unit,)).union(*(each for each in PROMOTIONS if unit in each))


def is_root(unit: str, other: str) -> bool:
    """True where a figure slides from the first unit to the second and not back: bodies are taken for the killed."""
    return any(unit.startswith(begin) and other == to for begin, to in _SLIDES)


def synonyms(unit: str) -> frozenset[str]:
    """The units that another report of the same words may have, itself included."""
    return frozenset((unit,)).union(*(each for each in SYNONYMS if unit in each))


def rounded_to(number: int) -> list[int]:
    """The figures of one or two significant digits that this one may be rounded to."""
    steps = [10 ** (len(str(number)) - digits) for digits in (1, 2) if len(str(number)) > digits]
    return sorted({each for step in steps for each in (number // step * step, -(-number // step) * step)} - {number})


def rounds(number: int, modifier: str) -> tuple[int, int] | None:
    """Between which figures (both left out) a number of one or two significant digits may be rounded from.

    "More than 20" may be any up to 30, "almost 150" any from 145, "about 40" any from 35 to 45.
    """
    digits = len(str(number).rstrip("0"))
    if modifier not in _ROUNDED or number < 20 or number % 10 or digits > 2:
        return None
    step = 10 ** (len(str(number)) - digits)
    least = number - step // 2 - 1 if modifier in ("almost", "about", "rounded") else number
    most = (
        number
        if modifier == "almost"
        else number + step // 2 + 1
        if modifier in ("about", "rounded")
        else number + step
    )
    return least, most
