"""Mutation models: the probability that a parent's allele reaches the child as another one.

A model is a pair of row-stochastic matrices, one for mothers and one for fathers: row = allele transmitted,
column = allele received. The constructors build the models in common use; `Mutation.custom` takes any matrices.

Sources: Egeland, Kling, Mostad (2016), *Relationship Inference with Familias and R* (equal, proportional, stepwise,
extended stepwise); Dawid, Mortera, Pascali, van Boxel (2002), Scand. J. Statist. 29: 577-595 (stationary stepwise).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from antigone.named.kinship.faults import Fault, MarkerError

Matrix = NDArray[np.float64]
ROW_SUM_TOLERANCE = 1e-6


def _refuse(code: str, message: str, do: str) -> MarkerError:
    return MarkerError([Fault(code, message, do)])


@dataclass(frozen=True, eq=False)
class Mutation:
    """Transition matrices of a marker, for mothers and for fathers.

    Attributes:
        female, male: n x n, row = allele transmitted by the parent, column = allele received by the child.
        model: name of the model, for reports.
        parameters: rates and ranges the matrices were made from, for reports.
    """

    female: Matrix
    male: Matrix
    model: str = "custom"
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def custom(cls, female: ArrayLike, male: ArrayLike | None = None) -> Mutation:
        """Any matrices; the male one defaults to the female one."""
        mothers = np.array(female, dtype=np.float64)
        return cls(mothers, mothers if male is None else np.array(male, dtype=np.float64))

    @classmethod
    def mixed(cls, female: Mutation, male: Mutation) -> Mutation:
        """Mothers mutate as in `female`, fathers as in `male`."""
        return cls(
            female.female,
            male.male,
            "mixed",
            {"female": {"model": female.model, **female.parameters}, "male": {"model": male.model, **male.parameters}},
        )

    @classmethod
    def none(cls, n: int) -> Mutation:
        """No mutation among n alleles."""
        return cls(np.eye(n), np.eye(n), "none")

    @classmethod
    def equal(cls, n: int, female: float, male: float | None = None) -> Mutation:
        """Each of the other n - 1 alleles is equally probable; rates are per transmission."""
        return cls._by_sex("equal", female, male, {}, lambda rate: _equal(n, rate))

    @classmethod
    def proportional(cls, frequencies: ArrayLike, female: float, male: float | None = None) -> Mutation:
        """The new allele is drawn by its frequency; the expected rate in the population is `rate`. Stationary."""
        p = np.asarray(frequencies, dtype=np.float64)
        return cls._by_sex("proportional", female, male, {}, lambda rate: _proportional(p, rate))

    @classmethod
    def onestep(cls, alleles: Sequence[str], female: float, male: float | None = None) -> Mutation:
        """To a neighbour in the ladder only: rate / 2 up and down, the whole rate at its two ends.

        A neighbour is the next allele with the same fraction (10 and 11, 10.2 and 11.2), one repeat away.
        """
        return cls._by_sex("onestep", female, male, {}, lambda rate: _onestep(ladder(alleles), rate))

    @classmethod
    def stepwise(
        cls,
        alleles: Sequence[str],
        female: float,
        male: float | None = None,
        rate2: float = 0.0,
        range: float = 0.1,
    ) -> Mutation:
        """Extended stepwise: whole repeats with `rate`, each further step `range` times less probable.

        `rate2` is the rate of changing to an allele that is no whole number of repeats away, all equally probable.
        """
        steps = ladder(alleles)
        extra = {"rate2": rate2, "range": range}
        return cls._by_sex("stepwise", female, male, extra, lambda rate: _stepwise(steps, rate, rate2, range))

    @classmethod
    def dawid(
        cls,
        frequencies: ArrayLike,
        female: float,
        male: float | None = None,
        range: float = 0.1,
    ) -> Mutation:
        """Stepwise and reversible, so that frequencies stay as they are; alleles are in the order of the ladder."""
        p = np.asarray(frequencies, dtype=np.float64)
        return cls._by_sex("dawid", female, male, {"range": range}, lambda rate: _dawid(p, rate, range))

    @classmethod
    def _by_sex(
        cls, model: str, female: float, male: float | None, extra: Mapping[str, Any], make: Callable[[float], Matrix]
    ) -> Mutation:
        rates = {"female": female, "male": female if male is None else male}
        for sex, rate in rates.items():
            if not 0 <= rate <= 1:
                raise _refuse("mutation_rate", f"The {sex} mutation rate is {rate}.", "Give a rate between 0 and 1.")
        return cls(make(rates["female"]), make(rates["male"]), model, {"rate": rates, **extra})

    def with_silent(self) -> Mutation:
        """The model for one more allele, the silent one, which neither arises nor changes by mutation."""

        def extend(matrix: Matrix) -> Matrix:
            larger = np.eye(len(matrix) + 1)
            larger[:-1, :-1] = matrix
            return larger

        return Mutation(extend(self.female), extend(self.male), self.model, self.parameters)

    def check(self, n: int, marker: str | None = None) -> list[Fault]:
        """What is wrong with the matrices of a marker of n alleles; empty when they are sound."""
        faults = []
        for sex, matrix in (("female", self.female), ("male", self.male)):
            if matrix.shape != (n, n):
                faults.append(
                    Fault(
                        "mutation_shape",
                        f"The {sex} mutation matrix is {' x '.join(map(str, matrix.shape))}.",
                        f"Give a {n} x {n} matrix, in the order of the alleles.",
                        marker=marker,
                    )
                )
                continue
            if not np.isfinite(matrix).all() or (matrix < -1e-12).any() or (matrix > 1 + ROW_SUM_TOLERANCE).any():
                faults.append(
                    Fault(
                        "mutation_entry",
                        f"The {sex} mutation matrix holds values outside 0 to 1.",
                        "Lower the rate, or use a model that these frequencies allow.",
                        marker=marker,
                    )
                )
            elif (np.abs(matrix.sum(axis=1) - 1) > ROW_SUM_TOLERANCE).any():
                row = int(np.argmax(np.abs(matrix.sum(axis=1) - 1)))
                faults.append(
                    Fault(
                        "mutation_row",
                        f"Row {row + 1} of the {sex} mutation matrix sums to {matrix[row].sum():.9g}.",
                        "Make every row sum to 1; rows are the parent's alleles.",
                        marker=marker,
                    )
                )
        return faults

    def is_stationary(self, frequencies: ArrayLike, tolerance: float = 1e-9) -> bool:
        """True when both matrices leave the allele frequencies as they are."""
        p = np.asarray(frequencies, dtype=np.float64)
        return all(np.abs(p @ matrix - p).max() <= tolerance for matrix in (self.female, self.male))


def ladder(alleles: Sequence[str]) -> NDArray[np.float64]:
    """Repeat numbers as floats in tenths rounded exactly (``"9.3"`` -> 9.3); refuses names that are no numbers."""
    faults = []
    steps = []
    for allele in alleles:
        try:
            steps.append(round(float(allele), 1))
        except ValueError:
            faults.append(
                Fault(
                    "allele_not_numeric",
                    f"Allele {allele!r} has no repeat number, which a stepwise model needs.",
                    "Rename it to its repeat number, or use the equal or proportional model.",
                )
            )
    if faults:
        raise MarkerError(faults)
    return np.array(steps)


def _complete(matrix: Matrix) -> Matrix:
    """Set the diagonal so that rows sum to one."""
    np.fill_diagonal(matrix, 0.0)
    np.fill_diagonal(matrix, 1.0 - matrix.sum(axis=1))
    if (matrix < -1e-12).any():
        raise _refuse(
            "mutation_rate", "The mutation rate is too high for these frequencies.", "Lower it or change the model."
        )
    return np.maximum(matrix, 0.0)


def _equal(n: int, rate: float) -> Matrix:
    return _complete(np.full((n, n), rate / (n - 1))) if n > 1 else np.eye(n)


def _proportional(p: Matrix, rate: float) -> Matrix:
    heterozygosity = 1.0 - float((p * p).sum())
    return _complete(np.tile(rate / heterozygosity * p, (len(p), 1))) if len(p) > 1 else np.eye(len(p))


def _whole_repeats(steps: Matrix) -> tuple[Matrix, NDArray[np.bool_]]:
    """Distance in repeats between all pairs, and whether it is a whole number other than zero."""
    tenths = np.rint(np.abs(steps[:, None] - steps[None, :]) * 10).astype(np.int64)
    return tenths / 10.0, (tenths % 10 == 0) & (tenths > 0)


def _onestep(steps: Matrix, rate: float) -> Matrix:
    distance, _ = _whole_repeats(steps)
    near = np.isclose(distance, 1.0)
    return _complete(near * (rate / np.maximum(near.sum(axis=1), 1))[:, None])


def _stepwise(steps: Matrix, rate: float, rate2: float, decay: float) -> Matrix:
    distance, whole = _whole_repeats(steps)
    weight = np.where(whole, decay**distance, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    within = np.divide(rate * weight, total, out=np.zeros_like(weight), where=total > 0)
    other = ~whole & ~np.eye(len(steps), dtype=bool)
    count = other.sum(axis=1, keepdims=True)
    between = np.divide(rate2 * other, count, out=np.zeros_like(weight), where=count > 0)
    return _complete(within + between)


def _dawid(p: Matrix, rate: float, decay: float) -> Matrix:
    n = len(p)
    if n < 2:
        return np.eye(n)
    apart = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    flow = np.where(apart > 0, decay**apart, 0.0)
    return _complete(rate * flow / flow.sum() / p[:, None])
