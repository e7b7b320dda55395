"""How units, places, counts and people are called in a report: plain words, the same in the terminal and on paper."""

from __future__ import annotations

import calendar

from antigone.account.casebook import CaseBook
from antigone.core.quantity import VAGUE_LEAST, Count
from antigone.core.told import Told, named, retold, row, told
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Stance

# (what is counted, as a noun phrase; as a column head where that is shorter)
UNIT_PHRASES = {
    "killed": "people killed",
    "died_in_hospital": "people who died in hospital",
    "died_in_custody": "people who died in custody",
    "injured": "people injured",
    "critical": "people in a critical state",
    "sought_treatment": "people who sought treatment",
    "treated_as_outpatient": "people treated without a bed",
    "hospitalised": "people in hospital",
    "treated_in_detention": "people treated in detention",
    "victims_recognised": "people recognised as victims",
    "torture_victims_recognised": "people recognised as victims of torture",
    "killed_or_injured": "people killed or injured",
    "missing": "people missing",
    "reported_missing": "people reported missing",
    "missing_found": "people reported missing and found",
    "unaccounted": "people unaccounted for",
    "identified": "people identified",
    "detained": "people detained",
    "in_detention": "people held on a day",
    "suspects_detained": "suspects detained",
    "remanded": "people remanded",
    "families_searching": "families searching",
    "bodies_received": "bodies brought to morgues",
    "bodies_held": "bodies in morgues",
    "bodies_recovered": "bodies recovered",
    "bodies_found": "bodies found",
    "bodies_stolen": "bodies taken from morgues",
    "bodies_removed_from_scene": "bodies taken from where they fell",
    "bodies_identified": "bodies identified",
    "bodies_unidentified": "bodies not identified",
    "bodies_handed_over": "bodies given to families",
    "bodies_buried": "bodies buried",
    "bodies_believed_buried": "bodies believed buried",
    "bodies_to_be_exhumed": "bodies to be exhumed",
    "bodies_exhumed": "bodies exhumed",
    "graves_found": "graves found",
    "burial_sites_found": "burial sites found",
    "morgue_attacks": "attacks on morgues",
    "names_listed": "names on lists",
    "names_published": "names published by an authority",
}

# `rounded 5800` reads badly: the word at a figure, as it stands before it
MODIFIERS = {
    "at_least": "at least {n:,}",
    "more_than": "more than {n:,}",
    "up_to": "up to {n:,}",
    "almost": "almost {n:,}",
    "fewer_than": "fewer than {n:,}",
    "less_than": "fewer than {n:,}",
    "about": "about {n:,}",
    "some": "some {n:,}",
    "rounded": "about {n:,}",
    "most_of": "most of {n:,}",
}


NATURES = {
    "sum": "A sum that does not close",
    "fall": "A count that falls",
    "one count": "Two figures for one count",
    "rendering": "One utterance, put in different ways",
    "relabelled": "A label that changed on the way",
    "stock": "More than there can be",
    "promotion": "A figure passed on as something else",
    "at odds": "Two figures at odds",
}


STANDINGS = {
    "current": "stands",
    "older floor": "an older, lower count",
    "superseded": "superseded",
    "corrected": "corrected since",
    "denied": "denied",
    "repeated": "repeats",
    "relabelled": "retells with a change",
    "withheld": "number withheld",
    "doubts": "a doubt",
    "denies": "a denial",
    "no figure": "no number",
    "put aside": "put aside here",
    "rendering": "one rendering of the same words",
    "derived": "worked out by others",
    "proposed": "not yet checked",
}


def nature_words(nature: str) -> str:
    """What sort of contradiction it is."""
    return NATURES.get(nature, sentence_case(nature))


def unit_phrase(unit: str) -> Told:
    """`bodies brought to morgues` for `bodies_received`."""
    return told(UNIT_PHRASES[unit]) if unit in UNIT_PHRASES else row(unit.replace("_", " "))


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def number(n: int) -> str:
    """`4,578`."""
    return f"{n:,}"


def bounds_words(least: int, most: int | None) -> Told:
    """`at least 238`, `41`, `0 to 225`, `not known`."""
    if Count(least, most).is_unknown:
        return told("not known")
    if most is None:
        return told("at least {n:,}", n=least)
    return told("{n:,}", n=least) if least == most else told("{low:,} to {high:,}", low=least, high=most)


def place_name(book: CaseBook, place: str) -> str:
    """The name of a place; its id where it has none."""
    found = book.places.get(place)
    return named(found.name, found.names) if found else (place or told("place not stated"))


def group_name(book: CaseBook, group: str) -> str:
    """The neutral description of a group; empty for everybody."""
    found = book.groups.get(group)
    if found is None:
        return group
    return "" if found.parent is None and group in ("all", "") else found.name


def figure_words(claim: Claim) -> Told:
    """The figure as the speaker gave it: `at least 225`, `dozens`, `no number`, `denies 164`."""
    if claim.stance in (Stance.WITHHOLDS, Stance.DOUBTS):
        return told("doubts") if claim.stance is Stance.DOUBTS else told("withholds the number")
    plain = _plain_figure(claim)
    if claim.stance is Stance.DENIES:
        return told("denies {figure}", figure=plain)
    return told("corrects to {figure}", figure=plain) if claim.stance is Stance.CORRECTS else plain


def _plain_figure(claim: Claim) -> Told:
    low, high, best, word = claim.low, claim.high, claim.best, claim.modifier
    if not claim.has_figure:
        return told("no number")
    if word in ("exact", "") and low is not None:
        if low == high:
            return told("{n:,}", n=low)
        return told("{low:,} to {high:,}", low=low, high=high) if high else told("at least {n:,}", n=low)
    if word == "more_than" and low is not None:
        return told("more than {n:,}", n=low - 1)
    if word in ("fewer_than", "less_than") and high is not None:
        return told("fewer than {n:,}", n=high + 1)
    if word == "most_of" and high is not None:
        return told("most of {n:,}", n=high)
    shown = best if best is not None else (low if low is not None else high)
    if word in MODIFIERS and shown is not None:
        return told(MODIFIERS[word], n=shown)
    plain = word.replace("_", " ")  # dozens, scores, several: the word is the figure
    return told(plain) if plain.replace(" ", "_") in VAGUE_LEAST else row(plain)


def long_date(date: PartialDate | str | None) -> str:
    """`16 January 2022`, `January 2022`, `2022`."""
    if date is None or date == "":
        return "undated"
    day = PartialDate.parse(date) if isinstance(date, str) else date
    parts = [str(day.day) if day.day else "", calendar.month_name[day.month] if day.month else "", str(day.year)]
    return " ".join(part for part in parts if part)


def told_date(date: PartialDate | None) -> Told:
    """`16 January 2022`, so that a page writes it as its language does."""
    return told("undated") if date is None else retold(long_date(date), "{day}", day=date)


def short_date(date: PartialDate | None) -> str:
    """`16 Jan`; the month or the year alone where no more is known."""
    if date is None:
        return "?"
    words = long_date(date).split()
    if date.day:
        return f"{words[0]} {words[1][:3]}"
    return f"{words[0][:3]} {words[1]}" if date.month else words[0]


def speaker_words(claim: Claim) -> str:
    """`Berik Asylov, Prosecutor General`; the organisation where nobody is named."""
    who = claim.speaker or claim.organisation or claim.publisher or told("speaker not stated")
    office = claim.office.partition(";")[0].strip()
    return f"{who}, {office}" if office and office.casefold() != who.casefold() else who


def chain_words(claim: Claim) -> str:
    """`briefing → TASS → NewsMD`: the way from the speaker to the reader; empty where there is none."""
    hops = [hop for hop in claim.via if hop]
    if claim.publisher and (not hops or hops[-1].casefold() != claim.publisher.casefold()):
        hops.append(claim.publisher)
    return " → ".join(hops)
