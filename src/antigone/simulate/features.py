"""What families say of the missing, and what examiners note of the dead: with stated rates of error."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from antigone.simulate.event import Event
from antigone.simulate.families import Genetics
from antigone.simulate.land import Land, town
from antigone.simulate.morgue import place_of
from antigone.simulate.names import people
from antigone.simulate.remains import Remains
from antigone.simulate.settings import Settings, day

Row = dict[str, object]
# Error rates; they stand in truth/parameters.json too.
STATURE_OF_FAMILY = 3.0  # cm, standard deviation of what a family says
STATURE_OF_EXAMINER = 3.5  # cm, standard deviation of the estimate; the range written is ± 2 of these
AGE_OF_EXAMINER = 5.0  # years, likewise
MARK_SEEN = 0.8  # a mark that is there is noted
TOOTH_NOTED = 0.9  # a treated tooth that is there is noted
MARKS = ("scar left forearm", "scar chin", "tattoo right arm", "healed fracture left radius", "birthmark back")
TEETH = (11, 16, 21, 26, 27, 36, 37, 46, 47)
AM = (
    *("missing", "family", "given_name", "family_name", "sex", "birth_year", "stature_cm", "marks", "treated_teeth"),
    *("last_seen_on", "last_seen_at"),
)
PM = (
    *("remains", "sex", "age_least", "age_most", "stature_least_cm", "stature_most_cm", "marks", "treated_teeth"),
    *("found_on", "found_at"),
)


def make_features(
    settings: Settings, event: Event, land: Land, genetics: Genetics, remains: Remains
) -> tuple[list[Row], list[Row]]:
    """Rows of the ante-mortem and of the post-mortem table."""
    random = settings.random(6)
    stature = random.normal(np.where(event.male, 176, 163), 6.5)
    marks = random.random((event.size, len(MARKS))) < 0.12
    teeth = random.random((event.size, len(TEETH))) < 0.25
    named = people(random, event.missing)
    am = list(_ante_mortem(random, event, genetics, named, stature, marks, teeth))
    return am, list(_post_mortem(random, event, land, remains, stature, marks, teeth))


def _ante_mortem(
    random: np.random.Generator,
    event: Event,
    genetics: Genetics,
    named: list[tuple[str, str]],
    stature: np.ndarray,
    marks: np.ndarray,
    teeth: np.ndarray,
) -> Iterator[Row]:
    for family in genetics.families:
        for id, person in zip(family.missing_ids, family.missing, strict=True):
            given, surname = named[person]
            seen = max(0, int(event.died[person]) - int(random.integers(0, 2)))
            yield {
                "missing": id, "family": family.name, "given_name": given, "family_name": surname,
                "sex": _sex(event, person), "birth_year": int(event.birth_year[person]),
                "stature_cm": round(float(stature[person] + random.normal(0, STATURE_OF_FAMILY))),
                "marks": _listed(MARKS, marks[person]), "treated_teeth": _listed(TEETH, teeth[person]),
                "last_seen_on": day(seen), "last_seen_at": town(int(event.town[person])),
            }  # fmt: skip


def _post_mortem(
    random: np.random.Generator,
    event: Event,
    land: Land,
    remains: Remains,
    stature: np.ndarray,
    marks: np.ndarray,
    teeth: np.ndarray,
) -> Iterator[Row]:
    for place in remains.sampled(main_only=True):
        entry = remains.entries[place]
        who = entry.person
        age = 2031 - int(event.birth_year[who]) + random.normal(0, AGE_OF_EXAMINER)
        tall = stature[who] + random.normal(0, STATURE_OF_EXAMINER)
        noted = marks[who] & (random.random(len(MARKS)) < MARK_SEEN)
        yield {
            "remains": entry.number, "sex": _sex(event, who),
            "age_least": max(0, round(age - 2 * AGE_OF_EXAMINER)), "age_most": max(0, round(age + 2 * AGE_OF_EXAMINER)),
            "stature_least_cm": round(tall - 2 * STATURE_OF_EXAMINER),
            "stature_most_cm": round(tall + 2 * STATURE_OF_EXAMINER),
            "marks": _listed(MARKS, noted),
            "treated_teeth": _listed(TEETH, teeth[who] & (random.random(len(TEETH)) < TOOTH_NOTED)),
            "found_on": day(entry.day), "found_at": place_of(land, entry.place),
        }  # fmt: skip


def _sex(event: Event, person: int) -> str:
    return "M" if event.male[person] else "F"


def _listed(names: tuple[object, ...], there: np.ndarray) -> str:
    return "; ".join(str(name) for name, yes in zip(names, there.tolist(), strict=True) if yes)
