"""Readings: the smallest changes of assumption under which a conflict's statements stand together."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING, Any

from antigone.account.answer import Reading
from antigone.account.choices import Choice
from antigone.account.entry import Entry
from antigone.account.model import Part, objective
from antigone.account.odds import correction_between, same_count
from antigone.account.solve import Bound, Infeasible, bound, is_feasible
from antigone.account.solve import Conflict as Core
from antigone.account.words import figure, listed, terms
from antigone.core.told import Told, listed_plainly, told
from antigone.core.when import PartialDate

if TYPE_CHECKING:
    from antigone.account.engine import Engine

BRIDGES = ("body-is-person", "no-double-entry", "taken-were-entered", "taken-are-victims")


def plain_readings(engine: Engine, part: Part, core: Core) -> list[Reading]:
    """Each assumption of the conflict that, switched off, lets its statements stand beside everything else."""
    claims = engine.claims_in(core.labels)
    assumed = sorted(core.labels - claims - engine.facts)
    context = _context(engine, part, claims)
    found = [
        _dropping(engine, part, core, (label,), context)
        for label in assumed
        if not label.startswith("rendering:") and is_feasible(part.system, context - {label})
    ]
    if not found and len(claims) == 2 and not assumed:
        found.append(Reading(told("Both stand only if they count different things: another place, date or list.")))
    return found


def _context(engine: Engine, part: Part, claims: frozenset[str]) -> frozenset[str]:
    """Everything that can stand beside these claims: a choice, less what it takes to let them in."""
    choices = engine.choices.of(part).choices
    best = max(choices, key=lambda c: len(c.active & claims))
    return best.active | claims


def _dropping(engine: Engine, part: Part, core: Core, labels: tuple[str, ...], context: frozenset[str]) -> Reading:
    if labels[0].startswith("disjoint:"):
        complete = _complete(engine, part, engine.claims_in(core.labels))
        reading = _list_reading(engine, part, core, labels, context - set(labels), complete)
        if reading is not None:
            return reading
    sentence = engine.assumptions.known[labels[0]].sentence
    return Reading(told("All stand if this does not hold: {sentence}", sentence=sentence), dict.fromkeys(labels, False))


def _complete(engine: Engine, part: Part, claims: frozenset[str]) -> frozenset[str]:
    """The assumptions that the parts of these claims' whole are all of it."""
    parts = claims - {_whole(engine, claims)}
    return frozenset(i for i in part.labels if i.startswith("all-parts:") and _about(engine, i) >= parts)


def _pair(label: str) -> tuple[str, str]:
    one, _, other = label.partition(":")[2].partition(",")
    return one, other


def _shared(engine: Engine, part: Part, labels: tuple[str, ...], active: frozenset[str]) -> Bound:
    """The least and the most that these pairs share in all."""
    cells = {engine.model.col(("both", *sorted(_pair(label)))): 1 for label in labels}
    return bound(part.system, objective(part, cells), active, explain=False)


def _how_many(engine: Engine, labels: tuple[str, ...], shared: Bound) -> tuple[Told, dict[str, Any]]:
    """How many are counted twice: `exactly 11 of 'security' are inside the 139 of S104`."""
    n = _between(shared)
    pairs = [_pair(label) for label in labels]
    result = {"counted twice": [shared.least, shared.most], "pairs": [list(p) for p in pairs]}
    inside = {id for pair in pairs for id in pair if id in engine.books.own}
    if len(inside) != 1:
        each = [told("{first} and {last}", first=one, last=other) for one, other in pairs]
        where = reduce(lambda one, other: told("{one} or in {other}", one=one, other=other), each)
        return told("{n} are counted twice, in {pairs}", n=n, pairs=where), result
    (list_id,) = inside
    whole = engine.entries[list_id]
    others = [next(id for id in pair if id != list_id) for pair in pairs]
    names = listed(f"'{engine.entries[id].stratum.group}' ({id})" for id in others)
    place = engine.book.places.get(whole.stratum.place)
    values = {"n": n, "place": place.name if place else told("that place"), "names": names, "id": list_id}
    pattern = told(
        "{n} of the dead of {place} in {names} are inside the {figure} ({id})", figure=figure(whole.claim), **values
    )
    return pattern, result


def _between(shared: Bound) -> Told:
    if shared.least == shared.most:
        return told("exactly {n:,}", n=shared.least)
    if not shared.most:
        return told("{n:,} to any", n=shared.least)
    return told("{low:,} to {high:,}", low=shared.least, high=shared.most)


def _closing(engine: Engine, part: Part, core: Core, labels: tuple[str, ...], shared: Bound) -> str:
    """The sum that then closes, what is shared taken out of the part that is wider: `139 + 63 + 9 + 19 = 230`."""
    if len(labels) != 1 or shared.least != shared.most or not shared.least:
        return ""
    one, other = _pair(labels[0])
    cut = other if one in engine.books.own else one
    figures = [t for t in terms(engine.model, part, core.proof) if t.amount > 0]
    if cut not in {t.claim for t in figures}:
        return ""
    values = [t.value - (shared.least if t.claim == cut else 0) for t in figures]
    figures_ = listed_plainly((told("{n:,}", n=v) for v in values), " + ")
    return told("{sum} = {total:,}", sum=figures_, total=sum(values))


def list_readings(engine: Engine, part: Part, core: Core, choice: Choice) -> list[Reading]:
    """Of a list that adds up to too much: the pairs that may share someone, alone, then all together."""
    labels = sorted(label for label in core.labels if label.startswith("disjoint:"))
    weak = {label for family in engine.books.weak.values() for label in family}
    loose = [label for label in labels if label in weak]
    firm = frozenset(set(labels) - weak)
    claims = engine.claims_in(core.labels)
    complete = _complete(engine, part, claims)
    day = {engine.entries[i].day for i in claims}
    then = {
        i for i in part.labels & engine.entries.keys() if engine.entries[i].day in day and engine.entries[i].history
    }
    base = choice.active | claims | firm | then
    found: list[Reading] = []
    for size in range(1, len(loose) + 1):
        for dropped in combinations(loose, size):
            active = base | (set(loose) - set(dropped))
            reading = _list_reading(engine, part, core, dropped, frozenset(active), complete)
            if reading is not None:
                found.append(reading)
    return found


def _list_reading(
    engine: Engine, part: Part, core: Core, dropped: tuple[str, ...], active: frozenset[str], complete: frozenset[str]
) -> Reading | None:
    try:
        open_end = _shared(engine, part, dropped, active)
    except Infeasible:
        return None
    change = dict.fromkeys(dropped, False)
    try:
        exact = _shared(engine, part, dropped, active | complete) if complete else open_end
    except Infeasible:
        exact = open_end
    text, result = _how_many(engine, dropped, exact)
    sentence = told("All stand if {what}.", what=text)
    if exact is not open_end:
        sentence = _with_nobody_left(text, open_end.least)
        change |= dict.fromkeys(sorted(complete), True)
    result |= _implied(engine, part, core, active | complete)
    return Reading(sentence, change, _closing(engine, part, core, dropped, exact), result)


def _with_nobody_left(text: Told, otherwise: int | None) -> Told:
    if otherwise is None:
        return told("All stand if {what}, if nobody is left over.", what=text)
    return told("All stand if {what}, if nobody is left over (at least {n:,} otherwise).", what=text, n=otherwise)


def _implied(engine: Engine, part: Part, core: Core, active: frozenset[str]) -> dict[str, Any]:
    """What the reading makes of the whole of each place that the list speaks of."""
    implied: dict[str, Any] = {}
    for id in sorted(core.labels & engine.books.own):
        stratum = engine.entries[id].stratum
        for_all = engine.model.column.get(("true", type(stratum)(stratum.unit, stratum.place, stratum.group)))
        if for_all is not None and for_all in part.local:
            without = active - {i for i in engine.entries if engine.entries[i].day > engine.entries[id].day}
            try:
                low = bound(part.system, {part.local[for_all]: 1}, _only_neutral(engine, without), explain=False)
            except Infeasible:
                continue
            implied[f"{stratum.unit} @ {stratum.place}"] = [low.least, low.most]
    return implied


def _only_neutral(engine: Engine, active: frozenset[str]) -> frozenset[str]:
    """Without the renderings nobody has chosen, and without earlier totals that are at odds with the list."""
    odd = {one.id for one, other in engine.pairs if one.day != other.day}
    return frozenset(i for i in active if not i.startswith("rendering:") and i not in odd)


def _whole(engine: Engine, claims: frozenset[str]) -> str:
    wholes = {engine.entries[i].claim.part_of for i in claims}
    return next((i for i in sorted(claims) if i in wholes), "")


def _about(engine: Engine, label: str) -> frozenset[str]:
    return frozenset(engine.assumptions.known[label].claims) if label in engine.assumptions.known else frozenset()


def fall_readings(engine: Engine, part: Part, core: Core) -> list[Reading]:
    """Of a count that falls: not the office's own, struck off, under another label, or a part that left some out."""
    ids = sorted((i for i in core.labels if i in engine.entries), key=lambda i: engine.entries[i].day)
    gap = sum(
        (t.amount for t in terms(engine.model, part, core.proof)),
        start=terms(engine.model, part, core.proof)[0].amount * 0,
    )
    n = int(gap) if gap else 0
    found = []
    left_out = [label for label in core.labels if label.startswith("whole-of:")]
    for label in left_out:
        id = label.partition(":")[2]
        found.append(
            Reading(
                told("All stand if {id} leaves out at least {n:,} of those dead there.", id=id, n=n),
                {label: False},
                "",
                {"left out": n},
            )
        )
    for id in ids:
        claim = engine.book.claims[id]
        if claim.uncertain:
            found.append(
                Reading(
                    told(
                        "The rest stands if {id} is not this office's own count: it was told only by {publisher}.",
                        id=id,
                        publisher=claim.publisher,
                    ),
                    {},
                )
            )
    moved = _moved(engine, ids, n) if not left_out else None
    if moved:
        found.append(moved)
    if not left_out:
        day = PartialDate.parse(engine.entries[ids[-1]].day)
        text = told("All stand if {n:,} were struck off by {day}, without anybody saying so.", n=n, day=day)
        found.append(Reading(text, {"no-fall": False}))
    return found


def _moved(engine: Engine, ids: list[str], n: int) -> Reading | None:
    """Another part of the later breakdown, not named before, that is large enough to hold those who are gone."""
    last = engine.entries[ids[-1]]
    whole = last.claim.part_of
    before = {e.stratum.group for e in engine.entries.values() if e.office == last.office and e.day < last.day}
    fresh = [
        e for e in engine.entries.values()
        if whole and e.claim.part_of == whole and e.id != last.id and e.claim.partition == last.claim.partition
        and e.stratum.group not in before and (e.claim.low or 0) >= n
    ]  # fmt: skip
    if not fresh or last.claim.low is None:
        return None
    to = fresh[0]
    total = (last.claim.low or 0) + (to.claim.low or 0)
    text = told(
        "All stand if at least {n:,} of those called '{before}' before are now under '{now}' ({id}): a label changed, "
        "not a death.",
        n=n,
        before=last.stratum.group,
        now=to.stratum.group,
        id=to.id,
    )
    return Reading(text, {}, _sum(last.claim.low, to.claim.low or 0, total), {"moved": n})


def _sum(a: int, b: int, total: int) -> Told:
    return told("{a:,} + {b:,} = {c:,}", a=a, b=b, c=total)


def odds_readings(engine: Engine, one: Entry, other: Entry) -> list[Reading]:
    """Of two claims at odds: another scope, a correction in between, a list that leaves some out."""
    found = []
    high, low = (one, other) if (one.claim.low or 0) > (other.claim.high or 0) else (other, one)
    gap = (high.claim.low or 0) - (low.claim.high or 0)
    change = {same_count(one, other): False}
    if high.claim.scope == "any" and low.claim.scope == "in_events":
        text = told(
            "Both stand if {high} counts deaths in custody or of wounds after the events and {low} does not: then "
            "these are {n:,}.",
            high=high.id,
            low=low.id,
            n=gap,
        )
        sum_of = _sum(low.claim.high or 0, gap, high.claim.low or 0)
        found.append(Reading(text, change, sum_of, {"difference": gap}))
    found += _corrected_between(engine, one, other, gap, change)
    if low.id in engine.books.own and low is other:
        found += _left_out(engine, high, low, change)
    if not found and (one.day != other.day or not change):
        text = told("Both stand if they count different lists, scopes or dates; nobody has said so.")
        found.append(Reading(text, change))
    text = told("Both stand if one of them counts another list or scope; nobody has said so.")
    return found or [Reading(text, change)]


def _corrected_between(engine: Engine, one: Entry, other: Entry, gap: int, change: dict[str, bool]) -> list[Reading]:
    between = correction_between(engine, one, other)
    if between is None:
        return []
    old, new = between
    text = told(
        "Both stand, {id} as corrected, if its {n:,} are among those whom {new} took back ({before} to {after}).",
        id=one.id,
        n=gap,
        new=new.id,
        before=figure(old),
        after=figure(new),
    )
    values = {"figure": figure(one.claim), "n": gap, "rest": (one.claim.low or 0) - gap}
    return [Reading(text, change, told("{figure} − {n:,} = {rest:,}", **values))]


def _left_out(engine: Engine, high: Entry, low: Entry, change: dict[str, bool]) -> list[Reading]:
    """Whether the place's whole can reach the older figure once the list may leave some of its dead out."""
    cell = engine.books.cell(low.book, low.stratum)
    part = engine.model.part(cell)
    weak = {label for family in engine.books.weak.values() for label in family}
    then = {i for i, e in engine.entries.items() if e.history and e.day == low.day}
    choice = engine.choices.of(part).choices[0]
    active = (choice.active - weak) | {i for i in then if i in part.labels}
    try:
        most = bound(part.system, {part.local[cell]: 1}, active).most
    except Infeasible:
        return []
    need = high.claim.low or 0
    if most is not None and most < need:
        text = told(
            "Even a list that leaves some out allows at most {n:,} there: {high} cannot stand beside {low}.",
            n=most,
            high=high.id,
            low=low.id,
        )
        return [Reading(text, {}, "", {"most there by the list": most})]
    if most is None:
        return []
    n = need - (low.claim.high or 0)
    text = told(
        "Both stand if {id} leaves out at least {n:,} of the dead there, named elsewhere in its list.", id=low.id, n=n
    )
    return [Reading(text, change, "", {"most there by the list": most})]
