"""Which claims a rule has to be asked about: all that could be a target, found without comparing every pair."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice

from antigone.core.party import fold_name
from antigone.said.claim import Claim
from antigone.said.link_figures import day_of, figure, is_root, partners, rounded_to, rounds, synonyms
from antigone.said.link_voice import Voices
from antigone.said.same_party import PartyIndex, heard

Voice = tuple[str, str, str]


class Reach:
    """An index over claims in order of time.

    Args:
        ordered: the claims.
        voices: who speaks for whom.
        fit: how two places fit; 0 where a figure of the one says nothing of the other.
    """

    def __init__(self, ordered: Sequence[Claim], voices: Voices, fit: Callable[[str, str], int]) -> None:
        self._voices, self._fit = voices, fit
        self._fitting: dict[tuple[str, str], bool] = {}
        self._place = {claim.id: at for at, claim in enumerate(ordered)}
        self._days = {claim.id: day_of(claim) for claim in ordered}
        self._by_figure: dict[tuple[int, str], list[Claim]] = defaultdict(list)
        self._bare: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._of_voice: dict[tuple[str, Voice], dict[str, list[Claim]]] = defaultdict(dict)
        for claim in ordered:
            number = figure(claim)
            if number is None:
                self._bare[fold_name(claim.speaker), claim.unit].append(claim)
            else:
                self._by_figure[number, claim.unit].append(claim)
                self._of_voice[claim.unit, _voice(claim)].setdefault(claim.place, []).append(claim)
        for by_place in self._of_voice.values():
            for several in by_place.values():
                several.sort(key=self._day)
        figures: dict[str, set[int]] = defaultdict(set)
        for number, unit in self._by_figure:
            figures[unit].add(number)
        self._figures = {unit: sorted(numbers) for unit, numbers in figures.items()}
        self._speakers = _Speakers({_voice(claim): claim for claim in ordered if claim.speaker}, voices)

    def bare(self, claim: Claim) -> Iterable[Claim]:
        """Those without a figure, of the same name and unit, that come before."""
        return self._before(self._bare.get((fold_name(claim.speaker), claim.unit), []), claim)

    def equal(self, claim: Claim) -> Iterable[Claim]:
        """Those with the same figure and unit that come before."""
        return self._before(self._by_figure.get((figure(claim) or 0, claim.unit), []), claim)

    def recent(self, claim: Claim) -> Iterable[Claim]:
        """Those with the same figure and unit that come before, by two days at most; none for a claim without a day."""
        day = self._day(claim)
        if not day:
            return ()
        pool = self._by_figure.get((figure(claim) or 0, claim.unit), [])
        first = bisect_left(pool, day - 2, key=lambda each: self._day(each) or date.max.toordinal())
        return islice(pool, first, bisect_left(pool, self._place[claim.id], key=self._place_of))

    def denied(self, claim: Claim) -> Iterator[Claim]:
        """Those with the same figure, of the unit or one that it slides from, before and after."""
        for unit in sorted(partners(claim.unit)):
            yield from self._by_figure.get((figure(claim) or 0, unit), ())

    def alike(self, claim: Claim, *, slid: bool = False, tied: bool = True) -> Iterator[Claim]:
        """Those before with the figure, or one that rounds to it, and the unit, or one that it slides from.

        Args:
            claim: with a figure.
            slid: also of the units from which figures slide to this one.
            tied: only of those whose speaker may be tied to ours by more than passing on.
        """
        number = figure(claim) or 0
        voices = self._speakers.tied(claim).keys() if tied else ()
        for unit in sorted(partners(claim.unit) if slid else synonyms(claim.unit)):
            near = {
                *self._rounded(number, claim.modifier, unit),
                *(rounded_to(number) if claim.modifier == "exact" else ()),
            }
            for each in (number, *sorted(near - {number})):
                pool = self._before(self._by_figure.get((each, unit), []), claim)
                yield from (one for one in pool if _voice(one) in voices) if tied else pool

    def _rounded(self, number: int, modifier: str, unit: str) -> Sequence[int]:
        between = rounds(number, modifier)
        known = self._figures.get(unit, ())
        return known[bisect_right(known, between[0]) : bisect_left(known, between[1])] if between else ()

    def same_day(self, claim: Claim) -> Iterator[Claim]:
        """Those after, of the same figure and day, of a unit from which figures slide to this one."""
        day, voices = self._day(claim), self._speakers.tied(claim).keys()
        for unit in sorted(each for each in partners(claim.unit) if day and is_root(each, claim.unit)):
            pool = self._by_figure.get((figure(claim) or 0, unit), [])
            first = bisect_right(pool, self._place[claim.id], key=self._place_of)
            yield from (one for one in islice(pool, first, None) if self._day(one) == day and _voice(one) in voices)

    def _before(self, pool: list[Claim], claim: Claim) -> Iterable[Claim]:
        return islice(pool, bisect_left(pool, self._place[claim.id], key=self._place_of))

    def _day(self, claim: Claim) -> int:
        return self._days[claim.id]

    def _place_of(self, claim: Claim) -> int:
        return self._place[claim.id]

    def earlier(self, claim: Claim) -> Iterator[list[Claim]]:
        """Those of the same unit, said no later by who may be tied to ours, a day at a time, the latest first."""
        day = self._day(claim)
        pools = []
        for several in self._pools(claim):
            pools.append(reversed(several[: bisect_right(several, day, key=self._day)]))
        merged = heapq.merge(*pools, key=lambda each: -self._day(each))
        for _, same_day in groupby(merged, key=self._day):
            yield list(same_day)

    def is_tied(self, claim: Claim, other: Claim) -> bool:
        """True where the speaker of the other may be tied to that of the claim by more than passing on."""
        return _voice(other) in self._speakers.tied(claim)

    def of_day(self, claim: Claim) -> Iterator[Claim]:
        """Those of the same unit and day whose speaker may be tied to ours."""
        day = self._day(claim)
        for several in self._pools(claim):
            yield from several[bisect_left(several, day, key=self._day) : bisect_right(several, day, key=self._day)]

    def _pools(self, claim: Claim) -> list[list[Claim]]:
        """What those tied to the speaker counted of the unit, for each place that may be that of the claim."""
        return [
            pool
            for voice in self._speakers.tied(claim)
            for place, pool in self._of_voice.get((claim.unit, voice), {}).items()
            if self._fits(claim.place, place)
        ]

    def _fits(self, one: str, other: str) -> bool:
        if (one, other) not in self._fitting:
            self._fitting[one, other] = self._fit(one, other) > 0
        return self._fitting[one, other]


def _voice(claim: Claim) -> Voice:
    return claim.speaker, claim.organisation, claim.office


class _Speakers:
    """Which voices share a name, an office or a party with another: no fewer than those that are tied."""

    def __init__(self, claims: dict[Voice, Claim], voices: Voices) -> None:
        self._voices = voices
        self._by_key: dict[str, list[Voice]] = defaultdict(list)
        self._by_name: dict[str, list[Voice]] = defaultdict(list)
        for voice, claim in claims.items():
            self._by_name[claim.speaker].append(voice)
            for key in self._keys(claim):
                self._by_key[key].append(voice)
        self._index = PartyIndex((name, name) for name in self._by_name)
        self._near: dict[str, list[Voice]] = {}
        self._tied: dict[tuple[Voice, tuple[str, ...]], dict[Voice, None]] = {}

    def tied(self, claim: Claim) -> dict[Voice, None]:
        """The voices that may be tied to that of a claim by more than passing on."""
        key = _voice(claim), claim.via
        if key not in self._tied:
            found = dict.fromkeys(voice for each in self._keys(claim) for voice in self._by_key.get(each, ()))
            for name in (claim.speaker, *claim.via):
                found |= dict.fromkeys(self._of_name(name))
            self._tied[key] = found
        return self._tied[key]

    def _keys(self, claim: Claim) -> Iterable[str]:
        yield from sorted(f"office {each}" for each in self._voices.offices(claim))
        if claim.office and len(sounds := heard(claim.speaker)) > 1:
            yield f"heard {sounds[-1]}"
        for name in (claim.speaker, *claim.via):
            party = self._voices.parties.find(name) if name else None
            if party is not None:
                yield f"party {party.id}"

    def _of_name(self, name: str) -> list[Voice]:
        if name not in self._near:
            others = self._index.near(name) if name else ()
            self._near[name] = [voice for other in others for voice in self._by_name[other]]
        return self._near[name]
