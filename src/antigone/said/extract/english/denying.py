"""What is denied: words that deny, each with its object, and the figures that the object holds or points at.

Three tables: what denies (`english.denials.DENIERS`, by the side on which its object stands), what can be denied (`TOLD`, `COUNTS`, a
clause, a figure, a pronoun), and where an object ends. One resolver goes from the denier to its object and lists the figures in it.
"""

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from antigone.said.extract.english import words
from antigone.said.extract.english.denials import (
    AGAINST,
    COUNTS,
    DENIERS,
    DENY,
    EVENTS,
    FALSE,
    INSERTED,
    INSTEAD_OF,
    LOST,
    MAY_DENY,
    RETOLD,
    SCORN,
    TO_BLAME,
    TOLD,
)
from antigone.said.extract.english.units import Line

_POINTERS = words.word_set("this that it them these those")
_HARD = frozenset((";", ".", "?", "!"))
_OWN = words.word_set(
    "saying adding insisting stating but while although though whereas noting arguing explaining instead maintaining asserting stressing however"
)
_SPEAKS = words.word_set(
    """
    said says say added adds insist acknowledge give accept admit stuck stick stand stood maintain insisted insists stressed acknowledged admitted announced told tells put puts called calls gave blamed accused described stated
    confirmed noted warned declared maintained claimed explained reported emphasised emphasized wrote tweeted responded replied argued
    """
)
_CLAIMS_TOO = frozenset(
    ("reported", "announced", "given", "claimed", "stated", "put", "described", "called", "confirmed")
)
_AFTER_FIGURES = words.word_set(
    "after when where which who whom whose since during because as until before following amid"
)
_ADJUNCTS = frozenset(
    ("on", "in", "at", "by", "via", "during", "late", "through", "as", "yesterday", "earlier", "strongly", ",")
)
_PREPOSITIONS = words.word_set(
    "of for to with from over in at against into about between under toward towards on by upon"
)
_LEADS_ON = words.word_set(
    """
    of that to about on in from by which who claiming saying suggesting alleging putting giving published reported circulating circulated spread made shared
    regarding concerning given issued released attributed provided quoted cited online earlier as , being going doing making this last such
    """
)
_AUX = frozenset(
    (
        "could",
        "may",
        "might",
        "must",
        "should",
        "can",
        "since",
        "because",
        "after",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "died",
        "stood",
        "stands",
        "rose",
    )
)
_RISKY = re.compile(
    r"(?:an? |in )?(?:error|mistake|misunderstanding)|wrong|mistaken|lies|impossible|made up|exaggerated|rumou?rs?"
)
_NO_EVENT = words.word_set("carrying being attacking bombing shelling targeting taking conducting using ordering")
_OWN_ING = words.word_set("putting giving calling describing reporting citing accusing blaming promising vowing urging")


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial of a line, in characters of it: the figures denied, and the words that point where no figure stands.

    `others` are the figures of an object that is no figure ("denied responsibility for the 30 deaths"), `aside` where the
    relative clause of such an object begins; `start` and `end` enclose the words that deny and their object.
    """

    numbers: frozenset[int]
    others: frozenset[int]
    what: tuple[int, int] | None
    start: int
    end: int
    aside: int = 0


class _Reader:
    """Finds the objects of the words that deny in one line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = text.split(" ")
        self.line = Line(self.words)

    def run(self) -> Iterator[Denial]:
        """All denials of the line, in order."""
        for match in DENIERS.finditer(self.text):
            kind = match.lastgroup or ""
            first = self.line.item(match.start())
            last = self.line.item(match.end() - 1) + 1
            found = self._resolve(kind, first, last, match.group())
            if found is not None:
                head, begin, until = found
                yield self._denial(kind, head, begin, until, match)

    def _resolve(self, kind: str, first: int, last: int, told: str) -> tuple[int, int, int] | None:
        """Head, beginning and end of the object, in words; the head is -1 where the object is no figure."""
        if kind in ("passive", "false", "ends_false", "baseless", "unpublished"):
            return self._subject(first, kind, told)
        if kind == "naming":
            denies = _DENY_WORD.match(told)
            return self._named(first, last) or (self._object("deny", last) if denies else None)
        if kind == "clause":
            return (last - 1, last - 1, self._end(last, True)) if "#" in self.words[last : last + 12] else None
        return self._object(kind, last)

    # -- the object after the words ------------------------------------------------------------------------------

    def _object(self, kind: str, first: int) -> tuple[int, int, int] | None:
        head = self._head(first)
        if head is None:
            return self._before_relative(kind, first)
        far = head >= 0 and self.words[head] == "#" and head - first > 4
        if (head < 0 or far) and kind in ("deny", "scorn"):
            head = self._who_claim(first) or head
        if head < 0:
            return (-1, first, self._end(first, False)) if kind in ("deny", "scorn") else None
        word = self.words[head]
        if not self._fits(kind, word, head, first):
            return None
        post = kind == "wrongly" and self.words[head + 1 : head + 2] in (["saying"], ["stating"])
        until = self._end(head + 2 if post else head, word in TOLD or word == "that")
        if kind == "contrary" and "," in self.words[head:until]:
            until = self.words.index(",", head)
        return head, first, until

    def _who_claim(self, first: int) -> int | None:
        """ "Hit out at those who claimed that 30 had died", "challenged the office to prove its assertion that": what they told."""
        for k in range(first, min(first + 12, len(self.words) - 2)):
            if self.words[k] in _HARD or self.words[k] in _OWN or self.words[k] in ("#", ","):
                return None
            if self.words[k] in ("who", "which", "that") and k > first and self.words[k + 1] in _CLAIMING:
                return k + 1
            if self.words[k] in ("claiming", "alleging", "suggesting") and "#" in self.words[k : k + 12]:
                return k
            if k > first and self.words[k - 1] in ("its", "his", "her", "their") and self.words[k] in TOLD:
                return k
        return None

    def _fits(self, kind: str, word: str, head: int, first: int) -> bool:
        """Whether words of that kind deny such an object."""
        near = head - first <= 4
        if word == "#" and head - first > 6:
            return False
        if word in _CLAIMING and word not in TOLD:
            return "#" in self.words[head : head + 8]
        if kind == "inflate" and self.words[first - 2 : first - 1] == ["of"]:
            return False  # "accused the ministry of inflating the toll"
        if kind == "scorn" and self.words[first] in ("death", "toll", "casualty"):
            return False  # "revises blasts death toll"
        if kind == "scorn":
            return word in TOLD or word in COUNTS or (word == "#" and near)
        if kind == "inflate":
            return word in COUNTS or (word == "#" and near)
        if kind == "give":
            such = {"such", "any", "these", "those", "this", "that"} & set(self.words[first:head])
            never = self.words[first - 1] != "never" and "never" in self.words[max(0, first - 3) : first]
            said = self.words[first - 1] in ("say", "said", "claim", "claimed", "of")
            if word == "#":
                return near and (never or said)
            if word == "that":
                return never and "#" in self.words[head : head + 9]
            return word in COUNTS or (word in TOLD and bool(such))
        if kind == "lies":
            return "#" in self.words[first : first + 9]
        if kind in ("contrary", "forget", "disown"):
            return word in TOLD or word in COUNTS or (word == "#" and near and kind != "disown")
        if kind == "wrongly":
            return "#" in self.words[first : first + 16]
        return True

    def _head(self, first: int) -> int | None:
        """The head of the object that begins at a word; -1 where it is something else; None where there is none."""
        size, k, adjunct, content = len(self.words), first, False, 0
        while k < size and k - first <= 18:
            word = self.words[k]
            following = self.words[k + 1] if k + 1 < size else ""
            if word in _HARD or word in _OWN or word in (":", "–", "—", "(", ")"):
                return None
            if word == "and" and content and not adjunct:
                return None
            alone = following != "#" and (not following[:1].isalpha() or following in _AFTER_POINTER)
            if word in _POINTERS and alone:
                return k if not content else None
            if word == "that" and (following in TOLD or following in COUNTS):
                return k + 1  # "that figure"
            if word == "that" and content and not adjunct:
                return -1  # "denied the attack that killed 30"
            if word == "that" or word == "#" or word in COUNTS or word in TOLD:
                return k
            if word in ("having", "to") and following in ("have", "had", "killed", "lost", "received", "been"):
                return k if "#" in self.words[k : k + 6] else -1
            if word.endswith("ing") and not content and word not in _NO_EVENT and self._direct(k):
                return k
            if k == first and word in ("of", "for", "to", "with", "over", "about", "between", "against"):
                return None
            if k == first and word in _ADJUNCTS:
                adjunct = True
            elif word in _PREPOSITIONS and content and not adjunct:
                return -1
            elif word == "," and content:
                return None if adjunct else -1
            else:
                content += word not in words.DETERMINERS and not word.endswith("ly")
            k += 1
        return -1 if content else None

    def _direct(self, k: int) -> bool:
        """ "denied killing 12", and not "denied carrying out the attack that killed 12"."""
        ahead = self.words[k + 1 : k + 6]
        return "#" in ahead and not {"that", "which", "who", "in", "of", ",", "has", "have", "and", "but"} & set(
            ahead[: ahead.index("#")]
        )

    def _before_relative(self, kind: str, verb: int) -> tuple[int, int, int] | None:
        """ "…, a claim the army dismissed as propaganda": the object stands before its clause."""
        if kind not in ("deny", "scorn"):
            return None
        for k in range(verb - 2, max(1, verb - 12), -1):
            if self.words[k] in _HARD:
                return None
            near = self.words[k] in TOLD or self.words[k] in COUNTS
            if near and self.words[k - 1] in ("a", "an") and self.words[k - 2] in (",", "–", "—", "-"):
                return k, k - 1, k + 1
        return None

    def _end(self, head: int, clause: bool) -> int:
        """Where an object ends: at a stop, at the speaker's own words, at a clause behind its figures."""
        if self.words[head] in _POINTERS - {"that"}:
            return head + 1
        joined = self.words[head] in TOLD | COUNTS and self.words[head + 1 : head + 2] == ["and"]
        if joined and not _LEADS_ON & set(self.words[head + 2 : head + 3]):
            return head + 1
        seen = False
        for k in range(head, len(self.words)):
            word = self.words[k]
            following = self.words[k + 1] if k + 1 < len(self.words) else ""
            seen = seen or word == "#"
            if word in _HARD or word in _OWN or (word == ":" and k > head):
                return k
            if word in ("and", ",") and following in _SPEAKS and k > head:
                return k
            if word == "," and following in ("which", "where", "who", "in", "with", "whose") and not self._goes_on(k):
                return k
            if word == "," and (following in _OWN_ING or following == "a"):
                return k
            if word == "," and seen and following.endswith("ing") and following not in INSERTED:
                return k
            if seen and word in _AFTER_FIGURES and k > head:
                return k
            if not clause and word in ("in", "at") and following in ("which", "where"):
                return k
        return len(self.words)

    def _goes_on(self, k: int) -> bool:
        """ ", in Aster": a place goes on with the object; ", in which" does not."""
        return self.words[k + 1] == "in" and self.words[k + 2 : k + 3] != ["which"]

    # -- the object before the words -----------------------------------------------------------------------------

    def _subject(self, verb: int, kind: str, told: str) -> tuple[int, int, int] | None:
        while verb > 0 and self.words[verb - 1] in ("has", "have", "had", "will", "would", "also"):
            verb -= 1
        begin = start = self._clause_start(verb)
        for _ in range(4):
            for head in range(start, verb):
                word = self.words[head]
                if word in TOLD or word in COUNTS:
                    if self._reaches(head, verb):
                        return head, self._topic(start), verb
                elif word == "#" and self._bare(start, head, verb, kind, told):
                    return head, start, verb
            if start < 2 or self.words[start - 1] != "," or verb - start > 30:
                break
            start = self._clause_start(start - 1)
        if verb - begin == 1 and self.words[begin] in ("this", "that", "it", "they", "these"):
            return (begin, begin, verb) if kind == "false" else None
        return None

    def _topic(self, begin: int) -> int:
        """ "As for the report of 30 dead, the report is false": the topic belongs to the subject."""
        lead = next((k for k in range(begin - 1, -1, -1) if self.words[k] in _TOPICS), -1)
        led = (
            lead >= 0 and self.words[begin - 1] == "," and (self.words[lead] != "as" or self.words[lead + 1] in _AS_FOR)
        )
        return lead if led else begin

    def _clause_start(self, verb: int) -> int:
        begin = verb
        while begin > 0 and verb - begin < 45:
            word, following = self.words[begin - 1], self.words[begin]
            if word in _HARD or word in (":", "but", "although", "while", "because", "–", "—"):
                break
            reduced = word in _CLAIMS_TOO and following in ("by", "in", "on", "as", "earlier", "for", "to", "#", "at")
            if word in _SPEAKS and not reduced:
                break
            if word == "that" and begin >= 2 and self.words[begin - 2] in _SPEAKS:
                break
            if word == "," and following not in INSERTED:
                break
            begin -= 1
        return begin

    def _reaches(self, head: int, verb: int) -> bool:
        """Whether what was told is the subject of the verb: "reports that … are false", "the figure is 30 and …"."""
        between = self.words[head + 1 : verb]
        if not between or between[0] in _LEADS_ON:
            return True
        return not _AUX & set(between) and "and" not in between

    def _bare(self, begin: int, head: int, verb: int, kind: str, told: str) -> bool:
        """ "The 164 deaths are not true", "17 is wrong": a figure is the subject of the verb."""
        between, ahead = self.words[head + 1 : verb], set(self.words[begin:head])
        if ahead & (_PREPOSITIONS | _AUX):
            return False  # "a motion to honour the 30 dead was rejected"
        if len(between) > 12 or {"and", "who", "when"} & set(between) or _AUX & set(between):
            return False
        counted = bool(COUNTS & set(between))
        lost = counted or bool(LOST & set(between))
        if kind == "false" and _RISKY.search(told):
            return not between or counted
        return not between or lost

    # -- the object between verb and complement ------------------------------------------------------------------

    def _named(self, first: int, last: int) -> tuple[int, int, int] | None:
        """ "called the 164 deaths a technical error", "described as fake news a report that 34 had died"."""
        text, at = self.text, self.line.starts[last] if last < len(self.words) else 0
        match = _FALSE_AHEAD.search(text, at, at + 190) if at else None
        if match is None:
            return None
        complement = self.line.item(match.start())
        if complement == last + 1 and self.words[last] in _POINTERS:
            return last, last, last + 1
        if any(w in _HARD or w in ("saying", "but") for w in self.words[last:complement]):
            return None
        if complement - last <= 2 and not (_POINTERS | COUNTS | TOLD | {"#"}) & set(self.words[last:complement]):
            following = self.line.item(match.end() - 1) + 1
            head = self._head(following) if following < len(self.words) else None
            if head is not None and head >= 0 and self.words[head] not in _POINTERS - {"that"}:
                return head, following, self._end(head, True)
            return self._subject(first, "passive", "") if self.words[first - 1] in _BE_WORDS else None
        head = self._head(last)
        if head is None or head < 0 or head >= complement or self.words[head] == "that":
            return None
        return head, last, complement

    # -- the denial ----------------------------------------------------------------------------------------------

    def _denial(self, kind: str, head: int, begin: int, until: int, match: re.Match[str]) -> Denial:
        starts, said = self.line.starts, self.words
        end = max(match.end(), starts[until - 1] + len(said[until - 1]))
        figures = [k for k in range(begin if said[begin] in _TOPICS else max(head, begin), until) if said[k] == "#"]
        aside = (
            self._aside(max(head, begin), until) if head < 0 or said[head] == "that" or said[head] in TOLD else until
        )
        others = frozenset(starts[k] for k in figures if k > aside or head < 0)
        denied = frozenset(starts[k] for k in figures) - others
        if head < 0:
            return Denial(denied, others, None, match.start(), end, starts[aside] if aside < until else 0)
        what = None
        word = said[head]
        if kind == "false" and word.startswith("statement"):
            kind = "forget"
        if word in _POINTERS and (kind in ("deny", "scorn") or _DENY_WORD.match(match.group())):
            kind = "forget"  # "the army denied this": as a rule not the figure, but what is said beside it
        if kind == "give" and not _MEANT & set(said[begin:head]):
            kind = "forget"  # "did not release casualty figures": kept back, and not denied
        if kind not in _NEVER_POINT and (word in COUNTS or word in RETOLD or self._points(head)):
            what = (starts[self._phrase_start(head, begin)], starts[head] + len(word))
        return Denial(denied, others, what, min(match.start(), starts[begin]), end, starts[aside] if others else 0)

    def _points(self, head: int) -> bool:
        """ "denied it", "called that an invention": a pronoun that stands for what was told."""
        word, following = self.words[head], self.words[head + 1 : head + 2]
        alone = not following or not following[0][0].isalpha() or following[0] in _AFTER_POINTER
        return word in _POINTERS - {"that"} or (word == "that" and alone)

    def _aside(self, first: int, until: int) -> int:
        """Where a clause begins whose figures are not what is denied: "… that it was to blame for", "…, in which"."""
        for k in range(first, until):
            word = self.words[k]
            if word == "#":
                return until
            told = bool(_SPEAKS & set(self.words[k + 1 : k + 5]))
            if (word in ("which", "where") and not told) or word in TO_BLAME:
                return k
            if word == "that" and k > first and self.words[k - 1] not in TOLD and self.words[k - 1] not in COUNTS:
                event = EVENTS.fullmatch(self.words[k - 1])
                if event:
                    return k
        return until

    def _phrase_start(self, head: int, begin: int) -> int:
        """Where the noun phrase of the head begins: at its article, at most four words before."""
        k = head
        while k > begin and head - k < 5 and self.words[k - 1].replace("-", "").replace("'", "").isalpha():
            if (self.words[k - 1] in _STOP_PHRASE and (self.words[k - 1] != "that" or k - 1 > begin)) or self.words[
                k
            ] in _ARTICLES:
                break
            k -= 1
        return k


_MEANT = words.word_set("such these those this that the")
_NEVER_POINT = frozenset(("lies", "contrary", "forget", "clause", "wrongly", "false_report"))
_ARTICLES = words.word_set("the a an this that these those such its their our his her any")
_STOP_PHRASE = words.word_set(
    "of for to in on at by as and or but said says that about from with all monday tuesday wednesday thursday friday saturday sunday"
)
_AFTER_POINTER = words.word_set(
    "as on in at and but saying was is or , by later too also when yesterday whatsoever false an a"
)
_TOPICS, _AS_FOR = words.word_set("as regarding concerning"), words.word_set("for regards regard to concerns")
_CLAIMING = words.word_set(
    "claim claims claimed say says said allege alleges alleged suggest suggests suggested put puts spread reported asserted insist insisted"
)
_BE_WORDS = words.word_set("is are was were been being be")
_DENY_WORD = re.compile(rf"(?:{DENY}|{SCORN})(?!\S)")
_FALSE_AHEAD = re.compile(rf"(?<!\S)(?:as )?(?:an? )?(?:[a-z]+ly )?(?:{FALSE})(?!\S)")


@lru_cache(maxsize=16)
def _against(text: str) -> tuple[tuple[int, int], ...]:
    spans = [match.span() for pattern in AGAINST for match in pattern.finditer(text)]
    return (*spans, *((m.end() - 1, m.end()) for m in INSTEAD_OF.finditer(text)))


def denied(text: str, start: int) -> bool:
    """True where the words of a line deny the number at `start` of it."""
    return any(start in denial.numbers for denial in denials(text)) or any(a <= start < b for a, b in _against(text))


def spared(text: str, start: int) -> bool:
    """True where something about the dead is denied, but not their number."""
    found = denials(text)
    return any(start in d.others for d in found) and not any(start in d.numbers for d in found)


def other_things(text: str, start: int) -> int:
    """Where the relative clause begins of what else is denied from `start` on ("…, in which 30 died"); 0 for none."""
    return next((d.aside for d in denials(text) if d.aside > start >= d.start - 40), 0)


@lru_cache(maxsize=16)
def denials(text: str) -> Sequence[Denial]:
    """What a line (words parted by blanks, figures as `#`) denies."""
    if not MAY_DENY.search(text):
        return ()
    return tuple(_Reader(text).run())
