"""The kinds of event of this room and their bodies: each holds one value under its noun, `{"person": {…}}`.

Sealed fields stand beside the body (see each value's docstring for which and under whose code):

| kind | noun | value | sealed |
|---|---|---|---|
| `person.opened`, `person.changed` | person | `MissingPerson` | |
| `person.merged` | merge | `Merge` | |
| `report.received`, `report.changed` | report | `Report` | name, birth, address, identity, description |
| `report.filed` | filing | `Filing` | |
| `informant.entered` | informant | `Informant` | name, contact, address |
| `consent.given`, `consent.withdrawn` | consent | `Consent` | |
| `family.drawn` | family | `Family` | |
| `family.wish` | wish | `FamilyWish` | |
| `sample.given` | sample | `Sample` | |
| `profile.typed` | profile | `ProfileRecord` | calls |
| `remains.described` | described | `Described` | description |
| `match.run` | run | `Run` | |
| `match.found` | match | `Match` | per_marker, in shares |
| `evidence.weighed` | evidence | `Weighed` | pieces, in shares |
| `comparison.ruled` | rules | `Rules` | |
| `comparison.made` | comparison | `Comparison` | |
| `board.decided` | decision | `Decision` | |
| `board.step` | step | `StepTaken` | |
| `board.proposed` | motion | `Motion` | |
| `board.signed` | signature | `Signature` | |
| `board.objected` | objection | `Objection` | |
| `release.made` | release | `Release` | received_by |
| `release.recalled` | recall | `Recall` | |
| `values.shown` | shown | `Shown` | |
| `entry.retracted` | | takes back the event it corrects | |

An event stands unless a standing event corrects it, so what is taken back can be brought back; what came with an
import (`{"row": {"import": …}}`) falls with it. The latest standing
`person.changed`, `family.drawn`, `report.changed` … of one id counts. Words about a motion (`board.proposed`,
`.signed`, `.objected`) and the taking back of one count in their order instead, and no more once it was carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from antigone.core.when import Period
from antigone.found.body import to_body
from antigone.named.comparison import Comparison, Rules
from antigone.named.consent import Consent
from antigone.named.decision import Decision, StepTaken
from antigone.named.family import Family, FamilyWish
from antigone.named.match import Match, Run
from antigone.named.motion import Motion, Objection, Signature
from antigone.named.person import Merge, MissingPerson
from antigone.named.release import Recall, Release
from antigone.named.report import Informant, Report
from antigone.named.sample import ProfileRecord, Sample
from antigone.record.event import Draft, Event


@dataclass(frozen=True, slots=True)
class Filing:
    """A report goes to another person: how a report that was filed wrongly is moved, and people are parted."""

    report: str
    person: str


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of remains, for comparison. Sealed under the remains: `description`, as in `Report`.

    Attributes:
        remains: canonical id.
        by: examiner's office; method: in words.
    """

    remains: str
    by: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Other evidence about a pair, weighed. Sealed in shares: `pieces`, JSON of each piece with its values.

    Attributes:
        id: `remains/person`; remains, person: codes.
        kinds: which evidence was there, e.g. `("age", "stature")`.
        log10_lr: of all of it under the assumptions named, decimal text.
        assumptions: names of those that were on.
        contradictions: kinds of evidence that speak against the pair, each with a sentence, `kind: sentence`.
        version: of Antigone; models with their versions stand in the pieces.
    """

    id: str
    remains: str
    person: str
    kinds: tuple[str, ...] = ()
    log10_lr: str = "0"
    assumptions: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Sealed values were shown to somebody.

    Attributes:
        subjects: codes; fields: names of the sealed fields.
        to: who saw them, or for whom; purpose: why.
    """

    subjects: tuple[str, ...]
    fields: tuple[str, ...]
    to: str
    purpose: str


PERSON_OPENED, PERSON_CHANGED, PERSON_MERGED = "person.opened", "person.changed", "person.merged"
REPORT_RECEIVED, REPORT_CHANGED, REPORT_FILED = "report.received", "report.changed", "report.filed"
INFORMANT_ENTERED = "informant.entered"
CONSENT_GIVEN, CONSENT_WITHDRAWN = "consent.given", "consent.withdrawn"
FAMILY_DRAWN, FAMILY_WISH = "family.drawn", "family.wish"
SAMPLE_GIVEN, PROFILE_TYPED = "sample.given", "profile.typed"
DESCRIBED = "remains.described"
MATCH_RUN, MATCH_FOUND, EVIDENCE_WEIGHED = "match.run", "match.found", "evidence.weighed"
RULES_SET, COMPARED = "comparison.ruled", "comparison.made"
DECIDED, STEP_TAKEN = "board.decided", "board.step"
PROPOSED, SIGNED, OBJECTED = "board.proposed", "board.signed", "board.objected"
RELEASED, RECALLED = "release.made", "release.recalled"
SHOWN, RETRACTED, IMPORTED = "values.shown", "entry.retracted", "case.imported"

NOUNS: dict[str, tuple[str, type[Any]]] = {
    PERSON_OPENED: ("person", MissingPerson),
    PERSON_CHANGED: ("person", MissingPerson),
    PERSON_MERGED: ("merge", Merge),
    REPORT_RECEIVED: ("report", Report),
    REPORT_CHANGED: ("report", Report),
    REPORT_FILED: ("filing", Filing),
    INFORMANT_ENTERED: ("informant", Informant),
    CONSENT_GIVEN: ("consent", Consent),
    CONSENT_WITHDRAWN: ("consent", Consent),
    FAMILY_DRAWN: ("family", Family),
    FAMILY_WISH: ("wish", FamilyWish),
    SAMPLE_GIVEN: ("sample", Sample),
    PROFILE_TYPED: ("profile", ProfileRecord),
    DESCRIBED: ("described", Described),
    MATCH_RUN: ("run", Run),
    MATCH_FOUND: ("match", Match),
    EVIDENCE_WEIGHED: ("evidence", Weighed),
    RULES_SET: ("rules", Rules),
    COMPARED: ("comparison", Comparison),
    DECIDED: ("decision", Decision),
    STEP_TAKEN: ("step", StepTaken),
    PROPOSED: ("motion", Motion),
    SIGNED: ("signature", Signature),
    OBJECTED: ("objection", Objection),
    RELEASED: ("release", Release),
    RECALLED: ("recall", Recall),
    SHOWN: ("shown", Shown),
}
"""Noun and class of each kind."""


def draft(
    kind: str,
    value: Any,
    sealed: Mapping[str, tuple[str, str]] | None = None,
    *,
    reason: str = "",
    corrects: str = "",
    occurred: Period | None = None,
) -> Draft:
    """The event that puts this value down; see the table above."""
    noun, cls = NOUNS[kind]
    assert isinstance(value, cls), f"{kind} holds a {cls.__name__}"
    return Draft(
        kind,
        {noun: to_body(value)},
        occurred=occurred,
        corrects=corrects or None,
        reason=reason or None,
        sealed=sealed or None,
    )


def standing(events: Sequence[Event]) -> set[str]:
    """Ids of the events that stand: no standing event corrects them, and the import they came with stands."""
    known = {event.id: event for event in events}
    imports = {event.body.get("import"): event.id for event in events if event.kind == IMPORTED}
    against: dict[str, set[str]] = {}
    for event in events:
        if event.corrects in known:
            against.setdefault(event.corrects or "", set()).add(event.id)
    verdict = dict.fromkeys(known, True)
    for each in TopologicalSorter(against).static_order():
        verdict[each] = not any(verdict[rival] for rival in against.get(each, ()))
    return {id for id, stands in verdict.items() if stands and verdict.get(_origin(known[id], imports), True)}


def _origin(event: Event, imports: Mapping[Any, str]) -> str:
    """The import an event came with, or nothing."""
    row = event.body.get("row")
    return imports.get(row.get("import"), "") if isinstance(row, Mapping) else ""


def ours(events: Iterable[Event]) -> list[Event]:
    """The events of this room."""
    return [event for event in events if event.kind in NOUNS or event.kind in (RETRACTED, IMPORTED)]
