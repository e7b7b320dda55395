"""What people do on the road to a name: each checked against what stands, and given as drafts to be written together.

A service never writes: `desk.write(drafts)` does, all or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.told import kept, listed_plainly, told
from antigone.core.when import PartialDate, Period
from antigone.named import codes
from antigone.named import events as kinds
from antigone.named.consent import ANYBODY, Consent, Purpose
from antigone.named.decision import NEEDS_BOARD, Decision, Signer, Step, StepTaken, check_sense, check_signers
from antigone.named.events import Described, Filing, draft
from antigone.named.evidence.combine import check as check_description
from antigone.named.family import Family, FamilyWish, Member, Wish
from antigone.named.person import Merge, MissingPerson, PersonStatus
from antigone.named.profiles import write_calls
from antigone.named.report import Informant, Report
from antigone.named.sample import ProfileRecord, Sample, SampleKind
from antigone.named.similar import Alike, Sketch, alike
from antigone.named.weigh import write_description
from antigone.record.event import Draft

if TYPE_CHECKING:
    from antigone.named.desk import Desk

PERSONAL = ("name", "birth", "address", "identity")
CONTACT = ("name", "contact", "address")


@dataclass(frozen=True)
class NewReport:
    """A report as it comes in.

    Attributes:
        personal: of the missing person, by name of the field (`PERSONAL`); sealed.
        description: see `evidence.combine.NAMES`; sealed.
        informant: code of one who is known, or the fields of a new one (`CONTACT`); sealed.
        relation, received, last_seen, last_place, source: see `Report`.
        person: code of the person, where it is known who it is about.
        sex, group, place: of a new person.
        consents: recipients the informant agrees to.
    """

    personal: Mapping[str, str]
    description: Mapping[str, str]
    informant: str | Mapping[str, str] = ""
    relation: str = ""
    received: PartialDate | None = None
    last_seen: PartialDate | None = None
    last_place: str = ""
    source: str = ""
    person: str = ""
    sex: str = "?"
    group: str = ""
    place: str = ""
    consents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Received:
    """The outcome of a report: codes given, drafts to write, and reports that may be about the same person."""

    report: str
    person: str
    informant: str
    drafts: list[Draft]
    alike: list[Alike]


def receive(desk: Desk, new: NewReport, known: Iterable[Sketch] | None = None) -> Received:
    """A report, with a person of its own unless it says whom it is about; and what it may be a double of.

    Args:
        known: the reports that stand, where somebody has them at hand; default: unsealed here.

    Raises:
        InputError: a description that cannot be read, or a report about nobody at all.
    """
    check_description(new.description)
    if not any(v.strip() for v in (*new.personal.values(), *new.description.values())):
        raise InputError("A report says something about somebody.", "Give a name, or a description.")
    drafts: list[Draft] = []
    if new.person:
        person = desk.person(new.person)
    else:
        person = desk.code(codes.PERSON)
        drafts.append(draft(kinds.PERSON_OPENED, MissingPerson(person, new.sex, new.group, new.place)))
    informant = _informant(desk, new, drafts)
    report = Report(
        desk.code(codes.REPORT), person, informant, new.relation, new.received, new.last_seen, new.last_place,
        source=new.source,
    )  # fmt: skip
    sealed = {k: (person, v) for k, v in new.personal.items() if v.strip()}
    if new.description:
        sealed["description"] = (person, write_description(new.description))
    drafts.append(draft(kinds.REPORT_RECEIVED, report, sealed))
    mine = Sketch(report.id, person, new.personal.get("name", ""), new.personal.get("birth", ""), new.sex)
    return Received(report.id, person, informant, drafts, alike(mine, sketches(desk) if known is None else known))


def _informant(desk: Desk, new: NewReport, drafts: list[Draft]) -> str:
    if isinstance(new.informant, str):
        if new.informant and new.informant not in desk.book.informants:
            raise NotFoundError("No informant has that code.", "Give the informant's name instead.")
        informant = new.informant
    else:
        informant = desk.code(codes.INFORMANT)
        sealed = {k: (informant, v) for k, v in new.informant.items() if v.strip()}
        drafts.append(draft(kinds.INFORMANT_ENTERED, Informant(informant), sealed))
    if new.consents and not informant:
        raise UsageError("Consent is somebody's.", "Name the informant.")
    for recipient in new.consents:
        drafts.append(draft(kinds.CONSENT_GIVEN, Consent(informant, recipient, Purpose.CONTACT)))
    return informant


def sketches(desk: Desk) -> list[Sketch]:
    """All reports as they can be compared with each other; erased ones are passed over."""
    found = []
    for report in desk.book.reports.values():
        person = desk.book.whole(report.person)
        values = {k: v for k, v in desk.values(report.id).items() if isinstance(v, str)}
        if values.get("name"):
            sex = desk.book.persons[person].sex if person in desk.book.persons else "?"
            found.append(Sketch(report.id, person, values["name"], values.get("birth", ""), sex, report.last_seen))
    return found


def doubles(desk: Desk, least: float = 0.75) -> list[Alike]:
    """Pairs of reports, filed under different persons, that may be about one; best first."""
    from antigone.named.doubles import pairs_alike

    return pairs_alike(sketches(desk), least)


def merge(desk: Desk, persons: Sequence[str], into: str, reason: str) -> list[Draft]:
    """Codes that are one person. Taking it back parts them: `part`.

    Raises:
        UsageError: fewer than two, no reason, or decisions stand that name them as different people.
    """
    known = [desk.person(p) for p in persons]
    stays = desk.person(into)
    gone = tuple(dict.fromkeys(p for p in known if p != stays))
    if not gone or not reason.strip():
        raise UsageError("A merge joins two different persons, for a reason.", "Give two codes, --into and --because.")
    for s in desk.book.decisions.values():
        named = {desk.book.whole(p) for p in s.decision.persons}
        if len(named & {stays, *gone}) > 1 and s.scientific.value != "revoked":
            raise UsageError(
                told("Decision {decision} names them as different people.", decision=s.decision.id), "Revoke it first."
            )
    return [draft(kinds.PERSON_MERGED, Merge(gone, stays), reason=reason)]


def part(desk: Desk, person: str, reason: str) -> list[Draft]:
    """Take back the merge that made this code an alias."""
    event = desk.book.merge_events.get(person)
    if event is None:
        raise UsageError("That code was not merged into another.", "Give the code that became an alias.")
    return [retract(event, reason)]


def retract(event: str, reason: str) -> Draft:
    """Take one event of this room back; nothing is deleted."""
    if not reason.strip():
        raise UsageError("Taking something back needs a reason.", "Say why, with --because.")
    return Draft(kinds.RETRACTED, {}, corrects=event, reason=reason)


def file_under(desk: Desk, report: str, person: str, reason: str) -> list[Draft]:
    """A report goes to another person, or with an empty code to a new one: how one person is split into two."""
    if report not in desk.book.reports:
        raise NotFoundError("There is no such report.", "List them with `antigone named list CASE reports`.")
    drafts = []
    if not person:
        person = desk.code(codes.PERSON)
        old = desk.book.persons[desk.book.reports[report].person]
        drafts.append(draft(kinds.PERSON_OPENED, MissingPerson(person, old.sex, old.group, old.place)))
    else:
        desk.person(person)
    return [*drafts, draft(kinds.REPORT_FILED, Filing(report, person), reason=reason)]


def change_person(desk: Desk, person: str, because: str, **changes: object) -> list[Draft]:
    """A change of what is known of a person beside their names: status, sex, group, place, reason unaccounted."""
    code = desk.person(person)
    if not because.strip():
        raise UsageError("A change needs a reason.", "Say why, with --because.")
    given = {k: v for k, v in changes.items() if v}
    return [draft(kinds.PERSON_CHANGED, replace(desk.book.persons[code], **given), reason=because)]  # type: ignore[arg-type]


def relative(desk: Desk, sex: str = "?", name: str = "") -> tuple[str, list[Draft]]:
    """Somebody who stands in a family as a reference; their name, where given, is sealed in a report of their own."""
    code = desk.code(codes.PERSON)
    drafts = [draft(kinds.PERSON_OPENED, MissingPerson(code, sex, status=PersonStatus.RELATIVE))]
    if name.strip():
        drafts.append(draft(kinds.REPORT_RECEIVED, Report(desk.code(codes.REPORT), code), {"name": (code, name)}))
    return code, drafts


def consent(
    desk: Desk, by: str, to: Sequence[str], purposes: Sequence[Purpose], given: bool, witness: str = ""
) -> list[Draft]:
    """Words of consent, or of its withdrawal (`*`: from everybody, for everything)."""
    if by not in desk.book.informants and by not in desk.book.persons:
        raise NotFoundError("Nobody has that code.", "Give the code of an informant or of a person.")
    if given and ANYBODY in to:
        raise UsageError("Consent is given to somebody.", "Name each recipient.")
    kind = kinds.CONSENT_GIVEN if given else kinds.CONSENT_WITHDRAWN
    asked = (Purpose.IDENTIFICATION,) if ANYBODY in to else tuple(purposes)
    return [draft(kind, Consent(by, each, purpose, given, witness)) for each in to for purpose in asked]


def draw_family(
    desk: Desk, members: Sequence[Member], missing: Sequence[str], family: str = "", liaison: str = ""
) -> tuple[str, list[Draft]]:
    """A pedigree, new or drawn anew.

    Raises:
        InputError: it makes no sense; every fault of the pedigree is named. Ids that could be names are refused.
    """
    for member in members:
        for id in (member.id, member.father, member.mother):
            if id and not codes.is_code(id, (codes.PERSON,)) and not _is_label(id):
                raise InputError("A member of a family goes by a code or a short label.", "Write P-0001, or x1, x2 …")
    code = family or desk.code(codes.FAMILY)
    if family and family not in desk.book.families:
        raise NotFoundError("There is no such family.", "Leave --family out to draw a new one.")
    made = Family(code, tuple(members), tuple(dict.fromkeys(missing)), liaison)
    faults: list[str] = [kept(str(fault)) for fault in made.pedigree().check()]
    ids = {m.id for m in members}
    faults += [told("{person} is missing and not in the pedigree.", person=m) for m in made.missing if m not in ids]
    faults += [
        told("Nobody has the code {code}.", code=i)
        for i in sorted(ids)
        if codes.is_code(i) and i not in desk.book.persons
    ]
    if faults:
        raise InputError(
            told("The family cannot be drawn: {faults}", faults=listed_plainly(faults, " ")), "Correct the members."
        )
    return code, [draft(kinds.FAMILY_DRAWN, made)]


def _is_label(id: str) -> bool:
    return len(id) <= 4 and id[0].isalpha() and id[1:].isdigit() and id.isascii() and id.islower()


def give_sample(desk: Desk, sample: Sample, agreed: bool) -> tuple[str, list[Draft]]:
    """A sample; a relative's with the families it was given for, and their consent where they gave it.

    Raises:
        InputError, NotFoundError: a donor or family that is not there.
    """
    if sample.kind is SampleKind.REMAINS:
        donor = desk.remains(sample.donor)
    else:
        donor = sample.donor
        desk.person(donor)
    for family in sample.families:
        if family not in desk.book.families:
            raise NotFoundError("There is no such family.", "List them with `antigone named list CASE families`.")
    made = replace(sample, id=sample.id or desk.code(codes.SAMPLE), donor=donor)
    if made.id in desk.book.samples:
        raise UsageError(told("There is a sample {made} already.", made=made.id), "Give another code, or leave it out.")
    drafts = [draft(kinds.SAMPLE_GIVEN, made)]
    if agreed:
        drafts.append(draft(kinds.CONSENT_GIVEN, Consent(donor)))
    return made.id, drafts


def enter_profile(
    desk: Desk, record: ProfileRecord, calls: Mapping[str, Sequence[str | None]]
) -> tuple[str, list[Draft]]:
    """A typing of a sample; its alleles are sealed under the donor."""
    sample = desk.book.samples.get(record.sample)
    if sample is None:
        raise NotFoundError("There is no such sample.", "Enter it with `antigone named sample`.")
    called = {m: tuple(alleles) for m, alleles in calls.items() if any(alleles)}
    if not called:
        raise InputError(
            told("The profile of {sample} holds no call.", sample=record.sample),
            "Give at least one marker with an allele.",
        )
    for rate in (record.dropout, record.dropin):
        _rate(rate)
    made = replace(record, id=record.id or desk.code(codes.PROFILE), markers=len(called))
    return made.id, [draft(kinds.PROFILE_TYPED, made, {"calls": (sample.donor, write_calls(called))})]


def _rate(text: str) -> None:
    try:
        right = not text or 0 <= float(text) < 1
    except ValueError:
        right = False
    if not right:
        raise InputError("A rate of reading errors is no number from 0 to 1.", "Write 0.05, for instance.")


def describe(desk: Desk, remains: str, description: Mapping[str, str], by: str = "", method: str = "") -> list[Draft]:
    """What is known of remains, in place of what was described before; sealed under the remains."""
    check_description(description)
    id = desk.remains(remains)
    sealed = {"description": (id, write_description(description))}
    return [draft(kinds.DESCRIBED, Described(id, by, method), sealed)]


def wish(desk: Desk, family: str, wished: Wish, person: str = "", taken_by: str = "", reason: str = "") -> list[Draft]:
    """What a family wishes; the latest word counts."""
    if family not in desk.book.families:
        raise NotFoundError("There is no such family.", "List them with `antigone named list CASE families`.")
    code = desk.person(person) if person else ""
    return [draft(kinds.FAMILY_WISH, FamilyWish(family, wished, code, taken_by), reason=reason)]


# -- the board ----------------------------------------------------------------------------------------------------


def decide(desk: Desk, decision: Decision, reason: str, occurred: Period | None = None) -> tuple[str, list[Draft]]:
    """A board's decision, provisional at first.

    Raises:
        InputError: it makes no sense, or fewer than two people sign.
        UsageError: somebody is alive; or other decisions stand that say otherwise. Contradictions come first.
    """
    if not reason.strip():
        raise UsageError("A decision gives its reason.", "Say why, with --because.")
    made = check_new(desk, decision)
    check_signers(made.signers)
    return made.id, [draft(kinds.DECIDED, made, reason=reason, occurred=occurred)]


def check_new(desk: Desk, decision: Decision) -> Decision:
    """A new decision with its code and the codes that its remains and persons are known by; see `decide`."""
    remains = tuple(desk.remains(each) for each in decision.remains)
    persons = tuple(dict.fromkeys(desk.person(each) for each in decision.persons))
    made = replace(decision, id=decision.id or desk.code(codes.DECISION), remains=remains, persons=persons)
    check_sense(made)
    refuse_contradictions(desk, made)
    return made


def refuse_contradictions(desk: Desk, decision: Decision) -> None:
    """`UsageError` where somebody is alive or excluded, or where another decision says otherwise."""
    book = desk.book
    for person in decision.persons:
        if any(book.persons[code].status is PersonStatus.ALIVE for code in book.aliases(person)):
            raise UsageError(
                told("{person} was found alive.", person=person), "Look for a relative of theirs among the missing."
            )
    for unit in decision.remains:
        for person in decision.persons:
            if known := book.excluded(unit, person):
                raise UsageError(
                    told("{known} excludes that {unit} is {person}.", known=known.id, unit=unit, person=person),
                    "Have the board lift it first.",
                )
        for s in book.decisions_on(unit):
            others = {book.whole(p) for p in s.decision.persons}
            if s.scientific.value != "revoked" and unit in s.decision.remains and others != set(decision.persons):
                raise UsageError(
                    told(
                        "Decision {decision} ({status}) names {unit} as {names}.",
                        decision=s.decision.id,
                        status=told(s.status.value),
                        unit=unit,
                        names=listed_plainly(sorted(others)),
                    ),
                    "Have the board revoke it first; the release it led to is then called back.",
                )


def step(desk: Desk, taken: StepTaken, reason: str, occurred: Period | None = None) -> list[Draft]:
    """A step with a decision, if it is open and the family's wishes allow it.

    Raises:
        InputError: the step is not open, or too few sign.
        UsageError: no reason; the family wishes to wait; a contradiction stands.
    """
    if not reason.strip() and taken.decision in desk.book.decisions:
        raise UsageError("Every step gives its reason.", "Say why, with --because.")
    check_step(desk, taken)
    return [draft(kinds.STEP_TAKEN, taken, reason=reason, occurred=occurred)]


def check_step(desk: Desk, taken: StepTaken, signed: bool = True) -> None:
    """Whether a step can be taken as the case stands; see `step`. `signed`: False where signatures come later."""
    standing = desk.book.decisions.get(taken.decision)
    if standing is None:
        raise NotFoundError("There is no such decision.", "List them with `antigone named list CASE decisions`.")
    standing.check(taken)
    if signed and taken.step in NEEDS_BOARD:
        check_signers(taken.signers)
    if taken.step in (Step.ESTABLISH, Step.REINSTATE):
        refuse_contradictions(desk, standing.decision)
    if taken.step is Step.NOTIFY:
        _check_notification(desk, standing.decision, taken.family)


def _check_notification(desk: Desk, decision: Decision, family: str) -> None:
    if family not in desk.book.families:
        raise NotFoundError("There is no such family.", "List them with `antigone named list CASE families`.")
    theirs = [p for p in decision.persons if family in {f.id for f in desk.book.families_of(p)}]
    if not theirs:
        raise UsageError(
            told("Nobody whom {decision} names belongs to {family}.", decision=decision.id, family=family),
            "Check the code of the family.",
        )
    if all(desk.book.wish_of(family, person).wish is Wish.WAIT for person in theirs):
        raise UsageError(
            told("{family} wishes to wait for more before it hears.", family=family),
            "Ask again; record a new wish first: `named wishes`.",
        )


def signers(names: Sequence[str]) -> tuple[Signer, ...]:
    """`A. Roe (pathologist)` as signers."""
    found = []
    for text in names:
        name, _, role = text.partition("(")
        found.append(Signer(" ".join(name.split()), role.rstrip(") ").strip()))
    return tuple(found)
