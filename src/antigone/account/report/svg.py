"""Small pieces of SVG as text: every drawing is made here on the server, and themed by the page's style sheet."""

from __future__ import annotations

from html import escape


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


def link(anchor: str, content: str, label: str) -> str:
    """A link to an anchor on the same page; `label` is read aloud."""
    return element("a", content, href=f"#{anchor}", aria_label=label)


def title(words: str) -> str:
    """What a pointer shows and a reader aloud reads."""
    return element("title", escape(words))


def drawing(width: int, height: int, content: str, label: str, class_: str) -> str:
    """A whole picture with its description for those who cannot see it; with links in it, it is read as a group."""
    return element(
        "svg",
        title(label) + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="group" if "<a " in content else "img",
        aria_label=label,
        class_=class_,
    )


def fade(id: str, vertical: bool = False) -> str:
    """A gradient from the accent to nothing: what has no upper end."""
    ends = {"x1": 0, "y1": 1, "x2": 0, "y2": 0} if vertical else {"x1": 0, "y1": 0, "x2": 1, "y2": 0}
    stops = element("stop", offset="0", class_="fade-from") + element("stop", offset="1", class_="fade-to")
    return element("defs", element("linearGradient", stops, id=id, **ends))
