"""The case as the pages read it: folded once for each state of the record, accounts kept and never stale."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from antigone.account.answer import Account, BoundAnswer
from antigone.account.casebook import CaseBook
from antigone.account.casefold import Folded, fold
from antigone.account.casegrow import grow
from antigone.account.report.compose import compose
from antigone.account.report.content import Report
from antigone.core.errors import NotFoundError
from antigone.core.told import told
from antigone.found.desk import Desk as RegisterDesk
from antigone.found.events import NOUNS as REGISTER_KINDS
from antigone.found.growing import make_ready
from antigone.found.memory import without_collector
from antigone.found.register import Register
from antigone.found.shared import Log
from antigone.named.book import Book, fold_named
from antigone.named.book_growing import grown
from antigone.named.desk import Desk
from antigone.record.case import Case
from antigone.record.event import Event
from antigone.record.vault import Register as Sealing
from antigone.said.proposal_events import Desk as Said
from antigone.said.proposal_events import fold_desk
from antigone.said.resolve import Known
from antigone.said.session import chosen_before
from antigone.web.beginning import ACCOUNT, LISTS, READING, Beginning
from antigone.web.shelf import Shelf
from antigone.web.view import View
from antigone.web.work import Jobs

if TYPE_CHECKING:
    from antigone.web.people import NameIndex

T = TypeVar("T")
KEPT_ACCOUNTS, KEPT_PAGES, KEPT_TABLES = 96, 200, 16


class Kept(Generic[T]):
    """The last values made, by key; one that two ask for at once is made once. A failure is not kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made now where it is not there."""
        with self._lock:
            found = self._made.get(key)
            mine = found is None
            if found is None:
                found = self._made[key] = Future()
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        if mine:
            try:
                found.set_result(make())
            except BaseException as fault:
                with self._lock:
                    self._made.pop(key, None)
                found.set_exception(fault)
        return found.result()

    def keep_only(self, heads: Container[str]) -> None:
        """Let go of what was made of other states of the case: keys are tuples that begin with the head of one."""
        with self._lock:
            for key in [key for key in self._made if isinstance(key, tuple) and key[0] not in heads]:
                del self._made[key]

    def has(self, key: Hashable) -> bool:
        """True where the value is there already."""
        with self._lock:
            found = self._made.get(key)
        return found is not None and found.done()


@dataclass(frozen=True)
class State:
    """The case at one head of its record.

    Attributes:
        head: root of the tree over all events, hex: two states with one head are the same.
        name: of the case.
        events: all of them, in arrival order.
        folded: what they come to.
    """

    head: str
    name: str
    events: Log[Event]
    folded: Folded

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days on which something was said, in order."""
        return tuple(sorted({str(claim.said_on.last) for claim in self.book.claims.values() if claim.said_on}))

    @property
    def book(self) -> CaseBook:
        """What the account reads."""
        return self.folded.book

    @cached_property
    def said(self) -> Said:
        """What was read out of reports, and what was decided about it."""
        return fold_desk(self.events)

    @cached_property
    def known(self) -> Known:
        """What the case knows by name."""
        book = self.book
        found = Known(book.places, book.groups, book.parties, units=book.units)
        found.before.update(chosen_before(self.said))
        return found

    @property
    def register(self) -> Register:
        """What stands of sites, remains and custody."""
        return self.book.register or Register()

    @cached_property
    def sealing(self) -> Sealing:
        """What was kept and what was erased."""
        return Sealing().read(self.events)

    @cached_property
    def named(self) -> Book:
        """What stands of persons, samples, matches and decisions."""
        return fold_named(self.book.boards)

    def followed(self, head: str, new: Sequence[Event]) -> State:
        """The case after more events: what they do not concern is the same object as before."""
        made = State(head, self.name, self.events.followed(new), grow(self.folded, self.events, new))
        book = grown(self.named, new) if "named" in self.__dict__ else None
        if book is not None:
            made.__dict__["named"] = book
        if "sealing" in self.__dict__:
            made.__dict__["sealing"] = self.sealing.copy().read(new)
        if "said" in self.__dict__ and all(event.kind in REGISTER_KINDS and not event.corrects for event in new):
            made.__dict__["said"] = self.said
        return made

    @property
    def rows(self) -> dict[str, str]:
        """Where each statement was imported from, in words."""
        return {key: entry.came_from for key, entry in self.folded.entries.of("claim").items() if entry.came_from}

    def event(self, id: str) -> Event:
        """An event by its id, or by the beginning of it.

        Raises:
            NotFoundError: there is none, or there are several.
        """
        if len(id) == 64:
            found = [event for event in self.events if event.id == id]
        else:
            found = [event for event in self.events if event.id.startswith(id)] if len(id) >= 8 else []
        if len(found) != 1:
            raise NotFoundError(told("No event {id} is in this case.", id=id[:12]), "Look it up in the record.")
        return found[0]


@dataclass(frozen=True, slots=True)
class Made:
    """An account with what it was made from."""

    state: State
    view: View
    account: Account
    report: Report


class CaseDesk:
    """A case that is being served. Safe to use from several threads.

    Args:
        path: its folder.

    Attributes:
        writing: held by whoever writes to the case through this server.
        shelf: all remains in rows, and the part of the register that one thing needs, without waiting.
        jobs: long computations.
        last_names: the index of names that was made last; the next is made from it.
        beginning: how far the first reading is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beginning = Beginning()
        self._states: Kept[State] = Kept(2)
        self._accounts: Kept[Made] = Kept(KEPT_ACCOUNTS)
        self._asked: Kept[BoundAnswer] = Kept(KEPT_ACCOUNTS)
        self.writing = threading.Lock()
        self.jobs = Jobs()
        self._tables: Kept[object] = Kept(KEPT_TABLES)
        self.last_names: NameIndex | None = None
        self._pages: Kept[bytes] = Kept(KEPT_PAGES)
        self._last: State | None = None
        self.shelf = Shelf(path, self.register)

    def state(self) -> State:
        """The case as its record stands at this moment."""
        with Case.open(self.path, read_only=True) as case:
            head = case.checkpoint().root.hex()
            made: State = self._states.get(head, lambda: self._read(case, head))
        if made is not self._last:
            self._let_go(made)
        return made

    def _let_go(self, made: State) -> None:
        """Of what was made of states before the last one nothing is asked any more, and each holds a whole case."""
        heads = {made.head, self._last.head if self._last else made.head}
        self._last = made
        for kept in (self._accounts, self._asked, self._tables, self._pages):
            kept.keep_only(heads)

    def _read(self, case: Case, head: str) -> State:
        """Fold it, reading only the events that came since."""
        last = self._last
        known: Sequence[Event] = last.events if last else ()
        if known and (len(known) > case.size or next(case.events(len(known) - 1)).id != known[-1].id):
            last, known = None, ()  # another record lies there now
        fresh, many = islice(case.events(len(known)), case.size - len(known)), case.size - len(known)
        if last is not None:
            return last.followed(head, tuple(fresh))
        with without_collector():
            new = Log(self.beginning.counted(fresh, many))
            made = State(head, case.name, new, fold(new, case.name))
        gc.freeze()  # hundreds of thousands of events that stay: no need to walk them again and again
        return made

    def register(self) -> Register:
        """What stands of sites, remains and custody."""
        return self.state().register

    def named(self) -> Book:
        """What stands of persons, samples, matches and decisions."""
        return self.state().named

    def table(self, name: str, make: Callable[[State], T]) -> T:
        """Something worked out from the state of the case, once for each."""
        state = self.state()
        made: T = self._tables.get((state.head, name), lambda: make(state))  # type: ignore[assignment]
        return made

    @contextmanager
    def at_work(self, by: str) -> Iterator[Desk]:
        """The desk at which services of `found` and `named` check and write; nobody else writes meanwhile.

        Args:
            by: name of the account that writes; empty for the one person on this machine.
        """
        state = self.state()
        with self.writing, Case.open(self.path, by=by or None) as case:
            case.remember(state.sealing)
            yield Desk(case, state.events, book=state.named, register=state.register)

    @contextmanager
    def at_register(self, by: str) -> Iterator[RegisterDesk]:
        """The desk for acts on a few numbered things: only what concerns them is read, however large the case is.

        Args:
            by: name of the account that writes; empty for the one person on this machine.
        """
        with self.writing, Case.open(self.path, by=by or None) as case:
            yield RegisterDesk(case)

    def account(self, view: View) -> Made:
        """The account of the case as it stands, under this view.

        Raises:
            NotFoundError: an assumption or statement of the view is not in the case.
        """
        state = self.state()
        return self._accounts.get((state.head, view), lambda: _make(state, view))

    def bounds(self, view: View, question: str) -> BoundAnswer:
        """The bounds of one thing that was asked for, worked out once for each state of the case.

        Raises:
            UsageError: it cannot be read, or names what the case does not have.
        """
        state = self.state()
        return self._asked.get((state.head, view, question), lambda: _ask(state, view, question))

    def page(self, likeness: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """A page as it was made for this state of the case, made now where it is not there."""
        return self._pages.get((self.state().head, likeness), make)

    def begin(self, ended: Callable[[], object]) -> None:
        """Read the case in a thread apart, and make what pages show first, before anyone opens them.

        Args:
            ended: called where the case cannot be read; `beginning.fault` then says why.
        """
        steps: list[tuple[int, Callable[[], object]]] = [
            (READING, self.state),
            (ACCOUNT, lambda: self.account(View())),
            (LISTS, self.shelf.rows),
            (LISTS, lambda: make_ready(self.register())),
            (LISTS, gc.freeze),  # all that was made stays: a walk through it would hold up somebody's page for seconds
        ]
        self.beginning.go(steps, ended)


def _ask(state: State, view: View, question: str) -> BoundAnswer:
    from antigone import account

    return account.bounds(state.book, question, as_of=view.as_of, assume=view.assume, aside=view.aside)


def _make(state: State, view: View) -> Made:
    from antigone import account

    for id in view.aside:
        if id not in state.book.claims:
            raise NotFoundError(told("There is no statement '{id}' in the case.", id=id), "Take it out of the address.")
    with without_collector():
        made = account.build(state.book, as_of=view.as_of, assume=view.assume, aside=view.aside)
        return Made(state, view, made, compose(made, state.book, state.rows))
