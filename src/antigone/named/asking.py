"""Whom to ask next: the families of a case as the question of power takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from antigone.core.errors import InputError, NotFoundError
from antigone.core.told import told
from antigone.named.kinship import KinshipError
from antigone.named.kinship.family_power import Power, Sought, could_give, power_of
from antigone.named.kinship.ibd import kinship
from antigone.named.matching import Panel, by_code, given_in, known_by_decision
from antigone.named.person import PersonStatus
from antigone.named.profiles import usable

if TYPE_CHECKING:
    from antigone.named.desk import Desk


def sought_in(desk: Desk, family: str, panel: Panel) -> list[Sought]:
    """Each missing person of a family, with the profiles that may be used for it.

    Raises:
        NotFoundError: there is no such family.
    """
    drawn = desk.book.families.get(family)
    if drawn is None:
        raise NotFoundError("There is no such family.", "Look it up among the families.")
    pedigree = by_code(desk, drawn.pedigree())
    missing = list(dict.fromkeys(desk.book.whole(m) for m in drawn.missing))
    profiles = usable(desk, donors={alias for p in pedigree.persons for alias in desk.book.aliases(p.id) or (p.id,)})
    known_by_decision(desk, profiles)
    given = given_in(pedigree, profiles, family, missing, tuple(m.name for m in panel.markers))
    return [Sought(family, person, pedigree, given, panel.markers) for person in missing]


def could_be_asked(desk: Desk, sought: Sought) -> list[str]:
    """Members who are related to the missing person, not typed, neither missing themselves nor known to be dead."""
    book = desk.book
    gone = {code for code, person in book.persons.items() if person.status in (PersonStatus.DEAD, PersonStatus.MISSING)}
    missing = {book.whole(m) for m in book.families[sought.name].missing}
    return [member for member in could_give(sought) if member not in gone | missing]


def separating(desk: Desk, family: str, persons: Sequence[str]) -> list[str]:
    """Members whose sample would help to tell these missing persons of one family apart, those alive and known first.

    Whoever is related to them to different degrees (coefficients of kinship), and is not typed.
    """
    pedigree = by_code(desk, desk.book.families[family].pedigree())
    typed = {desk.book.whole(desk.book.samples[p.sample].donor) for p in desk.book.profiles.values()
             if p.sample in desk.book.samples}  # fmt: skip
    found = []
    for member in pedigree.persons:
        if member.id in typed or member.id in persons:
            continue
        degrees = {round(kinship(pedigree, member.id, person), 9) for person in persons if person in pedigree.by_id}
        if len(degrees) > 1:
            found.append(member.id)
    missing = {desk.book.whole(m) for m in desk.book.families[family].missing}
    return sorted((m for m in found if m not in missing), key=lambda m: m not in desk.book.persons)


def power_in(desk: Desk, sought: Sought) -> Power:
    """What the family can show of one of its missing, and what each sample that could be taken would add.

    Raises:
        InputError: the pedigree or a profile cannot be computed with; says why.
    """
    ask = could_be_asked(desk, sought)
    try:
        return power_of(sought, ask, rank=bool(ask))
    except KinshipError as error:
        lines = "; ".join(dict.fromkeys(str(fault) for fault in error.faults))
        raise InputError(
            told("The family cannot be computed with: {lines}", lines=lines), "Correct the pedigree or the profile."
        ) from None
