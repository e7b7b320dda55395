"""Places and groups in words, as two reports give them: in English or Russian, declined, or by one name more.

Made for claims that wait: nobody has said yet which place or group of the case is meant. Words agree, leave it open, or
differ; nothing is merged.
"""

# ruff: noqa: E501 (tables read best whole)

from __future__ import annotations

import re
from functools import lru_cache

from antigone.core.party import fold_name
from antigone.said.same_party import spelled

_GROUPS: tuple[tuple[str, str], ...] = (
    ("children", r"\b(?:child|kid|minor|infant|bab(?:y|ies)|teenager)|\b(?:дет[еяи]|ребен|ребён|несовершеннолетн|подростк|младен)"),
    ("women", r"\bwom[ae]n|\bженщин"),
    ("men", r"\bm[ae]n\b|\bмужчин"),
    ("elderly", r"\b(?:elderly|pensioner)|\b(?:пожил|пенсионер)"),
    ("hostages", r"\bhostage|\bзаложни"),
    ("foreigners", r"\b(?:foreign|tourist)|\b(?:иностран|турист)"),
    ("rescuers", r"\b(?:rescue|fire ?fighter)|\b(?:спасател|пожарн)"),
    ("medics", r"\b(?:medic|doctor|nurse|paramedic)|\b(?:медик|врач|медсест|медработ)"),
    ("journalists", r"\b(?:journalist|reporter)|\b(?:журналист|корреспондент)"),
    ("police", r"\b(?:police|officers?\b|law enforcement)|\b(?:полиц|правоохранит|сотрудник\w* (?:полиц|органов))"),
    ("soldiers", r"\b(?:soldier|service(?:m[ae]n|person|people)|troops|military|conscript|guards?m[ae]n)|\b(?:солдат|военн|срочник|гвардейц)"),
    ("security forces", r"\bsecurity (?:force|personnel|service)|\b(?:силовик|силов\w+ структур)"),
    ("armed", r"\b(?:attacker|militant|gunm[ae]n|terrorist|bandit|criminal|rioter|insurgent|fighter|armed|assailant|extremist)"
     r"|\b(?:нападавш|боевик|террорист|бандит|преступник|участник\w* беспорядк|погромщик|вооруж|экстремист)"),
    ("protesters", r"\b(?:protest|demonstrat|activist)|\b(?:протестующ|демонстрант|митингующ|участник\w* (?:протест|митинг|акци))"),
    ("civilians", r"\b(?:civilian|non-?combatant|bystander|peaceful)|\b(?:гражданск|мирн)"),
)  # fmt: skip
_OF_ALL: tuple[tuple[str, str], ...] = (
    ("prisoners", r"\b(?:inmate|prisoner|convict|detainee)|\b(?:заключ[её]нн|осужд[её]нн|арестант|задержанн)"),
    ("miners", r"\bminer|\b(?:горняк|шахт[её]р)"),
    ("passengers", r"\bpassenger|\bпассажир"),
    ("crew", r"\b(?:crew|sailor|seam[ae]n|pilot)|\b(?:экипаж|моряк|матрос|пилот|л[её]тчик)"),
    ("workers", r"\b(?:worker|employee|labourer|laborer|staff)|\b(?:рабоч|сотрудник|работник)"),
    ("residents", r"\b(?:resident|villager|local)|\b(?:жител|местн)"),
    ("students", r"\b(?:student|pupil|school)|\b(?:студент|школьник|ученик|учащ)"),
    ("patients", r"\bpatient|\bпациент"),
    ("migrants", r"\b(?:migrant|refugee)|\b(?:мигрант|бежен)"),
    ("guests", r"\b(?:guest|visitor|spectator|fan)s?\b|\b(?:посетител|зрител|болельщик|гост[еия])"),
    ("drivers", r"\bdriver|\bводител"),
)
"""Groups that may be all who were met by an event: a figure of miners may be the figure of all."""
_SIDES = (
    frozenset(("armed", "protesters", "civilians", *(name for name, _ in _OF_ALL))),
    frozenset(("police", "soldiers", "security forces")),
)
"""Words of one side that a figure slides between when it is passed on."""
_FORMS = tuple((name, re.compile(form)) for name, form in (*_GROUPS, *_OF_ALL))
_PARTS = frozenset(name for name, _ in _GROUPS)
_PEOPLE = re.compile(
    r"(?:all|people|persons?|humans?|dead|victims?|casualties|fatalities|others?|bodies"
    r"|люд\w+|человек\w*|погибш\w+|пострадавш\w+|жертв\w*|тел\w*|лиц\w*|все)"
)
_CALLED = frozenset(("armed", "protesters", "civilians", "police", "soldiers", "security forces"))
"""What people are called by a side; the rest is only said of them."""
_LEAST = 4


@lru_cache(maxsize=65_536)
def group_words(worded: str) -> str:
    """One name for words of a group, whatever the language; empty for all people; the folded words where not known."""
    folded = fold_name(worded)
    if not folded or _PEOPLE.fullmatch(folded):
        return ""
    met = [name for name, form in _FORMS if form.search(folded)]
    parts = [name for name in met if name in _PARTS]
    return " + ".join(parts or met) or folded


def is_named_part(group: str) -> bool:
    """True for a group that is as a rule a part of all who were met by an event: children, police, rescuers."""
    return not _PARTS.isdisjoint(group.split(" + "))


def slides(one: str, other: str) -> bool:
    """True where one group is known to be called the other: attackers, protesters, spectators, civilians, people."""
    both = {*one.split(" + "), *other.split(" + ")} - {""}
    return one != other and bool(both & _CALLED) and any(both <= side for side in _SIDES)


@lru_cache(maxsize=65_536)
def place_fit(one: str, other: str) -> int:
    """How two places in words agree: 2 the same, 1 it may be (one says more, or in another script), 0 they differ."""
    if not one or not other:
        return 1
    mine, yours = _names(one), _names(other)
    if mine == yours or not mine or not yours:
        return 2 if mine == yours else 1
    short, long = sorted((mine, yours), key=len)
    hits = sum(any(_alike(word, each) for each in long) for word in short)
    if hits == len(short):
        return 2 if len(short) == len(long) else 1
    return 1 if hits and one.isascii() != other.isascii() else 0


_NOT_NAMES = frozenset(
    spelled(
        "in on at the of near from and city town village district region province mine coal river lake square street "
        "capital central area county state в на у под из и город городе города поселок поселке село селе район районе "
        "области область крае шахта шахте шахты река реке реки площадь площади центр центре столице близ около"
    ).split()
)


@lru_cache(maxsize=65_536)
def _names(place: str) -> tuple[str, ...]:
    """The words that are names, spelled in one way."""
    return tuple(dict.fromkeys(word for word in spelled(place).split() if word not in _NOT_NAMES))


def _alike(one: str, other: str) -> bool:
    """The same name, declined or not: a common beginning, and little after it."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return same >= _LEAST and len(short) - same <= 2 and len(long) - same <= 3
