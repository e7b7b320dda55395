"""Bounds of one proposition: under every consistent choice, with what binds them and the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from antigone.account.answer import BoundAnswer, Bounded
from antigone.account.choices import Choice
from antigone.account.model import Part, objective
from antigone.account.proposition import write
from antigone.account.solve import Bound, bound
from antigone.account.strata import Stratum
from antigone.account.words import listed, summed, terms
from antigone.core.told import Told, row, told, told_n

if TYPE_CHECKING:
    from antigone.account.engine import Engine


MOST = 16
ENDS = {
    (False, "sum", False): "At least {n:,}: {sum}.",
    (False, "sum", True): "At least {n:,}: {sum}, assuming {assumed}.",
    (False, "whole", False): "At least {n:,}, from {ids} in whole numbers.",
    (False, "whole", True): "At least {n:,}, from {ids} in whole numbers, assuming {assumed}.",
    (False, "", False): "At least {n:,}.",
    (False, "", True): "At least {n:,}, assuming {assumed}.",
    (True, "sum", False): "At most {n:,}: {sum}.",
    (True, "sum", True): "At most {n:,}: {sum}, assuming {assumed}.",
    (True, "whole", False): "At most {n:,}, from {ids} in whole numbers.",
    (True, "whole", True): "At most {n:,}, from {ids} in whole numbers, assuming {assumed}.",
    (True, "", False): "At most {n:,}.",
    (True, "", True): "At most {n:,}, assuming {assumed}.",
}
"""One end in words: whether it is the upper one, how it is proved, and whether it rests on assumptions."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A bound under one choice."""

    choice: Choice
    bound: Bound

    @property
    def least(self) -> int:
        """Never less."""
        return self.bound.least or 0

    @property
    def ends(self) -> tuple[int, int | None]:
        """Both ends."""
        return (self.least, self.bound.most)


def answer(engine: Engine, stratum: Stratum, place: str = "", headline: bool = False) -> BoundAnswer:
    """The bounds of a stratum's true count.

    Args:
        engine: the account.
        stratum: what is asked.
        place: the place to show, where it was asked for by another name ("the morgues of X").
    """
    column = engine.truth.cell(stratum)
    part = engine.model.part(column)
    seen = look(engine, part, {column: 1}, stratum)
    low = min(seen, key=lambda s: s.least)
    high = max(seen, key=lambda s: float("inf") if s.bound.most is None else s.bound.most)
    told = sorted(engine.told.get(stratum, ()), key=lambda e: (e.day, e.id))
    ids = tuple(e.id for e in told if not e.history)
    shown = place or next((e.claim.place for e in told if e.claim.place), stratum.place)
    binding = {
        "least": tuple(sorted(low.bound.binding_least)),
        "most": tuple(sorted(high.bound.binding_most)) if high.bound.most is not None else (),
    }
    day = stratum.day or engine.day_of(told) or None
    bound_by = {*binding["least"], *binding["most"]}
    return BoundAnswer(
        id=write(stratum.unit, shown, stratum.group, stratum.scope, day),
        unit=stratum.unit,
        place=shown,
        group=stratum.group,
        scope=stratum.scope,
        as_of=day,
        least=low.least,
        most=high.bound.most,
        binding=binding,
        claims=ids,
        origins=engine.standings.origins.count(ids),
        arithmetic=_sentence(engine, part, low, high),
        contested=_contested(engine, part, seen),
        readings=_readings(engine, stratum),
        uncertain=tuple(sorted(id for id in bound_by if id in engine.entries and engine.entries[id].claim.uncertain)),
        headline=headline,
    )


def look(engine: Engine, part: Part, sum_of: Mapping[int, int], stratum: Stratum | None = None) -> list[Seen]:
    """The bounds of a sum under every consistent choice of its component."""
    wanted = objective(part, sum_of)
    known: dict[tuple[int | None, int | None], Bound] = {}

    def ask(choice: Choice) -> Bound:
        """Explained only where its ends are new: most choices change nothing."""
        ends = plain_ends(engine, part, sum_of, choice)
        if ends not in known or not known[ends].binding_least | known[ends].binding_most <= choice.active:
            known[ends] = bound(part.system, wanted, choice.active)
        return known[ends]

    pairs = _pairs(engine, stratum) if stratum else Pairs()
    waiting = list(engine.choices.of(part).choices) or [Choice(frozenset())]
    seen: list[Seen] = []
    while waiting:
        choice = waiting.pop(0)
        found = Seen(choice, ask(choice))
        binding = found.bound.binding_least | found.bound.binding_most
        pair = next((p for p in pairs if set(p) <= choice.active and (set(p) & binding or p in pairs.same_day)), None)
        if pair is None or len(seen) + len(waiting) > MOST:
            seen.append(found)
        else:
            waiting += [replace(choice, active=choice.active - {id}, aside=choice.aside | {id}) for id in pair]
    return seen


def plain_ends(engine: Engine, part: Part, sum_of: Mapping[int, int], choice: Choice) -> tuple[int | None, int | None]:
    """Both ends without what binds them; remembered, so that many can be asked choice by choice."""
    key = (tuple(sorted(sum_of.items())), choice.active)
    if key not in engine.plain:
        found = bound(part.system, objective(part, sum_of), choice.active, explain=False)
        engine.plain[key] = (found.least, found.most)
    return engine.plain[key]


def ask_all(engine: Engine, strata: list[Stratum]) -> None:
    """Ask the ends of many strata choice by choice: the solver stays warm while only the question changes."""
    parts: dict[int, tuple[Part, list[int]]] = {}
    for stratum in strata:
        column = engine.truth.cell(stratum)
        part = engine.model.part(column)
        parts.setdefault(id(part), (part, []))[1].append(column)
    for part, columns in parts.values():
        for choice in engine.choices.of(part).choices:
            for column in columns:
                plain_ends(engine, part, {column: 1}, choice)


class Pairs(list[tuple[str, str]]):
    """Pairs at odds that concern a stratum; `same_day`: those about exactly it, on one day."""

    same_day: frozenset[tuple[str, str]] = frozenset()


def _pairs(engine: Engine, stratum: Stratum) -> Pairs:
    """Pairs at odds of which a bound may use only one: about what is asked, on one and the same day; or an older toll
    of another office that a correction since may have taken back.

    Other tolls need no choice: each is a floor.
    """
    from antigone.account.odds import at_odds, correction_between

    pairs, same = Pairs(), set()
    for a, b in at_odds(engine):
        inside = engine.strata.within(replace(a.stratum, scope=stratum.scope), stratum)
        scoped = stratum.scope == "any" or a.stratum.scope == b.stratum.scope == stratum.scope
        exactly = replace(a.stratum, scope=stratum.scope) == stratum
        if inside and scoped and (exactly if a.day == b.day else correction_between(engine, a, b)):
            pairs.append((a.id, b.id))
            if a.day == b.day:
                same.add((a.id, b.id))
    pairs.same_day = frozenset(same)
    return pairs


def _sentence(engine: Engine, part: Part, low: Seen, high: Seen) -> Told:
    return row(one_end(engine, part, low, upper=False), " ", one_end(engine, part, high, upper=True))


def one_end(engine: Engine, part: Part, seen: Seen, *, upper: bool) -> Told:
    """One end as a sentence: `At least 42: 26 (S009) + 16 (S027) = 42.`"""
    end = seen.bound.upper if upper else seen.bound.lower
    if end.value is None:
        return told("At most: nothing bounds it.")
    if not upper and end.value == 0:
        return told("At least 0: nothing bounds it from below.")
    sign = -1 if upper else 1
    figures = [replace(t, times=t.times * sign) for t in terms(engine.model, part, end.proof)]
    figures.sort(key=lambda t: -t.amount)
    total = sum(t.amount for t in figures)
    assumed = sorted(i for i in end.binding if i in engine.assumptions.known and not i.startswith("rendering:"))
    how, values = "", dict[str, Told]()
    if figures and total == end.value:
        how, values = "sum", {"sum": summed(figures, end.value)}
    elif end.binding:
        how, values = "whole", {"ids": listed(sorted(i for i in end.binding if i in engine.entries))}
    return told(ENDS[upper, how, bool(assumed)], n=end.value, assumed=listed(assumed), **values)


def _contested(engine: Engine, part: Part, seen: list[Seen]) -> tuple[Bounded, ...]:
    """The bounds per choice, where they differ."""
    if len({s.ends for s in seen}) < 2:
        return ()
    found: dict[tuple[int, int | None], Bounded] = {}
    always = frozenset.intersection(*(s.choice.aside for s in seen))
    for s in sorted(seen, key=lambda s: (s.least, len(s.choice.aside), sorted(s.choice.aside))):
        bits = [_chosen(i) for i in s.choice.renderings]
        aside = sorted(s.choice.aside - always)
        if aside:
            bits.append(told_n("{ids} is put aside", "{ids} are put aside", len(aside), ids=listed(aside)))
        found.setdefault(
            s.ends,
            Bounded(
                s.least, s.bound.most, _if(bits), tuple(aside),
                dict.fromkeys(s.choice.renderings, True), _sentence(engine, part, s, s),
            ),
        )  # fmt: skip
    return tuple(found.values())


def _if(bits: list[Told]) -> Told:
    if not bits:
        return told("If all stand.")
    return told("If {what}.", what=reduce(lambda a, b: told("{first} and {last}", first=a, last=b), bits))


def _chosen(id: str) -> Told:
    """An alternative that was chosen, in words."""
    if id.startswith("rendering:"):
        return told("the words were as {id} gives them", id=id.partition(":")[2])
    return told("{id} holds", id=id)


def _readings(engine: Engine, stratum: Stratum) -> tuple[Bounded, ...]:
    from antigone.account.corners import corners

    return corners(engine, stratum)
