"""What is said: offices that count, round, err and withhold, and outlets that repeat, relabel and distort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from antigone.simulate.event import Event
from antigone.simulate.land import LAND, Land, region, town
from antigone.simulate.ledger import EVERYONE, Ledger
from antigone.simulate.settings import Settings, day

INTERIOR, HEALTH = "Office of the Interior", "Office of Health"
PROSECUTOR, RELIEF = "Office of the Prosecutor", "Relief Council"
OUTLETS = ("Morning Sheet", "Harbour Radio", "Wire One", "The Ferry Post")
LABELS = {
    "all": ("people", "inhabitants"),
    "service": ("officers", "men of the service"),
    "others": ("residents", "passers-by"),
}
FLOWS = ("bodies_received", "bodies_stolen", "bodies_handed_over", "morgue_attacks")
COLUMNS = (
    *("id", "said_on", "speaker", "office", "organisation", "via", "publisher", "published_on", "language", "stance"),
    *("unit", "low", "high", "best", "modifier", "place", "group", "label_as_worded", "scope", "as_of"),
    *("period_from", "period_to", "part_of", "parts_exhaustive", "partition", "refers_to", "relation"),
    *("document", "note"),
)


@dataclass(frozen=True)
class Said:
    """One statement, and what is known of it here.

    Attributes:
        speaker, day, unit, place, group: who said of what, when.
        true: the true count then.
        spoken: the number spoken; None where none was.
        modifier: the word at it.
        kind: `true`, `partial` (a toll that lags), `repeat`, `relabelled`, `distorted`, `withheld`, or `wrong`.
        error: what was planted in a wrong one: `sum`, `fall`, `stock` or `inflated`; else empty.
        surfaces_on: day from which it contradicts what else was said; None where nothing contradicts it.
        whole, partition: of a breakdown; `whole` is the place of another statement in the list.
        repeats: place of the statement it repeats.
        label: as worded.
        outlet: who carried it.
    """

    speaker: str
    day: int
    unit: str
    place: str
    group: str
    true: int
    spoken: int | None
    modifier: str = "exact"
    kind: str = "true"
    error: str = ""
    surfaces_on: int | None = None
    whole: int | None = None
    partition: str = ""
    repeats: int | None = None
    label: str = ""
    outlet: str = OUTLETS[0]


@dataclass
class Speech:
    """Collects what is said.

    Attributes:
        said: in order.
        final: place in `said` of the last whole toll, which leaves nobody out.
    """

    settings: Settings
    land: Land
    ledger: Ledger
    random: np.random.Generator
    known: NDArray[np.int64]
    said: list[Said] = field(default_factory=list)
    final: int = 0

    @property
    def bulletins(self) -> list[int]:
        """Days on which the offices of the land speak."""
        days, last = self.settings.days, self.settings.last
        return sorted({min(1, last), days // 4, days // 2, days, days + 9, last})

    def say(self, speaker: str, when: int, unit: str, place: str, group: str = EVERYONE, **values: object) -> int:
        """Enter a statement with the true count, unless `spoken` says otherwise."""
        true = self.ledger.count(unit, place, group, when)
        labels = LABELS[group]
        made = Said(
            speaker, when, unit, place, group, true, true, label=labels[0],
            outlet=str(self.random.choice(OUTLETS)),
        )  # fmt: skip
        self.said.append(replace(made, **values))  # type: ignore[arg-type]
        return len(self.said) - 1

    def toll(self, when: int, place: str, group: str) -> int:
        """The dead that the Office of the Interior knows of; all of them on the last day."""
        if when >= self.settings.last:
            return self.ledger.count("killed", place, group, when)
        rows = {"all": [0, 1], "service": [0], "others": [1]}[group]
        return int(self.known[:, :, when][np.ix_(rows, self.land.leaves_in(place))].sum())


def make_speech(settings: Settings, event: Event, land: Land, ledger: Ledger) -> Speech:
    """Everything that is said, in the order of days."""
    random = settings.random(7)
    speech = Speech(settings, land, ledger, random, _known(random, settings, event, land))
    for when in speech.bulletins:
        _interior(speech, when)
        _health(speech, when)
        speech.say(RELIEF, when, "reported_missing", LAND)
        _halls(speech, when)
    _prosecutor(speech, event)
    _plant_errors(speech)
    _retell(speech)
    return speech


def _known(random: np.random.Generator, settings: Settings, event: Event, land: Land) -> NDArray[np.int64]:
    """The deaths that the Office of the Interior has heard of by each day: some late, some never."""
    heard = event.died + random.geometric(0.35, event.size) - 1
    heard = np.where(event.dead & (random.random(event.size) < 0.88), heard, settings.last + 1)
    table = np.zeros((2, land.n_towns + land.n_regions, settings.last + 1), dtype=np.int64)
    by = heard <= settings.last
    np.add.at(table, (np.where(event.service, 0, 1)[by], event.town[by], heard[by]), 1)
    found: NDArray[np.int64] = np.cumsum(table, axis=2)
    return found


def _interior(speech: Speech, when: int) -> None:
    """The toll with its parts by region or by group, the bodies taken, the attacks."""
    last = when == speech.settings.last
    kind = "true" if last else "partial"
    whole = speech.say(INTERIOR, when, "killed", LAND, spoken=speech.toll(when, LAND, EVERYONE), kind=kind)
    if last:
        speech.final = whole
    by_region = last or speech.bulletins.index(when) % 2 == 0
    for part in range(speech.land.n_regions) if by_region else ("service", "others"):
        place, group = (region(part), EVERYONE) if isinstance(part, int) else (LAND, part)
        partition = "region" if by_region else "group"
        spoken = speech.toll(when, place, group)
        speech.say(INTERIOR, when, "killed", place, group, spoken=spoken, kind=kind, whole=whole, partition=partition)
    told = any(s.unit == "bodies_stolen" and s.spoken for s in speech.said)
    if speech.ledger.count("bodies_stolen", LAND, EVERYONE, when):
        if not told and speech.random.random() < 0.4:
            speech.say(INTERIOR, when, "bodies_stolen", LAND, spoken=None, modifier="withheld", kind="withheld")
        else:
            speech.say(INTERIOR, when, "bodies_stolen", LAND)
            speech.say(INTERIOR, when, "morgue_attacks", LAND)


def _health(speech: Speech, when: int) -> None:
    """Bodies as they were entered, held and handed over; deaths in hospitals; the hurt, rounded."""
    whole = speech.say(HEALTH, when, "bodies_received", LAND)
    for r in range(speech.land.n_regions):
        speech.say(HEALTH, when, "bodies_received", region(r), whole=whole, partition="region")
    speech.say(HEALTH, when, "bodies_held", LAND)
    if speech.ledger.count("bodies_handed_over", LAND, EVERYONE, when):
        speech.say(HEALTH, when, "bodies_handed_over", LAND)
    speech.say(HEALTH, when, "died_in_hospital", LAND)
    hurt = speech.ledger.count("injured", LAND, EVERYONE, when)
    round_to = 10 ** max(0, len(str(hurt)) - 2)
    spoken = hurt // round_to * round_to
    word = "more_than" if spoken < hurt else "at_least"
    speech.say(HEALTH, when, "injured", LAND, spoken=spoken, modifier=word)


def _halls(speech: Speech, when: int) -> None:
    """Some town halls speak a day later, each in its own way."""
    for t in range(speech.land.n_towns):
        later = min(when + 1, speech.settings.last)
        if speech.random.random() > 0.35:
            continue
        known = int(speech.random.binomial(speech.ledger.count("killed", town(t), EVERYONE, later), 0.9))
        own = (s for s in speech.said if s.speaker == hall(speech.land, t) and s.modifier != "about")
        before = [(s.spoken or 0) + (s.modifier == "more_than") for s in own]
        known = max([known, *before])
        word, spoken = _in_words(speech.random, known)
        speech.say(hall(speech.land, t), later, "killed", town(t), spoken=spoken, modifier=word, kind="partial")


def hall(land: Land, number: int) -> str:
    """Name of a town hall."""
    return f"Town hall of {land.town_names[number]}"


def _in_words(random: np.random.Generator, known: int) -> tuple[str, int]:
    """How an office may put a number without saying more than it knows."""
    word = str(random.choice(["exact", "exact", "at_least", "more_than", "about", "dozens"]))
    if word == "dozens" and known >= 24:
        return "dozens", known
    if word == "more_than" and known > 5:
        return "more_than", (known - 1) // 5 * 5
    if word == "about" and known > 5:
        return "about", round(known / 5) * 5
    return ("at_least", known) if word == "at_least" else ("exact", known)


def _prosecutor(speech: Speech, event: Event) -> None:
    """Graves that were opened."""
    for r in range(speech.land.n_regions):
        days = event.exhumed[(event.exhumed >= 0) & (event.grave == r + 1)]
        if len(days):
            when = min(int(days.max()) + 1, speech.settings.last)
            speech.say(PROSECUTOR, when, "bodies_found", region(r))


# -- errors and retelling ----------------------------------------------------------------------------------------------


def _plant_errors(speech: Speech) -> None:
    """Wrong statements, of kinds in turn; each changes a statement that is there."""
    used: set[int] = set()
    makers = (_wrong_sum, _wrong_fall, _wrong_stock, _inflated)
    for n in range(speech.settings.statement_errors):
        for attempt in range(len(makers)):
            able = [k for k in makers[(n + attempt) % len(makers)](speech) if k[0] not in used]
            if able:
                at, error, surfaces = able[int(speech.random.integers(len(able)))]
                add = int(speech.random.integers(2, 10))
                base = speech.said[at].spoken or 0
                wrong = speech.said[at]
                later = error == "fall" and surfaces is not None
                floor = speech.ledger.count(wrong.unit, LAND, EVERYONE, surfaces or 0) if later else 0
                speech.said[at] = replace(
                    wrong, spoken=max(base, floor, wrong.true) + add, modifier="exact",
                    kind="wrong", error=error, surfaces_on=surfaces,
                )  # fmt: skip
                used.add(at)
                break


Able = Iterator[tuple[int, str, int | None]]


def _wrong_sum(speech: Speech) -> Able:
    """A part of a breakdown that no longer fits its whole."""
    for at, s in enumerate(speech.said):
        if s.whole is not None and s.kind != "wrong" and s.unit == "killed" and speech.said[s.whole].kind != "wrong":
            yield at, "sum", s.day


def _wrong_fall(speech: Speech) -> Able:
    """A cumulative count above what the same office says next time."""
    for unit in ("died_in_hospital", "reported_missing"):
        for at, following in pairwise(k for k, s in enumerate(speech.said) if s.unit == unit):
            if speech.said[at].kind != "wrong" and speech.said[following].kind != "wrong":
                yield at, "fall", speech.said[following].day


def _wrong_stock(speech: Speech) -> Able:
    """More bodies held than came in and were not taken."""
    for at, s in enumerate(speech.said):
        told = any(o.unit == "bodies_stolen" and o.day == s.day and o.spoken for o in speech.said)
        if s.unit == "bodies_held" and s.kind != "wrong" and (told or not s.day):
            yield at, "stock", s.day


def _inflated(speech: Speech) -> Able:
    """A town hall's toll that nothing contradicts."""
    for at, s in enumerate(speech.said):
        if s.speaker.startswith("Town hall") and s.kind != "wrong":
            yield at, "inflated", None


def _retell(speech: Speech) -> None:
    """Outlets that repeat a statement a day later: faithfully, under another label, or with other digits."""
    for at, s in list(enumerate(speech.said)):
        if s.spoken is None or speech.random.random() > 0.2:
            continue
        outlet = str(speech.random.choice([o for o in OUTLETS if o != s.outlet]))
        again = replace(
            s, day=min(s.day + 1, speech.settings.last), kind="repeat", error="", surfaces_on=None, whole=None,
            partition="", repeats=at, outlet=outlet,
        )  # fmt: skip
        chance = speech.random.random()
        if chance < 0.2:
            again = replace(again, kind="relabelled", label=LABELS[s.group][1])
        elif chance < 0.3 and s.spoken >= 13 and s.modifier == "exact":
            again = replace(again, kind="distorted", spoken=int(str(s.spoken)[::-1]))
        speech.said.append(again)


# -- tables ------------------------------------------------------------------------------------------------------------


def rows(speech: Speech) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The table of statements, by day, and what is true of each."""
    order = sorted(range(len(speech.said)), key=lambda k: (speech.said[k].day, k))
    ids = {k: f"S{n:04d}" for n, k in enumerate(order, 1)}
    table = [_row(speech.said[k], k, ids, speech) for k in order]
    truth: list[dict[str, object]] = [
        {
            "id": ids[k], "kind": s.kind, "error": s.error, "true": s.true,
            "spoken": "" if s.spoken is None else s.spoken,
            "surfaces_on": "" if s.surfaces_on is None else day(s.surfaces_on),
        }
        for k in order
        for s in (speech.said[k],)
    ]  # fmt: skip
    return table, truth


def final_id(speech: Speech) -> str:
    """Id of the last whole toll."""
    order = sorted(range(len(speech.said)), key=lambda k: (speech.said[k].day, k))
    return f"S{order.index(speech.final) + 1:04d}"


def _row(s: Said, at: int, ids: dict[int, str], speech: Speech) -> dict[str, object]:
    low, high, best = _figures(s.modifier, s.spoken)
    root = speech.said[s.repeats] if s.repeats is not None else s
    flow = s.unit in FLOWS
    return {
        "id": ids[at], "said_on": day(root.day), "speaker": s.speaker, "office": s.speaker,
        "via": "" if s.repeats is None else f"{root.outlet} > {s.outlet}", "publisher": s.outlet,
        "published_on": day(s.day), "language": "en",
        "stance": "withholds" if s.kind == "withheld" else "asserts", "unit": s.unit,
        "low": low, "high": high, "best": best, "modifier": s.modifier, "place": s.place, "group": s.group,
        "label_as_worded": s.label, "scope": "unstated", "as_of": day(root.day),
        "period_from": day(0) if flow else "", "period_to": day(root.day) if flow else "",
        "part_of": "" if s.whole is None else ids[s.whole],
        "parts_exhaustive": "yes" if s.whole is not None else "",
        "partition": s.partition, "refers_to": "" if s.repeats is None else ids[s.repeats],
        "relation": "" if s.repeats is None else ("relabels" if s.kind == "relabelled" else "repeats"),
        "document": document(s), "note": "",
    }  # fmt: skip


def document(s: Said) -> str:
    """Id of the issue of an outlet that carries a statement."""
    return f"D-{OUTLETS.index(s.outlet) + 1}-{s.day:02d}"


def _figures(modifier: str, spoken: int | None) -> tuple[object, object, object]:
    if spoken is None or modifier == "withheld":
        return "", "", ""
    table: dict[str, tuple[object, object, object]] = {
        "exact": (spoken, spoken, spoken),
        "at_least": (spoken, "", ""),
        "more_than": (spoken + 1, "", ""),
        "about": ("", "", spoken),
        "dozens": (24, "", ""),
    }
    return table[modifier]


def parties(land: Land) -> list[dict[str, object]]:
    """Everybody who speaks or carries words."""
    names = [INTERIOR, HEALTH, PROSECUTOR, RELIEF, *(hall(land, t) for t in range(land.n_towns)), *OUTLETS]
    return [
        {"id": f"P{n:03d}", "name": name, "aliases": "", "office": "", "parent": ""} for n, name in enumerate(names, 1)
    ]


def documents(speech: Speech) -> list[dict[str, object]]:
    """Issues of the outlets."""
    found = {
        document(s): {"id": document(s), "publisher": s.outlet, "date": day(s.day), "language": "en"}
        for s in speech.said
    }
    return [dict(found[key]) for key in sorted(found)]


__all__ = ["Said", "Speech", "documents", "final_id", "make_speech", "parties", "rows"]
