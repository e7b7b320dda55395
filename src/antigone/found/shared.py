"""A list and a table that share with the next state of a case what did not change.

A case of half a million events gains one, and the state before it may still be read by others: copying hundreds of
thousands of references, and having the collector of cycles walk all of them, would cost more than the change itself.
"""

from __future__ import annotations

import threading
from collections.abc import ItemsView, Iterable, Iterator, Mapping, MutableMapping, Sequence, ValuesView
from itertools import chain, islice
from typing import Generic, TypeVar, overload

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
MOST_OWN = 5_000
"""A table that has more of its own than that is made whole again when it is copied."""


class Log(Sequence[T], Generic[T]):
    """A list that is only ever added to: `followed` gives a longer one, and this one stays what it is.

    Safe to use from several threads; of two that follow one log at once, the second is a copy.
    """

    __slots__ = ("_all", "_lock", "_size")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._all, self._lock = list(items), threading.Lock()
        self._size = len(self._all)

    def followed(self, items: Sequence[T]) -> Log[T]:
        """This list and some items after it."""
        made: Log[T] = Log()
        with self._lock:
            if len(self._all) == self._size:
                self._all.extend(items)
                made._all, made._lock, made._size = self._all, self._lock, len(self._all)
                return made
        return Log([*self, *items])

    def at(self, places: Iterable[int]) -> list[T]:
        """The items at these places, each from 0 to the last."""
        every = self._all
        return [every[place] for place in places]

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T]:
        return islice(self._all, self._size)

    def __reversed__(self) -> Iterator[T]:
        return (self._all[at] for at in range(self._size - 1, -1, -1))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            begin, end, step = at.indices(self._size)
            return self._all[begin:end:step] if step > 0 else [self._all[n] for n in range(begin, end, step)]
        if not -self._size <= at < self._size:
            raise IndexError(at)
        return self._all[at if at >= 0 else at + self._size]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Log | list | tuple):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Layered(MutableMapping[K, V]):
    """A table over another that it never changes: it holds what is new or other, and knows what is gone.

    Its order is that of a `dict` which went through the same changes.
    """

    __slots__ = ("_base", "_gone", "_own")

    def __init__(self, base: Mapping[K, V]) -> None:
        self._own: dict[K, V] = {}
        self._gone: set[K] = set()
        self._base: Mapping[K, V] = base
        if isinstance(base, Layered):
            if len(base._own) + len(base._gone) > MOST_OWN:
                self._base = dict(base.items())
            else:
                self._base, self._own, self._gone = base._base, base._own.copy(), base._gone.copy()

    def __copy__(self) -> Layered[K, V]:
        return Layered(self)

    def __getitem__(self, key: K) -> V:
        if key in self._own:
            return self._own[key]
        if key in self._gone:
            raise KeyError(key)
        return self._base[key]

    def __contains__(self, key: object) -> bool:
        return key in self._own or (key not in self._gone and key in self._base)

    def __setitem__(self, key: K, value: V) -> None:
        self._own[key] = value

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self._own.pop(key, None)
        if key in self._base:
            self._gone.add(key)

    def __len__(self) -> int:
        return len(self._base) - len(self._gone) + sum(1 for _ in self._added())

    def __iter__(self) -> Iterator[K]:
        old: Iterable[K] = (key for key in self._base if key not in self._gone) if self._gone else self._base
        return chain(old, self._added())

    def _added(self) -> Iterator[K]:
        """The keys after those of the table below."""
        return (key for key in self._own if key in self._gone or key not in self._base)

    def items(self) -> ItemsView[K, V]:
        """As of any mapping; walks the table below as fast as that can be walked."""
        return _Items(self)

    def values(self) -> ValuesView[V]:
        """As of any mapping."""
        return _Values(self)

    def pairs(self) -> Iterator[tuple[K, V]]:
        """Keys with their values, in order."""
        own, gone, old = self._own, self._gone, self._base.items()
        added = ((key, own[key]) for key in self._added())
        if not gone and own.keys().isdisjoint(self._base):
            return chain(old, own.items())
        return chain(((k, own.get(k, v)) for k, v in old if k not in gone), added)


class _Items(ItemsView[K, V]):
    def __init__(self, table: Layered[K, V]) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[tuple[K, V]]:
        return self._table.pairs()


class _Values(ValuesView[V]):
    def __init__(self, table: Layered[K, V]) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._table.pairs())
