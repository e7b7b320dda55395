"""Offices that the reports of a case show to be one, though no table knows their words.

Three things are learned from the claims themselves, each with a sentence that says why: a person with a post in two
languages ("highway patrol captain", "капитан дорожной полиции") names one office twice; two offices in two languages
that give the same figures on the same days, where neither has a counterpart by its words, are taken for one; and "the
commission" is the only commission that speaks. Nothing here is more than `likely`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from antigone.said.claim import Claim
from antigone.said.link_figures import day_of, figure
from antigone.said.link_office_words import ANYTHING, BODIES, MATTERS, SCOPES
from antigone.said.link_offices import is_whole_state, loose_words, names_in
from antigone.said.link_words import group_words, is_named_part, place_fit
from antigone.said.same_party import Doubt, PartyIndex, full_names, nearly, same_party

Key = frozenset[str]
_ALONE = frozenset(("police", "prosecutor", "government", "military"))
_MORE = frozenset((*SCOPES, *ANYTHING, "military"))
"""What a fuller name of the same office may add; a country or a town makes it another."""
_ENOUGH = 3
_DAYS = 2


@dataclass(frozen=True)
class Learned:
    """What the claims of a case show of their offices.

    Attributes:
        same: the words of an office → those of the office that it is shown to be.
        why: of each office that has other names: a sentence.
        posts: name of a person → the words of the offices that reports give him.
        compared: how many pairs of names and of claims were looked at.
    """

    same: Mapping[Key, Key] = field(default_factory=dict)
    why: Mapping[Key, str] = field(default_factory=dict)
    posts: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    compared: int = 0

    def of(self, name: str, organisation: str, office: str) -> Iterator[Key]:
        """The offices, under one name each, that somebody is shown to speak for."""
        named = (each for each in (organisation, office) if each and not is_whole_state(each))
        keys = {loose_words(each) for each in named} | self.posts.get(name, frozenset())
        if (not office or loose_words(name) & MATTERS.keys()) and not is_whole_state(name):
            keys.add(loose_words(name))
        keys = {key for key in keys if key in self.same or key & (BODIES.keys() | MATTERS.keys())}
        yield from (self.same.get(key, key) for key in sorted(keys, key=sorted) if key in self.same or _tells(key))


def learn(claims: Sequence[Claim]) -> Learned:
    """What the claims show; in order of entry, without a clock or chance."""
    return _Learner(claims).learned()


class _Learner:
    """Joins the words of offices, each join with its reason."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.parent: dict[Key, Key] = {}
        self.why: dict[Key, str] = {}
        self.named: dict[Key, dict[str, None]] = defaultdict(dict)
        self.bodies: set[Key] = set()
        self.compared = 0
        for claim in claims:
            for key, name in _offices(claim):
                self.named[key][name] = None
                if name != claim.office:
                    self.bodies.add(key)

    def learned(self) -> Learned:
        """The three steps, one after the other."""
        posts = self._by_person()
        self._by_figures()
        self._by_being_the_only_one()
        same = {key: self.of(key) for key in self.named if self.of(key) != key or self._many(key)}
        posts = {name: frozenset(self.of(key) for key in keys) for name, keys in posts.items()}
        return Learned(same, self.why, posts, self.compared)

    def of(self, key: Key) -> Key:
        """The office under the name that stands for all of its names."""
        while self.parent.get(key, key) != key:
            key = self.parent[key]
        return key

    def _many(self, key: Key) -> bool:
        return key in self.why

    def _join(self, one: Key, other: Key, why: str) -> None:
        first, second = sorted((self.of(one), self.of(other)), key=lambda key: (-len(key), sorted(key)))
        if first != second:
            self.parent[second] = first
            self.why.setdefault(first, why)

    # -- a person with a post in two reports ----------------------------------------------------------------------

    def _by_person(self) -> dict[str, frozenset[Key]]:
        posts: dict[str, dict[Key, None]] = defaultdict(dict)
        names = dict.fromkeys(c.speaker for c in self.claims if c.speaker and full_names(c.speaker))
        for claim in self.claims:
            if claim.speaker in names and (key := loose_words(claim.office)):
                posts[claim.speaker][key] = None
        index = PartyIndex((name, name) for name in posts)
        held: dict[str, frozenset[Key]] = {}
        for name in names:
            keys = dict(posts.get(name, {}))
            for other in index.near(name):
                self.compared += 1
                if other != name and _one_person(name, other, keys, posts[other]):
                    keys |= posts[other]
            self._join_posts(name, list(keys))
            if keys and not any(_conflict(a, b) for a, b in combinations(keys, 2)):
                held[name] = frozenset(keys)
        return held | self._of_surnames(index, held)

    def _of_surnames(self, index: PartyIndex, held: Mapping[str, frozenset[Key]]) -> dict[str, frozenset[Key]]:
        """The posts of who is only called "Whitfield", where one person alone has that name."""
        found: dict[str, frozenset[Key]] = {}
        for short in dict.fromkeys(c.speaker for c in self.claims if c.speaker and not full_names(c.speaker)):
            people = [name for name in index.near(short) if name in held and _one_person(short, name, (), ())]
            self.compared += len(people)
            if people and all(_one_person(people[0], other, (), ()) for other in people[1:]):
                found[short] = frozenset().union(*(held[name] for name in people))
        return found

    def _join_posts(self, name: str, keys: Sequence[Key]) -> None:
        for one, other in combinations(keys, 2):
            if self._may_join(one, other) and (one & other or self._scripts(one) != self._scripts(other)):
                self._join(one, other, f"reports have {name} speak for both")

    def _scripts(self, key: Key) -> frozenset[bool]:
        return frozenset(name.isascii() for name in self.named[key])

    def _may_join(self, one: Key, other: Key) -> bool:
        """Not two that are known in every word and differ, nor two that deal with different matters."""
        if one == other or _conflict(one, other) or self._of_elsewhere(one, other) or self._of_elsewhere(other, one):
            return False
        if one < other or other < one:
            return (one ^ other) <= _MORE | MATTERS.keys()
        if _known(one) and _known(other):  # an "authority" and a "department" with one matter, of one reach
            return bool(one & MATTERS.keys()) and (one ^ other) <= ANYTHING
        return True

    def _of_elsewhere(self, one: Key, other: Key) -> bool:
        """True where a Russian name has a proper name, of a country or a town, that the other office has not."""
        return any(not _proper(name) <= other for name in self.named[one] if not name.isascii())

    # -- the same figures in two languages ------------------------------------------------------------------------

    def _by_figures(self) -> None:
        shared = self._shared()
        scores = {pair: self._score(pair, met) for pair, met in shared.items()}
        best: dict[Key, list[int]] = defaultdict(list)
        for (one, other), score in scores.items():
            best[one].append(score)
            best[other].append(score)
        for (one, other), score in sorted(scores.items(), key=lambda each: (-each[1], _order(each[0]))):
            alone = all(sorted(best[key])[-2:].count(score) == 1 and max(best[key]) == score for key in (one, other))
            if score >= _ENOUGH and alone:
                figures = " and ".join(sorted(shared[one, other].values(), key=len, reverse=True)[:2])
                self._join(one, other, f"both give {figures}, in two languages")

    def _shared(self) -> dict[tuple[Key, Key], dict[tuple[int, str, str], str]]:
        """Offices of two scripts without a counterpart by words, with the figures that both give within two days."""
        lone = self._without_counterpart()
        met: dict[tuple[int, str, str], list[tuple[int, Key, Claim]]] = defaultdict(list)
        for claim in self.claims:
            number = figure(claim)
            if number is not None:
                for key, _ in _offices(claim):
                    if self.of(key) in lone:
                        met[number, claim.unit, claim.modifier].append((day_of(claim), self.of(key), claim))
        shared: dict[tuple[Key, Key], dict[tuple[int, str, str], str]] = defaultdict(dict)
        for (number, unit, _), several in met.items():
            for one, other, group, words in self._met(several, lone):
                shared[one, other][number, unit, group] = words
        return shared

    def _met(
        self, several: list[tuple[int, Key, Claim]], lone: Mapping[Key, bool]
    ) -> Iterator[tuple[Key, Key, str, str]]:
        """Pairs of offices with claims of one figure that agree in the rest as well."""
        seen: set[tuple[Key, Key]] = set()
        for latin, other in _near_in_time(several, lambda key: lone[key]):
            self.compared += 1
            pair = (latin[1], other[1])
            told = bool(pair[0] & pair[1]) or self._are_bodies(pair)
            if told and pair not in seen and self._may_join(*pair) and _agree(latin[2], other[2]):
                seen.add(pair)
                yield *pair, _group(latin[2]), f"“{latin[2].quote or figure(latin[2])}”"

    def _are_bodies(self, pair: tuple[Key, Key]) -> bool:
        """Neither is known by somebody's post alone, and one at least is no name of a person."""
        return self.bodies.issuperset(pair) and any(key & (BODIES.keys() | MATTERS.keys()) for key in pair)

    def _without_counterpart(self) -> dict[Key, bool]:
        """The offices named in one script only: True for Latin letters."""
        scripts: dict[Key, set[bool]] = defaultdict(set)
        for key in self.named:
            scripts[self.of(key)] |= self._scripts(key)
        return {key: next(iter(several)) for key, several in scripts.items() if len(several) == 1}

    def _score(self, pair: tuple[Key, Key], met: Mapping[tuple[int, str, str], str]) -> int:
        """What the common figures weigh, more for a common group; a common word, more where it is a name or no third
        office has it."""
        common = pair[0] & pair[1]
        kind = common & BODIES.keys() - ANYTHING
        only = bool(kind) and all(len(self._having(word)) == 2 for word in kind)
        named = any(not _known(frozenset((word,))) for word in common)
        return sum(_weight(number) + bool(group) for number, _, group in met) + bool(common) + only + named

    def _having(self, word: str) -> set[Key]:
        return {self.of(key) for key in self.named if word in key}

    # -- "the commission" -----------------------------------------------------------------------------------------

    def _by_being_the_only_one(self) -> None:
        having: dict[str, set[Key]] = defaultdict(set)
        for key in self.named:
            for word in key:
                having[word].add(key)
        for key in sorted(self.named, key=lambda each: (len(each), sorted(each))):
            fuller = {self.of(each) for each in set.intersection(*(having[w] for w in key)) if each > key}
            if len(fuller) != 1 or (not key & BODIES.keys() and len(key) < 2):
                continue
            full = next(iter(fuller))
            bare = len(key) == 1 and key <= BODIES.keys() and not key & _ALONE
            more = _MORE | MATTERS.keys() if key & BODIES.keys() and key & MATTERS.keys() else _MORE
            if bare or any(each - key <= more for each in self._names_of(full) if each > key):
                self._join(key, full, f"no other “{next(iter(self.named[key]))}” speaks in these reports")

    def _names_of(self, full: Key) -> list[Key]:
        return [key for key in self.named if self.of(key) == full]


@lru_cache(maxsize=65_536)
def _proper(name: str) -> frozenset[str]:
    """The proper names in the Russian name of an office: capitals after its first word, and not in quotation marks."""
    bare = re.sub(r"«[^»]*»|“[^”]*”", " ", name)
    return frozenset(each for word in bare.split()[1:] if word[:1].isupper() for each in names_in(word))


def _offices(claim: Claim) -> Iterator[tuple[Key, str]]:
    """The words of the offices that a claim names as speaking, each with its name."""
    names = [claim.organisation, claim.office]
    if not claim.office or not full_names(claim.speaker) or loose_words(claim.speaker) & MATTERS.keys():
        names.append(claim.speaker)
    for name in names:
        key = loose_words(name) if name and not is_whole_state(name) else frozenset()
        if key & (BODIES.keys() | MATTERS.keys()) or (name == claim.speaker and not claim.office and len(key) > 1):
            yield key, name


def deal_with_others(one: str, other: str) -> bool:
    """True for two posts or offices that are known to deal with different matters: "mayor", "surgeon"."""
    mine, yours = loose_words(one) - SCOPES.keys(), loose_words(other) - SCOPES.keys()
    if not mine or not yours or mine & yours:
        return False
    comparable = one.isascii() == other.isascii() or (_known(mine) and _known(yours))
    return comparable or _conflict(mine, yours)


def _one_person(one: str, other: str, mine: Iterable[Key], yours: Iterable[Key]) -> bool:
    """Two spellings of one name; spelled only nearly alike, they must hold posts with a word in common."""
    found = same_party(one, other)
    if found is not None and found.doubt is not Doubt.UNCLEAR:
        return True
    return nearly(one, other) and any(a & b for a in mine for b in yours)


def _conflict(one: Key, other: Key) -> bool:
    """True for offices that are known to deal with different matters."""
    mine, yours = (key & (BODIES.keys() | MATTERS.keys()) - ANYTHING for key in (one, other))
    return bool(mine and yours) and mine.isdisjoint(yours)


def _tells(key: Key) -> bool:
    """True where the words say which office it is; "the ministry" does not."""
    return len(key) > 1 or bool(key & _ALONE)


def _known(key: Key) -> bool:
    return key <= BODIES.keys() | MATTERS.keys() | SCOPES.keys()


def _weight(number: int) -> int:
    """How much an equal figure says: little where it is small or round."""
    return 1 if number < 20 or not number % 10 else 2 if number < 100 else 3


def _order(pair: tuple[Key, Key]) -> list[list[str]]:
    return [sorted(key) for key in pair]


def _group(claim: Claim) -> str:
    return group_words(claim.group or claim.label_as_worded)


def _agree(one: Claim, other: Claim) -> bool:
    mine, yours = _group(one), _group(other)
    alike = mine == yours or not (is_named_part(mine) or is_named_part(yours))
    return alike and one.stance is other.stance and place_fit(one.place, other.place) > 0


def _near_in_time(
    several: Iterable[tuple[int, Key, Claim]], is_latin: Callable[[Key], bool]
) -> Iterator[tuple[tuple[int, Key, Claim], tuple[int, Key, Claim]]]:
    """Pairs across scripts said within two days, each office once a day."""
    days: dict[tuple[int, bool], dict[Key, tuple[int, Key, Claim]]] = defaultdict(dict)
    for each in several:
        days[each[0], is_latin(each[1])].setdefault(each[1], each)
    for (day, latin), mine in days.items():
        if latin:
            for apart in range(-_DAYS, _DAYS + 1):
                for other in days.get((day + apart, False), {}).values():
                    for own in mine.values():
                        yield own, other
