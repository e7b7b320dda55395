"""English numbers: digits, words, vague amounts, ranges, and the modifiers before and after them."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from antigone.said.extract.english.names import GROUP_HEADS, ORGANISATIONS, ROLE_HEADS
from antigone.said.extract.english.words import MONTHS, word_set
from antigone.said.extract.language import Token

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = {w: n for n, w in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {w: 10 * (n + 2) for n, w in enumerate(_TENS.split())}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5}
SUFFIXES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9}
_DOZENS = {"dozen": 12, "score": 20}
# word → (modifier, least). The least follows the annotation guide; the word itself is kept as the modifier.
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 1000,
    "millions": 10**6,
    "several": 3,
    "handful": 3,
    "few": 3,
}
_FEW = frozenset(("several", "few", "some"))
# Longest first: phrases before a number, and what they make of it.
BEFORE: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        (
            (tuple(words.split()), modifier)
            for modifier, phrases in {
                "at_least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of"
                "|at the very least|at minimum",
                "more_than": "beyond|past|more than|over|well over|above|upwards of|upward of|in excess of|well above|far more than"
                "|much more than|exceeds|exceeding|exceeded|just over|slightly more than|a little over|slightly over"
                "|greater than|surpassing|little more than",
                "almost": "almost|nearly|close to|just under|approaching|nearing|just short of|near|slightly under|not quite",
                "less_than": "less than|fewer than|under|below|slightly fewer than|slightly less than",
                "up_to": "not exceeded|not exceed|not exceeding|up to|as many as|as high as|at most|no more than|not more than|a maximum of|maximum of|at the most",
                "about": "about|around|some|approximately|roughly|an estimated|estimated|circa|in the region of"
                "|somewhere around|approx|approx .|~|an approximate|in the order of|on the order of|an average of",
                "exact": "a cumulative total of|a combined total of|an overall total of|a running total of|a total of|total of|the total of|altogether|exactly|precisely",
            }.items()
            for words in phrases.split("|")
        ),
        key=lambda pair: -len(pair[0]),
    )
)
# Words after a number, and what they make of it.
AFTER = {
    ("or", "more"): "at_least",
    ("+",): "at_least",
    ("-", "plus"): "at_least",
    ("or", "so"): "about",
    ("-", "odd"): "about",
    ("odd",): "about",
}
# "the statement of the minister, about 30 dead", "information spread by channels about 30 dead"
_BESIDE_TALK = word_set(", channels media outlets networks press websites internet chats")
_LAST_WORDS = frozenset(words[-1] for words, _ in BEFORE)
_TOLD_ABOUT = word_set(
    """
    lies lie hoax hoaxes disinformation misinformation falsehoods journalists reporters media public information informed talked spoke rumours rumors knew know report
    reports news message story figures
    statement statements write writes wrote written claims claim speak speaks speaking talk messages posts
    """
)
# "the toll has gone up to 13": no modifier.
_GONE_UP = word_set("gone went go goes going risen rose revised moved bumped toll tally count edged inched crept shot")
# "handed over 12 bodies": no modifier.
_PHRASAL_OVER = word_set(
    """
    handed hand handing hands turned turn turning passed gave given give giving
    """
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: token range `first`…`last` (half-open) of the numeral, and of the phrase with its modifier.

    `value` is None for vague amounts; `least` is then what the word commits to. `kind`: `digits`, `words`, `vague`,
    `none` (no, none), `ordinal`, `fraction` or `compound` ("two-storey").
    """

    first: int
    last: int
    value: int | None
    kind: str
    phrase: int
    modifier: str = "exact"
    least: int | None = None
    most: int | None = None

    @property
    def bounds(self) -> tuple[int | None, int | None, int | None]:
        """low, high, best: what the words commit the speaker to."""
        if self.kind == "share":
            return None, None, None
        if self.modifier == "range":
            return self.least, self.most, None
        if self.modifier == "majority" and self.value is not None:
            return self.value // 2 + 1, self.value, None
        if self.value is None:
            return self.least, None, None
        return _commits(self.modifier, self.value)


def _commits(modifier: str, n: int) -> tuple[int | None, int | None, int | None]:
    """low, high, best for a number with its modifier; nothing is rounded and no tolerance is invented."""
    bounds: dict[str, tuple[int | None, int | None, int | None]] = {
        "at_least": (n, None, None),
        "more_than": (n + 1, None, None),
        "almost": (None, n, None),
        "less_than": (None, max(0, n - 1), None),
        "up_to": (None, n, None),
        "about": (None, None, n),
    }
    return bounds.get(modifier, (n, n, n))


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """All numbers of a sentence in order, ranges joined, modifiers read."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _number_at(tokens, at)
        if number is None:
            at += 1
            continue
        found.append(number)
        at = number.last
    return [_modified(tokens, n) for n in _ranges(tokens, found)]


def _number_at(tokens: Sequence[Token], at: int) -> Number | None:
    token = tokens[at]
    if token.kind == "number":
        return _digits(tokens, at)
    if token.kind != "word":
        return None
    return _vague(tokens, at) or _none(tokens, at) or _words(tokens, at) or _other(tokens, at)


def _digits(tokens: Sequence[Token], at: int) -> Number:
    text = tokens[at].text
    whole, fraction = _value(text)
    last, scale = at + 1, 1
    after = tokens[last] if last < len(tokens) else None
    if after is not None and after.kind == "word":
        glued = after.start == tokens[at].end
        if after.lower in SCALES:
            scale, last = SCALES[after.lower], last + 1
        elif glued and after.lower in SUFFIXES:
            scale, last = SUFFIXES[after.lower], last + 1
        elif glued and after.lower in ("st", "nd", "rd", "th"):
            return Number(at, last + 1, whole, "ordinal", at)
    value = whole * scale + (int(fraction) * scale // 10 ** len(fraction) if fraction else 0)
    kind = "digits" if not fraction or scale > 1 else "fraction"
    return Number(at, last, value, kind, at)


def _value(text: str) -> tuple[int, str]:
    """Whole part and decimals of a numeral: `4,500`, `2 265`, `1.3`, `1.234.567`. Bounded, whatever the length."""
    text = "".join(text.split())[:40]
    groups = re.split(r"[.,]", text)
    if len(groups) == 1:
        return int(groups[0][:30]), ""
    thousands = all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3
    if thousands and ("," in text or len(groups) > 2):
        return int("".join(groups)), ""
    return int(groups[0]), groups[1]


def _words(tokens: Sequence[Token], at: int) -> Number | None:
    total, current, last, seen = 0, 0, at, False
    index = at
    if tokens[at].lower in ("a", "an", "half"):
        return _article(tokens, at)
    while index < len(tokens):
        word = tokens[index].lower
        if word == "and" and seen and index + 1 < len(tokens) and current and current % 100 == 0:
            if _simple(tokens[index + 1].lower) is None:
                break
            index += 1
            continue
        value = _simple(word)
        if value is not None and (not seen or (current % 100 == 0 and value < 100) or (word in SCALES)):
            current, seen = current + value, True
        elif word in SCALES and seen:
            current *= SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word in _DOZENS and seen:
            current *= _DOZENS[word]
        else:
            break
        last = index = index + 1
    return Number(at, last, total + current, "words", at) if seen else None


def _simple(word: str) -> int | None:
    if word in ONES:
        return ONES[word]
    if word in TENS:
        return TENS[word]
    if "-" in word:
        tens, _, ones = word.partition("-")
        if tens in TENS and 0 < ONES.get(ones, 0) < 10:
            return TENS[tens] + ONES[ones]
    return None


def _article(tokens: Sequence[Token], at: int) -> Number | None:
    words = [t.lower for t in tokens[at : at + 4]]
    if words[:3] == ["half", "a", "dozen"]:
        return Number(at, at + 3, 6, "words", at)
    if words[0] in ("a", "an") and len(words) > 1:
        if words[1] == "dozen":
            return Number(at, at + 2, 12, "words", at)
        if words[1] == "couple":
            return Number(at, at + 2, 2, "words", at)
        if words[1] in SCALES:
            return Number(at, at + 2, SCALES[words[1]], "words", at)
        if words[1] == "single":
            return Number(at, at + 2, 1, "words", at)
    return None


def _vague(tokens: Sequence[Token], at: int) -> Number | None:
    words = [t.lower for t in tokens[at : at + 5]]
    skip = 1 if words[0] == "a" and len(words) > 1 and words[1] in ("few", "handful", "couple") else 0
    head = words[skip]
    if words[0] == "tens" and words[1:3] == ["of", "thousands"]:
        return Number(at, at + 3, None, "vague", at, "tens_of_thousands", 10_000)
    if words[0] == "tens" and words[1:2] == ["of"] and words[2:3] not in (["millions"], ["billions"]):
        return Number(at, at + 1, None, "vague", at, "tens", 20)
    if words[0] == "hundreds" and words[1:3] == ["of", "thousands"]:
        return Number(at, at + 3, None, "vague", at, "hundreds_of_thousands", 100_000)
    if words[:2] == ["a", "couple"] and words[2:3] == ["dozen"]:
        return Number(at, at + 3, 24, "words", at, "about")
    if head in _FEW and len(words) > skip + 1 and words[skip + 1] in (*SCALES, *_DOZENS):
        scale = words[skip + 1]
        if head == "some":
            return None
        name = {"dozen": "several_dozen"}.get(scale, f"several_{scale}")
        least = {"dozen": 24, "score": 40, "hundred": 200}.get(scale, SCALES.get(scale, 0))
        return Number(at, at + skip + 2, None, "vague", at, name, least)
    if head == "some" and not skip and _is_some(words):
        return Number(at, at + 1, None, "vague", at, "some", 1)
    if head == "few" and not skip:
        return None
    if head in VAGUE:
        return Number(at, at + skip + 1, None, "vague", at, head, VAGUE[head])
    return None


_SOME = word_set("people others persons")


_DOES = frozenset(("was", "is", "has", "had", "died", "were", "later", "drowned", "perished"))
_SOMEONE = word_set("person man woman child boy girl victim passenger soldier officer worker student resident civilian")


def _is_some(words: Sequence[str]) -> bool:
    """ "Some people", "some others": at least one, and no "about" before a figure."""
    died = words[1:3] in (["of", "them"], ["of", "those"]) and words[3:4] in (["died"], ["later"], ["perished"])
    return words[1:2] != [] and (words[1] in _SOME or died)


def _none(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in ("none", "nobody", "no-one") or (word == "no" and following == "one"):
        return Number(at, at + (2 if word == "no" else 1), 0, "none", at)
    if word == "no" and following not in (
        "fewer",
        "less",
        "more",
        "longer",
        "doubt",
        "matter",
        ".",
        ",",
        "such",
        "way",
    ):
        return Number(at, at + 1, 0, "none", at)
    return None


_ORDINALS = word_set(
    """
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
    """
)


def _other(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].lower
    if word in ("majority", "most") and [t.lower for t in tokens[at + 1 : at + 3]] in _SHARES:
        lead = at - 1 if at and tokens[at - 1].lower in ("the", "a") else at
        return Number(at, at + 1, None, "share", lead, "majority")
    if word in ("both",):
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if following in ("said", "say", "told", "confirmed", "reported", "denied", "put", "insisted"):
            return None
        return Number(at, at + 1, 2, "words", at)
    if (
        word == "another"
        and at + 2 < len(tokens)
        and tokens[at + 1].lower in _SOMEONE
        and tokens[at + 2].lower in _DOES
    ):
        return Number(at, at + 1, 1, "words", at)
    if word in ("twice", "thrice"):
        return Number(at, at + 1, 2 if word == "twice" else 3, "times", at)
    if word in _ORDINALS:
        return Number(at, at + 1, None, "ordinal", at)
    if word in ("half", "two-thirds", "one-third", "quarter", "one-quarter", "three-quarters"):
        return Number(at, at + 1, None, "fraction", at)
    head, dash, rest = word.partition("-")
    if rest in ("odd", "plus") and _simple(head) is not None:
        return Number(at, at + 1, _simple(head), "words", at, "about" if rest == "odd" else "at_least")
    if dash and _simple(head) is not None and rest:
        return Number(at, at + 1, _simple(head), "compound", at)
    return None


_SHARES = [["of", w] for w in ("them", "whom", "those", "these")]


def _ranges(tokens: Sequence[Token], numbers: list[Number]) -> list[Number]:
    """Join "between 10 and 15", "10 to 15", "10-15". "Rose from 10 to 15" is two numbers."""
    joined: list[Number] = []
    at = 0
    while at < len(numbers):
        one = numbers[at]
        other = numbers[at + 1] if at + 1 < len(numbers) else None
        if other is not None and _is_range(tokens, one, other):
            first = one.first - 1 if one.first and tokens[one.first - 1].lower in ("between", "from") else one.first
            joined.append(Number(one.first, other.last, None, "digits", first, "range", one.value, other.value))
            at += 2
            continue
        joined.append(one)
        at += 1
    return joined


def _is_range(tokens: Sequence[Token], one: Number, other: Number) -> bool:
    if (
        tokens[one.last].lower == "or"
        and one.first > 1
        and tokens[one.first - 1].text == ","
        and tokens[one.first - 2].kind == "number"
    ):
        return False  # "20, 100 or 200 deaths": one after the other
    if one.value is None or other.value is None or other.first != one.last + 1 or not 0 < one.value < other.value:
        return False
    if one.kind in ("ordinal", "compound", "none") or other.kind in ("ordinal", "compound", "none"):
        return False
    link = tokens[one.last].lower
    before = tokens[one.first - 1].lower if one.first else ""
    if link == "to":
        if before.rstrip(".") in MONTHS:
            return False  # "the toll since June 14 to 937"
        return before not in ("from", "by") or not _has_change(tokens, one.first)
    if link in ("-", "–", "—"):
        glued = tokens[one.last].start == tokens[one.last - 1].end
        return glued and not 1900 <= one.value <= 2100
    return (link == "and" and before == "between") or (
        link == "or"
        and (
            other.value == one.value + 1
            or 100 <= one.value < other.value <= 2 * one.value
            or (one.kind == other.kind == "words" and other.value <= 2 * one.value)
        )
    )


def _has_change(tokens: Sequence[Token], at: int) -> bool:
    return any(
        t.lower.startswith(
            (
                "rise",
                "rose",
                "rising",
                "rais",
                "increas",
                "climb",
                "gr",
                "jump",
                "revis",
                "went",
                "up",
                "fall",
                "reduc",
                "lower",
                "drop",
                "slash",
            )
        )
        for t in tokens[max(0, at - 12) : at]
    )


def _modified(tokens: Sequence[Token], number: Number) -> Number:
    if number.kind in ("ordinal", "compound", "none", "times", "share"):
        return number
    at = number.first
    if number.value == 1 and number.kind == "words" and at and tokens[at - 1].lower == "not":
        return replace(number, value=0, kind="none", phrase=at - 1)  # "not a single civilian"
    before = _before(tokens, number)
    after = _after(tokens, before)
    return _majority(tokens, after)


def _before(tokens: Sequence[Token], number: Number) -> Number:
    at = number.phrase
    if at and tokens[at - 1].lower in ("a", "the") and number.kind == "vague":
        at -= 1
    if not at or tokens[at - 1].lower not in _LAST_WORDS:
        return number
    if tokens[at - 1].lower == "over" and at > 1 and tokens[at - 2].lower in _PHRASAL_OVER:
        return number
    if tokens[at - 1].lower == "to" and at > 2 and tokens[at - 2].lower == "up" and tokens[at - 3].lower in _GONE_UP:
        return number
    known = at > 3 and [t.lower for t in tokens[at - 4 : at - 2]] in (
        ["as", "i"],
        ["as", "we"],
    )  # "as far as I know about 50"
    told = at > 1 and not known and (tokens[at - 2].lower in _TOLD_ABOUT or _was_reported(tokens, at - 2))
    if tokens[at - 1].lower == "about" and at > 1 and tokens[at - 2].lower in _BESIDE_TALK:
        told = told or any(t.lower in _TOLD_ABOUT for t in tokens[max(0, at - 16) : at - 2])
    if tokens[at - 1].lower == "about" and told:
        return number
    if tokens[at - 1].lower == "estimated" and at > 1 and _is_subject(tokens[at - 2].lower):
        return number
    for words, modifier in BEFORE:
        begin = at - len(words)
        if begin >= 0 and all(tokens[begin + k].lower == word for k, word in enumerate(words)):
            if words[0] == "not" and begin and tokens[begin - 1].text in (",", "-", "–", "—"):
                continue  # "29 dead – not more than 100, as the party claimed"
            wider = replace(number, phrase=begin)
            if modifier == "exact" or number.modifier == "range":
                return _before(tokens, wider) if modifier == "exact" and begin else wider
            if number.kind == "vague":
                return replace(wider, modifier=number.modifier)
            return replace(wider, modifier=modifier)
    return number


def _was_reported(tokens: Sequence[Token], at: int) -> bool:
    """ "It was reported about 14 dead": translated words, and no estimate."""
    return tokens[at].lower == "reported" and at > 1 and tokens[at - 1].lower in ("was", "were", "been", "earlier")


def _is_subject(word: str) -> bool:
    """True where "estimated" after this word is a verb: "who estimated 10,000 deaths"."""
    return word in _BEFORE_VERB or word in _SUBJECTS


_SUBJECTS = ORGANISATIONS | GROUP_HEADS | ROLE_HEADS
_BEFORE_VERB = word_set(
    """
    who which has have had he she they it also un earlier previously initially originally since later
    """
)


def _after(tokens: Sequence[Token], number: Number) -> Number:
    if number.modifier != "exact" or number.value is None:
        return number
    words = tuple(t.lower for t in tokens[number.last : number.last + 2])
    for tail, modifier in AFTER.items():
        if words[: len(tail)] == tail:
            return replace(number, modifier=modifier, last=number.last + len(tail))
    return number


def _majority(tokens: Sequence[Token], number: Number) -> Number:
    begin = number.phrase
    words = [t.lower for t in tokens[max(0, begin - 5) : begin]]
    for size in (1, 2):
        lead = words[: len(words) - size] if words[-size:] == (["of"] if size == 1 else ["of", "the"]) else None
        if lead and lead[-1:] in (["majority"], ["most"]) and number.value is not None and number.modifier == "exact":
            width = size + (2 if lead[-2:-1] in (["the"], ["a"]) else 1)
            return replace(number, modifier="majority", phrase=begin - width)
    return number
