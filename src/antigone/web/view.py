"""Which account is looked at: the day, the switched assumptions, the statements put aside. It lives in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from antigone.core.errors import InputError
from antigone.core.when import PartialDate

MOST_CHOICES = 40
MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class View:
    """One account among those that a case allows.

    Attributes:
        as_of: only what was said by the end of that day; None: everything.
        on, off: assumptions switched by hand, sorted.
        aside: statements put aside by hand, sorted.
    """

    as_of: date | None = None
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: QueryParams, suffix: str = "") -> View:
        """Read it from the parameters `as_of`, `on`, `off`, `aside`, each with a suffix where two are compared.

        Raises:
            InputError: a date that is none, or more than anyone chooses by hand.
        """
        day = query.get("as_of" + suffix, "").strip()[:MOST_LETTERS]
        on, off, aside = (_ids(query.getlist(name + suffix)) for name in ("on", "off", "aside"))
        return cls(PartialDate.parse(day).last if day else None, tuple(i for i in on if i not in off), off, aside)

    @property
    def assume(self) -> Mapping[str, bool]:
        """The switches as the account takes them."""
        return {**dict.fromkeys(self.on, True), **dict.fromkeys(self.off, False)}

    @property
    def is_plain(self) -> bool:
        """True where nothing is changed by hand."""
        return not (self.on or self.off or self.aside)

    @property
    def plain(self) -> View:
        """The same day with nothing changed by hand."""
        return View(self.as_of)

    def at(self, day: date | None) -> View:
        """The same choices on another day."""
        return replace(self, as_of=day)

    def switched(self, id: str, on: bool, default: bool) -> View:
        """With one assumption standing so; back at its default, it is no choice any more."""
        rest_on, rest_off = (tuple(i for i in ids if i != id) for ids in (self.on, self.off))
        more = () if on == default else (id,)
        if on:
            return replace(self, on=tuple(sorted((*rest_on, *more))), off=rest_off)
        return replace(self, on=rest_on, off=tuple(sorted((*rest_off, *more))))

    def with_aside(self, id: str) -> View:
        """With a statement put aside, or taken back where it is."""
        ids = [i for i in self.aside if i != id] if id in self.aside else [*self.aside, id]
        return replace(self, aside=tuple(sorted(ids)))

    def pairs(self, suffix: str = "") -> list[tuple[str, str]]:
        """Its parameters."""
        told = [("as_of", self.as_of.isoformat())] if self.as_of else []
        told += [(name, id) for name in ("on", "off", "aside") for id in getattr(self, name)]
        return [(name + suffix, value) for name, value in told]

    def query(self, *more: tuple[str, str]) -> str:
        """`?as_of=…&on=…`, with further parameters before; empty where there are none."""
        pairs = [*more, *self.pairs()]
        return f"?{urlencode(pairs)}" if pairs else ""


def _ids(given: list[str]) -> tuple[str, ...]:
    """Each once, sorted; a parameter may hold one id."""
    ids = sorted({each.strip() for each in given if each.strip()})
    if len(ids) > MOST_CHOICES or any(len(each) > MOST_LETTERS for each in ids):
        raise InputError("That is more than anyone switches by hand.", "Take some of the choices back.")
    return tuple(ids)
