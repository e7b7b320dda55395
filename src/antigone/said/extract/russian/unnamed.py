"""Words that put figures forward and name nobody: "ранее сообщалось", "стало известно", "по опубликованным ранее данным"."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator

from antigone.said.extract.language import Voice
from antigone.said.extract.russian.citing import Found
from antigone.said.extract.russian.dates import EARLIER_WORDS
from antigone.said.extract.russian.decoys import MONTHS
from antigone.said.extract.russian.official import Official
from antigone.said.extract.russian.published import published_by
from antigone.said.extract.russian.voices import read_voice

_WHEN = rf"(?:(?:{EARLIER_WORDS}|накануне|вчера|сегодня|утром|днем|вечером|позже|позднее|затем) )"
_DATA = r"(?:данным|информации|сведениям|подсчетам|оценкам|оценке)"
_UNNAMED = re.compile(
    rf"(?<![а-я])(?:как )?{_WHEN}{{0,2}}(?:также |уже |же )?(?:сообщалось|говорилось|указывалось|утверждалось|назывались|назывался|называлось|упоминалось|упоминались|(?:стало|было) известно)(?= (?:о|об|что|,|#|число|цифр|до|более|лишь|только)(?![а-я]))"
    rf"|(?<![а-я]){_WHEN}{{1,2}}(?:сообщали|писали|говорили|передавали)(?= (?:о|об|что)(?![а-я]))"
    rf"|(?<![а-я]){_WHEN}?(?:в [а-я-]+ )?(?:был[аи] (?:обнародован|опубликован|распространен)[аы]|появил(?:ась|ись)|распространил(?:ась|ись)|поступал[аи]|поступил[аи]) (?:информация|данные|сообщения|сведения|слухи)"
    rf"|(?<![а-я])(?:согласно|по) (?:(?:опубликованн|обнародованн|поступавш|поступивш|имевш|озвученн|объявленн|приводивш|приведенн)[а-я]+ ранее|(?:ранее|прежде) [а-я]+(?:ым|им|ей|ой)) {_DATA}"
    rf"|(?<![а-я])(?:согласно|по) (?:прежн|первоначальн)[а-я]+ {_DATA}"
)


_PUBLISHED = re.compile(r"опубликован|обнародован|распростран|появил")


class Unnamed(Official):
    """Reads what is credited to nobody, so that no speaker before it goes on."""

    def _unnamed(self) -> Iterator[Found]:
        parsed = self.parsed
        for match in _UNNAMED.finditer(parsed.line.text):
            first, last = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            voice = Voice("", parsed.start(first), parsed.end(last - 1), kind="nobody")
            source = published_by(self.document.text) if _PUBLISHED.search(match.group()) else None
            if source is not None:
                voice = Voice(*source, kind="organisation")
            yield Found(first, last, (voice,), "before", (self._clause_start(first), last))

    def _given_by(self) -> Iterator[Found]:
        """ "данные, опубликованные Минздравом", "с цифрами, озвученными вице-премьером X": who gave the figures."""
        parsed = self.parsed
        if "нн" not in parsed.line.text:
            return
        for match in _GIVEN.finditer(parsed.line.text):
            first, k = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            k = self._past_time(k)
            named = read_voice(parsed, k, "ablt")
            if named is not None:
                yield Found(first, named.last, (named.voice,), "before", (first, named.last), faint=True)

    def _past_time(self, k: int) -> int:
        """Past "ранее", "12 июля", "в середине июля"."""
        parsed, first = self.parsed, k
        while k < self.size and k - first < 6:
            word = parsed.lower[k]
            if word == "в" and parsed.word(k + 1) in ("середине", "начале", "конце", "прошлом", "прошлый"):
                k += 2
            elif word in ("ранее", "накануне", "вчера", "днем", "утром") or word in MONTHS or parsed.items[k].number:
                k += 1
            else:
                break
        return k


_GIVEN = re.compile(
    r"(?<![а-я])(?:озвученн|приведенн|названн|опубликованн|обнародованн|предоставленн|распространенн|представленн)(?:ыми|ых|ые|ая|ой|ым|ому|ую|ый|ое)(?![а-я])"
)
