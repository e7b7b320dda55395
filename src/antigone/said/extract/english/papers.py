"""Statements, reports and lists that stand beside a speaker: "in a statement", "figures from the ministry"."""

from __future__ import annotations

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed
from antigone.said.extract.english.names import GROUP_HEADS, ORGANISATIONS, OUTLETS, ROLE_HEADS

WRITTEN = words.word_set("post statement message release letter bulletin communique tweet communiqué")
_SPOKEN = words.word_set("interview briefing conference address speech broadcast video report note")
_ARTICLES = words.word_set("a an his her its their the")
_PAPERS = words.word_set(
    """
    list lists toll count tally figures data statistics records estimate estimates report reports study statement
    investigation analysis bulletin inquiry research
    """
)
INQUIRIES = words.word_set(
    "research investigation inquiry probe report study review survey commission analysis committee panel"
)
_HELD = words.word_set(
    "data figures statistics records count tally list database bulletin investigation inquiry report"
)
_GATHERED = words.word_set("collected gathered compiled provided collated kept released supplied")
_SIGNED = words.word_set("report statement account testimony tally count post")


def before_writing(parsed: Parsed, first: int, last: int) -> int:
    """Leave out "in a statement", "in his post" after the name of somebody."""
    for k in range(first + 1, last - 2):
        leads = parsed.lower[k] in ("in", "via", "through", "on") and parsed.lower[k + 1] in _ARTICLES
        if leads and any(word in WRITTEN or word in _SPOKEN for word in parsed.lower[k + 2 : k + 6]):
            return k
    return last


def past_paper(parsed: Parsed, first: int, last: int) -> int:
    """ "The revised list of the Ministry", "figures from the Ministry": it is the ministry that speaks."""
    for k in range(first, min(first + 5, last - 1)):
        if (
            parsed.lower[k] in _PAPERS
            and parsed.lower[k + 1] in _GATHERED
            and k + 2 < last - 1
            and parsed.lower[k + 2] == "by"
        ):
            return k + 3
        if parsed.lower[k] in _PAPERS and parsed.lower[k + 1] in ("of", "from", "by"):
            own = parsed.lower[k] in INQUIRIES
            named = any(parsed.capital(i) or (own and _is_body(parsed, i)) for i in range(k + 2, min(k + 5, last)))
            return k + 2 if named else first
    return first


def signed_by(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """Where the author of a paper stands: "a report [released on Monday] by X", "a report which X released"."""
    paper = next((k for k in range(first, min(first + 5, last)) if parsed.lower[k] in _PAPERS), None)
    if (
        paper is None
        or (paper and parsed.capital(paper))
        or any(not parsed.lower[k].isalpha() for k in range(first, paper))
    ):
        return 0, 0
    k = paper + 1 + (parsed.word(paper + 1) == ",")
    if parsed.word(k) in ("which", "that"):
        ends = (i for i in range(k + 2, k + 14) if parsed.word(i) in _PUBLISHED)
        end = next(ends, 0)
        plain = end and all(parsed.lower[i].replace("-", "").replace("'", "").isalpha() for i in range(k + 1, end))
        own = plain and any(_is_body(parsed, i) or parsed.capital(i) for i in range(k + 1, end))
        return (k + 1, end - (parsed.word(end - 1) in ("has", "have", "had"))) if own else (0, 0)
    if parsed.word(k) in _PUBLISHED:
        k += 1
        while parsed.word(k) in _WHEN or (parsed.word(k) == "#" and parsed.word(k - 1) in words.MONTHS):
            k += 1
    if parsed.word(k) != "by":
        return 0, 0
    end = k + 1
    while end < len(parsed.items) and _in_name(parsed, end):
        end += 1
    return (k + 1, end) if end > k + 1 and parsed.lower[end - 1] not in _JOINS else (0, 0)


def _in_name(parsed: Parsed, k: int) -> bool:
    return parsed.capital(k) or parsed.lower[k] in _JOINS or _is_body(parsed, k) or parsed.lower[k] in _RANKS


_JOINS = frozenset(("the", "of", "for", "and", "a", "an"))
_RANKS = words.word_set("local regional national international independent provincial state human rights health")
_PUBLISHED = words.word_set("published released issued compiled prepared written drawn posted circulated")
_WHEN = frozenset(
    words.word_set("on in this last week month year earlier late up today yesterday jointly")
    | words.DAYS.keys()
    | words.MONTHS.keys()
)


def _is_body(parsed: Parsed, k: int) -> bool:
    """Somebody who can look into a matter: "an investigation by the newspaper"."""
    return parsed.lower[k] in ORGANISATIONS or parsed.lower[k] in OUTLETS


def holder(parsed: Parsed, first: int, last: int) -> int:
    """ "The ministry's data", "the newspaper's investigation": where the name of their holder ends; 0 where none is."""
    if parsed.lower[last - 1] not in _HELD or parsed.capital(last - 1):
        return 0
    for k in range(last - 2, first - 1, -1):
        owner = parsed.lower[k].removesuffix("'s")
        if owner != parsed.lower[k]:
            body = owner in ORGANISATIONS or owner in ROLE_HEADS or owner in OUTLETS or owner in GROUP_HEADS
            return k + 1 if body else 0
    return 0


def author(parsed: Parsed, first: int, last: int) -> str:
    """ "A doctor's post-mortem report": the doctor; empty where the phrase names no such paper."""
    for k in range(first, last - 1):
        owner = parsed.lower[k].removesuffix("'s")
        if owner != parsed.lower[k] and owner in ROLE_HEADS and parsed.lower[last - 1] in _SIGNED:
            return parsed.text(first, k + 1).removesuffix("'s").removesuffix("’s")
    return ""
