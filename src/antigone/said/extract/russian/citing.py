"""Sources named without a verb of saying: "по словам", "со ссылкой на", "говорится в сообщении", "МЧС: …"."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antigone.said.extract.language import Document, Sentence, Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.items import parse
from antigone.said.extract.russian.names import BY, CITING, OUTLETS, PAPERS, REPORTED, ROLES
from antigone.said.extract.russian.voices import Named, read_voice

QUOTES = frozenset('«»“”"„')
_IN_HAND = re.compile(r"(?<![а-я])(?:по|согласно) имеющ[а-я]+ у (?P<who>него|нее|них) (?:данным|информации|сведениям)")
_TRUST = re.compile(r"(?<![а-я])(?:если верить) (?=[а-я])")
_HIS_WORDS = re.compile(r"(?:прямая речь|слова|цитата|комментарий|заявление)(?= |$)")
_PUT = ("размещен", "опубликован", "появил")
_INFO_FIRST = re.compile(
    r"(?:эт[аи]|соответствующ[а-я]+|так[а-я]+|данн[а-я]+|вся) ?(?:информация|данные|сведения|цифры|сообщение|статистика)?"
)
_MORE = re.compile(r"что |о том|и (?:[а-я]+ ){1,2}, что ")
_THIS = re.compile(
    r"(?:об этом|так[а-я]+ (?:данные|информация|цифры|сведения)|эт[аи] (?:данные|информация|цифры|сведения))(?= |$)"
)
_HIS = {"его": False, "ее": False, "их": True}


@dataclass(frozen=True, slots=True)
class Found:
    """A cue: items `first`…`last`, its voices from the inside out, and on which side of the words it stands:
    `before`, `after`, `cite` (of the whole sentence) or `previous`."""

    first: int
    last: int
    voices: tuple[Voice, ...]
    side: str
    dated: tuple[int, int]
    present: bool = False
    continues: bool = False
    plain: bool = False
    faint: bool = False


class Citing:
    """Reads the sources that a sentence names beside its verbs of saying."""

    def __init__(self, sentence: Sentence, document: Document) -> None:
        self.parsed = parse(sentence)
        self.document = document
        self.size = len(self.parsed.items)

    def _by(self) -> Iterator[Found]:
        parsed = self.parsed
        for match in BY.finditer(parsed.line.text):
            first = parsed.line.item(match.start())
            k = parsed.line.item(match.end() - 1) + 1
            yield from self._by_at(first, k)
        for k in range(self.size - 2):
            word = parsed.lower[k + 1]
            if parsed.lower[k] == "по" and word in _HIS and parsed.lower[k + 2] in (
                "словам", "данным", "информации", "сведениям", "подсчетам", "оценке", "оценкам", "версии", "мнению",
            ):  # fmt: skip
                voice = Voice(word, parsed.start(k + 1), parsed.end(k + 1), kind="pronoun", plural=_HIS[word])
                yield Found(k, k + 3, (voice,), self._side(k, k + 3), (k, k + 3), continues=True)

        for match in _TRUST.finditer(parsed.line.text) if "если верить" in parsed.line.text else ():
            first, k = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            named = read_voice(parsed, k, "datv")
            if named is not None:
                yield Found(first, named.last, (named.voice,), self._side(first, named.last), (first, named.last + 3))
        for match in _IN_HAND.finditer(parsed.line.text) if "имеющ" in parsed.line.text else ():
            k = parsed.line.item(match.start("who"))
            voice = Voice(
                match["who"][1:], parsed.start(k), parsed.end(k), kind="pronoun", plural=match["who"] == "них"
            )
            first = parsed.line.item(match.start())
            yield Found(first, k + 2, (voice,), self._side(first, k + 2), (first, k + 2), continues=True)

    def _by_at(self, first: int, k: int) -> Iterator[Found]:
        k = self._past_same(k)
        named = read_voice(self.parsed, k, "gent") or self._as_worded(k, "gent")
        if named is not None:
            yield Found(first, named.last, (named.voice,), self._side(first, named.last), (first, named.last + 3))

    def _past_same(self, k: int) -> int:
        """Past "того же", "самого", before whoever is meant."""
        while self.parsed.word(k) in ("того", "той", "тех", "ту", "же", "самого", "самой", "этого", "этой"):
            k += 1
        return k

    def _as_worded(self, k: int, case: str) -> Named | None:
        """Whoever a noun phrase names ("по данным следствия", "сообщили в горбольнице"), put into the nominative."""
        parsed, j = self.parsed, k
        if len(parsed.word(k)) < 2 or (len(parsed.word(k)) < 3 and not parsed.raw(k).isupper()):  # a preposition
            return None
        while j < min(k + 3, self.size) and morph.is_adjective(parsed.lower[j]):
            j += 1
        word = parsed.word(j)
        if not word[:1].isalpha() or not any(case in p.tag and p.tag.POS == "NOUN" for p in morph.parses(word)):
            return None
        last = j + 1
        while (
            last < min(j + 5, self.size)
            and morph.has(parsed.lower[last], "gent")
            and not morph.is_verb(parsed.lower[last])
        ):
            last += 1
        name = " ".join(morph.phrase_nominative(tuple(parsed.raw(i) for i in range(k, last)), case))
        return Named(Voice(name, parsed.start(k), parsed.end(last - 1), kind="organisation"), last)

    def _side(self, first: int, last: int) -> str:
        """A phrase like "по словам X" opens what it governs, unless it closes the sentence."""
        tail = self.parsed.line.slice(last, self.size).strip(' .»"”!?')
        return "after" if first > 0 and not tail else "cite" if first > 3 else "before"

    def _citing(self) -> Iterator[Found]:
        parsed = self.parsed
        for match in CITING.finditer(parsed.line.text):
            first = parsed.line.item(match.start())
            k = parsed.line.item(match.end() - 1) + 1
            k = self._past_same(k)
            named = read_voice(parsed, k, "accs")
            if named is not None and not parsed.word(k).startswith("собственн"):  # its own correspondent
                yield Found(first, named.last, (named.voice,), "citing", (self._clause_start(first), first))

    def _may_be_subject(self, j: int) -> bool:
        word = self.parsed.word(j)
        if not word:
            return False
        if word in QUOTES or word in OUTLETS or (word.startswith("зам") and word in ROLES):
            return True
        return (
            morph.has(word, "nomn")
            or not morph.parses(word)
            or self.parsed.raw(j).isupper()
            or self.parsed.raw(j).isascii()
            or (j > 0 and self.parsed.capital(j) and (word.endswith(("ов", "ев", "ин", "ын")) or morph.guessed(word)))
        )

    def _reported(self) -> Iterator[Found]:
        """ "говорится в сообщении X", "сообщается на сайте X"."""
        parsed = self.parsed
        for k in range(self.size - 2):
            if not REPORTED.fullmatch(parsed.lower[k]):
                continue
            stated = self._stated(k)
            if stated is not None:
                yield stated
                continue
            j = k + 1
            if parsed.lower[k] in ("следует", "явствует") and parsed.lower[j] != "из":
                continue
            if parsed.lower[k].startswith(_PUT) and not _INFO_FIRST.match(parsed.line.slice(0, k)):
                continue
            if parsed.lower[j] == "из" and PAPERS.match(parsed.word(j + 1)):
                named = read_voice(parsed, j + 2, "gent")
            elif (
                parsed.lower[j] in ("в", "во")
                and morph.is_adjective(parsed.word(j + 1))
                and PAPERS.match(parsed.word(j + 2))
            ):
                j += 1  # "в официальном сообщении"
                named = read_voice(parsed, j + 2, "gent") or self._same_paper(k, j)
            elif (parsed.lower[j] in ("в", "во", "на") and PAPERS.match(parsed.word(j + 1))) or (
                parsed.lower[j] in ("на", "в")
                and parsed.word(j + 1).startswith(("сайте", "telegram", "телеграм", "канале", "странице"))
            ):
                j += parsed.word(j + 2) in ("слова", "заявление", "комментарий")  # "приводятся в сообщении слова X"
                named = read_voice(parsed, j + 2, "gent") or self._same_paper(k, j)
            else:
                continue
            if named is not None:
                side = "after" if self._ends_speech(k, named.last) else "before"
                lead = parsed.line.slice(0, k)
                side = "previous" if _THIS.match(lead) or _INFO_FIRST.fullmatch(lead) else side
                goes_on = named.voice.kind == "pronoun"
                yield Found(k, named.last, (named.voice,), side, (k, named.last + 4), continues=goes_on, plain=False)

    def _stated(self, k: int) -> Found | None:
        """ "В сообщении МЧС отмечается, что …": whose paper it is stands before the verb."""
        start = self._clause_start(k)
        if self.parsed.word(start) not in ("в", "во") or not PAPERS.match(self.parsed.word(start + 1)):
            return None
        if k == start + 2:  # "В заявлении говорится, что …": that of whoever spoke last
            whose = Voice("", self.parsed.start(start), self.parsed.end(k), kind="pronoun")
            return Found(start, k + 1, (whose,), "before", (start, k + 4), continues=True)
        named = read_voice(self.parsed, start + 2, "gent", k)
        if named is None or named.last < k - 1:
            return None
        return Found(start, k + 1, (named.voice,), "before", (start, k + 4))

    def _surname_of(self, k: int, colon: int) -> Named | None:
        """ "Прямая речь Столяра: …": one surname in the genitive."""
        parsed = self.parsed
        if colon != k + 1 or not parsed.capital(k):
            return None
        name = " ".join(morph.name_nominative((parsed.raw(k),), "gent"))
        return Named(Voice(name, parsed.start(k), parsed.end(k), kind="person"), colon)

    def _surname_alone(self, lead: int, colon: int) -> Named | None:
        """ "Столяр: …": one capitalised word of somebody."""
        parsed = self.parsed
        if colon != lead + 1 or not parsed.capital(lead) or not morph.animate(parsed.lower[lead]):
            return None
        return Named(Voice(parsed.raw(lead), parsed.start(lead), parsed.end(lead), kind="person"), colon)

    def _same_paper(self, k: int, j: int) -> Named | None:
        """ "«…», — говорится в сообщении": that of whoever spoke last."""
        if not PAPERS.match(self.parsed.word(j + 1)) or not self._ends_speech(k, j + 2):
            return None
        return Named(Voice("", self.parsed.start(k), self.parsed.end(j + 1), kind="pronoun"), j + 2)

    def _labels(self) -> Iterator[Found]:
        """ "МЧС: …" at the head, and "… — МЧС" at the end of a headline."""
        parsed = self.parsed
        colon = next((k for k in range(1, min(12, self.size)) if parsed.lower[k] == ":"), None)
        lead = next((k for k in range(self.size) if parsed.lower[k][:1].isalnum()), 0)  # past "❗️"
        if parsed.word(lead) in ("дословно", "цитата", "коротко", "официально") and colon is not None:
            lead += 1
        speech = _HIS_WORDS.match(parsed.line.slice(lead, lead + 3))
        if speech is not None and colon is not None:  # "Прямая речь X: «…»"
            first = lead + len(speech.group().split())
            whose = read_voice(parsed, first, "gent", colon) or self._surname_of(first, colon)
            if whose is not None and whose.last == colon:
                yield Found(lead, colon + 1, (whose.voice,), "before", (0, 0), present=True)
                return
        if colon is not None and (colon + 1 == self.size or parsed.end(colon) < parsed.start(colon + 1)):
            named = read_voice(parsed, lead, "nomn", colon) or self._surname_alone(lead, colon)
            if (
                (
                    named is not None
                    and named.last >= colon
                    and named.voice.kind in ("person", "organisation", "role", "outlet", "group")
                )
                and not any(morph.is_verb(w) for w in parsed.lower[:colon])
                and self._may_be_subject(lead)
            ):
                yield Found(lead, colon + 1, (named.voice,), "before", (0, 0), present=parsed.sentence.headline)
        if not parsed.sentence.headline:
            return
        if PAPERS.match(parsed.word(lead)):  # "Сообщение МЧС", "Заявление пресс-службы X": whose paper the text is
            author = read_voice(parsed, lead + 1, "gent")
            if author is not None and author.last == self.size and author.voice.kind in ("organisation", "person"):
                yield Found(lead, self.size, (author.voice,), "before", (0, 0), present=True)
        dash = next((k for k in range(self.size - 1, 0, -1) if parsed.lower[k] in ("—", "–", "-")), None)
        if dash is not None and self.size - dash <= 8 and parsed.start(dash) > parsed.end(dash - 1):
            named = read_voice(parsed, dash + 1, "nomn")
            closes = named is not None and named.last >= self.size - 1 and self._may_be_subject(dash + 1)
            if closes and named is not None and named.voice.kind != "pronoun":
                yield Found(dash, self.size, (named.voice,), "after", (0, 0), present=True)

    def _clause_start(self, k: int) -> int:
        """Where the clause of item `k` begins; the quotation marks of a name do not end one."""
        lower = self.parsed.lower
        while k > 0 and (lower[k - 1] not in (",", ";", ":", "—", "–", "”", ".") or k - 1 in self.parsed.aside):
            if lower[k - 1] == "»":
                opened = next((i for i in range(k - 2, max(-1, k - 8), -1) if lower[i] == "«"), None)
                if opened is None or not (self.parsed.capital(opened + 1) or self.parsed.word(opened + 1) == "#"):
                    return k
                k = opened
                continue
            k -= 1
        return k

    def _ends_speech(self, k: int, last: int) -> bool:
        """True where the words came before: after a comma or dash, and nothing that opens speech follows."""
        ahead = self.parsed.line.slice(last, self.size)
        told = last + 1 < self.size and self.parsed.lower[last] == ":" and "#" in self.parsed.line.slice(0, k)
        if (":" in ahead[:60] and not told) or _MORE.match(ahead.lstrip(" ,")):
            return False
        start = self._clause_start(k)
        lead = self.parsed.word(start - 1) if start else ""
        opened = self.parsed.word(start) in ("как", "также")
        return lead in (",", "—", "–", "»", "”", "-") and (not opened or start > 1)
