"""Offices by what they are: one key for the same office named in English or Russian, declined, or by its head.

"Emergencies Ministry", "МЧС" and "emergencies minister" have one key, and so have "прокуратура города" and "city
prosecutor's office". Words that are not in the table (names of places, as a rule) are kept by their first letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from antigone.core.party import fold_name
from antigone.said.link_gazetteer import country_of
from antigone.said.link_office_words import (
    ANYTHING,
    BODIES,
    HEADS_OF,
    LEFT_OUT,
    MATTERS,
    PEOPLE,
    PHRASES,
    SCOPES,
    SMALL,
    WHOLE,
)
from antigone.said.spelling import spelling

_ROLE = re.compile(
    r"(?:deputy|vice|acting|first|senior|chief|head|director|manager|spokes(?:man|woman|person)|representative|official"
    r"|officer|master|leader|chair(?:man|woman|person)?|secretary|press|commander|captain|colonel|major|lieutenant|adviser"
    r"|advisor|coordinator|member|president|zamestitel\w*|perv\w*|glav\w*|nachalnik\w*|direktor\w*|predstavitel\w*"
    r"|pressekretar\w*|sekretar\w*|rukovoditel\w*|predsedatel\w*|ofitsialn\w*|zamglavy|prezident\w*|komandir\w*"
    r"|komanduyushch\w*|kapitan\w*|polkovnik\w*|mayor\w*|leytenant\w*|sovetnik\w*|koordinator\w*|chlen\w*"
    r"|vrach|glavvrach|doctor|surgeon|khirurg|nurse)"
)
_POST = re.compile(
    r"(?:the )?(?:[\w'-]+ ){0,2}"
    r"(?:prosecutor|minister|governor|mayor|commander|chief|head|coroner|sheriff|director|akim)"
    r"|(?:[\w-]+ ){0,2}(?:прокурор|министр|губернатор|мэр|командующий|начальник|глава|директор|аким)(?: [\w-]+){0,2}",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\b(?:head|glav[aoyeu]\w?|chief|nachalnik\w*)\b")
_COUNTRY = "@"
"""Before the code of a country in the name of an office."""
_BODILESS = frozenset(("region", "city", "district", "state", "main"))
_WHOLE_STATE = re.compile(
    r"(?:the )?(?:government|republic|state|kingdom|federation|president|people)(?: of (?!trade).+)?|president's office"
    r"|(?:правительств|республик|государств|президент)[а-я]{0,3}(?: .+)?"
)
_PLACES = frozenset(
    ("hospital", "prison", "morgue", "airport", "factory", "university", "camp", "centre", "church", "port")
)
"""Bodies that are places as well."""
_ALONE = frozenset(("police", "prosecutor", "government", "military"))
"""What says whose office it is by itself; "the ministry" does not."""
_TABLE = tuple(
    (begin, name)
    for words in (BODIES, MATTERS, PEOPLE, SCOPES)
    for name, begins in words.items()
    for begin in begins.split()
)
_BY_BEGINNING = sorted((each for each in _TABLE if not each[0].startswith("=")), key=lambda each: -len(each[0]))
_EXACT = {begin[1:]: name for begin, name in _TABLE if begin.startswith("=")} | WHOLE


def office_key(name: str) -> str:
    """One key for an office however it is named; empty where the words do not say which office it is."""
    meant, left = _meant(name)
    if meant & BODIES.keys() and (len(meant) > 1 or left or meant & _ALONE):
        return " ".join(sorted(meant.union(left)))
    return ""


def key_at_home(name: str) -> str:
    """The key of an office without the country that it is of: "Lebanese health ministry", "health ministry"."""
    meant, left = _meant(name)
    names = [word for word in left if not word.startswith(_COUNTRY)]
    if meant & BODIES.keys() and (len(meant) > 1 or names or meant & _ALONE):
        return " ".join(sorted(meant.union(names)))
    return ""


def is_body(name: str) -> bool:
    """True for the bare name of a body, "the Committee", which a reading may have taken for a place."""
    meant, left = _meant(name)
    return bool(meant) and not left and meant <= BODIES.keys() - _PLACES


def names_in(name: str) -> frozenset[str]:
    """The words of an office that only name: of a country, a town, a saint, a person."""
    return frozenset(_meant(name)[1])


def is_post(name: str) -> bool:
    """True for "the prosecutor", "health minister": somebody called by his post, and not an office."""
    return _POST.fullmatch(name) is not None


def may_be_one(one: str, other: str) -> bool:
    """True where one key says more of the same office than the other: "prosecutors", "city prosecutor's office"."""
    mine, yours = set(one.split()), set(other.split())
    return bool(mine & yours & BODIES.keys()) and (mine < yours or yours < mine)


def is_whole_state(name: str) -> bool:
    """True for "Government of Ardenna", which is nobody's office; "state hospital" is one."""
    return _WHOLE_STATE.fullmatch(fold_name(name)) is not None


def says_more(short: str, long: str) -> bool:
    """True where the second names in full what the first only calls "the agency", "police" or "ведомство"."""
    meant, left = _meant(short)
    full = _meant(long)[0]
    if left or len(meant) != 1 or not full & BODIES.keys() or not office_key(long):
        return False
    return meant < full or (meant <= full and bool(_meant(long)[1])) or meant == {"office"}


def are_different(one: str, other: str) -> bool:
    """True for two offices that are known in every word, and are not one."""
    keys = office_key(one), office_key(other)
    if not all(keys) or keys[0] == keys[1] or _meant(one)[1] or _meant(other)[1] or may_be_one(*keys):
        return False
    mine, yours = _meant(one)[0], _meant(other)[0]
    return not (mine & MATTERS.keys() and mine ^ yours <= ANYTHING)


@lru_cache(maxsize=65_536)
def loose_words(name: str) -> frozenset[str]:
    """What the words of an office or of somebody's post say, known or not, without those for who heads or serves it.

    A governor stands for the administration of his region, and a mayor for that of his city.
    """
    words = _words(name)
    kept = [word for word in words if word not in HEADS_OF and not _ROLE.fullmatch(word)]
    meant, left = _meant(" ".join(kept))
    bodies = {each for word in words if word in HEADS_OF for each in HEADS_OF[word].split()}
    if not bodies and meant and meant <= _BODILESS and _HEAD.search(" ".join(words)):
        bodies = {"administration"}
    return meant.union(left, bodies)


def short_name(label: str) -> str:
    """The capital letters that a label is but for somebody's role: "NDMA", "NDMA spokesperson"; or empty."""
    words = label.replace("'s", "").split()
    short = [word for word in words if word.isupper() and word.isalpha() and 3 <= len(word) <= 8]
    rest = [word for word in words if word not in short and word.casefold() not in SMALL]
    return short[0] if len(short) == 1 and all(_ROLE.fullmatch(word.casefold()) for word in rest) else ""


def initials(name: str) -> str:
    """The first letters of a name of three words or more, small ones left out."""
    words = [word for word in name.replace("-", " ").split() if word.casefold() not in SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 2 else ""


def headed_office(office: str) -> str:
    """The key of the office that a person's own office belongs to: "spokesman for the Interior Ministry"."""
    words = loose_words(office)
    if words & BODIES.keys() and (len(words) > 1 or words & _ALONE):
        return " ".join(sorted(words))
    return ""


@lru_cache(maxsize=65_536)
def _meant(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    meant: set[str] = set()
    left: list[str] = []
    for word in _words(name):
        exact = _EXACT.get(word) or _EXACT.get(word.removesuffix("s"))
        if exact:
            meant.update(exact.split())
            continue
        found = next((each for begin, each in _BY_BEGINNING if _begins(word, begin)), "")
        if found:
            meant.add(found)
        else:
            left.append(_COUNTRY + country_of(word) if country_of(word) else _name(word))
    of_people = meant & {"union", "federation", "association"} and len(meant) > 2
    return frozenset(meant - {"workers"} if of_people else meant), tuple(left)


def _name(word: str) -> str:
    """A name by how it begins, without its ending: "Anne", "Анны"; "Corvin", "Корвина"."""
    plain = spelling(word)
    return plain[:4].rstrip("aeiou") or plain[:4]


def _begins(word: str, begin: str) -> bool:
    """A short beginning must be nearly the whole word: "red" is not in "reduction"."""
    return word.startswith(begin) and (len(begin) > 4 or len(word) <= len(begin) + 3)


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    from anyascii import anyascii

    plain = re.sub(r"\([^()]{0,80}\)", " ", name.replace("’", "'"))
    text = re.sub(r"'s?(?![a-z])|'", "", anyascii(plain).casefold())
    for form, word in PHRASES:
        text = re.sub(form, word, text)
    return tuple(word for word in re.findall(r"[a-z0-9]+", text.replace("-", " ")) if word not in LEFT_OUT)
