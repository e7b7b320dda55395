"""Matches as people read them: names, ranks, how many markers speak, and which contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.marker import Genotypes, Marker, Profile
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.search.check import require_sound
from antigone.named.kinship.search.hits import Hits
from antigone.named.kinship.search.kernel import LANES
from antigone.named.kinship.search.observation import ObservationBook
from antigone.named.kinship.search.pedigrees import PedigreeSource, SearchFamily, by_shape
from antigone.named.kinship.search.relation import KAPPAS, RelationSource
from antigone.named.kinship.search.scan import Search
from antigone.named.kinship.search.source import BlockSource


class FamilyLike(Protocol):
    """A family with missing persons, as joint identification has it."""

    @property
    def name(self) -> str: ...
    @property
    def pedigree(self) -> Pedigree: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def genotypes(self) -> Genotypes: ...


class RemainsLike(Protocol):
    """One of the remains."""

    @property
    def id(self) -> str: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def errors(self) -> ReadingErrors | None: ...


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that reached the threshold.

    Attributes:
        profile: id of the remains (or of the profile searched).
        target: the missing person, or the other profile.
        family: of the missing person; empty between profiles.
        log10_lr: log10 of the likelihood ratio.
        rank: among the matches of this profile, 1 for the best.
        lead: in log10, over this profile's next match; infinite for the last.
        shared: markers at which both sides say something.
        exclusions: markers that would exclude the pair if nothing ever mutated.
    """

    profile: str
    target: str
    family: str
    log10_lr: float
    rank: int
    lead: float
    shared: int
    exclusions: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """Profiles and what they are searched against.

    Attributes:
        families: with their missing persons and typed relatives.
        remains: one profile each.
        markers: of the panel; Y and mtDNA markers are lineages and do not enter.
        against: `families`, `remains` or `references`.
        relation: for profiles, a key of `KAPPAS`; empty for families.
    """

    families: Sequence[FamilyLike]
    remains: Sequence[RemainsLike]
    markers: tuple[Marker, ...]
    against: str
    relation: str = ""

    @cached_property
    def panel(self) -> tuple[Marker, ...]:
        """The markers that enter."""
        allowed = ("A",) if self.relation else ("A", "X")
        return tuple(m for m in self.markers if m.chrom in allowed)

    @cached_property
    def profiles(self) -> list[tuple[str, Profile, ReadingErrors | None]]:
        """What is searched: remains, or all typed relatives."""
        if self.against != "references":
            return [(r.id, r.profile, r.errors) for r in self.remains]
        return [(f"{f.name}: {p}", profile, None) for f in self.families for p, profile in f.genotypes.items()]

    @cached_property
    def _listed(self) -> list[SearchFamily]:
        """One entry for each missing person, as given."""
        return [SearchFamily(f.name, f.pedigree, m, f.genotypes) for f in self.families for m in f.missing]

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        """Place in the list as given of each target."""
        sexes = any(m.chrom == "X" for m in self.panel)
        return np.array(by_shape(self._listed, sexes), dtype=np.int64)

    @cached_property
    def targets(self) -> list[SearchFamily]:
        """One entry for each missing person, families of one shape side by side, so that their tables are made
        together."""
        return [self._listed[k] for k in self._order.tolist()]

    @property
    def n_targets(self) -> int:
        """How many there are to compare with."""
        return len(self.profiles) if self.relation else len(self.targets)

    @property
    def n_pairs(self) -> int:
        """How many different pairs are compared."""
        n = len(self.profiles)
        return n * (n - 1) // 2 if self.relation else n * self.n_targets

    @cached_property
    def book(self) -> ObservationBook:
        """Rows of the tables."""
        names = [m.name for m in self.panel]
        return ObservationBook.of(names, [p for _, p, _ in self.profiles], [e for *_, e in self.profiles])

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """Row numbers of the profiles."""
        return self.book.rows([p for _, p, _ in self.profiles], [e for *_, e in self.profiles])

    @cached_property
    def source(self) -> BlockSource:
        """Tables of the targets."""
        if self.relation:
            return RelationSource(self.book, self.rows, self.panel, KAPPAS[self.relation])
        return PedigreeSource(tuple(self.targets), self.book, self.panel)

    def search(self, threshold: float) -> Search:
        """The search for pairs from that log10 LR.

        Raises:
            GenotypeError: readings that the markers do not know.
        """
        require_sound(self.profiles, self.panel)
        if not self.relation:
            require_sound(((p, g, None) for f in self.families for p, g in f.genotypes.items()), self.panel)
        return Search(self.source, self.rows, self.book.offsets, threshold)

    def matches(self, hits: Hits) -> list[Match]:
        """Hits with names, best first within each profile; between profiles each pair once, and nobody with
        themselves."""
        kept = hits.profile < hits.family if self.relation else self._possible(hits)
        hits = self._as_given(Hits(hits.profile[kept], hits.family[kept], hits.log10_lr[kept]))
        excluded, shared = self._excluded(hits), self._shared(hits)
        found = []
        for k, (p, f) in enumerate(zip(hits.profile.tolist(), hits.family.tolist(), strict=True)):
            target = self.profiles[f][0] if self.relation else self.targets[f].member
            family = "" if self.relation else self.targets[f].name
            against = tuple(m.name for m, out in zip(self.panel, excluded[k].tolist(), strict=True) if out)
            lr, rank, lead = float(hits.log10_lr[k]), int(hits.rank[k]), float(hits.lead[k])
            found.append(Match(self.profiles[p][0], target, family, lr, rank, lead, int(shared[k]), against))
        return found

    def _as_given(self, hits: Hits) -> Hits:
        """The hits with equal ones of a profile in the order in which the targets were given."""
        place = hits.family if self.relation else self._order[hits.family]
        order = np.lexsort((place, -hits.log10_lr, hits.profile))
        return Hits(hits.profile[order], hits.family[order], hits.log10_lr[order])

    def _possible(self, hits: Hits) -> NDArray[np.bool_]:
        """False where remains and missing person are of different sexes."""
        theirs = [f.pedigree.sex_of(f.member) for f in self.targets]
        ours = [getattr(r, "sex", "?") for r in self.remains]
        return np.array(
            [
                "?" in (ours[p], theirs[f]) or ours[p] == theirs[f]
                for p, f in zip(hits.profile.tolist(), hits.family.tolist(), strict=True)
            ],
            dtype=bool,
        )

    def _excluded(self, hits: Hits) -> NDArray[np.bool_]:
        """(hits, markers): True where the pair would be excluded if nothing ever mutated."""
        source: BlockSource = self.source
        if not self.relation:
            unchanging = tuple(replace(m, mutation=None) for m in self.panel)
            source = PedigreeSource(tuple(self.targets), self.book, unchanging, tolerant=True)
        excluded = np.zeros((len(hits), len(self.panel)), dtype=bool)
        for block in np.unique(hits.family // LANES):
            start, stop = int(block) * LANES, min((int(block) + 1) * LANES, source.n_families)
            table = source.block(start, stop)
            here = np.flatnonzero(hits.family // LANES == block)
            excluded[here] = table[self.rows[hits.profile[here]], (hits.family[here] - start)[:, None]] == -np.inf
        return excluded

    def _shared(self, hits: Hits) -> NDArray[np.int64]:
        """Markers at which both sides are typed."""
        ours = self.rows != self.book.offsets[:-1]
        if self.relation:
            theirs = ours
        else:
            typed = [{m for g in t.genotypes.values() for m in g} for t in self.targets]
            theirs = np.array([[m.name in names for m in self.panel] for names in typed]).reshape(len(typed), -1)
        both: NDArray[np.int64] = (ours[hits.profile] & theirs[hits.family]).sum(axis=1)
        return both
