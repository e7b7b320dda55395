"""Leaving out pairings whose posterior probability is proved to be negligible, when the whole is too large.

Let Z be the sum over all assignments, R_f(s) the ratio of option s of family f, and all unmatched weights one.
Since every family may stay
empty and every victim nobody's, Z only shrinks when families or victims are taken away. From this, for any
option s of f, any v in s, any
other family f' and any option o of f without v:

    P(f takes s) = R_f(s) · Z(without f, s) / Z
                 ≤ R_f(s) · home(v, f') · room(f, o)
    home(v, f')  = Σ_{t of f' without v} R_f'(t) / R_f'({v})          (v has a better home in f')
    room(f, o)   = Π_{u in o} (1 + Σ_{g ≠ f} Σ_{t of g with u} R_g(t)) / R_f(o)   (f has a better occupant in o)

each factor being replaced by 1 where it is larger. The sum of these bounds over all options left out bounds
the total probability
of everything left out, and so the error of every posterior.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from antigone.named.joint.factor import FamilyFactor, Option
from antigone.named.joint.problem import Component, components, frontiers

# Multiply-and-adds, and numbers kept, up to which the exact passes are run as they are.
MOST_WORK = 4e9
MOST_NUMBERS = 1.5e8
FIRST_TOLERANCE = 1e-12


class TooLargeError(ValueError):
    """No choice of pairings to leave out makes the problem small enough within the error that is allowed."""


@dataclass(frozen=True)
class Kept:
    """What is left of a problem.

    Attributes:
        parts: components small enough for the exact passes.
        error: proved bound on the total probability of everything left out; 0 where nothing was.
        left_out: bound for each (missing, victim) pair some option of which was left out.
    """

    parts: list[Component]
    error: float
    left_out: dict[tuple[str, str], float]


def fits(part: Component) -> bool:
    """True where the exact passes over this component are affordable."""
    work = numbers = 0.0
    for family, (opened, _) in zip(part.families, frontiers(part), strict=True):
        states = 2.0 ** len(opened)
        work += 3 * len(family.possible) * states
        numbers += states
    return work <= MOST_WORK and numbers <= MOST_NUMBERS


def keep_what_fits(families: Sequence[FamilyFactor], victims: Sequence[str], allowed: float) -> Kept:
    """Leave out as little as makes every component affordable; raises `TooLargeError` where `allowed` is not enough.

    Args:
        families: with unmatched weights of one (fold other weights into the ratios first).
        victims: all of them.
        allowed: most that the proved error bound may be.
    """
    parts = components(families, victims, {})
    if all(fits(part) for part in parts):
        return Kept(parts, 0.0, {})
    ranked = sorted(_bounds(families), key=lambda item: item[0])
    tolerance = min(FIRST_TOLERANCE, allowed)
    while True:
        kept = _without(families, victims, ranked, tolerance)
        if all(fits(part) for part in kept.parts):
            return kept
        if tolerance >= allowed:
            raise TooLargeError(
                f"Leaving out pairings worth up to {allowed:g} of probability does not make this problem small enough."
            )
        tolerance = min(tolerance * 10, allowed)


def _without(
    families: Sequence[FamilyFactor], victims: Sequence[str], ranked: list[tuple[float, int, Option]], tolerance: float
) -> Kept:
    dropped: dict[int, set[Option]] = {}
    error = 0.0
    left_out: dict[tuple[str, str], float] = {}
    for bound, number, option in ranked:
        if error + bound > tolerance:
            break
        error += bound
        dropped.setdefault(number, set()).add(option)
        for pair in option.pairs:
            left_out[pair] = left_out.get(pair, 0.0) + bound
    fewer = [
        family.keeping([o for o in family.options if o not in dropped.get(i, ())]) for i, family in enumerate(families)
    ]
    return Kept(components(fewer, victims, {}), error, left_out)


def _bounds(families: Sequence[FamilyFactor]) -> list[tuple[float, int, Option]]:
    """A bound on the posterior of every option that is possible and not empty, with its family's number."""
    homes = _homes(families)
    rooms = _rooms(families)
    found = []
    for number, family in enumerate(families):
        for option in family.possible:
            if option.pairs:
                log_bound = min(_log_bound(option, victim, number, homes, rooms) for victim in option.victims)
                found.append((math.exp(min(log_bound, 0.0)), number, option))
    return found


def _log_bound(
    option: Option,
    victim: str,
    number: int,
    homes: dict[str, list[tuple[float, int]]],
    rooms: list[list[tuple[float, frozenset[str]]]],
) -> float:
    home = next((log for log, other in homes.get(victim, []) if other != number), 0.0)
    room = next((log for log, users in rooms[number] if victim not in users), 0.0)
    return option.log_ratio + min(0.0, home) + min(0.0, room)


def _homes(families: Sequence[FamilyFactor]) -> dict[str, list[tuple[float, int]]]:
    """For each victim its two best homes: (log home(v, f'), number of f'), best first."""
    found: dict[str, list[tuple[float, int]]] = {}
    for number, family in enumerate(families):
        alone = {next(iter(o.victims)): o.log_ratio for o in family.possible if len(o.pairs) == 1}
        for victim, log_ratio in alone.items():
            without = _log_sum([o.log_ratio for o in family.possible if victim not in o.victims])
            found.setdefault(victim, []).append((without - log_ratio, number))
    return {victim: sorted(logs)[:2] for victim, logs in found.items()}


def _rooms(families: Sequence[FamilyFactor]) -> list[list[tuple[float, frozenset[str]]]]:
    """For each family: (log room(f, o), victims of o), best first."""
    wanted = [_wanted(family) for family in families]
    rooms = []
    for number, family in enumerate(families):
        logs = []
        for option in family.possible:
            if option.pairs:
                rivals = sum(
                    _log_sum([0.0, *(w[u] for i, w in enumerate(wanted) if i != number and u in w)])
                    for u in option.victims
                )
                logs.append((rivals - option.log_ratio, option.victims))
        rooms.append(sorted(logs, key=lambda item: item[0])[:50])
    return rooms


def _wanted(family: FamilyFactor) -> dict[str, float]:
    """For each victim the log of the sum of the ratios of the options that use it."""
    logs: dict[str, list[float]] = {}
    for option in family.possible:
        for victim in option.victims:
            logs.setdefault(victim, []).append(option.log_ratio)
    return {victim: _log_sum(values) for victim, values in logs.items()}


def _log_sum(logs: Sequence[float]) -> float:
    top = max(logs, default=-math.inf)
    return top if top == -math.inf else top + math.log(sum(math.exp(x - top) for x in logs))
