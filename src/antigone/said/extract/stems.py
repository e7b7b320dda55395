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


KINDS = frozenset(
    [
        *("ministry", "minister", "department", "office", "police", "authorities", "official", "officials"),
        *("health", "interior", "public", "local", "regional", "state"),
        *("spokesman", "spokeswoman", "spokesperson", "head", "chief", "director"),
        *(word[:_LENGTH] for word in _OFFICES.split()),
    ]
)
"""Words of offices that two offices may share."""
