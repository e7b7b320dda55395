"""Assumptions: named, switchable statements, each with a reason. None is buried in the code.

Those that ship with the product are made where a case needs them, so that their ids say what they are about
(`disjoint:S103,S104`). A case adds its own by a table (see `docs/reference/assumptions.md`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from antigone.account.answer import AssumptionState
from antigone.core.errors import NotFoundError
from antigone.core.finding import Finding, Severity, declare
from antigone.core.told import Told, row, told

BRIDGE, READING, MAPPING = "bridge", "reading", "mapping"

BAD_EFFECT = declare(
    "assumption.effect",
    "Assumption {id} has an effect that cannot be read: '{effect}'.",
    "Write one of the effects of the reference page on assumptions, such as disjoint(A, B) or drop(S127).",
    severity=Severity.ERROR,
    id="H1",
    effect="disjont(A, B)",
)
UNKNOWN_NAME = declare(
    "assumption.unknown_name",
    "Assumption {id} names '{name}', which is no claim, place, group, unit or assumption of this case.",
    "Check the spelling; ids are those of the tables.",
    severity=Severity.ERROR,
    id="H1",
    name="S999",
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption.

    Attributes:
        id: given to `--assume ID=on|off`.
        kind: `bridge`, `reading` or `mapping`.
        what: what is assumed, as a pattern.
        why: why one may, or why not, as a pattern.
        default: whether it holds by itself.
        claims: what it is about.
        short: another name that `--assume` takes, such as B1; empty where there is none.
        values: what fills both patterns; None where a case wrote them, so that they are no patterns.
    """

    id: str
    kind: str
    what: str
    why: str
    default: bool
    claims: tuple[str, ...] = ()
    short: str = ""
    values: Mapping[str, Any] | None = field(default_factory=dict)

    @property
    def sentence(self) -> Told:
        """What is assumed."""
        return row(self.what) if self.values is None else told(self.what, **self.values)

    @property
    def reason(self) -> Told:
        """Why one may, or why not."""
        return row(self.why) if self.values is None else told(self.why, **self.values)


SHIPPED: tuple[Assumption, ...] = (
    Assumption(
        "body-is-person", BRIDGE, "Every body brought to a morgue, held or found is one person killed in the events.",
        "Bodies and persons are counted by different offices; a morgue may hold other dead, or parts.", True, (), "B1",
    ),
    Assumption(
        "no-double-entry", BRIDGE, "No body was entered twice at a morgue.",
        "A body that was taken and brought back may have been entered again.", True, (), "B2",
    ),
    Assumption(
        "taken-were-entered", BRIDGE, "The bodies taken from morgues had been entered before they were taken.",
        "A body may be taken before anybody writes it down.", True, (), "B3",
    ),
    Assumption(
        "taken-are-victims", BRIDGE, "The bodies taken from morgues are dead of the events.",
        "A morgue also holds people who died of other causes.", True, (), "B4",
    ),
    Assumption(
        "taken-came-back", READING, "All bodies taken were brought back and entered a second time.",
        "Nobody has said what became of them. Needs no-double-entry off.", False,
    ),
    Assumption(
        "taken-never-entered", READING, "None of the bodies taken had been entered.",
        "Nobody has said whether they had been. Needs taken-were-entered off.", False,
    ),
    Assumption(
        "no-fall", READING, "One office's cumulative count does not fall.",
        "The dead do not come back; a falling count means another list, another scope or a correction.", True, (), "C1",
    ),
    Assumption(
        "flow-closed", READING, "Nothing was added to a flow after the last figure given for it.",
        "The last figure is all that is known; a later one replaces it.", True,
    ),
    Assumption(
        "said-so-exists", READING, "What is spoken of as found or taken, without a number, exists at least once.",
        "A plural without a figure commits its speaker to something and not to how many.", True,
    ),
    Assumption(
        "boards-complete", READING, "Nobody is identified but those whose names boards of this case have established.",
        "A match, a list or a provisional decision identifies nobody; a board elsewhere may have.", True,
    ),
    Assumption(
        "counted-without-numbers", READING, "What the register counts without numbers was counted right.",
        "Nobody can go through a list that was never written.", True,
    ),
    Assumption(
        "departures-booked", READING, "What left a place of the register was booked as having left.",
        "A body may be taken, moved or handed over before anybody writes it down.", True,
    ),
    Assumption(
        "all-held-are-booked", READING, "Every body that a place of the register holds is booked there.",
        "A morgue under strain writes late; a store may hold what no book knows.", False,
    ),
)  # fmt: skip


@dataclass
class Assumptions:
    """All assumptions of one account: shipped, made for it, and declared by the case; with what was switched by hand.

    Attributes:
        known: by id, in order of making.
        switched: set by hand.
        one_of: sets of which exactly one holds.
        drops: of an assumption of the case, the claims that it puts aside while it holds.
        findings: what was wrong with the case's own table.
    """

    switched: Mapping[str, bool] = field(default_factory=dict)
    known: dict[str, Assumption] = field(default_factory=lambda: {a.id: a for a in SHIPPED})
    one_of: list[tuple[str, ...]] = field(default_factory=list)
    drops: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def copy(self) -> Assumptions:
        """The same, to which one may add."""
        return Assumptions(
            dict(self.switched), dict(self.known), list(self.one_of), dict(self.drops), list(self.findings)
        )

    def make(self, name: str, kind: str, what: str, why: str, default: bool, *claims: str, **values: Any) -> str:
        """Enter one (once) and give its id back; `values` fill the patterns `what` and `why` when they are told."""
        if name not in self.known:
            self.known[name] = Assumption(name, kind, what, why, default, claims, values=values)
        return name

    def on(self, id: str) -> bool:
        """Where it stands: switched by hand, else its default; of a set of alternatives one on means the others
        off."""
        if id in self.switched:
            return self.switched[id]
        for group in self.one_of:
            if id in group and any(self.switched.get(other) for other in group if other != id):
                return False
        return self.known[id].default

    def active(self) -> set[str]:
        """Ids of those that hold. Of a set of alternatives that nobody has chosen from, none does."""
        return {id for id in self.known if self.on(id)}

    def check(self) -> None:
        """Raise `NotFoundError` for a switch that no assumption has."""
        for id in self.switched:
            if id not in self.known:
                near = ", ".join(sorted(self.known)[:12])
                raise NotFoundError(
                    told("There is no assumption '{id}' in this account.", id=id),
                    told("There are: {near} …", near=near),
                )

    def open_sets(self) -> list[tuple[str, ...]]:
        """Sets of alternatives that nobody has chosen from: each is to be tried in turn."""
        return [
            tuple(id for id in group if self.switched.get(id) is not False)
            for group in self.one_of
            if not any(self.on(id) for id in group)
        ]

    def state(self, id: str) -> AssumptionState:
        """It, as it stands in this account."""
        a = self.known[id]
        others = tuple(other for group in self.one_of if id in group for other in group if other != id)
        return AssumptionState(a.id, a.kind, a.sentence, a.reason, a.default, self.on(id), a.claims, others, a.short)
