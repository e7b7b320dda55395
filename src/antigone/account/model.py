"""The system under construction: columns by meaning, rows with the labels that they rest on, cut into components."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from antigone.account.solve import System


@dataclass
class Part:
    """One connected component of the whole system: a system of its own.

    Attributes:
        system: the solver's system.
        local: index in it of each column of the model.
        rows: index in the model of each row.
        labels: every label that some row carries.
    """

    system: System = field(default_factory=System)
    local: dict[int, int] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)


@dataclass
class Model:
    """Counts and what is known of them; see `antigone.account.solve.System` for the meaning of a row.

    Attributes:
        column: index of each unknown count by its key.
        names: keys by index.
        rows: `(coefficients, low, high, labels, shown)`; `shown` is the claim whose figure the row is, or empty.
    """

    column: dict[Hashable, int] = field(default_factory=dict)
    names: list[Hashable] = field(default_factory=list)
    rows: list[tuple[dict[int, int], int | None, int | None, frozenset[str], str]] = field(default_factory=list)
    _part_of: dict[int, Part] = field(default_factory=dict)
    _parts: list[Part] = field(default_factory=list)

    def copy(self) -> Model:
        """The same, to which one may add; not cut yet."""
        return Model(self.column.copy(), self.names.copy(), self.rows.copy())

    def col(self, key: Hashable) -> int:
        """The column of that meaning, made if it is new."""
        if key not in self.column:
            self.column[key] = len(self.names)
            self.names.append(key)
        return self.column[key]

    def row(
        self,
        terms: Iterable[tuple[int, int]],
        low: int | None = None,
        high: int | None = None,
        labels: Iterable[str] = (),
        shown: str = "",
    ) -> None:
        """`low ≤ Σ coefficient · column ≤ high` while all labels are active."""
        total: dict[int, int] = {}
        for column, coefficient in terms:
            total[column] = total.get(column, 0) + coefficient
        total = {column: c for column, c in total.items() if c}
        if total and (low is not None or high is not None):
            self.rows.append((total, low, high, frozenset(labels), shown))

    def at_most(self, small: int, large: int, labels: Iterable[str] = ()) -> None:
        """`small ≤ large`."""
        if small != large:
            self.row([(large, 1), (small, -1)], low=0, labels=labels)

    def parts(self) -> list[Part]:
        """The components, made once, after the last row."""
        if not self._parts:
            self._cut()
        return self._parts

    def part(self, column: int) -> Part:
        """The component of a column."""
        self.parts()
        return self._part_of[column]

    def _cut(self) -> None:
        parent = list(range(len(self.names)))

        def find(at: int) -> int:
            while parent[at] != at:
                parent[at] = parent[parent[at]]
                at = parent[at]
            return at

        touched = {column for terms, *_ in self.rows for column in terms}
        for column in range(len(self.names)):
            if column not in touched:
                self.rows.append(({column: 1}, 0, None, frozenset(), ""))
        for terms, *_ in self.rows:
            first, *others = terms
            for other in others:
                parent[find(other)] = find(first)
        made: dict[int, Part] = {}
        for index, name in enumerate(self.names):
            part = made.setdefault(find(index), Part())
            part.local[index] = part.system.add_column(str(name))
            self._part_of[index] = part
        for at, (terms, low, high, labels, _) in enumerate(self.rows):
            part = self._part_of[next(iter(terms))]
            part.system.add_row({part.local[c]: v for c, v in terms.items()}, low, high, labels)
            part.rows.append(at)
            part.labels |= labels
        self._parts = list(made.values())


def objective(part: Part, terms: Mapping[int, int]) -> dict[int, int]:
    """A sum of the model's columns in the component's own indices."""
    return {part.local[column]: c for column, c in terms.items()}
