"""What is remembered about a system between questions: the warm model of all its rows, or the view through windows."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from antigone.account.solve.problem import Problem
from antigone.account.solve.quick import Quick
from antigone.account.solve.system import System
from antigone.account.solve.wide import Wide

SMALL = 1500
"""Up to so many columns the whole system is one warm model; above, it is looked at through windows."""


class Session:
    """Remembered for one state of one system."""

    def __init__(self, system: System) -> None:
        self.size = (len(system.columns), len(system.rows))
        self.small = len(system.columns) <= SMALL
        self._whole: Problem | None = None
        self._wide: Wide | None = None
        self._quick: Quick | None = None

    def quick(self, system: System) -> Quick:
        """What passes bounds along rows, asked before any linear program."""
        if self._quick is None:
            self._quick = Quick(system)
        return self._quick

    def whole(self, system: System) -> Problem:
        """All rows of the system as one problem."""
        if self._whole is None:
            self._whole = Problem(system, range(len(system.rows)), also=range(len(system.columns)))
        return self._whole

    def wide(self, system: System) -> Wide:
        """The view of a large system through windows."""
        if self._wide is None:
            self._wide = Wide(system, self.whole(system))
        return self._wide


_SESSIONS: WeakKeyDictionary[System, Session] = WeakKeyDictionary()


def session(system: System) -> Session:
    """The session of a system, made anew after it has grown."""
    found = _SESSIONS.get(system)
    if found is None or found.size != (len(system.columns), len(system.rows)):
        found = _SESSIONS[system] = Session(system)
    return found
