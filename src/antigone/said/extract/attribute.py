"""Who said it: from the cues of each sentence to one chain per claim, inside out.

The rules, in order, for a claim at some offset:

1. the speech cues whose scope covers it: the nearest speaker is innermost, the others and the outlets follow;
2. a sentence whose cue says that it speaks of the one before ("This was reported by …");
3. inside a quotation without a cue of its own: the speaker of its neighbours in the paragraph, else the last speaker;
4. outside, in a paragraph where the sentence before was attributed: its speaker goes on; over paragraphs only where
   one office or group alone has spoken so far and the words are of the same matter;
5. where the paragraph ends in a trailing cue (", the ministry said"): that one;
6. otherwise nobody is credited: the publisher alone, as narrator. A speaker is never guessed from another paragraph.

Pronouns and bare titles point back to the last voice they fit; where none fits, they stay as worded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice, takewhile

from antigone.said.claim import Mode, Stance
from antigone.said.extract.bare import private, stands_for
from antigone.said.extract.hops import hop_of, hops_of, innermost
from antigone.said.extract.initials import Initials
from antigone.said.extract.language import Document, Reading, Speech, Voice
from antigone.said.extract.proposal import Hop
from antigone.said.extract.same_voice import (
    MEDIA,
    NOBODY,
    fold,
    merged,
    ministry_of,
    names_later,
    one_source,
    same_voice,
)

_ANY_MEDIUM = frozenset(
    "агентство телеканал издание газета портал радиостанция канал newspaper paper channel agency broadcaster website "  # noqa: SIM905
    "magazine station daily".split()
)
# Bare names that may mean whoever of that kind spoke last.
_ANYBODY = frozenset(
    "official officer organisation organization group charity agency body watchdog ngo force department bureau".split()  # noqa: SIM905
)
# "The United Nations agency", "the rights group": whoever of that kind spoke last; "the disaster agency" is itself.
_DESCRIBED = re.compile(
    r"(?:(?:human|rights|aid|relief|monitoring|advocacy|campaign|medical|international|global|world|united|nations|un"
    r"|u\.n\.?|non-?governmental|charitable|humanitarian|[a-z]+-based) )+(?:"
    + "|".join(sorted(_ANYBODY - {"official", "officer"}))
    + ")"
)

_UNTOLD = frozenset(("it", "its", "they", "he", "she"))  # where nobody fits, the words are the publisher's
_HEARD = 50  # so many speakers back, whether one source alone has spoken
_NEAR_OPENING = 2  # paragraphs below the first in which a dated statement still tells the day of the news


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the words around a claim tell: hops without the publisher, date, mode, and stance of the verb."""

    hops: tuple[Hop, ...]
    said_on: str | None
    mode: Mode
    stance: Stance | None = None


@dataclass(slots=True)
class _Turn:
    """The speech that is going on: its hops, when it was said, and where it stood last."""

    hops: tuple[Hop, ...]
    said_on: str | None
    sentence: int
    paragraph: int
    voices: tuple[Voice, ...] = ()


class Attributor:
    """Walks a document once, sentence by sentence, and remembers who has spoken so far."""

    def __init__(self, document: Document, readings: Sequence[Reading]) -> None:
        self.document = document
        self.readings = readings
        self.known: list[Voice] = []
        self._initials = Initials(document.text)
        self.said: dict[str, str] = {}
        self.turns: list[_Turn | None] = []
        self.carried: dict[str, list[tuple[Voice, Speech]]] = {}
        self._at = 0
        self._spoken: dict[str, Voice] = {}  # who has spoken in the text below the headline
        self._cues = [self._resolved(index) for index in range(len(readings))]
        self._settle()
        self._apply_back()

    # -- voices -------------------------------------------------------------------------------------------------

    def _resolved(self, index: int) -> list[Speech]:
        self._at = index
        cues: list[Speech] = []
        for cue in self.readings[index].speech:
            voices = tuple(self.resolve(voice) for voice in cue.voices)
            office = cues[-1].voices if cues and cues[-1].voices[0].kind == "organisation" else ()
            if cue.continues and office and cue.voices[0].name in ("его", "ее"):
                voices = office  # "Министерство заявляет …: по его данным, …"
            if cue.continues and cue.voices[0].name == "it" and cues:
                voices = cues[-1].voices
            elif cue.continues and cue.voices[0].name == "it" and self.turns and self.turns[-1] is not None:
                turn = self.turns[-1].voices
                voices = turn[len(turn) > 1 and turn[0].kind == "group" :] or voices
                cue = replace(cue, said_on=cue.said_on or self.turns[-1].said_on)
            if cue.continues and not voices:
                last = self._last_turn_voice()
                voices = (last,) if last else ()
            voices = tuple(
                v for v in voices if v.name or v.kind == NOBODY
            )  # "the statement said", and nobody spoke yet
            if not voices:
                continue
            if cue.about_previous and voices[0].kind == MEDIA and self._carry(voices[0], cue):
                continue
            cues.append(replace(cue, voices=voices, said_on=self._when(voices[0], cue)))
            self._note_carriers(voices, cue)
            for voice in cue.voices:
                self._remember(self.resolve(voice))
        if not self.readings[index].sentence.headline:
            for voice in (cue.voices[0] for cue in cues if not cue.faint):
                self._spoken.pop(fold(voice.name), None)
                self._spoken[fold(voice.name)] = voice
        self._push(index, cues)
        return cues

    def _carry(self, outlet: Voice, cue: Speech) -> bool:
        """ "The figures, carried by X, …": X passes on whoever spoke last."""
        turn = self.turns[-1] if self.turns else None
        if turn is None or not turn.hops:
            return False
        self.carried.setdefault(fold(turn.hops[0].name), []).append((outlet, cue))
        return True

    def _note_carriers(self, voices: tuple[Voice, ...], cue: Speech) -> None:
        if voices[0].kind != MEDIA:
            for voice in voices[1:2]:
                if voice.kind == MEDIA:
                    self.carried.setdefault(fold(voice.name), [])
                    self.carried.setdefault(fold(voices[0].name), []).append((voice, cue))

    def _last_turn_voice(self) -> Voice | None:
        return next((v for v in reversed(self.known) if v.kind != MEDIA), None)

    def _when(self, voice: Voice, cue: Speech) -> str | None:
        if voice.kind == NOBODY:
            return cue.said_on
        key = fold(voice.name)
        if cue.said_on:
            if not cue.said_on.startswith("before"):
                self.said[key] = cue.said_on
            return cue.said_on
        return self.said.get(key)

    def _remember(self, voice: Voice) -> None:
        if voice.kind in ("pronoun", NOBODY):
            return
        self.known = [v for v in self.known if fold(v.name) != fold(voice.name)][-40:]
        self.known.append(voice)

    def resolve(self, voice: Voice) -> Voice:
        """The fullest form known of a voice: pronouns, surnames and bare titles point back; else it stays as worded."""
        if voice.kind == NOBODY:
            return voice
        if voice.kind == "pronoun":
            fitting: tuple[str, ...] = ("organisation", "group") if voice.plural else ("person", "role")
            if voice.name in ("it", "its"):
                fitting = ("organisation",)
            if voice.name.casefold().startswith("собеседник"):  # of an agency: a person, or those of an office
                fitting = ("person", "role", "organisation", "group")
            if not voice.name:  # "the statement said": whoever it was that spoke last
                fitting = ("organisation", "group", "person", "role")
            for known in reversed(self.known):
                if known.kind in fitting:
                    return replace(known, start=voice.start, end=voice.end)
            if voice.name.casefold() in (
                "он",
                "она",
                "оно",
                "его",
                "ее",
            ):  # where nouns have genders, "his figures" may be those of a ministry
                named = next((known for known in reversed(self.known) if known.kind == "organisation"), voice)
                return replace(named, start=voice.start, end=voice.end)
            return replace(voice, kind=NOBODY) if voice.name in _UNTOLD else voice
        voice = self._initials.in_full(voice, self.known) or voice
        if voice.kind == MEDIA and fold(voice.name) in _ANY_MEDIUM:
            named = next((known for known in reversed(self.known) if known.kind == MEDIA), voice)
            return replace(named, start=voice.start, end=voice.end)
        for known in reversed(self.known):
            if same_voice(voice, known):
                return merged(voice, known)
            led = ministry_of(known) if fold(voice.name) == "ministry" else ""
            if led:
                return replace(voice, name=led, definite=False)
        described = voice.kind == "organisation" and _DESCRIBED.fullmatch(voice.name.casefold()) is not None
        if voice.definite and (described or fold(voice.name) in _ANYBODY):
            fitting = ("person", "role") if voice.kind == "role" else ("organisation",)
            for known in reversed(self.known):
                if (known.kind in fitting and not private(known)) or (
                    voice.kind == "organisation" and fold(known.name) == fold(self.document.publisher)
                ):
                    return replace(known, start=voice.start, end=voice.end)
        return stands_for(voice, self.known) or self._named_later(voice)

    def _named_later(self, voice: Voice) -> Voice:
        """ "A top official said …", and in a sentence soon after "Ada Example, head of …, said": one speaker."""
        if voice.plural or not voice.name[:1].islower() or voice.kind not in ("role", "person"):
            return voice
        for at in range(self._at + 1, min(self._at + 6, len(self.readings))):
            for cue in self.readings[at].speech:
                person = cue.voices[0]
                if person.kind != "person" or not person.name[:1].isupper() or not person.office:
                    continue
                known = any(same_voice(person, other) for other in self.known)
                if known or not names_later(voice, person):
                    return voice
                return replace(person, start=voice.start, end=voice.end)
        return voice

    def _settle(self) -> None:
        """Second pass: a speaker's one date holds for all that he says undated; so do the outlets that carry him."""
        self._lead = next((r.sentence.paragraph for r in self.readings if not r.sentence.headline), 0)
        self._first_dated = next((i for i, cs in enumerate(self._cues) if any(c.said_on for c in cs)), None)
        self._news = self._day_of_news()
        self._cues = [self._dated_all(index, cues) for index, cues in enumerate(self._cues)]
        self._date_turns()
        self.turns = [None if turn is None else self._settled(turn) for turn in self.turns]

    def _dated_all(self, index: int, cues: list[Speech]) -> list[Speech]:
        dated = []
        for cue in cues:
            if cue.voices[0].kind == NOBODY:
                dated.append(cue)
                continue
            said = (
                cue.said_on
                or self.said.get(fold(cue.voices[0].name))
                or self._carrier_date(cue)
                or self._peg(index, cue)
                or (self._news if cue.told and not cue.faint else None)
            )
            if said and self._news and said == f"before {self.document.published}":
                said = f"before {self._news}"
            if said and not said.startswith("before"):
                self.said.setdefault(fold(cue.voices[0].name), said)
            extra = tuple(v for v, _ in self._carriers(cue.voices[0], said) if v not in cue.voices)
            same = said == cue.said_on and not extra
            dated.append(cue if same else replace(cue, said_on=said, voices=cue.voices + extra))
        return dated

    def _day_of_news(self) -> str | None:
        """The day of the news: that of the first new dated words, else that the opening names, else of publication."""
        published = self.document.published
        if published is None:
            return None
        days = {(published - timedelta(days=back)).isoformat() for back in (0, 1)}
        told = [
            (self.readings[index].sentence.paragraph - self._lead, cue.said_on)
            for index, cues in enumerate(self._cues)
            for cue in cues
            if cue.told and cue.said_on in days
        ]
        opening = next((day for paragraph, day in told if paragraph == 0), None)
        after = next((day for paragraph, day in told if 0 < paragraph <= _NEAR_OPENING), None)
        return opening or (self.document.news.isoformat() if self.document.news else after) or published.isoformat()

    def _carrier_date(self, cue: Speech) -> str | None:
        """The day on which an outlet of the text passed the words on."""
        outer = [v for v in cue.voices[1:] if v.kind == MEDIA]
        outer += [v for v, _ in self._carriers(cue.voices[0], None)]
        return next((day for v in outer if (day := self.said.get(fold(v.name)))), None)

    def _peg(self, index: int, cue: Speech) -> str | None:
        """The day of publication, for words in the present tense or in the first statement of the text: its news."""
        published = self.document.published
        here = self.readings[index].sentence
        first = here.paragraph == self._lead and (self._first_dated is None or index <= self._first_dated)
        if published is None or not (cue.present or first) or cue.faint or cue.cites:
            return None
        return self._news if first and not cue.present and self._news else published.isoformat()

    def _date_turns(self) -> None:
        for index, turn in enumerate(self.turns):
            if turn is not None and turn.said_on is None and turn.sentence < len(self._cues):
                own = [c for c in self._cues[index] if c.said_on and fold(c.voices[0].name) == fold(turn.hops[0].name)]
                if own:
                    turn.said_on = own[-1].said_on

    def _carriers(self, voice: Voice, said: str | None) -> list[tuple[Voice, Speech]]:
        if said is not None and said.startswith("before"):
            return []
        return self.carried.get(fold(voice.name), [])[:1]

    def _settled(self, turn: _Turn) -> _Turn:
        key = fold(turn.hops[0].name)
        said = turn.said_on or self.said.get(key)
        names = {fold(hop.name) for hop in turn.hops}
        early = said is not None and said.startswith("before")
        carriers = [] if early else self.carried.get(key, [])[:1]
        extra = tuple(hop_of(v, cue, "carrier") for v, cue in carriers if fold(v.name) not in names)
        return replace(turn, hops=turn.hops + extra, said_on=said)

    # -- turns --------------------------------------------------------------------------------------------------

    def _push(self, index: int, cues: list[Speech]) -> None:
        sentence = self.readings[index].sentence
        spoken = [cue for cue in cues if not cue.about_previous]
        spoken = [cue for cue in spoken if not cue.faint] or spoken or cues
        if spoken:
            last = spoken[-1]
            reach = [c for c in spoken if c.scope_start < last.scope_end and c.scope_end > last.scope_start]
            hops = hops_of(reach or [last], last.scope_start)
            if not hops:
                self.turns.append(None)
                return
            voices = tuple(v for c in sorted(reach or [last], key=lambda c: not c.cites) for v in c.voices)
            dates = [c.said_on for c in reach if c.said_on]
            said = last.said_on or (dates[0] if dates else None)
            if said is not None and said.startswith("before"):  # "X says …; before, he said …": X goes on as of now
                key = fold(last.voices[0].name)
                days = [c.said_on for c in spoken if fold(c.voices[0].name) == key]
                said = next((day for day in days if not (day or "").startswith("before")), said)
            self.turns.append(_Turn(hops, said, index, sentence.paragraph, voices))
            return
        before = self.turns[-1] if self.turns else None
        goes_on = before is not None and (
            sentence.paragraph == before.paragraph
            or self._account_goes_on(index, before)
            or (before.sentence == index - 1 and _all_quoted(self.readings[index]))
        )
        if before is not None and goes_on and not sentence.headline:
            self.turns.append(_Turn(before.hops, before.said_on, index, sentence.paragraph, before.voices))
        else:
            self.turns.append(None)

    def _named_below(self, index: int) -> bool:
        """True where a later sentence of the paragraph names a speaker: the words may be his."""
        here = self.readings[index].sentence.paragraph
        below = takewhile(
            lambda reading: reading.sentence.paragraph == here, islice(self.readings, index + 1, index + 8)
        )
        return any(reading.speech for reading in below)

    def _account_goes_on(self, index: int, before: _Turn) -> bool:
        """True where one office or group alone has spoken so far, and a new paragraph goes on with its figures."""
        if not self.readings[index].account or before.sentence != index - 1 or self._named_below(index):
            return False
        spoken = [v for v in islice(reversed(self._spoken.values()), _HEARD) if v.kind != NOBODY]
        last = spoken[0] if spoken else None
        if last is None or last.kind not in ("organisation", "group"):
            return False
        return all(one_source(voice, last) for voice in spoken)

    def _apply_back(self) -> None:
        """Let a trailing cue at the end of a paragraph govern the sentences before it that nobody else governs."""
        for index, cues in enumerate(self._cues):
            for cue in cues:
                if not (cue.back or cue.about_previous) or (cue.back and len(cues) > 1 and cues[0] is not cue):
                    continue
                at = index - 1
                here = self._spoken_paragraph(index, cue)
                if cue.about_previous and at >= 0:
                    self._open_up(at)
                while at >= 0 and self.readings[at].sentence.paragraph == here:
                    if self._cues[at] or self.turns[at] is not None:
                        break
                    self.turns[at] = _Turn(hops_of([cue], cue.scope_start), cue.said_on, at, here)
                    at -= 1

    def _open_up(self, at: int) -> None:
        """Before "This was said by …": whoever only goes on there, or is nobody, gives way."""
        if all(cue.voices[0].kind == NOBODY for cue in self._cues[at]):
            self._cues[at], self.turns[at] = [], None

    def _spoken_paragraph(self, index: int, cue: Speech) -> int:
        """The paragraph that a cue looks back on: its own; the one before where "This was said by …" opens one."""
        here, before = self.readings[index].sentence, self.readings[max(0, index - 1)].sentence
        opens = index > 0 and before.paragraph == here.paragraph - 1 and not before.headline
        return before.paragraph if cue.about_previous and opens else here.paragraph

    def is_outlet(self, hop: Hop) -> bool:
        """True where the hop is a medium rather than somebody who speaks for himself or an office."""
        return any(v.kind == MEDIA and fold(v.name) == fold(hop.name) for v in self.known)

    # -- the question -------------------------------------------------------------------------------------------

    def of(self, index: int, start: int, end: int, listed: bool = False) -> Attribution:
        """Who says what stands at `start`…`end` of sentence `index`; a line of a list goes on with the last speaker."""
        sentence = self.readings[index].sentence
        quoted = sentence.quoted(start)
        covering = [c for c in self._cues[index] if c.scope_start <= start < c.scope_end and not c.about_previous]
        covering = [c for c in covering if not c.faint] or covering
        covering = [c for c in covering if c.voices[0].kind != NOBODY] or covering
        covering = [c for c in covering if c.alone] or covering
        if covering:
            hops = hops_of(covering, start)
            if not hops:
                return Attribution((), covering[0].said_on, Mode.DIRECT if quoted else Mode.NARRATOR)
            inner = innermost(covering, start)
            mode = Mode.DIRECT if quoted else Mode.INDIRECT
            others = [c.said_on for c in covering if c.said_on and c is not inner]
            said = inner.said_on
            if others and (inner.cites or said is None):
                said = others[0]
            stance = next((c.stance for c in covering if c.stance is not None), None)
            return Attribution(hops, said, mode, stance)
        turn = (self._quoted_on(index, start) if quoted else None) or self._neighbour(index, quoted)
        if turn is None and listed:
            turn = self._last_turn(index)
        if turn is not None:
            return Attribution(turn.hops, turn.said_on, Mode.DIRECT if quoted else Mode.INDIRECT)
        return Attribution((), None, Mode.DIRECT if quoted else Mode.NARRATOR)

    def _last_turn(self, index: int, back: int = 200) -> _Turn | None:
        """The turn that stood last before a sentence."""
        near = range(index - 1, max(-1, index - 1 - back), -1)
        return next((turn for turn in (self.turns[at] for at in near) if turn is not None), None)

    def _quoted_on(self, index: int, start: int) -> _Turn | None:
        """The speaker named where the quotation that began before him ends ("… . …," said X)."""
        here = next((q for q in self.readings[index].sentence.quotes if q.start <= start < q.end), None)
        for at in range(index + 1, min(index + 12, len(self.readings))):
            if here not in self.readings[at].sentence.quotes:
                return None
            if self._cues[at]:
                return self.turns[at]
        return None

    def _neighbour(self, index: int, quoted: bool) -> _Turn | None:
        if self._cues[index] and not quoted:
            return None if any(not c.about_previous for c in self._cues[index]) else self.turns[index]
        if self.turns[index] is not None:
            return self.turns[index]
        if quoted:
            here = self.readings[index].sentence.paragraph
            for at in range(index + 1, min(index + 12, len(self.readings))):
                if self.readings[at].sentence.paragraph > here + 1:
                    break
                if self._cues[at]:
                    return self.turns[at]
            return self._last_turn(index)
        return None


def _all_quoted(reading: Reading) -> bool:
    first = reading.sentence.tokens[0]
    return any(
        (q.start <= first.end and q.start >= first.start - 1) or q.start <= first.start < q.end
        for q in reading.sentence.quotes
    )
