"""The state of the road to a name: everything that stands, folded from the events, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from antigone.core.errors import AntigoneError, InputError
from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.found.body import from_body
from antigone.found.events import rank
from antigone.named import events as kinds
from antigone.named import findings as wrong
from antigone.named import motion_fold
from antigone.named.comparison import DEFAULT, Comparison, Rules
from antigone.named.consent import ANYBODY, Consent, Purpose
from antigone.named.decision import Decision, Signer, Standing, Status, StepTaken, check_decision
from antigone.named.events import Described, Filing, Shown, Weighed
from antigone.named.family import Family, FamilyWish, Wish
from antigone.named.match import Match, Run
from antigone.named.motion import Exclusion, Laid
from antigone.named.person import Merge, MissingPerson, PersonStatus
from antigone.named.release import Recall, Release, ReleaseState
from antigone.named.report import Informant, Report
from antigone.named.sample import ProfileRecord, Sample
from antigone.record.event import Event


@dataclass
class Book:
    """Everything that stands, by code, in the order it was entered. It is folded once and then only read.

    Attributes:
        persons, reports, informants, families, samples, profiles, runs, matches, comparisons: values by id.
        evidence: other evidence by (remains, person); the latest counts.
        described: remains with a description.
        merged: code → the code it is an alias of, see `whole`.
        consents: (by, to, purpose) → the latest word.
        wishes: (family, person) → the latest word.
        decisions: standings by id.
        motions: what was laid before the board, with its signatures; withdrawn: codes of those taken back; words: id of
            each event about a motion → its code; exclusions: those that stand.
        releases: by id; recalls: by the release's id.
        rules: of the laboratory.
        shown: who saw what, in order; looked: the same as (by, day, to, purpose, thing).
        put_down: id → the event that last put its value down, with its sealed fields.
        history: id → all standing events about it, in order.
        findings: what is wrong.
        top: the highest rank of any event.
    """

    persons: dict[str, MissingPerson] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    informants: dict[str, Informant] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    samples: dict[str, Sample] = field(default_factory=dict)
    profiles: dict[str, ProfileRecord] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    matches: dict[str, Match] = field(default_factory=dict)
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    evidence: dict[tuple[str, str], Weighed] = field(default_factory=dict)
    described: dict[str, Described] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    merge_events: dict[str, str] = field(default_factory=dict)
    consents: dict[tuple[str, str, Purpose], Consent] = field(default_factory=dict)
    wishes: dict[tuple[str, str], FamilyWish] = field(default_factory=dict)
    decisions: dict[str, Standing] = field(default_factory=dict)
    motions: dict[str, Laid] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    exclusions: dict[str, Exclusion] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    recalls: dict[str, Recall] = field(default_factory=dict)
    rules: Rules = DEFAULT
    shown: list[tuple[Event, Shown]] = field(default_factory=list)
    looked: set[tuple[str, str, str, str, str]] = field(default_factory=set)
    put_down: dict[str, Event] = field(default_factory=dict)
    history: dict[str, list[Event]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    top: tuple[int, str, str] = (-1, "", "")

    # -- asking ---------------------------------------------------------------------------------------------------

    def whole(self, code: str) -> str:
        """The code that a person is known by now: the one that merges lead to."""
        seen = {code}
        while (up := self.merged.get(code, "")) and up not in seen:
            seen.add(up)
            code = up
        return code

    def aliases(self, person: str) -> tuple[str, ...]:
        """The person's code and all codes merged into it."""
        return self._codes.get(self.whole(person), ())

    @cached_property
    def _codes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self.persons:
            found.setdefault(self.whole(code), []).append(code)
        return {whole: tuple(some) for whole, some in found.items()}

    @cached_property
    def _reports(self) -> dict[str, list[Report]]:
        found: dict[str, list[Report]] = {}
        for report in self.reports.values():
            found.setdefault(self.whole(report.person), []).append(report)
        return found

    @cached_property
    def _families(self) -> dict[str, list[Family]]:
        found: dict[str, list[Family]] = {}
        for family in self.families.values():
            for whole in dict.fromkeys(self.whole(m.id) for m in family.members):
                found.setdefault(whole, []).append(family)
        return found

    @cached_property
    def _decided(self) -> dict[str, list[Standing]]:
        found: dict[str, list[Standing]] = {}
        for s in self.decisions.values():
            for code in dict.fromkeys((*s.decision.remains, *map(self.whole, s.decision.persons))):
                found.setdefault(code, []).append(s)
        return found

    def reports_of(self, person: str) -> list[Report]:
        """All reports about a person, under whichever of the codes they were filed."""
        return self._reports.get(self.whole(person), [])

    def families_of(self, person: str) -> list[Family]:
        """The families that a person is a member of, missing or not."""
        return self._families.get(self.whole(person), [])

    def consents_to(self, code: str, to: str, purpose: Purpose) -> bool:
        """True where the latest word of somebody allows this use by this recipient."""
        word = self.consents.get((code, to, purpose))
        return word is not None and word.given

    def wish_of(self, family: str, person: str) -> FamilyWish:
        """What a family wishes for one of its missing; where it said nothing, to be notified of each part."""
        said = self.wishes.get((family, self.whole(person))) or self.wishes.get((family, ""))
        return said or FamilyWish(family, Wish.EACH, self.whole(person))

    def excluded(self, remains: str, person: str) -> Exclusion | None:
        """The exclusion, if one stands, by which these remains are not this person."""
        whole = self.whole(person)
        return next(
            (x for x in self.exclusions.values() if remains in x.remains and whole in map(self.whole, x.persons)), None
        )

    def decisions_on(self, code: str) -> list[Standing]:
        """Decisions, revoked ones too, that name these remains or this person."""
        return self._decided.get(self.whole(code), [])

    def established(self) -> list[Standing]:
        """The decisions that stand as established."""
        return [s for s in self.decisions.values() if s.is_established]

    def state_of(self, release: str) -> ReleaseState:
        """Where a release stands; the revocation of its decision makes its recall due."""
        if (recall := self.recalls.get(release)) and recall.remains:
            return ReleaseState.RECALLED
        decision = self.decisions.get(self.releases[release].decision)
        if recall or decision is None or decision.scientific in (Status.REVOKED, Status.PROVISIONAL):
            return ReleaseState.RECALL_DUE
        return ReleaseState.RELEASED

    def released(self) -> set[str]:
        """Canonical ids of remains that are with families now."""
        return {
            unit
            for id, release in self.releases.items()
            if self.state_of(id) is not ReleaseState.RECALLED
            for unit in release.remains
        }


def fold_named(events: Iterable[Event]) -> Book:
    """The book after these events: all of a case, in any order; copies that hold the same events get the same book."""
    mine = sorted(kinds.ours(events), key=rank)
    stands = kinds.standing(mine)
    book = Book()
    for event in mine:
        if event.kind in motion_fold.WORDS or (event.id in stands and event.kind in kinds.NOUNS):
            take(book, event)
        elif event.kind == kinds.RETRACTED and event.id in stands:
            _enter(book, "taking back", event, partial(motion_fold.taken_back, book, event))
    _look_over(book)
    book.top = rank(mine[-1]) if mine else book.top
    return book


def take(book: Book, event: Event) -> None:
    """Enter an event that stands; what it says wrongly becomes a finding."""
    noun, cls = kinds.NOUNS[event.kind]
    try:
        value: Any = from_body(cls, event.body.get(noun, {}))
    except AntigoneError as fault:
        values = {"event": event.id[:8], "kind": event.kind, "why": fault.message}
        book.findings.append(Finding(wrong.UNREADABLE, values, (event.id,)))
        return
    _enter(book, noun, event, lambda: _ENTER[event.kind](book, value, event))


def _enter(book: Book, noun: str, event: Event, enter: Callable[[], None]) -> None:
    """Enter what an event says, or say why not."""
    try:
        enter()
    except InputError as fault:
        values = {"what": told("The {noun} of event {id}", noun=told(noun), id=event.id[:8]), "why": fault.message}
        book.findings.append(Finding(wrong.REFUSED, values, (event.id,)))


def _put(book: Book, table: dict[str, Any], value: Any, event: Event) -> None:
    """A new thing under its own code. A code given out twice stays with the first."""
    if value.id in book.codes:
        raise InputError(
            told("The code {value} was given out before.", value=value.id), "Enter it again under a new code."
        )
    book.codes.add(value.id)
    _replace(book, table, value, event)


def _replace(book: Book, table: dict[str, Any], value: Any, event: Event) -> None:
    table[value.id] = value
    book.put_down[value.id] = event
    _note(book, event, value.id)


def _note(book: Book, event: Event, *ids: str) -> None:
    for id in dict.fromkeys(ids):
        book.history.setdefault(id, []).append(event)


def _new(table: str) -> Callable[[Book, Any, Event], None]:
    return lambda book, value, event: _put(book, getattr(book, table), value, event)


def _anew(table: str) -> Callable[[Book, Any, Event], None]:
    """A value that later ones of the same code replace."""

    def enter(book: Book, value: Any, event: Event) -> None:
        book.codes.add(value.id)
        _replace(book, getattr(book, table), value, event)

    return enter


def _changed(table: str) -> Callable[[Book, Any, Event], None]:
    """A change of something that must be there; its sealed fields stay with the event that sealed them."""

    def enter(book: Book, value: Any, event: Event) -> None:
        if value.id not in getattr(book, table):
            raise InputError(told("There is no {value} to change.", value=value.id))
        getattr(book, table)[value.id] = value
        _note(book, event, value.id)

    return enter


def _received(book: Book, report: Report, event: Event) -> None:
    _put(book, book.reports, report, event)
    _note(book, event, report.person)


def _merge(book: Book, merge: Merge, event: Event) -> None:
    for code in merge.persons:
        if code != merge.into and book.whole(merge.into) != code:
            book.merged[code] = merge.into
            book.merge_events[code] = event.id
    _note(book, event, merge.into, *merge.persons)


def _file(book: Book, filing: Filing, event: Event) -> None:
    report = book.reports.get(filing.report)
    if report is None:
        raise InputError(told("There is no report {report}.", report=filing.report))
    book.reports[filing.report] = replace(report, person=filing.person)
    _note(book, event, filing.report, filing.person, report.person)


def _consent(book: Book, consent: Consent, event: Event) -> None:
    given = event.kind == kinds.CONSENT_GIVEN
    word = replace(consent, given=given)
    if not given and consent.to == ANYBODY:
        for by, to, purpose in list(book.consents):
            if by == consent.by:
                book.consents[by, to, purpose] = replace(word, to=to, purpose=purpose)
    else:
        book.consents[consent.by, consent.to, consent.purpose] = word
    _note(book, event, consent.by)


def _wish(book: Book, wish: FamilyWish, event: Event) -> None:
    book.wishes[wish.family, book.whole(wish.person) if wish.person else ""] = wish
    _note(book, event, wish.family, *([wish.person] if wish.person else []))


def _described(book: Book, described: Described, event: Event) -> None:
    book.described[described.remains] = described
    book.put_down[f"described:{described.remains}"] = event
    _note(book, event, described.remains)


def _found(book: Book, match: Match, event: Event) -> None:
    _put(book, book.matches, match, event)
    _note(book, event, match.remains, match.person)


def _weighed(book: Book, weighed: Weighed, event: Event) -> None:
    book.evidence[weighed.remains, book.whole(weighed.person)] = weighed
    book.put_down[weighed.id] = event
    _note(book, event, weighed.id, weighed.remains, weighed.person)


def _rules(book: Book, rules: Rules, event: Event) -> None:
    book.rules = rules
    _note(book, event, "rules")


def _compared(book: Book, comparison: Comparison, event: Event) -> None:
    _put(book, book.comparisons, comparison, event)
    _note(book, event, comparison.remains, comparison.person)


def _decided(book: Book, decision: Decision, event: Event) -> None:
    check_decision(decision)
    if decision.id in book.codes:
        raise InputError(told("The code {decision} was given out before.", decision=decision.id))
    book.codes.add(decision.id)
    made = replace(decision, signers=_typed(decision.signers))
    book.decisions[decision.id] = Standing(made, events=(event.id,), reasons=(event.reason or "",))
    book.put_down[decision.id] = event
    _note(book, event, decision.id, *decision.remains, *decision.persons)


def _typed(signers: tuple[Signer, ...]) -> tuple[Signer, ...]:
    """Names in one event are somebody's word; only an event of their own binds people (`motion_fold.signed`)."""
    return tuple(replace(signer, event="", key="") for signer in signers)


def _step(book: Book, taken: StepTaken, event: Event) -> None:
    at = book.decisions.get(taken.decision)
    if at is None:
        raise InputError(told("There is no decision {decision}.", decision=taken.decision))
    if not (event.reason or "").strip():
        raise InputError(told("The step {step} has no reason.", step=told(taken.step.value)))
    book.decisions[taken.decision] = at.after(taken, event.id, event.reason or "")
    _note(book, event, taken.decision)


def _release(book: Book, release: Release, event: Event) -> None:
    decision = book.decisions.get(release.decision)
    _put(book, book.releases, release, event)
    _note(book, event, release.decision, release.person, *release.remains)
    if decision is None or not decision.is_established:
        status = told(decision.status.value if decision else "not in the case")
        values = {"release": release.id, "decision": release.decision, "status": status}
        book.findings.append(Finding(wrong.EARLY_RELEASE, values, (event.id,)))


def _recall(book: Book, recall: Recall, event: Event) -> None:
    if recall.release not in book.releases:
        raise InputError(told("There is no release {release}.", release=recall.release))
    before = book.recalls.get(recall.release)
    wrong_too = recall.wrong or bool(before and before.wrong)
    back = (*(before.remains if before else ()), *recall.remains)
    book.recalls[recall.release] = replace(recall, wrong=wrong_too, remains=tuple(dict.fromkeys(back)))
    _note(book, event, recall.release)


def _shown(book: Book, shown: Shown, event: Event) -> None:
    book.shown.append((event, shown))
    book.looked |= {(event.by, event.recorded[:10], shown.to, shown.purpose, id) for id in shown.subjects}
    people = (book.reports[q].person for q in shown.subjects if q in book.reports)
    _note(book, event, *shown.subjects, *people)


_ENTER: dict[str, Callable[[Book, Any, Event], None]] = {
    kinds.PERSON_OPENED: _new("persons"),
    kinds.PERSON_CHANGED: _changed("persons"),
    kinds.PERSON_MERGED: _merge,
    kinds.REPORT_RECEIVED: _received,
    kinds.REPORT_CHANGED: _changed("reports"),
    kinds.REPORT_FILED: _file,
    kinds.INFORMANT_ENTERED: _new("informants"),
    kinds.CONSENT_GIVEN: _consent,
    kinds.CONSENT_WITHDRAWN: _consent,
    kinds.FAMILY_DRAWN: _anew("families"),
    kinds.FAMILY_WISH: _wish,
    kinds.SAMPLE_GIVEN: _new("samples"),
    kinds.PROFILE_TYPED: _new("profiles"),
    kinds.DESCRIBED: _described,
    kinds.MATCH_RUN: _new("runs"),
    kinds.MATCH_FOUND: _found,
    kinds.EVIDENCE_WEIGHED: _weighed,
    kinds.RULES_SET: _rules,
    kinds.COMPARED: _compared,
    kinds.DECIDED: _decided,
    kinds.STEP_TAKEN: _step,
    kinds.PROPOSED: motion_fold.laid,
    kinds.SIGNED: motion_fold.signed,
    kinds.OBJECTED: motion_fold.objected,
    kinds.RELEASED: _release,
    kinds.RECALLED: _recall,
    kinds.SHOWN: _shown,
}


def _look_over(book: Book) -> None:
    """What is wrong with the book as a whole."""
    book.findings += [*_alive(book), *_decided_twice(book), *_recalls_due(book)]


def _alive(book: Book) -> list[Finding]:
    return [
        Finding(wrong.ALIVE, {"person": code, "decision": s.decision.id}, s.events)
        for s in book.decisions.values()
        if s.scientific.value not in ("revoked", "suspended")
        for code in s.decision.persons
        if any(book.persons[alias].status is PersonStatus.ALIVE for alias in book.aliases(code))
    ]


def _decided_twice(book: Book) -> list[Finding]:
    found = []
    first: dict[str, Standing] = {}
    for s in book.decisions.values():
        if s.scientific.value == "revoked":
            continue
        people = set(map(book.whole, s.decision.persons))
        for unit in s.decision.remains:
            other = first.setdefault(unit, s)
            if set(map(book.whole, other.decision.persons)) != people:
                values = {"remains": unit, "first": other.decision.id, "persons": ", ".join(other.decision.persons)}
                values |= {"second": s.decision.id, "others": ", ".join(s.decision.persons)}
                found.append(Finding(wrong.DECIDED_TWICE, values, (other.events[0], s.events[0])))
    return found


def _recalls_due(book: Book) -> list[Finding]:
    found = []
    for id, release in book.releases.items():
        if book.state_of(id) is ReleaseState.RECALL_DUE:
            decision, recall = book.decisions.get(release.decision), book.recalls.get(id)
            proof = (book.put_down[id].id,)
            if recall and decision and decision.is_established:
                why = told(" because the wrong remains were given") if recall.wrong else ""
                found.append(Finding(wrong.NOT_BACK, {"release": id, "why": why}, proof))
                continue
            status = told(decision.status.value if decision else "not in the case")
            values = {"release": id, "decision": release.decision, "status": status}
            found.append(Finding(wrong.RECALL_DUE, values, proof))
    return found
