"""Matches: remains and a missing person, with the evidence they rest on. A match is never an identification."""

from __future__ import annotations

from dataclasses import dataclass

OPEN, CLOSED, FLAT = "open", "closed", "flat"


@dataclass(frozen=True, slots=True)
class Prior:
    """What was thought before the evidence.

    Attributes:
        population: `open` (people nobody listed may be among the dead), `closed`, or `flat` over assignments.
        dead: number of the dead of the event, where it was used.
        reason: where the number comes from: whose word, or which figure of the account.
    """

    population: str = FLAT
    dead: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One comparison of everything with everything, as it was made: enough to make it again.

    Attributes:
        id: `U-0001`.
        method: `search` (each pair by itself) or `joint` (all together).
        remains, persons: the whole candidate set, by code.
        families: compared.
        profiles: ids of the profiles whose values were used.
        left_out: codes of donors that could have been used and were not, each with the reason, `P-0003: consent …`.
        markers: of the panel, in order.
        frequencies: name of the table and its SHA-256, or that of the shipped one.
        mutation: mutation models in words; theta and convention: as used, as texts.
        prior: see `Prior`.
        evidence: ids of other evidence that was multiplied in; empty for DNA alone.
        assumptions: named assumptions that were on.
        version: of Antigone.
        threshold: log10 LR from which pairs were kept, as a decimal text.
        error: proved bound on the posteriors' error, as a decimal text; `0` is exact.
    """

    id: str
    method: str
    remains: tuple[str, ...]
    persons: tuple[str, ...]
    families: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    frequencies: str = ""
    mutation: str = ""
    theta: str = "0"
    convention: str = "FULL"
    prior: Prior = Prior()
    evidence: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    version: str = ""
    threshold: str = ""
    error: str = "0"


@dataclass(frozen=True, slots=True)
class Match:
    """A pair and its figures. Sealed jointly under all whose DNA went in: `per_marker`, JSON of marker → log10 LR.

    Attributes:
        id: `M-0001`; run: `U-0001`.
        remains, person, family: codes.
        log10_lr: of the DNA, decimal text; `-Infinity` where it is impossible.
        posterior: decimal text from 0 to 1; empty where the run gives none.
        other_log10_lr: of other evidence together, decimal text; empty where there is none. Never inside `log10_lr`.
        shared: markers at which both sides speak.
        exclusions: how many of them would exclude the pair if nothing ever mutated.
        rank: among this remains' candidates, 1 the best.
        symmetric: codes that the data cannot tell from this person.
    """

    id: str
    run: str
    remains: str
    person: str
    family: str = ""
    log10_lr: str = ""
    posterior: str = ""
    other_log10_lr: str = ""
    shared: int = 0
    exclusions: int = 0
    rank: int = 0
    symmetric: tuple[str, ...] = ()
