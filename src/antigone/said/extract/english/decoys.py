"""Numbers that are never claims, told by their form: dates, ages, money, measures, names, times, percentages."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed, Phrase, kind_of

_COINS = words.word_set("rs rs. inr usd eur gbp pkr tk ksh naira ngn php")
_CURRENCY = frozenset("$€£¥₸₽₴₹₺₩")
_NAMED = words.word_set(
    """
    channel flight no no. number article section chapter page room building gate route highway road unit line
    train magnitude boeing airbus resolution paragraph phase level category group hospital school mine shaft
    pier pit sector zone district ward block radio studio version part grade form class platform terminal
    runway hall warehouse camp base interstate motorway protocol order case bus kilometre km mile day apollo
    area aged age ages
    """
)
_SOMEBODY = words.word_set("boy girl man woman child youth teenager son daughter baby student pensioner")
_AGE_AFTER = frozenset(("year-old", "year-olds", "years-old", "month-old", "day-old", "week-old", "months-old"))


_ALIVE = re.compile(
    r"(?:[a-z'-]+ ){0,6}?(?:listed|counted|recorded|thought|believed|presumed|feared|reported|registered|declared)(?: [a-z]+){0,3} (?:dead|died|killed|missing|drowned|perished)(?: [a-z,'-]+){0,6}? (?:turned up|showed up|(?:are|were|is|was|be) (?:still |in fact |actually )?alive|(?:found|discovered|located)(?: [a-z]+){0,2} (?:alive|safe|well|in (?:shelters?|hospitals?))|had survived|(?:are|were) safe|(?:came|returned|walked) home|reappeared)(?!\S)"
)
_LIVING = re.compile(r"(?:are|were|is|was) (?:in fact |actually |still |all )*(?:alive|safe|unharmed|unhurt)(?!\S)")


_MISLISTED = re.compile(
    r"(?:had|have|has|were)(?: been)?(?: wrongly| mistakenly| erroneously)? (?:listed|counted|recorded|included|declared|reported) (?:as dead|among the dead)"
)


def alive_after_all(parsed: Parsed, phrase: Phrase) -> bool:
    """True for "several women listed as dead turned up at home", "three of them are alive"."""
    ahead = parsed.line.slice(phrase.first, phrase.last + 24)
    after = parsed.line.slice(phrase.last, phrase.last + 6)
    hurt = phrase.adjective == "injured" and _MISLISTED.match(after)
    return bool(hurt or _ALIVE.match(ahead) or _LIVING.match(after))


_PAPERS = frozenset(
    ("tolls", "figures", "numbers", "reports", "claims", "allegations", "estimates", "toll", "figure", "count")
)


_PARENTS = words.word_set("mother father mum dad mom parent grandmother grandfather parents")
_NOT_PEOPLE = words.word_set(
    "evidence indication proof sign doubt confirmation estimate estimates trace traces word news information details knowledge"
)
_DIED_LATER = re.compile(r"(?:have |has |had |later |since )*(?:died|were killed|was killed)")
_SAVED = re.compile(r"(?:were|was|have been|are|could have been) (?:saved|spared|at (?:risk|stake)|in danger)")
_FREED = frozenset(("released", "freed", "releasing", "freeing", "releases", "frees"))
_HOPED = re.compile(r"(?:so that|(?:ensure|sure|hope|hopes|hoped|pray|wish)(?: that)?)$")


def decoy(parsed: Parsed, at: int, phrase: Phrase) -> str:
    """Why the number at item `at` cannot be a claim, in a few words; empty where its form does not tell."""
    number = parsed.items[at].number
    assert number is not None
    if number.kind in ("ordinal", "compound"):
        return "an ordinal" if number.kind == "ordinal" else "part of an adjective"
    if number.kind == "none" and phrase.head in _NOT_PEOPLE:
        return "evidence, not people"
    if number.kind == "none" and parsed.word(at + 1) in _NOT_PEOPLE:
        return "evidence, not people"
    if number.kind == "none" and _HOPED.search(parsed.line.slice(max(0, at - 4), at)):
        return "hoped for, and not told"
    if number.kind == "none" and any(word in _PAPERS for word in parsed.lower[at + 1 : at + 4]):
        return "figures, not people"
    if number.kind == "fraction":
        return "a fraction"
    alive = phrase.head in ("survivor", "survivors") and not phrase.partitive
    if alive and not _DIED_LATER.match(parsed.line.slice(phrase.last, phrase.last + 4)):
        return "people who survived"
    if phrase.head in ("detainees", "prisoners", "inmates") and parsed.word(at - 1) in _FREED:
        return "people released"
    if phrase.head == "lives" and _SAVED.match(parsed.line.slice(phrase.last, phrase.last + 4)):
        return "lives that were saved"
    before, after = parsed.word(at - 1), parsed.word(at + 1)
    if before == "of" and parsed.word(at - 2) in _PARENTS and phrase.kind == "none":
        return "somebody's children"  # "the mother of three"
    if after == "of" and before in ("every", "each", "any"):
        return "each of them, and no number"
    if after == "too" and parsed.word(at + 2) in ("many", "few", "much"):
        return "no count"
    if after == "times" or (after in words.AUXILIARIES and parsed.word(at + 2) in ("deducted", "subtracted")):
        return "a difference"
    if after in ("fewer", "less", "more", "higher", "lower") and parsed.word(at + 2) == "than":
        return "a difference"
    for reason, found in (
        ("money", before in _CURRENCY or after in _CURRENCY or before in _COINS),
        ("a percentage", after in ("%", "percent", "pct") or (after == "per" and parsed.word(at + 2) == "cent")),
        ("a date", _is_date(parsed, at, phrase)),
        ("a time of day", _is_time(parsed, at)),
        ("an age", _is_age(parsed, at, phrase)),
        ("people asked or examined", _is_interview(parsed, at)),
        ("part of a name or reference", _is_name(parsed, at, phrase)),
    ):
        if found:
            return reason
    return words.THING_OF.get(phrase.head, "") if phrase.kind == "thing" else ""


def _is_date(parsed: Parsed, at: int, phrase: Phrase) -> bool:
    number = parsed.items[at].number
    assert number is not None
    value, before, after = number.value, parsed.word(at - 1), parsed.word(at + 1)
    if number.kind != "digits" and number.modifier != "range":
        return False
    if phrase.head == "mark":
        return False
    small = value is None or value <= 31
    if small and before == "." and parsed.word(at - 2) in words.MONTHS and phrase.kind in ("none", "unknown"):
        return True
    if small and (before.rstrip(".") in words.MONTHS and parsed.capital(at - 1)) and phrase.kind in ("none", "unknown"):
        return True
    if small and (after.rstrip(".") in words.MONTHS and parsed.capital(at + 1)):
        return True
    if (
        value is None
        or phrase.kind not in ("none", "unknown", "thing")
        or number.modifier not in ("exact", "less_than", "about")
    ):
        return False
    token = parsed.tokens[number.first].text
    year = 1800 <= value <= 2100 and len(token) == 4
    month_before = before.rstrip(".") in words.MONTHS or (before == "," and _has_month(parsed, at))
    after_of = before in (
        "in",
        "since",
        "of",
        "by",
        "until",
        "before",
        "after",
        "from",
        "during",
        "early",
        "late",
        "the",
        "(",
        "spring",
        "summer",
        "autumn",
        "winter",
        "fall",
    )
    return (
        year
        and (
            month_before
            or (after_of and phrase.kind != "person")
            or (phrase.kind == "unknown" and parsed.cue_at.get(at + 1) is None)
            or _slashed(parsed, at)
        )
    ) or _slashed(parsed, at)


_ASKED = words.word_set(
    """
    interviewed questioned surveyed polled interviewing interviews consulted interview survey asked
    """
)


def _is_interview(parsed: Parsed, at: int) -> bool:
    before = parsed.lower[max(0, at - 4) : at]
    return parsed.word(at - 1) in _ASKED or before[-2:] in (
        ["interviews", "with"],
        ["spoke", "to"],
        ["spoke", "with"],
        ["testimony", "of"],
    )


def _has_month(parsed: Parsed, at: int) -> bool:
    return any(parsed.word(k).rstrip(".") in words.MONTHS for k in range(max(0, at - 4), at))


def _slashed(parsed: Parsed, at: int) -> bool:
    number = parsed.items[at].number
    assert number is not None
    text = parsed.tokens[number.first].text
    if text.count(".") == 2 and len(text) >= 6:
        return True
    glued = [
        k
        for k in (at - 1, at + 1)
        if parsed.word(k) in ("/", "-") and (parsed.end(k) == parsed.start(at) or parsed.end(at) == parsed.start(k))
    ]
    return any(parsed.word(k + 1) == "#" and parsed.word(k - 1) == "#" for k in glued)


def _is_time(parsed: Parsed, at: int) -> bool:
    before, after = parsed.word(at - 1), parsed.word(at + 1)
    if after in ("a.m", "p.m", "a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "utc", "hrs"):
        return True
    if (
        after == ":"
        and parsed.word(at + 2) == "#"
        and parsed.end(at) == parsed.start(at + 1)
        and parsed.end(at + 1) == parsed.start(at + 2)
    ):
        return True
    return (
        before == ":"
        and parsed.word(at - 2) == "#"
        and at >= 2
        and parsed.end(at - 1) == parsed.start(at)
        and parsed.end(at - 2) == parsed.start(at - 1)
    )


def _is_age(parsed: Parsed, at: int, phrase: Phrase) -> bool:
    before, after = parsed.word(at - 1), parsed.word(at + 1)
    number = parsed.items[at].number
    assert number is not None
    if after in _AGE_AFTER or (
        after in ("-", "–") and parsed.word(at + 2).startswith(("year", "month", "week", "day"))
    ):
        return True
    if after in ("year", "years", "months", "weeks", "days") and parsed.word(at + 2) in ("old", "-", "of"):
        return True
    if before in ("aged", "age", "ages") or (
        before in ("and", "or", "to", "between")
        and parsed.word(at - 3) in ("aged", "ages", "age", "between")
        and phrase.kind in ("none", "unknown")
    ):
        return True
    if number.value is None or number.value > 110:
        return False
    if before in (",", "and", "or") and phrase.kind == "none" and _ages_before(parsed, at):
        return True
    if before == "of" and phrase.kind == "none" and parsed.word(at - 2) in _SOMEBODY and number.kind == "digits":
        return True  # "a boy of 12"
    if aged(parsed, at) and phrase.kind == "none":
        return True
    if (
        number.modifier in ("less_than", "more_than")
        and phrase.kind == "none"
        and after in (",", ".", ")", ";", "", "and", "had", "were")
    ):
        written = parsed.tokens[number.phrase].lower
        grouped = (
            "them",
            "whom",
            "those",
            "children",
            "all",
            "mostly",
            "mainly",
            "people",
            "adults",
            "women",
            "men",
            "boys",
            "girls",
        )
        if written in ("under", "below") and before in ("were", "are", "was", "is"):
            return True
        return written in ("under", "below", "over", "above") and before in grouped
    if number.kind != "digits" or number.modifier != "exact":
        return False
    if (
        before == ","
        and after in (",", ".", "of", ")")
        and at >= 2
        and parsed.capital(at - 2)
        and parsed.word(at - 2) not in words.MONTHS
    ):
        named = at >= 3 and (parsed.capital(at - 3) or parsed.word(at - 2).isalpha())
        return named and (after != "of" or parsed.word(at + 2) not in ("them", "whom", "those", "these", "the"))
    return before == "(" and after == ")" and at >= 2 and parsed.capital(at - 2)


def _ages_before(parsed: Parsed, at: int) -> bool:
    """The 12 and the 13 of "aged 8, 12 and 13"."""
    k = at - 1
    while k > 1 and at - k < 12 and parsed.lower[k] in (",", "and", "or", "#"):
        k -= 1
    return parsed.lower[k] in ("aged", "ages") and k < at - 2


def aged(parsed: Parsed, at: int) -> bool:
    """The number of "112 people over 80", "children under five"."""
    number = parsed.items[at].number
    if number is None or number.value is None or number.value > 110:
        return False
    written = parsed.tokens[number.phrase].lower
    return written in ("under", "below", "over", "above") and kind_of(parsed.word(at - 1)) == "person"


def name_before(parsed: Parsed, at: int) -> bool:
    """ "has learnt from Khabar 24 that": digits right after a capitalised name, counting nothing."""
    number = parsed.items[at].number
    assert number is not None
    if number.kind != "digits" or number.modifier != "exact" or at < 2 or not parsed.capital(at - 1):
        return False
    before = parsed.word(at - 1)
    return before.isalpha() and before not in words.DAYS and parsed.word(at - 2) not in (".", ":", "!", "?", '"', "“")


def _is_name(parsed: Parsed, at: int, phrase: Phrase) -> bool:
    number = parsed.items[at].number
    assert number is not None
    before = parsed.word(at - 1)
    if (
        number.kind == "digits"
        and before in ("-", "–", "/", "#", "№")
        and at >= 2
        and parsed.end(at - 2) == parsed.start(at - 1)
        and parsed.end(at - 1) == parsed.start(at)
    ):
        return parsed.word(at - 2).isalpha()
    if (
        number.kind == "digits"
        and parsed.word(at + 1) == "-"
        and parsed.end(at) == parsed.start(at + 1)
        and phrase.kind != "person"
        and parsed.word(at + 2).isalpha()
    ):
        return True
    if number.modifier != "exact" or before not in _NAMED:
        return False
    if before == "number" and parsed.word(at - 2) in ("dead", "victims", "injured", "wounded", "missing", "they"):
        return False  # "the dead number 347"
    return phrase.kind in ("none", "unknown", "thing") and parsed.cue_at.get(at + 1) is None
