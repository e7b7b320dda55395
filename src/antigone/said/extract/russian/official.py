"""Sources that are no party: official data ("по официальным данным", "официально погибли"), and some of those who spoke
before ("одни говорят …, по словам других …")."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator

from antigone.said.extract.language import Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.citing import Citing, Found
from antigone.said.extract.russian.names import VERBS
from antigone.said.extract.russian.voices import read_voice

_DATA = r"(?:сообщени|данн|информаци|статистик|верси|сведени|цифр|оценк|сводк)[а-я]*"
_BY_DATA = re.compile(rf"(?<![а-я])(?:по|согласно) (?P<what>(?:не)?официальн[а-я]+ {_DATA})(?= |$)")
_ARE_DATA = re.compile(
    rf"(?<![а-я])(?P<what>(?:не)?официальн[а-я]+ {_DATA})(?= (?:[а-я]+ ){{0,2}}?(?:гласи|говор|да[ею]т|дава|называ|свидетельств|указыва|утвержда|исходи|признава|признае|насчитыва|по-прежнему|пока|такова)[а-я]*)"
)
_OFFICIALLY = re.compile(
    r"(?<![а-я])официально(?= (?!извест|заяв|сообщ|объяв|подтверд|опроверг|признал|призна[её]т|представ|отрица|назвал|уведом)[а-я#])"
)
_ARE = re.compile(
    r"[—–] (?:это|таковы|такие|такова) (?:предварительные |официальные |последние )?(?:данные|сведения|цифры|оценк[аи]|информация|статистика) (?=[а-я])"
)
_IN_BRACKETS = re.compile(r"\( (?:данные|информация|сведения|цифры|оценка) (?=[а-я])")
_DASH_OF = re.compile(r"[—–] (?=(?:об?|про|что|лишь об?|только об?|уже об?) )")
_HIS_WORDS = re.compile(r"(?<![а-я])(?:заявлени|слов|утверждени|признани|отчет|доклад)[а-я]* (?=[а-я])")
_SOME = frozenset(("одни", "другие", "третьи", "некоторые", "иные"))


class Official(Citing):
    """Reads sources that are data rather than a party, and groups that stand for those before."""

    def _official(self, going_on: bool) -> Iterator[Found]:
        """Official data; those that only stand by the way give way to somebody who goes on speaking."""
        parsed = self.parsed
        for pattern in (_ARE_DATA,) if going_on else (_BY_DATA, _ARE_DATA, _OFFICIALLY):
            for match in pattern.finditer(parsed.line.text):
                first, last = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
                if pattern is not _OFFICIALLY and self._somebodys(last):
                    continue
                yield Found(first, last, (self._data(first, last, pattern is _OFFICIALLY),), "before", (first, first))

    def _data(self, first: int, last: int, adverb: bool) -> Voice:
        parsed = self.parsed
        name = "официальные данные"
        if not adverb:
            words = tuple(parsed.lower[last - 2 : last])
            case = "datv" if parsed.lower[first] in ("по", "согласно") else "nomn"
            name = " ".join(morph.phrase_nominative(words, case))
        return Voice(name, parsed.start(first), parsed.end(last - 1), kind="group", plural=True)

    def _somebodys(self, last: int) -> bool:
        """ "по официальным данным Минздрава": whose they are is said."""
        word = self.parsed.word(last)
        return (
            word[:1].isalpha()
            and (self.parsed.capital(last) or morph.has(word, "gent"))
            and not morph.is_verb(word)
            and morph.pos(word) != "PREP"
        )

    def _elided(self) -> Iterator[Found]:
        """ "Власти говорят о 12, а правозащитники — о 40": the verb is left out the second time."""
        parsed = self.parsed
        if not {"—", "–"} & set(parsed.lower):
            return
        for match in _DASH_OF.finditer(parsed.line.text):
            dash = parsed.line.item(match.start())
            start = self._clause_start(dash)
            start += parsed.word(start) in ("а", "но", "и")
            named = read_voice(parsed, start, "nomn", dash) if self._may_be_subject(start) else None
            if named is not None and named.last == dash and start > 2:
                yield Found(start, dash + 1, (named.voice,), "before", (start, dash))

    def _words_of(self) -> Iterator[Found]:
        """ "Заявление мэра о 12 погибших обсуждают …": whose words they are, where nobody else says them."""
        parsed = self.parsed
        for match in _HIS_WORDS.finditer(parsed.line.text):
            first, k = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            named = read_voice(parsed, k, "gent")
            about = named is not None and parsed.word(named.last) in ("о", "об", "про")
            if named is not None and about and named.voice.kind in ("person", "organisation", "role"):
                yield Found(first, named.last, (named.voice,), "before", (first, first), faint=True)

    def _theirs(self) -> Iterator[Found]:
        """ "…, 31 пропал без вести — это данные украинского штаба": whose figures they are, after them."""
        parsed = self.parsed
        if not {"—", "–", "("} & set(parsed.lower):
            return
        for match in (*_ARE.finditer(parsed.line.text), *_IN_BRACKETS.finditer(parsed.line.text)):
            first, k = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            named = read_voice(parsed, k, "gent")
            if named is not None:
                yield Found(first, named.last, (named.voice,), "after", (first, first))

    def _some(self) -> Iterator[Found]:
        """ "Одни говорят о трёх, …": some of those who spoke before."""
        parsed = self.parsed
        for k in range(self.size - 1):
            if parsed.lower[k] not in _SOME or morph.lemma(parsed.word(k + 1)) not in VERBS:
                continue
            voice = Voice("они", parsed.start(k), parsed.end(k), kind="pronoun", plural=True)
            yield Found(k, k + 2, (voice,), "before", (k, k + 2), continues=True, plain=True)
