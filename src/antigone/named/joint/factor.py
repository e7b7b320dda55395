"""What the remains assigned to one family make of its likelihood."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One way to give remains to the missing of one family.

    Attributes:
        pairs: (missing person, victim) for each that is given one; empty for "none of the remains is theirs".
        log_ratio: natural log of P(all data | these pairs) / P(all data | no pair); minus infinity where impossible.
    """

    pairs: tuple[tuple[str, str], ...]
    log_ratio: float

    @property
    def victims(self) -> frozenset[str]:
        """The remains that it uses."""
        return frozenset(victim for _, victim in self.pairs)


@dataclass(frozen=True)
class FamilyFactor:
    """All options of one family. The empty option is always among them, with log ratio 0.

    Attributes:
        name: of the family.
        missing: its missing persons.
        options: each uses a missing person and a victim at most once.
    """

    name: str
    missing: tuple[str, ...]
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        if sum(not option.pairs for option in self.options) != 1:
            raise ValueError(f"Family {self.name} needs the empty option just once.")
        for option in self.options:
            if len(option.victims) != len(option.pairs) or math.isnan(option.log_ratio):
                raise ValueError(f"Family {self.name} has an option that makes no sense: {option}.")

    @classmethod
    def single(cls, name: str, missing: str, log_ratios: Mapping[str, float]) -> FamilyFactor:
        """A family with one missing person, from the log LR of each victim."""
        options = [Option((), 0.0), *(Option(((missing, v),), lr) for v, lr in log_ratios.items())]
        return cls(name, (missing,), tuple(options))

    @property
    def possible(self) -> tuple[Option, ...]:
        """The options that are not excluded."""
        return tuple(option for option in self.options if option.log_ratio > -math.inf)

    def weighted(self, log_prior: Mapping[tuple[str, str], float]) -> FamilyFactor:
        """With the log prior weight of each (missing, victim) pair added; pairs not named weigh 0 (a factor of
        one)."""
        options = [
            Option(option.pairs, option.log_ratio + sum(log_prior.get(pair, 0.0) for pair in option.pairs))
            for option in self.options
        ]
        return FamilyFactor(self.name, self.missing, tuple(options))

    def keeping(self, options: Sequence[Option]) -> FamilyFactor:
        """With these options alone."""
        return FamilyFactor(self.name, self.missing, tuple(options))
