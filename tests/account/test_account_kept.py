"""An account made from what was kept of the one before is, byte for byte, the account made from nothing."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import antigone.account as account
from account.worlds import GROUPS, PLACES, world
from antigone.account.casebook import CaseBook
from antigone.account.casefold import fold
from antigone.account.casegrow import grow
from antigone.account.report.compose import compose
from antigone.core.errors import NotFoundError
from antigone.core.when import PartialDate
from antigone.record.event import Draft
from antigone.said.claim import Claim
from antigone.said.claim_events import claim_to_body
from clerks import World

BODIES = ("bodies_received", "bodies_held", "bodies_stolen", "bodies_handed_over", "identified")
SWITCHES = ("body-is-person", "no-double-entry", "counted-without-numbers", "departures-booked", "H1")


class Case:
    """A case in which people say things and clerks enter things, in any order."""

    def __init__(self, seed: int) -> None:
        self.chance, self.clerks = random.Random(seed), World(seed)
        self.waiting = list(world(seed, 8).statements)
        self.said: dict[str, str] = {}
        for id, parent in {**PLACES, "t": "town"}.items():
            self._write("place.defined", {"place": {"id": id, "name": id.title(), "parent": parent, "kind": "region"}})
        for id, (parent, apart) in GROUPS.items():
            body = {"id": id, "name": id, "parent": parent, "disjoint_with_siblings": apart}
            self._write("group.defined", {"group": {k: v for k, v in body.items() if v is not None}})
        row = {"id": "H1", "statement": "Nobody is told of twice.", "kind": "reading", "default": "off"}
        self._write("assumption.defined", {"assumption": {**row, "effect": "at_most(bodies_held @ t, killed @ town)"}})

    @property
    def events(self) -> list[Any]:
        """All of them so far."""
        return self.clerks.book.events

    def _write(self, kind: str, body: dict[str, Any], corrects: str | None = None) -> str:
        return self.clerks.book.write(Draft(kind, body, corrects=corrects, reason="misread" if corrects else None))

    def step(self) -> None:
        """Somebody enters something."""
        does = self.chance.choice(
            (self.clerks.entry, self.clerks.entry, self._say, self._count, self._edit, self._take)
        )
        does()

    def _enter(self, claim: Claim) -> None:
        self.said[claim.id] = self._write("claim.accepted", {"claim": claim_to_body(claim)})

    def _say(self) -> None:
        if self.waiting:
            self._enter(self.waiting.pop(0))

    def _count(self) -> None:
        n, day = self.chance.randrange(6), PartialDate.parse(self.clerks.day())
        low, high = self.chance.choice(((n, n), (n, None), (None, n)))
        unit, place = self.chance.choice(BODIES), self.chance.choice(("t", "land"))
        told = {"place": place, "group": "all", "speaker": "Hospital", "publisher": "Gazette"}
        self._enter(Claim(f"B{len(self.events)}", unit, low, high, said_on=day, as_of=day, **told))

    def _edit(self) -> None:
        if self.said:
            id = self.chance.choice(sorted(self.said))
            known = next(e for e in self.events if e.id == self.said[id]).body["claim"]
            body = {**known, "low": self.chance.randrange(9)}
            body.pop("best", None), body.pop("high", None)
            self.said[id] = self._write("claim.edited", {"claim": body}, self.said[id])

    def _take(self) -> None:
        if self.said:
            self._write("entry.retracted", {}, self.said.pop(self.chance.choice(sorted(self.said))))

    def view(self) -> dict[str, Any]:
        """Some way to look at the case."""
        chance = self.chance
        day = chance.choice((None, None, date(2030, 1, 5), date.fromisoformat(self.clerks.day())))
        switched = {chance.choice(SWITCHES): chance.random() < 0.5 for _ in range(chance.choice((0, 0, 1, 2)))}
        aside = chance.sample(sorted(self.said), min(len(self.said), chance.choice((0, 0, 1))))
        return {"as_of": day, "assume": switched, "aside": aside, "include_uncertain": chance.random() < 0.9}


def _told(book: CaseBook, view: dict[str, Any]) -> list[str]:
    """Everything that an account says, as text; or that it cannot be made."""
    try:
        made = account.build(book, **view)
        one = account.bounds(book, "killed @ town", **view)
    except NotFoundError as fault:
        return [str(fault)]
    return [json.dumps(made.as_json()), json.dumps(one.as_json()), repr(compose(made, book))]


@settings(max_examples=40)
@given(st.integers(0, 1_000_000))
def test_an_account_from_what_was_kept_is_the_account_from_nothing(seed: int) -> None:
    case = Case(seed)
    known, before = fold(case.events), len(case.events)
    for _ in range(5):
        for _ in range(case.chance.choice((1, 1, 2, 4))):
            case.step()
        known = grow(known, case.events[:before], case.events[before:])
        before = len(case.events)
        for view in [{}, *(case.view() for _ in range(case.chance.randrange(3)))]:
            assert _told(known.book, view) == _told(fold(case.events).book, view)


def test_what_an_account_adds_is_not_kept() -> None:
    case = Case(3)
    for _ in range(30):
        case.step()
    book = fold(case.events).book
    first = _told(book, {})
    assert _told(book, {"assume": {"body-is-person": False}}) != first
    assert _told(book, {"as_of": date(2030, 1, 3)}) != first
    assert _told(book, {}) == first
    assert _told(replace(book, facts=[], register=None), {}) != first
