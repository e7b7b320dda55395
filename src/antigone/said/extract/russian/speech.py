"""Who speaks in a Russian sentence, and what each cue governs: before, inside and after the words."""

# ruff: noqa: E501 (lists of words read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from antigone.said.extract.language import Document, Reading, Sentence, Speech, Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.aliases import by_first_name, of_media, offices_of
from antigone.said.extract.russian.citing import QUOTES, Found
from antigone.said.extract.russian.dates import DAYS, when
from antigone.said.extract.russian.hops import (
    HE,
    as_told,
    before_now,
    cited_before,
    of_known_media,
    of_the_subject,
    passed_on,
    said_by,
)
from antigone.said.extract.russian.items import parse
from antigone.said.extract.russian.listeners import PREPOSITIONS
from antigone.said.extract.russian.morph import words
from antigone.said.extract.russian.names import WEAK
from antigone.said.extract.russian.saying import SURE_OF, Saying
from antigone.said.extract.russian.uncredited import spoken, uncredited
from antigone.said.extract.russian.voices import Named, read_voice

_PLACES_OF_TALK = (
    *("соц", "сет", "видео", "сво", "эт", "так", "пятниц"),
    *("стать", "твит", "блог", "чат", "репортаж", "суббот", "четверг", "сюжет"),
)


_STUDIES = frozenset(("расследование", "доклад", "отчет", "исследование", "анализ", "проверка", "сводка"))
_TOPIC = re.compile(r"(?:ранее |также |позже |накануне |утром |вчера )*(?:об?|про) ")
_WHERE = re.compile(r"(?<![а-я])(?:где|когда|куда|откуда|котор(?:ые|ый|ая|ое|ых|ой|ом)) ,?$")
_NO_OFFICE = words(
    "число количество факт власть источник сообщение заявление проверка экспертиза доклад отчет список материал издание человек статья видео запись сегодня вчера утро вечер ночь"
)
_SAYS = words(
    "сообщить сообщать заявить заявлять рассказать рассказывать подтвердить опровергнуть уточнить отметить объявить проинформировать написать"
)
_TOLD_OF = re.compile(r"(?:данны|сведени|информаци|сообщени|утверждени|заявлени|публикаци|слух|цифр)[а-я]*")
_FRONTED = re.compile(
    r"(?:но |однако |[а-я]+(?:ые|ие|ую|ое) ){0,2}(?:данные|сведения|информацию|сообщения|сообщение|утверждения|утверждение|заявления|публикации|слухи|цифру) "
)
_LEADING = frozenset(("не", "также", "пока", "уже", "тоже", "вновь"))
_WHO = re.compile(r"котор(?:ый|ая|ое|ые)")


class SpeechReader(Saying):
    """Reads the speech of one sentence."""

    def run(self, going_on: bool = False, follows: bool = False) -> list[Speech]:
        """All cues of the sentence with what they govern; `going_on` where somebody spoke before in its
        paragraph, `follows` where it is not the first of it."""
        self._going_on, self._second = going_on, follows
        relays = list(self._relays())
        self._relayed = [range(f.first, f.last) for f in relays]
        found = [
            *relays,
            *self._by(),
            *self._citing(),
            *self._verbs(),
            *self._reported(),
            *self._labels(),
            *self._unnamed(),
            *self._given_by(),
            *self._some(),
            *self._theirs(),
            *self._elided(),
        ]
        kept: list[Found] = []
        for f in sorted(found, key=lambda f: (f.first, f.first - f.last)):
            if kept and f.first < kept[-1].last and f.side not in ("citing", "carry"):
                continue
            kept.append(f)
        kept = passed_on(cited_before(as_told(kept, self.parsed.lower)))
        kept = kept or list(self._before_quotation()) or list(self._official(self._going_on)) or list(self._words_of())
        return [self._speech(f, *self._scope(kept, i)) for i, f in enumerate(kept)]

    def _before_quotation(self) -> Iterator[Found]:
        """ "Волонтёры ищут пропавших: «…»": who begins a sentence that a quotation ends, without a verb of saying."""
        parsed = self.parsed
        colon = next(
            (k for k in range(1, min(30, self.size - 1)) if parsed.lower[k] == ":" and parsed.word(k + 1) in QUOTES),
            None,
        )
        if colon is None or not self._may_be_subject(0):
            return
        named = read_voice(parsed, 0, "nomn", colon)
        if named is not None and named.voice.kind in ("person", "organisation", "group", "role"):
            yield Found(0, colon + 1, (named.voice,), "before", (0, colon))

    # -- verbs of saying ----------------------------------------------------------------------------------------

    def _verbs(self) -> Iterator[Found]:
        parsed = self.parsed
        floor = 0
        for k in range(self.size):
            word = parsed.lower[k]
            if (
                k < floor
                or not word[:1].isalpha()
                or not (morph.is_verb(word) or word[:5] in SURE_OF)
                or (parsed.sentence.quoted(parsed.start(k)) and not self._interrupts(k))
            ):
                continue
            verb = self._saying(k)
            if not verb or any(k in span for span in self._relayed):
                continue
            found = self._verb(k, verb, floor)
            if found is not None:
                yield found
                floor = found.last

    def _verb(self, k: int, verb: str, floor: int) -> Found | None:
        parsed = self.parsed
        word = parsed.lower[k]
        present = morph.has(word, "pres")
        previous = self._about_previous(k)
        inverted = self._inverted(k, verb)
        before = self._subject(k, floor)
        passes_on = verb in ("писать", "передавать") and self._clause_start(k) == k > 0
        if inverted is not None and passes_on and inverted[0].voice.kind == "outlet":
            return self._after_found(k, inverted, previous, present)  # "…, пишет X"
        aside = inverted is not None and self._stands_aside(k, inverted[0])
        if before is not None and verb in ("обвинить", "обвинять"):
            return self._before_found(k, before, present, previous) if self._weak_fits(k, verb) else None
        if inverted is not None and self.parsed.word(self._clause_start(k)) in ("которые", "которую", "которых"):
            return None  # "данные, которые приводила оппозиция"
        if inverted is not None and (before is None or aside or not (self._opens(k) or self._heard(k + 1))):
            return self._after_found(k, inverted, previous, present)
        if before is not None and self._weak_fits(k, verb):
            return self._before_found(k, before, present, previous)
        return self._after_found(k, inverted, previous, present) if inverted is not None else None

    def _stands_aside(self, k: int, named: Named) -> bool:
        """ "Стационары, сообщили в Минздраве, приняли …": the verb and who says it, between commas."""
        alone = self._clause_start(k) == k > 0 and self.parsed.word(k - 1) == ","
        return alone and self.parsed.word(named.last) == "," and named.voice.kind != "outlet"

    def _about_previous(self, k: int) -> bool:
        """ "Об этом сообщили …", "Эти данные подтвердили …": what was said stands in the sentence before."""
        lead = _AS_TOLD.sub(" ", self.parsed.line.slice(0, k).lstrip('«"— –-'))
        if self._second and not self.parsed.numbers and _SUCH_DATA.fullmatch(lead) and not self._opens(k):
            return True
        return _BACK.match(lead) is not None and not any(morph.is_verb(word) for word in lead.split())

    def _after_found(self, k: int, inverted: tuple[Named, tuple[Voice, ...]], previous: bool, present: bool) -> Found:
        named, carriers = inverted
        after = self._ends_speech(k, named.last) or self._topic_before(k, named.last)
        side = "previous" if previous else "after" if after else "before"
        plain = named.voice.kind == "pronoun"
        end = max(named.last, k + 1)
        return Found(k, end, (named.voice, *carriers), side, (self._clause_start(k), end + 7), present, plain, plain)

    def _topic_before(self, k: int, last: int) -> bool:
        """ "Ранее о гибели трёх военных сообщило министерство.": what is told stands before the verb."""
        tail = self.parsed.line.slice(last, self.size).strip(' .»"”!?')
        return not tail and _TOPIC.match(self.parsed.line.slice(0, k)) is not None

    def _before_found(self, k: int, before: tuple[int, Named], present: bool, previous: bool) -> Found:
        start, named = before
        within = (self._channel(j) for j in range(named.last, k))
        extra = (*(channel.voice for channel in within if channel is not None), *self._told(k + 1))
        plain = named.voice.kind == "pronoun"
        side = "previous" if previous else "before"
        if (
            side == "before"
            and start > 0
            and self.parsed.lower[start - 1] in (",", "—", "–", "»")
            and self._ends_speech(k, k + 1)
        ):
            side = "after"
        return Found(
            start, k + 1, (named.voice, *extra), side, (self._clause_start(start), k + 9), present, plain, plain
        )

    def _subject(self, k: int, floor: int) -> tuple[int, Named] | None:
        """The subject before the verb: the first nominative of the clause that names somebody."""
        parsed = self.parsed
        start = self._clause_start(k)
        if k > 1 and parsed.word(start - 1) == "," and all(word in _LEADING for word in parsed.lower[start:k]):
            start = self._clause_start(start - 1)
            start = self._clause_start(start - 1) if parsed.word(start - 1) == "," else start
        if _WHO.fullmatch(parsed.word(start)):
            return self._antecedent(start, floor)
        j = max(start, floor, k - 60)
        while j < k:
            word = parsed.lower[j]
            if word == "из" and j < k - 1 and (out := self._out_of(j, k)) is not None:
                return out
            if word in ("в", "во") and j < k - 1:
                within = self._within(j, k)
                if within is not None:
                    return within
            if _TOLD_OF.fullmatch(word):  # "утверждения СМИ о сотнях погибших министр … отмёл"
                topic = next((i for i in range(j + 1, min(j + 6, k)) if parsed.lower[i] in ("о", "об", "про")), None)
                j = topic if topic is not None else j + 1
                continue
            if word in PREPOSITIONS:
                j = self._over_phrase(j + 1, k)
                continue
            if word in _STUDIES and (of := read_voice(parsed, j + 1, "gent", k)) is not None:
                return j, of
            if (word[:1].isalpha() or word in QUOTES) and self._may_be_subject(j):
                named = read_voice(parsed, j, "nomn", k)
                if named is not None and not (named.voice.kind == "outlet" and word in QUOTES and j > start + 1):
                    return j, named
            j += 1
        return self._whoever(start, floor, k)

    def _whoever(self, start: int, floor: int, k: int) -> tuple[int, Named] | None:
        """ "Погранвойска сообщили", "Кремль заявил": a capitalised subject of no known kind, right before its verb."""
        near = next((j for j in range(max(start, k - 3), k) if self._office(j, k)), None)
        start = near if near is not None and near >= floor else start
        start = self._past_when(start) if self._past_when(start) < k else start
        worded = start >= floor and (self.parsed.capital(start) or self._office(start, k))
        named = self._as_worded(start, "nomn") if worded else None
        fits = named is not None and k - 2 <= named.last <= k and morph.lemma(self.parsed.lower[k]) not in WEAK
        return (start, named) if fits and named is not None and self._may_be_subject(start) else None

    def _office(self, j: int, k: int) -> bool:
        """ "муфтият республики сообщал": a thing in the singular that says something is an office."""
        word, verb = self.parsed.word(j), self.parsed.lower[k]
        if any(w in ("и", "но", "а") for w in self.parsed.lower[j:k]):
            return False
        if j and (
            morph.pos(self.parsed.lower[j - 1]) in ("PREP", "ADJF", "PRTF")
            or not all(w.isalpha() for w in self.parsed.lower[j:k])
        ):
            return False
        alone = morph.pos(word) == "NOUN" and morph.has(word, "nomn", "sing") and not morph.animate(word)
        return alone and word not in _NO_OFFICE and morph.lemma(verb) in _SAYS and morph.has(verb, "sing")

    def _antecedent(self, start: int, floor: int) -> tuple[int, Named] | None:
        """ "…, который заявил": whoever the phrase before the comma names, in whatever case."""
        comma = start - 1
        for j in range(max(floor, comma - 10), comma):
            for case in ("nomn", "gent", "ablt", "datv", "accs"):
                named = read_voice(self.parsed, j, case, comma) if morph.has(self.parsed.lower[j], case) else None
                kind = named.voice.kind if named is not None and named.last == comma else ""
                if named is not None and kind in ("person", "organisation", "role"):
                    return j, named
        return None

    def _within(self, j: int, k: int) -> tuple[int, Named] | None:
        """ "В Минздраве заявили": they of the ministry."""
        if not morph.has(self.parsed.lower[k], "plur") or self.parsed.word(j + 1) in DAYS:
            return None
        named = read_voice(self.parsed, j + 1, "loct", k)
        if named is None or named.voice.kind not in ("organisation", "outlet", "pronoun") or named.last < k - 4:
            return None
        return j, named

    def _out_of(self, j: int, k: int) -> tuple[int, Named] | None:
        """ "Из больницы сообщают": they of the hospital."""
        if not morph.has(self.parsed.lower[k], "plur"):
            return None
        named = read_voice(self.parsed, j + 1, "gent", k)
        fits = named is not None and named.voice.kind == "organisation" and named.last == k
        return (j, named) if fits and named is not None else None

    def _over_phrase(self, j: int, k: int) -> int:
        """Past the phrase that a preposition governs."""
        while (
            j < k
            and morph.is_adjective(self.parsed.lower[j])
            and not self.parsed.capital(j)
            and morph.agree(self.parsed.lower[j], self.parsed.word(j + 1))
        ):
            j += 1
        return j + 1

    def _inverted(self, k: int, verb: str) -> tuple[Named, tuple[Voice, ...]] | None:
        """ "сообщил начальник полиции X", "сообщили ТАСС в пресс-службе Y"; the first is who speaks."""
        j = k + 1
        carriers: list[Voice] = []
        while j < self.size and j - k < 12:
            told = self._listener(j) or self._interviewer(j) or self._channel(j)
            if told is not None:
                carriers.append(told.voice)
                j = told.last
                continue
            later = self._past_when(j)
            if later > j:
                j = later
                continue
            break
        return self._speaker_after(k, j, tuple(carriers or self._told_first(k)), verb)

    def _speaker_after(
        self, k: int, j: int, carriers: tuple[Voice, ...], verb: str
    ) -> tuple[Named, tuple[Voice, ...]] | None:
        parsed = self.parsed
        if j >= self.size:
            return None
        word = parsed.lower[j]
        if word in ("в", "во", "на"):
            plural = morph.has(parsed.lower[k], "plur") or verb in ("сообщать",)
            return self._impersonal(j, carriers) if plural else None
        if word[:1].isalpha() or word in QUOTES:
            if not self._may_be_subject(j):
                return None
            named = read_voice(parsed, j, "nomn")
            if named is not None and named.voice.kind == "group" and morph.has(parsed.lower[k], "sing"):
                return None  # "опровергла появившиеся в сетях данные"
            if named is not None and (named.voice.kind != "role" or not self._object(k, j)):
                return named, carriers + tuple(self._told(named.last))
        return None

    def _object(self, k: int, j: int) -> bool:
        return morph.is_verb(self.parsed.word(j + 1)) and self.parsed.word(j + 1) != ""

    def _impersonal(self, j: int, carriers: tuple[Voice, ...]) -> tuple[Named, tuple[Voice, ...]] | None:
        parsed = self.parsed
        named = read_voice(parsed, j + 1, "loct")
        if named is None and not parsed.word(j + 1).startswith(_PLACES_OF_TALK):
            named = self._as_worded(j + 1, "loct") if not parsed.capital(j + 1) else None
        if named is None or parsed.word(j + 1).startswith(("сообщени", "заявлени", "эфир", "интервью", "пост")):
            return None
        if named.voice.kind == "person" and not named.voice.office:
            return None
        if parsed.word(j + 1) in ("министерстве", "службе", "управлении", "администрации") and named.last == j + 2:
            voice = replace(named.voice, kind="organisation")
            named = Named(voice, named.last)
        return named, carriers

    # -- scope --------------------------------------------------------------------------------------------------

    def _scope(self, found: list[Found], index: int) -> tuple[int, int]:
        f = found[index]
        start, size = self.parsed.sentence.start, self.parsed.sentence.end
        later = found[index + 1 :]
        following = next(
            (g for g in later if (g.side == "before" and not self._nested(f, g)) or self._splits(f, g)), None
        )
        end = self.parsed.start(following.first) if following is not None else size
        if f.side == "cite" and any(self._splits(g, f) for g in found[:index]):
            return self.parsed.start(f.first), end
        if f.side == "cite" and (part := self._between_semicolons(f)) is not None:
            return part
        if f.side == "cite" and _WHERE.search(self.parsed.line.slice(max(0, f.first - 3), f.first)):
            return self.parsed.start(f.first), end  # "…, где, по словам жителей, лежат …"
        if f.side in ("cite", "citing", "carry", "previous"):
            return start, size
        if f.side == "before":
            lead = self.parsed.start(f.first)
            if index == 0 and _FRONTED.match(
                self.parsed.line.slice(0, f.first)
            ):  # "Сведения о 172 погибших X называет …"
                return start, end
            opening = start if index == 0 and not any(g.side == "after" for g in found) and f.first <= 8 else lead
            return opening, end
        earlier = next((g for g in reversed(found[:index]) if g.side == "after"), None)
        begin = self.parsed.end(earlier.last - 1) if earlier is not None else start
        return begin, end

    def _splits(self, f: Found, g: Found) -> bool:
        """ "По данным X, погибли 5, по данным Y — 7": each has its own part."""
        figures = "#" in self.parsed.lower[f.last : g.first]
        return (
            g.side == "cite"
            and f.side in ("before", "cite")
            and figures
            and self.parsed.word(g.first - 1) in (",", "а", "и", ";")
        )

    def _between_semicolons(self, f: Found) -> tuple[int, int] | None:
        """From the part of a sentence of several that a phrase like "по словам X" stands in, to its end."""
        marks = [k for k in range(self.size) if self.parsed.lower[k] == ";"]
        if not marks:
            return None
        first = max((k + 1 for k in marks if k < f.first), default=0)
        begin = self.parsed.start(first) if first < self.size else self.parsed.sentence.start
        return begin, self.parsed.sentence.end

    def _nested(self, f: Found, g: Found) -> bool:
        """ "X сообщил, что Y подтвердил гибель 12 человек": what Y says is told by X."""
        between = self.parsed.lower[f.last : g.first]
        return f.side == "before" and "что" in between[-4:] and "#" not in between and ";" not in between

    def _speech(self, f: Found, begin: int, end: int) -> Speech:
        parsed = self.parsed
        tail = parsed.line.slice(f.last, self.size).strip(' ."”»')
        return Speech(
            parsed.start(f.first),
            parsed.end(max(f.first, f.last - 1)),
            f.voices,
            begin,
            end,
            said_on=self._when(f),
            continues=f.continues,
            back=f.side == "after" and len(tail) < 40,
            about_previous=f.side == "previous",
            cites=f.side == "citing",
            faint=f.faint,
            present=f.present or f.voices[0].kind in ("person", "organisation", "role", "pronoun", "group"),
        )

    def _when(self, f: Found) -> str | None:
        """The day named in the clause of the cue, up to where the speech begins."""
        first, last = f.dated
        if first >= last:
            return None
        k = f.last
        while k < min(last, self.size):
            word = self.parsed.lower[k]
            if word in ("что", ":", "«", ";", "о", "об", ".") or k in self.parsed.cue_at:
                break
            k += 1
        for begin in (f.first, max(0, first)):  # "о гибели людей 1 июля сообщил в понедельник …": the nearer day
            words = self.parsed.text(begin, max(k, f.last)).casefold().replace("ё", "е")
            if (day := when(words, self.document.published)) is not None:
                return day
        return None


_AS_TOLD = re.compile(r" , как [^,]{3,60} ,? ?")
_SUCH_DATA = re.compile(r"(?:и |а |но )?(?:[а-я-]+ ){0,2}?(?:информаци|данны|цифр|сведени|подробност|статистик)[а-я]+")
_BACK = re.compile(
    r"(?:и |а )?(?:(?:соответствующ|так)[а-я]+ (?:заявление|данные|информацию|цифры)"
    r"|с (?:так|эт)[а-я]+ (?:заявлением|информацией|сообщением)|так|об этом|о чем|о том же|это"
    r"|(?:эт[иу]|нов[а-я]{2}|последн[а-я]{2,3}) (?:информацию|данные|цифр[уы]|сведения)|данную информацию)(?= |$)"
)


def read_speech(sentence: Sentence, document: Document, before: Sequence[Reading] = ()) -> list[Speech]:
    """All cues of speech of a sentence; "he" may be the subject of the sentence before it."""
    found = SpeechReader(sentence, document).run(
        spoken(before, sentence.paragraph), _follows(before, sentence)
    ) or uncredited(sentence, document, before)
    found = before_now(found, document.text, spoken(before, sentence.paragraph))
    offices = offices_of(before)
    found = [by_first_name(of_known_media(of_media(cue), found, before), before, offices) for cue in found]
    found = of_the_subject(found, sentence)
    last = before[-1] if before else None
    if last is None or last.speech or last.sentence.paragraph < sentence.paragraph - 1:
        return found
    if not any(cue.voices[0].name.casefold() in HE for cue in found):
        return found
    parsed = parse(last.sentence)
    subjects = (read_voice(parsed, k, "nomn") for k in range(min(3, len(parsed.items))))
    named = next((n for n in subjects if n is not None and n.voice.kind == "person"), None)
    if named is None:
        return found
    return [said_by(cue, named.voice) for cue in found]


def _follows(before: Sequence[Reading], sentence: Sentence) -> bool:
    """True where the sentence does not open its paragraph."""
    return bool(before) and before[-1].sentence.paragraph == sentence.paragraph
