"""Comparing: what the evidence about one pair amounts to by a laboratory's rules. Contradictions come first.

The scale's highest word, `identified`, means: ready to be put before a board. Only the board identifies.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from antigone.core.told import Told, kept


class Scale(Enum):
    """INTERPOL's scale of conclusions for one comparison."""

    IDENTIFIED = "identified"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    INSUFFICIENT = "insufficient"
    EXCLUDE = "exclude"


MEANING = {
    Scale.IDENTIFIED: "meets the laboratory's rule for identity; goes before a board, which alone identifies",
    Scale.PROBABLE: "probably one person; more evidence is wanted",
    Scale.POSSIBLE: "may be one person; more evidence is wanted",
    Scale.INSUFFICIENT: "the evidence does not say",
    Scale.EXCLUDE: "not one person by these rules",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a laboratory's table; the first row whose conditions all hold gives the result.

    Numbers are decimal texts; an empty one is no condition.

    Attributes:
        result: see `Scale`.
        least_log10_lr, least_posterior: of the DNA.
        most_log10_lr: at most that, for rows that exclude.
        most_exclusions, least_exclusions: markers that contradict.
        most_contradictions, least_contradictions: of all kinds, DNA apart.
        least_other_log10_lr: of other evidence together.
    """

    result: Scale
    least_log10_lr: str = ""
    least_posterior: str = ""
    most_log10_lr: str = ""
    most_exclusions: int | None = None
    least_exclusions: int | None = None
    most_contradictions: int | None = None
    least_contradictions: int | None = None
    least_other_log10_lr: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """A laboratory's table of rules.

    Attributes:
        name, version: as the laboratory calls it.
        rows: in the order in which they are asked.
    """

    name: str
    version: str = "1"
    rows: tuple[Rule, ...] = ()


DEFAULT = Rules(
    "Antigone's starting rules",
    "1",
    (
        Rule(Scale.EXCLUDE, least_exclusions=4, most_log10_lr="-2"),
        Rule(Scale.EXCLUDE, most_log10_lr="-6"),
        Rule(
            Scale.IDENTIFIED,
            least_log10_lr="6",
            least_posterior="0.9999",
            most_exclusions=1,
            most_contradictions=0,
        ),
        Rule(Scale.PROBABLE, least_log10_lr="4", least_posterior="0.99", most_contradictions=0),
        Rule(Scale.POSSIBLE, least_log10_lr="2"),
        Rule(Scale.POSSIBLE, least_other_log10_lr="3", most_contradictions=0),
        Rule(Scale.INSUFFICIENT),
    ),
)
"""A start only: every laboratory sets its own with `antigone named compare --rules`."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that speaks against a pair, or against deciding it; shown before all else.

    Attributes:
        kind: short, e.g. `sex`, `teeth`, `markers`, `alive`, `decided otherwise`.
        sentence: in words with codes only.
        proof: ids of events.
    """

    kind: str
    sentence: str
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One pair compared.

    Attributes:
        id: `C-0001`; remains, person: codes.
        contradictions: first, all of them.
        result: by the rules.
        because: the rule that gave it, in words.
        matches: ids of the matches weighed.
        log10_lr, posterior: of the DNA; the posterior counts for the rules only under a stated prior.
        other_log10_lr: of other evidence, apart. Decimal texts, empty for none.
        assumptions: named assumptions that were on.
        rules: name and version of the table.
        compared_by: staff.
        prior: population of the posterior: `open`, `closed` or `flat`; empty where there is none.
    """

    id: str
    remains: str
    person: str
    contradictions: tuple[Contradiction, ...] = field(default=())
    result: Scale = Scale.INSUFFICIENT
    because: str = ""
    matches: tuple[str, ...] = ()
    log10_lr: str = ""
    posterior: str = ""
    other_log10_lr: str = ""
    assumptions: tuple[str, ...] = ()
    rules: str = ""
    compared_by: str = ""
    prior: str = ""

    @property
    def grounds(self) -> Told:
        """The conditions of the rule that gave the result, in words, without the result."""
        if isinstance(self.because, Told) and "conditions" in self.because.values:
            conditions: Told = self.because.values["conditions"]
            return conditions
        return kept(self.because.partition(": ")[2])
