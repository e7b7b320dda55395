"""The whole account, put together from its answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from antigone.account.answer import Account, BoundAnswer, Conflict, OriginCount
from antigone.account.ends import answer, ask_all
from antigone.account.entry import Entry
from antigone.account.lists import of_kind
from antigone.account.quarrel import conflicts
from antigone.account.settle import questions
from antigone.account.strata import Stratum
from antigone.account.truth import DEAD
from antigone.core.told import listed_plainly, told
from antigone.said.standing import Kind

if TYPE_CHECKING:
    from antigone.account.engine import Engine

BODIES = ("bodies_received", "bodies_stolen", "bodies_held", "graves_found")
ALWAYS_LISTED = ("bridge",)


def assemble(engine: Engine) -> Account:
    """Every answer of the account, in a fixed order."""
    heads = _headline(engine)
    listed = [*heads, *(s for s in _told(engine) if s not in heads)]
    ask_all(engine, listed)
    answers = tuple(answer(engine, s, headline=s in heads) for s in listed)
    quarrels = conflicts(engine)
    aside = _aside(engine)
    settle = questions(engine, [a for a in answers if a.headline])
    return Account(
        as_of=engine.as_of.isoformat() if engine.as_of else None,
        headline=tuple(a.id for a in answers if a.headline),
        propositions=answers,
        conflicts=quarrels,
        superseded=of_kind(engine, Kind.SUPERSEDED),
        corrected=of_kind(engine, Kind.CORRECTED),
        denied=of_kind(engine, Kind.DENIED),
        repeated=of_kind(engine, Kind.REPEATED, Kind.RELABELLED),
        relabelled=of_kind(engine, Kind.RELABELLED),
        withheld=of_kind(engine, Kind.WITHHELD),
        settle=settle,
        origins=tuple(_origins(engine, answers)),
        assumptions=tuple(engine.assumptions.state(id) for id in _mentioned(engine, answers, quarrels)),
        standing=_standing(engine, aside),
        put_aside=aside,
        left_out=tuple(engine.standings.later),
        notes=tuple(_notes(engine)),
    )


def _told(engine: Engine) -> list[Stratum]:
    """Every stratum that a claim speaks of: of what is counted on a day, each day; the deadliest units first."""
    found: dict[Stratum, None] = {}
    for stratum, entries in engine.told.items():
        if any(not e.history for e in entries) and (stratum.scope == "any" or _adds(engine, stratum)):
            found[stratum] = None
    named = Stratum("identified", engine.strata.whole_place, engine.strata.everyone)
    if engine.book.boards and named in engine.truth.cells:
        found[named] = None  # what boards established is told, whatever was said
    found |= dict.fromkeys(_proved(engine))
    order = list(engine.book.units)
    return sorted(found, key=lambda s: (order.index(s.unit), s.scope != "any", s.place, s.group, s.day))


def _proved(engine: Engine) -> list[Stratum]:
    """What the register proves of the whole place is told, whatever was said; of what is counted on a day, the last."""
    top = engine.strata.whole_place
    last: dict[Stratum, Stratum] = {}
    for each in sorted(engine.truth.proved):
        whole = replace(each, place=top)
        if whole in engine.truth.cells:
            last[replace(whole, day="")] = whole
    return list(last.values())


def _adds(engine: Engine, stratum: Stratum) -> bool:
    """A scope of its own says something only where claims of another scope speak of the same."""
    wide = engine.told.get(replace(stratum, scope="any"), [])
    return any(e.stratum.scope != stratum.scope for e in wide)


def _headline(engine: Engine) -> list[Stratum]:
    """The dead: all, of each group, where most is said of them; bodies in morgues and taken; graves."""
    top, everyone = engine.strata.whole_place, engine.strata.everyone
    wanted = [Stratum(DEAD, top, everyone)]
    sides = sorted({side for group in engine.strata.complements for side in (group,)})
    wanted += [Stratum(DEAD, top, side) for side in sides]
    places: dict[str, int] = {}
    for stratum, entries in engine.told.items():
        if stratum.unit == DEAD and stratum.scope == "any" and engine.strata.places.parent.get(stratum.place) == top:
            places[stratum.place] = places.get(stratum.place, 0) + len(entries)
    wanted += [Stratum(DEAD, p, everyone) for p in sorted(places, key=lambda p: (-places[p], p))[:4]]
    known = [s for s in wanted if s in engine.truth.cells]
    for unit in BODIES:
        here = sorted(s for s in engine.truth.cells if s.unit == unit and s.group == everyone and s.scope == "any")
        if unit == "bodies_held":
            known += [s for s in engine.always if s in engine.truth.cells]
            continue
        spoken = [s for s in here if engine.told.get(s)]
        known += [s for s in here if s.place == top and (spoken or any(t.unit == unit for t in engine.told))][:1]
        known += [s for s in spoken if s.place != top][:2]
    return list(dict.fromkeys(known))


def _origins(engine: Engine, answers: Iterable[BoundAnswer]) -> Iterable[OriginCount]:
    origins = engine.standings.origins
    for each in answers:
        roots = dict.fromkeys(origins.root[id] for id in each.claims)
        if roots:
            yield OriginCount(each.id, len(roots), tuple(origins.members[root] for root in roots))


def _aside(engine: Engine) -> tuple[str, ...]:
    """Claims that every consistent choice puts aside, and those put aside by hand."""
    always = set(engine.aside)
    for part in engine.model.parts():
        if part.labels & engine.entries.keys():
            always |= frozenset.intersection(*(c.aside for c in engine.choices.of(part).choices))
    return tuple(sorted(always))


def _mentioned(engine: Engine, answers: Iterable[BoundAnswer], quarrels: Iterable[Conflict]) -> list[str]:
    """The shipped and the case's own assumptions, those switched by hand, and those that an answer names."""
    from antigone.account.assumption import SHIPPED

    named = {a.id for a in SHIPPED} | set(engine.assumptions.switched) | {row["id"] for row in engine.book.assumptions}
    for each in answers:
        named |= {*each.binding["least"], *each.binding["most"], *(i for r in each.readings for i in r.assumptions)}
        named |= {i for c in each.contested for i in c.assumptions}
    for quarrel in quarrels:
        named |= {*quarrel.assumptions, *(i for r in quarrel.readings for i in r.assumptions)}
    named |= {id for id in engine.assumptions.known if id.startswith(("withdrawn:", "rendering:", "all-parts:"))}
    heads = {e.id for e in _leading(engine)}
    named |= {f"final:{id}" for id in heads}
    return [id for id in engine.assumptions.known if id in named]


def _leading(engine: Engine) -> list[Entry]:
    top = Stratum(DEAD, engine.strata.whole_place, engine.strata.everyone)
    return [e for e in engine.told.get(top, ()) if not e.history]


def _standing(engine: Engine, aside: tuple[str, ...]) -> dict[str, str]:
    """In a word, how each visible claim stands."""
    found = {}
    older = {id for line in engine.told.values() for id in _older_floors(line)}
    for id, state in engine.standings.states.items():
        word = state.kind.value
        if id in aside:
            word = "put aside"
        elif state.kind is Kind.CURRENT and id in older:
            word = "older floor"
        found[id] = word
    return found


def _older_floors(line: Iterable[Entry]) -> set[str]:
    """Tolls below a later one of another party: still floors."""
    tolls = [e for e in line if not e.history and e.claim.low is not None and not e.stratum.day]
    return {
        e.id for e in tolls
        if any(o.day > e.day and (o.claim.low or 0) > (e.claim.low or 0) and o.office != e.office for o in tolls)
    }  # fmt: skip


def _notes(engine: Engine) -> Iterable[str]:
    if engine.trusting:
        yield told("Claims that nobody has checked are let in: this is a first look, not an account.")
    if engine.standings.vague:
        vague = listed_plainly(engine.standings.vague)
        yield told("Dated only to a month or year, let in because more than half of it is over: {ids}.", ids=vague)
    for finding in engine.assumptions.findings:
        yield finding.whole
