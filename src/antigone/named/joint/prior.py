"""What is thought before the DNA is looked at: how many dead there are, and what else speaks for a pair."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from antigone.named.joint.family import Family, Remains

Pair = tuple[str, str]  # (missing person, victim)


def population_prior(
    dead: int, families: Iterable[Family], remains: Iterable[Remains]
) -> tuple[dict[Pair, float], dict[str, float]]:
    """Log prior weights of pairs, and log unmatched weights of victims, for an event with `dead` dead in all.

    Every one of the remains is thought as likely to be any of the dead. Of them M are listed as missing, so that
    "this listed person" weighs 1 against dead − M for "somebody who is not listed", independently for each of the
    remains (sampling with replacement from the unlisted: exact for one, and close where the unlisted are many more
    than the remains). With dead ≤ M nobody is unlisted and the population is closed.

    Args:
        dead: number of dead in the event, at least the number of remains.
        families: all families with their missing persons.
        remains: one person each.
    """
    people = [m for family in families for m in family.missing]
    victims = [r.id for r in remains]
    if dead < len(victims):
        raise ValueError(f"{len(victims)} remains of different persons cannot come from {dead} dead.")
    unlisted = dead - len(people)
    if unlisted <= 0:
        return {}, dict.fromkeys(victims, -math.inf)
    return {(m, v): -math.log(unlisted) for m in people for v in victims}, {}


def combined(*priors: Mapping[Pair, float]) -> dict[Pair, float]:
    """Log weights of several independent priors together."""
    total: dict[Pair, float] = {}
    for prior in priors:
        for pair, weight in prior.items():
            total[pair] = total.get(pair, 0.0) + weight
    return total
