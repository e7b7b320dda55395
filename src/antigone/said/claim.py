"""A claim: one quantity about people, bodies, graves or events, put forward once, by somebody, somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from antigone.core.quantity import Count
from antigone.core.when import PartialDate, Period


class Stance(Enum):
    """What the speaker does with the figure."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CORRECTS = "corrects"
    DOUBTS = "doubts"
    WITHHOLDS = "withholds"


class Mode(Enum):
    """How the words reach us."""

    DIRECT = "direct_quote"
    INDIRECT = "indirect"
    NARRATOR = "narrator"


class Relation(Enum):
    """How a claim stands to the one it refers to."""

    REPEATS = "repeats"
    RELABELS = "relabels"
    SUPERSEDES = "supersedes"
    CORRECTS = "corrects"
    DENIES = "denies"
    SUBSET = "subset"


class Status(Enum):
    """Whether a person has checked it. Nothing proposed enters the account by default."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Claim:
    """An attributed claim, as the account takes it. Texts are empty, and other fields None, where nothing was stated.

    Attributes:
        id: the analyst's own id (kept from an import), or one made from the document and the span.
        unit: name of what was counted, as the speaker named it.
        low: least that the words commit to, or None.
        high: most, or None.
        best: the figure itself where there is one ("about 850"), never a bound.
        modifier: the word at the figure: `exact`, `at_least`, `dozens`, `withheld`, …
        stance: see `Stance`.
        place: id of a place.
        group: id of a group of people.
        label_as_worded: the speaker's own label for them.
        scope: `in_events`, `later_of_wounds`, `in_custody`, `any` or `unstated`.
        said_on: when it was said.
        as_of: the day the figure describes (as a rule the day it was said).
        period: what a flow was counted over.
        speaker: the innermost speaker, by name; `office` and `organisation` as worded.
        via: hops from the speaker outward.
        publisher, published_on, url, language: the document.
        part_of: id of the whole of the speaker's own breakdown.
        parts_exhaustive: whether the speaker says that the parts are all of the whole; None where nobody said.
        partition: name of the way the whole is cut; never add across partitions.
        refers_to, relation: the earlier claim this one repeats, corrects, denies, …
        note: the analyst's.
        uncertain: the analyst doubts the entry itself.
        mode, quote, document, start, end: the words it rests on, with character offsets into the document.
        status: see `Status`.
    """

    id: str
    unit: str
    low: int | None = None
    high: int | None = None
    best: int | None = None
    modifier: str = "exact"
    stance: Stance = Stance.ASSERTS
    place: str = ""
    group: str = ""
    label_as_worded: str = ""
    scope: str = "unstated"
    said_on: PartialDate | None = None
    as_of: PartialDate | None = None
    period: Period = Period()
    speaker: str = ""
    office: str = ""
    organisation: str = ""
    via: tuple[str, ...] = ()
    publisher: str = ""
    published_on: PartialDate | None = None
    url: str = ""
    language: str = ""
    part_of: str | None = None
    parts_exhaustive: bool | None = None
    partition: str = ""
    refers_to: str | None = None
    relation: Relation | None = None
    note: str = ""
    uncertain: bool = False
    mode: Mode | None = None
    quote: str = ""
    document: str | None = None
    start: int | None = None
    end: int | None = None
    status: Status = Status.ACCEPTED

    @property
    def count(self) -> Count:
        """What the words commit the speaker to; unknown where they commit to nothing."""
        return Count(self.low or 0, self.high)

    @property
    def has_figure(self) -> bool:
        """True where any number was given."""
        return not (self.low is None and self.high is None and self.best is None)
