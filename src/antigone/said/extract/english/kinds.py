"""What sort of speaker a phrase names: an outlet, an organisation, a group, a bare title."""

from __future__ import annotations

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed
from antigone.said.extract.english.names import (
    COUNTRIES,
    GROUP_HEADS,
    LEAD,
    NOT_OUTLET,
    ORGANISATIONS,
    OUTLETS,
    PROPER_OUTLETS,
    ROLE_HEADS,
)
from antigone.said.extract.language import Voice


def named_outlet(parsed: Parsed, first: int, last: int) -> Voice | None:
    """ "The Italian daily Example", "the local news agency Example": a kind of outlet and its name."""
    begin = last
    while begin > first and parsed.capital(begin - 1) and parsed.items[begin - 1].number is None:
        begin -= 1
    kind = parsed.lower[begin - 1] if begin > first else ""
    if begin in (first, last) or last - first > 7 or kind not in _KINDS_OF_OUTLET:
        return None
    if kind in ("agency", "station", "network") and not _BROADCAST & set(parsed.lower[first : begin - 1]):
        return None
    while parsed.lower[first] in LEAD:
        first += 1
    return Voice(parsed.text(first, last), parsed.start(first), parsed.end(last - 1), kind="outlet")


_KINDS_OF_OUTLET = words.word_set(
    "daily outlet newspaper agency broadcaster station website magazine portal weekly network tabloid"
)
_BROADCAST = frozenset(("news", "press", "radio", "tv", "television", "wire", "state-run", "state"))


def _is_outlet(parsed: Parsed, item: int, word: str) -> bool:
    return word in OUTLETS and (word not in PROPER_OUTLETS or parsed.capital(item) or word == "news")


def kind_of(parsed: Parsed, first: int, bare: list[str], core: list[str]) -> str:
    last = core[-1] if core else ""
    if any(_is_outlet(parsed, first + i, word) for i, word in enumerate(core)) and not any(
        word in NOT_OUTLET for word in core
    ):
        return "outlet"
    if last in GROUP_HEADS and last != "police":
        return "group"
    if last in ROLE_HEADS or last.rpartition("-")[2] in ROLE_HEADS:
        return "role"
    if any(word.removesuffix("'s") in ORGANISATIONS or word in ORGANISATIONS for word in core) or last == "police":
        return "organisation"
    text = parsed.tokens[parsed.items[first].first].text
    if len(core) == 1 and text.isupper() and 2 <= len(text) <= 8:
        return "organisation"
    if text[:1].isupper() and bare[0] in COUNTRIES and len(core) == 1:
        return "organisation"
    capitals = sum(
        parsed.capital(first + i) or (0 < i < len(core) - 1 and word == "the") for i, word in enumerate(core)
    )
    if (
        len(core) >= 1
        and capitals == len(core)
        and bare[0] not in words.MONTHS
        and bare[0] not in words.DAYS
        and len(bare[0]) > 2
    ):
        return "organisation"
    if any(word in GROUP_HEADS for word in core):
        return "group"
    return ""
