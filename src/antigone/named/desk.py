"""The desk: one open case, what stands in it, fresh codes, and the only way to sealed values.

Machines read sealed values through `values`: what they make of them is sealed again. People see them through `reveal`,
which writes down who saw what and why before it shows anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from antigone.core.errors import NotFoundError, UsageError
from antigone.core.told import Told, told
from antigone.found.events import ALL_KINDS as OF_REGISTER
from antigone.found.register import Register
from antigone.found.register import fold as fold_register
from antigone.named import codes, shares
from antigone.named import events as kinds
from antigone.named.book import Book, fold_named
from antigone.named.book_growing import grown
from antigone.named.consent import Purpose
from antigone.named.events import Shown, draft
from antigone.named.sample import SampleKind
from antigone.record.case import Case, now
from antigone.record.event import Draft, Event
from antigone.record.sealed import Erased

Values = dict[str, str | Erased]
OF_PLACES = frozenset({"place.defined"})


class Desk:
    """Works on one case.

    Args:
        case: open; for writing where anything is to be entered or shown.
        events: those of the case that were read before, from its first on.
        folds: what these events come to, where that was worked out before: `book`, `register`.
    """

    def __init__(self, case: Case, events: Sequence[Event] = (), **folds: Book | Register) -> None:
        self.case = case
        self._events: list[Event] = list(events)
        self._fresh: dict[str, Iterator[str]] = {}
        self.refresh()
        if len(self._events) == len(events):
            self.__dict__.update(folds)

    def refresh(self) -> None:
        """Take in what was written since."""
        new = list(self.case.events(len(self._events)))
        self._events += new
        self._fresh = {}
        known, kinds_now = self.__dict__, {event.kind for event in new}
        book = grown(known.pop("book"), new) if "book" in known else None
        if book is not None:
            known["book"] = book
        if kinds_now & OF_REGISTER:
            known.pop("register", None)
        if kinds_now & OF_PLACES:
            known.pop("places", None)

    @cached_property
    def book(self) -> Book:
        """What stands of persons, samples, matches and decisions."""
        return fold_named(self._events)

    @cached_property
    def register(self) -> Register:
        """What stands of remains and custody."""
        return fold_register(self._events)

    @cached_property
    def places(self) -> dict[str, str]:
        """Of each place of the case, the one it lies in."""
        bodies = (e.body.get("place") for e in self._events if e.kind == "place.defined")
        return {str(b["id"]): str(b.get("parent") or "") for b in bodies if isinstance(b, dict) and "id" in b}

    def write(self, drafts: Sequence[Draft]) -> list[Event]:
        """Write the drafts in one transaction, all or none."""
        written = self.case.append(drafts)
        self.refresh()
        return written

    # -- codes ----------------------------------------------------------------------------------------------------

    def code(self, letter: str) -> str:
        """A code that nobody has."""
        if letter not in self._fresh:
            own = self.case.writer().public
            mark = "" if own == self._events[0].writer else own[:3]
            self._fresh[letter] = codes.fresh(letter, self.book.codes, mark)
        return next(self._fresh[letter])

    def person(self, code: str) -> str:
        """The code a person is known by now; `NotFoundError` where nobody has it."""
        if code not in self.book.persons:
            raise NotFoundError(_nobody(code, "person"), "List them with `antigone named list CASE persons`.")
        return self.book.whole(code)

    def remains(self, text: str) -> str:
        """The canonical id of remains, from whatever number or label is on them."""
        try:
            return self.register.find(text)
        except NotFoundError as fault:
            if any(letter.isdigit() for letter in text) and len(text) <= 20:
                raise
            raise NotFoundError("That is no number of the register.", "Read the label again.") from fault

    # -- sealed values --------------------------------------------------------------------------------------------

    def event_of(self, id: str) -> Event:
        """The event that put a thing down, with its sealed fields."""
        event = self.book.put_down.get(id)
        if event is None:
            raise NotFoundError(_nobody(id, "thing"), "List what there is with `antigone named list CASE`.")
        return event

    def values(self, id: str) -> Values:
        """Sealed values of a thing for a machine to work with; shares are joined. What was erased says so."""
        event = self.event_of(id)
        plain = {each.field: self.case.unseal(event, each.field) for each in event.sealed}
        return _joined(plain)

    def sealed(self, id: str) -> dict[str, str]:
        """What stands for each sealed value where nobody may see it: `sealed`, or that it was erased."""
        gone = self.case.register().erased
        found: dict[str, str] = {}
        for each in self.event_of(id).sealed:
            name = each.field.split(shares.SEPARATOR)[0]
            if each.blob in gone:
                found[name] = str(gone[each.blob])
            else:
                found.setdefault(name, "sealed")
        return found

    def reveal(
        self, ids: Iterable[str], to: str, purpose: str, only: Collection[str] = frozenset()
    ) -> dict[str, Values]:
        """Sealed values for a person to see. That they saw them is written down first, whatever they then do.

        Args:
            ids: things whose values are wanted.
            to: who sees them, or for whom.
            purpose: why.
            only: names of the fields wanted; default: all of them.

        Raises:
            UsageError: no purpose is given; or somebody has not agreed that this recipient sees what they gave.
        """
        if not to.strip() or not purpose.strip():
            raise UsageError("Names are shown to somebody, for something.", "Give --for and --purpose.")
        wanted = list(dict.fromkeys(ids))
        for id in wanted:
            self.check_consent(id, to)
        fields = tuple(sorted(f for f in {s.field for id in wanted for s in self.event_of(id).sealed} if _in(f, only)))
        if fields:
            self.write([draft(kinds.SHOWN, Shown(tuple(wanted), fields, to, purpose))])
        return {id: {name: text for name, text in self.values(id).items() if _in(name, only)} for id in wanted}

    def look(self, ids: Iterable[str], to: str, purpose: str) -> dict[str, Values]:
        """As `reveal`, for pages that are opened again and again: one event for each reader, thing and day (UTC).

        Who looks is whoever writes at this desk. What somebody has looked at already today is not written again.
        """
        wanted = list(dict.fromkeys(ids))
        for id in wanted:
            self.check_consent(id, to)
        if new := self.unseen(wanted, to, purpose):
            self.reveal(new, to, purpose)
        return {id: self.values(id) for id in wanted}

    def unseen(self, ids: Iterable[str], to: str, purpose: str) -> list[str]:
        """Which of these things hold sealed values that this reader has not seen today for that purpose."""
        by, today = self.case.by, now()[:10]
        looked = self.book.looked
        return [id for id in ids if self.event_of(id).sealed and (by, today, to, purpose, id) not in looked]

    def check_consent(self, id: str, to: str) -> None:
        """What informants and relatives gave, and what was made of it, is seen only by those they all agreed to.

        Raises:
            UsageError: somebody has not agreed that this recipient sees it.
        """
        for giver in [id] if id in self.book.informants else self._donors(id):
            if not any(self.agreed(giver, to, purpose) for purpose in Purpose):
                raise UsageError(
                    told("{giver} has not agreed that '{to}' sees what they gave.", giver=giver, to=to),
                    "Ask them, and record the answer with `antigone named consent`.",
                )

    def _donors(self, id: str) -> list[str]:
        """The relatives whose DNA a profile holds, or a match was made of."""
        if id in self.book.matches:
            sealed_under = [each.field.partition(shares.SEPARATOR)[2] for each in self.event_of(id).sealed]
            return [c for c in sealed_under if c in self.book.persons and c != self.book.matches[id].person]
        profile = self.book.profiles.get(id)
        sample = self.book.samples.get(profile.sample) if profile else None
        return [sample.donor] if sample and sample.kind is SampleKind.REFERENCE else []

    def agreed(self, code: str, to: str, purpose: Purpose) -> bool:
        """True where somebody, under any code they have here, agreed to this use; a withdrawal under any counts."""
        same = {code, *(i.id for i in self.book.informants.values() if i.person and i.person == code)}
        if code in self.book.persons:
            same |= set(self.book.aliases(code))
        words = [self.book.consents[c, to, purpose].given for c in same if (c, to, purpose) in self.book.consents]
        return bool(words) and all(words)


def _in(field: str, only: Collection[str]) -> bool:
    return not only or field.split(shares.SEPARATOR)[0] in only


def _joined(plain: Mapping[str, str | Erased]) -> Values:
    found: Values = {}
    split: dict[str, dict[str, str]] = {}
    for name, value in plain.items():
        field = name.split(shares.SEPARATOR)[0]
        if isinstance(value, Erased):
            found[field] = value
        elif shares.SEPARATOR in name:
            split.setdefault(field, {})[name] = value
        else:
            found[name] = value
    for field, own in split.items():
        if field not in found:
            found[field] = shares.join(field, own)
    return found


def _nobody(code: str, what: str) -> Told:
    """A sentence that repeats a code, and never a name that was typed for one."""
    if codes.is_code(code) or len(code) == 9:
        return told("No {what} has the code {code}.", what=told(what), code=code)
    return told("That is no {what}'s code.", what=told(what))
