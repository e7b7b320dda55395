"""A month in four morgues kept by clerks who make mistakes: each becomes visible, none is lost, corrections reconcile.

The world knows where every body is. Clerks write what they believe: some acts are scanned twice, some are written under
another body's number, some bodies are exchanged on the way, some receipts are forgotten, some entries come late, some
removals have no numbers. At the end every place is walked through and every label read.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from antigone.core.finding import Severity
from antigone.core.when import PartialDate
from antigone.found.balance import balance
from antigone.found.checks import all_findings
from antigone.found.custody import CustodyEvent, Resolution, Sink, Stocktake
from antigone.found.events import draft, taking_back
from antigone.found.label import code_of
from found_book import Book, T, on

PLACES = ["m1", "m2", "m3", "m4"]
START = date(2030, 5, 1)


@dataclass
class Mistake:
    kind: str
    events: tuple[str, ...]
    units: tuple[str, ...]
    mend: list = field(default_factory=list)


@dataclass
class World:
    chance: random.Random
    book: Book = field(default_factory=lambda: Book(now="2030-05-01"))
    truth: dict[str, object] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    day: int = 0

    def begin(self, count: int) -> None:
        self.book.sites(*PLACES)
        for n, unit in enumerate(self.book.number(*range(count))):
            self.truth[unit] = PLACES[n % 4]
            self.book.act(T.RECEIVED, unit, "2030-05-01", to_place=self.truth[unit])

    @property
    def today(self) -> str:
        return str(START + timedelta(days=self.day))

    def at(self, place: object) -> list[str]:
        return sorted(unit for unit, where in self.truth.items() if where == place)

    def write(self, event: CustodyEvent, late: int = 0) -> str:
        day = str(START + timedelta(days=self.day + late))
        return self.book.write(draft(event, on(self.today)), recorded=day)

    def move(self, unit: str, error: str = "") -> None:
        """One body goes from where it is to another place; the clerk errs in the stated way."""
        here = self.truth[unit]
        there = self.chance.choice([p for p in PLACES if p != here])
        right = CustodyEvent(T.MOVED, (unit,), from_place=str(here), to_place=there)
        others = [u for u in self.at(here) if u != unit]
        self.truth[unit] = there
        if error == "wrong tag" and others:
            wrong = self.chance.choice(others)
            event = self.write(CustodyEvent(T.MOVED, (wrong,), from_place=str(here), to_place=there))
            mend = [draft(right, on(self.today), corrects=event, reason="tag misread")]
            self.mistakes.append(Mistake(error, (event,), (unit, wrong), mend))
            return
        event = self.write(right, late=4 if error == "late entry" else 0)
        if error == "double scan":
            again = self.write(right)
            self.mistakes.append(Mistake(error, (again,), (unit,), [taking_back(again, "scanned twice")]))
        elif error == "late entry":
            self.mistakes.append(Mistake(error, (event,), (unit,)))

    def exchange(self) -> None:
        """Two bodies leave one place for two others; each arrives where the other was meant to."""
        here = self.chance.choice([p for p in PLACES if len(self.at(p)) > 1])
        one, other = self.chance.sample(self.at(here), 2)
        a, b = self.chance.sample([p for p in PLACES if p != here], 2)
        self.truth[one], self.truth[other] = b, a
        said = [CustodyEvent(T.MOVED, (u,), from_place=here, to_place=p) for u, p in ((one, a), (other, b))]
        done = [CustodyEvent(T.MOVED, (u,), from_place=here, to_place=p) for u, p in ((one, b), (other, a))]
        events = [self.write(each) for each in said]
        mend = [
            draft(right, on(self.today), corrects=event, reason="the two were exchanged")
            for event, right in zip(events, done, strict=True)
        ]
        self.mistakes.append(Mistake("exchanged", tuple(events), (one, other), mend))

    def transfer(self, forget: bool) -> None:
        unit = self.chance.choice([u for u, p in self.truth.items() if p in PLACES])
        here = str(self.truth[unit])
        there = self.chance.choice([p for p in PLACES if p != here])
        sent = self.write(CustodyEvent(T.TRANSFERRED_OUT, (unit,), from_place=here, to_place=there))
        receipt = CustodyEvent(T.TRANSFERRED_IN, (unit,), to_place=there, answers=sent)
        self.truth[unit] = there
        if forget:
            mend = [draft(receipt, on(self.today))]
            self.mistakes.append(Mistake("receipt forgotten", (sent,), (unit,), mend))
        else:
            self.write(receipt)

    def removal(self) -> None:
        """Some are taken from one place and nobody notes which."""
        here = self.chance.choice([p for p in PLACES if len(self.at(p)) > 4])
        gone = self.chance.sample(self.at(here), 2)
        for unit in gone:
            self.truth[unit] = Sink.TAKEN
        event = self.write(CustodyEvent(T.STOLEN, (), 2, from_place=here))
        mend = [draft(Resolution(event, tuple(gone), "labels found on the empty trays"))]
        self.mistakes.append(Mistake("no numbers", (event,), tuple(gone), mend))

    def walk_through(self) -> None:
        """Every label of every place is read."""
        for place in PLACES:
            self.book.put(
                Stocktake(place, PartialDate.parse(self.today), None, tuple(self.at(place)), True), recorded=self.today
            )


def month(seed: int) -> World:
    world = World(random.Random(seed))
    world.begin(60)
    touched: set[str] = set()
    for world.day in range(1, 26):
        errors = ["", "", "double scan", "wrong tag", "late entry"]
        for _ in range(3):
            free = [u for u, p in world.truth.items() if p in PLACES and u not in touched]
            if not free:
                break
            before = len(world.mistakes)
            world.move(world.chance.choice(free), world.chance.choice(errors))
            for mistake in world.mistakes[before:]:
                touched.update(mistake.units)  # one mistake a body, so that each must show by itself
        if world.day in (6, 12):
            _apart(world, touched, world.exchange)
        if world.day in (8, 15):
            _apart(world, touched, lambda: world.transfer(forget=world.day == 8))
        if world.day == 10:
            _apart(world, touched, world.removal)
    world.day = 30
    world.walk_through()
    return world


def _apart(world: World, touched: set[str], act) -> None:
    """Let it happen to bodies of which no earlier mistake is told."""
    hidden = {u: world.truth.pop(u) for u in sorted(touched)}
    before = len(world.mistakes)
    act()
    world.truth.update(hidden)
    for mistake in world.mistakes[before:]:
        touched.update(mistake.units)


def shown(register, mistake) -> bool:
    """Whether some finding is proved by its event, or names the body it was about."""
    codes = [code_of(unit) for unit in mistake.units]
    return any(
        set(finding.proof) & set(mistake.events) or any(code in finding.sentence for code in codes)
        for finding in all_findings(register)
    )


SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_becomes_visible(seed):
    world = month(seed)
    register = world.book.register
    kinds = {mistake.kind for mistake in world.mistakes}
    assert {"exchanged", "receipt forgotten", "no numbers"} <= kinds
    assert [m for m in world.mistakes if not shown(register, m)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_body_is_lost_or_doubled_by_a_mistake(seed):
    world = month(seed)
    made = balance(world.book.register)
    assert made.total == made.found == len(world.truth)


@pytest.mark.parametrize("seed", SEEDS)
def test_corrections_reconcile_book_and_world(seed):
    world = month(seed)
    for mistake in world.mistakes:
        for each in mistake.mend:
            world.book.write(each, recorded="2030-05-31")
    register = world.book.register
    for unit, where in world.truth.items():
        spot = register.spot(unit)
        assert (spot.sink or spot.place) == where, code_of(unit)
    left = [f for f in all_findings(register) if f.severity is not Severity.NOTE]
    assert [f.sentence for f in left] == []
    assert all(row.variance == 0 for row in balance(register).rows)


def test_every_kind_of_mistake_has_occurred_in_these_months():
    kinds = {mistake.kind for seed in SEEDS for mistake in month(seed).mistakes}
    assert kinds == {"double scan", "wrong tag", "late entry", "exchanged", "receipt forgotten", "no numbers"}


def test_two_exchanged_are_told_as_exchanged():
    world = World(random.Random(3))
    world.begin(12)
    world.day = 2
    world.exchange()
    world.day = 3
    world.walk_through()
    codes = [f.code for f in all_findings(world.book.register)]
    assert "found.swapped" in codes
