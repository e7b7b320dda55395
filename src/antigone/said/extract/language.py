"""The small protocol that a language fulfils. Everything else (chains, breakdowns, links, accounts) is shared.

A language reads one sentence at a time and says three things about it: which numbers stand there and what each
counts (`counts`), who speaks (`speech`), and where figures are denied, doubted or withheld (`stances`).
The engine lays the text out (paragraphs, headline, quotation marks) before, and builds chains and links after.
Adding a language means one object with these methods and a line in `registry.LANGUAGES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from antigone.said.claim import Stance
from antigone.said.extract.proposal import NumberUse


@dataclass(frozen=True, slots=True)
class Token:
    """A word, numeral or mark. `kind` is `word`, `number` or `mark`; `lower` is casefolded, apostrophes straight."""

    text: str
    lower: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech between quotation marks: offsets of the words inside. `words` counts them."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence as laid out. Sentences are equal only to themselves, so that what is parsed of one can be kept.

    Attributes:
        start, end: offsets in the text.
        tokens: its tokens in order.
        paragraph: index of its paragraph, counted from 0.
        headline: True for a headline (no full sentence is expected).
        quotes: the quotations that overlap it.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    headline: bool = False
    quotes: tuple[Quote, ...] = ()

    def quoted(self, start: int) -> bool:
        """True where that offset lies inside a quotation."""
        return any(quote.start <= start < quote.end for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Document:
    """What is known beside the words.

    Attributes:
        text: the whole text.
        published: the day of publication, where known.
        publisher: as the metadata names it.
        place: the place of the event as the layout guesses it (empty where it cannot).
        time_ref: what the document calls the event ("January riots"); empty where it cannot tell.
        title: a headline that is not part of the text.
        news: the day of the news that the text reports, where its opening tells (often the day before publication).
    """

    text: str
    published: date | None = None
    publisher: str = ""
    place: str = ""
    time_ref: str = ""
    title: str = ""
    news: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number (or a countless mention, where `number_start` is None) and what the language takes it for.

    Attributes:
        start, end: the quantity phrase (claims), or the numeral.
        number_start, number_end: the numeral alone, for the account of numbers; None for unquantified mentions.
        use: claim, decoy or unclear.
        unit, low, high, best, modifier, subgroup, place, time_ref: as in `Proposal` (claims only).
        part_of: the quantity of which this is a part, by the start of its phrase; None where it is none.
        continues: True for "another 52": where its sentence names no speaker, that of the figure before it goes on.
        replaced: True for a figure that another takes the place of ("revised to 17 from 29"): it was given before.
        stance: set where the words at the figure themselves deny, correct, doubt or withhold; else None.
        rule, reason: as in `Proposal`; for decoys and unclear numbers `reason` says why.
        confidence: `firm` or `weak`.
    """

    start: int
    end: int
    number_start: int | None
    number_end: int | None
    use: NumberUse
    unit: str = ""
    low: int | None = None
    high: int | None = None
    best: int | None = None
    modifier: str = "exact"
    subgroup: str | None = None
    place: str = ""
    time_ref: str = ""
    part_of: int | None = None
    continues: bool = False
    replaced: bool = False
    stance: Stance | None = None
    rule: str = ""
    reason: str = ""
    confidence: str = "firm"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody named as speaking or passing on.

    Attributes:
        name, office: as worded; for a bare role ("the official") the role stands in `name`.
        start, end: the words.
        kind: `person`, `organisation`, `outlet` (media and channels), `role` (a bare title: may point back),
            `group` ("activists", "witnesses"), `pronoun` (points back) or `nobody` ("it was reported earlier").
        credited: True where only alleged to have said it.
        plural: True for "they", "officials".
        definite: True for a bare "the mayor", "the authority", which may point at somebody named elsewhere.
    """

    name: str
    start: int
    end: int
    office: str = ""
    kind: str = "person"
    credited: bool = False
    plural: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """A cue of speech and what it governs.

    Attributes:
        cue_start, cue_end: the words of the cue ("said", "according to").
        voices: from the innermost speaker outward ("X said, quoted by Y" gives X, Y).
        scope_start, scope_end: the stretch of the text it governs (as a rule inside its sentence).
        said_on: when, resolved where possible (form of `Proposal.date_said`), else None.
        continues: True for "he added", "the official also said": the last speaker goes on.
        back: True where the cue stands at the end of a sentence and may govern the ones before it in its paragraph.
        about_previous: True for "this was reported by X": it governs the sentence before.
        cites: True for "citing X": X is the source of the other speakers of the sentence.
        faint: True for "the official toll": it counts only where no other cue covers the claim.
        alone: True for "the 92 deaths first reported by X": nobody else gives that figure.
        present: True for "says", "has said": where nothing else dates it, it was said on the day of publication.
        account: True where nobody speaks, and the sentence may go on with the figures of the paragraph before.
        told: True for "he said", "a spokesman told": where nothing dates it, it was said on the day of the news.
        stance: stance carried by the verb itself ("denied", "doubted"); else None.
    """

    cue_start: int
    cue_end: int
    voices: tuple[Voice, ...]
    scope_start: int
    scope_end: int
    said_on: str | None = None
    continues: bool = False
    back: bool = False
    about_previous: bool = False
    cites: bool = False
    faint: bool = False
    alone: bool = False
    present: bool = False
    told: bool = False
    account: bool = False
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class StanceCue:
    """Words that deny, correct, doubt or withhold figures given elsewhere ("these data are not true").

    Attributes:
        start, end: the words to mark as the claim ("number of deaths", "these figures").
        stance: what they do.
        unit: unit of the figures meant, where the words tell; empty: that of the claim referred to.
        modifier: `refers_to` or `withheld`.
        weight: of the cues of one passage, the one with the greatest weight is kept.
        contests: start offsets of the claims meant, where the language knows; else the engine decides.
    """

    start: int
    end: int
    stance: Stance
    unit: str = ""
    modifier: str = "refers_to"
    low: int | None = None
    subgroup: str | None = "all"
    place: str = ""
    contests: tuple[int, ...] = ()
    weight: int = 0
    rule: str = ""
    reason: str = ""


@dataclass(slots=True)
class Reading:
    """What a language says about one sentence.

    `account` is True where nobody speaks in it, and it may go on with the figures of the paragraph before.
    """

    sentence: Sentence
    counts: list[Counted] = field(default_factory=list)
    speech: list[Speech] = field(default_factory=list)
    stances: list[StanceCue] = field(default_factory=list)
    account: bool = False


class Language(Protocol):
    """One language. Methods are pure; the `before` arguments hold the readings of the sentences so far, in order."""

    @property
    def code(self) -> str:
        """ISO 639-1 code, e.g. `en`."""
        ...

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """Tokens of `text[start:end]`, with offsets into `text`. Never raises, whatever the characters."""
        ...

    def sentences(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Cut the tokens of one paragraph into sentences, as half-open ranges of token positions covering them all."""
        ...

    def setting(self, document: Document, sentences: Sequence[Sentence]) -> Document:
        """Fill in `place` and `time_ref` of the whole document, where they can be told."""
        ...

    def counts(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Counted]:
        """Every number of the sentence exactly once (claim, decoy or unclear), and unquantified mentions."""
        ...

    def speech(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Speech]:
        """Who speaks in the sentence, and what each cue governs."""
        ...

    def stances(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[StanceCue]:
        """Denials, corrections, doubts and refusals without a figure of their own."""
        ...
