"""Places by shape: a preposition and capitalised words ("в Заречном", "в Тарской области"), put into the nominative."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from collections import Counter

from antigone.said.extract.russian import morph
from antigone.said.extract.russian.decoys import MONTHS
from antigone.said.extract.russian.items import Parsed

_IN = frozenset(("в", "во", "на", "под", "близ", "возле", "у", "около"))
_KIND = re.compile(r"(?:област|район|кра[йюея]|округ|провинци|республик|город|сел|поселк|деревн|уезд|штат|улус)[а-я]*$")
_WORD = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?")
_EVENT = re.compile(
    r"(?<![а-яё])((?:массовы[а-яё]+ )?(?:беспорядк|землетрясени|наводнени|пожар|взрыв|обрушени|крушени|столкновени|теракт|обстрел|авари"
    r"|протест|митинг|лавин|сел[ья]|оползн|ураган|цунами|потоп|стрельб|штурм|давк|эпидеми|вспышк|войн|нападени)[а-яё]*)",
    re.IGNORECASE,
)


def place_in(parsed: Parsed, first: int, last: int) -> str:
    """The place that items `first`…`last` name, in the nominative; empty where they name none."""
    for k in range(first, last - 1):
        if parsed.lower[k] in _IN and parsed.capital(k + 1) and parsed.lower[k + 1] not in MONTHS:
            j = k + 1
            while j < last and (parsed.capital(j) or _KIND.fullmatch(parsed.lower[j])) and j - k < 4:
                j += 1
            words = tuple(parsed.raw(i) for i in range(k + 1, j))
            if morph.has(words[0].casefold(), "Orgn") or (words[0].isupper() and len(words[0]) > 1):
                continue
            case = "loct" if parsed.lower[k] in ("в", "во", "на") else "gent" if parsed.lower[k] != "под" else "ablt"
            return " ".join(morph.phrase_nominative(words, case))
    return ""


def main_place(text: str) -> str:
    """The place named most near the beginning of a text, by the dictionary's own mark for geographical names."""
    counted: Counter[str] = Counter()
    for match in list(_WORD.finditer(text[:4000]))[:300]:
        word = match.group().casefold()
        found = morph.parses(word)
        if found and "Geox" in found[0].tag:
            counted[str(found[0].normal_form)] += 1
    return "-".join(part.capitalize() for part in counted.most_common(1)[0][0].split("-")) if counted else ""


def main_event(text: str) -> str:
    """The commonest word for what happened."""
    counted = Counter(morph.lemma(match.group(1).casefold().split()[-1]) for match in _EVENT.finditer(text[:4000]))
    return counted.most_common(1)[0][0] if counted else ""
