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
    """Remembered for one state of one system, without holding on to it: what nobody asks any more is let go of."""

    def __init__(self, system: System) -> None:
        self.system = System(system.columns, system.rows, system.tight)
        self.size = (len(system.columns), len(system.rows))
        self.small = len(system.columns) <= SMALL
        self._whole: Problem | None = None
        self._wide: Wide | None = None
        self._quick: Quick | None = None

    def quick(self) -> Quick:
        """What passes bounds along rows, asked before any linear program."""
        if self._quick is None:
            self._quick = Quick(self.system)
        return self._quick

    def whole(self) -> Problem:
        """All rows of the system as one problem."""
        if self._whole is None:
            columns, rows = self.size
            self._whole = Problem(self.system, range(rows), also=range(columns))
        return self._whole

    def wide(self) -> Wide:
        """The view of a large system through windows."""
        if self._wide is None:
            self._wide = Wide(self.system, self.whole())
        return self._wide


_SESSIONS: WeakKeyDictionary[System, Session] = WeakKeyDictionary()


def session(system: System) -> Session:
    """The session of a system, made anew after it has grown."""
    found = _SESSIONS.get(system)
    if found is None or found.size != (len(system.columns), len(system.rows)):
        found = _SESSIONS[system] = Session(system)
    return found
