"""What a report says, as one plain value; the terminal and the page only lay it out.

The order is that of a reader: the bounds first, then places, then what cannot stand together, then who said what,
then what is not known, and what would settle it. Every figure carries the id under which it explains itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from antigone.core.told import Told, listed_plainly, told
from antigone.said.claim import Claim

SCOPES = {"in_custody": "in custody", "later_of_wounds": "later, of wounds", "in_events": "in the events"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A bound under another reading or choice."""

    words: str
    sentence: str
    least: int
    most: int | None
    switches: tuple[str, ...] = ()
    arithmetic: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One bounded quantity.

    Attributes:
        id: as the account calls it; give it to `explain`.
        anchor: its anchor on the page.
        what, where, who: unit, place and group in words; `who` is empty for everybody.
        words: `at least 238`.
        least, most: the bounds; `most` is None where nothing bounds it.
        arithmetic: how both ends come about.
        origins: number of independent origins.
        claims: ids of the statements about just this.
        binding: ids that prove each end.
        readings: bounds under other readings.
        contested: bounds under each choice of statement, where they are at odds.
        uncertain: ids in the proof whose entry is doubted.
    """

    id: str
    anchor: str
    what: str
    where: str
    who: str
    scope: str
    unit: str
    place: str
    group: str
    words: str
    least: int
    most: int | None
    arithmetic: str
    origins: int
    claims: tuple[str, ...]
    binding: tuple[tuple[str, ...], tuple[str, ...]]
    readings: tuple[Variant, ...] = ()
    contested: tuple[Variant, ...] = ()
    uncertain: tuple[str, ...] = ()

    @property
    def label(self) -> Told:
        """`people killed in Almaty (police)`, the whole proposition in words."""
        more = listed_plainly((part for part in (self.who, self.scope_words) if part), "; ")
        values = {"what": self.what, "where": self.where, "more": more}
        return told("{what}, {where} ({more})", **values) if more else told("{what}, {where}", **values)

    @property
    def scope_words(self) -> str:
        """`in custody`; empty for every scope."""
        return told(SCOPES[self.scope]) if self.scope in SCOPES else ""

    @property
    def is_known(self) -> bool:
        """True where at least one end says anything."""
        return self.least > 0 or self.most is not None


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a reader sees it.

    Attributes:
        id, anchor: its id, and its anchor on the page.
        figure: as worded.
        about: unit, place and group in words.
        speaker, chain, date, publisher, url, language, label, quote: the attribution, as far as stated.
        standing: `current`, `superseded`, `denied`, `repeated`, …
        because: why it stands so, in words; empty where it is simply current.
        note: the analyst's.
        uncertain: the analyst doubts the entry.
        row: the row of the table it came from.
        claim: the claim itself.
    """

    id: str
    anchor: str
    figure: str
    about: str
    speaker: str
    chain: str
    date: str
    publisher: str
    url: str
    label: str
    quote: str
    standing: str
    because: str
    note: str
    uncertain: bool
    row: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin and everything that goes back to it."""

    root: Said
    repeats: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements that cannot stand together, or are at odds."""

    id: str
    anchor: str
    hard: bool
    nature: str
    statements: tuple[Said, ...]
    assumptions: tuple[str, ...]
    put_aside: str | None
    arithmetic: str
    readings: tuple[tuple[str, str], ...]
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """One proposition and who spoke of it."""

    title: str
    quantity: Quantity | None
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What, if known, would narrow the account."""

    question: str
    about: str
    anchor: str
    closes: str
    now: str
    answers: tuple[Variant, ...] = ()

    @property
    def line(self) -> Told:
        """What an answer would do, and for what."""
        return told("{closes:A}: {about}, {now}.", closes=self.closes, about=self.about, now=self.now)


@dataclass(frozen=True, slots=True)
class Switch:
    """A named assumption and where it stands."""

    id: str
    anchor: str
    kind: str
    sentence: str
    reason: str
    on: bool
    default: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the account cannot say, in a sentence, with the ids it rests on."""

    sentence: str
    ids: tuple[str, ...] = ()


@dataclass
class Report:
    """The whole report.

    Attributes:
        title: name of the case.
        as_of: the day, in words; empty where it holds everything.
        counts: how much was read: statements, origins, speakers, documents.
        headline: the bounds that come first.
        places: (place in words, its quantities).
        clashes: hard ones first.
        topics: who said what.
        unknown: what is not known.
        questions: what would settle it, the widest first.
        assumptions: all of them.
        others: further quantities, for reference.
        said: every statement by id.
        notes: what the reader must be told.
    """

    title: str
    as_of: str
    as_of_iso: str
    counts: dict[str, int]
    headline: list[Quantity] = field(default_factory=list)
    places: list[tuple[str, list[Quantity]]] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    assumptions: list[Switch] = field(default_factory=list)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def leads(self) -> list[tuple[Quantity, list[Quantity]]]:
        """The headline by what is counted: the first quantity of each unit, and the others of that unit below it."""
        by_unit: dict[str, list[Quantity]] = {}
        for quantity in self.headline:
            by_unit.setdefault(quantity.unit, []).append(quantity)
        return [(first, others) for first, *others in by_unit.values()]

    @property
    def hard(self) -> list[Clash]:
        """The clashes that no world fits."""
        return [clash for clash in self.clashes if clash.hard]

    @property
    def at_odds(self) -> list[Clash]:
        """The clashes that a change of scope, date or list could explain."""
        return [clash for clash in self.clashes if not clash.hard]
