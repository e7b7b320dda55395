"""A sentence as items (words with each number phrase drawn together), and the noun phrase that a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from antigone.said.extract.english import words
from antigone.said.extract.english.numbers import Number, find_numbers
from antigone.said.extract.english.units import Cue, Line, find_cues
from antigone.said.extract.language import Sentence, Token


@dataclass(frozen=True, slots=True)
class Item:
    """A word or mark, or a whole number phrase with its modifier (`number` set, `lower` = `#`)."""

    lower: str
    first: int
    last: int
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands after a number: items `first`…`last` (half-open) of its noun phrase.

    `head` is the head noun in lower case (empty where elided), `kind` one of `person`, `body`, `grave`, `thing`,
    `family`, `name`, `attack`, `unknown`, `none`; `adjective` the unit of a cue used as adjective ("wounded men");
    `partitive` is True for "of them", "of whom", "of those killed".
    """

    first: int
    last: int
    head: str
    kind: str
    adjective: str = ""
    partitive: bool = False


class Plain:
    """A line without its quotation marks (they stand anywhere in a denial), with the way back to the items."""

    def __init__(self, lower: Sequence[str]) -> None:
        self._kept = [i for i, word in enumerate(lower) if word not in _MARKS]
        self._line = Line([lower[i] for i in self._kept])
        self.text = self._line.text
        self.starts = {item: self._line.starts[at] for at, item in enumerate(self._kept)}

    def item(self, char: int) -> int:
        """The item that holds that character of `text`."""
        return self._kept[self._line.item(char)] if self._kept else 0


class Parsed:
    """Items, cues and phrases of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.items = _items(self.tokens)
        self.lower = [item.lower for item in self.items]
        self.line = Line(self.lower)
        self.cues = find_cues(self.lower)
        self.cue_at: dict[int, Cue] = {cue.first: cue for cue in self.cues}
        self.numbers = [i for i, item in enumerate(self.items) if item.number is not None]
        self._plain: Plain | None = None
        self._titled: bool | None = None

    @property
    def titled(self) -> bool:
        """True for a headline In Capitals Like This: a capital tells nothing there."""
        if self._titled is None:
            long = [t.text for t in self.tokens if t.kind == "word" and len(t.text) > 3]
            self._titled = self.sentence.headline and sum(w[:1].isupper() for w in long) * 5 >= len(long) * 4
        return self._titled

    @property
    def plain(self) -> Plain:
        """The line without quotation marks."""
        if self._plain is None:
            self._plain = Plain(self.lower)
        return self._plain

    def start(self, item: int) -> int:
        """Offset where an item starts."""
        return self.tokens[self.items[item].first].start

    def end(self, item: int) -> int:
        """Offset where an item ends."""
        return self.tokens[self.items[item].last - 1].end

    def text(self, first: int, last: int) -> str:
        """Words of items `first`…`last` (half-open) as written, single spaced."""
        if first >= last:
            return ""
        span = self.tokens[self.items[first].first : self.items[last - 1].last]
        words = [span[0].text]
        for before, token in pairwise(span):
            words.append(token.text if token.start == before.end else f" {token.text}")
        return "".join(words)

    def capital(self, item: int) -> bool:
        """True where the item is written with a capital."""
        return self.tokens[self.items[item].first].text[:1].isupper()

    def word(self, item: int) -> str:
        """The lower-case word at that item, or an empty text outside the sentence."""
        return self.lower[item] if 0 <= item < len(self.lower) else ""


@lru_cache(maxsize=4)
def parse(sentence: Sentence) -> Parsed:
    """The parse of a sentence; the last few are kept, since counts, speech and stances all ask for it."""
    return Parsed(sentence)


def _items(tokens: Sequence[Token]) -> list[Item]:
    items: list[Item] = []
    numbers = {n.phrase: n for n in find_numbers(tokens)}
    at, opened = 0, False
    while at < len(tokens):
        opened = opened or tokens[at].text in _SINGLE
        number = numbers.get(at)
        if number is not None:
            items.append(Item("#", at, number.last, number))
            at = number.last
            continue
        if tokens[at].lower == "." and [t.lower for t in tokens[at + 1 : at + 3]] == [".", "."]:
            items.append(Item("…", at, at + 3))
            at += 3
            continue
        word = tokens[at].lower  # "'only 16 killed'": the mark at its end is no genitive
        items.append(Item(word[:-1] if opened and len(word) > 1 and word.endswith("'") else word, at, at + 1))
        at += 1
    return items


_SINGLE = frozenset("'‘")
_STOP = (
    words.PREPOSITIONS
    | words.AUXILIARIES
    | words.RELATIVES
    | words.SUBORDINATORS
    | words.CONJUNCTIONS
    | words.SPEECH_STOP
)
_MARKS = frozenset("\"“”«»'‘’")
_BARE = frozenset(("still", "now", "already", "also", "later", "so", "then", "yet", "reportedly", "currently"))


def noun_phrase(parsed: Parsed, at: int, limit: int = 9) -> Phrase:
    """The noun phrase after the number at item `at`."""
    first = j = at + 1
    head, adjective, last = "", "", at + 1
    if parsed.word(j) == "of":
        return _partitive(parsed, at)
    while j < len(parsed.items) and j - first < limit:
        word = parsed.lower[j]
        if word in ("reported", "confirmed") and parsed.word(j + 1) in _TALLIED:  # "the 30 reported deaths"
            j += 1
            continue
        if parsed.items[j].number is not None or word in _STOP:
            break
        if not head and (word.endswith("ly") or word == "first") and parsed.word(j + 1) in words.SPEECH_STOP:
            break
        if not head and (word in words.DETERMINERS or word in _BARE):
            break
        if word == "of" and kind_of(head) == "unknown":
            break
        if word in _MARKS:
            j += 1
            continue
        if not word[:1].isalpha():
            break
        cue = parsed.cue_at.get(j)
        if cue is not None:
            noun = _counts_itself(parsed, cue)
            if not noun and not _is_adjective(parsed, cue):
                break
            adjective = cue.unit if not noun else adjective
            head, j = parsed.lower[cue.last - 1], cue.last
            last = j
            if noun and not _joins(parsed, j):
                break
            continue
        if (
            head in words.PERSONS
            and word != "remains"
            and (word in words.ADVERBS or word.endswith("ing") or word in words.DETERMINERS)
        ):
            break
        human = head in ("human", "skeletal") and word == "remains"
        if head and (word in words.ADVERBS and word not in words.PERSONS) and word != "others" and not human:
            break
        if head and (word in words.DAYS or (word in words.MONTHS and parsed.capital(j))):
            break
        if (
            _is_full(head)
            and head != "other"
            and not word.endswith("'s")
            and (kind_of(word) == "unknown" or (kind_of(head) == "thing" and kind_of(word) in ("name", "family")))
            and (parsed.titled or not parsed.capital(j))
            and not _person_next(parsed, head, j)
        ):
            break
        head, j = word, j + 1
        last = j
    return _finished(parsed, first, last, head, adjective)


def _is_full(head: str) -> bool:
    return kind_of(head) in ("person", "body", "grave", "thing")


def _person_next(parsed: Parsed, head: str, j: int) -> bool:
    """ "law enforcement officers", "bus company drivers": a thing that only describes a person named after it."""
    return kind_of(head) == "thing" and kind_of(parsed.word(j + 1)) == "person"


def _joins(parsed: Parsed, j: int) -> bool:
    return parsed.word(j) in words.BODIES


def _counts_itself(parsed: Parsed, cue: Cue) -> bool:
    return (cue.form == "noun" or cue.text in ("arrests", "detentions")) and not _is_adjective(parsed, cue)


def _is_adjective(parsed: Parsed, cue: Cue) -> bool:
    following = parsed.word(cue.last)
    if cue.form not in ("part", "intr", "noun") or " " in cue.text:
        return False
    if kind_of(following) in ("person", "body", "family"):
        return True
    if (
        following
        and following.isalpha()
        and cue.form != "noun"
        and following not in _STOP
        and cue.last + 1 < len(parsed.lower)
    ):
        return kind_of(parsed.word(cue.last + 1)) in ("person", "body") and following not in words.DETERMINERS
    return False


def _finished(parsed: Parsed, first: int, last: int, head: str, adjective: str) -> Phrase:
    kind = kind_of(head)
    joined = _second_noun(parsed, last) if kind in ("person", "body") and not adjective.startswith("x") else last
    if kind == "none" and adjective:
        kind = "person"
    return Phrase(first, joined, head, kind, adjective)


def _second_noun(parsed: Parsed, last: int) -> int:
    """ "police or national guard", "army servicemen and law enforcement officers": the end of the second noun."""
    if parsed.word(last) not in ("and", "or"):
        return last
    for j in range(last + 1, min(last + 6, len(parsed.lower))):
        word = parsed.lower[j]
        if parsed.items[j].number is not None or word in _STOP or not word[:1].isalpha() or j in parsed.cue_at:
            return last
        following = parsed.word(j + 1)
        if kind_of(word) == "person" or (
            word in ("guard", "police", "forces", "army") and following in words.AUXILIARIES
        ):
            return j + 1 if kind_of(following) != "person" else j + 2
    return last


_GROUP_WORDS = frozenset(
    ("dead", "hurt", "injured", "wounded", "missing", "killed", "detained", "deceased", "hospitalised")
)


def _partitive(parsed: Parsed, at: int) -> Phrase:
    word, following = parsed.word(at + 2), parsed.word(at + 3)
    named = word in ("these", "those") and (
        following == "victims" or kind_of(following) == "body"
    )  # "ten of these victims"
    if word in ("them", "whom", "these", "those", "which", "us") and not named:
        last = at + 3
        if word in ("those", "these") and (
            following in ("killed", "injured", "wounded", "dead", "detained", "missing")
        ):
            last = at + 4
        if word in ("those", "these") and following == "who":
            last = min(at + 5, len(parsed.items))
        return Phrase(at + 1, last, "", "none", partitive=True)
    if word in ("the", "its", "their", "his", "our") and following in _GROUP_WORDS:
        return Phrase(at + 1, at + 4, following, "casualty", partitive=True)
    if named or word in ("the", "its", "their", "his", "our"):
        inner = noun_phrase(parsed, at + 2, 6)
        return Phrase(at + 1, inner.last, inner.head, inner.kind, inner.adjective, partitive=True)
    inner = noun_phrase(parsed, at + 1, 7)  # "dozens of families", "a couple of men", "hundreds of others"
    return Phrase(at + 1, inner.last, inner.head, inner.kind, inner.adjective)


_FAMILY = frozenset(("family", "families"))
_NAMES = frozenset(("name", "names"))
_ATTACKS = frozenset(("attack", "attacks", "raid", "raids", "break-ins", "assaults"))
_TALLIED = frozenset(("deaths", "fatalities", "casualties", "injuries"))
_CASUALTY = frozenset(
    (
        "deaths",
        "death",
        "fatalities",
        "fatality",
        "dead",
        "lives",
        "injuries",
        "casualties",
        "casualty",
        "arrests",
        "detainees",
        "killings",
        "detentions",
        "wounded",
        "injured",
        "missing",
        "martyrs",
    )
)


def kind_of(head: str) -> str:
    """What sort of thing a head noun names."""
    if not head:
        return "none"
    for kind, members in (("body", words.BODIES), ("grave", words.GRAVES), ("family", _FAMILY), ("name", _NAMES)):
        if head in members:
            return kind
    if head in _CASUALTY:
        return "casualty"
    if head in words.PERSONS:
        return "person"
    if head in _ATTACKS:
        return "attack"
    if head in words.THING_OF:
        return "thing"
    if head.endswith(words.PERSON_ENDINGS) and len(head) > 5:
        return "person"
    part = head.rpartition("-")[2]
    return kind_of(part) if part != head and part in words.PERSONS else "unknown"
