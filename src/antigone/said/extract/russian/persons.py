"""Which words of a Russian phrase are a personal name, by shape, grammar and the dictionary's marks."""

from __future__ import annotations

from antigone.said.extract.russian import morph
from antigone.said.extract.russian.items import Parsed
from antigone.said.extract.russian.names import GROUPS, ORG_SHAPE, ORGANISATIONS, OUTLETS, ROLES

QUOTE_OPENS, QUOTE_CLOSES = frozenset('«“"„'), frozenset('»”"')
_SURNAME = (
    "ов",
    "ев",
    "ин",
    "ын",
    "ский",
    "цкий",
    "ко",
    "ян",
    "швили",
    "дзе",
    "ич",
    "ова",
    "ева",
    "ина",
    "ская",
    "ук",
    "юк",
)


def _is_name(parsed: Parsed, k: int) -> bool:
    text, lower = parsed.raw(k), parsed.lower[k]
    if not text[:1].isupper() or (text.isupper() and len(text) > 1):
        return False
    if ORG_SHAPE.fullmatch(text) and not morph.has(lower, "Surn"):
        return False
    base = morph.lemma(lower)
    return (
        base not in ROLES
        and base not in ORGANISATIONS
        and base not in OUTLETS
        and lower not in OUTLETS
        and base not in GROUPS
    )


def person_run(parsed: Parsed, first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The items of a personal name at the end of the phrase."""
    if kind in ("outlet",) or last - first > 20:
        return None
    end = last
    while end - 2 > first and not parsed.capital(end - 1) and any(first_name(parsed, k) for k in range(first, end - 2)):
        end -= 1  # "директор шахты Иван Лугов журналистов избегает"
    begin = end
    while begin > first and (_is_name(parsed, begin - 1) or initial_dot(parsed, begin - 1)):
        begin -= 1
    if begin == end or any(parsed.raw(k) in QUOTE_OPENS or parsed.raw(k) in QUOTE_CLOSES for k in range(begin, end)):
        return None
    if kind == "organisation" and begin > first and parsed.lower[begin - 1] in ("по", "в", "на"):
        return None  # "управление МЧС по Республике Алтай"
    named = [k for k in range(begin, end) if first_name(parsed, k)]
    if kind == "organisation" and not named and begin > first and morph.is_adjective(parsed.lower[begin]):
        return None  # "полиция Новой Зеландии"
    if named and end - named[0] >= 2:
        return named[0], end
    while begin < end and _geographical(parsed, begin) and (end - begin != 2 or kind == "role"):
        begin += 1
    size = end - begin
    if size >= 2:
        patronymic = parsed.lower[end - 1].endswith(("вич", "вна", "вича", "вны"))
        foreign = size == 3 and (morph.guessed(parsed.lower[begin]) or len(parsed.raw(begin)) <= 3)  # "Пак Лин Со"
        return (end - 2 if size > 2 and not patronymic and not foreign else begin), end
    if size == 1 and _surname_like(parsed, begin) and (begin == first or kind == "role"):
        return begin, end
    return None


def first_name(parsed: Parsed, k: int) -> bool:
    if _geographical(parsed, k) and not morph.has(parsed.lower[k], "Name"):
        return False
    return any("Name" in p.tag for p in morph.parses(parsed.lower[k])[:3]) or (
        len(parsed.raw(k)) == 1 and parsed.word(k + 1) == "."
    )


def _geographical(parsed: Parsed, k: int) -> bool:
    found = morph.parses(parsed.lower[k])
    return bool(found) and "Geox" in found[0].tag


def _surname_like(parsed: Parsed, k: int) -> bool:
    lower = parsed.lower[k]
    if _geographical(parsed, k):
        return False
    if k > 1 and parsed.capital(k) and morph.is_verb(parsed.lower[k - 1]) and parsed.word(k + 1) in (".", ",", "»"):
        return True  # "написал Дуб."
    if any("Surn" in p.tag for p in morph.parses(lower)[:4]):
        return True
    return (
        lower.endswith(_SURNAME)
        or (not morph.parses(lower) or "UNKN" in str(morph.parses(lower)[0].tag))
        or _foreign(lower)
    )


def _foreign(lower: str) -> bool:
    """A capitalised word that the dictionary only guesses at: as a rule a surname."""
    found = morph.parses(lower)
    return bool(found) and type(found[0].methods_stack[0][0]).__name__ in (
        "KnownSuffixAnalyzer",
        "FakeDictionary",
        "UnknownPrefixAnalyzer",
    )


def initial_dot(parsed: Parsed, j: int) -> bool:
    return parsed.lower[j] == "." and j > 0 and len(parsed.raw(j - 1)) == 1 and parsed.capital(j - 1)
