"""What the speakers of two claims have to do with each other: the same, of one office, or one that only passes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from antigone.core.party import PartyBook, fold_name
from antigone.said.claim import Claim
from antigone.said.link_figures import day_of
from antigone.said.link_learned import Learned, deal_with_others
from antigone.said.link_office_words import ANYTHING, BODIES, MATTERS, PEOPLE
from antigone.said.link_offices import (
    are_different,
    headed_office,
    initials,
    is_whole_state,
    loose_words,
    may_be_one,
    names_in,
    office_key,
    short_name,
)
from antigone.said.same_party import Doubt, PartyIndex, full_names, nearly, same_party, sounds_alike, unlike

_HEAD = re.compile(
    r"\b(?:minister|governor|mayor|head|chief|chair\w*|director|president|министр|губернатор|мэр|глава|начальник|директор"
    r"|председатель|президент)\b",
    re.IGNORECASE,
)
_DEPUTY = re.compile(
    r"\b(?:deputy|vice|acting|spokes\w+|press|замест\w+|зам|врио|пресс\w*|представител\w+)", re.IGNORECASE
)
_OVER_ALL = re.compile(
    r"(?:the )?(?:\w+ )?(?:prime minister|premier|president|премьер-министр|премьер|президент)(?: of)?(?: \w+)?",
    re.IGNORECASE,
)
"""Who may speak for any office of a state."""
_UNNAMED = re.compile(
    r"\b(?:officials?|authorities|sources?|media|reports?|unnamed|state television)\b|власт|источник|сми\b|чиновник"
)


_PEOPLE = frozenset(PEOPLE) | (MATTERS.keys() & {"relatives", "families", "doctors", "lawyers", "workers", "students"})
_LEARNED = "~"
"""Before the name of an office that the case itself shows."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How two speakers are tied.

    Attributes:
        strength: 3 the same speaker, 2 the same office, 1 one that may only pass the other on
            (an outlet, unnamed officials), 0 nothing.
        doubt: `certain`, `likely` or `unclear`.
        reason: in plain words.
    """

    strength: int
    doubt: str
    reason: str


_NONE = Tie(0, "unclear", "two speakers, of whom one may have it from the other")


def _are_one_body(claim: Claim, target: Claim) -> bool:
    """True for "the company" and "предприятие", and for "villagers" and "жители Орвика": nothing says which."""
    mine, yours = (loose_words(each.office or each.speaker) for each in (claim, target))
    if mine & yours & _PEOPLE:
        return mine <= yours or yours <= mine
    return len(mine) == 1 and mine <= BODIES.keys() and mine == yours


def _heads(office: str) -> bool:
    return bool(office) and _HEAD.search(office) is not None and _DEPUTY.search(office) is None


@dataclass
class Voices:
    """Answers for pairs of claims, each pair of names once.

    Attributes:
        parties: who speaks for whom.
        outlets: folded names that stand between a speaker and us in some claim: channels, agencies, papers.
        learned: which offices the claims show to be one.
        speakers: every name that speaks.
    """

    parties: PartyBook
    outlets: frozenset[str] = frozenset()
    learned: Learned = field(default_factory=Learned)
    speakers: tuple[str, ...] = ()
    _names: dict[tuple[str, str], Doubt | None] = field(default_factory=dict)
    _offices: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)
    _index: PartyIndex | None = None
    _in_full: dict[str, set[str]] | None = None
    _keys: dict[str, frozenset[str]] | None = None
    _of_whom: dict[frozenset[str], set[frozenset[str]]] | None = None

    def tie(self, claim: Claim, target: Claim) -> Tie:
        """The tie between the speakers of two claims; `claim` is the later."""
        if not claim.speaker or not target.speaker:
            return self._passing(claim, target)
        doubt = self._same(claim.speaker, target.speaker)
        unnamed = _UNNAMED.search(claim.speaker.casefold()) is not None and "office" not in claim.speaker.casefold()
        if not unnamed and (doubt is Doubt.CERTAIN or doubt is Doubt.LIKELY):
            return self._of_one_name(claim, target, doubt)
        common = self.offices(claim) & self.offices(target)
        if common:
            return self._of_one_office(claim, target, common)
        told = target.speaker != target.publisher  # who only narrates is no source to whom words are credited
        credited = next((hop for hop in claim.via if told and self._same(hop, target.speaker) is Doubt.CERTAIN), None)
        if credited:
            return Tie(2, "likely", f"{claim.speaker} has it through {credited}")
        if self._nearly_one(claim, target):
            reason = f"{claim.speaker} and {target.speaker} are spelled nearly alike and may be two people"
            return Tie(2, "unclear", reason)
        passing = self._passing(claim, target)
        return passing if passing.strength else self._without_source(claim, target)

    def _without_source(self, claim: Claim, target: Claim) -> Tie:
        """An outlet that has a figure without a source, a day at most before somebody is named for it."""
        days = day_of(claim), day_of(target)
        if target.speaker == target.publisher != "" and all(days) and abs(days[0] - days[1]) <= 1:
            return Tie(1, "unclear", f"{target.speaker} names no source of its own")
        return _NONE

    def _nearly_one(self, claim: Claim, target: Claim) -> bool:
        """In two scripts a name spelled nearly alike is as a rule one; in one script the posts must agree as well."""
        posts = loose_words(claim.office) & loose_words(target.office)
        scripts = claim.speaker.isascii() != target.speaker.isascii()
        told = bool(posts) or (scripts and not deal_with_others(claim.office, target.office))
        by_ear = bool(posts) and scripts and sounds_alike(claim.speaker, target.speaker)
        return by_ear or (told and nearly(claim.speaker, target.speaker))

    def _of_one_name(self, claim: Claim, target: Claim, doubt: Doubt) -> Tie:
        one, other = claim.speaker, target.speaker
        if claim.office and target.office and full_names(one) and deal_with_others(claim.office, target.office):
            posts = f"{claim.office} / {target.office}"
            return Tie(3, "unclear", f"both are called {one}, but their posts differ ({posts}): they may be two people")
        same = fold_name(one) == fold_name(other)
        return Tie(3, doubt.value, f"{one} says it in both" if same else f"{one} and {other} name one party")

    def _of_one_office(self, claim: Claim, target: Claim, common: frozenset[str]) -> Tie:
        one, other = claim.speaker, target.speaker
        if self._head_differently(claim, target):
            return Tie(0, "unclear", f"{one} and {other} both head an office of that name: it may be two offices")
        both = (
            f"{one} and {other} speak for one office"
            if fold_name(one) != fold_name(other)
            else f"{one} says it in both"
        )
        if any(not name.startswith(_LEARNED) for name in common):
            return Tie(2, "likely", both)
        why = next((self.learned.why[k] for k in self.learned.why if _LEARNED + " ".join(sorted(k)) in common), "")
        return Tie(2, "unclear" if why else "likely", f"{both}: {why}" if why else both)

    def _head_differently(self, claim: Claim, target: Claim) -> bool:
        """Two people of different names, each the head of an office whose body the case does not name."""
        if claim.organisation or target.organisation or not (_heads(claim.office) and _heads(target.office)):
            return False
        return unlike(claim.speaker, target.speaker)

    def _passing(self, claim: Claim, target: Claim) -> Tie:
        speaker = claim.speaker
        if is_whole_state(speaker) or _OVER_ALL.fullmatch(claim.office):
            return Tie(1, "unclear", f"{speaker} may speak for any of its offices")
        if not speaker or self._same(speaker, claim.publisher) or self._outlet(claim):
            return Tie(1, "unclear", f"{speaker or 'the outlet'} names no source of its own")
        if not claim.office and not claim.organisation and fold_name(speaker) in self.outlets:
            return Tie(1, "unclear", f"{speaker} passes on what others say")
        if _UNNAMED.search(speaker.casefold()):
            return Tie(1, "unclear", f"“{speaker}” does not say who")
        if may_be_one(self._key(claim), self._key(target)) or self._of_one_matter(claim, target):
            return Tie(1, "unclear", f"{speaker} and {target.speaker} may be one office")
        if _are_one_body(claim, target):
            return Tie(1, "unclear", f"neither {speaker} nor {target.speaker} says which one it is")
        return _NONE

    def _of_one_matter(self, claim: Claim, target: Claim) -> bool:
        """True for "regional health department" and "областной Минздрав": a body is translated in several ways."""
        mine, yours = (set(self._key(each).split()) for each in (claim, target))
        scripts = claim.speaker.isascii() != target.speaker.isascii()
        return scripts and bool(mine & yours & MATTERS.keys()) and mine ^ yours <= ANYTHING

    def _key(self, claim: Claim) -> str:
        name = self._written_out(claim.speaker) or claim.speaker
        return office_key(name) or office_key(claim.organisation) or headed_office(claim.office)

    def in_two_scripts(self, claim: Claim, target: Claim) -> bool:
        """True for two names of which one may be the other in another language, for all that is known of offices.

        Persons are compared by their names, and a person with a body by what his post says of it.
        """
        one, other = claim.speaker, target.speaker
        if one.isascii() == other.isascii():
            return False
        if not (office_key(one) or office_key(other)):
            return "«" in one + other or _are_one_body(claim, target)
        posts = [each.office or each.speaker for each in (claim, target)]
        if claim.office or target.office:
            return bool(loose_words(posts[0]) & loose_words(posts[1])) and not are_different(*posts)
        return not are_different(one, other)

    def _outlet(self, claim: Claim) -> bool:
        return fold_name(claim.speaker) in {fold_name(hop) for hop in claim.via} | {fold_name(claim.publisher)}

    def _same(self, one: str, other: str) -> Doubt | None:
        if not one or not other:
            return None
        pair = (one, other) if one <= other else (other, one)
        if pair not in self._names:
            self._names[pair] = self._compare(*pair)
        return self._names[pair]

    def _compare(self, one: str, other: str) -> Doubt | None:
        mine, yours = self.parties.find(one), self.parties.find(other)
        if mine is not None and yours is not None:
            return Doubt.CERTAIN if mine.id == yours.id else None
        found = same_party(one, other)
        if (
            found is not None
            and found.doubt is Doubt.LIKELY
            and (self._several(one, other) or self._countries(one, other))
        ):
            return Doubt.UNCLEAR
        return found.doubt if found else None

    def _several(self, one: str, other: str) -> bool:
        """True where one of the two is a surname (or an initial with it) that several people of the case have."""
        for short, long in ((one, other), (other, one)):
            if not full_names(short) and full_names(long):
                namesakes = [name for name in self._people().near(short) if same_party(short, name) is not None]
                return any(same_party(long, name) is None and not nearly(long, name) for name in namesakes)
        return False

    def _countries(self, one: str, other: str) -> bool:
        """True for an office without a country or town beside one with it, where the case has it of several."""
        short, long = sorted((names_in(one), names_in(other)), key=len)
        if short or not long or not office_key(one):
            return False
        return len(self._ministries().get(loose_words(one) & loose_words(other), ())) > 1

    def _ministries(self) -> dict[frozenset[str], set[frozenset[str]]]:
        if self._of_whom is None:
            self._of_whom = {}
            for name in self.speakers:
                whose = names_in(name) if office_key(name) else frozenset()
                if whose:
                    self._of_whom.setdefault(loose_words(name) - whose, set()).add(whose)
        return self._of_whom

    def _written_out(self, label: str) -> str:
        """The one name that speaks in the case and is this one for short: "NDMA spokesperson"; or empty."""
        short = short_name(label)
        if not short:
            return ""
        if self._in_full is None:
            self._in_full = {}
            for name in self.speakers:
                self._in_full.setdefault(initials(name), set()).add(name)
        several = self._in_full.get(short, set())
        return next(iter(several)) if len(several) == 1 else ""

    def _above(self, post: str) -> list[str]:
        """The offices that speak in the case and have a part where a post is: "service of the prosecutor's office"."""
        words = loose_words(post)
        if len(words & BODIES.keys()) < 2:
            return []
        return [key for key, within in self._speaking().items() if within < words]

    def _speaking(self) -> dict[str, frozenset[str]]:
        """The offices that speak in the case under a name of two words or more."""
        if self._keys is None:
            keys = dict.fromkeys(office_key(name) for name in self.speakers if not full_names(name))
            self._keys = {key: frozenset(key.split()) for key in keys if " " in key}
        return self._keys

    def _people(self) -> PartyIndex:
        if self._index is None:
            self._index = PartyIndex((name, name) for name in self.speakers if full_names(name))
        return self._index

    def offices(self, claim: Claim) -> frozenset[str]:
        """The offices a claim speaks for: the speaker's own, and those above; a whole state is nobody's office."""
        key = (claim.speaker, claim.organisation, claim.office)
        if key not in self._offices:
            names = {claim.speaker, claim.organisation}
            for name in (claim.speaker, claim.organisation):
                party = self.parties.find(name) if name else None
                names |= {each.name for each in self.parties.organisations(party)} if party else set()
            names.add(self._written_out(claim.speaker))
            names = {name for name in names if name and not is_whole_state(name)}
            told = {fold_name(name) for name in names} | {office_key(name) for name in names}
            told |= {headed_office(claim.office), headed_office(claim.speaker)}
            told |= {key for key in self._above(claim.office) if key not in told}
            told |= {_LEARNED + " ".join(sorted(each)) for each in self.learned.of(*key)}
            told |= {fold_name(claim.office)} if claim.office.isupper() and " " not in claim.office else set()
            told.discard("")
            self._offices[key] = frozenset(told)
        return self._offices[key]
