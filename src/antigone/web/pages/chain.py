"""The chain of mouths of a statement, drawn: who spoke, through whom it went, and where we read it."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.account.report.content import Said
from antigone.account.report.svg import drawing, element, link, text, title
from antigone.web.names import Names

BOX, HIGH, STEP, ROW = 178, 46, 222, 64
MOST_ROWS, LETTERS = 12, 24


@dataclass(frozen=True, slots=True)
class Way:
    """One way from the mouth to us: the hops in order, and the statement that came along it."""

    hops: tuple[str, ...]
    said: Said


def ways(origin: tuple[Said, ...]) -> list[Way]:
    """The ways of all statements of one origin."""
    return [Way(hops(each), each) for each in origin]


def hops(said: Said) -> tuple[str, ...]:
    """The mouths after the speaker, outward, each once in a row."""
    claim = said.claim
    told = [hop for hop in (*claim.via, claim.publisher) if hop]
    return tuple(hop for at, hop in enumerate(told) if at == 0 or hop.casefold() != told[at - 1].casefold())


def drawn(said: Said, origin: tuple[Said, ...], names: Names) -> str:
    """One row a way, all from the one who spoke; the statement looked at stands first."""
    members = (said, *(each for each in origin if each.id != said.id))[:MOST_ROWS]
    rows = ways(members)
    speaker = _speaker(origin[0] if origin else said, names)
    columns = max((len(row.hops) for row in rows), default=0)
    width = max(BOX + STEP * columns + 2, 2 * BOX)
    height = ROW * len(rows)
    parts = [_box(1, 1, speaker, "mouth")]
    for at, row in enumerate(rows):
        parts.append(_row(row, at, row.said.id == said.id, names))
    label = names.words("From %(speaker)s to us", speaker=speaker) + ": " + "; ".join(" → ".join(r.hops) for r in rows)
    return drawing(width, height, "".join(parts), label, "mouths", natural=True)


def _speaker(said: Said, names: Names) -> str:
    claim = said.claim
    return claim.speaker or claim.organisation or claim.publisher or names.words("speaker not stated")


def _row(row: Way, at: int, here: bool, names: Names) -> str:
    y = 1 + at * ROW
    parts = []
    start = BOX + 1.0
    for column, hop in enumerate(row.hops):
        x = 1 + STEP * (column + 1)
        bend = f"M{start} {HIGH / 2 + 1} C{start + 22} {HIGH / 2 + 1} {x - 22} {y + HIGH / 2} {x} {y + HIGH / 2}"
        straight = f"M{start} {y + HIGH / 2} L{x} {y + HIGH / 2}"
        parts.append(element("path", d=bend if column == 0 else straight, class_="hop here" if here else "hop"))
        parts.append(_box(x, y, hop, "mouth here" if here and column == len(row.hops) - 1 else "mouth"))
        start = x + BOX
    told = f"{row.said.id}: {names.words.figure(row.said.claim)}"
    if not row.hops:
        return ""
    parts.append(text(start - BOX + 10, y + HIGH - 8, told, "carried"))
    return link(names.to_statement(row.said.id), element("g", "".join(parts)), f"{' → '.join(row.hops)}, {told}")


def _box(x: float, y: float, name: str, class_: str) -> str:
    short = name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
    box = element("rect", x=x, y=y, width=BOX, height=HIGH, class_=class_)
    return element("g", title(name) + box + text(x + 10, y + 20, short, "mouth-name"))
