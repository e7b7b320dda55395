"""Who is told: media that a speaker talks to ("сообщили ТАСС в …", "сказал он в эфире X"), and what stands between."""

# ruff: noqa: E501 (lists of words read best whole)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from antigone.said.extract.language import Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.citing import QUOTES
from antigone.said.extract.russian.dates import DAYS
from antigone.said.extract.russian.decoys import MONTHS
from antigone.said.extract.russian.morph import words
from antigone.said.extract.russian.names import OUTLETS
from antigone.said.extract.russian.relays import Relays
from antigone.said.extract.russian.voices import Named, read_voice

PREPOSITIONS = words(
    """
    в во на о об с со к от до из за под для у после через по при
    """
)
_ASIDE = words(
    """
    также ранее позже сегодня вчера накануне журналистам нам позднее лишь только поздно рано затем там утром вечером днем ночью репортерам прессе корреспондентам уже тогда
    впоследствии еще официально
    """
)
_TOLD = words(
    """
    агентству telegram-каналу телеграм-каналу изданию телеканалу газете порталу радиостанции каналу журналу корреспонденту информагентству
    """
)
_SETTING = (
    "telegram",
    "телеграм",
    "соцсет",
    "facebook",
    "фейсбук",
    "twitter",
    "твиттер",
    "брифинг",
    "пресс-конф",
    "заседан",
    "ход",
    "бесед",
    "разговор",
    "ответ",
    "пресс-подход",
    "встреч",
    "инстаграм",
    "instagram",
    "совещан",
    "комментари",
    "обращени",
)


_NETWORKS = ("telegram", "телеграм", "instagram", "инстаграм", "facebook", "фейсбук", "twitter", "твиттер", "youtube")
_PLAIN = {
    "телеграм": "Телеграм",
    "инстагра": "Instagram",
    "фейсбуке": "Facebook",
    "твиттере": "Twitter",
    "твиттер": "Twitter",
}
_HIS_OWN = words("своем своей своих официальном личном его ее их собственном")


def _belongs(word: str) -> bool:
    """ "министерства", "мэрии": whose channel it is, and no subject of the verb."""
    return (
        len(word) > 3
        and word.isalpha()
        and morph.pos(word) == "NOUN"
        and morph.has(word, "gent", "sing")
        and not (morph.has(word, "nomn", "sing") or morph.animate(word))
    )


def _is_told(word: str) -> bool:
    """Somebody who can only be told: an animate noun in the dative."""
    found = morph.parses(word)
    return (
        bool(found)
        and "datv" in found[0].tag
        and found[0].tag.POS == "NOUN"
        and "anim" in found[0].tag
        and not morph.has(word, "nomn")
    )


class Listeners(Relays):
    """Reads who is told, and steps over words that tell when and where."""

    def _past_when(self, j: int) -> int:
        """Past words that tell when, where or to whom: "также", "журналистам", "в понедельник", "12 мая"."""
        parsed, word = self.parsed, self.parsed.word(j)
        if word in _ASIDE:
            return self._past_when(j + 1)
        if word == "," and (closed := self._aside_closed(j)):
            return self._past_when(closed)
        if word == "в" and parsed.word(j + 1) in ("середине", "начале", "конце") and parsed.word(j + 2) in MONTHS:
            return self._past_when(j + 3)
        if word == "," and parsed.word(j - 1) in DAYS and parsed.word(j + 2) in MONTHS:
            return self._past_when(j + 1)
        if parsed.word(j) == "#" and parsed.word(j + 1) in MONTHS:
            return self._past_when(j + 2 + (parsed.word(j + 2) == ","))
        if word in ("в", "во", "на") and (parsed.word(j + 1) in DAYS or parsed.word(j + 1).startswith(_SETTING)):
            return self._past_when(j + 2)
        if _is_told(word) and not parsed.capital(j):  # "доложил президенту глава МЧС"
            return self._past_when(j + 1)
        if word == "и" and parsed.word(j + 1) in ("в", "во") and parsed.word(j - 1) != ",":
            return j + 1
        if word in ("в", "во", "на") and parsed.capital(j + 1) and self._place(j + 1) and self._goes_on_at(j + 2):
            return self._past_when(j + 2)
        if word == "в" and parsed.word(j + 1) in ("своем", "своей", "своих"):
            k = next((k for k in range(j + 2, min(j + 5, self.size)) if morph.has(parsed.lower[k], "loct")), None)
            return self._past_when(k + 1) if k is not None else j
        return j

    def _goes_on_at(self, j: int) -> bool:
        """True where who speaks, or another word of where and when, may follow."""
        return self._may_be_subject(j) or self.parsed.word(j) in ("в", "во", "на")

    def _place(self, j: int) -> bool:
        """One word for a place, that is no office: "в Ташкенте"."""
        found = morph.parses(self.parsed.word(j))
        return bool(found) and ("Geox" in found[0].tag or (found[0].tag.POS == "ADJF" and "loct" in found[0].tag))

    def _aside_closed(self, j: int) -> int:
        """Past ", со своей стороны, …": words between commas without a verb or a number; 0 where there are none."""
        for k in range(j + 1, min(j + 6, self.size)):
            word = self.parsed.lower[k]
            if word == ",":
                return k + 1 if k > j + 1 else 0
            if not word.isalpha() or morph.is_verb(word) or self.parsed.capital(k) or word in ("что", "как", "который"):
                return 0
        return 0

    def _listener(self, j: int) -> Named | None:
        """An outlet that is told, in the dative: "ТАСС", "агентству «X»", "РИА Новости"."""
        parsed = self.parsed
        word = parsed.lower[j]
        if word in QUOTES:
            return self._quoted_listener(j)
        if morph.is_adjective(word) and self.parsed.word(j + 1) in _TOLD:  # "херсонскому изданию"
            return self._listener(j + 1)
        told = word in _TOLD
        if told:
            near = range(j + 3, min(j + 9, self.size)) if parsed.word(j + 1) in QUOTES else ()
            closed = next((k + 1 for k in near if parsed.lower[k] in QUOTES), None)
            named = read_voice(parsed, j, "datv", closed)
            return named if named is not None and named.voice.kind in ("outlet", "organisation") else None
        if word in ("иа", "риа") and parsed.word(j + 1) in QUOTES:
            agency = self._agency(j)
            return agency if agency is not None and self._somebody_at(agency.last) else None
        if word in QUOTES or not self._undeclined(j):
            return None
        last = j + 2 if parsed.word(j + 1) and parsed.capital(j + 1) and word == "риа" else j + 1
        if self._somebody_at(last):
            return Named(Voice(parsed.text(j, last), parsed.start(j), parsed.end(last - 1), kind="outlet"), last)
        return None

    def _channel(self, j: int) -> Named | None:
        """ "в своём Telegram-канале", "в Instagram", "в Telegram-канале министерства": the channel through which somebody speaks."""
        parsed = self.parsed
        if parsed.word(j) not in ("в", "во", "на"):
            return None
        k = j + 1
        while parsed.word(k) in _HIS_OWN:
            k += 1
        if not parsed.word(k).startswith(_NETWORKS):
            return None
        last = k + 1 + parsed.word(k + 1).startswith("канал")
        channel = "канал" in parsed.text(k, last).casefold()
        name = "Telegram-канал" if channel else _PLAIN.get(parsed.lower[k][:8], parsed.raw(k))
        if parsed.word(last) in QUOTES:
            close = next((i for i in range(last + 1, min(last + 6, self.size)) if parsed.lower[i] in QUOTES), None)
            if close is not None and parsed.capital(last + 1):
                name, last = f"{name} {parsed.text(last + 1, close)}", close + 1
        elif name == "Telegram-канал" and _belongs(parsed.word(last)):
            name, last = f"{name} {parsed.raw(last)}", last + 1
        return Named(Voice(name, parsed.start(k), parsed.end(last - 1), kind="outlet"), last)

    def _interviewer(self, j: int) -> Named | None:
        """ "сказал в интервью «X» начальник Y", "в эфире телеканала X"."""
        parsed = self.parsed
        if parsed.word(j) != "в" or parsed.word(j + 1) not in ("интервью", "эфире"):
            return None
        if parsed.word(j + 2) in QUOTES:
            return self._quoted_listener(j + 2)
        named = read_voice(parsed, j + 2, "gent") or read_voice(parsed, j + 2, "datv")
        if named is None or named.voice.kind not in ("outlet", "organisation"):
            return None
        return Named(replace(named.voice, kind="outlet"), named.last)

    def _quoted_listener(self, j: int) -> Named | None:
        """ "сообщил «Российской газете» чиновник": a name in the dative between quotation marks."""
        parsed = self.parsed
        close = next((k for k in range(j + 2, min(j + 6, self.size)) if parsed.lower[k] in QUOTES), None)
        if close is None or not parsed.capital(j + 1) or not self._somebody_at(close + 1):
            return None
        words = tuple(parsed.raw(k) for k in range(j + 1, close))
        name = " ".join(morph.phrase_nominative(words, "datv"))
        return Named(Voice(name, parsed.start(j), parsed.end(close), kind="outlet"), close + 1)

    def _told_first(self, k: int) -> list[Voice]:
        """ "Об этом агентству X сообщили …": who is told stands before the verb."""
        for j in range(self._clause_start(k), k):
            if self.parsed.lower[j] in QUOTES and self.parsed.word(j + 2) in QUOTES and j + 3 <= k:
                name = morph.phrase_nominative((self.parsed.raw(j + 1),), "datv")[0]
                return [Voice(name, self.parsed.start(j), self.parsed.end(j + 2), kind="outlet")]
            if j and self.parsed.lower[j] in OUTLETS and self._undeclined(j):  # "Об этом ТАСС сообщили в …"
                return [Voice(self.parsed.raw(j), self.parsed.start(j), self.parsed.end(j), kind="outlet")]
            if self.parsed.lower[j] in _TOLD:
                named = read_voice(self.parsed, j, "datv", k)
                return [replace(named.voice, kind="outlet")] if named is not None else []
        return []

    def _undeclined(self, j: int) -> bool:
        """A name of a medium that shows no case: "ТАСС", "Reuters", "РБК"; or one in the dative: "Интерфаксу"."""
        raw, word = self.parsed.raw(j), self.parsed.word(j)
        told = word.startswith("интерфакс") and word.endswith(("у", "ю"))
        return told or (raw.isupper() and 2 <= len(raw) <= 10) or (raw.isascii() and raw[:1].isupper())

    def _somebody_at(self, j: int) -> bool:
        """Who speaks follows: "в пресс-службе X", "губернатор Y", "в понедельник губернатор Y"."""
        j = self._past_when(j)
        word = self.parsed.word(j)
        if word in ("в", "во"):
            named = read_voice(self.parsed, j + 1, "loct")
            return named is not None and named.voice.kind in ("organisation", "group", "role")
        if not word[:1].isalpha() or word in PREPOSITIONS or not self._may_be_subject(j):
            return False
        named = read_voice(self.parsed, j, "nomn")
        office = named is not None and named.voice.kind == "organisation" and self.parsed.raw(j)[:2].isupper()
        return named is not None and (office or named.voice.kind in ("person", "role", "group"))

    def _heard(self, j: int) -> Named | None:
        """ "X сообщил РИА Новости, что …": the speaker stands before the verb, so the name after it is who was told."""
        parsed = self.parsed
        named: Named | None
        if parsed.word(j) in QUOTES:
            named = self._quoted_listener(j)
        elif parsed.word(j) in ("иа", "риа") and parsed.word(j + 1) in QUOTES:
            named = self._agency(j)
        elif parsed.word(j)[:1].isalpha() and self._undeclined(j):
            last = j + 2 if parsed.word(j) == "риа" and parsed.capital(j + 1) else j + 1
            named = Named(Voice(parsed.text(j, last), parsed.start(j), parsed.end(last - 1), kind="outlet"), last)
        else:
            return None
        closed = named is not None and parsed.word(self._past_when(named.last)) in (",", ":", "что", "о", "об", ".", "")
        return named if closed else None

    def _agency(self, j: int) -> Named | None:
        """ "ИА «X»", "РИА «X»": the name between the quotation marks."""
        if self.parsed.word(j + 1) not in QUOTES:
            return None
        close = next((k for k in range(j + 2, min(j + 8, self.size)) if self.parsed.lower[k] in QUOTES), None)
        if close is None:
            return None
        name = self.parsed.text(j + 2, close)
        return Named(Voice(name, self.parsed.start(j), self.parsed.end(close), kind="outlet"), close + 1)

    def _told(self, j: int) -> Iterator[Voice]:
        """Outlets through which somebody speaks: "в интервью X", "в эфире телеканала X", "в своём Telegram-канале"."""
        parsed = self.parsed
        heard = self._heard(j)
        if heard is not None:
            yield heard.voice
            return
        for k in range(j, min(j + 8, self.size - 1)):
            word = parsed.lower[k]
            if word in (":", "что", "«", "."):
                return
            channel = self._channel(k)
            if channel is not None:
                yield channel.voice
                return
            if word in ("эфире", "интервью") and parsed.word(k - 1) == "в":
                named = read_voice(parsed, k + 1, "gent") or read_voice(parsed, k + 1, "datv")
                if named is not None and named.voice.kind in ("outlet", "organisation"):
                    yield replace(named.voice, kind="outlet")
                return
            told = self._listener(k)
            if told is not None and word not in ("тасс", "риа"):
                yield replace(told.voice, kind="outlet")
                return
