"""A family: its pedigree drawn with a table beside it, who is typed, and whom to ask next."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from antigone.core.errors import NotFoundError
from antigone.named.asking import power_in, sought_in
from antigone.named.book import Book
from antigone.named.consent import LABORATORY, Purpose
from antigone.named.family import Family, Member
from antigone.named.kinship.family_power import Power
from antigone.web.here import Here
from antigone.web.kin import chosen_group, digest, groups, panel
from antigone.web.pages.person import against
from antigone.web.pedigree_svg import drawn
from antigone.web.people import Row, donors, rows
from antigone.web.seen import reading
from antigone.web.work import Job

PATIENCE = 1.5  # seconds for which a page waits before it goes out without what is still being computed


@dataclass(frozen=True, slots=True)
class Relative:
    """A member as the table shows them.

    Attributes:
        member: as drawn; row: of the person, None for a label such as `x1`.
        missing: sought here; sampled: a sample is there; typed: a profile is.
        agreed: the laboratory may use it; None where nobody was asked.
    """

    member: Member
    row: Row | None
    missing: bool
    sampled: bool
    typed: bool
    agreed: bool | None


def page(here: Here) -> Response:
    """The family."""
    family, book = family_at(here)
    relatives = relatives_of(here, family)
    group = chosen_group(here)
    return here.page(
        "family.html.j2",
        state=here.desk.state(),
        book=book,
        family=family,
        relatives=relatives,
        drawing=drawn(family, book, [r.member.id for r in relatives if r.typed], here.words),
        against=against(book, [family.id]),
        wishes=[(m, book.wish_of(family.id, m)) for m in family.missing],
        job=_power(here, family, group) if here.may("matching") else None,
        group=group,
        groups=groups(),
    )


def family_at(here: Here) -> tuple[Family, Book]:
    """The family of the address.

    Raises:
        NotFoundError: there is none.
    """
    book, code = here.desk.named(), here.request.path_params["id"].upper()
    if code not in book.families:
        raise NotFoundError("There is no family of that code.", "Look it up with somebody who is missing in it.")
    return book.families[code], book


def relatives_of(here: Here, family: Family) -> list[Relative]:
    """Everybody in the pedigree, in the order in which it was drawn."""
    book, every = here.desk.named(), here.desk.table("missing", rows)
    given, typed = here.desk.table("donors", donors)
    found = []
    for member in family.members:
        code = book.whole(member.id)
        agreed = _agreed(book, code) if code in every else None
        missing = member.id in family.missing
        found.append(Relative(member, every.get(code), missing, code in given, code in typed, agreed))
    return found


def _agreed(book: Book, code: str) -> bool | None:
    words = [
        word.given
        for alias in book.aliases(code)
        if (word := book.consents.get((alias, LABORATORY, Purpose.IDENTIFICATION)))
    ]
    return all(words) if words else None


def _power(here: Here, family: Family, group: str) -> Job:
    """Of each missing person of the family what it can show; computed once for each state that it rests on."""

    def work(job: Job) -> list[Power]:
        with reading(here) as desk:
            every = sought_in(desk, family.id, panel(group))
            done = []
            for at, sought in enumerate(every):
                job.step(at, len(every))
                done.append(power_in(desk, sought))
            return done

    key = ("power", here.desk.table("digest", digest), family.id, group)
    return here.desk.jobs.of(key, work, PATIENCE)
