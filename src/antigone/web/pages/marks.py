"""A report's text with its numbers marked: claims, decoys and unclear ones, as the extractor accounts for them.

Long reports are shown in parts; a part is read by the grammar as it is shown, so that no page waits for a whole book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from antigone.said.document import Document
from antigone.said.extract import NumberUse, extract
from antigone.web.desk import Kept
from antigone.web.words import Words

A_PART = 30_000
REASONS = {"marked by hand": "marked by hand"}
_accounts: Kept[tuple[tuple[int, int, str, str], ...]] = Kept(200)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the text.

    Attributes:
        start, end: its characters.
        use: `claim`, `decoy` or `unclear`.
        reason: why, in the extractor's words.
        by_hand: a person said so.
    """

    start: int
    end: int
    use: str
    reason: str = ""
    by_hand: bool = False

    @property
    def key(self) -> str:
        """How it is called in an address."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that a proposal rests on: its id, where they stand, and its state (`waits`, `in`, `out`)."""

    id: str
    start: int
    end: int
    state: str


def parts(text: str) -> list[tuple[int, int]]:
    """A long text cut at line ends into parts that a page can show; a short one whole."""
    found, at = [], 0
    while len(text) - at > A_PART * 5 // 4:
        cut = text.rfind("\n", at + A_PART // 2, at + A_PART)
        cut = cut + 1 if cut > 0 else at + A_PART
        found.append((at, cut))
        at = cut
    return [*found, (at, len(text))]


def numbers(document: Document, part: tuple[int, int], said: Mapping[tuple[str, int, int], str]) -> list[Number]:
    """Every number of a part: what the extractor makes of it, unless a person said otherwise."""
    start, end = part
    whole = (start, end) == (0, len(document.text))
    day = document.published_on.first if document.published_on and document.published_on.day else None

    def read() -> tuple[tuple[int, int, str, str], ...]:
        found = extract(
            document.text[start:end],
            language=document.language or None,
            published=day,
            publisher=document.publisher or None,
            title=document.title or None if whole or start == 0 else None,
        )
        return tuple((n.start + start, n.end + start, n.use.value, n.reason) for n in found.numbers)

    told = (document.language, day, document.publisher, document.title)
    read_once = _accounts.get((document.id, document.capture, len(document.text), part, told), read)
    found = []
    for first, last, use, reason in read_once:
        own = said.get((document.id, first, last))
        found.append(Number(first, last, own, "", True) if own else Number(first, last, use, reason))
    return found


def counted(found: Sequence[Number], spans: Sequence[Span]) -> dict[str, int]:
    """How many numbers are claims, decoys, unclear; one inside the words of a proposal is a claim."""
    told = Counter(NumberUse.CLAIM.value if _inside(n, spans) else _outside(n) for n in found)
    return {use.value: told[use.value] for use in NumberUse}


def _inside(number: Number, spans: Sequence[Span]) -> bool:
    return any(span.start < number.end and number.start < span.end for span in spans)


def _outside(number: Number) -> str:
    """A number that the grammar takes for a claim and that no proposal holds is unclear to whoever looks at it."""
    return NumberUse.UNCLEAR.value if number.use == NumberUse.CLAIM.value else number.use


def marked(
    text: str, part: tuple[int, int], spans: Sequence[Span], found: Sequence[Number], href: Callable[[Number], str],
    words: Words,
) -> Markup:  # fmt: skip
    """The part with the words of each proposal marked and every other number a link to what can be said of it."""
    begin, end = part
    pieces: list[str] = []
    at = begin
    things: list[Span | Number] = sorted([*spans, *found], key=lambda each: (each.start, -each.end))
    for each in things:
        if each.start < at or each.end > end:
            continue  # inside words that are marked already
        pieces.append(_plain(text[at : each.start]))
        inner = _plain(text[each.start : each.end])
        pieces.append(_span(each, inner) if isinstance(each, Span) else _number(each, inner, href(each), words))
        at = each.end
    return Markup("".join([*pieces, _plain(text[at:end])]))


def _span(span: Span, inner: str) -> str:
    return f'<mark class="{span.state}" id="w-{escape(span.id)}"><a href="#p-{escape(span.id)}">{inner}</a></mark>'


def _number(number: Number, inner: str, href: str, words: Words) -> str:
    use = _outside(number)
    why = words("marked by hand") if number.by_hand else number.reason
    told = f"{words('no claim') if use == 'decoy' else words('unclear')}: {why}"
    return f'<a class="number {use}" id="n-{number.key}" href="{escape(href)}" title="{escape(told)}">{inner}</a>'


def _plain(text: str) -> str:
    """Text that a browser gives back exactly as it is, line ends included."""
    return escape(text).replace("\r", "&#13;")
