"""A family drawn for a page: the drawing of the engine, in the reader's language and the page's colours."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from antigone.named.book import Book
from antigone.named.family import Family
from antigone.named.kinship.faults import PedigreeError
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.svg import WORDS, draw_svg
from antigone.named.person import PersonStatus
from antigone.web.words import Words


def drawn(family: Family, book: Book, typed: Collection[str], words: Words) -> Markup:
    """A family of the case: who is missing, who is typed, who is known to be dead or was identified."""
    missing = {m for m in family.missing if not _found(book, m)}
    dead = {m.id for m in family.members if _found(book, m.id)}
    return draw(family.pedigree(), words, title=family.id, typed=typed, missing=missing, dead=dead)


def draw(
    pedigree: Pedigree,
    words: Words,
    *,
    title: str,
    typed: Collection[str] = (),
    missing: Collection[str] = (),
    dead: Collection[str] = (),
) -> Markup:
    """A pedigree as SVG without a style of its own; nothing where it makes no sense."""
    told = {key: words(text) for key, text in WORDS.items()}
    title = words("Family %(id)s", id=title) if title else words("Family")
    try:
        return Markup(draw_svg(pedigree, typed=typed, missing=missing, dead=dead, title=title, words=told, style=False))
    except PedigreeError:
        return Markup()


def _found(book: Book, code: str) -> bool:
    """True for somebody known to be dead, or whose remains a standing decision names."""
    person = book.persons.get(code)
    if person is None:
        return False
    decided = any(s.is_established and not s.decision.is_set for s in book.decisions_on(code))
    return person.status is PersonStatus.DEAD or decided
