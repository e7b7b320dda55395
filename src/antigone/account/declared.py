"""The case's own assumptions: rows of its table, with what they do.

Effects, several split at `;`: `disjoint(A, B)` two claims share no one · `overlap(A, B) = n` (or `≤`,
`≥`) how many they share · `equate(P, Q)` two propositions are the same count · `drop(S1, S2)` claims put aside while
it holds · `one_of(H1, H2)` exactly one of these assumptions holds. A row with the id of a shipped assumption
rewords it
and sets its default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from antigone.account.assumption import BAD_EFFECT, READING, SHIPPED, UNKNOWN_NAME, Assumption, Assumptions
from antigone.account.casebook import CaseBook
from antigone.account.proposition import parse
from antigone.core.errors import UsageError
from antigone.core.finding import Finding

if TYPE_CHECKING:
    from antigone.account.engine import Engine

_CALL = re.compile(r"(?P<verb>[a-z_-]+)\s*\((?P<names>[^()]*)\)\s*(?:(?P<sign>=|≤|≥|<=|>=)\s*(?P<n>\d+))?\s*\Z")
VERBS = ("disjoint", "overlap", "equate", "drop", "one_of", "at_most")
Effect = tuple[str, tuple[str, ...], str, int]


def by_id(book: CaseBook, assume: Mapping[str, bool]) -> dict[str, bool]:
    """Switches by id, whether the id or the short name was given."""
    ids = {a.short: a.id for a in SHIPPED if a.short}
    ids |= {row["short"]: row["id"] for row in book.assumptions if row.get("short") and row.get("id")}
    return {ids.get(name, name): on for name, on in assume.items()}


def declare_all(book: CaseBook, assumptions: Assumptions) -> None:
    """Enter the case's table of assumptions; what is malformed becomes a finding and the rest goes on."""
    ids = {row.get("id", "") for row in book.assumptions}
    for row in book.assumptions:
        id = row.get("id", "")
        sentence = row.get("statement") or row.get("sentence") or ""
        assumptions.known[id] = Assumption(
            id,
            row.get("kind") or READING,
            sentence,
            row.get("reason", ""),
            row.get("default") == "on",
            short=row.get("short") or next((a.short for a in SHIPPED if a.id == id), ""),
            values=None,
        )
        for effect in effects(row, assumptions):
            _declare(book, assumptions, id, effect, ids)


def effects(row: dict[str, str], assumptions: Assumptions) -> list[Effect]:
    """The effects of a row that can be read."""
    found: list[Effect] = []
    for text in filter(None, (part.strip() for part in row.get("effect", "").split(";"))):
        call = _CALL.match(text)
        if not call or call["verb"] not in VERBS or (call["verb"] == "overlap") != bool(call["n"]):
            assumptions.findings.append(Finding(BAD_EFFECT, {"id": row.get("id", ""), "effect": text}))
            continue
        names = tuple(name.strip() for name in call["names"].split(",") if name.strip())
        sign = {"<=": "≤", ">=": "≥"}.get(call["sign"] or "", call["sign"] or "")
        found.append((call["verb"], names, sign, int(call["n"] or 0)))
    return found


def _declare(book: CaseBook, assumptions: Assumptions, id: str, effect: Effect, ids: set[str]) -> None:
    verb, names, _, _ = effect
    known = {"drop": set(book.claims), "one_of": ids}.get(verb)
    for name in names if known is not None else ():
        if name not in known:  # type: ignore[operator]
            assumptions.findings.append(Finding(UNKNOWN_NAME, {"id": id, "name": name}))
    if verb == "drop":
        assumptions.drops[id] = (*assumptions.drops.get(id, ()), *(n for n in names if n in book.claims))
    elif verb == "one_of" and all(name in ids for name in names) and names not in assumptions.one_of:
        assumptions.one_of.append(names)


def relation_rows(engine: Engine) -> None:
    """Rows of the effects that bound counts."""
    for row in engine.book.assumptions:
        for verb, names, sign, n in effects(row, Assumptions()):
            if len(names) == 2 and verb in ("disjoint", "overlap"):
                _overlap(engine, row["id"], names, sign or "=", n)
            elif len(names) == 2 and verb in ("equate", "at_most"):
                _equate(engine, row["id"], verb, names)


def _overlap(engine: Engine, id: str, names: tuple[str, ...], sign: str, n: int) -> None:
    key = ("both", *sorted(names))
    if not all(name in engine.entries for name in names):
        if not all(name in engine.book.claims for name in names):
            bad = next(name for name in names if name not in engine.book.claims)
            engine.assumptions.findings.append(Finding(UNKNOWN_NAME, {"id": id, "name": bad}))
        return
    new = key not in engine.model.column
    cell = engine.model.col(key)
    if new:
        for name in names:
            engine.model.at_most(cell, engine.books.claim(name))
        _both_in_one(engine, names, cell)
    engine.model.row([(cell, 1)], n if sign in ("=", "≥") else None, n if sign in ("=", "≤") else None, {id}, shown=id)


def _both_in_one(engine: Engine, names: tuple[str, ...], cell: int) -> None:
    """What holds both holds them together: each once, less what they share."""
    one, other = (engine.entries[name].stratum for name in names)
    trees = engine.strata
    if not (
        {one.place, other.place} <= trees.places.parent.keys()
        and {one.group, other.group} <= trees.groups.parent.keys()
    ):
        return
    place, group = (
        engine.strata.places.join([one.place, other.place]),
        engine.strata.groups.join([one.group, other.group]),
    )
    if place is None or group is None or (one.unit, one.day) != (other.unit, other.day):
        return
    scope = one.scope if one.scope == other.scope else "any"
    top = engine.truth.cell(replace(one, place=place, group=group, scope=scope))
    engine.model.row([(top, 1), (cell, 1), *((engine.books.claim(name), -1) for name in names)], low=0)


def _equate(engine: Engine, id: str, verb: str, names: tuple[str, ...]) -> None:
    columns = []
    for name in names:
        if name in engine.entries:
            columns.append(engine.books.claim(name))
            continue
        try:
            columns.append(engine.truth.add(engine.stratum(parse(name, engine.book))))
        except UsageError:
            engine.assumptions.findings.append(Finding(UNKNOWN_NAME, {"id": id, "name": name}))
            return
    engine.model.at_most(columns[0], columns[1], {id})
    if verb == "equate":
        engine.model.at_most(columns[1], columns[0], {id})
