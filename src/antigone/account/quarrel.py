"""Conflicts as answers: what cannot stand together, by how much, what is put aside, and what would reconcile it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import TYPE_CHECKING, Any

from antigone.account.answer import Conflict, Reading
from antigone.account.choices import Choice
from antigone.account.entry import Entry
from antigone.account.model import Part
from antigone.account.odds import at_odds, same_count
from antigone.account.reconcile import fall_readings, list_readings, odds_readings, plain_readings
from antigone.account.solve import Conflict as Core
from antigone.account.solve import Infeasible, bound, irreducible
from antigone.account.words import excess, figure, listed, terms, unit_words
from antigone.core.told import Told, told
from antigone.core.when import PartialDate
from antigone.said.claim import Claim
from antigone.said.standing import Kind

if TYPE_CHECKING:
    from antigone.account.engine import Engine


BY_SUM = ("sum", "fall", "one count")
"""Natures that arithmetic shows: of two such conflicts, one inside the other, only the smaller is shown."""


def conflicts(engine: Engine) -> tuple[Conflict, ...]:
    """All conflicts of the account, the hard ones first."""
    found: dict[frozenset[str], Conflict] = {}
    makers = (_impossible, _gave_way, _renderings, _promoted, _contested, _relabelled)
    for maker in makers:
        for conflict in maker(engine):
            found.setdefault(frozenset(conflict.statements), conflict)
    sums = {ids for ids, c in found.items() if c.nature in BY_SUM}
    found = {ids: c for ids, c in found.items() if c.nature not in BY_SUM or not any(less < ids for less in sums)}
    return tuple(sorted(found.values(), key=lambda c: (c.kind != "hard", c.nature == "relabelled")))


def _make(
    engine: Engine, kind: str, nature: str, labels: Iterable[str], arithmetic: str, gap: int | None,
    readings: Iterable[Reading], put_aside: str | None,
) -> Conflict:  # fmt: skip
    labels = set(labels)
    claims = tuple(sorted(id for id in labels if id in engine.book.claims or id in engine.facts))
    assumed = tuple(sorted(labels - set(claims)))
    doubtful = any(engine.book.claims[id].uncertain for id in claims if id in engine.book.claims)
    id = f"conflict:{','.join(claims)}"
    return Conflict(
        id, kind, nature, claims, assumed, put_aside, gap, arithmetic, tuple(readings), doubtful
    )  # fmt: skip


def _impossible(engine: Engine) -> Iterator[Conflict]:
    for part in engine.model.parts():
        if len(part.labels & (engine.entries.keys() | engine.facts)) < 2:
            continue
        found = engine.choices.of(part)
        for core in _one_for_each(
            engine, list(found.cores.values()), frozenset.union(*(c.aside for c in found.choices))
        ):
            core = _strongest(engine, part, _by_roots(engine, part, core))
            sentence, gap = excess(terms(engine.model, part, core.proof))
            if _overtaken(engine, core.labels):
                continue
            fall = "no-fall" in core.labels and len({engine.entries[i].day for i in engine.claims_in(core.labels)}) > 1
            aside = first_aside(engine, core.labels)
            readings = fall_readings(engine, part, core) if fall else plain_readings(engine, part, core)
            text = sentence or told("{ids} fit no whole numbers.", ids=listed(sorted(engine.claims_in(core.labels))))
            nature = "fall" if fall else "sum" if len(engine.claims_in(core.labels)) > 2 else "one count"
            yield _make(engine, "hard", nature, core.labels, text, gap, readings, aside)


def _overtaken(engine: Engine, labels: Iterable[str]) -> bool:
    """All said on one day, and some of it overtaken by its own office since: a matter of the account of that day."""
    entries = [engine.entries[i] for i in engine.claims_in(labels)]
    return len({e.day for e in entries}) == 1 and any(e.history for e in entries)


def _one_for_each(engine: Engine, cores: list[Core], aside: frozenset[str]) -> list[Core]:
    """One smallest explanation for each claim that some choice puts aside, and none twice."""
    kept: dict[frozenset[str], Core] = {}
    cores.sort(key=lambda c: (len(engine.claims_in(c.labels)), len(c.labels), sorted(c.labels)))
    for id in sorted(aside):
        about = next((core for core in cores if id in core.labels), None)
        if about is not None:
            kept.setdefault(engine.claims_in(about.labels), about)
    return list(kept.values())


def first_aside(engine: Engine, labels: Iterable[str]) -> str | None:
    """What gives way first: what its office has overtaken, what the analyst doubts, then the older."""
    ids = [id for id in labels if id in engine.entries]
    rank = {id: (engine.entries[id].history, engine.entries[id].claim.uncertain) for id in ids}
    return min(ids, key=lambda id: (tuple(not r for r in rank[id]), engine.entries[id].day, id), default=None)


def _by_roots(engine: Engine, part: Part, core: Core) -> Core:
    """The same contradiction told by roots and not by repeats of them, where it can be."""
    repeats = {id for id in engine.claims_in(core.labels) if engine.entries[id].restated}
    if not repeats:
        return core
    roots = {engine.standings.origins.root[id] for id in repeats}
    found = irreducible(part.system, (core.labels - repeats) | (roots & engine.entries.keys()))
    return found or core


def _strongest(engine: Engine, part: Part, core: Core) -> Core:
    """Of a count that falls: the same contradiction from the highest figure that stood before, where it says more."""
    ids = sorted((id for id in core.labels if id in engine.entries), key=lambda id: engine.entries[id].day)
    if "no-fall" not in core.labels or len(ids) < 2:
        return core
    last = engine.entries[ids[-1]]
    books = [b for b in engine.books.cells if b[0] == last.office and b[1] < last.day]
    books = [b for b in books if last.stratum in engine.books.cells[b]]
    choice = engine.choices.of(part).choices[0]
    others = {e.id for e in engine.entries.values() if e.history or e.day != last.day} & part.labels
    best = core
    for book in sorted(books, key=lambda b: b[1])[-3:]:
        column = {part.local[engine.books.cell(book, last.stratum)]: 1}
        mine = {i for i in others if engine.entries[i].book == book}
        active = (choice.active - set(engine.entries)) | mine
        try:
            low = bound(part.system, column, active).lower
        except Infeasible:
            continue
        stronger = irreducible(part.system, low.binding | {last.id, "no-fall"} | last.labels)
        if stronger is not None and last.id in stronger.labels:
            now, then = (excess(terms(engine.model, part, c.proof))[1] or 0 for c in (stronger, best))
            best = stronger if now > then else best
    return best


def _gave_way(engine: Engine) -> Iterator[Conflict]:
    """Readings that cannot be kept: lists whose parts add up to more than the whole, rests that fall."""
    for part in engine.model.parts():
        for core, choice in engine.choices.of(part).gave_way.values():
            if _overtaken(engine, core.labels):
                continue
            core = _widest(engine, part, core, choice)
            sentence, gap = excess(terms(engine.model, part, core.proof))
            is_list = any(label.startswith("disjoint:") for label in core.labels)
            readings = list_readings(engine, part, core, choice) if is_list else fall_readings(engine, part, core)
            aside = _loosest(engine, core.labels) if is_list else None
            if not is_list and _kind_of_fall(core.labels) == "hard":
                aside = first_aside(engine, core.labels)
            sentence = _elsewhere(engine, core.labels) or sentence
            kind, nature = ("hard", "sum") if is_list else (_kind_of_fall(core.labels), "fall")
            yield _make(engine, kind, nature, core.labels, sentence, gap, readings, aside)


def _elsewhere(engine: Engine, labels: Iterable[str]) -> str:
    """A rest that falls, as two subtractions."""
    ids = sorted(
        engine.claims_in(labels), key=lambda id: (engine.entries[id].day, engine.entries[id].claim.part_of or "")
    )
    lines = []
    for id in ids:
        part = engine.entries[id].claim
        whole = engine.book.claims.get(part.part_of or "")
        if whole is not None and whole.id in ids and whole.low is not None and part.low is not None:
            values = {"a": whole.low, "whole": whole.id, "b": part.low, "id": id}
            lines.append(
                (
                    whole.low - part.low,
                    told("{a:,} ({whole}) − {b:,} ({id}) = {rest:,}", **values, rest=whole.low - part.low),
                )
            )
    if len(lines) != 2 or not any(label.startswith("whole-of:") for label in labels):
        return ""
    (before, first), (after, then) = lines
    values = {"first": first, "then": then, "n": before - after}
    return told("Elsewhere {first}, and later {then}: it falls by {n:,}", **values)


def _kind_of_fall(labels: Iterable[str]) -> str:
    """A rest that falls may be another list; one office's count of one label that falls cannot stand as it is."""
    return "contested" if any(label.startswith("whole-of:") for label in labels) else "hard"


def _widest(engine: Engine, part: Part, core: Core, choice: Choice) -> Core:
    """Of a count that falls under one label: among the shortest contradictions the one with the widest gap."""
    family = {label for label in core.labels if label.startswith("same-label:")}
    if not family:
        return core
    best, now, active = core, core, choice.active | family
    for _ in range(8):
        size, gap = len(engine.claims_in(now.labels)), excess(terms(engine.model, part, now.proof))[1] or 0
        known = excess(terms(engine.model, part, best.proof))[1] or 0
        if size <= len(engine.claims_in(best.labels)) and gap > known:
            best = now
        active -= {min(engine.claims_in(now.labels), key=lambda id: (engine.entries[id].day, id))}
        found = irreducible(part.system, active)
        if found is None:
            break
        now = found
    return best


def _loosest(engine: Engine, labels: Iterable[str]) -> str | None:
    """Of a list that does not close: the part whose place in it is least clear."""
    ids = sorted(id for id in labels if id in engine.entries)
    return next((id for id in ids if id in engine.books.own), ids[0] if ids else None)


def _renderings(engine: Engine) -> Iterator[Conflict]:
    for group in engine.standings.renderings:
        present = [id for id in group if id in engine.entries]
        if len(present) < 2:
            continue
        claims = [engine.book.claims[id] for id in present]
        ways = [_way(c) for c in claims]
        totals = [e for e in engine.entries.values() if e.id not in present and f"rendering:{present[0]}" in e.labels]
        text = _ways(ways, totals)
        readings = [
            Reading(
                told("Only {id} holds: {figure} of '{label}'.", id=id, figure=figure(c), label=_label(c)),
                {f"rendering:{other}": other == id for other in present},
            )
            for id, c in zip(present, claims, strict=True)
        ]
        gap = (totals[0].claim.low or 0) - (claims[0].low or 0) if totals else None
        labels = [*present, *(f"rendering:{id}" for id in present)]
        yield _make(engine, "hard", "rendering", labels, text, gap, readings, None)


def _label(claim: Claim) -> str:
    return claim.label_as_worded or claim.group


def _way(claim: Claim) -> Told:
    values = {"figure": figure(claim), "label": _label(claim), "id": claim.id, "group": claim.group}
    return told("{figure} ‘{label}’ ({id}, counted as {group})", **values)


def _ways(ways: list[Told], totals: list[Entry]) -> Told:
    """What one utterance was put as, and what one of them adds up to."""
    each = reduce(lambda one, other: told("{one}, or {other}", one=one, other=other), ways)
    if not totals:
        return told("One utterance, put in different ways: {ways}.", ways=each)
    values = {"ways": each, "total": figure(totals[0].claim), "id": totals[0].id}
    return told(
        "One utterance, put in different ways: {ways}; with the first the same speaker's total is {total} ({id}).",
        **values,
    )


def _promoted(engine: Engine) -> Iterator[Conflict]:
    """A retelling whose changed unit, group or place collides with what the same office said of just that."""
    for id, state in engine.standings.states.items():
        if state.kind is not Kind.RELABELLED:
            continue
        claim = engine.book.claims[id]
        here = engine.stratum_of(claim)
        for entry in engine.told.get(here, ()):
            same = entry.office == engine.standings.office[id] and entry.day == str(claim.as_of)
            gap = _distance(entry, claim.low, claim.high)
            if same and gap and not entry.narrow:
                root = engine.book.claims[engine.standings.origins.root[id]]
                text = _against(claim, entry, gap)
                reading = Reading(_retells(engine, entry, id, root), {})
                yield _make(engine, "hard", "promotion", (id, entry.id), text, gap, (reading,), id)


def _against(claim: Claim, entry: Entry, gap: int) -> Told:
    values: dict[str, Any] = {"one": figure(claim), "unit": unit_words(claim.unit), "id": claim.id, "other": entry.id}
    values |= {"figure": figure(entry.claim), "n": gap}
    return told("{one:A} {unit} ({id}) against {figure} ({other}): {n:,} apart.", **values)


def _retells(engine: Engine, entry: Entry, id: str, root: Claim) -> Told:
    values: dict[str, Any] = {
        "one": entry.id,
        "id": id,
        "root": root.id,
        "figure": figure(root),
        "unit": unit_words(root.unit),
    }
    sum_of = _made_of(engine, root.id)
    if not sum_of:
        return told("{one} stands and {id} is put aside: it retells {root}, {figure} {unit}.", **values)
    values["sum"] = sum_of
    return told("{one} stands and {id} is put aside: it retells {root}, {figure} {unit} ({sum}).", **values)


def _made_of(engine: Engine, root: str) -> Told | None:
    """What a total is the plain sum of, among what the same office said that day: a hint, not evidence."""
    whole = engine.entries.get(root)
    if whole is None or whole.claim.low is None:
        return None
    near = [e for e in engine.entries.values() if e.book == whole.book and e.claim.low and e.claim.low == e.claim.high]
    for part in (e for e in near if e.claim.part_of == root):
        rest = whole.claim.low - (part.claim.low or 0)
        other = next((e for e in near if e.claim.low == rest and e.id != part.id), None)
        if other is not None:
            values = {"n": whole.claim.low, "a": part.claim.low, "one": part.id, "b": rest, "other": other.id}
            return told("{n:,} = {a:,} ({one}) + {b:,} ({other})", **values)
    return None


def _distance(entry: Entry, low: int | None, high: int | None) -> int:
    """How far two figures are apart; 0 where they touch."""
    a, b = entry.claim.low, entry.claim.high
    above = low - b if low is not None and b is not None else 0
    below = a - high if a is not None and high is not None else 0
    return max(above, below, 0)


def _contested(engine: Engine) -> Iterator[Conflict]:
    for one, other in at_odds(engine):
        gap = _distance(one, other.claim.low, other.claim.high)
        text = _apart(one, other, gap)
        labels = (one.id, other.id, same_count(one, other))
        yield _make(engine, "contested", "at odds", labels, text, gap, odds_readings(engine, one, other), None)


def _apart(one: Entry, other: Entry, gap: int) -> Told:
    values: dict[str, Any] = {"one": figure(one.claim), "a": one.id, "day": PartialDate.parse(one.day), "n": gap}
    values |= {"other": figure(other.claim), "b": other.id, "then": PartialDate.parse(other.day)}
    if one.day != other.day:
        return told("{one:A} ({a}, {day}) and later {other} ({b}, {then}): {n:,} apart.", **values)
    return told("{one:A} ({a}, {day}) and the same day {other} ({b}, {then}): {n:,} apart.", **values)


def _relabelled(engine: Engine) -> Iterator[Conflict]:
    """One origin under labels that exclude each other: the number was said once, the label changed on the way."""
    for root, members in engine.standings.origins.members.items():
        start = engine.book.claims[root]
        retold = [
            engine.book.claims[id] for id in members[1:]
            if engine.standings.states[id].kind is Kind.RELABELLED
            and engine.book.claims[id].group != start.group and engine.book.claims[id].unit == start.unit
        ]  # fmt: skip
        if not retold or engine.standings.states[root].kind is Kind.DENIED:
            continue
        each = [f"{_label(c)} ({c.id})" for c in (start, *retold)]
        text = told("One origin, {figure}, told of {labels}.", figure=figure(start), labels=listed(each))
        reading = Reading(told("The number was said once, of '{label}'; the label changed later.", label=_label(start)))
        ids = [start.id, *(c.id for c in retold)]
        yield _make(engine, "contested", "relabelled", ids, text, 0, (reading,), None)
