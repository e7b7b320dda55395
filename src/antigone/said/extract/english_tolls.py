"""Figures that a toll gives: "the death toll has risen to 18", "the number of injured reached 40", "Dead: 12"."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from functools import lru_cache

from antigone.said.extract import english_words as words
from antigone.said.extract.english_items import Parsed, Phrase
from antigone.said.extract.english_predicates import TIME, Governed
from antigone.said.extract.english_units import TOLL, TOLL_LINK

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
    first_item = parsed.line.item(best.end() - 1) + 1
    link = TOLL_LINK.search(between)
    number = parsed.items[at].number
    bare = not between.strip() or between.rsplit(" ", 1)[-1] in _RISES
    modified = number is not None and number.phrase < number.first
    passing = (
        number is not None
        and modified
        and any(token.lower.startswith(_EXCEEDS) for token in parsed.tokens[number.phrase : number.first])
    )
    changed = (
        between.strip() == "from" and parsed.lower[at + 1 : at + 3] == ["to", "#"] and not left.endswith("dead from")
    )
    revised = re.search(
        r"(?:revis|lower|cut|rais|updat|reduc)\w* (?:[a-z]+ ){0,3}$", f"{left[: best.start()].rstrip()} "
    )
    changed = changed or (between.strip() == "from" and revised is not None)
    to_another = parsed.lower[at + 1 : at + 3] == ["to", "#"] and between.endswith(" from") and "#" not in between
    changed = changed or (to_another and len(between) > 20 and _CHANGES.search(left) is not None)
    given = between.strip() == "as" or (
        bare and best.group().endswith(("toll", "tolls", "tally")) and parsed.sentence.headline
    )
    whose = best.group().endswith(("dead", "victims", "injured", "wounded", "missing"))
    numbering = between.strip() == "number" and whose
    numbering = numbering or (between.endswith(" number") and len(between) < 60 and "#" not in between)
    headed_now = (
        parsed.sentence.headline and _NOW.fullmatch(between) is not None and best.group().endswith(("toll", "tolls"))
    )
    vaguely = between.endswith((" in the", " into the")) and number is not None and number.kind == "vague"
    headed = parsed.sentence.headline and modified and best.start() < 12 and len(between) < 60 and "#" not in between
    if link is None and (
        numbering
        or vaguely
        or headed_now
        or headed
        or given
        or changed
        or (bare and modified)
        or passing
        or (listed and not between.strip())
    ):
        link = best  # "toll above 200", "deaths near 1,000"
    put = re.search(r"put(?:s|ting)? (?:the )?$", left[: best.start()]) is not None
    plain = (
        not put and (" " not in best.group().strip() and not best.group().endswith(("toll", "tolls", "tally")))
    ) or best.group().startswith("those")
    if plain and between.endswith(" from") and revised is None:
        return None
    if link is None or len(between) > (14 if plain and not numbering else 130) or ";" in between:
        return None
    if between.count("#") > 1 and not _only_foreign(parsed, first_item, at):
        return None
    if (
        not plain
        and "#" in between
        and not _only_foreign(parsed, first_item, at)
        and not any(w in between for w in ("from #", "of #", "by #", "# on"))
    ):
        return None
    unit = best.lastgroup
    first = parsed.line.item(best.start())
    return Governed(unit, "toll", f"“{best.group().strip()} … {between.strip() or ':'}” gives it", first, at, plain)
