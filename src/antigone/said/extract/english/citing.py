"""Speakers named otherwise than by a verb: "according to", citing, labels with a colon, "this was reported by"."""

from __future__ import annotations

import re
from dataclasses import replace

from antigone.said.claim import Stance
from antigone.said.extract.english import cues, words
from antigone.said.extract.english.cues import Found
from antigone.said.extract.english.items import Parsed
from antigone.said.extract.english.names import COUNTRIES, GROUP_HEADS, ORGANISATIONS, TITLES
from antigone.said.extract.english.papers import signed_by
from antigone.said.extract.english.pointing import PAPERS
from antigone.said.extract.english.stance import stance_at
from antigone.said.extract.english.subjects import Subjects
from antigone.said.extract.english.voices import owner_of, parse_voice
from antigone.said.extract.language import Voice

# "The 164 dead reported by the channel are an invention, the ministry said": the channel is not who denies.
_PASSED_ON = frozenset(
    ["reported", "given", "published", "released", "announced", "provided", "compiled", "quoted", "cited"]
)


_GATHERED = frozenset(("released", "given", "provided", "published", "compiled"))
_BEFORE_THAT = re.compile(r"(?<!\S)(?:previous|earlier|initial|original|first)(?!\S)")
_TIMES = words.word_set("yesterday today tonight week month year day night season decade")
_FIGURES = words.word_set("figure number toll count tally data list name total update information statement report")
_PREDICATE = re.compile(r"[^;]*?(?<!\S)(?:was|were|is|are|has|have|had)(?!\S)")
_NOT_AS = re.compile(r"(?<!\S)not #(?: [a-z]+){0,3} as(?: [a-z]+)?$")
_OWN_PAPERS = words.word_set("update report data figures count tally statement bulletin website records list database")
_NO_LABELS = words.word_set(
    """
    related read watch see also update updated breaking live video photos photo analysis explainer opinion editorial
    exclusive factbox timeline correction clarification note caption editor's more latest background developing story
    """
)


class Citing(Subjects):
    """Adds what names a speaker without a verb of its own before it."""

    def _according(self) -> list[Found]:
        parsed = self.parsed
        made: list[Found] = []
        for match in cues.ACCORDING.finditer(parsed.line.text):
            first, last = parsed.line.item(match.start()), parsed.line.item(match.end() - 1) + 1
            if self._inside_quote(first) or (match["denied"] and not self._denies()):
                continue
            if _NOT_AS.search(parsed.line.slice(max(0, first - 8), first)):
                continue  # "and not 359 as earlier reported by the media": who denies speaks
            word = match.group().split()[0]
            if word in ("released", "given", "provided") and not self._of_figures(first):
                continue
            if word in _PASSED_ON and not match["denied"] and self._denied_here(match):
                continue
            end = self._before_speaker(last, self._phrase_end(last))
            end = max(end, signed_by(parsed, last, end)[1])
            voice = parse_voice(parsed, last, end) or self._own_paper(last, end)
            if voice is None:
                continue
            if made and match.group().endswith("quoted by") and first - made[-1].until <= 2:
                made[-1] = replace(made[-1], voices=(*made[-1].voices, voice), last=end, until=end)
                continue
            of_figures = bool(made) and made[-1].verb == "according to" and first <= made[-1].until
            if of_figures and word in _GATHERED:
                made[-1] = replace(made[-1], voices=(voice,), last=end, until=end)
                continue  # "according to figures released by X"
            cited, until = self._cited(end)
            if _is_rumour(voice):
                voice = replace(voice, kind="nobody")
            owner = owner_of(parsed, last, end) if voice.kind == "outlet" and not cited else None
            voices = (owner, voice) if owner is not None else (*cited, voice)
            opening = not any(
                parsed.lower[k].isalnum() or parsed.lower[k] == "#"
                for k in range(first)
                if parsed.lower[k] not in words.CONJUNCTIONS
            )
            attached = self._attached(first) if match.group().split()[0] in _PASSED_ON else 0
            if attached:
                made.append(Found(first, until, voices, "attached", attached, until, "reported by"))
                continue
            side = "before" if opening or parsed.word(first - 1) in ("that", ";", "and", "while", "but") else "after"
            if side == "after" and parsed.word(first - 1) == "," and self._clause_starts(until):
                side = "before"
            made.append(
                Found(
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

    def _denied_here(self, match: re.Match[str]) -> bool:
        """True where the sentence denies what somebody passed on: "the 164 dead reported by X are an invention"."""
        line = self.parsed.line.text
        after = _PREDICATE.match(line, match.end()) and cues.VERBS.search(line[: match.start()])
        return self._denies() and bool(cues.VERBS.search(line, match.end()) or after)

    def _own_paper(self, first: int, end: int) -> Voice | None:
        """ "The commission removed 108 deaths, according to its daily update": the commission."""
        parsed = self.parsed
        if parsed.word(first) not in ("its", "their", "his", "her") or parsed.word(end - 1) not in _OWN_PAPERS:
            return None
        verbs = (k for k in range(1, min(12, first)) if self._acts(k))
        verb = next(verbs, 0)
        voice = parse_voice(parsed, 0, verb) if verb else None
        return voice if voice is not None and voice.kind in ("organisation", "group", "role") else None

    def _acts(self, k: int) -> bool:
        word = self.parsed.lower[k]
        return word in words.AUXILIARIES or (word.endswith("ed") and not self.parsed.capital(k))

    def _of_figures(self, first: int) -> bool:
        """False for "40 were released by police": people, and no figures."""
        if self.parsed.word(first - 1) not in words.AUXILIARIES:
            return True
        return any(word.rstrip("s") in _FIGURES for word in self.parsed.lower[max(0, first - 10) : first])

    def _before_speaker(self, first: int, end: int) -> int:
        """ "According to media reports, the minister, Ada Example, told …": what the verb takes is no apposition."""
        at = end + (self.parsed.word(end) == ",")
        comma = next((k for k in range(first, end) if self.parsed.lower[k] == ","), end)
        verb = at < self.size and cues.VERBS.match(self.parsed.line.text, self.parsed.line.starts[at])
        return comma if verb else end

    def _attached(self, first: int) -> int:
        """The figure of "the 92 deaths first reported by X"; 0 where a clause stands between."""
        for k in range(first - 1, max(0, first - 6), -1):
            if self.parsed.items[k].number is not None:
                return k
            word = self.parsed.lower[k]
            if (
                word in words.AUXILIARIES
                or not word.isalpha()
                or (k in self.parsed.cue_at and self.parsed.cue_at[k].form != "noun")
            ):
                return 0
        return 0

    def _denies(self) -> bool:
        """True where the sentence denies one of its figures ("the toll of 64 was rejected by the mayor")."""
        return any(stance_at(self.parsed, at) is Stance.DENIES for at in self.parsed.numbers)

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
        pattern = cues.REFERS if k > at + 1 else cues.CITING
        match = pattern.match(parsed.line.text, parsed.line.starts[k]) if k < self.size else None
        if not match:
            return (), at
        last = parsed.line.item(match.end() - 1) + 1
        end = self._phrase_end(last)
        voice = parse_voice(parsed, last, end)
        if voice is None:
            return (), at
        deeper, until = self._cited(end)
        return (*deeper, voice), until

    def _citing_alone(self) -> list[Found]:
        parsed, made = self.parsed, []
        for match in cues.CITING.finditer(parsed.line.text):
            first = parsed.line.item(match.start())
            last = parsed.line.item(match.end() - 1) + 1
            if self._inside_quote(first) or parsed.word(last) == "#":
                continue
            end = self._phrase_end(last)
            saying = cues.AS_SAYING.match(parsed.line.text, parsed.line.starts[end]) if end < self.size else None
            word = match.group().split()[-1]
            if word in ("quotes", "quoted", "cited", "cites") and parsed.word(first - 1) in ("that", "which", "who"):
                continue  # "citing a channel that quoted X": read with the channel
            voice = parse_voice(parsed, last, end) if end > last else None
            if voice is not None and voice.kind == "group" and voice.name.casefold().split()[-1] in PAPERS:
                continue  # "citing preliminary data": nobody's
            if word in ("quotes", "quoted", "cited", "cites") or saying:
                quoter = self._quoter(first, last, word)
                if quoter is not None:
                    begin, voices, until = quoter
                    side = "before" if word == "quoting" else self._side(begin)
                    around = parsed.line.slice(begin, until + 4)
                    made.append(Found(begin, until, voices, side, begin, until, "quotes", around))
                continue
            if voice is not None:
                deeper, until = self._cited(end)
                made.append(
                    Found(
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
        begin += parsed.word(begin) in ("with", "while")
        if parsed.word(first - 1) in ("is", "was", "are", "were", "been"):
            speaker = parse_voice(parsed, self._subject_start(first - 1), first - 1)
            by = next((k for k in range(last, min(last + 8, self.size)) if parsed.lower[k] == "by"), None)
            end = self._phrase_end(by + 1) if by else last
            outlet = parse_voice(parsed, by + 1, end) if by else None
            voices = tuple(v for v in (speaker, outlet) if v is not None)
            return (self._subject_start(first - 1), voices, max(end, last)) if voices else None
        end = last
        while end < self.size and parsed.lower[end] not in ("as", "saying", ".", ";") and end - last < 16:
            end += 1
        if parsed.word(end) not in ("as", "saying") and word not in ("quotes", "quoted", "cites", "cited"):
            return None
        speaker = _object_pronoun(parsed, last, end) or parse_voice(parsed, last, end)
        outlet = parse_voice(parsed, begin, first)
        if outlet is not None and outlet.kind == "organisation":
            outlet = replace(outlet, kind="outlet")
        voices = tuple(v for v in (speaker, outlet) if v is not None)
        until = min(self.size, end + 2) if parsed.word(end) == "as" else end + (parsed.word(end) == "saying")
        return (begin, voices, until) if voices else None

    def _labels(self) -> list[Found]:
        parsed, made = self.parsed, []
        for k in range(1, min(self.size - 1, 16)):
            if parsed.lower[k] == "#" and k > 4:
                break
            if parsed.lower[k] == ":" and parsed.end(k - 1) == parsed.start(k):
                begin = self._subject_start(k)
                if parsed.word(k + 1) == "#" and parsed.end(k) == parsed.start(k + 1):
                    continue
                verbs = [parsed.line.item(m.start()) for m in cues.VERBS.finditer(parsed.line.slice(0, k))]
                acts = [
                    i + 1
                    for i in range(begin, k - 1)
                    if parsed.lower[i] in GROUP_HEADS
                    and parsed.lower[i + 1] not in (",", "and", "of", "in", "from", "for", "at")
                    and not any(w in ORGANISATIONS or w in TITLES for w in parsed.lower[i + 1 : k])
                ]
                acts += [i for i in range(begin + 1, k) if parsed.lower[i].endswith("ed") and not parsed.capital(i)]
                voice = parse_voice(parsed, begin, min([k, *acts, *(v for v in verbs if v > begin)]))
                if voice is not None and self._may_label(voice, begin):
                    made.append(Found(begin, k + 1, (voice,), "before", begin, k + 1, ":"))
                break
        if parsed.sentence.headline:
            marks = [i for i in range(max(1, self.size - 12), self.size - 1) if parsed.lower[i] in ("-", "–", "—", ":")]
            k = marks[-1] if marks else 0
            if k > 2 and parsed.start(k) > parsed.end(k - 1) - (parsed.lower[k] == ":"):
                end = next(
                    (parsed.line.item(m.start()) for m in cues.VERBS.finditer(parsed.line.text, parsed.line.starts[k])),
                    self.size,
                )
                voice = parse_voice(parsed, k + 1, end)
                if voice is not None and voice.kind != "pronoun" and "#" not in parsed.lower[k:]:
                    made.append(Found(k, self.size, (voice,), "after", k, self.size, "-"))
        return made

    def _may_label(self, voice: Voice, begin: int) -> bool:
        if self.parsed.word(begin) in _NO_LABELS:
            return False
        if voice.kind == "person":
            return bool(voice.office) or len(voice.name.split()) > 1
        words_of = voice.name.casefold().replace("’", "'").split()
        known = any(w in ORGANISATIONS or w.removesuffix("'s") in TITLES for w in words_of) or voice.kind in (
            "group",
            "role",
        )
        loud = voice.name.isupper() and voice.name.casefold() not in ORGANISATIONS
        return known and voice.kind != "outlet" and not loud and voice.name.casefold() not in COUNTRIES

    def _sources(self) -> list[Found]:
        parsed, made = self.parsed, []
        match = cues.ORIGIN.match(parsed.line.text) or cues.CARRIED.match(parsed.line.text)
        if match:
            first = parsed.line.item(match.end() - 1) + 1
            end = self._phrase_end(first)
            voice = parse_voice(parsed, first, end)
            if voice is not None:
                voice = replace(voice, credited=bool(re.search(r"allegedly|supposedly|purportedly", match.group())))
                made.append(Found(0, end, (voice,), "previous", 0, end, "from", parsed.line.slice(0, end)))
        owner = self._whose_toll()
        if owner is not None and not made:
            made.append(owner)
        beside = cues.BESIDE_OFFICIAL.search(parsed.line.text)
        if beside:  # "82, as against the official toll of 37"
            k, at = parsed.line.item(beside.start("what")), parsed.line.item(beside.end() - 1)
            voice = Voice("officials", parsed.start(k), parsed.end(k), kind="group", plural=True)
            return [*made, Found(k, at + 1, (voice,), "attached", at, at + 1, "official")]
        match = cues.OFFICIAL.search(parsed.line.text)
        if match and not made:
            k = parsed.line.item(match.start("what"))
            voice = Voice("officials", parsed.start(k), parsed.end(k), kind="group", plural=True)
            made.append(
                Found(
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

    def _whose_toll(self) -> Found | None:
        """ "The government's official toll was 138": the government, where nobody else speaks."""
        match = cues.WHOSE.search(self.parsed.line.text)
        if match is None or match.group("who") in words.DAYS or match.group("who") in _TIMES:
            return None
        k = self.parsed.line.item(match.start())
        begin = k - 1 if k and self.parsed.lower[k - 1] in ("the", "health", "interior", "local") else k
        while k - begin < 6 and begin and self.parsed.capital(begin - 1) and self.parsed.lower[begin - 1].isalpha():
            begin -= 1
        voice = parse_voice(self.parsed, begin, k + 1)
        if voice is None or voice.kind not in ("organisation", "role") or match.group("who") in COUNTRIES:
            return None
        voice = replace(voice, name=voice.name.removesuffix("'s").removesuffix("’s"))
        return Found(
            begin, k + 1, (voice,), "official", begin, k + 1, "toll", _BEFORE_THAT.sub("previously", match.group())
        )

    def _reported_passive(self, first: int, verb_item: int, verb: str) -> Found | None:
        parsed = self.parsed
        opening = cues.CAME_FROM.match(parsed.line.text.lstrip('"“ '))
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
        if parsed.lower[by] == "on" and parsed.word(end) == "by":  # "reported on Telegram by X"
            last = self._phrase_end(end + 1)
            person = parse_voice(parsed, end + 1, last)
            if person is not None:
                cited, until = (person,), last
        return Found(0, until, (*cited, voice), "previous", 0, until, verb, parsed.line.slice(0, until))

    def _date_next(self, k: int) -> bool:
        following = self.parsed.word(k + 1)
        return following in words.DAYS or following.rstrip(".") in words.MONTHS or following == "#"


def _is_rumour(voice: Voice) -> bool:
    """ "According to unconfirmed information": these are nobody's words."""
    name = voice.name.casefold().split()
    return voice.kind == "group" and name[0] in _UNCERTAIN and name[-1] in PAPERS


_UNCERTAIN = ("preliminary", "unconfirmed", "initial", "early", "first", "available", "various", "different", "some")


def _object_pronoun(parsed: Parsed, first: int, last: int) -> Voice | None:
    if last - first == 1 and parsed.lower[first] in ("him", "her", "them"):
        return Voice("he", parsed.start(first), parsed.end(first), kind="pronoun", plural=parsed.lower[first] == "them")
    return None
