"""One small invented case that can fill every print, with canaries in everything that is nobody's business."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from antigone.core.when import PartialDate, Period
from antigone.formats.kinship_panel import frequency_panel
from antigone.found import services as found
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyEvent, CustodyType, Stocktake
from antigone.found.events import draft
from antigone.found.examination import Answer, Examination, ExaminationKind, Observation, Result
from antigone.found.examination import Sample as Taken
from antigone.found.label import code_of
from antigone.found.register import fold
from antigone.found.remains import Cell, Completeness, Condition, Region, Remains, RemainsKind, Side
from antigone.found.site import Feature, Geometry, Publication, Site, SiteType
from antigone.named import events as kinds
from antigone.named import services as named
from antigone.named.decision import Decision, Signer, Step, StepTaken
from antigone.named.desk import Desk
from antigone.named.handover import release
from antigone.named.judge import compare
from antigone.named.match import Prior
from antigone.named.matching import Asked, compare_all
from antigone.named.release import Identifier, Release
from antigone.named.sample import SampleKind
from antigone.named.weigh import weigh
from antigone.record.case import Case
from named_worlds import family, genotypes, typed

NAME, RECEIVER = "Canarina Exemplar", "Receptora Exemplar"
SECRETS = (
    NAME, RECEIVER, "1987-02-03", "12 Canary Street", "CANARY-ID-55", "Informanta Exemplar", "+000 CANARY",
    "canarytattoo", "CANARYHIP", "12.345", "98.765",
)  # fmt: skip
"""What no print may hold unless it was asked for."""
DAY = Period(PartialDate(2031, 5, 4), PartialDate(2031, 5, 4))
NEXT = Period(PartialDate(2031, 5, 5), PartialDate(2031, 5, 5))
SIGNERS = (Signer("N. Board"), Signer("S. Board"))
DESCRIPTION = {
    "stature": "168 cm", "hair": "brown", "marks": "tattoo@left forearm; canarytattoo@left hand; scar@abdomen",
    "age": "44", "teeth": "16=fil.mo; 36=mis", "clothing": "jacket:blue; boots:canary yellow", "no data": "eyes",
}  # fmt: skip
OBSERVED = (
    Observation("71", "F", method="pelvis"),
    Observation("31A", "40-50"),
    Observation("32", "165-172", method="Trotter 1970"),
    Observation("36", "brown"),
    Observation("39", "", Answer.NO_DATA),
    Observation("40", "", Answer.BLANK),
    Observation("53", "tattoo@left forearm"),
    Observation("24", "jacket:blue"),
    Observation("86", "16=fil.mo; 36=sou; 46=mis"),
    Observation("65", "prosthesis CANARYHIP"),
    Observation("inventory.femur.left", "complete"),
)


def build(path: Path) -> dict[str, str]:
    """A site, a morgue, bodies and bones, what was seen of them; a report, comparisons, a decision, a release."""
    with Case.create(path, "Example event", by="D. Sample") as case:
        units = _register(case)
        desk = Desk(case)
        person, ids = _people(desk)
        ids |= _compared(desk, person, units) | _decided(desk, person, ids["family"], units)
        _after(case, units)
        return {"body": units[0], "other": units[1], "bone": units[2], **ids}


def _register(case: Case) -> list[str]:
    site = Site("S-2", SiteType("primary grave"), "Lower terrace", publication=Publication.EXACT)
    case.append([
        found.record_site(site, Geometry("12.345678", "98.765432", 10)),
        found.record_site(Site("M-1", SiteType.MORGUE, "Cold store", keeper="City morgue")),
        found.record_site(Site("L-1", SiteType.LABORATORY, "Central laboratory")),
        draft(Feature("G-1", "S-2", "14", PartialDate(2031, 5, 4))),
    ])  # fmt: skip
    writer = case.writer().public
    case.append([found.allot(fold(case.events()), writer)])
    matrix = (Cell(Region.HEAD, Condition.DAMAGED), Cell(Region.LEFT_FOOT, Condition.MISSING))
    body = Remains("", RemainsKind.BODY, site="S-2", feature="G-1", matrix=matrix)
    bone = replace(body, kind=RemainsKind.BONE, element="femur", matrix=(), completeness=Completeness.COMPLETE)
    for thing, count in ((body, 2), (replace(bone, side=Side.LEFT), 2), (replace(bone, side=Side.RIGHT), 1)):
        case.append(found.number(fold(case.events()), writer, thing, count))
    units = sorted(fold(case.events()).remains)
    for act in (
        CustodyEvent(CustodyType.RECOVERED, tuple(units), to_place="S-2", received_by="Team 2"),
        CustodyEvent(
            CustodyType.MOVED, tuple(units[:3]), from_place="S-2", to_place="M-1", reference="TN-1", asserted=4,
            handed_by="R. Beispiel", received_by="K. Ejemplo", time="17:40", seal="00911",
        ),
        CustodyEvent(CustodyType.RECEIVED, (), 2, to_place="M-1", handed_by="Crew 4", received_by="K. Ejemplo"),
    ):  # fmt: skip
        case.append([found.record_custody(fold(case.events()), act, DAY, anyway=True)])
    return units


def _seen(case: Case, units: list[str]) -> None:
    exam = Examination("E-1", units[0], ExaminationKind.AUTOPSY, "Pathology", observations=OBSERVED)
    case.append([
        found.examine(fold(case.events()), exam, NEXT),
        found.associate(fold(case.events()), Association("A-1", units[2], units[4], AssociationKind.PAIR, "length")),
        found.count_stock(fold(case.events()), Stocktake("M-1", PartialDate(2031, 5, 5), 4)),
    ])  # fmt: skip
    taken = Taken("T-1", units[0], "femur", "DNA", "L-1", examination="E-1")
    case.append([found.take_sample(fold(case.events()), taken)])
    case.append([draft(Result("R-1", "T-1", "STR profile", "full"))])


def _people(desk: Desk) -> tuple[str, dict[str, str]]:
    units = sorted(desk.register.remains)
    _seen(desk.case, units)
    desk = Desk(desk.case)
    got = named.receive(desk, named.NewReport(
        {"name": NAME, "birth": "1987-02-03", "address": "12 Canary Street", "identity": "CANARY-ID-55"}, DESCRIPTION,
        {"name": "Informanta Exemplar", "contact": "+000 CANARY"}, "sister", last_seen=PartialDate(2031, 5, 2),
        last_place="S-2", sex="F", consents=("family liaison",),
    ))  # fmt: skip
    desk.write(got.drafts)
    code, father, mother = family(desk, got.person)
    dna = genotypes()
    typed(desk, father, dna["father"], families=(code,))
    typed(desk, mother, dna["mother"], families=(code,))
    typed(desk, units[0], dna["child"], SampleKind.REMAINS)
    typed(desk, units[1], dna["stranger"], SampleKind.REMAINS)
    return got.person, {"report": got.report, "person": got.person, "family": code}


def _compared(desk: Desk, person: str, units: list[str]) -> dict[str, str]:
    desk = Desk(desk.case)
    desk.write(named.describe(desk, units[1], {"sex": "M", "age": "20-25", "stature": "180-185"}))
    desk.write([pair.draft() for pair in weigh(desk)])
    panel = frequency_panel("nist:Caucasian", "equal:0.002", [])
    asked = Asked(method="search", threshold=-99, prior=Prior(dead=3, reason="a list"))
    desk.write(compare_all(desk, panel, asked, []))
    for unit in units[:2]:
        desk.write([kinds.draft(kinds.COMPARED, compare(desk, unit, person, "Lab One"))])
    made = {each.remains: id for id, each in desk.book.comparisons.items()}
    return {"comparison": made[units[0]], "exclusion": made[units[1]]}


def _decided(desk: Desk, person: str, family: str, units: list[str]) -> dict[str, str]:
    desk = Desk(desk.case)
    made = Decision("", (units[0], units[2]), (person,), 1, SIGNERS, basis="DNA")
    decision, drafts = named.decide(desk, made, "seen")
    desk.write(drafts)
    desk.write(named.step(desk, StepTaken(decision, Step.ESTABLISH, SIGNERS), "agreed"))
    read = (Identifier("label", code_of(units[0])), Identifier("person", person), Identifier("decision", decision))
    wanted = Release("", decision, (units[0],), person, family, person, read, released_by="D. Sample")
    id, drafts = release(desk, wanted, RECEIVER, NEXT)
    desk.write(drafts)
    return {"decision": decision, "release": id}


def _after(case: Case, units: list[str]) -> None:
    gone = CustodyEvent(
        CustodyType.STOLEN, (units[1],), 3, from_place="M-1", reference="INC-1", to_custodian="persons unknown",
        time="02:10", note="The lock of the side door was cut.",
    )  # fmt: skip
    case.append([found.record_custody(fold(case.events()), gone, NEXT, anyway=True)])
