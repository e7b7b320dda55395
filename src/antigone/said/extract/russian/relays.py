"""Media that pass on somebody's words: "приводит ТАСС слова X", "цитирует X телеканал", "X, слова которого приводит Y"."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from antigone.said.extract.language import Voice
from antigone.said.extract.russian.citing import QUOTES, Found
from antigone.said.extract.russian.names import OUTLETS
from antigone.said.extract.russian.unnamed import Unnamed
from antigone.said.extract.russian.voices import Named, read_voice

_RELAY = re.compile(
    r"(?:привод[ия]т|привел[аио]?|(?:про)?цитиру[ею]т|процитировал[аио]?|опубликовал[аио]?|разместил[аио]?)"
)
_PASSES_ON = re.compile(r"(?:переда[её]т|передают|публикует|публикуют|распространяет|распространило|опубликовал[аио]?)")
_STARTS = frozenset(("пр", "ци", "пе", "пу", "ра", "оп"))
_WORDS = frozenset(
    (
        "слова",
        "заявление",
        "сообщение",
        "обращение",
        "видеообращение",
        "комментарий",
        "ответ",
        "данные",
        "цитату",
        "мнение",
    )
)
_WHOSE = re.compile(
    r"(?:слова|данные|заявление|сообщение|оценки|комментарий) (?:котор(?:ого|ой|ых)|чьи)|чьи слова|котор(?:ого|ую|ых|ые|ое)"
)
_HIS = {"его": False, "ее": False, "их": True}


class Relays(Unnamed):
    """Reads who relays whose words."""

    def _relays(self) -> Iterator[Found]:
        for k, word in enumerate(self.parsed.lower):
            if word in ("ссылается", "ссылаются") and self._clause_start(k) <= k - 2:
                found = self._cited_for(k)
                if found is not None:
                    yield found
            if word[:2] in _STARTS and (_RELAY.fullmatch(word) or _PASSES_ON.fullmatch(word)):
                found = self._whose(k) or (self._relay(k) if _RELAY.fullmatch(word) else None)
                if found is not None:
                    yield found

    def _whose(self, k: int) -> Found | None:
        """ "…, слова которого приводит агентство X, …": X passes on the subject of the main clause."""
        start = self._clause_start(k)
        if not _WHOSE.fullmatch(self.parsed.line.slice(start, k)):
            return None
        named = self._medium(k + 1)
        return (
            None if named is None else Found(start, named.last, (named.voice,), "carry", (start, start), present=True)
        )

    def _cited_for(self, k: int) -> Found | None:
        """ "X, на которого ссылается Y, …": Y passes on the subject of the main clause."""
        start = self._clause_start(k)
        if not re.fullmatch(r"на котор(?:ого|ую|ых)", self.parsed.line.slice(start, k)):
            return None
        named = read_voice(self.parsed, k + 1, "nomn")
        if named is None or named.voice.kind not in ("outlet", "organisation", "group"):
            return None
        return Found(start, named.last, (named.voice,), "carry", (start, start))

    def _relay(self, k: int) -> Found | None:
        """The speaker and the medium after the verb, in either order; or his words before it."""
        outlet = self._medium(k + 1)
        speaker = self._spoken(outlet.last if outlet else k + 1, k)
        if speaker is not None and outlet is None:
            outlet = self._medium(speaker.last)
        if speaker is None:
            speaker = self._words_before(k)
        if speaker is None:
            return None
        own = outlet is None or outlet.voice.name == "пресс-служба"  # his own
        voices = (speaker.voice,) if own or outlet is None else (speaker.voice, outlet.voice)
        last = max(k + 1, speaker.last, outlet.last if outlet else 0)
        pronoun = speaker.voice.kind == "pronoun"
        first = min(k, self.parsed.line.item(0) if speaker.last <= k else k)
        side = "after" if self._ends_speech(k, last) else "before"
        return Found(first, last, voices, side, (self._clause_start(k), last + 5), True, pronoun, pronoun)

    def _spoken(self, j: int, k: int) -> Named | None:
        """ "слова губернатора X", "его слова", "главу района X" (after цитировать)."""
        parsed, word = self.parsed, self.parsed.word(j)
        quotes = parsed.lower[k].startswith(("цит", "процит"))
        if word in _HIS and (quotes or parsed.word(j + 1) in _WORDS):
            voice = Voice(word, parsed.start(j), parsed.end(j), kind="pronoun", plural=_HIS[word])
            return Named(voice, j + 1 + (parsed.word(j + 1) in _WORDS))
        if word in _WORDS:
            return self._until_medium(j + 1, "gent")
        if quotes:
            return self._until_medium(j, "accs") or self._until_medium(j, "gent")
        return None

    def _words_before(self, k: int) -> Named | None:
        """ "Слова губернатора X приводит …"."""
        start = self._clause_start(k)
        if self.parsed.word(start) in _HIS and self.parsed.word(start + 1) in _WORDS:
            return self._spoken(start, k)
        if self.parsed.word(start) not in _WORDS:
            return None
        return read_voice(self.parsed, start + 1, "gent", k)

    def _until_medium(self, j: int, case: str) -> Named | None:
        """The voice whose phrase begins here, without the medium that follows it."""
        stop = next((i for i in range(j + 1, min(j + 14, self.size)) if self._is_medium(i)), None)
        named = read_voice(self.parsed, j, case, stop)
        if named is None and stop is not None:
            named = read_voice(self.parsed, j, case)
        return named if named is not None and named.voice.kind != "outlet" else None

    def _is_medium(self, i: int) -> bool:
        word, raw = self.parsed.lower[i], self.parsed.raw(i)
        return word in OUTLETS or (word in QUOTES and word != "»") or (raw.isascii() and raw[:1].isupper())

    def _medium(self, j: int) -> Named | None:
        if j >= self.size or not (
            self._is_medium(j) or self.parsed.raw(j).isupper() or self.parsed.word(j).startswith("пресс-служб")
        ):
            return None
        stop = next(
            (
                i
                for i in range(j + 1, min(j + 8, self.size))
                if self.parsed.lower[i] in _WORDS or self.parsed.lower[i] in _HIS
            ),
            None,
        )
        named = read_voice(self.parsed, j, "nomn", stop)
        if named is None or named.voice.kind not in ("outlet", "organisation"):
            return None
        return Named(replace(named.voice, kind="outlet"), named.last)
