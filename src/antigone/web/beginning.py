"""Before a server can answer: the case is read in the background, and whoever comes meanwhile is told how far that is.

No page shows anything of a case that is read in part. The server listens at once, lets people sign in, and opens its
pages when all of it has been read and what they show first is made.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError

if TYPE_CHECKING:
    from antigone.record.event import Event
    from antigone.web.here import Here

log = logging.getLogger("antigone.web")
READING, FOLDING, ACCOUNT, LISTS = range(4)
"""What is done, one after the other."""
CHUNK = 2000
AGAIN = "2"
"""Seconds after which a browser, or a program, asks again."""


@dataclass
class Beginning:
    """How far it is.

    Attributes:
        at, of: entries of the record that were read, and how many there are.
        stage: which of the four is under way.
        fault: why the case cannot be served.
        done: it has ended, one way or the other.
    """

    at: int = 0
    of: int = 0
    stage: int = READING
    fault: AntigoneError | None = None
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def is_ready(self) -> bool:
        """True once the pages can be opened."""
        return self.done.is_set() and self.fault is None

    def counted(self, events: Iterator[Event], of: int) -> list[Event]:
        """All of these, told as they come."""
        found: list[Event] = []
        self.at, self.of, self.stage = 0, of, READING
        while chunk := list(islice(events, CHUNK)):
            found += chunk
            self.at = len(found)
        self.stage = FOLDING
        return found

    def go(self, steps: Iterable[tuple[int, Callable[[], object]]], ended: Callable[[], object]) -> None:
        """Do the steps, each under its stage, in a thread apart.

        Args:
            steps: what is to be done.
            ended: called where one of them cannot be done; `fault` then says why.
        """

        def work() -> None:
            try:
                for stage, step in steps:
                    self.stage = stage
                    step()
            except AntigoneError as fault:
                self.fault = fault
            except Exception:
                log.exception("the case cannot be read")
                self.fault = AntigoneError("Something went wrong here while the case was read.", "See the log above.")
            self.done.set()
            if self.fault:
                ended()

        threading.Thread(target=work, daemon=True).start()


def page(here: Here) -> Response:
    """How far it is, for the page that waits; once the case is there, that page is opened anew."""
    if not here.desk.beginning.is_ready:
        return told(here, 200)
    return Response(headers={"hx-refresh": "true"}) if here.part else RedirectResponse("/", 303)


def told(here: Here, status: int = 503) -> Response:
    """The page in place of every other while the case is being read."""
    beginning, titled = here.desk.beginning, here.desk.shelf.titled
    made = here.page("being_read.html.j2", status, beginning=beginning, state=titled, again=AGAIN)
    if status == 503:
        made.headers["retry-after"] = AGAIN
    return made
