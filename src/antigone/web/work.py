"""Long computations: done in threads apart, while pages stay quick, and kept by what they rest on.

A page asks `jobs.of(key, work)`: the first time that starts the work; from then on it gets the same `Job`, which tells
how far it is, its result, or why it failed. The key holds everything that the result depends on, so that nothing stale
is ever shown: most often the digest of the events that it was made from. Its first part says what kind of work it is:
one of each kind is done at a time, so that many do not slow the pages, and none waits for work of another kind.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from antigone.core.errors import AntigoneError

log = logging.getLogger("antigone.web")
MOST_KEPT = 32
_TURNS: dict[Hashable, threading.Lock] = {}
"""By kind of work."""


@dataclass
class Job:
    """One computation.

    Attributes:
        done: it has ended, one way or the other.
        at, of: how many steps were gone through; `of` is 0 where nobody can tell.
        result: what came out.
        fault: why nothing came out.
    """

    done: threading.Event = field(default_factory=threading.Event)
    at: int = 0
    of: int = 0
    result: Any = None
    fault: AntigoneError | None = None

    @property
    def is_done(self) -> bool:
        """True where there is a result, or a fault."""
        return self.done.is_set()

    def step(self, at: int, of: int) -> None:
        """Tell how far it is."""
        self.at, self.of = at, of


Work = Callable[[Job], Any]


class Jobs:
    """The computations of one case. Safe to use from several threads."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, work: Work, wait: float = 0.0) -> Job:
        """The job of a key, begun now where it is not there.

        Args:
            key: all that the result depends on; the first of a tuple is the kind of work.
            work: is given the job, to tell how far it is; what it returns is the result.
            wait: so many seconds, at most, before the page goes out with what there is.
        """
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = Job()
                turn = _TURNS.setdefault(key[0] if isinstance(key, tuple) else key, threading.Lock())
                threading.Thread(target=_do, args=(job, work, turn), daemon=True).start()
            self._jobs.move_to_end(key)
            self._forget()
        if wait:
            job.done.wait(wait)
        return job

    def get(self, key: Hashable) -> Job | None:
        """The job of a key, if it was ever begun."""
        with self._lock:
            return self._jobs.get(key)

    def drop(self, key: Hashable) -> None:
        """Forget a job, so that it is begun anew."""
        with self._lock:
            self._jobs.pop(key, None)

    def settle(self) -> None:
        """Wait until all that was begun so far has ended."""
        with self._lock:
            begun = list(self._jobs.values())
        for job in begun:
            job.done.wait()

    def _forget(self) -> None:
        """The oldest of those that ended go."""
        for key in [key for key, job in self._jobs.items() if job.is_done][: max(len(self._jobs) - MOST_KEPT, 0)]:
            del self._jobs[key]


def _do(job: Job, work: Work, turn: threading.Lock) -> None:
    try:
        with turn:
            job.result = work(job)
    except AntigoneError as fault:
        job.fault = fault
    except Exception:
        log.exception("a computation failed")
        job.fault = AntigoneError("Something went wrong here; no result came out.", "Tell whoever keeps this server.")
    finally:
        job.done.set()
