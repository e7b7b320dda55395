"""One missing person: reports, what they say, families, samples, consent, evidence, matches, decisions, wishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from antigone.core.errors import AntigoneError, NotFoundError, UsageError
from antigone.core.finding import Finding
from antigone.named.book import Book
from antigone.named.consent import Consent
from antigone.named.match import Match
from antigone.named.report import Report
from antigone.named.sample import ProfileRecord, Sample
from antigone.named.weigh import read_description
from antigone.record.event import Event
from antigone.record.sealed import Erased
from antigone.web.here import Here
from antigone.web.pages.missing import places_of
from antigone.web.people import rows
from antigone.web.seen import look

PURPOSE = "dossier"
PERSONAL = ("name", "birth", "address", "identity")
DESCRIBED = (
    "sex", "age", "stature", "hair", "eyes", "teeth", "marks", "clothing", "last seen", "place", "no data",
)  # fmt: skip
LABELS = {
    "name": "Name",
    "birth": "Born",
    "address": "Address",
    "identity": "Document",
    "sex": "Sex",
    "age": "Age",
    "stature": "Stature, cm",
    "hair": "Hair",
    "eyes": "Eyes",
    "teeth": "Teeth",
    "marks": "Marks",
    "clothing": "Clothing",
    "last seen": "Last seen",
    "place": "Where",
    "contact": "Contact",
    "no data": "No data",
}
KINDS = {
    "person.opened": "opened",
    "person.changed": "changed",
    "person.merged": "merged",
    "report.received": "report received",
    "report.changed": "report changed",
    "report.filed": "report filed anew",
    "consent.given": "consent given",
    "consent.withdrawn": "consent withdrawn",
    "family.wish": "wish of the family",
    "match.found": "match",
    "evidence.weighed": "other evidence weighed",
    "comparison.made": "compared",
    "board.decided": "decided by a board",
    "board.step": "step of the board",
    "release.made": "released",
    "values.shown": "sealed values seen",
}
LATEST = 60


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that reports say of somebody.

    Attributes:
        field: as in `LABELS`.
        said: report → what it says.
    """

    field: str
    said: Mapping[str, str]

    @property
    def differs(self) -> bool:
        """True where two reports say different things."""
        return len(set(self.said.values())) > 1


@dataclass(frozen=True, slots=True)
class Given:
    """A sample with what became of it.

    Attributes:
        sample: itself; profiles: of it.
        relative: code of the family it was found through; empty for the person's own.
        consents: words of the donor, the latest for each use.
    """

    sample: Sample
    profiles: tuple[ProfileRecord, ...]
    relative: str
    consents: tuple[Consent, ...]


def page(here: Here) -> Response:
    """The dossier."""
    code, book = person_at(here)
    state = here.desk.state()
    reports = book.reports_of(code)
    told, informants, fault = _sealed(here, reports)
    return here.page(
        "person.html.j2",
        state=state,
        book=book,
        row=here.desk.table("missing", rows)[code],
        reports=reports,
        told=told,
        informants=informants,
        fault=fault,
        against=against(book, book.aliases(code)),
        merges={c: book.merge_events.get(c, "") for c in book.aliases(code) if c != code},
        families=book.families_of(code),
        given=samples_about(book, code),
        matches=matches_of(book, code)[:12],
        decisions=book.decisions_on(code),
        releases=[r for r in book.releases.values() if book.whole(r.person) == code],
        wishes=[(f.id, book.wish_of(f.id, code)) for f in book.families_of(code) if code in sought_in(book, f.id)],
        history=_history(book, code),
        kinds=KINDS,
        labels=LABELS,
        places=places_of(here),
        sealed_fields=_fields(book, reports),
        shown=here.request.query_params.get("names") == "yes" and here.sees("description"),
    )


def person_at(here: Here) -> tuple[str, Book]:
    """The code of the address, as it counts now, and the book.

    Raises:
        NotFoundError: nobody has it.
    """
    book, code = here.desk.named(), here.request.path_params["id"].upper()
    if code not in book.persons:
        raise NotFoundError("Nobody here has that code.", "Look it up among the missing.")
    return book.whole(code), book


def against(book: Book, codes: Sequence[str]) -> list[Finding]:
    """What is wrong with these, as findings."""
    found = []
    for finding in book.findings:
        words = {word for value in finding.values.values() for word in str(value).replace(",", " ").split()}
        if words & set(codes):
            found.append(finding)
    return found


def sought_in(book: Book, family: str) -> set[str]:
    """Who is missing in a family, by the codes that count now."""
    return {book.whole(m) for m in book.families[family].missing}


def samples_about(book: Book, code: str) -> list[Given]:
    """Samples of the person, and of everybody in the families in which they are missing."""
    near: dict[str, str] = dict.fromkeys(book.aliases(code), "")
    for family in book.families_of(code):
        if code in sought_in(book, family.id):
            for member in family.members:
                near.setdefault(member.id, family.id)
    own = [s for s in book.samples.values() if s.donor in near and s.kind.value != "remains"]
    profiles: dict[str, list[ProfileRecord]] = {}
    for profile in book.profiles.values():
        profiles.setdefault(profile.sample, []).append(profile)
    consents: dict[str, list[Consent]] = {}
    for word in book.consents.values():
        consents.setdefault(word.by, []).append(word)
    return [Given(s, tuple(profiles.get(s.id, ())), near[s.donor], tuple(consents.get(s.donor, ()))) for s in own]


def matches_of(book: Book, person: str = "", remains: str = "") -> list[Match]:
    """The latest match of each pair with this person, or these remains; the largest ratio first."""
    latest: dict[tuple[str, str], Match] = {}
    for match in book.matches.values():
        if (not person or book.whole(match.person) == person) and (not remains or match.remains == remains):
            latest[match.remains, book.whole(match.person)] = match
    return sorted(latest.values(), key=lambda m: (-float(m.log10_lr or 0), m.remains, m.person))


def _sealed(
    here: Here, reports: Sequence[Report]
) -> tuple[list[Told], dict[str, Mapping[str, Any]], AntigoneError | None]:
    """What stands sealed in the reports, and of the informants that agreed; for those who may see it and ask."""
    if here.request.query_params.get("names") != "yes" or not here.sees("description"):
        return [], {}, None
    try:
        values = look(here, [report.id for report in reports], PURPOSE)
    except AntigoneError as fault:
        return [], {}, fault
    informants: dict[str, Mapping[str, Any]] = {}
    for id in dict.fromkeys(r.informant for r in reports if r.informant) if here.sees("names") else ():
        try:
            informants |= look(here, [id], PURPOSE)
        except UsageError as refused:
            informants[id] = {"refused": refused.message}
    return told_by(values, here.sees("names")), informants, None


def told_by(values: Mapping[str, Mapping[str, str | Erased]], names: bool) -> list[Told]:
    """Field by field what each report says; with the names, or without them."""
    said: dict[str, dict[str, str]] = {}
    for report, sealed in values.items():
        description = sealed.get("description", "")
        plain = {n: str(v) for n, v in sealed.items() if n in PERSONAL and names and str(v)}
        if isinstance(description, Erased):
            plain["age"] = str(description)
        elif description:
            plain |= read_description(description)
        for name, text in plain.items():
            said.setdefault(name, {})[report] = text
    order = [*PERSONAL, *DESCRIBED]
    return [Told(name, said[name]) for name in sorted(said, key=lambda n: order.index(n) if n in order else len(order))]


def _fields(book: Book, reports: Sequence[Report]) -> dict[str, list[str]]:
    """Names of the sealed fields of each report."""
    return {r.id: [each.field for each in book.put_down[r.id].sealed] for r in reports}


def _history(book: Book, code: str) -> list[Event]:
    """What was done about somebody, under any code, the newest first."""
    ids = [*book.aliases(code), *(r.id for r in book.reports_of(code))]
    events = {event.id: event for id in ids for event in book.history.get(id, ())}
    return sorted(events.values(), key=lambda e: (e.recorded, e.id), reverse=True)[:LATEST]
