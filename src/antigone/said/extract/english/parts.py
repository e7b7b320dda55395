"""Parts and wholes: of which figure a number is a part, and what a part of some dead or some bodies counts."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed, Phrase, noun_phrase, parse
from antigone.said.extract.english.predicates import Governed
from antigone.said.extract.english.units import first_verb as first_body_verb
from antigone.said.extract.language import Counted, Document, Reading, Sentence
from antigone.said.extract.proposal import NumberUse

_PART_LEADS = frozenset(
    ("including", "includes", "include", "included", "among", "comprising", "namely", "incl", "mostly")
)
_WITH_ONE = re.compile(r"(?<!\S)including (?:an? (?:(?!#|who|was|were)[a-z'-]+ ){1,5}(?:,|and) ?)+$")
_RECOVERED = re.compile(r"(?:had|have|were) (?:since |already )?(?:been )?(?:recovered|retrieved)(?!\S)")
_SITES = frozenset(("graves_found", "burial_sites_found", "morgue_attacks"))
_OPENS = frozenset((",", "and", ";", '"', "“", "", ".", "while", "but", ":"))


def _trails(parsed: Parsed, phrase: Phrase) -> bool:
    """ "20 children included", "28 children among them": a part of the figure before."""
    after = parsed.lower[phrase.last : phrase.last + 2]
    return after[:1] == ["included"] or after == ["among", "them"]


class Parts:
    """One sentence with the figures read in it so far, asked of which of them the next is a part."""

    def __init__(self, sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> None:
        self.parsed = parse(sentence)
        self.document = document
        self.earlier = earlier
        self.found: list[Counted] = []
        self.items: list[tuple[int, Phrase, Counted]] = []
        self._alternatives: set[int] = set()
        self._told: list[list[Counted]] | None = None

    def _told_before(self) -> list[list[Counted]]:
        """The quantities of each of the four sentences before, the nearest first: gathered once for all numbers."""
        if self._told is None:
            self._told = []
            for reading in reversed(self.earlier[-4:]):
                claims = [c for c in reading.counts if c.use is NumberUse.CLAIM and c.number_start is not None]
                self._told.append([c for c in claims if c.unit not in _SITES and not c.unit.endswith("_signs")])
        return self._told

    def _previous(self, least: int = 0) -> Counted | None:
        """The last quantity of the sentences before: a whole rather than a part, and one that can hold `least`."""
        for claims in self._told_before():
            wholes = [c for c in claims if c.part_of is None]
            holding = [c for c in wholes if c.best is None or c.best >= least]
            if holding or wholes or claims:
                return (holding or wholes or claims)[-1]
        return None

    def _previous_of(self, unit: str) -> Counted | None:
        """The last whole of that unit, in this sentence or in the last before it."""
        here = [c for _, _, c in self.items]
        before = [c for reading in self.earlier[-4:] for c in reading.counts if c.use is NumberUse.CLAIM]
        same = (c for c in reversed([*before, *here]) if c.unit == unit and c.part_of is None)
        return next(same, None)

    def _starting_at(self, start: int) -> Counted | None:
        """The figure whose phrase starts there, in this sentence or one of the last before it."""
        here = (c for _, _, c in self.items)
        before = (c for reading in reversed(self.earlier[-4:]) for c in reading.counts)
        return next((c for c in (*here, *before) if c.start == start and c.use is NumberUse.CLAIM), None)

    def _previous_listed(self) -> Counted | None:
        for reading in reversed(self.earlier[-12:]):
            for c in reading.counts:
                if c.use is NumberUse.CLAIM and c.rule != "list":
                    return c
        return None

    def _before(self, at: int) -> int:
        k = at - 1
        while k >= 0 and (
            self.parsed.lower[k] in words.QUALIFIERS
            or self.parsed.lower[k]
            in ("was", "were", "are", "is", "likely", "probably", "perhaps", "possibly", "even", "more")
        ):
            k -= 1
        if self.parsed.word(k) in ("and", ","):  # "including a police officer and three guards"
            left = self.parsed.line.slice(max(0, k - 9), k + 1)
            one = _WITH_ONE.search(left)
            k = k - len(left[one.start() :].split()) + 1 if one else k
        return k

    def _led_in(self, at: int) -> bool:
        k = self._before(at)
        return self.parsed.word(k) in _PART_LEADS or (self.parsed.word(k) == "of" and self.parsed.word(k - 1) == "whom")

    def _opens_as_share(self, at: int) -> bool:
        """ "Of the 366 people who died there, 58 have been identified": the second is a part of the first."""
        first = self.items[0][0] if len(self.items) == 1 else 0
        opening = [word for word in self.parsed.lower[:first] if word not in ('"', "“")]
        return (
            opening in (["out", "of"], ["out", "of", "the"], ["of", "the"], ["of"], ["of", "those"], ["of", "these"])
            and self.parsed.word(at - 1) == ","
        )

    def _opens_with_of(self, k: int) -> bool:
        opening = " ".join(self.parsed.lower[max(0, k - 6) : k + 1])
        return bool(
            re.search(
                r"(?:^|[,;\"“] )(?:of|among) (?:them|those|these|whom|this number|the (?:total|dead|victims|injured|wounded))(?: [a-z]+){0,2}(?: ,)?$",
                opening,
            )
        )

    def _near(self, last: int, k: int) -> bool:
        """True where `k` follows closely, with no verb between but a copula right after ("97 of them were … and")."""
        begin = last + (self.parsed.word(last) in ("were", "are"))
        return 0 <= k - last <= 9 and not any(
            self.parsed.lower[i] in words.AUXILIARIES or self.parsed.lower[i] == ";" for i in range(begin, k)
        )

    def _whole(self, at: int, phrase: Phrase) -> Counted | None:
        """The quantity of which this one is said to be a part; no part is greater than its whole."""
        whole = self._named_whole(at, phrase)
        number = self.parsed.items[at].number
        value = number.value if number is not None else None
        most = whole.best if whole is not None and whole.best is not None else None
        return None if most is not None and value is not None and value > most else whole

    def _named_whole(self, at: int, phrase: Phrase) -> Counted | None:
        parsed, k = self.parsed, self._before(at)
        word = parsed.word(k)
        last = self.items[-1][2] if self.items else None
        number = parsed.items[at].number
        least = number.value or 0 if number is not None else 0
        if number is not None and number.modifier == "majority" and phrase.kind == "none":
            return last or self._previous(least)
        if phrase.partitive and parsed.word(phrase.last - 1) == "whom" and self.found:
            return last if self.found[-1].use is NumberUse.CLAIM else None
        of_them = (phrase.partitive and phrase.kind == "none") or word in _PART_LEADS
        if of_them and self.found and self.found[-1].reason.startswith(("people", "things")):
            return None  # "a million people, 300,000 of them refugees"
        if phrase.partitive and parsed.word(at + 2) in ("its", "their", "his", "our", "her"):
            return last
        if self._opens_as_share(at) or (_trails(parsed, phrase) and phrase.kind == "person"):
            return last
        if phrase.partitive or word in _PART_LEADS or (word in ("whom", "which") and parsed.word(k - 1) == "of"):
            return last or self._previous(least)
        if word in ("them", "those", "these", "whom", ",") and self._opens_with_of(k):
            return last or self._previous(least)
        if word == "(" and last is not None:
            return last
        if self._after_semicolon(at, phrase):
            part_of = self._list_head()[1].part_of
            return None if part_of is None else self._starting_at(part_of)
        if word in (",", "and", "or", "–", "—", "-") and self.items:
            _, prior_phrase, prior = self.items[-1]
            if prior.part_of is not None and self._near(prior_phrase.last, k):
                return self._starting_at(prior.part_of) or self._previous(least)
        return None

    def _list_head(self) -> tuple[int, Counted]:
        """Where the list of this sentence stands: its last figure that is no part of another figure of the sentence."""
        starts = {counted.start for _, _, counted in self.items}
        heads = [(k, counted) for k, _, counted in self.items if counted.part_of not in starts]
        return (heads or [(k, counted) for k, _, counted in self.items])[-1]

    def _after_semicolon(self, at: int, phrase: Phrase) -> bool:
        """ "103 died in Aster, two of these children; 21 in Vell": the list goes on at its own level, without a verb."""
        parsed, k = self.parsed, phrase.last
        if phrase.kind != "none" or not self.items or parsed.word(at - 1) not in (";", "and"):
            return False
        if parsed.word(at - 1) == "and" and parsed.word(at - 2) != ";":
            return False
        k += parsed.word(k + 1) == "the"
        if parsed.word(phrase.last) not in ("in", "at", "near", "from") or not parsed.word(k + 1):
            return False
        clause = itertools.takewhile(lambda word: word not in (",", ";", ".", "and", "#"), parsed.lower[k + 1 :])
        return parsed.capital(k + 1) and not any(word in words.AUXILIARIES for word in clause)

    def _is_share(self, at: int) -> bool:
        """ "103 of the 164 dead"."""
        return (
            self.parsed.word(at + 1) == "of"
            and self.parsed.word(at + 2) in ("the", "these", "those", "some")
            and self.parsed.word(at + 3) == "#"
        )

    def _speaks(self, at: int, phrase: Phrase) -> bool:
        """ "One of them denied it", "said one of the men": no part of a figure."""
        number = self.parsed.items[at].number
        if not phrase.partitive or number is None or number.value != 1:
            return False
        told = self.parsed.word(phrase.last) in ("said", "says", "told", "denied", "added", "recalled")
        ended = self.parsed.word(phrase.last) in ("", ",", ".", "with", "who", ")")
        return told or (ended and self.parsed.word(at - 1) in ("said", "says", "told", "recalled"))

    def _is_whole(self, at: int) -> bool:
        """True for the 40 of "twelve of the 40 on board died"."""
        if self.parsed.word(at - 1) == "of" and self.parsed.word(at - 2) == "out":
            return True
        return self.parsed.word(at - 3) == "#" and self._is_share(at - 3)

    def _of_bodies(self, phrase: Phrase, whole: Counted | None) -> Governed | None:
        """A part of some bodies: what is said of the part, else the same as of the whole."""
        if whole is None or not whole.unit.startswith("bodies") or phrase.kind not in ("none", "body"):
            return None
        right = self.parsed.line.slice(phrase.last, phrase.last + 14).split(" # ")[0]
        unit = first_body_verb(right) or whole.unit
        return Governed(unit, "part", "it is a part of the bodies before it", phrase.first, phrase.last)

    def _identified_part(self, phrase: Phrase, whole: Counted | None, *, share: bool = False) -> Governed | None:
        """ "Of these, 19 have been identified": of the dead; of bodies see `_of_bodies`."""
        first = phrase.first if not phrase.head else phrase.last - 1
        dead = (
            self.parsed.word(first) in ("dead", "victims", "deceased", "killed")
            if share
            else whole is not None and whole.unit == "killed"
        )
        if not dead or phrase.kind not in ("none", "person", "casualty"):
            return None
        last = max(phrase.last, first + 1) if share else phrase.last
        right = self.parsed.line.slice(last, last + 8)
        if not re.match(
            r"(?:have|has|had|were|was|could be)(?: been| so far| now| already| only| since| [a-z]+ly)* identified",
            right,
        ):
            return None
        return Governed("identified", "part", "those of the dead who are identified", phrase.first, phrase.last)

    def _elided_identified(self, at: int, phrase: Phrase) -> Governed | None:
        """ "43 victims have been positively identified and 39 tentatively": identified again."""
        if phrase.kind != "none" or not self.items or self.items[-1][2].unit != "identified":
            return None
        if not re.match(
            r"(?:(?:have|has|had|were|was|been) )*(?:[a-z]+ly )?identified(?!\S)|tentatively",
            self.parsed.line.slice(phrase.last, phrase.last + 5),
        ):
            return None
        return Governed("identified", "joined", "identified again", at, phrase.last)

    def _elided_bodies(self, at: int, phrase: Phrase) -> Governed | None:
        """ "It handed over 40 bodies and received 27": the noun is left out, the verb is its own."""
        if not self.items or not self.items[-1][2].unit.startswith("bodies"):
            return None
        verb = first_body_verb(phrase.head) if phrase.kind == "unknown" and phrase.last == phrase.first + 1 else ""
        if verb:
            return Governed(verb, "joined", "bodies again, with a verb of its own", at, phrase.last)
        if phrase.kind != "none":
            return None
        if _RECOVERED.match(self.parsed.line.slice(phrase.last, phrase.last + 4)) and self.parsed.word(at - 1) in (
            "that",
            "said",
            "while",
        ):
            return Governed("bodies_found", "joined", "bodies again, with a verb of its own", at, phrase.last)
        prior_at = self.items[-1][0]
        said = re.match(
            r"(?:(?:could|can|were|was|have|has|had|be|been|are|so far|already|still|only) )+(?:\S+ ){0,2}",
            f"{self.parsed.line.slice(phrase.last, phrase.last + 6)} ",
        )
        own = first_body_verb(said.group()) if said and "not" not in said.group() else ""
        if own and own != "bodies_found" and at - prior_at <= 14:
            return Governed(own, "joined", "bodies again, with a verb of its own", at, phrase.last)
        unit = first_body_verb(self.parsed.line.slice(at - 1, at))
        if not unit or at - prior_at > 9 or self.parsed.word(at - 2) not in ("and", ",", "but", "has", "had", "have"):
            return None
        return Governed(unit, "joined", "bodies again, with a verb of its own", at - 1, at)

    def _described(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Most of them are civilians, 21 are military": a part of the whole told before, by what they were."""
        parsed = self.parsed
        k = phrase.last
        if (
            phrase.kind != "none"
            or parsed.word(k) not in ("are", "were", "was", "is")
            or parsed.word(at - 1) not in _OPENS
        ):
            return None
        following = noun_phrase(parsed, k, 5)
        group = parsed.word(k + 1)
        if (
            following.kind != "person"
            and group not in words.PERSONS
            and group not in ("military", "armed", "elderly", "underage", "female", "male", "aged")
        ):
            return None
        whole = self.items[-1][2] if self.items else self._previous()
        if whole is None or whole.unit in ("graves_found", "burial_sites_found", "morgue_attacks"):
            return None
        return Governed(whole.unit, "part", "it tells what some of them were", at, k)

    def _such_sites(self, at: int, phrase: Phrase) -> Governed | None:
        """ "At least three such sites": graves, where the sentences before tell of graves."""
        if phrase.head not in ("sites", "graves", "places", "pits") or self.parsed.word(phrase.first) not in (
            "such",
            "more",
            "other",
            "similar",
        ):
            return None
        before = " ".join(parse(reading.sentence).line.text for reading in self.earlier[-3:])
        if not re.search(r"(?:burial|grave)s?(?: |$)", before):
            return None
        return Governed("burial_sites_found", "grave", "burial sites, as in the sentences before", at, phrase.last)
