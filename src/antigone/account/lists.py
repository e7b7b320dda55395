"""What became of each claim before anything was computed, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antigone.account.answer import Standing
from antigone.account.words import figure, listed
from antigone.said.claim import Claim
from antigone.said.standing import Kind, State

if TYPE_CHECKING:
    from antigone.account.engine import Engine

FIELDS = ("unit", "group", "place", "modifier", "speaker", "label_as_worded")


def of_kind(engine: Engine, *kinds: Kind) -> tuple[Standing, ...]:
    """Every claim that stands in one of these ways, in order of entry."""
    states = engine.standings.states
    return tuple(_standing(engine, engine.book.claims[id], s) for id, s in states.items() if s.kind in kinds)


def _standing(engine: Engine, claim: Claim, state: State) -> Standing:
    by = [engine.book.claims[id] for id in state.by if id in engine.book.claims]
    root = engine.book.claims[engine.standings.origins.root[claim.id]]
    made_from = (claim, state, root, *by)
    return engine.book.worded.get("standing", claim.id, made_from, lambda: _worded(claim, state, by, root))


def _worded(claim: Claim, state: State, by: list[Claim], root: Claim) -> Standing:
    return Standing(
        claim.id,
        tuple(c.id for c in by),
        figure(claim),
        listed(figure(c) for c in by),
        _relation(state),
        state.stated,
        _sentence(claim, state, by, root),
        _changes(claim, by[0] if by and state.kind is Kind.RELABELLED else claim),
    )


def _relation(state: State) -> str:
    if state.through is not None:
        return "part of a denied whole" if state.kind is Kind.DENIED else "holds a corrected part"
    names = {
        Kind.SUPERSEDED: "supersedes", Kind.CORRECTED: "corrects", Kind.DENIED: "denies", Kind.REPEATED: "repeats",
        Kind.RELABELLED: "relabels", Kind.WITHHELD: "withholds", Kind.DERIVED: "worked out", Kind.DOUBTS: "doubts",
    }  # fmt: skip
    return names.get(state.kind, state.kind.value)


def _sentence(claim: Claim, state: State, by: list[Claim], root: Claim) -> str:
    what = f"{figure(claim)} {claim.unit.replace('_', ' ')} ({claim.id}, {claim.speaker or 'speaker not named'})"
    ids = listed(c.id for c in by)
    if state.through is not None and state.kind is Kind.CORRECTED:
        return f"{what} holds a figure that {ids} corrects."
    if state.through is not None:
        return f"{what} is part of {state.through}, which is denied by {ids}."
    if state.kind is Kind.SUPERSEDED:
        return f"{what} is superseded by {figure(by[0])} ({ids})" + _fall(claim, by[0]) + "."
    if state.kind is Kind.CORRECTED:
        return (
            f"{what} is corrected to {figure(by[0])} by {ids}" + _fall(claim, by[0]) + "; declared, so not a conflict."
        )
    if state.kind is Kind.DENIED:
        return f"{what} is denied by {listed(f'{c.speaker} ({c.id})' for c in by)}."
    if state.kind is Kind.WITHHELD:
        return (
            f"{claim.speaker or 'The speaker'} withholds the number of {claim.unit.replace('_', ' ')} ({claim.id})"
            + (f": '{claim.label_as_worded}'." if claim.label_as_worded else ".")
        )
    if state.kind is Kind.DERIVED:
        return f"{what} is a sum made from {ids}; nobody else said it."
    return f"{what} has the same origin as {root.id}: {root.speaker or 'speaker not named'}, {figure(root)}."


def _fall(old: Claim, new: Claim) -> str:
    if old.low is not None and new.high is not None and new.high < old.low:
        return f", a fall of {old.low - new.high:,}"
    return ""


def _changes(claim: Claim, before: Claim) -> dict[str, tuple[str, str]]:
    if claim is before:
        return {}
    pairs = {name: (str(getattr(before, name)), str(getattr(claim, name))) for name in FIELDS}
    if figure(before) != figure(claim):
        pairs["figure"] = (figure(before), figure(claim))
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
