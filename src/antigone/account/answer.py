"""The answers of the account, as plain values: what a report, a page or another program reads.

Every value has `as_json()`, with keys that are stable (see `docs/reference/account-json.md`). Ids of claims are the
imported ones; an assumption's id says what it is about, such as `final:S102` or `disjoint:S103,S104`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def _plain(value: Any) -> Any:
    if hasattr(value, "as_json"):
        return value.as_json()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


class _Json:
    """Adds `as_json()`: the fields in their order, as plain JSON values."""

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """The value as plain JSON values, keys as documented."""
        names = self.__dataclass_fields__  # type: ignore[attr-defined]
        return {name: _plain(getattr(self, name)) for name in names}


@dataclass(frozen=True, slots=True)
class Bounded(_Json):
    """A pair of bounds under some choice.

    Attributes:
        least, most: integers; `most` is None where nothing bounds it.
        sentence: what the choice is, in words.
        aside: claims put aside for it.
        assumptions: assumptions changed for it, by id: True switched on, False switched off.
        arithmetic: the sum as a sentence.
    """

    least: int
    most: int | None
    sentence: str
    aside: tuple[str, ...] = ()
    assumptions: Mapping[str, bool] = field(default_factory=dict)
    arithmetic: str = ""


@dataclass(frozen=True, slots=True)
class BoundAnswer(_Json):
    """The least and the most that one proposition can be, and why. The same form for listed and for asked ones.

    Attributes:
        id: `UNIT @ PLACE / GROUP [scope] as of DATE`, which can be given back to `--bounds` and `explain`.
        unit, place, group, scope: what is counted, where, of whom, in which scope (`any`: every scope).
        as_of: the day it is about: an ISO date, or a partial one.
        least, most: hold under every choice of what to put aside that is consistent, in the reading of `assumptions`.
        binding: ids (claims and assumptions) that alone prove each end.
        claims: every claim that speaks of exactly this proposition and stands, in order.
        origins: number of independent origins among them.
        arithmetic: both ends as a sentence.
        without_conflict: what all claims together would say, before anything is put aside, where it differs.
        contested: bounds under each single choice, where claims are at odds.
        readings: bounds under other readings of the assumptions that matter here (such as 184, 225, 266).
        uncertain: claims in the binding whose entry the analyst doubts.
        headline: True for what a report prints first.
    """

    id: str
    unit: str
    place: str
    group: str
    scope: str
    as_of: str | None
    least: int
    most: int | None
    binding: Mapping[str, tuple[str, ...]]
    claims: tuple[str, ...]
    origins: int
    arithmetic: str
    contested: tuple[Bounded, ...] = ()
    readings: tuple[Bounded, ...] = ()
    uncertain: tuple[str, ...] = ()
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Reading(_Json):
    """One smallest change that lets a conflict's statements stand together.

    Attributes:
        sentence: in words, `both stand if …`.
        assumptions: what to switch, by id.
        arithmetic: the sum that then closes; empty where there is none.
        result: what it implies: `{name: value}`, such as how many are counted twice.
    """

    sentence: str
    assumptions: Mapping[str, bool] = field(default_factory=dict)
    arithmetic: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict(_Json):
    """Statements that cannot stand together (`hard`), or that are at odds (`contested`).

    Attributes:
        id: `conflict:` and the statements.
        kind: `hard`: no world fits them all in the current reading; `contested`: a change of scope, date or list
        could
            explain them.
        nature: `sum`, `fall`, `one count`, `rendering`, `relabelled`, `at odds`, `stock`.
        statements: the claims; together impossible, and without any one of them possible.
        assumptions: the assumptions it rests on.
        put_aside: the claim that is put aside for the bounds; None where nothing needs to be.
        difference: by how much it does not fit.
        arithmetic: the sum as a sentence.
        readings: the smallest changes of assumption that reconcile.
        uncertain: True where a claim in it is one whose entry the analyst doubts.
    """

    id: str
    kind: str
    nature: str
    statements: tuple[str, ...]
    assumptions: tuple[str, ...]
    put_aside: str | None
    difference: int | None
    arithmetic: str
    readings: tuple[Reading, ...] = ()
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Standing(_Json):
    """Why a claim is not simply current. Used for superseded, corrected, denied, repeated and withheld.

    Attributes:
        id: the claim.
        by: the claim or claims that supersede, correct or deny it; of a repeat, its root.
        figure, by_figure: in words.
        relation: `supersedes`, `corrects`, `denies`, `repeats`, `relabels`, `withholds`, `part of a denied whole`.
        stated: True where the case says so; False where it follows from the rule (same party, later date).
        changes: of a relabelling: what changed on the way, `{field: [before, after]}`.
        sentence: in words.
    """

    id: str
    by: tuple[str, ...]
    figure: str
    by_figure: str
    relation: str
    stated: bool
    sentence: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settle(_Json):
    """One missing answer, and how far it would narrow a proposition.

    Attributes:
        proposition: id of the `BoundAnswer`.
        question: what to find out.
        closes: how many the range of the readings (or of the bounds) shrinks by; None where an end is unbounded.
        now: `[least, most]` over all readings concerned.
        answers: the bounds under each answer.
        assumptions, claims: what the question is about.
    """

    proposition: str
    question: str
    closes: int | None
    now: tuple[int, int | None]
    answers: tuple[Bounded, ...] = ()
    assumptions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginCount(_Json):
    """How many independent origins speak of a proposition.

    Attributes:
        proposition: id of the `BoundAnswer`.
        n: number of origins.
        claims: ids, one group an origin, the root first.
    """

    proposition: str
    n: int
    claims: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AssumptionState(_Json):
    """An assumption in this account.

    Attributes:
        id: given to `--assume ID=on|off`.
        kind: `bridge`, `reading` or `mapping`.
        sentence, reason: in words.
        default, on: where it stands by itself, and where it stands now.
        claims: the claims that it is about.
        alternatives: other assumptions of which exactly one holds together with this one.
        short: another name that `--assume` takes, such as B1; empty where there is none.
    """

    id: str
    kind: str
    sentence: str
    reason: str
    default: bool
    on: bool
    claims: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Account(_Json):
    """The account of a case as of a day.

    Attributes:
        as_of: ISO date, or None for everything that the case holds.
        headline: ids of the propositions that a report prints first.
        standing: per claim said by then: `current`, `older floor`, `superseded`, `corrected`, `denied`, `repeated`,
            `relabelled`, `withheld`, `doubts`, `denies`, `no figure`, `put aside`, `proposed`.
        left_out: claims that are later than `as_of` or not dated.
        notes: what the reader must be told (proposals trusted, findings in the table of assumptions).
    """

    as_of: str | None
    headline: tuple[str, ...]
    propositions: tuple[BoundAnswer, ...]
    conflicts: tuple[Conflict, ...]
    superseded: tuple[Standing, ...]
    corrected: tuple[Standing, ...]
    denied: tuple[Standing, ...]
    repeated: tuple[Standing, ...]
    relabelled: tuple[Standing, ...]
    withheld: tuple[Standing, ...]
    settle: tuple[Settle, ...]
    origins: tuple[OriginCount, ...]
    assumptions: tuple[AssumptionState, ...]
    standing: Mapping[str, str]
    put_aside: tuple[str, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation(_Json):
    """One node of an explanation; its children are what it rests on, down to the words.

    Attributes:
        id: proposition, conflict, claim or assumption.
        kind: `proposition`, `conflict`, `claim`, `assumption`, `words`.
        sentence: in words.
        values: details by name (quote, publisher, chain, url, document, span, figure …).
        children: what it rests on.
    """

    id: str
    kind: str
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[Explanation, ...] = ()
