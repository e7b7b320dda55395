"""The desk: just as much of the register as one act needs, read through the index, so that a clerk never waits.

Every service takes a register. For an act on a few numbered things the part of it that concerns them is enough, and
comes out as the whole would: the same events, the same fold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from antigone.core.errors import UsageError
from antigone.core.told import told
from antigone.found.label import Block, canonical_id
from antigone.found.memory import without_collector
from antigone.found.numbering import next_ids
from antigone.found.postings import Postings, keys_of, open_postings
from antigone.found.register import Register, fold
from antigone.found.scan import Gathered
from antigone.record.case import Case
from antigone.record.event import Event

Progress = Callable[[Iterable[Event], int], Iterable[Event]]


class Desk:
    """A case with its index, at which acts are checked and written.

    Args:
        case: open.
        progress: wraps events of a long reading, with their number.
    """

    def __init__(self, case: Case, progress: Progress | None = None) -> None:
        self.case = case
        self.progress = progress
        self.index: Postings = open_postings(case, progress)

    def look_again(self) -> None:
        """Take in what was written since, by this process or another; costs nothing where nothing was."""
        head = self.case.store.head()
        if head is not None and head.size != self.index.frontier.size:
            self.index = open_postings(self.case, self.progress)

    def part(self, things: Iterable[str] = (), places: Iterable[str] = (), events: Iterable[str] = ()) -> Register:
        """The register as far as it concerns these things, places and custody events, with all blocks of numbers."""
        gathered = Gathered(self.case, self.index)
        for id in things:
            gathered.thing(id)
        for id in events:
            gathered.event(id)
        for place in places:
            gathered.key(f"p:{place}")
        gathered.places()
        gathered.key("b:")
        return gathered.fold()

    def around(self, event: str) -> list[Event]:
        """An entry with all that corrects it, and all that names the things it is about; empty where there is none."""
        gathered = Gathered(self.case, self.index)
        gathered.event(event)
        for each in list(gathered.events.values()):
            for key in list(keys_of(each)):
                if key.startswith("u:"):
                    gathered.thing(key[2:])
        return list(gathered.events.values())

    def allot_first(self) -> bool:
        """Allot a block of numbers where this copy opened the case and nobody has any; True where that was done.

        Raises:
            UsageError: this copy must be given a block, so that no two ever share numbers.
        """
        from antigone.found.numbering import free_numbers
        from antigone.found.services import allot

        part, writer = self.part(), self.case.writer().public
        if not part.blocks and next(iter(self.case.events())).writer == writer:
            self.case.append([allot(self.whole(), writer)])
            self.look_again()
            return True
        if not any(b.value.writer == writer for b in part.blocks) and not free_numbers(part, writer):
            raise UsageError(
                "No numbers are allotted to this computer.",
                told(
                    "On the computer that made the case: antigone found label CASE --allot 1000 --to {writer}",
                    writer=writer[:12],
                ),
            )
        return False

    def whole(self) -> Register:
        """The whole register."""
        events = self.case.events()
        with without_collector():
            return fold(self.progress(events, self.case.size) if self.progress else events)

    def find(self, text: str) -> str:
        """The canonical id behind a code, label or QR code; `NotFoundError` says what it may have been."""
        from antigone.found.scan import find

        return find(Gathered(self.case, self.index), text)

    def numbering(self, count: int, things: Iterable[str] = (), places: Iterable[str] = ()) -> Register:
        """A part in which `next_ids` gives this writer's next `count` numbers; the whole where that is not sure."""
        writer = self.case.writer().public
        part = self.part(things, places)
        last = [canonical_id(n) for block in _blocks(part, writer) if (n := self._last_used(block)) is not None]
        part = self.part([*things, *last], places)
        if any(self.index.at(f"u:{id}") for id in next_ids(part, writer, count)):
            return self.whole()
        return part

    def _last_used(self, block: Block) -> int | None:
        """The last number of the used beginning of a block."""
        low, high = block.first - 1, block.last
        while low < high:
            middle = (low + high + 1) // 2
            if self.index.at(f"u:{canonical_id(middle)}"):
                low = middle
            else:
                high = middle - 1
        return low if low >= block.first else None


def _blocks(register: Register, writer: str) -> Iterator[Block]:
    for booked in register.blocks:
        if booked.value.writer == writer:
            yield booked.value
