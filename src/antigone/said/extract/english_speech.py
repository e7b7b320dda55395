"""Who speaks in an English sentence: verbs of saying before, inside and after, "according to", citing, passing on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from antigone.said.claim import Stance
from antigone.said.extract import english_words as words
from antigone.said.extract.english_dates import when
from antigone.said.extract.english_items import Parsed
from antigone.said.extract.english_places import capitalised
from antigone.said.extract.english_voices import COUNTRIES, ORGANISATIONS, TITLES, parse_voice
from antigone.said.extract.language import Document, Sentence, Speech, Voice

_SAY = (
    "said|says|say|told|tells|added|adds|explained|explains|stressed|noted|notes|confirmed|confirms|confirm|announced|announces"
    "|reported|reports|report|stated|states|clarified|declared|acknowledged|admitted|admits|warned|warns|insisted|estimated"
    "|estimates|estimate|revealed|disclosed|wrote|writes|tweeted|posted|informed|responded|replied|commented|testified|affirmed|affirms|affirm"
    "|believes|believe|fears|fear|alleged|alleges|allege|recounted|recalled|emphasised|emphasized|underlined|specified|indicated|indicates"
    "|concluded|concludes|shows|showed|show|suggests|suggested|claims|claimed|claim|maintained|put|puts|gave|gives|quoted|announce"
    "|denied|denies|deny|refuted|rejected|dismissed|disputed|questioned|retracted|corrected|revised|updated|published|compiled|documented"
    "|recorded|counted|counts|registered|identified|verified|tallied|listed|logged|concede|conceded|learnt|learned|briefed|asserted|assured|cited|observed|acknowledge|acknowledges|admit|recognise|recognize|doubts|doubt|disputes|contests|questions"
    "|gathered information|collected information|received information|received reports|know of|knows of|raises|raised|raise|lowers|lowered"
)
_VERBS = re.compile(
    rf"(?<!\S)(?:(?:has|have|had|was|is|also|later|earlier|further|then|previously|not|only|now|officially) )*(?P<verb>{_SAY})(?!\S)"
)
_WEAK = frozenset(
    [
        "put",
        "puts",
        "gave",
        "gives",
        "published",
        "compiled",
        "documented",
        "recorded",
        "counted",
        "counts",
        "registered",
        "identified",
        "verified",
        "tallied",
        "listed",
        "logged",
        "claims",
        "claimed",
        "claim",
        "report",
        "reports",
        "reported",
        "shows",
        "showed",
        "show",
        "fear",
        "fears",
        "believe",
        "believes",
        "confirm",
        "confirmed",
        "quoted",
        "estimate",
        "estimates",
        "updated",
        "revised",
        "corrected",
        "cited",
        "observed",
        "suggests",
        "suggested",
        "learnt",
        "learned",
        "confirms",
        "posted",
    ]
)
_STANCE = {
    "denied": Stance.DENIES,
    "denies": Stance.DENIES,
    "deny": Stance.DENIES,
    "refuted": Stance.DENIES,
    "rejected": Stance.DENIES,
    "dismissed": Stance.DENIES,
    "disputed": Stance.DENIES,
    "retracted": Stance.DENIES,
    "questioned": Stance.DOUBTS,
    "disputes": Stance.DENIES,
    "doubts": Stance.DOUBTS,
    "doubt": Stance.DOUBTS,
    "questions": Stance.DOUBTS,
}
_ACCORDING = re.compile(
    r"(?<!\S)(?:according (?:both )?to|as reported by|as told by|in the words of|as stated by|per|as quoted by|quoted by|cited by"
    r"|confirmed by|announced by|reported by|released by|provided by|given by|published by|compiled by|figures from|data from|estimates from|a statement from|a statement by|said to be from)(?!\S)"
)
_CITING = re.compile(
    r"(?<!\S)(?:citing|quoting|quotes|quoted|cites|cited|with reference to|referring to|in reference to|which cites|which quotes|with a reference to)(?!\S)"
)
_AS_SAYING = re.compile(r"(?<!\S)(?:as (?:saying|telling|stating)|saying)(?!\S)")
_CAME_FROM = re.compile(
    r"(?:this|that|it|the (?:figure|figures|number|numbers|toll|data|information|news|count|tally|update|death toll|announcement))(?: \S+){0,2}?"
    r" (?:was|were|is|are|has been|have been|came|comes) ?(?:\S+ly )?(?P<cue>reported|announced|confirmed|released|given|provided|published|stated|disclosed|revealed|from|said|told)?"
)
_ORIGIN = re.compile(
    r"(?:the|this|these|such) (?:information|figures?|numbers?|data|news|statistics|report|toll|count)(?: (?:allegedly|reportedly|supposedly|purportedly|apparently))?"
    r" (?:came|comes|originated|originates|was obtained|were obtained|stems|stemmed) from "
)
_CARRIED = re.compile(
    r"(?:the|this|these|such) (?:information|figures?|numbers?|data|statistics|toll|count|statement)(?: ,)? (?:which (?:was|were) |was |were )?"
    r"(?:reported|published|carried|broadcast|released|aired|posted) (?:on|by|in) "
)
_OFFICIAL = re.compile(
    r"(?<!\S)(?:the|an?|that|this) (?:previous |earlier |latest |current |last |provisional |first )?(?P<what>official) (?:(?:death|casualty) )?(?:toll|count|tally|figure|death count)(?!\S)"
)
_PRESENT = frozenset(
    """says say reports report adds notes states confirms confirm announces explains estimates believes warns insists tells
    affirm affirms writes shows raises alleges claims""".split()
)
_NOT_BEFORE = frozenset(
    ("to", "of", "the", "a", "an", "for", "and", "by", "their", "its", "such", "these", "those", "this", "no")
)
_CLAUSE_WORDS = frozenset(
    ("that", "while", "when", "because", "but", "as", "after", "before", "where", "although", "though")
)
_OPENINGS = frozenset(
    [
        "meanwhile",
        "earlier",
        "however",
        "later",
        "separately",
        "today",
        "yesterday",
        "also",
        "moreover",
        "recall",
        "once",
        "asked",
        "speaking",
        "citing",
        "addressing",
    ]
)
_TOLD = frozenset(("told", "tells", "informed", "briefed"))
_END = frozenset((";", ".", "!", "?", ":"))
_QUOTES = frozenset('"“”«»')
_STOP_RIGHT = frozenset((";", ".", "!", "?", "—", "–", ")")) | _QUOTES


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue with its voices; `side` is `before` (speaker, then words) or `after` (words, then speaker)."""

    first: int
    last: int
    voices: tuple[Voice, ...]
    side: str
    subject: int
    until: int
    verb: str = ""
    date_words: str = ""


class SpeechReader:
    """Reads the speech of one sentence."""

    def __init__(self, sentence: Sentence, document: Document) -> None:
        self.parsed = Parsed(sentence)
        self.document = document
        self.size = len(self.parsed.items)

    def run(self) -> list[Speech]:
        """All cues of the sentence with what they govern."""
        if re.match(
            r"(?:based on reporting|with (?:reporting|files|additional|information from)|reporting by|edited by|source|photo|read more|by )",
            self.parsed.line.text,
        ):
            return []
        found = [*self._verbs(), *self._according(), *self._citing_alone(), *self._labels(), *self._sources()]
        found = _separate(found)
        return self._scoped(sorted(found, key=lambda f: f.first))

    # -- verbs of saying ----------------------------------------------------------------------------------------

    def _verbs(self) -> list[_Found]:
        made = []
        parsed, at = self.parsed, 0
        for match in _VERBS.finditer(parsed.line.text):
            verb_item = parsed.line.item(match.start("verb"))
            first = parsed.line.item(match.start())
            if first < at or self._inside_quote(verb_item) or parsed.items[verb_item].number is not None:
                continue
            found = self._verb(first, verb_item, match.group("verb"), at)
            if found is not None:
                made.append(found)
                at = found.last
        return made

    def _inside_quote(self, item: int) -> bool:
        start = self.parsed.start(item)
        return any(q.start <= start < q.end and q.words >= 4 for q in self.parsed.sentence.quotes)

    def _verb(self, first: int, verb_item: int, verb: str, floor: int) -> _Found | None:
        parsed, last = self.parsed, verb_item + 1
        passive = parsed.word(verb_item - 1) in ("was", "were", "been", "is", "are", "be", "being")
        if passive and not (verb == "quoted" and _AS_SAYING.search(parsed.line.slice(last, last + 4))):
            return self._reported_passive(first, verb_item, verb)
        if verb == "reports" and parsed.word(verb_item - 1) in ("media", "news", "press"):
            lead = parsed.word(verb_item - 2)
            if lead in words.PREPOSITIONS or lead in _STANCE or lead in ("some", "several", "unconfirmed", "citing"):
                return None
            if (
                parsed.word(last) != "that"
                and parsed.word(last) not in words.DETERMINERS
                and not parsed.sentence.headline
                and parsed.word(last)
            ):
                return None
        if verb_item > 0 and parsed.word(verb_item - 1) in _NOT_BEFORE and verb in _WEAK:
            return None
        inverted = self._inverted(first, last, verb) if verb not in _TOLD else None
        if inverted is not None:
            return inverted
        begin = self._subject_start(first, floor)
        end = first - 3 if parsed.word(first - 1) == "," and parsed.word(first - 2) in _OPENINGS else first
        subject = parse_voice(parsed, begin, end) if begin < end else None
        if subject is None or (verb in _WEAK and not self._weak_fits(verb, last, subject)):
            return None
        return self._made(begin, first, last, subject, verb)

    def _weak_fits(self, verb: str, last: int, subject: Voice) -> bool:
        following = self.parsed.word(last)
        if verb.startswith(("raise", "lower")):
            ahead = self.parsed.line.slice(last, last + 7)
            return bool(re.match(r"(?:[a-z']+ ){0,4}(?:toll|tally|count|number|figure|estimate)s?(?!\S)", ahead))
        if verb in ("claimed", "claims", "claim"):
            return following in ("that", "the", "it", "they", "he", "she") or subject.kind == "person"
        if verb in ("report", "reports", "claims", "estimates", "shows") and following in ("of", "from", "by"):
            return False
        return subject.kind != "pronoun" or verb not in ("put", "puts", "gave", "gives", "shows", "showed")

    def _subject_start(self, verb: int, floor: int = 0) -> int:
        """Leftwards to where the subject of the verb begins.

        Without a comma before the verb the subject is what follows the last mark; with one ("Name, office, said")
        it is the two stretches before it.
        """
        parsed, k = self.parsed, verb - 1
        if parsed.word(k) == "," and parsed.word(k - 1) in _OPENINGS and parsed.word(k - 2) == ",":
            k -= 3
        allowed = 2 if parsed.word(k) == "," else 0
        while k >= floor and verb - k < 42:
            word = parsed.lower[k]
            if word in _END or word in _QUOTES or word in ("(", ")", "–", "—"):
                break
            if word == "-" and parsed.end(k) != parsed.start(k + 1):
                break
            if word == "#" and not (allowed and (self._age(k) or self._in_relative(k))) and not self._date_number(k):
                break
            if word in _CLAUSE_WORDS and k < verb - 1:
                break
            if word == "and" and self._new_clause(k, verb):
                break
            if word == ",":
                if not allowed:
                    break
                allowed -= 1
                if not allowed and self._leading_phrase(k):
                    break
                if not allowed and k < verb - 1 and self._is_last_piece(k, floor):
                    allowed = 0
            k -= 1
        return self._past_opening(k + 1, verb)

    def _is_last_piece(self, k: int, floor: int) -> bool:
        return k <= floor

    def _in_relative(self, k: int) -> bool:
        """True for a number inside ", which has 120 observers,"."""
        comma = next((i for i in range(k, max(-1, k - 10), -1) if self.parsed.lower[i] == ","), None)
        return comma is not None and self.parsed.word(comma + 1) in ("which", "who", "whose", "where", "with")

    def _age(self, k: int) -> bool:
        return self.parsed.word(k - 1) == "," and self.parsed.word(k + 1) == ","

    def _past_opening(self, begin: int, verb: int) -> int:
        """Leave out an opening "On January 15" or "At a briefing on Sunday" that no comma closes."""
        parsed = self.parsed
        if parsed.word(begin) not in words.PREPOSITIONS:
            return begin
        last = begin
        for k in range(begin, verb):
            word = parsed.lower[k].rstrip(".")
            if (
                word in words.DAYS
                or (self._date_number(k) and parsed.items[k].number is not None)
                or (word in words.MONTHS and parsed.capital(k))
            ):
                last = k + 1
        return last if last > begin else self._after_name_phrase(begin, verb)

    def _after_name_phrase(self, begin: int, verb: int) -> int:
        """ "In Almaty law enforcement agencies said": skip the preposition and the name after it."""
        end = capitalised(self.parsed, begin + 1)
        return end if begin + 1 < end < verb else begin

    def _date_number(self, k: int) -> bool:
        near = (
            self.parsed.word(k - 1).rstrip("."),
            self.parsed.word(k + 1).rstrip("."),
            self.parsed.word(k - 2).rstrip("."),
        )
        return any(w in words.MONTHS for w in near if w)

    def _new_clause(self, k: int, verb: int) -> bool:
        left = " ".join(self.parsed.lower[max(0, k - 12) : k])
        return bool(
            re.search(
                r"(?<!\S)(?:was|were|is|are|has|have|had|died|said|reported|killed|injured|wounded|,)(?!\S)", left
            )
        )

    def _leading_phrase(self, comma: int) -> bool:
        """True where the comma ends an opening like "On Monday," or "At a briefing,"."""
        start = comma
        while start > 0 and self.parsed.lower[start - 1] not in (",", ";", ".") and comma - start < 14:
            start -= 1
        opening = self.parsed.word(start)
        return opening in words.PREPOSITIONS or opening in _OPENINGS

    def _inverted(self, first: int, last: int, verb: str) -> _Found | None:
        """ "…", said Kanat Example, head of the police."""
        parsed = self.parsed
        if first > 0 and parsed.word(first - 1) not in (",", '"', "”", "?", "!", "“", "'", "–", "—"):
            return None
        end = self._phrase_end(last)
        following = parsed.word(end)
        if following in words.AUXILIARIES or (following and following[0].isalpha() and not self._closes(end)):
            return None
        voice = parse_voice(parsed, last, end)
        if voice is None or (voice.kind == "pronoun" and verb in _WEAK) or voice.start < parsed.start(last):
            return None
        extra, until = self._carriers(end)
        around = parsed.line.slice(first, min(self.size, end + 8))
        return _Found(first, until, (voice, *extra), "after", first, until, verb, around)

    def _closes(self, k: int) -> bool:
        word = self.parsed.word(k)
        return word in words.DAYS or word in (
            "on",
            "in",
            "at",
            "during",
            "via",
            "citing",
            "quoting",
            "earlier",
            "today",
            "yesterday",
            "adding",
            "as",
            "late",
            "early",
            "and",
            "who",
            "which",
            "after",
            "while",
        )

    def _phrase_end(self, start: int) -> int:
        """Rightwards to where a noun phrase with its appositions ends."""
        parsed, k = self.parsed, start
        while k < self.size and k - start < 32:
            word = parsed.lower[k]
            if (
                word in _STOP_RIGHT
                or (word in words.RELATIVES and k > start)
                or word in ("citing", "quoting", "adding", "saying", "told", "as", "which")
            ):
                break
            if word in ("on", "in", "at", "during", "via", "by") and k > start and self._time_or_place(k):
                break
            if word in words.DAYS or word in ("earlier", "today", "yesterday"):
                break
            if parsed.items[k].number is not None and self._names_outlet(k):
                k += 1
                continue
            if parsed.items[k].number is not None or (word in words.AUXILIARIES and k > start):
                break
            if k in parsed.cue_at and k > start and parsed.cue_at[k].form in ("part", "act"):
                break
            if word == "," and not self._apposed(k):
                break
            if word == "and" and (
                parsed.word(k + 1) == "#"
                or (parsed.word(k + 1) in words.DETERMINERS and not self._names_somebody(k + 1))
            ):
                break
            k += 1
        while k > start and parsed.lower[k - 1] in (",", "and"):
            k -= 1
        return k

    def _names_outlet(self, k: int) -> bool:
        """True for the numeral of "Channel 8", "Khabar-24"."""
        before = self.parsed.word(k - 1)
        glued = before == "-" and self.parsed.end(k - 1) == self.parsed.start(k)
        return glued or before in ("channel", "radio", "tv", "television", "news")

    def _names_somebody(self, k: int) -> bool:
        return parse_voice(self.parsed, k, min(k + 4, self.size)) is not None

    def _time_or_place(self, k: int) -> bool:
        following = self.parsed.word(k + 1)
        return (
            following in words.DAYS
            or following.rstrip(".") in words.MONTHS
            or following in ("a", "an", "his", "her", "its", "their")
            or (self.parsed.lower[k] in ("during", "via", "by"))
        )

    def _apposed(self, comma: int) -> bool:
        following = self.parsed.word(comma + 1)
        if (
            following in ("citing", "quoting", "adding", "who", "which", "while", "but", "and", "with", "including")
            or not following
        ):
            return False
        end = comma + 1
        while (
            end < self.size
            and end - comma < 14
            and self.parsed.lower[end] not in (",", ".", ";")
            and end not in self.parsed.cue_at
        ):
            end += 1
        piece = self.parsed.lower[comma + 1 : end]
        if "#" in piece or any(w in words.AUXILIARIES for w in piece[:6]):
            return False
        titled = any(w.removesuffix("'s") in TITLES or w in ORGANISATIONS for w in piece[:8])
        named = (
            all(self.parsed.capital(comma + 1 + i) for i in range(min(2, len(piece))))
            and len(piece) <= 4
            and bool(piece)
        )
        return titled or named

    def _made(self, begin: int, first: int, last: int, subject: Voice, verb: str) -> _Found:
        parsed = self.parsed
        carriers, until = self._carriers(last, verb)
        # Suffix: the words come before and nothing but the cue follows.
        tail = parsed.line.slice(until, self.size).strip(" .\"”“!?'")
        lead = begin
        while lead > 0 and parsed.lower[lead - 1] in (",", '"', "”", "“", "–", "—", "-", "'"):
            lead -= 1
        closing = any(parsed.lower[k] in (",", '"', "”", "-", "–", "—") for k in range(lead, begin))
        side = "after" if closing and lead > 0 and self._ends_speech(until, tail) else "before"
        around = parsed.line.slice(max(0, lead - 8 if side == "before" else lead), self._date_limit(last))
        return _Found(begin, until, (subject, *carriers), side, begin, until, verb, around)

    def _date_limit(self, last: int) -> int:
        """Dates of saying stand before "that", a quotation or a number."""
        k = last
        while k < self.size and k - last < 24:
            word = self.parsed.lower[k]
            if (
                word in ("that", ":", ";")
                or word in _QUOTES
                or (self.parsed.items[k].number is not None and not self._date_number(k))
            ):
                break
            if k in self.parsed.cue_at and self.parsed.cue_at[k].form != "noun":
                break
            k += 1
        return k

    def _ends_speech(self, until: int, tail: str) -> bool:
        following = self.parsed.word(until)
        if not tail or following in (",", ".", ";", '"', "”", "“", "citing", "adding", "as"):
            return True
        ahead = self.parsed.line.slice(until, until + 16)
        if re.search(r"(?<!\S)(?:that|how)(?!\S)", ahead) or (":" in ahead):
            return False
        return (
            following
            in (
                "on",
                "in",
                "at",
                "during",
                "earlier",
                "late",
                "via",
                "after",
                "to",
                "by",
                "and",
                "while",
                "today",
                "yesterday",
                "early",
            )
            or following in words.DAYS
        )

    # -- outlets and sources around the verb --------------------------------------------------------------------

    def _carriers(self, last: int, verb: str = "") -> tuple[tuple[Voice, ...], int]:
        """Who the words were told to or whom they cite, right after the cue, and where that ends."""
        parsed, voices, until = self.parsed, [], last
        if verb in _TOLD or parsed.word(last - 1) in _TOLD:
            end = self._phrase_end(last)
            voice = parse_voice(parsed, last, end)
            if voice is not None and voice.kind == "outlet":
                voices.append(voice)
            until = max(until, end) if end > last else until
        for k in range(until, min(until + 6, self.size)):
            if parsed.lower[k] in ("on", "in", "through", "via") and parsed.word(k + 1) in (
                "state",
                "national",
                "local",
                "public",
                "its",
                "the",
                "his",
                "her",
                "their",
                "a",
            ):
                end = self._phrase_end(k + 1)
                voice = parse_voice(parsed, k + 1, min(end, k + 7))
                if voice is not None and voice.kind == "outlet":
                    voices.append(voice)
                break
        return tuple(voices), until

    # -- according to, citing -----------------------------------------------------------------------------------

    def _according(self) -> list[_Found]:
        parsed = self.parsed
        made: list[_Found] = []
        for match in _ACCORDING.finditer(parsed.line.text):
            first, last = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            if self._inside_quote(first):
                continue
            end = self._phrase_end(last)
            voice = parse_voice(parsed, last, end)
            if voice is None:
                continue
            if made and match.group().endswith("quoted by") and first - made[-1].until <= 2:
                made[-1] = replace(made[-1], voices=(*made[-1].voices, voice), last=end, until=end)
                continue
            cited, until = self._cited(end)
            voices = (*cited, voice) if cited else (voice,)
            opening = not any(
                parsed.lower[k].isalnum() or parsed.lower[k] == "#"
                for k in range(first)
                if parsed.lower[k] not in words.CONJUNCTIONS
            )
            side = "before" if opening or parsed.word(first - 1) in ("that", ";", "and", "while", "but") else "after"
            if side == "after" and parsed.word(first - 1) == "," and self._clause_starts(until):
                side = "before"
            made.append(
                _Found(
                    first,
                    until,
                    voices,
                    side,
                    first,
                    until,
                    "according to",
                    parsed.line.slice(max(0, first - 3), until + 4),
                )
            )
        return made

    def _clause_starts(self, until: int) -> bool:
        return (
            self.parsed.word(until) == ","
            and self.parsed.word(until + 1) == "#"
            and self.parsed.word(until + 2) not in ("of",)
            and not any(c.last <= until and c.form in ("part", "intr") for c in self.parsed.cues)
        )

    def _cited(self, at: int) -> tuple[tuple[Voice, ...], int]:
        """ ", which cites Y", ", citing Y": Y, whose words they are."""
        parsed = self.parsed
        k = at
        while parsed.word(k) in (",", "which", "who", "that"):
            k += 1
        match = _CITING.match(parsed.line.text, parsed.line.starts[k]) if k < self.size else None
        if not match:
            return (), at
        last = parsed.line.item(match.end() - 1) + 1
        end = self._phrase_end(last)
        voice = parse_voice(parsed, last, end)
        if voice is None:
            return (), at
        deeper, until = self._cited(end)
        return (*deeper, voice), until

    def _citing_alone(self) -> list[_Found]:
        parsed, made = self.parsed, []
        for match in _CITING.finditer(parsed.line.text):
            first = parsed.line.item(match.start())
            last = parsed.line.item(match.end() - 1) + 1
            if self._inside_quote(first) or parsed.word(last) == "#":
                continue
            end = self._phrase_end(last)
            saying = _AS_SAYING.match(parsed.line.text, parsed.line.starts[end]) if end < self.size else None
            word = match.group().split()[-1]
            voice = parse_voice(parsed, last, end) if end > last else None
            if word in ("quotes", "quoted", "cited", "cites") or saying:
                quoter = self._quoter(first, last, word)
                if quoter is not None:
                    begin, voices, until = quoter
                    made.append(_Found(begin, until, voices, self._side(begin), begin, until, "quotes"))
                continue
            if voice is not None:
                deeper, until = self._cited(end)
                made.append(
                    _Found(
                        first,
                        until,
                        (*deeper, voice),
                        "cite",
                        first,
                        until,
                        "citing",
                        parsed.line.slice(first, until + 3),
                    )
                )
        return made

    def _side(self, begin: int) -> str:
        return "after" if begin > 2 and self.parsed.word(begin - 1) in ('"', "”", ",", "“") else "before"

    def _quoter(self, first: int, last: int, word: str) -> tuple[int, tuple[Voice, ...], int] | None:
        """ "the channel quotes X as saying", "TASS quoted him as saying", "X is quoted as saying by Y"."""
        parsed = self.parsed
        begin = self._subject_start(first)
        if parsed.word(first - 1) in ("is", "was", "are", "were", "been"):
            speaker = parse_voice(parsed, self._subject_start(first - 1), first - 1)
            by = next((k for k in range(last, min(last + 8, self.size)) if parsed.lower[k] == "by"), None)
            end = self._phrase_end(by + 1) if by else last
            outlet = parse_voice(parsed, by + 1, end) if by else None
            voices = tuple(v for v in (speaker, outlet) if v is not None)
            return (self._subject_start(first - 1), voices, max(end, last)) if voices else None
        end = last
        while end < self.size and parsed.lower[end] not in ("as", ".", ";") and end - last < 16:
            end += 1
        if parsed.word(end) != "as" and word not in ("quotes", "quoted", "cites", "cited"):
            return None
        speaker = _object_pronoun(parsed, last, end) or parse_voice(parsed, last, end)
        outlet = parse_voice(parsed, begin, first)
        if outlet is not None and outlet.kind == "organisation":
            outlet = replace(outlet, kind="outlet")
        voices = tuple(v for v in (speaker, outlet) if v is not None)
        until = min(self.size, end + 2) if parsed.word(end) == "as" else end
        return (begin, voices, until) if voices else None

    # -- "Mayor Example: three dead", "three dead - mayor" --------------------------------------------------------

    def _labels(self) -> list[_Found]:
        parsed, made = self.parsed, []
        for k in range(1, min(self.size - 1, 16)):
            if parsed.lower[k] == "#" and k > 4:
                break
            if parsed.lower[k] == ":" and parsed.end(k - 1) == parsed.start(k):
                begin = self._subject_start(k)
                if parsed.word(k + 1) == "#" and parsed.end(k) == parsed.start(k + 1):
                    continue
                verbs = [parsed.line.item(m.start()) for m in _VERBS.finditer(parsed.line.slice(0, k))]
                voice = parse_voice(parsed, begin, min([k, *(v for v in verbs if v > begin)]))
                if voice is not None and self._may_label(voice, begin):
                    made.append(_Found(begin, k + 1, (voice,), "before", begin, k + 1, ":"))
                break
        if parsed.sentence.headline:
            marks = [i for i in range(max(1, self.size - 12), self.size - 1) if parsed.lower[i] in ("-", "–", "—", ":")]
            k = marks[-1] if marks else 0
            if k > 2 and parsed.start(k) > parsed.end(k - 1) - (parsed.lower[k] == ":"):
                end = next(
                    (parsed.line.item(m.start()) for m in _VERBS.finditer(parsed.line.text, parsed.line.starts[k])),
                    self.size,
                )
                voice = parse_voice(parsed, k + 1, end)
                if voice is not None and voice.kind != "pronoun" and "#" not in parsed.lower[k:]:
                    made.append(_Found(k, self.size, (voice,), "after", k, self.size, "-"))
        return made

    def _may_label(self, voice: Voice, begin: int) -> bool:
        if voice.kind == "person":
            return bool(voice.office) or len(voice.name.split()) > 1
        words_of = voice.name.casefold().replace("’", "'").split()
        known = any(w in ORGANISATIONS or w.removesuffix("'s") in TITLES for w in words_of) or voice.kind in (
            "group",
            "role",
        )
        return known and voice.kind != "outlet" and not voice.name.isupper() and voice.name.casefold() not in COUNTRIES

    # -- where figures of the sentence before came from; the official toll -------------------------------------------

    def _sources(self) -> list[_Found]:
        parsed, made = self.parsed, []
        match = _ORIGIN.match(parsed.line.text) or _CARRIED.match(parsed.line.text)
        if match:
            first = parsed.line.item(match.end() - 1) + 1
            end = self._phrase_end(first)
            voice = parse_voice(parsed, first, end)
            if voice is not None:
                voice = replace(voice, credited=bool(re.search(r"allegedly|supposedly|purportedly", match.group())))
                made.append(_Found(0, end, (voice,), "previous", 0, end, "from", parsed.line.slice(0, end)))
        match = _OFFICIAL.search(parsed.line.text)
        if match and not made:
            k = parsed.line.item(match.start("what"))
            voice = Voice("officials", parsed.start(k), parsed.end(k), kind="group", plural=True)
            made.append(
                _Found(
                    k,
                    k + 1,
                    (voice,),
                    "official",
                    k,
                    k + 1,
                    "official",
                    match.group().replace("previous", "previously"),
                )
            )
        return made

    # -- passive: "this was reported by X" ----------------------------------------------------------------------

    def _reported_passive(self, first: int, verb_item: int, verb: str) -> _Found | None:
        parsed = self.parsed
        opening = _CAME_FROM.match(parsed.line.text.lstrip('"“ '))
        if not opening or verb_item > 12:
            return None
        by = next(
            (
                k
                for k in range(verb_item + 1, min(verb_item + 12, self.size))
                if parsed.lower[k] in ("by", "on") and not self._date_next(k)
            ),
            None,
        )
        if by is None:
            return None
        end = self._phrase_end(by + 1)
        voice = parse_voice(parsed, by + 1, end)
        if voice is None:
            return None
        cited, until = self._cited(end)
        return _Found(0, until, (*cited, voice), "previous", 0, until, verb, parsed.line.slice(0, until))

    def _date_next(self, k: int) -> bool:
        following = self.parsed.word(k + 1)
        return following in words.DAYS or following.rstrip(".") in words.MONTHS or following == "#"

    # -- scope --------------------------------------------------------------------------------------------------

    def _scoped(self, found: list[_Found]) -> list[Speech]:
        made: list[Speech] = []
        for index, f in enumerate(found):
            begin, end = self._scope(found, index)
            made.append(self._speech(f, begin, end))
        return made

    def _scope(self, found: list[_Found], index: int) -> tuple[int, int]:
        f = found[index]
        start, size = self.parsed.sentence.start, self.parsed.sentence.end
        following = next((g for g in found[index + 1 :] if g.side == "before"), None)
        end = self.parsed.start(following.subject) if following is not None else size
        if f.side in ("cite", "official"):
            return start, size
        if f.side == "before":
            return self.parsed.start(f.subject), end
        earlier = [g for g in found[:index] if g.side in ("after", "before")]
        begin = start
        if earlier:
            last = earlier[-1]
            gap = self.parsed.line.slice(last.until, f.first)
            adjacent = "#" not in gap and len(gap) < 30
            begin = (
                self.parsed.start(last.subject)
                if last.side == "before"
                else start
                if adjacent
                else self.parsed.end(last.until - 1)
            )
        return begin, end

    def _speech(self, f: _Found, begin: int, end: int) -> Speech:
        parsed = self.parsed
        tail = parsed.line.slice(f.until, self.size).strip(' ."”')
        plain = f.voices[0].kind == "pronoun"
        date_words = re.sub("#", " ", f.date_words)
        said_on = when(self._with_numbers(f), self.document.published) if f.date_words else None
        if said_on is None and date_words:
            said_on = when(date_words, self.document.published)
        return Speech(
            parsed.start(f.first),
            parsed.end(max(f.first, f.last - 1)),
            f.voices,
            begin,
            end,
            said_on=said_on,
            continues=plain,
            back=f.side == "after" and len(tail) < 40,
            about_previous=f.side == "previous",
            cites=f.side == "cite",
            faint=f.side == "official",
            present=self._is_present(f),
            stance=_STANCE.get(f.verb),
        )

    def _is_present(self, f: _Found) -> bool:
        """ "says", "reports", "has said": said on the day of publication."""
        if f.verb in _PRESENT:
            return True
        near = self.parsed.lower[f.first : f.until]
        return f.verb not in (":", "from") and any(
            w in ("has", "have") and f.verb in near[i + 1 : i + 3] for i, w in enumerate(near)
        )

    def _with_numbers(self, f: _Found) -> str:
        """The words about the cue with their numerals, for dates."""
        if not f.date_words:
            return ""
        at = self.parsed.line.text.find(f.date_words)
        if at < 0:
            return f.date_words
        first = self.parsed.line.item(at)
        last = self.parsed.line.item(at + len(f.date_words) - 1) + 1
        return self.parsed.text(first, last).casefold()


def _object_pronoun(parsed: Parsed, first: int, last: int) -> Voice | None:
    if last - first == 1 and parsed.lower[first] in ("him", "her", "them"):
        return Voice("he", parsed.start(first), parsed.end(first), kind="pronoun", plural=parsed.lower[first] == "them")
    return None


def _separate(found: list[_Found]) -> list[_Found]:
    """Drop cues that lie inside others."""
    kept: list[_Found] = []
    for f in sorted(found, key=lambda f: (f.first, -(f.last - f.first))):
        if kept and f.first < kept[-1].last:
            if (
                kept[-1].verb != "quotes"
                and f.verb in ("quotes", "citing", "according to")
                and len(f.voices) >= len(kept[-1].voices)
            ):
                kept[-1] = f if f.verb == "quotes" else kept[-1]
            continue
        kept.append(f)
    return kept


def read_speech(sentence: Sentence, document: Document) -> list[Speech]:
    """All cues of speech of a sentence."""
    return SpeechReader(sentence, document).run()


__all__ = ["Sequence", "read_speech"]
