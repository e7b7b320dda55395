"""What became of each claim before anything was computed, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from antigone.account.answer import Standing
from antigone.account.words import figure, listed, speaker_words, unit_words
from antigone.core.told import Told, told
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


def _sentence(claim: Claim, state: State, by: list[Claim], root: Claim) -> Told:
    what = _what(claim)
    ids = listed(c.id for c in by)
    if state.through is not None and state.kind is Kind.CORRECTED:
        return told("{what} holds a figure that {ids} corrects.", what=what, ids=ids)
    if state.through is not None:
        return told("{what} is part of {whole}, which is denied by {ids}.", what=what, whole=state.through, ids=ids)
    if state.kind in (Kind.SUPERSEDED, Kind.CORRECTED):
        return _replaced(claim, state, by[0], ids)
    if state.kind is Kind.DENIED:
        return told("{what} is denied by {names}.", what=what, names=listed(f"{c.speaker} ({c.id})" for c in by))
    if state.kind is Kind.WITHHELD:
        return _withheld(claim)
    if state.kind is Kind.DERIVED:
        return told("{what} is a sum made from {ids}; nobody else said it.", what=what, ids=ids)
    names = {"root": root.id, "speaker": speaker_words(root), "figure": figure(root)}
    return told("{what} has the same origin as {root}: {speaker}, {figure}.", what=what, **names)


def _what(claim: Claim) -> Told:
    names = {"figure": figure(claim), "unit": unit_words(claim.unit), "speaker": speaker_words(claim)}
    return told("{figure} {unit} ({id}, {speaker})", id=claim.id, **names)


def _replaced(claim: Claim, state: State, new: Claim, ids: Told) -> Told:
    """Superseded or corrected, with the fall of the figure where it falls."""
    values: dict[str, Any] = {"what": _what(claim), "figure": figure(new), "ids": ids}
    falls = claim.low is not None and new.high is not None and new.high < claim.low
    if falls:
        values["n"] = (claim.low or 0) - (new.high or 0)
    if state.kind is Kind.SUPERSEDED:
        if falls:
            return told("{what} is superseded by {figure} ({ids}), a fall of {n:,}.", **values)
        return told("{what} is superseded by {figure} ({ids}).", **values)
    if falls:
        return told("{what} is corrected to {figure} by {ids}, a fall of {n:,}; declared, so not a conflict.", **values)
    return told("{what} is corrected to {figure} by {ids}; declared, so not a conflict.", **values)


def _withheld(claim: Claim) -> Told:
    values = {"speaker": claim.speaker or told("The speaker"), "unit": unit_words(claim.unit), "id": claim.id}
    if claim.label_as_worded:
        values["label"] = claim.label_as_worded
        return told("{speaker} withholds the number of {unit} ({id}): '{label}'.", **values)
    return told("{speaker} withholds the number of {unit} ({id}).", **values)


def _changes(claim: Claim, before: Claim) -> dict[str, tuple[str, str]]:
    if claim is before:
        return {}
    pairs = {name: (str(getattr(before, name)), str(getattr(claim, name))) for name in FIELDS}
    if figure(before) != figure(claim):
        pairs["figure"] = (figure(before), figure(claim))
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
