"""Countries and great cities under their names in English and Russian, from the Unicode CLDR that Babel ships.

Only for names that no spelling brings together: "China" and "Китай", "Kyiv" and "Киев"; and for the country in the name
of an office: "Lebanese health ministry", "Минздрав Ливана".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from antigone.said.spelling import spelling

_ENDINGS = "aeiou"
_IRREGULAR = {
    "RU": "rf russian rossiysk", "KZ": "rk kazakh", "BY": "belarusian belorussia belorussii belorussk",
    "KG": "kyrgyz kyrgyzstana kyrgyzstane kirgizsk", "US": "usa ssha american amerikansk", "GB": "uk british britansk",
    "TR": "turkey turkish turetsk", "AF": "afghan afgansk", "TJ": "tajik tadzhiksk", "TM": "turkmen",
    "UZ": "uzbek uzbeksk", "PS": "palestinian palestine palestina palestiny palestinsk gaza",
    "FR": "french frantsuzsk", "GR": "greek grechesk", "ES": "spanish ispansk", "NL": "dutch gollandsk",
    "CN": "chinese kitaya kitae kitaysk", "PL": "polish polsk", "CH": "swiss", "DE": "german nemetsk",
    "HU": "hungarian vengersk", "MM": "burmese birmansk myanmar", "PH": "filipino filippinsk", "KP": "kndr dprk",
    "AE": "emirati", "EG": "egipta egipte", "DK": "danish datsk", "CZ": "czech chehii cheshsk",
}  # fmt: skip
"""Words for countries that are not made of their names; of a Russian adjective the beginning."""
_OF_ADJECTIVES = ("aya", "oy", "uyu", "iy", "ogo", "om", "oe", "im", "ie", "ih")
_MADE_IN_ENGLISH = (("n", "an", "ian", "ese", "ish", "i"), ("an", "ian", "ese"), ("an", "ian", "ese"))
"""The endings of adjectives, by how many letters of the name are left out."""
_DECLINED = {
    "iya": ("iya", "ii", "iyu", "iey"),
    "a": ("a", "y", "i", "e", "u", "oy"),
    "": ("", "a", "u", "e", "om", "ya", "yu"),
}
_LEAST = 4


@lru_cache(maxsize=65_536)
def known_place(worded: str) -> str:
    """A code for a country (ISO 3166) or a city (its IANA time zone), declined or not; empty where it is none."""
    names = _names()
    key = _spelled(worded)
    if worded.isascii():
        return names.get(key, "")
    return names.get(key) or names.get(key.rstrip(_ENDINGS), "")


def country_of(word: str) -> str:
    """The country that a word in plain Latin letters names or is the adjective of: "lebanese", "livana"; or empty."""
    return _words_for_countries().get(word, "")


@lru_cache(maxsize=1)
def _words_for_countries() -> dict[str, str]:
    regular = _without_rivals(
        (form, code)
        for language, forms in (("en", _in_english), ("ru", _in_russian))
        for name, code in _of_language(language)
        if len(code) == 2 and " " not in name and "-" not in name
        for form in forms(_plain(name))
    )
    irregular = {
        form: code
        for code, words in _IRREGULAR.items()
        for word in words.split()
        for form in ([word + ending for ending in _OF_ADJECTIVES] if word.endswith("sk") else [word])
    }
    return {word: code for word, code in (regular | irregular).items() if code}


def _in_english(name: str) -> set[str]:
    """The name, and what its adjective may be: "lebanese", "ukrainian"."""
    return {name} | {
        name[: len(name) - cut] + ending
        for cut, endings in enumerate(_MADE_IN_ENGLISH)
        if len(name) - cut >= _LEAST
        for ending in endings
    }


def _in_russian(name: str) -> set[str]:
    """The name as it is declined, and its adjectives."""
    tail = next(each for each in _DECLINED if name.endswith(each))
    stem = name.removesuffix(tail)
    if tail != "iya" and len(stem) < _LEAST:
        return {name}
    adjectives = {f"{stem}{middle}sk{ending}" for middle in ("", "iy", "in") for ending in _OF_ADJECTIVES}
    return {name, *(stem + ending for ending in _DECLINED[tail]), *adjectives}


def _plain(text: str) -> str:
    from anyascii import anyascii

    return re.sub(r"['`]", "", anyascii(text).casefold())


def _spelled(text: str) -> str:
    return " ".join(spelling(word) for word in re.findall(r"[a-z0-9]+", _plain(text)))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Each name, and for Russian what is left without its ending; a name of two places is of none."""
    return _without_rivals(
        (each, code)
        for language in ("en", "ru")
        for name, code in _of_language(language)
        for each in {_spelled(name), _spelled(name).rstrip(_ENDINGS) if language == "ru" else _spelled(name)}
        if each
    )


def _without_rivals(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in pairs:
        found[name] = code if found.get(name, code) == code else ""
    return found


def _of_language(language: str) -> list[tuple[str, str]]:
    from babel import Locale

    locale = Locale(language)
    found = [(str(name), str(code)) for code, name in locale.territories.items() if str(code).isalpha()]
    if language == "en":  # a city whose English name is that of its time zone is not listed
        found += [(_city(zone), zone) for zone in map(str, Locale("ru").time_zones)]
    return found + [(str(told["city"]), str(zone)) for zone, told in locale.time_zones.items() if "city" in told]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
