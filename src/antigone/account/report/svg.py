"""Small pieces of SVG as text: every drawing is made here on the server, and themed by the page's style sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Protocol


class Anchored(Protocol):
    """What explains itself somewhere: a quantity, a statement."""

    @property
    def id(self) -> str:
        """As the account calls it."""

    @property
    def anchor(self) -> str:
        """Its anchor on the page of the report."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a drawing stands: what its links lead to, and the language of its words.

    Attributes:
        href: the address of an explanation; by default an anchor on the same page.
        say: a phrase in the reader's language; by default as it is.
        bounds: an interval in words; None: as the report says it.
        day: a date, short; None: as the report says it.
    """

    href: Callable[[Anchored], str] = lambda thing: f"#{thing.anchor}"
    say: Callable[[str], str] = lambda phrase: phrase
    bounds: Callable[[int, int | None], str] | None = None
    day: Callable[[object], str] | None = None


PAGE = Setting()


def element(name: str, content: str = "", **attributes: object) -> str:
    """One element; `class_` becomes `class`, underscores become hyphens, None leaves an attribute out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def text(x: float, y: float, words: str, class_: str = "", anchor: str = "start") -> str:
    """A line of text, escaped."""
    return element("text", escape(words), x=x, y=y, class_=class_ or None, text_anchor=anchor)


def link(href: str, content: str, label: str) -> str:
    """A link; `label` is read aloud."""
    return element("a", content, href=href, aria_label=label)


def title(words: str) -> str:
    """What a pointer shows and a reader aloud reads."""
    return element("title", escape(words))


def drawing(width: int, height: int, content: str, label: str, class_: str, natural: bool = False) -> str:
    """A whole picture with its description for those who cannot see it; with links in it, it is read as a group.

    `natural`: as large as drawn, and not as wide as its place allows.
    """
    return element(
        "svg",
        title(label) + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width if natural else None,
        height=height if natural else None,
        role="group" if "<a " in content else "img",
        aria_label=label,
        class_=class_,
    )


def fade(id: str, vertical: bool = False) -> str:
    """A gradient from the accent to nothing: what has no upper end."""
    ends = {"x1": 0, "y1": 1, "x2": 0, "y2": 0} if vertical else {"x1": 0, "y1": 0, "x2": 1, "y2": 0}
    stops = element("stop", offset="0", class_="fade-from") + element("stop", offset="1", class_="fade-to")
    return element("defs", element("linearGradient", stops, id=id, **ends))
