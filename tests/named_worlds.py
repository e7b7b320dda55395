"""Small invented cases on the road to a name, with canaries where nobody may look."""

from __future__ import annotations

import json
import random
from pathlib import Path

from antigone.core.when import PartialDate, Period
from antigone.found import services as found
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.register import fold
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.named import services
from antigone.named.consent import Purpose
from antigone.named.desk import Desk
from antigone.named.family import Member
from antigone.named.kinship.frequencies import nist1036
from antigone.named.sample import ProfileRecord, Sample, SampleKind
from antigone.record import Case

NAME, CONTACT, INFORMANT = "Zarina Canarynova", "+7 700 CANARY", "Arman Canaryinf"
ALLELE = "77.7"
"""A genetic value that no frequency table holds."""


def day(text: str) -> Period:
    """A day as a period."""
    at = PartialDate.parse(text)
    return Period(at, at)


def new_case(folder: Path, bodies: int = 2) -> Case:
    """A case with a morgue and so many bodies in it."""
    case = Case.create(folder / "case", "Invented", by="Clerk")
    writer = case.writer().public
    case.append([found.allot(fold(case.events()), writer), found.record_site(Site("morgue-1", SiteType.MORGUE))])
    case.append(found.number(fold(case.events()), writer, Remains("", RemainsKind.BODY), bodies))
    register = fold(case.events())
    received = CustodyEvent(CustodyType.RECEIVED, tuple(register.remains), to_place="morgue-1")
    case.append([found.record_custody(register, received, day("2022-01-08"))])
    return case


def report(desk: Desk, name: str = NAME, **more: object) -> str:
    """One more report of a missing woman; her code."""
    new = services.NewReport({"name": name}, {"age": "30"}, sex="F", **more)  # type: ignore[arg-type]
    got = services.receive(desk, new)
    desk.write(got.drafts)
    return got.person


def family(desk: Desk, missing: str) -> tuple[str, str, str]:
    """Parents of the missing: codes of family, father, mother."""
    father, drafts = services.relative(desk, "M")
    desk.write(drafts)
    mother, drafts = services.relative(desk, "F")
    desk.write(drafts)
    members = [Member(father, sex="M"), Member(mother, sex="F"), Member(missing, father, mother, "F")]
    code, drafts = services.draw_family(desk, members, [missing])
    desk.write(drafts)
    return code, father, mother


def genotypes(seed: int = 5, markers: int = 12) -> dict[str, dict[str, tuple[str, str]]]:
    """Father, mother, child and a stranger at so many markers of a public table."""
    table, rng = nist1036()["Caucasian"].frequencies, random.Random(seed)
    loci = list(table)[:markers]

    def draw() -> dict[str, tuple[str, str]]:
        return {at: tuple(rng.choices(list(table[at]), list(table[at].values()), k=2)) for at in loci}  # type: ignore[misc]

    father, mother = draw(), draw()
    child = {at: (rng.choice(father[at]), rng.choice(mother[at])) for at in loci}
    return {"father": father, "mother": mother, "child": child, "stranger": draw()}


def typed(
    desk: Desk, donor: str, calls: dict[str, tuple[str, str]], kind: SampleKind = SampleKind.REFERENCE, *,
    agreed: bool = True, families: tuple[str, ...] = (),
) -> tuple[str, str]:  # fmt: skip
    """A sample of somebody with one profile: their codes."""
    sample, drafts = services.give_sample(desk, Sample("", donor, kind, families), agreed)
    desk.write(drafts)
    profile, drafts = services.enter_profile(desk, ProfileRecord("", sample), calls)
    desk.write(drafts)
    return sample, profile


def with_family(folder: Path, *, agreed: bool = True) -> tuple[Desk, str, str, str, str]:
    """A desk with a missing woman, her parents' profiles, and two bodies, the first of them hers.

    Returns:
        desk, person, family, father, mother.
    """
    desk = Desk(new_case(folder))
    person = report(desk)
    code, father, mother = family(desk, person)
    dna = genotypes()
    typed(desk, father, dna["father"], families=(code,), agreed=agreed)
    typed(desk, mother, dna["mother"], families=(code,), agreed=agreed)
    typed(desk, "R00000000", dna["child"], SampleKind.REMAINS)
    typed(desk, "R00000001", dna["stranger"], SampleKind.REMAINS)
    return desk, person, code, father, mother


def withdraw(desk: Desk, who: str) -> None:
    """Somebody takes back every consent."""
    desk.write(services.consent(desk, who, ["*"], [Purpose.IDENTIFICATION], given=False))


def text_of(desk: Desk) -> str:
    """Every byte of every event, as text: what an export without keys shows."""
    return "\n".join(event.raw.decode("utf-8") for event in desk.case.events()) + json.dumps(
        [str(f) for f in desk.book.findings]
    )
