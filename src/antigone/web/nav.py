"""The pages that stand at the head of every page, in the order in which an event is worked through."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One of them.

    Attributes:
        route: its name in `roles.ACCESS`; shown to those who may use it.
        path: where it is; pages below it belong to it.
        title: in English.
        viewed: it keeps the account that is looked at (the day, the switches) in its address.
    """

    route: str
    path: str
    title: str
    viewed: bool = False

    def current(self, path: str) -> bool:
        """True on this page and those below it."""
        return path == self.path or (self.path != "/" and path.startswith(f"{self.path}/"))


TABS = (
    Tab("account", "/", "Account", viewed=True),
    Tab("statements", "/statements", "Statements", viewed=True),
    Tab("reader", "/reader", "Reader"),
    Tab("places", "/places", "Places"),
    Tab("remains", "/remains", "Remains"),
    Tab("missing", "/missing", "Missing"),
    Tab("matching", "/matching", "Matching"),
    Tab("board", "/board", "Board"),
    Tab("record", "/record", "Record"),
)
