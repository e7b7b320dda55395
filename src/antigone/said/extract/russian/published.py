"""Whose figures "ранее опубликованные данные" are: the channel of which a text says that it put them out."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from functools import lru_cache

from antigone.said.extract.russian import morph

_MEDIUM = r"(?P<medium>(?:[Tt]elegram|[Тт]елеграм|[Тт]елеграмм)-канал|[Тт]елеканал|[Кк]анал|[Сс]айт|[Пп]ортал|[Сс]траниц|[Аа]ккаунт|[Пп]аблик)[а-я]*"
_FIGURES = r"(?:статистик|данны|цифр|информаци|сведени|сообщени|спис)[а-я]*"
_PUT_OUT = rf"(?:(?:опубликова|распространи|размести|обнародова|выложи)вш[а-я]+ (?:[а-я]+ ){{0,2}}?{_FIGURES}|(?:где|в котором|на котором|который|котором) (?:[а-я]+ ){{0,3}}?(?:вышл|появил|опубликов|размещ|размести|распростран)[а-я]*(?: [а-я]+){{0,2}}? {_FIGURES})"
_OWNER = r"(?P<owner>[А-ЯЁ][а-яё]+(?: [А-ЯЁа-яё-]+){0,6}?)"
_OWNS = re.compile(
    rf"{_OWNER}, (?:[а-я]+ )?(?:владелец|владеющ[а-я]+|которому принадлежит|хозяин) {_MEDIUM}[^,.\n]{{0,40}}, {_PUT_OUT}"
)
_OWNED = re.compile(
    rf"{_MEDIUM}[^,.\n]{{0,40}}, {_PUT_OUT}[^,.\n]{{0,60}}, (?:относится к|принадлежит|подчиняется|подведомствен[а-я]*) {_OWNER}(?=[.;,\n])"
)


@lru_cache(maxsize=8)
def published_by(text: str) -> tuple[str, int, int] | None:
    """The channel that a text says put the figures out, with its owner in the genitive, and its offsets; None if none."""
    for pattern, case in ((_OWNS, "nomn"), (_OWNED, "datv")):
        match = pattern.search(text)
        if match is not None:
            medium = match["medium"][0].upper() + match["medium"][1:]
            owner = morph.phrase_nominative(tuple(match["owner"].split()), case)
            return f"{medium} {' '.join(morph.phrase_genitive(owner))}", match.start("medium"), match.end("medium")
    return None
