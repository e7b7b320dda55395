"""What extraction gives back: proposals with their words and chains, and an account of every number in the text.

All offsets are characters of the text as given, `start` included and `end` not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from antigone.core.finding import Finding
from antigone.said.claim import Mode, Stance


@dataclass(frozen=True, slots=True)
class Hop:
    """One mouth of a chain.

    Attributes:
        name: person, organisation, channel or outlet, as the text gives it ("Vera Example", "health ministry").
        office: office or description as worded; empty where none is given.
        start, end: the words that name it; None where it comes from the document's metadata (the publisher).
        cue_start, cue_end: the words that make it a hop ("said", "according to"); None likewise.
        role: `speaker` (the innermost), `carrier` (whoever passes it on) or `publisher`.
        credited: True where it is only credited or alleged, and has not confirmed.
    """

    name: str
    office: str = ""
    start: int | None = None
    end: int | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    role: str = "speaker"
    credited: bool = False

    @property
    def label(self) -> str:
        """`Name (office)`, with `(alleged)` where it is only credited."""
        text = f"{self.name} ({self.office})" if self.office else self.name
        return f"{text} (alleged)" if self.credited else text

    def as_json(self) -> dict[str, Any]:
        """The hop as plain values."""
        return {
            "name": self.name,
            "office": self.office,
            "start": self.start,
            "end": self.end,
            "cue": [self.cue_start, self.cue_end] if self.cue_start is not None else None,
            "role": self.role,
            "credited": self.credited,
        }


class LinkKind(Enum):
    """How a proposal stands to another of the same document (the annotation guide's names)."""

    DUP_OF = "dup_of"
    SUBSET_OF = "subset_of"
    CONTESTS = "contests"
    CORRECTS = "corrects"
    SUPERSEDED_BY = "superseded_by"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another proposal of the same document, by its position in `Extraction.proposals`."""

    kind: LinkKind
    target: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as the machine reads it. Nothing here is accepted by anybody yet.

    Attributes:
        start, end: the shortest span with modifier, number and head noun.
        quantity_phrase: the words of that span, exactly.
        unit: name of what is counted (see `core/data/units.csv`), never promoted.
        low, high, best: what the words commit the speaker to; None where they commit to nothing.
        modifier: the word at the figure: `exact`, `at_least`, `dozens`, `withheld`, …
        subgroup: the group as worded, `all`, or None.
        place, time_ref: as stated; empty where not.
        date_said: `YYYY-MM-DD`, `YYYY-MM`, `before YYYY-MM-DD`, with `?` where inferred; None where not known.
        chain: from the innermost speaker outward to the publisher; empty where nothing at all is known.
        mode, stance: see `said.claim`.
        links: to other proposals of this document.
        rule: short stable name of the rule that made it.
        reason: the same in a plain sentence.
        confidence: `firm`, or `weak` where the rule is known to err and a person should look first.
    """

    start: int
    end: int
    quantity_phrase: str
    unit: str
    low: int | None = None
    high: int | None = None
    best: int | None = None
    modifier: str = "exact"
    subgroup: str | None = None
    place: str = ""
    time_ref: str = ""
    date_said: str | None = None
    chain: tuple[Hop, ...] = ()
    mode: Mode = Mode.NARRATOR
    stance: Stance = Stance.ASSERTS
    links: tuple[Link, ...] = ()
    rule: str = ""
    reason: str = ""
    confidence: str = "firm"

    @property
    def speaker(self) -> Hop | None:
        """The innermost hop, or None where nobody is known."""
        return self.chain[0] if self.chain else None


class NumberUse(Enum):
    """What a number of the text is."""

    CLAIM = "claim"
    DECOY = "decoy"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class NumberAccount:
    """One number of the text and what became of it. Every number has exactly one account.

    Attributes:
        start, end: the numeral itself, without modifier and noun.
        text: its characters.
        use: claim, decoy or unclear.
        reason: why, in a few plain words ("an age", "a date", "no casualty word near").
        proposal: position of the proposal it belongs to, where it is a claim.
    """

    start: int
    end: int
    text: str
    use: NumberUse
    reason: str
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text gives: proposals in order of their place, the account of its numbers, and findings."""

    proposals: tuple[Proposal, ...]
    numbers: tuple[NumberAccount, ...]
    language: str = ""
    findings: tuple[Finding, ...] = ()
