"""The account of a made-up case of thousands of statements."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import antigone.account as account
from antigone.account.casebook import CaseBook
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim

FALSE = 3


def made_up(days: int = 200, seed: int = 1) -> CaseBook:
    """Three offices that report each day on a country, its 8 regions and 32 towns; three figures are 400 too high."""
    dice, book = random.Random(seed), CaseBook("made up")
    book.places["land"] = Place("land", "Land")
    for r in range(8):
        book.places[f"r{r}"] = Place(f"r{r}", f"Region {r}", {}, "land", "region")
        book.places |= {f"r{r}t{t}": Place(f"r{r}t{t}", f"Town {r}.{t}", {}, f"r{r}", "town") for t in range(4)}
    book.groups["all"] = Group("all", "all")
    towns = [p for p in book.places if "t" in p]
    dead = dict.fromkeys(towns, 0)
    for day in range(days):
        on = date(2030, 1, 1) + timedelta(days=day)
        dead = {town: n + dice.randrange(3) for town, n in dead.items()}
        for office in ("Ministry", "Council", "Red Crescent"):
            for place in ("land", f"r{dice.randrange(8)}", *dice.sample(towns, 6)):
                n = sum(m for town, m in dead.items() if place == "land" or town.startswith(place))
                _enter(book, office, place, n, on)
    for id in dice.sample(sorted(book.claims), FALSE):
        claim = book.claims[id]
        _enter(book, claim.speaker, claim.place, (claim.low or 0) + 400, claim.as_of.first if claim.as_of else on, id)
    return book


def _enter(book: CaseBook, office: str, place: str, n: int, on: date, id: str = "") -> None:
    day = PartialDate(on.year, on.month, on.day)
    id = id or f"C{len(book.claims)}"
    book.claims[id] = Claim(id, "killed", n, n, n, place=place, group="all", said_on=day, as_of=day, speaker=office)


def main() -> None:
    """Print the times."""
    print(f"{'case':34}{'statements':>12}{'propositions':>14}{'conflicts':>11}{'seconds':>9}")
    book = made_up()
    _row("made up, everything", book, None)
    for day in (date(2030, 3, 1), date(2030, 6, 1)):
        _row(f"made up, as of {day}", book, day)


def _row(name: str, book: CaseBook, day: date | None) -> None:
    start = time.perf_counter()
    found = account.build(book, as_of=day)
    seconds = time.perf_counter() - start
    said = len(found.standing)
    print(f"{name:34}{said:>12,}{len(found.propositions):>14,}{len(found.conflicts):>11,}{seconds:>9.2f}")


if __name__ == "__main__":
    main()
