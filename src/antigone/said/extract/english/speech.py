"""Who speaks in an English sentence, and what each cue governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract.english import cues, words
from antigone.said.extract.english.account import may_go_on
from antigone.said.extract.english.cues import Found
from antigone.said.extract.english.items import noun_phrase
from antigone.said.extract.english.nesting import separate, spoken
from antigone.said.extract.english.papers import INQUIRIES
from antigone.said.extract.english.pointing import PAPERS, pointed
from antigone.said.extract.english.scopes import Scopes
from antigone.said.extract.english.stance import WITHHOLDING
from antigone.said.extract.english.voices import owner_of, parse_voice, seen_by
from antigone.said.extract.language import Document, Reading, Sentence, Speech, Voice


class SpeechReader(Scopes):
    """Reads the speech of one sentence."""

    def run(self) -> list[Speech]:
        """All cues of the sentence with what they govern."""
        if re.match(
            r"(?:based on reporting|with (?:reporting|files|additional|information from)|reporting by|edited by)",
            self.parsed.line.text,
        ):
            return []
        found = [*self._verbs(), *self._according(), *self._citing_alone(), *self._labels(), *self._sources()]
        found = spoken(separate(found))
        found = [*self._withholding(found), *found] or self._we()
        return self._scoped(sorted(found, key=lambda f: f.first))

    def _we(self) -> list[Found]:
        """ "We documented 31 deaths", outside quotation marks: the text speaks of itself, and nobody goes on."""
        own = next((k for k in range(min(6, self.size)) if self.parsed.lower[k] in ("we", "our")), None)
        if own is None or self.parsed.sentence.quoted(self.parsed.start(own)) or self.parsed.sentence.headline:
            return []
        voice = Voice("we", self.parsed.start(own), self.parsed.end(own), kind="nobody")
        return [Found(own, own + 1, (voice,), "before", 0, own + 1, "-")]

    # -- verbs of saying ----------------------------------------------------------------------------------------

    def _verbs(self) -> list[Found]:
        made: list[Found] = []
        parsed, at = self.parsed, 0
        for match in cues.VERBS.finditer(parsed.line.text):
            verb_item = parsed.line.item(match.start("verb"))
            first = parsed.line.item(match.start())
            if first < at or self._inside_quote(verb_item) or parsed.items[verb_item].number is not None:
                continue
            verb = match.group("verb")
            found = self._goes_on(made, first, verb) or self._verb(first, verb_item, verb, at)
            found = found or self._after_relative(made, first, verb_item, verb)
            if found is not None:
                made.append(found)
                at = found.last
        return made

    def _goes_on(self, made: list[Found], first: int, verb: str) -> Found | None:
        """ "Example refutes claims of 400 dead, says toll is 89", "disputed the toll, denying that …": one subject."""
        parsed = self.parsed
        if not made or parsed.word(first - 1) != ",":
            return None
        if verb.endswith("ing") and made[-1].side == "before":
            return self._made(first, first, first + len(verb.split()), made[-1].voices[0], verb)
        if not parsed.sentence.headline or verb not in ("says", "say"):
            return None
        if self._inverted(first, first + 1, verb) is not None:
            return None
        return self._made(first, first, first + 1, made[0].voices[0], verb)

    def _after_relative(self, made: list[Found], first: int, verb_item: int, verb: str) -> Found | None:
        """ "The group which reported them first said": whom the relative clause tells of has the verb after it."""
        last = made[-1] if made else None
        if last is None or last.side != "before" or self.parsed.word(last.first - 1) not in _WHO:
            return None
        if self.parsed.word(last.first - 2) == "," or first - last.last > 3 or verb in cues.WEAK:
            return None
        if any(not self.parsed.lower[k].isalpha() for k in range(last.last, first)):
            return None
        return self._made(first, first, verb_item + len(verb.split()), last.voices[0], verb)

    def _verb(self, first: int, verb_item: int, verb: str, floor: int) -> Found | None:
        parsed, last = self.parsed, verb_item + len(verb.split())
        if self._says_nothing(first, last, verb):
            return None
        k = verb_item - 1 - (parsed.word(verb_item - 1).endswith("ly") or parsed.word(verb_item - 1) in words.ADVERBS)
        passive = (
            not verb.endswith("ing")
            and verb != "adamant"
            and parsed.word(k) in ("was", "were", "been", "is", "are", "be", "being")
        )
        if passive and not (verb == "quoted" and cues.AS_SAYING.search(parsed.line.slice(last, last + 4))):
            return self._reported_passive(first, verb_item, verb)
        if self._names_a_thing(verb_item, last, verb):
            return None
        plain = verb not in cues.TOLD and verb not in cues.VERB_STANCE and not cues.SCORNS.fullmatch(verb)
        inverted = self._inverted(first, last, verb) if plain else None
        if inverted is not None:
            return inverted
        if parsed.word(first - 1) in ("who", "which", "and", "but") and parsed.text(first - 1, first) != "WHO":
            shared = self._shared_subject(first, verb)
            if shared is not None:
                made = self._made(first, first, last, shared, verb)
                until = self._aside_ends(first, last)
                return replace(made, side="attached", until=until) if until else made
        begin, subject = self._subject(first, floor)
        if verb in ("learned", "learnt") and subject is not None and parsed.word(begin - 1) in cues.CLAUSE_WORDS:
            return None  # "when they learned that …"
        given = subject is not None and self._given_by(begin, last)
        if subject is None or (verb in cues.WEAK and not given and not self._weak_fits(verb, last, subject)):
            return None
        return self._spoken(begin, first, last, subject, verb)

    def _says_nothing(self, first: int, last: int, verb: str) -> bool:
        """Verbs that look like speech and are none: by what stands around them."""
        parsed = self.parsed
        if parsed.word(first - 2) == "contrary" or parsed.word(first - 3) == "contrary":
            return True  # "contrary to earlier reports suggesting"
        if verb in cues.VERB_STANCE:
            if cues.WISHES.match(parsed.line.slice(last, last + 5)):
                return True
            if not parsed.numbers and not cues.FIGURED.search(parsed.line.slice(last, self.size)):
                return True  # "denied that he had political motives": no figure, and nobody's words go on
        if verb == "admitted" and parsed.word(last) == "#" and noun_phrase(parsed, last).kind == "person":
            return True  # "the hospital has admitted 14 people"
        if verb in ("listed", "lists") and parsed.word(last) in (
            "",
            ".",
            ",",
            "heavily",
            "badly",
            "sharply",
            "and",
            "to",
        ):
            return True  # a ship
        if verb == "blasts" and any(parsed.word(k) in ("toll", "death") for k in range(last, last + 3)):
            return True  # "revises Easter blasts death toll"
        if verb in ("brings", "brought") and parsed.word(first - 1) in _WHO:
            return True  # "four more were found, which brings the toll to 15"
        if verb == "found" and not self._finds(first, last):
            return True
        if verb == "reported":
            return parsed.word(last) in ("missing", "dead", "killed", "injured", "safe", "as", "at")
        lives = re.match(r"(?:the|#) lives|#$", parsed.line.slice(last, last + 2)[-9:])
        return verb in ("claimed", "claims") and lives is not None

    def _finds(self, first: int, last: int) -> bool:
        """ "The report found that", "the commission has found.": no finding of things."""
        parsed = self.parsed
        inquiry = any(word in INQUIRIES for word in parsed.lower[max(0, first - 8) : first])
        ends = parsed.word(last) == "." and parsed.word(first) in ("has", "have")
        return (parsed.word(last) == "that" or inquiry or ends) and parsed.word(last - 2) not in ("was", "were", "been")

    def _names_a_thing(self, verb_item: int, last: int, verb: str) -> bool:
        """ "Media reports", "a belated report", "put by": a noun, or a verb too weak for what stands before it."""
        parsed = self.parsed
        before, after = parsed.word(verb_item - 1), parsed.word(last)
        if verb == "reports" and before in ("media", "news", "press"):
            lead = parsed.word(verb_item - 2)
            led = ("some", "several", "unconfirmed", "citing")
            if lead in words.PREPOSITIONS or lead in cues.VERB_STANCE or lead in led:
                return True
            if after and after != "that" and after not in words.DETERMINERS and not parsed.sentence.headline:
                return True
        if verb in cues.NOUNS_TOO and self._is_noun(verb_item):
            return True
        if verb in ("claim", "count", "estimate") and before == "official":
            return True
        return verb_item > 0 and before in cues.NOT_BEFORE and verb in cues.WEAK and verb != "claimed"

    def _subject(self, first: int, floor: int) -> tuple[int, Voice | None]:
        """Who is before the verb, and where that begins; nobody is no speaker."""
        parsed = self.parsed
        begin = self._subject_start(first, floor)
        end = first - 3 if parsed.word(first - 1) == "," and parsed.word(first - 2) in cues.OPENINGS else first
        counted = parsed.items[begin - 1].number if begin else None
        if counted is not None and counted.kind == "none":
            return begin, None
        subject = parse_voice(parsed, begin, end) if begin < end else None
        if subject is None:
            subject = self._before_relative(first, floor)
            begin = first if subject is not None else begin
        return begin, subject

    def _spoken(self, begin: int, first: int, last: int, subject: Voice, verb: str) -> Found:
        """What a speaker says by a verb, and how far: all of the sentence, or only what a clause is attached to."""
        parsed = self.parsed
        claim = begin if _CLAIM_THAT.match(parsed.line.slice(max(0, begin - 1), first)) else 0
        if claim:
            begin = claim + 2 + (parsed.word(claim + 2) in ("that", "which"))
            subject = parse_voice(parsed, begin, first) or subject
        made = self._made(begin, first, last, subject, verb)
        if verb in cues.VERB_STANCE and "which" in (parsed.word(begin), parsed.word(begin - 1)):
            return replace(made, side="attached", until=last)  # "25 dead, which the army denied"
        given = self._given_by(begin, last)
        if given:  # "the toll of 30 which the government claims"
            return replace(made, side="attached", subject=given, until=last)
        if claim:  # "500 soldiers, a claim the army dismissed": who denies speaks of the claim alone
            return replace(made, side="attached", subject=claim, until=last)
        aside = parsed.word(begin) in ("which", "that") or parsed.word(begin - 1) == "which"
        if aside and any(parsed.word(k) in words.AUXILIARIES for k in range(last, last + 3)):
            until = next((k for k in range(last, self.size) if parsed.lower[k] in (",", ";", ".")), self.size)
            return replace(made, side="attached", until=until)
        return made

    def _aside_ends(self, first: int, last: int) -> int:
        """Where an aside ends before the verb of its sentence: "the junta, which denies …, has arrested 20"; else 0."""
        parsed = self.parsed
        if parsed.word(first - 1) not in _WHO or parsed.word(first - 2) != ",":
            return 0
        comma = next((k for k in range(last, min(last + 16, self.size)) if parsed.lower[k] == ","), 0)
        return comma if comma and parsed.word(comma + 1) in _HAS else 0

    def _given_by(self, begin: int, last: int) -> int:
        """The figure of "far more than the 500 deaths which officials described"; 0 where there is none."""
        parsed = self.parsed
        relative = begin if parsed.word(begin) in ("which", "that") else begin - 1
        ends = parsed.word(last) in ("", ".", ",", "-", "–", "—", ";", "on", "at", "in")
        if parsed.word(relative) not in ("which", "that") or not ends or parsed.word(relative - 1) == ",":
            return 0
        return next((k for k in range(relative - 1, max(0, relative - 5), -1) if k in parsed.numbers), 0)

    def _is_noun(self, k: int) -> bool:
        """ "Received a belated report", "official reports put": a noun, by its article or the verb after it."""
        if self.parsed.word(k + 1) in _AFTER_NOUN or self.parsed.word(k - 1).endswith("'s"):
            return True
        told = self.parsed.lower[max(0, k - 6) : k]
        if self.parsed.word(k + 1) in ("that", "of") and any(word in cues.VERB_STANCE for word in told):
            return True  # "denied a Radio Example report that …"
        before = self.parsed.lower[max(0, k - 3) : k]
        articles = [i for i, word in enumerate(before) if word in ("a", "an", "this", "that", "no", "another", "any")]
        return bool(articles) and all(
            word.isalpha() and not self.parsed.capital(k - len(before) + i)
            for i, word in enumerate(before)
            if i > articles[-1]
        )

    def _shared_subject(self, first: int, verb: str) -> Voice | None:
        """The subject left out before a verb: "a chief who estimated", "the coastguard defended … and rejected"."""
        parsed = self.parsed
        if parsed.word(first - 1) in _WHO:
            subject = self._antecedent(first - 1)
        else:
            begin = next(
                (k + 1 for k in range(first - 2, -1, -1) if parsed.lower[k] in cues.ENDS),
                0,
            )
            ends = (k for k in range(begin + 1, first - 1) if self._is_verb(k))
            stop = next(ends, begin)
            subject = parse_voice(parsed, begin, stop) if stop - begin in range(1, 12) else None
        fits = subject is not None and subject.kind != "pronoun"
        perfect = any(parsed.word(k) in ("has", "have", "had") for k in range(first, first + 4)) and verb != "had"
        return (
            subject
            if fits and (perfect or verb not in cues.WEAK or verb == "claimed" or parsed.word(first - 1) in _WHO)
            else None
        )

    def _before_relative(self, verb: int, floor: int) -> Voice | None:
        """ "Experts in the town where 58 inmates died said": the subject stands before the relative clause."""
        parsed = self.parsed
        if parsed.word(verb - 1) == ",":
            return self._before_aside(verb, floor)
        at = next((k for k in range(verb - 2, floor, -1) if parsed.lower[k] in _RELATIVES), 0)
        quoted = any(word in cues.QUOTES for word in parsed.lower[at:verb])
        if not at or verb - at > 24 or parsed.word(verb - 1) == "," or quoted:
            return None
        stops = (k + 1 for k in range(at - 1, floor - 1, -1) if parsed.lower[k] in (",", "#", *cues.ENDS, *cues.QUOTES))
        begin = next(stops, floor)
        if at - begin > 14 or parsed.word(at - 1) == "," or any(w in words.AUXILIARIES for w in parsed.lower[begin:at]):
            return None
        subject = parse_voice(parsed, begin, at) if begin < at else None
        if any(word in cues.VERB_STANCE for word in parsed.lower[:at]):
            return None  # "denied reports that claimed …"
        return subject if subject is not None and subject.kind in ("group", "role", "organisation") else None

    def _before_aside(self, verb: int, floor: int) -> Voice | None:
        """ "The junta, which seized power in a coup that …, denied": the subject stands before the aside."""
        parsed = self.parsed
        at = next(
            (
                k
                for k in range(verb - 3, max(floor, verb - 40), -1)
                if parsed.lower[k] in ("which", "who") and parsed.word(k - 1) == ","
            ),
            0,
        )
        if not at or any(parsed.lower[k] in cues.QUOTES or parsed.lower[k] in (";", ":") for k in range(at, verb)):
            return None
        begin = self._subject_start(at - 1, floor)
        return parse_voice(parsed, begin, at - 1) if begin < at - 1 else None

    def _antecedent(self, relative: int) -> Voice | None:
        """Whom "who" or "which" means: the noun phrase right before it."""
        parsed = self.parsed
        end = relative - (parsed.word(relative - 1) == ",")
        start = self._subject_start(end)
        begins = [k for k in range(end - 2, max(-1, end - 12), -1) if parsed.lower[k] in ("the", "a", "an")]
        begins = [start, *begins] if parsed.word(relative) == "who" else [*begins, start]
        return next((v for k in begins if k < end and (v := parse_voice(parsed, k, end)) is not None), None)

    def _is_verb(self, k: int) -> bool:
        word = self.parsed.lower[k]
        return word in words.AUXILIARIES or (word.endswith("ed") and not self.parsed.capital(k))

    def _weak_fits(self, verb: str, last: int, subject: Voice) -> bool:
        following = self.parsed.word(last)
        if verb in ("showed", "shows", "show") and following not in ("that", "#", "how", "at", "a", "the", "nearly"):
            return False  # "pictures showed people weeping"
        if verb.startswith(_CHANGES) or (subject.kind == "pronoun" and verb in ("put", "puts", "gave", "gives")):
            if (
                following in ("to", "by") and self.parsed.word(last + 1) == "#"
            ):  # "revised to 17, down from 29, the number of"
                return bool(re.search(_TOLLS, self.parsed.line.slice(last, last + 18)))
            ahead = self.parsed.line.slice(last, last + 7)
            return bool(
                re.match(r"(?:by # )?(?:[a-z']+ ){0,4}(?:toll|tally|count|number|figure|estimate)s?(?!\S)", ahead)
            )
        if verb in ("claimed", "claims", "claim") and following == "#":
            return subject.kind in ("organisation", "group", "person")
        if verb in ("claimed", "claims", "claim"):
            if following == "to":
                return self.parsed.word(last + 1) in ("have", "be")
            return following in ("that", "responsibility", "the", "it", "they", "he", "she") or subject.kind == "person"
        if subject.kind == "group" and subject.name.casefold().split()[-1] in PAPERS:
            return verb in (
                "shows",
                "showed",
                "show",
                "suggests",
                "suggested",
                "put",
                "puts",
                "gave",
                "gives",
                "confirm",
            )
        if verb in ("report", "reports", "claims", "estimates", "shows") and following in ("of", "from", "by"):
            return False
        return subject.kind != "pronoun" or verb not in ("put", "puts", "gave", "gives", "shows", "showed")

    def _inverted(self, first: int, last: int, verb: str) -> Found | None:
        """ "…", said Kanat Example, head of the police."""
        parsed = self.parsed
        if first > 0 and parsed.word(first - 1) not in (",", '"', "”", "?", "!", "“", "'", "–", "—"):
            return None
        if parsed.word(last) in ("that", "how", "there") or parsed.word(last) in words.PREPOSITIONS:
            return None
        end = self._phrase_end(last)
        following = parsed.word(end)
        if following in words.AUXILIARIES or (following and following[0].isalpha() and not self._closes(end)):
            return None
        told = next((k for k in range(last + 1, end - 1) if parsed.lower[k] == "to"), end)
        hearer = parse_voice(parsed, told + 1, end) if told < end else None
        voice = parse_voice(parsed, last, told if hearer is not None and hearer.kind == "outlet" else end)
        if voice is None or (voice.kind == "pronoun" and verb in cues.WEAK) or voice.start < parsed.start(last):
            return None
        extra, until = self._carriers(end)
        if hearer is not None and hearer.kind == "outlet":
            extra = (hearer, *extra)
        around = parsed.line.slice(first, min(self.size, end + 8))
        return Found(first, until, (voice, *extra), "after", first, until, verb, around)

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

    def _made(self, begin: int, first: int, last: int, subject: Voice, verb: str) -> Found:
        parsed = self.parsed
        carriers, until = ((), last) if verb in cues.NAMING else self._carriers(last, verb)
        seen = seen_by(parsed, begin, first)
        reader = parse_voice(parsed, seen + 2 + (parsed.lower[seen] == "who"), first) if seen else None
        owner = owner_of(parsed, begin, first) if subject.kind == "outlet" else None
        if owner is not None:
            subject, carriers = owner, (subject, *carriers)
        if reader is not None:
            carriers = (replace(reader, kind="outlet"), *carriers)
        # Suffix: the words come before and nothing but the cue follows.
        tail = parsed.line.slice(until, self.size).strip(" .\"”“!?'")
        lead = begin
        while lead > 0 and parsed.lower[lead - 1] in (",", '"', "”", "“", "–", "—", "-", "'"):
            lead -= 1
        if lead == begin and parsed.word(begin - 1) == "#" and subject.plural:  # "…, two health sources said"
            lead = begin - 1
            while lead > 0 and parsed.lower[lead - 1] in (",", '"', "”"):
                lead -= 1
        closing = any(parsed.lower[k] in (",", '"', "”", "-", "–", "—") for k in range(lead, begin))
        side = "after" if closing and lead > 0 and self._ends_speech(until, tail) else "before"
        around = parsed.line.slice(max(0, lead - 8 if side == "before" else lead), self._date_limit(last))
        owned = parsed.word(begin) in ("her", "his", "its", "their", "our") and begin > 0
        return Found(begin, until, (subject, *carriers), side, begin, until, verb, around, owned)

    def _date_limit(self, last: int) -> int:
        """Dates of saying stand before "that", a quotation or a number."""
        k = last
        while k < self.size and k - last < 24:
            word = self.parsed.lower[k]
            if (
                word in ("that", ":", ";")
                or word in cues.QUOTES
                or (self.parsed.items[k].number is not None and not self._date_number(k) and not self._numbered(k - 1))
            ):
                break
            if k in self.parsed.cue_at and self.parsed.cue_at[k].form != "noun":
                break
            k += 1
        return k

    def _ends_speech(self, until: int, tail: str) -> bool:
        following = self.parsed.word(until)
        if not tail or following in (",", ".", ";", "-", "–", "—", '"', "”", "“", "citing", "adding", "as"):
            return True
        ahead = re.split(r"(?<!\S)(?:citing|quoting|,)(?!\S)", self.parsed.line.slice(until, until + 16))[0]
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
                "with",
                "while",
                "today",
                "yesterday",
                "early",
            )
            or following in words.DAYS
        )

    def _withholding(self, found: list[Found]) -> list[Found]:
        """ "The army does not disclose its losses": who keeps a figure back speaks, where nobody else does before."""
        match = next((m for pattern in WITHHOLDING if (m := pattern.search(self.parsed.line.text))), None)
        if match is None:
            return []
        first = self.parsed.line.item(match.start())
        if any(f.first <= first or f.side != "before" for f in found):
            return []
        begin = self._subject_start(first)
        subject = parse_voice(self.parsed, begin, first) if begin < first else None
        return [] if subject is None else [Found(begin, first, (subject,), "before", begin, first, "withheld")]


_CLAIM_THAT = re.compile(r", an? (?:claim|figure|number|toll|allegation|assertion|charge|count|statement|estimate) ")
_CHANGES = tuple(
    words.word_set("raise lower revise reduce increase amended upped downgraded slashed trimmed scaled peg place")
)
_AFTER_NOUN = frozenset(("put", "puts", "say", "said", "suggest", "suggested", "indicate", "speak", "had"))
_TOLLS = r"(?<!\S)(?:the|its|their) (?:death )?(?:toll|tally|count|number)(?!\S)"
_OF_SHIPS = ("", ".", ",", "heavily", "badly", "sharply", "and", "to")
_RELATIVES = frozenset(("where", "who", "which", "whose", "that"))
_WHO = ("who", "which")
_HAS = ("has", "have", "had", "is", "are", "was", "were", "will", "would")


def read_speech(sentence: Sentence, document: Document, earlier: Sequence[Reading] = ()) -> list[Speech]:
    """All cues of speech of a sentence."""
    found = SpeechReader(sentence, document).run()
    if not found:
        return may_go_on(sentence, earlier)
    return [pointed(cue, sentence, earlier) for cue in found]
