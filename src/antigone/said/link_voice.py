"""What the speakers of two claims have to do with each other: the same, of one office, or one that only passes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from antigone.core.party import PartyBook, fold_name
from antigone.said.claim import Claim
from antigone.said.link_offices import are_different, headed_office, may_be_one, office_key
from antigone.said.same_party import Doubt, same_party

_WHOLE_STATE = re.compile(
    r"(?:the )?(?:government|republic|state|kingdom|federation|president|people|правительств|республик|государств)"
)
_UNNAMED = re.compile(
    r"\b(?:officials?|authorities|sources?|media|reports?|unnamed|state television)\b|власт|источник|сми\b|чиновник"
)


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


_NONE = Tie(0, "unclear", "different speakers")


@dataclass
class Voices:
    """Answers for pairs of claims, each pair of names once.

    Attributes:
        parties: who speaks for whom.
        outlets: folded names that stand between a speaker and us in some claim: channels, agencies, papers.
    """

    parties: PartyBook
    outlets: frozenset[str] = frozenset()
    _names: dict[tuple[str, str], Doubt | None] = field(default_factory=dict)
    _offices: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)

    def tie(self, claim: Claim, target: Claim) -> Tie:
        """The tie between the speakers of two claims; `claim` is the later."""
        if not claim.speaker or not target.speaker:
            return self._passing(claim, target)
        doubt = self._same(claim.speaker, target.speaker)
        unnamed = _UNNAMED.search(claim.speaker.casefold()) is not None and "office" not in claim.speaker.casefold()
        if not unnamed and (doubt is Doubt.CERTAIN or doubt is Doubt.LIKELY):
            one = fold_name(claim.speaker) == fold_name(target.speaker)
            names = f"both of {claim.speaker}" if one else f"{claim.speaker} and {target.speaker} name one party"
            return Tie(3, doubt.value, names)
        common = self.offices(claim) & self.offices(target)
        if common:
            return Tie(2, "likely", f"both of one office ({min(common, key=len)})")
        told = target.speaker != target.publisher  # who only narrates is no source to whom words are credited
        credited = next((hop for hop in claim.via if told and self._same(hop, target.speaker) is Doubt.CERTAIN), None)
        if credited:
            return Tie(2, "likely", f"{claim.speaker} has it through {credited}")
        return self._passing(claim, target)

    def _passing(self, claim: Claim, target: Claim) -> Tie:
        speaker = claim.speaker
        if not speaker or self._same(speaker, claim.publisher) or self._outlet(claim):
            return Tie(1, "unclear", f"{speaker or 'the outlet'} names no source of its own")
        if not claim.office and not claim.organisation and fold_name(speaker) in self.outlets:
            return Tie(1, "unclear", f"{speaker} passes on what others say")
        if _UNNAMED.search(speaker.casefold()):
            return Tie(1, "unclear", f"{speaker} are not named")
        if may_be_one(self._key(claim), self._key(target)):
            return Tie(1, "unclear", f"{speaker} and {target.speaker} may be one office")
        return _NONE

    def _key(self, claim: Claim) -> str:
        return office_key(claim.speaker) or office_key(claim.organisation) or headed_office(claim.office)

    def in_two_scripts(self, claim: Claim, target: Claim) -> bool:
        """True for two names of which one may be the other in another language, for all that is known of offices."""
        one, other = claim.speaker, target.speaker
        offices = bool(office_key(one) or office_key(other))  # persons are compared by their names
        return offices and one.isascii() != other.isascii() and not are_different(one, other)

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
        return found.doubt if found else None

    def offices(self, claim: Claim) -> frozenset[str]:
        """The offices a claim speaks for: the speaker's own, and those above; a whole state is nobody's office."""
        key = (claim.speaker, claim.organisation, claim.office)
        if key not in self._offices:
            names = {claim.speaker, claim.organisation}
            for name in (claim.speaker, claim.organisation):
                party = self.parties.find(name) if name else None
                names |= {each.name for each in self.parties.organisations(party)} if party else set()
            folded = {fold_name(name) for name in names if name}
            folded |= {office_key(name) for name in names} | {headed_office(claim.office), headed_office(claim.speaker)}
            self._offices[key] = frozenset(name for name in folded if name and not _WHOLE_STATE.match(name))
        return self._offices[key]
