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
        besides: where else its pages are.
    """

    route: str
    path: str
    title: str
    viewed: bool = False
    besides: tuple[str, ...] = ()

    def current(self, path: str) -> bool:
        """True on this page and those below it."""
        below = [*self.besides, *([self.path] if self.path != "/" else [])]
        return path == self.path or any(path == each or path.startswith(f"{each}/") for each in below)


REGISTER = ("/scan", "/custody", "/stocktake", "/close", "/ledger", "/entry", "/register")
TABS = (
    Tab("account", "/", "Account", viewed=True, besides=("/compare", "/explain")),
    Tab("statements", "/statements", "Statements", viewed=True),
    Tab("reader", "/reader", "Reader"),
    Tab("places", "/places", "Places"),
    Tab("remains", "/remains", "Remains", besides=REGISTER),
    Tab("missing", "/missing", "Missing", besides=("/families", "/reports", "/samples")),
    Tab("matching", "/matching", "Matching"),
    Tab("board", "/board", "Board"),
    Tab("record", "/record", "Record"),
)
