"""Figures that a toll gives: "the death toll has risen to 18", "the number of injured reached 40", "Dead: 12"."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from functools import lru_cache

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed, Phrase
from antigone.said.extract.english.predicates import TIME, Governed
from antigone.said.extract.english.units import TOLL, TOLL_LINK

_RISES = frozenset(
    (
        "climbed",
        "climbs",
        "climbing",
        "rose",
        "rises",
        "risen",
        "grew",
        "grown",
        "jumped",
        "soared",
        "soars",
        "went",
        "crept",
        "moved",
        "climb",
        "rise",
        "grow",
        "go",
    )
)


def _only_foreign(parsed: Parsed, first: int, last: int) -> bool:
    """True where all numbers between are dates, magnitudes, ordinals or the like ("the toll since June 14")."""
    return all(_is_foreign(parsed, k) for k in range(first, last) if parsed.items[k].number is not None)


def _is_foreign(parsed: Parsed, k: int) -> bool:
    number = parsed.items[k].number
    around = (parsed.word(k - 1).rstrip("."), parsed.word(k + 1).rstrip("."))
    year = number is not None and number.kind == "digits" and 1900 <= (number.value or 0) <= 2100
    best_of = number is not None and number.value == 1 and parsed.word(k + 1) == "of"  # "one of the worst fires"
    return (
        (best_of and any(w.endswith("st") for w in parsed.lower[k + 2 : k + 5]))
        or (number is not None and number.kind in ("compound", "ordinal", "fraction"))
        or (number is not None and number.kind == "digits" and k > 1 and parsed.capital(k - 1))  # "SuperFerry 14"
        or (year and parsed.word(k - 1) in ("in", "since", "of", "from", "the", "until", ","))
        or any(word in words.MONTHS or word in TIME for word in around if word)
        or parsed.word(k + 1) == "-"
    )


def to_number_of(parsed: Parsed, at: int, phrase: Phrase) -> Governed | None:
    """ "Raising to nine the number of confirmed victims": the toll stands after its figure."""
    if phrase.kind not in ("none", "unknown") or parsed.word(at - 1) not in ("to", "at", "the", "from"):
        return None
    line = parsed.line.slice(at, at + 24)
    put_off = (_PUT_OFF if parsed.word(at - 1) in ("to", "at") else _PUT_OFF_FROM).match(line)
    match = TOLL.match(line, put_off.end()) if put_off else None
    if match is None or match.lastgroup is None:
        return None
    reason = f"it is “the {match.group()}”"
    return Governed(match.lastgroup, "toll", reason, phrase.last, phrase.last + 2)


# "Revised to 17, down from the 29 reported before, the number of people killed": what stands between a figure and its toll.
_PUT_OFF = re.compile(
    r"# (?:, (?:down|up) from (?:the |an? )?(?:[a-z]+ ){0,2}#(?: [a-z]+){0,4} , |(?:in|at|on|during) (?:[a-z'-]+ ){1,5})?the "
)
_PUT_OFF_FROM = re.compile(r"#(?: [a-z]+){0,4} , the ")


_EXCEEDS = ("exceed", "surpass", "nearing", "approach")


@lru_cache(maxsize=8)
def _tolls(line: str) -> tuple[re.Match[str], ...]:
    """Where a line names a toll: once for all its numbers."""
    return tuple(TOLL.finditer(line))


def toll(parsed: Parsed, at: int, *, listed: bool = False) -> Governed | None:
    """ "The death toll has risen to 18", "the number of injured reached 40", "Dead: 12"."""
    left = parsed.line.slice(0, at)
    if not left or re.search(r"(?<!kept)(?<!counted) by(?: [\"“'‘])?$", left):
        return None  # "raised the toll by one, to eight"
    matches = [match for match in _tolls(parsed.line.text) if match.end() <= len(left)][-2:]
    if not matches:
        return None
    found = _given(parsed, at, left, matches[-1], listed=listed)
    if found is not None or len(matches) < 2 or " of " not in matches[-2].group():
        return found
    return _given(parsed, at, left, matches[-2], listed=listed)  # "the number of people missing and feared dead …"


_NOW = re.compile(r"(?: (?:now|officially|finally|still|provisionally))+ ?")
_CHANGES = re.compile(
    r"(?<!\S)(?:lower|cut|rais|scal|revis|bring|brought|reduc|slash|drop|trim|correct|chang|adjust)[a-z]*(?!\S)"
)


def _given(parsed: Parsed, at: int, left: str, best: re.Match[str], *, listed: bool) -> Governed | None:
    """The figure of one toll."""
    if best.lastgroup is None:
        return None
    between = re.sub(r" [\"“”'‘]$", "", left[best.end() :])
    toll = best.group().strip()
    numbering = _numbers(toll, between)
    revised = _REVISES.search(f"{left[: best.start()].rstrip()} ") is not None
    named = (
        TOLL_LINK.search(between) is not None
        or numbering
        or _changes(parsed, at, left, between, revised=revised)
        or _stands_alone(parsed, at, best, between, listed=listed)
    )
    put = _PUT.search(left[: best.start()]) is not None
    plain = (not put and " " not in toll and not toll.endswith(_TOLLS)) or toll.startswith("those")
    if not named or (plain and between.endswith(" from") and not revised):
        return None
    if len(between) > (14 if plain and not numbering else 130) or ";" in between:
        return None
    foreign = "#" in between and _only_foreign(parsed, parsed.line.item(best.end() - 1) + 1, at)
    if between.count("#") > 1 and not foreign:
        return None
    if not plain and "#" in between and not foreign and not any(w in between for w in _OTHER_FIGURES):
        return None
    reason = f"“{toll} … {between.strip() or ':'}” gives it"
    return Governed(best.lastgroup, "toll", reason, parsed.line.item(best.start()), at, plain)


_TOLLS = ("toll", "tolls", "tally")
_REVISES = re.compile(r"(?:revis|lower|cut|rais|updat|reduc)\w* (?:[a-z]+ ){0,3}$")
_PUT = re.compile(r"put(?:s|ting)? (?:the )?$")
_OTHER_FIGURES = ("from #", "of #", "by #", "# on")


def _numbers(toll: str, between: str) -> bool:
    """ "The dead number 41"; "those injured in the fire number 12"."""
    whose = toll.endswith(("dead", "victims", "injured", "wounded", "missing"))
    if between.strip() == "number" and whose:
        return True
    return between.endswith(" number") and len(between) < 60 and "#" not in between


def _changes(parsed: Parsed, at: int, left: str, between: str, *, revised: bool) -> bool:
    """ "The toll from 31 to 44": the figure it rose or fell from."""
    another = parsed.lower[at + 1 : at + 3] == ["to", "#"]
    if between.strip() == "from" and (revised or (another and not left.endswith("dead from"))):
        return True
    far = another and between.endswith(" from") and "#" not in between and len(between) > 20
    return far and _CHANGES.search(left) is not None


def _stands_alone(parsed: Parsed, at: int, best: re.Match[str], between: str, *, listed: bool) -> bool:
    """True where the figure needs no word that links it: "toll above 200", "deaths near 1,000", "toll at 12 now"."""
    number, headline, toll = parsed.items[at].number, parsed.sentence.headline, best.group()
    bare = not between.strip() or between.rsplit(" ", 1)[-1] in _RISES
    if between.strip() == "as" or (listed and not between.strip()):
        return True
    if headline and toll.endswith(_TOLLS) and (bare or (toll.endswith(_TOLLS[:2]) and _NOW.fullmatch(between))):
        return True
    if number is None:
        return False
    words = [token.lower for token in parsed.tokens[number.phrase : number.first]]
    near = best.start() < 12 and len(between) < 60 and "#" not in between
    if words and (bare or (headline and near) or any(word.startswith(_EXCEEDS) for word in words)):
        return True
    return number.kind == "vague" and between.endswith((" in the", " into the"))
