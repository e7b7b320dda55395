"""What an account stands on before anything is proved: all that statements, places and assumptions alone come to.

Nothing of it depends on register or boards, so it is kept while these grow: who stands, what enters, and the books of
all offices. It is given out as a copy to which the account adds what is true; the copy is what laying it anew gives.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from antigone.account.assumption import READING, Assumptions
from antigone.account.books import Books
from antigone.account.declared import declare_all
from antigone.account.entry import Entries, Entry
from antigone.account.model import Model
from antigone.account.strata import Strata
from antigone.core.errors import NotFoundError
from antigone.core.told import Told, listed_plainly, row, told
from antigone.said.standing import Standings, standings

if TYPE_CHECKING:
    from antigone.account.casebook import CaseBook

DENIAL = "withdrawn:"
KEPT = 8
"""So many are kept, one for each way to look at the same statements."""


@dataclass(frozen=True)
class Terms:
    """How somebody looks at a case.

    Attributes:
        as_of: the day; None: everything.
        assume: assumptions switched by hand, by id.
        aside: claims put aside by hand.
        include_uncertain: let in what the analyst doubts.
        trust: let in what nobody has checked.
    """

    as_of: date | None = None
    assume: Mapping[str, bool] = field(default_factory=dict)
    aside: Collection[str] = ()
    include_uncertain: bool = True
    trust: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """The same for those that look alike; the order of switches is kept, for it is the order of faults."""
        return (self.as_of, tuple(self.assume.items()), frozenset(self.aside), self.include_uncertain, self.trust)


@dataclass(frozen=True)
class Ground:
    """All that statements, places and assumptions alone come to.

    Attributes:
        strata: the trees of the case.
        assumptions: with what was switched by hand.
        aside: claims put aside by hand, or by an assumption.
        standings: of every claim that had been said.
        making: made the entries; entries: the claims that enter, by id.
        model, books: the system as far as the books of all offices.
    """

    strata: Strata
    assumptions: Assumptions
    aside: frozenset[str]
    standings: Standings
    making: Entries
    entries: dict[str, Entry]
    model: Model
    books: Books

    def copy(self) -> Ground:
        """The same, with a system and assumptions to which one may add."""
        model, assumptions = self.model.copy(), self.assumptions.copy()
        return replace(
            self, model=model, assumptions=assumptions, books=replace(self.books, model=model, assumptions=assumptions)
        )


class Grounds:
    """Grounds that were laid, kept while statements, parties, units, places, groups and assumptions are equal.

    Safe to share between states of a case and between threads.
    """

    def __init__(self) -> None:
        self._of: tuple[Any, ...] = ()
        self._laid: OrderedDict[tuple[object, ...], Ground] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, book: CaseBook, terms: Terms) -> Ground:
        """The ground of a case under these terms, to which one may add.

        Raises:
            NotFoundError: a claim that is put aside is not in the case.
        """
        of = _all_that_counts(book)
        with self._lock:
            if self._of != of:
                self._of, self._laid = of, OrderedDict()
            laid, found = self._laid, self._laid.get(terms.key)
        if found is None:
            found = lay(book, terms)
        with self._lock:
            laid[terms.key] = found
            laid.move_to_end(terms.key)
            while len(laid) > KEPT:
                laid.popitem(last=False)
        return found.copy()


def _all_that_counts(book: CaseBook) -> tuple[Any, ...]:
    """Everything of a case that a ground depends on, in its order; what is changed later is not changed here."""
    tables: tuple[Mapping[str, Any], ...] = (book.claims, book.parties.parties, book.units, book.places, book.groups)
    return (*(list(table.items()) for table in tables), [list(row.items()) for row in book.assumptions])


def lay(book: CaseBook, terms: Terms) -> Ground:
    """The ground of a case, laid anew."""
    book = replace(book, register=None, boards=(), facts=[], proofs=None, grounds=Grounds())  # it holds on to none
    strata, assumptions = Strata(book), Assumptions(dict(terms.assume))
    unknown = sorted(set(terms.aside) - set(book.claims))
    if unknown:
        raise NotFoundError(
            told("There is no claim '{unknown}' in this case.", unknown=unknown[0]),
            "Ids are those of the imported tables.",
        )
    declare_all(book, assumptions)
    dropped = {id for name, ids in assumptions.drops.items() if assumptions.on(name) for id in ids}
    aside = frozenset(terms.aside) | dropped
    stand = _standings(book, assumptions, aside, terms)
    making = Entries(book.claims, stand, strata, aside, terms.include_uncertain)
    every = {e.id: e for e in sorted(making.make(), key=lambda e: (e.day, e.id))}
    entries = {id: e for id, e in every.items() if not making.silent(e)}
    model = Model()
    books = Books(model, strata, assumptions, every)
    _renderings(stand, assumptions, entries)
    books.build()
    return Ground(strata, assumptions, aside, stand, making, entries, model, books)


def _standings(book: CaseBook, assumptions: Assumptions, aside: frozenset[str], terms: Terms) -> Standings:
    let_in = frozenset(id[len(DENIAL) :] for id, on in assumptions.switched.items() if id.startswith(DENIAL) and not on)
    stand, parties = book.stood.standings, book.parties
    plain = stand(book.claims, parties, terms.as_of, trust_proposals=terms.trust)
    for id, state in plain.states.items():
        root = plain.origins.root[id]
        if state.kind.value == "denied" and root == id and state.through is None:
            assumptions.make(
                DENIAL + root, READING, "{root} stays out: it is denied by {ids}.",
                "Nobody stands by it; its denial puts no other figure in its place.", True, root, *state.by,
                root=root, ids=listed_plainly(state.by),
            )  # fmt: skip
    if let_in:
        plain = stand(book.claims, parties, terms.as_of, trust_proposals=terms.trust, let_in=let_in)
    return _released(book, plain, aside, terms, let_in)


def _released(
    book: CaseBook, plain: Standings, aside: frozenset[str], terms: Terms, let_in: frozenset[str]
) -> Standings:
    """What stood back only for statements that are put aside by hand stands as it would without them."""
    held = [
        id
        for id, state in plain.states.items()
        if state.kind.value in ("superseded", "corrected", "denied") and set(state.by) & aside
    ]
    if held:
        rest = {id: claim for id, claim in book.claims.items() if id not in aside}
        without = standings(rest, book.parties, terms.as_of, trust_proposals=terms.trust, let_in=let_in)
        plain.states.update({id: without.states[id] for id in held if id in without.states})
    return plain


def _renderings(stand: Standings, assumptions: Assumptions, entries: Mapping[str, Entry]) -> None:
    for group in stand.renderings:
        present = [id for id in group if id in entries]
        for id in present:
            label = entries[id].claim.label_as_worded or entries[id].stratum.group
            assumptions.make(
                f"rendering:{id}", READING, "The words were as {claim} gives them ('{label}').",
                "{ids} put one utterance in different ways; neither is preferred.", False, id,
                claim=id, label=label, ids=_and(group),
            )  # fmt: skip
        if len(present) > 1:
            assumptions.one_of.append(tuple(f"rendering:{id}" for id in present))
        else:
            for id in present:
                assumptions.switched = {f"rendering:{id}": True, **assumptions.switched}


def _and(ids: Iterable[str]) -> Told:
    """`A and B and C`."""
    return reduce(lambda one, other: told("{first} and {last}", first=one, last=other), map(row, ids))
