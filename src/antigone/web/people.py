"""The missing as lists read them: one line for each person, and an index of names for searching across scripts.

Both are made once for each state of the road to a name. The index holds names in memory as long as the server runs and
their keys are there: what was erased leaves it with the next state. Names leave it only as codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from antigone.core.when import PartialDate
from antigone.formats.cell_values import is_no_data
from antigone.named.book import Book
from antigone.named.decision import Standing, Status
from antigone.named.person import MissingPerson, PersonStatus
from antigone.named.report import Report, Validation
from antigone.named.similar import Alike, Sketch, alike, is_arabic, key, names_alike, skeleton
from antigone.record.case import Case
from antigone.record.event import Event
from antigone.record.sealed import Erased
from antigone.web.desk import State

LIKE, LIKE_TOKEN = 0.82, 0.88
MOST_FOUND = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One person as a list shows them.

    Attributes:
        code: that counts now; aliases: others merged into it.
        person: as it stands.
        reports, families: of them, by code.
        received, last_seen: of the latest report that says so.
        place: of last sight.
        sampled: a sample of theirs or of a relative is there; typed: a profile is.
        candidates: remains that a match names, the best first.
        decided: the decision that stands furthest; None without one.
    """

    code: str
    aliases: tuple[str, ...]
    person: MissingPerson
    reports: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    received: PartialDate | None = None
    last_seen: PartialDate | None = None
    place: str = ""
    sampled: bool = False
    typed: bool = False
    candidates: tuple[str, ...] = ()
    decided: Standing | None = None

    @property
    def state(self) -> str:
        """Where this person stands, in one word of `STATES`."""
        if self.person.status is PersonStatus.MISSING and self.decided is not None:
            return IDENTIFIED if self.decided.is_established else DECIDED
        return self.person.status.value


IDENTIFIED, DECIDED = "identified", "before the board"
STATES = ("missing", DECIDED, IDENTIFIED, "known dead", "found alive", "not missing")


def rows(state: State) -> dict[str, Row]:
    """Every person, relatives too, by the code that counts now, in the order of entry."""
    book = state.named
    donors, typed = _donors(book)
    candidates = _candidates(book)
    found = {}
    for code, person in book.persons.items():
        if book.whole(code) == code:
            found[code] = _row(book, code, person, donors, typed, tuple(candidates.get(code, ())))
    return found


def _row(
    book: Book, code: str, person: MissingPerson, donors: set[str], typed: set[str], candidates: tuple[str, ...]
) -> Row:
    reports = [r for r in book.reports_of(code) if r.validation is not Validation.WITHDRAWN]
    families = book.families_of(code)
    near = {code} | {book.whole(m.id) for f in families if code in map(book.whole, f.missing) for m in f.members}
    seen = _latest(reports, "last_seen")
    return Row(
        code,
        tuple(c for c in book.aliases(code) if c != code),
        person,
        tuple(r.id for r in reports),
        tuple(f.id for f in families),
        _day(_latest(reports, "received"), "received"),
        _day(seen, "last_seen"),
        seen.last_place if seen else "",
        bool(near & donors),
        bool(near & typed),
        candidates,
        standing_of(book, code),
    )


def _latest(reports: Iterable[Report], name: str) -> Report | None:
    told = [r for r in reports if getattr(r, name)]
    return max(told, key=lambda r: str(getattr(r, name).last)) if told else None


def _day(report: Report | None, name: str) -> PartialDate | None:
    return getattr(report, name) if report else None


def donors(state: State) -> tuple[set[str], set[str]]:
    """Whoever gave a sample, and whoever has a profile, by the codes that count now."""
    return _donors(state.named)


def _donors(book: Book) -> tuple[set[str], set[str]]:
    """Whoever gave a sample, and whoever has a profile."""
    of = {sample.id: book.whole(sample.donor) for sample in book.samples.values()}
    return set(of.values()), {of[p.sample] for p in book.profiles.values() if p.sample in of}


def _candidates(book: Book) -> dict[str, list[str]]:
    """Remains by person, from the latest match of each pair, the largest ratio first."""
    latest = {(m.remains, book.whole(m.person)): m for m in book.matches.values()}
    found: dict[str, list[str]] = defaultdict(list)
    for (remains, person), _ in sorted(latest.items(), key=lambda each: -float(each[1].log10_lr or 0)):
        found[person].append(remains)
    return found


_FURTHEST = (Status.NOTIFIED, Status.LEGAL, Status.ESTABLISHED, Status.PROVISIONAL, Status.SUSPENDED)


def standing_of(book: Book, code: str) -> Standing | None:
    """The decision on somebody that stands furthest; none that was revoked."""
    found = [s for s in book.decisions_on(code) if s.status in _FURTHEST]
    return min(found, key=lambda s: _FURTHEST.index(s.status)) if found else None


# -- names --------------------------------------------------------------------------------------------------------


@dataclass
class NameIndex:
    """Names by report, and reports by the plain letters of each part of the name.

    Attributes:
        names: report → the name as given; births: date of birth, where one is given.
        tokens: part of a name in plain letters → reports.
        bones: the same by consonants, for Arabic script against others.
        events: report → the event that sealed its name.
    """

    names: dict[str, str] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, set[str]] = field(default_factory=dict)
    bones: dict[str, set[str]] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)

    def add(self, report: str, name: str, event: str, birth: str = "") -> None:
        """Enter one name."""
        self.names[report], self.events[report] = name, event
        if birth:
            self.births[report] = birth
        for token in key(name):
            self.tokens.setdefault(token, set()).add(report)
            for bone in _bones(token):
                self.bones.setdefault(bone, set()).add(report)

    def find(self, wanted: str) -> list[str]:
        """Reports whose name is like that, the most alike first; every part that was typed must be in the name."""
        parts = key(wanted)
        if not parts:
            return []
        arabic = is_arabic(wanted)
        sets = [self._like(part, arabic) for part in parts]
        some = set.intersection(*sets)
        scored = ((names_alike(wanted, self.names[report]), report) for report in some)
        ranked = sorted(((-score, report) for score, report in scored), key=lambda pair: pair)
        return [report for _, report in ranked[:MOST_FOUND]]

    def _like(self, part: str, arabic: bool) -> set[str]:
        """Reports with a part like this: alike, beginning so, or (between Arabic script and others) by consonants."""
        found: set[str] = set()
        for token in _alike(part, self.tokens, LIKE_TOKEN):
            found |= self.tokens[token]
        if len(part) > 2:
            for token in (t for t in self.tokens if t.startswith(part)):
                found |= self.tokens[token]
        for own in _bones(part):
            for bone in _alike(own, self.bones, 0.9):
                found |= {r for r in self.bones[bone] if is_arabic(self.names[r]) != arabic}
        return found


def _bones(token: str) -> set[str]:
    """Consonants of a part of a name: with and without a vowel at its beginning, and the article of Arabic names."""
    whole = skeleton(token)
    found = {whole, whole.lstrip("aeiou"), whole.removeprefix("al"), whole.removeprefix("l")}
    return {bone for bone in found if len(bone) > 1}


def _alike(part: str, among: Iterable[str], least: float) -> Iterator[str]:
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import extract_iter

    alike = extract_iter(part, list(among), scorer=JaroWinkler.similarity, score_cutoff=least)
    return (found for found, _, _ in alike)


def index_names(case: Case, state: State, earlier: NameIndex | None = None) -> NameIndex:
    """The names of all reports that stand; what was unsealed before and was not erased since is not unsealed again.

    Raises:
        CaseError: this copy of the case came without its keys, or the passphrase is missing.
    """
    book, made, gone = state.named, NameIndex(), case.register().erased
    for report in book.reports.values():
        event = book.put_down[report.id]
        box = next((each for each in event.sealed if each.field == "name"), None)
        if box is None or box.blob in gone or report.validation is Validation.WITHDRAWN:
            continue
        if earlier is not None and earlier.events.get(report.id) == event.id:
            made.add(report.id, earlier.names[report.id], event.id, earlier.births.get(report.id, ""))
        else:
            _unsealed(case, event, report.id, made)
    return made


def _unsealed(case: Case, event: Event, report: str, made: NameIndex) -> None:
    name = case.unseal(event, "name")
    birth = case.unseal(event, "birth") if any(each.field == "birth" for each in event.sealed) else ""
    if not isinstance(name, Erased) and name.strip():
        made.add(report, name, event.id, "" if isinstance(birth, Erased) else birth)


# -- reports that may be about one person -------------------------------------------------------------------------


def sketches(index: NameIndex, book: Book) -> dict[str, Sketch]:
    """All reports with a name as they can be compared with each other; "not known" in the place of one is none."""
    found = {}
    for report, name in index.names.items():
        if is_no_data(name):
            continue
        entry = book.reports[report]
        person = book.whole(entry.person)
        sex = book.persons[person].sex if person in book.persons else "?"
        found[report] = Sketch(report, person, name, index.births.get(report, ""), sex, entry.last_seen)
    return found


def doubles_of(index: NameIndex, known: Mapping[str, Sketch], report: str) -> list[Alike]:
    """Reports that may be about the same person as this one, the most alike first."""
    if report not in known:
        return []
    others = (known[other] for other in index.find(known[report].name) if other in known)
    return alike(known[report], others, LIKE)


def doubles(index: NameIndex, known: Mapping[str, Sketch], step: Callable[[int, int], None]) -> list[Alike]:
    """All pairs of reports under different persons that may be about one: every part of the shorter name is like one
    of the longer. The most alike first.

    Args:
        step: is told how many reports were gone through, and of how many.
    """
    near = _neighbours(list(index.tokens))
    found = []
    for at, (report, mine) in enumerate(known.items()):
        if at % 200 == 0:
            step(at, len(known))
        parts = [set().union(*(index.tokens[t] for t in near[token])) for token in key(mine.name)]
        some = set.intersection(*parts) if parts else set()
        found += alike(mine, (known[other] for other in some if other in known and other > report), LIKE)
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def _neighbours(tokens: list[str], rows: int = 500) -> dict[str, list[str]]:
    """Of each part of a name those like it, itself among them."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    found: dict[str, list[str]] = {}
    for start in range(0, len(tokens), rows):
        some = tokens[start : start + rows]
        alike_ = cdist(some, tokens, scorer=JaroWinkler.similarity, score_cutoff=LIKE_TOKEN) > 0
        found |= {token: [tokens[at] for at in row.nonzero()[0]] for token, row in zip(some, alike_, strict=True)}
    return found
