"""Russian forms: part of speech, case and number of a word, and phrases put back into the nominative.

The dictionary is the one natasha parses with (pymorphy2), used directly: loading it takes a tenth of a second, and a
word is looked up once. Nothing here knows a name or a place of any event.
"""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

_WORD = re.compile(r"[A-Za-zА-Яа-яЁё'’.-]{1,40}")
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


@cache
def _analyzer() -> Any:
    """pymorphy2's analyser; it still asks `inspect` for a function that Python 3.11 dropped, lent to it while it loads."""
    import pymorphy2_dicts_ru  # type: ignore[import-untyped]
    from pymorphy2 import MorphAnalyzer

    lent = not hasattr(inspect, "getargspec")
    if lent:
        inspect.getargspec = lambda function: inspect.getfullargspec(function)[:4]  # type: ignore[attr-defined]
    try:
        return MorphAnalyzer(path=pymorphy2_dicts_ru.get_path())
    finally:
        if lent:
            del inspect.getargspec  # type: ignore[attr-defined]


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Any, ...]:
    """The readings of a word, likeliest first; none for words too long or in other letters than Cyrillic and Latin."""
    return tuple(_analyzer().parse(word)) if _WORD.fullmatch(word) else ()


@lru_cache(maxsize=50_000)
def pos(word: str) -> str:
    """Part of speech of the likeliest reading (`NOUN`, `ADJF`, `VERB`, `PRTF`, …); empty where unknown."""
    found = parses(word)
    return str(found[0].tag.POS or "") if found else ""


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Normal form of the likeliest reading, with е for ё."""
    found = parses(word)
    return str(found[0].normal_form).replace("ё", "е") if found else word


@lru_cache(maxsize=50_000)
def is_verb(word: str) -> bool:
    """True for a finite verb or a short participle."""
    return pos(word) in ("VERB", "PRTS")


@lru_cache(maxsize=50_000)
def has(word: str, *grammemes: str) -> bool:
    """True where some reading has all of these."""
    return any(all(g in p.tag for g in grammemes) for p in parses(word))


@lru_cache(maxsize=50_000)
def guessed(word: str) -> bool:
    """True for a word that the dictionary does not hold and only guesses at."""
    found = parses(word)
    return bool(found) and type(found[0].methods_stack[0][0]).__name__ != "DictionaryAnalyzer"


@lru_cache(maxsize=50_000)
def only(word: str, case: str) -> bool:
    """True where a word stands in that case and in no other."""
    return has(word, case) and not any(has(word, other) for other in CASES if other != case)


@lru_cache(maxsize=50_000)
def agree(word: str, noun: str) -> bool:
    """True where both can stand in the same case; "погибших" and "прокуратура" cannot."""
    return any(has(word, case) and has(noun, case) for case in CASES)


@lru_cache(maxsize=50_000)
def agree_all(word: str, noun: str) -> bool:
    """True where an adjective and a noun agree in case, number and gender."""
    for one in parses(word):
        for other in parses(noun):
            a, b = one.tag, other.tag
            if "anim" in a:  # "убитых": people
                continue
            same = a.case == b.case and a.number == b.number and (a.number == "plur" or a.gender == b.gender)
            if a.case and same and one.tag.POS in ("ADJF", "PRTF") and other.tag.POS == "NOUN":
                return True
    return False


@lru_cache(maxsize=50_000)
def animate(word: str) -> bool:
    """True where the likeliest noun reading is of a living being."""
    nouns = [p for p in parses(word) if p.tag.POS == "NOUN"]
    return bool(nouns) and "anim" in nouns[0].tag


@lru_cache(maxsize=50_000)
def plural(word: str) -> str:
    """The nominative plural of the likeliest reading; empty where it has none."""
    found = parses(word)
    form = found[0].inflect({"nomn", "plur"}) if found else None
    return str(form.word) if form is not None else ""


@lru_cache(maxsize=50_000)
def may_be_noun(word: str) -> bool:
    """True where some likely reading is a noun."""
    found = parses(word)
    return any(p.tag.POS == "NOUN" and p.score >= 0.1 for p in found[:4])


@lru_cache(maxsize=50_000)
def is_adjective(word: str) -> bool:
    """True where the likeliest reading is an adjective, participle, or the like that stands before a noun."""
    return pos(word) in ("ADJF", "PRTF")


def _reading(word: str, case: str, gender: str = "", kinds: Sequence[str] = ()) -> Any:
    """The reading of a word in that case, of the gender and kind where there is one."""
    fitting = [p for p in parses(word) if case in p.tag and p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    for kind in kinds:
        chosen = [p for p in fitting if kind in p.tag and (not gender or gender in p.tag or "ms-f" in p.tag)]
        if chosen:
            return chosen[0]
    chosen = [p for p in fitting if not gender or gender in p.tag]
    chosen = sorted(chosen, key=lambda p: "Orgn" not in p.tag)  # "в облздраве" is no place
    return (chosen or fitting or [None])[0]


def _cased(word: str, like: str) -> str:
    """`word` with the capitals of `like`."""
    if len(like) > 1 and (like.isupper() or (len(like) > 2 and like[:-1].isupper())):  # "МИД", "МИДа"
        return word.upper()
    if "-" in like:
        pairs = zip(word.split("-"), like.split("-"), strict=False)
        return "-".join(_cased(a, b) for a, b in pairs)
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


@lru_cache(maxsize=20_000)
def name_nominative(words: tuple[str, ...], case: str) -> tuple[str, ...]:
    """A personal name put into the nominative: each word agrees with the first in gender."""
    if case == "nomn":
        return words
    gender, made = "", []
    for index, word in enumerate(words):
        kinds = ("Patr", "Name", "Surn") if index else ("Name", "Surn")
        kinds = ("Surn", "Patr") if index and index == len(words) - 1 else kinds
        shaped = _by_shape(word, case, gender) if index else _first_name(word, case)
        if index and gender == "femn" and word[-1:].casefold() in _CONSONANTS:
            made.append(word)  # a woman's surname that ends so is not declined
            continue
        found = _reading(word, case, gender, kinds) if not word.endswith(".") else None
        if shaped and not index:
            gender = "femn"
        if shaped or found is None:
            made.append(shaped or _undeclined(word, case))
            continue
        if not gender and found.tag.gender in ("masc", "femn"):
            gender = str(found.tag.gender)
        form = found.inflect({"nomn", "sing"}) or found.inflect({"nomn"})
        same = form is None or form.word == word.casefold()
        made.append(_undeclined(word, case) if same else _cased(form.word, word))
    return tuple(made)


def _undeclined(word: str, case: str) -> str:
    """A man's foreign name without the ending of its case: "Самада" of Самад; as it stands where it has none."""
    ending = {"gent": "а", "accs": "а", "datv": "у", "ablt": "ом"}.get(case, "")
    stem = word[: len(word) - len(ending)]
    return stem if ending and word.endswith(ending) and stem[-1:] in _CONSONANTS and len(stem) > 2 else word


_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


_STEMS = ("ов", "ев", "ёв", "ин", "ын")
_ENDINGS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("masc", "gent"): (("а", ""), ("ского", "ский"), ("цкого", "цкий")),
    ("masc", "accs"): (("а", ""), ("ского", "ский"), ("цкого", "цкий")),
    ("masc", "datv"): (("у", ""), ("скому", "ский"), ("цкому", "цкий")),
    ("masc", "ablt"): (("ым", ""), ("ским", "ский"), ("цким", "цкий")),
    ("masc", "loct"): (("е", ""), ("ском", "ский"), ("цком", "цкий")),
    ("femn", "gent"): (("ой", "а"), ("ской", "ская"), ("цкой", "цкая")),
    ("femn", "datv"): (("ой", "а"), ("ской", "ская"), ("цкой", "цкая")),
    ("femn", "ablt"): (("ой", "а"), ("ской", "ская"), ("цкой", "цкая")),
    ("femn", "loct"): (("ой", "а"), ("ской", "ская"), ("цкой", "цкая")),
    ("femn", "accs"): (("у", "а"), ("скую", "ская"), ("цкую", "цкая")),
}


def _first_name(word: str, case: str) -> str:
    """The nominative of a first name in -ия that the dictionary does not hold ("Лусии")."""
    return (
        word[:-1] + "я" if case in ("gent", "datv", "loct") and word.endswith("ии") and guessed(word.casefold()) else ""
    )


def _by_shape(word: str, case: str, gender: str) -> str:
    """The nominative of a surname of the commonest shapes (-ов, -ев, -ин, -ский), which the dictionary may not hold."""
    lower = word.casefold()
    for ending, nominative in reversed(_ENDINGS.get((gender, case), ())):
        stem = lower[: len(lower) - len(ending)]
        if lower.endswith(ending) and (len(ending) > 2 or stem.endswith(_STEMS)) and len(stem) > 2:
            return _cased(stem + nominative, word)
    return ""


@lru_cache(maxsize=20_000)
def phrase_nominative(words: tuple[str, ...], case: str) -> tuple[str, ...]:
    """A phrase put into the nominative: its adjectives and first noun change, what depends on it stays."""
    if case == "nomn":
        return words
    if any(word.casefold() in _GLAVK for word in words):
        words = tuple("главк" if word.casefold() in _GLAVK else word for word in words)
        case_of_head = ("gent", "datv", "loct", "ablt", "accs")
        return tuple(_masculine(word, case_of_head) if word != "главк" else word for word in words)
    made = list(words)
    gender = _head_gender(words, case)
    for index, word in enumerate(words):
        if not word[:1].isalpha():
            break
        found = _reading(word.casefold(), case)
        if found is None:
            break
        number = "plur" if "plur" in found.tag else "sing"
        agreed = {gender} if gender and number == "sing" and found.tag.POS != "NOUN" else set()
        form = found.inflect({"nomn", number} | agreed) or found.inflect({"nomn"})
        if form is not None:
            made[index] = _cased(form.word, word)
        if found.tag.POS == "NOUN" or _alone(words, index):
            break
    return tuple(made)


@lru_cache(maxsize=20_000)
def phrase_genitive(words: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase in the nominative put into the genitive, up to its first noun."""
    made = list(words)
    for index, word in enumerate(words):
        found = _reading(word.casefold(), "nomn")
        form = found.inflect({"gent"}) if found is not None else None
        if form is None:
            break
        made[index] = _cased(form.word, word)
        if found.tag.POS == "NOUN":
            break
    return tuple(made)


_GLAVK = frozenset(
    ["главк", "главка", "главку", "главком", "главке"]
)  # not in the dictionary, which takes it for главка


def _masculine(word: str, cases: Sequence[str]) -> str:
    """An adjective before a masculine noun, in the nominative; anything else as it stands."""
    if not is_adjective(word.casefold()):
        return word
    found = next((r for case in cases if (r := _reading(word.casefold(), case, "masc")) is not None), None)
    form = found.inflect({"nomn", "sing", "masc"}) if found is not None else None
    return _cased(form.word, word) if form is not None else word


def _head_gender(words: tuple[str, ...], case: str) -> str:
    """The gender of the first noun of a phrase in that case."""
    for word in words:
        found = _reading(word.casefold(), case)
        if found is None:
            return ""
        if found.tag.POS == "NOUN":
            return str(found.tag.gender or "")
    return ""


def _alone(words: tuple[str, ...], index: int) -> bool:
    """A participle used as a noun: nothing that it could describe follows in the phrase."""
    return not any(may_be_noun(word.casefold()) for word in words[index + 1 :])
