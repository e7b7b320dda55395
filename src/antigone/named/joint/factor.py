"""What the remains assigned to one family make of its likelihood."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Pair = tuple[str, str]  # (missing person, victim)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to give remains to the missing of one family.

    Attributes:
        pairs: (missing person, victim) for each that is given one; empty for "none of the remains is theirs".
        log_ratio: natural log of P(all data | these pairs) / P(all data | no pair); minus infinity where
            impossible.
    """

    pairs: tuple[Pair, ...]
    log_ratio: float

    @property
    def victims(self) -> frozenset[str]:
        """The remains that it uses."""
        return frozenset(victim for _, victim in self.pairs)


@dataclass(frozen=True)
class Table:
    """All options of a family that fill the same number of places, as arrays; there can be tens of thousands.

    Attributes:
        who: int[n, k], index of the missing person of each pair.
        given: int[n, k], index of the victim of each pair; no victim twice in a row.
        log_ratio: float[n].
    """

    who: NDArray[np.int64]
    given: NDArray[np.int64]
    log_ratio: NDArray[np.float64]

    def only(self, keep: NDArray[np.bool_]) -> Table:
        """The rows marked."""
        return Table(self.who[keep], self.given[keep], self.log_ratio[keep])


@dataclass(frozen=True)
class FamilyFactor:
    """All options of one family; the empty option, with log ratio 0, always goes without saying.

    Attributes:
        name: of the family.
        missing: its missing persons.
        victims: the remains that its tables name.
        tables: its options, one table for each number of places filled.
    """

    name: str
    missing: tuple[str, ...]
    victims: tuple[str, ...]
    tables: tuple[Table, ...]

    @classmethod
    def of(cls, name: str, missing: Sequence[str], options: Sequence[Option]) -> FamilyFactor:
        """A family from a list of options; an empty one may be named or left out, and has log ratio 0."""
        place, victims = {m: i for i, m in enumerate(missing)}, sorted({v for o in options for v in o.victims})
        number = {v: i for i, v in enumerate(victims)}
        by_size: dict[int, list[Option]] = {}
        for option in options:
            if len(option.victims) != len(option.pairs) or len({m for m, _ in option.pairs}) != len(option.pairs):
                raise ValueError(f"Family {name} has an option that uses somebody twice: {option.pairs}.")
            if math.isnan(option.log_ratio) or (not option.pairs and option.log_ratio != 0):
                raise ValueError(f"Family {name} has an option whose log ratio makes no sense: {option}.")
            by_size.setdefault(len(option.pairs), []).append(option)
        tables = [
            Table(
                np.array([[place[m] for m, _ in o.pairs] for o in listed], dtype=np.int64),
                np.array([[number[v] for _, v in o.pairs] for o in listed], dtype=np.int64),
                np.array([o.log_ratio for o in listed]),
            )
            for size, listed in sorted(by_size.items())
            if size
        ]
        return cls(name, tuple(missing), tuple(victims), tuple(tables))

    @classmethod
    def single(cls, name: str, missing: str, log_ratios: Mapping[str, float]) -> FamilyFactor:
        """A family with one missing person, from the log LR of each victim."""
        return cls.of(name, (missing,), [Option(((missing, v),), lr) for v, lr in log_ratios.items()])

    @cached_property
    def possible(self) -> tuple[Option, ...]:
        """The options that are not excluded, the empty one first."""
        options = [Option((), 0.0)]
        for table in self.tables:
            alive = table.only(table.log_ratio > -math.inf)
            for who, given, log in zip(alive.who.tolist(), alive.given.tolist(), alive.log_ratio.tolist(), strict=True):
                pairs = tuple((self.missing[m], self.victims[v]) for m, v in zip(who, given, strict=True))
                options.append(Option(pairs, log))
        return tuple(options)

    @property
    def n_possible(self) -> int:
        """How many options are not excluded, the empty one among them."""
        return 1 + sum(int((table.log_ratio > -math.inf).sum()) for table in self.tables)

    @cached_property
    def used(self) -> frozenset[str]:
        """The victims that a possible option uses."""
        counts = [np.bincount(table.given[table.log_ratio > -math.inf].ravel()) for table in self.tables]
        return frozenset(self.victims[v] for found in counts for v in np.flatnonzero(found).tolist())

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """All (missing, victim) pairs that an option names, possible or not."""
        found = set()
        n = len(self.victims)
        for table in self.tables:
            for code in np.flatnonzero(np.bincount((table.who * n + table.given).ravel())).tolist():
                found.add((self.missing[code // n], self.victims[code % n]))
        return frozenset(found)

    @property
    def singles(self) -> dict[Pair, float]:
        """The log ratio of each pair alone."""
        return {
            (self.missing[m], self.victims[v]): log
            for table in self.tables
            if table.who.shape[1] == 1
            for m, v, log in zip(
                table.who[:, 0].tolist(), table.given[:, 0].tolist(), table.log_ratio.tolist(), strict=True
            )
        }

    def weighted(self, log_prior: Mapping[Pair, float]) -> FamilyFactor:
        """With the log prior weight of each (missing, victim) pair added; pairs not named weigh 0 (a factor of one)."""
        if not log_prior:
            return self
        weight = np.array([[log_prior.get((m, v), 0.0) for v in self.victims] for m in self.missing])
        tables = [Table(t.who, t.given, t.log_ratio + weight[t.who, t.given].sum(axis=1)) for t in self.tables]
        return FamilyFactor(self.name, self.missing, self.victims, tuple(tables))

    def keeping(self, masks: Sequence[NDArray[np.bool_]]) -> FamilyFactor:
        """With the marked options of each table alone (and the empty one)."""
        tables = [table.only(mask) for table, mask in zip(self.tables, masks, strict=True)]
        return FamilyFactor(self.name, self.missing, self.victims, tuple(tables))
