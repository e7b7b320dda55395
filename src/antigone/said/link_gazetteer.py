"""Countries and great cities under their names in English and Russian, from the Unicode CLDR that Babel ships.

Only for names that no spelling brings together: "China" and "Китай", "Kyiv" and "Киев".
"""

from __future__ import annotations

from functools import lru_cache

from antigone.said.same_party import spelled

_ENDINGS = "aeiou"


@lru_cache(maxsize=65_536)
def known_place(worded: str) -> str:
    """A code for a country (ISO 3166) or a city (its IANA time zone), declined or not; empty where it is none."""
    names = _names()
    key = spelled(worded)
    if worded.isascii():
        return names.get(key, "")
    return names.get(key) or names.get(key.rstrip(_ENDINGS), "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Each name, and for Russian what is left without its ending; a name of two places is of none."""
    found: dict[str, str] = {}
    for language in ("en", "ru"):
        for name, code in _of_language(language):
            key = spelled(name)
            for each in {key, key.rstrip(_ENDINGS)} if language == "ru" else {key}:
                found[each] = code if found.get(each, code) == code else ""
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
