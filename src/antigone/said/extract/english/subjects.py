"""Where the noun phrase of a speaker begins and ends, to the left and to the right of a verb of saying."""

from __future__ import annotations

import re
from dataclasses import replace

from antigone.said.extract.english import cues, words
from antigone.said.extract.english.items import noun_phrase, parse
from antigone.said.extract.english.names import COUNTRIES, ORGANISATIONS, TITLES
from antigone.said.extract.english.places import capitalised
from antigone.said.extract.english.voices import parse_voice
from antigone.said.extract.language import Document, Sentence, Voice

_RANKS = frozenset("adm gen col lt maj capt sgt cpl insp supt brig cmdr gov sen rep dr mr mrs ms prof".split())  # noqa: SIM905
_SOME = frozenset(("some", "many", "most", "all"))
_PRESS = frozenset(("media", "press", "correspondent", "reporter", "briefing", "conference", "interview", "call"))


class Subjects:
    """One sentence, asked for the noun phrases beside its verbs of saying."""

    def __init__(self, sentence: Sentence, document: Document) -> None:
        self.parsed = parse(sentence)
        self.document = document
        self.size = len(self.parsed.items)

    def _inside_quote(self, item: int) -> bool:
        start = self.parsed.start(item)
        return any(q.start <= start < q.end and q.words >= 4 for q in self.parsed.sentence.quotes)

    def _subject_start(self, verb: int, floor: int = 0) -> int:
        """Leftwards to where the subject of the verb begins.

        Without a comma before the verb the subject is what follows the last mark; with one ("Name, office, said")
        it is the two stretches before it.
        """
        parsed, k = self.parsed, verb - 1
        if parsed.word(k) == "," and parsed.word(k - 1) in cues.OPENINGS and parsed.word(k - 2) == ",":
            k -= 3
        if parsed.word(k) == "both":
            return self._pair_start(k - (parsed.word(k - 1) in ("had", "have")), floor)
        allowed = 2 if parsed.word(k) == "," else 0
        if allowed:  # "Name, office, in the north of the country, said"
            comma = next((i for i in range(k - 1, max(floor, k - 9), -1) if parsed.lower[i] == ","), None)
            allowed += comma is not None and parsed.word(comma + 1) in ("in", "at", "near", "from")
        k -= self._titled_in_marks(k)
        while k >= floor and verb - k < 42:
            word = parsed.lower[k]
            if word == ")" and self._abbreviated(k):
                k -= 3
                continue
            opens = next((i for i in range(k - 1, max(floor, k - 6), -1) if parsed.lower[i] == "("), 0)
            if word == ")" and opens:  # "officials late on Monday (local time) put"
                k = opens - 1
                continue
            if allowed == 1 and word not in cues.ENDS and word not in (",", "#"):
                k -= 1
                continue
            initial = word == "." and k > 0 and len(parsed.word(k - 1)) == 1 and parsed.capital(k - 1)
            if (word in cues.ENDS and not initial) or word in cues.QUOTES or word in ("(", ")", "–", "—"):
                break
            if word == "-" and parsed.end(k) != parsed.start(k + 1):
                break
            aside = self._of_things(k) or self._date_number(k)
            if word == "#" and not aside and not (allowed and (self._age(k) or self._in_relative(k))):
                break
            if word in cues.CLAUSE_WORDS and k < verb - 1 and not self._in_who(k, floor):
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
        return self._with_name(self._past_opening(k + 1, verb), floor)

    def _in_who(self, k: int, floor: int) -> bool:
        """True for "before" of "an officer who appeared before the panel said"."""
        return self.parsed.lower[k] in ("before", "after") and "who" in self.parsed.lower[max(floor, k - 3) : k]

    def _with_name(self, begin: int, floor: int) -> int:
        """ "…, Ada Example, chief of the fire service told …": the name before an office that no comma closes."""
        parsed = self.parsed
        if parsed.word(begin - 1) != "," or parsed.capital(begin) or parsed.word(begin) in ("the", "a", "an"):
            return begin
        if not any(word in TITLES for word in parsed.lower[begin : begin + 4]):
            return begin
        first = begin - 1
        while first > floor and parsed.capital(first - 1) and parsed.lower[first - 1].isalpha():
            first -= 1
        before = parsed.word(first - 1)
        named = begin - 1 - first in (2, 3) and (not before or before in cues.QUOTES or before in cues.ENDS)
        return first if named else begin

    def _titled_in_marks(self, k: int) -> int:
        """How many items ‘the army's “relief operation”’ has in marks, right before its verb; 0 where it has none."""
        if self.parsed.word(k) not in cues.QUOTES:
            return 0
        begin = next((i for i in range(k - 1, max(-1, k - 6), -1) if self.parsed.lower[i] in cues.QUOTES), 0)
        named = begin > 0 and self.parsed.word(begin - 1).replace("'", "").isalpha()
        return k - begin + 1 if named and "," not in self.parsed.lower[begin:k] else 0

    def _of_things(self, k: int) -> bool:
        """True for the number of "doctors at two local hospitals", "police in 12 districts"."""
        placed = self.parsed.word(k - 1) in ("at", "in", "from", "of", "across", "for")
        return placed and noun_phrase(self.parsed, k).kind == "thing"

    def _abbreviated(self, k: int) -> bool:
        """True for the mark that closes "(NRC)" after a name."""
        return k >= 3 and self.parsed.word(k - 2) == "(" and self.parsed.capital(k - 1) and self.parsed.capital(k - 3)

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
        if parsed.word(begin) == "of" and parsed.word(begin + 1) in words.DAYS:  # "as of Thursday the department"
            return begin + 2
        if parsed.word(begin) not in words.PREPOSITIONS:
            return begin
        if parsed.word(begin) == "at" and parsed.word(begin + 1) in ("first", "last", "present"):
            return begin + 2
        for k in range(verb - 1, begin + 2, -1):  # "for the country as a whole the government said"
            if parsed.lower[k] == "the" and parsed.lower[k - 1].isalpha() and not self._joins(k - 1):
                return k
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

    def _joins(self, k: int) -> bool:
        word = self.parsed.lower[k]
        return word in words.PREPOSITIONS or word in words.CONJUNCTIONS or word in ("of", "to") or word in words.DAYS

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
        """True where "and" joins a clause of its own to the words before it, and not one noun to another."""
        begin = max(0, k - 12)
        comma = next((i for i in range(k - 1, begin - 1, -1) if self.parsed.lower[i] == ","), None)
        left = " ".join(self.parsed.lower[begin if comma is None else comma + 1 : k])
        verbs = r"(?<!\S)(?:was|were|is|are|has|have|had|died|said|reported|killed|injured|wounded)(?!\S)"
        return comma == k - 1 or bool(re.search(verbs, left))

    def _leading_phrase(self, comma: int) -> bool:
        """True where the comma ends an opening like "On Monday," or "At a briefing,"."""
        start = comma
        while start > 0 and self.parsed.lower[start - 1] not in (",", ";", ".") and comma - start < 14:
            start -= 1
        opening = self.parsed.word(start)
        return opening in words.PREPOSITIONS or opening in cues.OPENINGS

    def _pair_start(self, last: int, floor: int) -> int:
        """ "Ada Example, the governor, and the chief, Bob Sample, both said": two, with whatever tells who they are."""
        stops = (*cues.ENDS, *cues.QUOTES, "#", "(", ")")
        return next((k + 1 for k in range(last - 1, floor - 1, -1) if self.parsed.lower[k] in stops), floor)

    def _phrase_end(self, start: int) -> int:
        """Rightwards to where a noun phrase with its appositions ends."""
        parsed, k = self.parsed, start
        while k < self.size and k - start < 32:
            word = parsed.lower[k]
            if word == "(" and k > start and parsed.word(k + 2) == ")" and self._abbreviated(k + 2):
                k += 3
                continue
            if word == "." and parsed.word(k - 1) in _RANKS and parsed.capital(k + 1):
                k += 1  # "Rear Adm. Ada Example"
                continue
            if (
                word in cues.STOP_RIGHT
                or (word in words.RELATIVES and k > start)
                or word in ("citing", "quoting", "adding", "saying", "told", "as", "which")
            ):
                break
            if word in ("on", "in", "at", "during", "via", "by") and k > start and self._time_or_place(k):
                break
            if (
                k > start
                and word in ("updated", "raised", "revised", "confirmed", "said", "says")
                and parsed.lower[k - 1] not in words.DETERMINERS
                and not parsed.capital(k)
            ):
                break
            if word in words.DAYS or (word in ("earlier", "today", "yesterday") and k > start):
                break
            if k > start and word in ("he", "she", "they", "it", "we", "there") and not parsed.capital(k):
                break
            if (
                k > start
                and word in _SOME
                and parsed.lower[k - 1] not in words.PREPOSITIONS
                and parsed.lower[k - 1] != "of"
            ):
                break  # "according to media reports some of the deaths"
            number = parsed.items[k].number
            if number is not None and number.kind != "digits" and k > start and parsed.lower[k - 1] == "of":
                k += 1  # "leaders of several organisations"
                continue
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
        after = self.parsed.word(k + 1)
        named = k > 0 and self.parsed.capital(k - 1) and after in (",", ".", "which", "television", "tv", "")
        return glued or named or before in ("channel", "radio", "tv", "television", "news")

    def _numbered(self, k: int) -> Voice | None:
        """ "Channel 8", "Example 24": a station with its number, right after "told"."""
        number = self.parsed.items[k + 1].number if k + 1 < self.size else None
        ends = self.parsed.word(k + 2) in ("on", "that", "in", ",", ".", '"', "”", "by", "during", "")
        if number is None or number.kind != "digits" or not ends or not self.parsed.capital(k):
            return None
        return Voice(self.parsed.text(k, k + 2), self.parsed.start(k), self.parsed.end(k + 1), kind="outlet")

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

    def _carriers(self, last: int, verb: str = "") -> tuple[tuple[Voice, ...], int]:
        """Who the words were told to or whom they cite, right after the cue, and where that ends."""
        parsed, voices, until = self.parsed, [], last
        if parsed.word(last) == "to" and verb:
            end = self._phrase_end(last + 1)
            told = parse_voice(parsed, last + 1, end)
            if told is not None and told.kind == "outlet" and not _is_press(told):
                return (told,), end
        if verb in cues.TOLD or parsed.word(last - 1) in cues.TOLD:
            end = self._phrase_end(last)
            voice = parse_voice(parsed, last, end)
            voice = self._numbered(last) or (voice if parsed.word(last) == "the" else _medium(voice))
            end = max(end, last + 2 * (self._numbered(last) is not None))
            if voice is not None and voice.kind == "outlet" and not _is_press(voice):
                voices.append(voice)
            until = max(until, end) if end > last else until
        for k in range(until, min(until + 6, self.size)):
            if parsed.lower[k] == "interview" and parsed.word(k + 1) in ("with", "to", "for"):
                end = self._phrase_end(k + 2)
                voice = parse_voice(parsed, k + 2, end)
                voice = voice if voice is not None and voice.kind == "outlet" else _medium(voice)
                if voice is not None and voice.kind == "outlet" and not _is_press(voice):
                    return (*voices, voice), max(until, end)
            if parsed.lower[k] in ("on", "in", "through", "via") and parsed.word(k + 1) in (
                "state",
                "telegram",
                "facebook",
                "twitter",
                "x",
                "whatsapp",
                "television",
                "radio",
                "tv",
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
                if voice is not None and voice.kind == "outlet" and not _is_press(voice):
                    voices.append(voice)
                    break
        return tuple(voices), until


def _is_press(voice: Voice) -> bool:
    """ "Told the press", "a media briefing", "this correspondent over the phone": nobody in particular passes it on."""
    return any(word in _PRESS for word in voice.name.casefold().split()) and not voice.name[:1].isupper()


def _medium(voice: Voice | None) -> Voice | None:
    """Whom somebody "told": a proper name without an office is most often a newspaper, a station or a channel."""
    if voice is not None and voice.name.casefold().split()[-1] in ("radio", "television", "tv", "broadcaster"):
        return replace(voice, kind="outlet")
    if voice is None or voice.office or voice.kind not in ("person", "organisation") or not voice.name[:1].isupper():
        return voice
    if " " not in voice.name and "-" not in voice.name:
        return voice
    name = voice.name.casefold().replace("’", "'").split()
    office = any(w.removesuffix("'s") in ORGANISATIONS or w in TITLES or w in COUNTRIES for w in name)
    return voice if office else replace(voice, kind="outlet")
