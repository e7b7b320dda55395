"""Words that put figures forward and name nobody: "ранее сообщалось", "стало известно", "по опубликованным ранее данным"."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator

from antigone.said.extract.language import Voice
from antigone.said.extract.russian_citing import Citing, Found
from antigone.said.extract.russian_dates import EARLIER_WORDS

_WHEN = rf"(?:(?:{EARLIER_WORDS}|накануне|вчера|сегодня|утром|днем|вечером|позже|позднее|затем) )"
_DATA = r"(?:данным|информации|сведениям|подсчетам|оценкам|оценке)"
_UNNAMED = re.compile(
    rf"(?<![а-я])(?:как )?{_WHEN}{{0,2}}(?:также |уже |же )?(?:сообщалось|сообщали|писали|говорили|говорилось|указывалось|утверждалось|назывались|назывался|называлось|упоминалось|упоминались|(?:стало|было) известно)(?= (?:о|об|что|,|#|число|цифр|до|более|лишь|только)(?![а-я]))"
    rf"|(?<![а-я]){_WHEN}?(?:в [а-я-]+ )?(?:был[аи] (?:обнародован|опубликован|распространен)[аы]|появил(?:ась|ись)|распространил(?:ась|ись)|поступал[аи]|поступил[аи]) (?:информация|данные|сообщения|сведения|слухи)"
    rf"|(?<![а-я])(?:согласно|по) (?:(?:опубликованн|обнародованн|поступавш|поступивш|имевш|озвученн|объявленн|приводивш|приведенн)[а-я]+ ранее|(?:ранее|прежде) [а-я]+(?:ым|им|ей|ой)) {_DATA}"
    rf"|(?<![а-я])(?:согласно|по) (?:прежн|первоначальн)[а-я]+ {_DATA}"
)


class Unnamed(Citing):
    """Reads what is credited to nobody, so that no speaker before it goes on."""

    def _unnamed(self) -> Iterator[Found]:
        parsed = self.parsed
        for match in _UNNAMED.finditer(parsed.line.text):
            first, last = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            nobody = Voice("", parsed.start(first), parsed.end(last - 1), kind="nobody")
            yield Found(first, last, (nobody,), "before", (self._clause_start(first), last))
