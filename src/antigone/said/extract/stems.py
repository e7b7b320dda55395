"""Words of names and offices, cut so that "Минздрав", "минздрава" and "министерство здравоохранения" share them."""

from __future__ import annotations

import re
from functools import lru_cache

_CYRILLIC = re.compile(r"[а-яё]+")
_LENGTH = 6
_CLIPPED = (
    ("минздрав", "министерство здравоохранения"),
    ("минобор", "министерство обороны"),
    ("мвд", "министерство внутренних дел"),
    ("мид", "министерство иностранных дел"),
    ("минтранс", "министерство транспорта"),
    ("минэнерго", "министерство энергетики"),
    ("минюст", "министерство юстиции"),
    ("мчс", "мчс"),
    ("генпрок", "генеральная прокуратура"),
    ("облпрок", "областная прокуратура"),
    ("облздрав", "областное управление здравоохранения"),
    ("горздрав", "городское управление здравоохранения"),
    ("следком", "следственный комитет"),
    ("скр", "следственный комитет"),
    ("ск", "следственный комитет"),
    ("замминистр", "министерство"),
    ("министр", "министерство"),
    ("прокурор", "прокуратура"),
)
_OFFICES = (
    "министерство вице пресс служба глава департамент управление область областное областная город городское городская"
    " региональное регион республика республики представитель начальник руководитель официальный официальная"
    " заместитель секретарь директор комитет здравоохранения внутренних дел страны местные местная власти края краевое"
)


@lru_cache(maxsize=4096)
def stems(word: str) -> frozenset[str]:
    """A word as it is compared: Russian words by their beginning, clipped names of offices in full."""
    if not _CYRILLIC.fullmatch(word):
        return frozenset((word,))
    full = next((full for clip, full in _CLIPPED if word == clip or (len(clip) > 3 and word.startswith(clip))), word)
    return frozenset(part[:_LENGTH] for part in full.split())


_EVERYWHERE = frozenset(
    "в по на и при рф росси респуб страны регион област городс города местно местны официа".split()  # noqa: SIM905
)
_SPOKEN_BY = frozenset("пресс служба служб предст источн глава началь руково сотруд".split())  # noqa: SIM905
_SHORT = re.compile(r"[А-ЯЁ]{2,}|[Мм]ин[а-яё]{3,}")


def written_out(name: str) -> frozenset[str]:
    """The words of a name in Cyrillic letters as they are compared, without those that every office may have."""
    words = re.findall(r"[а-яё]+", name.casefold().replace("-", " "))
    cut = frozenset(stem.replace("ё", "е") for word in words if word not in _EVERYWHERE for stem in stems(word))
    return cut - _EVERYWHERE


def one_office(name: str, other: str) -> bool:
    """True where one name of an office, written out, stands within the other: "Минздрав области" and "Министерство
    здравоохранения"; a single word only where it is an abbreviation."""
    short, long = sorted((name, other), key=lambda n: len(written_out(n)))
    words = written_out(short)
    if not words - _SPOKEN_BY or not words <= written_out(long):
        return False
    return len(words) > 1 or any(_SHORT.fullmatch(word) for word in short.replace("-", " ").split())


KINDS = frozenset(
    [
        *("ministry", "minister", "department", "office", "police", "authorities", "official", "officials"),
        *("health", "interior", "public", "local", "regional", "state"),
        *("spokesman", "spokeswoman", "spokesperson", "head", "chief", "director"),
        *(word[:_LENGTH] for word in _OFFICES.split()),
    ]
)
"""Words of offices that two offices may share."""
