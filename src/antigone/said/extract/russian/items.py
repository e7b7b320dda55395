"""A Russian sentence as items, clauses and cues; and the noun phrase that a number counts."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from antigone.said.extract.language import Sentence, Token
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.numbers import Number, find_numbers
from antigone.said.extract.russian.units import BODY_NOUN, GRAVE_NOUN, Cue, Line, find_cues

PEOPLE = frozenset(
    [
        "человек",
        "людей",
        "люди",
        "людям",
        "людьми",
        "человека",
        "человеку",
        "чел",
        "лиц",
        "лица",
        "персон",
        "душ",
        "детей",
        "дети",
        "ребенок",
        "ребенка",
        "несовершеннолетних",
        "несовершеннолетние",
        "несовершеннолетний",
        "взрослых",
        "взрослые",
        "военных",
        "военные",
        "раненых",
        "рабочих",
        "рабочие",
        "подозреваемых",
        "подозреваемые",
        "мирных",
        "больных",
        "больные",
        "членов",
        "члена",
        "гражданских",
        "гражданские",
        "прохожих",
        "верующих",
        "новорожденных",
        "пожилых",
        "беременных",
        "полицейских",
        "полицейские",
        "полицейского",
        "дежурных",
        "понятых",
        "заключенных",
        "заключенные",
        "неизвестных",
        "мужчин",
        "женщин",
        "мужчины",
        "женщины",
        "пассажиров",
        "персонала",
        "срочников",
        "протестующих",
        "митингующих",
    ]
)
ANIMALS = frozenset(
    [
        "корова",
        "лошадь",
        "овца",
        "баран",
        "собака",
        "кошка",
        "птица",
        "животное",
        "свинья",
        "курица",
        "коза",
        "верблюд",
        "голова",
        "скот",
        "рыба",
        "кит",
    ]
)
ADVERBS = frozenset(["еще", "уже", "всего", "только", "лишь", "сразу", "также", "тоже", "теперь", "пока"])
_SPLIT = frozenset((",", ";", ":", "—", "–", "(", ")", "…", "!", "?", "."))
_CONJ = frozenset(("и", "а", "но", "или", "однако", "тогда"))
_MARKS = frozenset("\"“”«»'‘’„")


@dataclass(frozen=True, slots=True)
class Item:
    """A word or mark, or a whole number phrase with its modifier (`number` set, `lower` = `#`)."""

    lower: str
    first: int
    last: int
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands after a number: items `first`…`last` (half-open).

    `kind` is `person`, `body`, `grave`, `thing`, `cue` (its own casualty noun), `animal` or `none` (elided);
    `partitive` is True for "из них", "из которых".
    """

    first: int
    last: int
    head: str
    kind: str
    cue: Cue | None = None
    partitive: bool = False


class Parsed:
    """Items, cues and clauses of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.items = _items(self.tokens)
        self.lower = [item.lower for item in self.items]
        self.line = Line(self.lower)
        self.aside = _aside_marks(self.line)
        self.inserted: set[int] = set()
        self.cues = _cues(self)
        self._cue_starts = [cue.first for cue in self.cues]
        self.cue_at: dict[int, Cue] = {cue.first: cue for cue in self.cues}
        self.numbers = [i for i, item in enumerate(self.items) if item.number is not None]
        self.segment = _segments(self)

    @cached_property
    def contested(self) -> bool:
        """True where some word of the sentence may deny, doubt or correct; cheap, and wrong only by saying so too often."""
        return _CONTESTS.search(self.line.text) is not None

    def cues_in(self, first: int, last: int) -> list[Cue]:
        """The cues that begin at items `first`…`last` (half-open)."""
        return self.cues[bisect_left(self._cue_starts, first) : bisect_left(self._cue_starts, last)]

    def start(self, item: int) -> int:
        """Offset where an item starts."""
        return self.tokens[self.items[item].first].start

    def end(self, item: int) -> int:
        """Offset where an item ends."""
        return self.tokens[self.items[item].last - 1].end

    def text(self, first: int, last: int) -> str:
        """Words of items `first`…`last` (half-open) as written, single spaced."""
        if first >= last:
            return ""
        span = self.tokens[self.items[first].first : self.items[last - 1].last]
        words = [span[0].text]
        for before, token in pairwise(span):
            words.append(token.text if token.start == before.end else f" {token.text}")
        return "".join(words)

    def raw(self, item: int) -> str:
        """An item as written."""
        return self.tokens[self.items[item].first].text if 0 <= item < len(self.items) else ""

    def capital(self, item: int) -> bool:
        """True where the item is written with a capital."""
        return self.raw(item)[:1].isupper()

    def word(self, item: int) -> str:
        """The lower-case word at that item, or an empty text outside the sentence."""
        return self.lower[item] if 0 <= item < len(self.lower) else ""

    def clause(self, item: int) -> tuple[int, int]:
        """First and last (half-open) item of the clause that holds an item."""
        mine = self.segment[item]  # ids never fall from left to right
        return bisect_left(self.segment, mine), bisect_right(self.segment, mine)


@lru_cache(maxsize=4)
def parse(sentence: Sentence) -> Parsed:
    """The parse of a sentence; the last few are kept, since counts, speech and stances all ask for it."""
    return Parsed(sentence)


_CONTESTS = re.compile(
    r"(?<![а-я])(?:не|ни|нет|никак|вместо)(?![а-я])|никак|опроверг|отриц|отверг|развенч|дезавуир|открест|отмежев|оспор|оспар|сомнен|отказ|лож|лжив|недостовер|невер|неправ|ошиб|фейк|вымы|выдум|завыш|преувел|разду|фальш|сфальс|сфабр|надум|необосн|безосн|беспочв|голослов|некорр|неточн|абсурд|несостоят|нелеп|неправд|высос|фантаст|домы|искаж|дезинф|провок|слух|бред|клевет|спекул|вброс|утк|чуш|чепух|манипул|пропаг|вран|небыл|сказк|инсин|ерунд|глуп|нонсенс|наговор|страшил|недораз|мистиф|фантаз|сбо|взят|потолка|далек|расход|противореч|правда|отозв|назва|назы|сче|сочл|счит|призна|объяв|охаракт|имену|окрест|уточн|скорр|исправ|поправ|пересм|пересч|описк|опечат|правил|верн|дважды|сниз|сниж|уменьш|сокра|пониз|пониж|упал|самом деле|действит|реальн|фактич|на деле|их(?![а-я])|сейчас|теперь|вер[ияюим]|сомнев|провер|требу|числив|считав|жив|оговор|обсчит|перепут|комментир|отреаг|ответил|никогда"
)


def _items(tokens: Sequence[Token]) -> list[Item]:
    items: list[Item] = []
    numbers = {n.phrase: n for n in find_numbers(tokens)}
    at = 0
    while at < len(tokens):
        number = numbers.get(at)
        if number is not None:
            items.append(Item("#", at, number.last, number))
            at = number.last
            continue
        items.append(Item(tokens[at].lower, at, at + 1))
        at += 1
    return items


def _of_a_thing(parsed: Parsed, cue: Cue) -> bool:
    """ "из пострадавшего подъезда": what describes a thing counts nobody."""
    last = parsed.lower[cue.last - 1]
    if cue.form != "noun" or cue.last - cue.first > 1 or morph.pos(last) not in ("ADJF", "PRTF"):
        return False
    thing = parsed.word(cue.last)
    return (
        bool(thing)
        and morph.pos(thing) == "NOUN"
        and not parsed.capital(cue.last)
        and not morph.animate(thing)
        and thing not in PEOPLE
        and morph.agree_all(last, thing)
    )


def _cues(parsed: Parsed) -> list[Cue]:
    """The cues of a sentence, and those that stand around words put in between commas ("получил, по словам X, травмы")."""
    found = [c for c in find_cues(parsed.line) if not _of_a_thing(parsed, c)]
    if parsed.line.text.count(",") < 2:
        return found
    spans = [
        (parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1)
        for pattern in (_CREDITED, _SPOKEN)
        for match in pattern.finditer(parsed.line.text)
    ]
    parsed.inserted = {k for first, last in spans for k in range(first, last)}
    if not spans:
        return found
    kept = [k for k in range(len(parsed.lower)) if not any(a <= k < b for a, b in spans)]
    within = [
        Cue(c.unit, c.form, kept[c.first], kept[c.last - 1] + 1)
        for c in find_cues(Line([parsed.lower[k] for k in kept]))
    ]
    around = [c for c in within if not any(c.first < o.last and o.first < c.last for o in found)]
    return sorted(found + around, key=lambda cue: cue.first)


def _segments(parsed: Parsed) -> list[int]:
    """The clause of each item: cut at marks, and at "и", "а", "но" where a verb or cue stands on both sides."""
    ids: list[int] = []
    now, busy = 0, False
    aside = parsed.aside | _marks_of(parsed.line, _SPOKEN)
    for k, word in enumerate(parsed.lower):
        if (word in _SPLIT and k not in aside) or (
            word in _CONJ
            and busy
            and not any(c.first <= k < c.last for c in parsed.cues_in(max(0, k - 30), k + 1))
            and _verb_ahead(parsed, k + 1)
        ):
            now, busy = now + 1, False
        ids.append(now)
        busy = busy or (k in parsed.cue_at and word not in ("в", "во", "на", "под")) or morph.is_verb(word)
    return ids


_BY_THE_WAY = re.compile(
    r", (?:к сожалению|к счастью|предварительно|предположительно|вероятно|возможно|очевидно|скорее всего|по-видимому|напротив|однако|впрочем|между тем|в свою очередь|тем временем|по всей вероятности|по всей видимости"
    r"|по (?:предварительн|последн|уточненн|официальн|неофициальн|имеющ|обновленн|некотор)[а-я]+ (?:данным|информации|сведениям|подсчетам|оценкам)) ,"
)


_CREDITED = re.compile(
    r", (?:(?:в их числе|в том числе|среди них|включая)(?= [^,#]{2,60} ,)|если верить|(?:по|согласно) (?:[а-я]+ ){0,2}?(?:данным|словам|информации|сведениям|оценкам|оценке|подсчетам|версии|утверждению|сообщениям))"
    r"(?: [^,;:#()—–]{2,90})? ,"
)
_SPOKEN = re.compile(
    r", (?:как )?(?:уточн|сообщ|рассказ|заяв|поясн|отме[тч]|добав|подчерк|говорит|говорят|утвержда|пиш|переда)[а-я]* [^,;:#()—–]{2,90} ,"
)
"""Who says it, between commas inside a clause."""


def _aside_marks(line: Line) -> set[int]:
    """The commas around "к сожалению", "по последним данным": they end no clause."""
    return _marks_of(line, _BY_THE_WAY) | _marks_of(line, _CREDITED)


def _marks_of(line: Line, pattern: re.Pattern[str]) -> set[int]:
    """The first and the last item of each place where a pattern fits."""
    if line.text.count(",") < 2:
        return set()
    return {line.item(at) for match in pattern.finditer(line.text) for at in (match.start(), match.end() - 1)}


def _verb_ahead(parsed: Parsed, k: int) -> bool:
    for j in range(k, min(k + 12, len(parsed.lower))):
        if parsed.lower[j] in _SPLIT:
            return False
        cue = parsed.cue_at.get(j)
        if (cue is not None and cue.form == "pred") or morph.is_verb(parsed.lower[j]):
            return True
    return False


def noun_phrase(parsed: Parsed, at: int, limit: int = 8) -> Phrase:
    """The noun phrase after the number at item `at`."""
    first = j = at + 1
    word = parsed.word(j)
    while word in _MARKS or word in ADVERBS:
        j += 1
        word = parsed.word(j)
    if word == "из" and parsed.word(j + 1) in ("них", "которых", "этих", "тех", "числа", "нас"):
        return Phrase(first, j + 2, "", "none", partitive=True)
    if word == "из":
        return _one_of(parsed, first, j + 1)
    while j < len(parsed.lower) and j - first < limit:
        word = parsed.lower[j]
        if word in _MARKS:
            j += 1
            continue
        if not word[:1].isalpha():
            break
        cue = parsed.cue_at.get(j)
        if cue is not None and cue.form == "noun":
            return _after_cue(parsed, first, cue)
        if cue is not None and cue.form == "pred":
            break
        kind = kind_of(word)
        if kind:
            return Phrase(first, _extent(parsed, j + 1), word, kind)
        if not morph.is_adjective(word):
            break
        j += 1
    return Phrase(first, first, "", "none")


def _one_of(parsed: Parsed, first: int, j: int) -> Phrase:
    """ "один из петербуржцев", "одна из лодок": what they are a part of tells what is counted."""
    k = j
    while k < min(j + 3, len(parsed.lower)) and morph.is_adjective(parsed.lower[k]) and k not in parsed.cue_at:
        k += 1
    kind = kind_of(parsed.word(k)) if parsed.word(k)[:1].isalpha() and k not in parsed.cue_at else ""
    return (
        Phrase(first, k + 1, parsed.lower[k], kind) if kind in ("person", "thing") else Phrase(first, first, "", "none")
    )


def _after_cue(parsed: Parsed, first: int, cue: Cue) -> Phrase:
    """ "12 погибших", "412 погибших мирных жителях": the noun described belongs to the phrase."""
    k = cue.last
    while k < min(cue.last + 4, len(parsed.lower)) and morph.is_adjective(parsed.lower[k]) and k not in parsed.cue_at:
        k += 1
    word = parsed.word(k)
    with_noun = word and k not in parsed.cue_at and kind_of(word) == "person" and not parsed.capital(k)
    if with_noun and morph.agree_all(parsed.lower[cue.last - 1], word):
        return Phrase(first, _extent(parsed, k + 1), word, "cue", cue)
    return Phrase(first, cue.last, parsed.lower[cue.last - 1], "cue", cue)


def _extent(parsed: Parsed, k: int) -> int:
    """Where a phrase ends: genitives and a second noun belong to it ("сотрудников полиции", "полицейских и военных")."""
    limit = k + 5
    while k < min(limit, len(parsed.lower)):
        word = parsed.lower[k]
        if k in parsed.cue_at or parsed.items[k].number is not None or not word[:1].isalpha():
            break
        if word == "и" and kind_of(parsed.word(k + 1)) == "person" and k + 1 not in parsed.cue_at:
            k += 2
            continue
        if not (_genitive(word) and not parsed.capital(k)):
            break
        k += 1
    return k


def _genitive(word: str) -> bool:
    found = morph.parses(word)
    return bool(found) and "gent" in found[0].tag and found[0].tag.POS in ("NOUN", "ADJF", "PRTF")


@lru_cache(maxsize=50_000)
def kind_of(word: str) -> str:
    """What sort of thing a noun names; empty for a word that is no noun."""
    if word in PEOPLE:
        return "person"
    if BODY_NOUN.fullmatch(word):
        return "body"
    if GRAVE_NOUN.fullmatch(word):
        return "grave"
    if morph.lemma(word) in ANIMALS:
        return "animal"
    if morph.pos(word) not in ("NOUN",):
        return "person" if morph.pos(word) in ("ADJF", "PRTF") and _noun_like(word) else ""
    return "person" if morph.animate(word) else "thing"


def _noun_like(word: str) -> bool:
    """Adjectives that are used as nouns for people ("военнослужащих", "протестующих")."""
    return word.endswith(("ующих", "ующие", "ащих", "ащие", "ящих", "ящие", "ащего", "ащий")) or any(
        p.tag.POS == "NOUN" and "anim" in p.tag for p in morph.parses(word)
    )
