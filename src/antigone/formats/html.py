"""Web pages: the article by trafilatura, and each paragraph found again in the source of the page.

The text is matched with the source by its characters other than blanks; a paragraph that cannot be found again (it was
put together by the extractor) is known only to be on the page.
"""

from __future__ import annotations

import html as entities
import logging
import re
from collections.abc import Mapping
from typing import Any

from antigone.formats import read_findings as wrong
from antigone.formats.plain_text import decoded_text
from antigone.formats.source import Source
from antigone.said.document import Document, Piece

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,30})", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_SILENT = ("script", "style", "noscript", "template", "head", "svg")
_LINES = ("p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "hr", "pre", "blockquote")
_BLOCKS = frozenset((*_LINES, "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main"))
_MISSES = 500  # full searches for paragraphs that are not where they should be
_META = (
    ("title", "title"),
    ("publisher", "sitename"),
    ("url", "url"),
    ("language", "language"),
)


def read(source: Source) -> list[Document]:
    """The one document of a web page. Its pieces lead to the character of the decoded source."""
    declared = _CHARSET.search(source.data[:4096])
    decoded = decoded_text(source, declared[1].decode("ascii", "ignore") if declared else "")
    text, known = article(decoded.text)
    if known.get("published"):
        known["published_on"] = source.day(known["published"])
    known.pop("published", None)
    if not text.strip():
        source.warn(wrong.NO_TEXT)
        return []
    pieces = align(text, decoded.text)
    return [source.document(text, pieces, format="html", measure="character", encoding=decoded.encoding, **known)]


def article(page: str) -> tuple[str, dict[str, Any]]:
    """Title and paragraphs of a page, and what it says of itself; all its visible text where no article is found."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False, include_formatting=False)
    except Exception:  # the libraries below raise many kinds of error on a damaged page; the plain way still works
        found = None
    if found is None:
        return visible_text(page), {}
    data = found if isinstance(found, dict) else found.as_dict()
    known = {name: str(data.get(key) or "") for name, key in _META}
    known = {name: value for name, value in known.items() if value}
    known["published"] = str(data.get("date") or "")
    body = "\n\n".join(line.strip() for line in str(data.get("text") or "").splitlines() if line.strip())
    title = known.get("title", "")
    if title and _bare(title) not in _bare(body[: len(title) * 3 + 200]):
        body = f"{title}\n\n{body}"
    return body, known


def _bare(text: str) -> str:
    return "".join(text.split())


def visible_text(page: str) -> str:
    """Everything that is not markup, a paragraph for each block."""
    out: list[str] = []
    for chunk, _, tag in _scan(page):
        out.append("\n" if tag in _BLOCKS else chunk)
    lines = (" ".join(line.split()) for line in "".join(out).splitlines())
    return "\n\n".join(line for line in lines if line)


def _scan(page: str) -> list[tuple[str, int, str]]:
    """The page cut into text chunks `(text, offset, "")` and tags `("", offset, name)`, without what is never shown.

    Linear in the length of the page, whatever it holds.
    """
    out: list[tuple[str, int, str]] = []
    lower = page.lower() if len(page.lower()) == len(page) else page
    closes = {name: lower.rfind(f"</{name}") for name in _SILENT}
    at = 0
    while at < len(page):
        tag = page.find("<", at)
        tag = len(page) if tag < 0 else tag
        _text_chunks(page, at, tag, out)
        if tag == len(page):
            break
        name, end = _tag(page, lower, tag, closes)
        out.append(("", tag, name))
        at = end
    return out


def _tag(page: str, lower: str, at: int, closes: Mapping[str, int]) -> tuple[str, int]:
    """The name of the tag that begins at `at`, and where what follows it begins; `closes`: the last end tag of each."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 4)
        return "", len(page) if end < 0 else end + 3
    end = page.find(">", at)
    end = len(page) if end < 0 else end + 1
    match = re.match(r"/?([a-z][a-z0-9]{0,20})", lower[at + 1 : at + 24])
    name = match[1] if match else ""
    if name in _SILENT and page[at + 1] != "/":
        if closes[name] < end:
            return name, end if name == "head" else len(page)
        close = lower.find(f"</{name}", end)
        after = page.find(">", close)
        return name, len(page) if after < 0 else after + 1
    return name, end


def _text_chunks(page: str, start: int, end: int, out: list[tuple[str, int, str]]) -> None:
    """The text between two tags; an entity is a chunk of its own."""
    at = start
    for match in _ENTITY.finditer(page, start, end):
        if match.start() > at:
            out.append((page[at : match.start()], at, ""))
        out.append((entities.unescape(match[0]), match.start(), ""))
        at = match.end()
    if at < end:
        out.append((page[at:end], at, ""))


def align(text: str, page: str) -> list[Piece]:
    """For each line of the text, where its characters stand in the page."""
    letters, places, ends = _letters(page)
    pieces: list[Piece] = []
    cursor = misses = at = 0
    for line in text.splitlines(keepends=True):
        bare = _bare(line)
        found = letters.find(bare, cursor) if bare else -1
        if bare and found < 0 and misses < _MISSES:
            misses += 1
            found = letters.find(bare)
        if found >= 0 and bare:
            pieces += _runs(line, at, places[found : found + len(bare)], ends)
            cursor = found + len(bare)
        elif bare:
            pieces.append(Piece(at, at + len(line), "the page"))
        at += len(line)
    return pieces


def _letters(page: str) -> tuple[str, list[int], dict[int, int]]:
    """All visible characters that are not blank, where each stands in the page, and where those written as an entity
    end, by where they begin. The title is among them."""
    letters: list[str] = []
    places: list[int] = []
    ends: dict[int, int] = {}
    lower = page.lower() if len(page.lower()) == len(page) else page
    begin, close = lower.find("<title"), lower.find("</title")
    head: list[tuple[str, int, str]] = []
    if 0 <= begin < close:
        _text_chunks(page, page.find(">", begin) + 1, close, head)
    for chunk, place, _ in [*_scan(page), *head]:
        entity = _ENTITY.match(page, place) if page.startswith("&", place) and chunk else None
        literal = entity is None
        if entity:
            ends[place] = entity.end()
        for index, letter in enumerate(chunk):
            if not letter.isspace():
                letters.append(letter)
                places.append(place + index if literal else place)
    return "".join(letters), places, ends


def _runs(line: str, at: int, places: list[int], ends: Mapping[int, int]) -> list[Piece]:
    """The line as runs whose characters follow each other in the page just as they do in the text.

    Args:
        line, at: the line, and where it begins in the text.
        places: where each of its characters that is no blank stands in the page.
        ends: where entities end, by where they begin.
    """
    pieces: list[Piece] = []
    inked = [index for index, letter in enumerate(line) if not letter.isspace()]
    first = 0
    for number, index in enumerate(inked):
        last = number + 1 == len(inked)
        follows = not last and places[number + 1] - places[number] == inked[number + 1] - index
        whole = places[number] in ends or (not last and places[number + 1] in ends)
        if follows and not whole:
            continue
        begin = places[first]
        pieces.append(Piece(at + inked[first], at + index + 1, "", begin, ends.get(begin)))
        first = number + 1
    return pieces
