"""A search as a whole: blocks of 128 families, deficits, the pruned scan, exact scores, hits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.search.hits import Hits
from antigone.named.kinship.search.kernel import FULL, LANES, scan_function
from antigone.named.kinship.search.source import BlockSource

# Below this many pairs the plain look-up is over before the scan could be compiled or loaded.
SMALL = 30_000_000
STEPS = FULL - 1
# Deficits are rounded down; this much is taken off before, so that no rounding of a float can push one up.
SLACK = 1e-6


def threshold_for_false_matches(pairs: float, expected: float) -> float:
    """The log10 LR at which `pairs` unrelated comparisons give at most `expected` false matches.

    P(LR ≥ t | unrelated) ≤ 1/t for any likelihood ratio (Good 1950, after Turing; Markov's inequality), so
    t = pairs / expected is always enough, and mostly far more than enough.
    """
    if pairs <= 0 or expected <= 0:
        raise ValueError("Pairs and expected false matches must both be above zero.")
    return math.log10(pairs / expected)


@dataclass(frozen=True)
class Search:
    """Profiles against a source of tables.

    Attributes:
        source: tables by blocks of families.
        profiles: int32[profiles, markers], row numbers into the tables; every profile has a row at every marker.
        offsets: first row of each marker and the number of rows at the end, int64[markers + 1].
        threshold: log10 LR from which a pair is a hit.
    """

    source: BlockSource
    profiles: NDArray[np.int32]
    offsets: NDArray[np.int64]
    threshold: float

    def __post_init__(self) -> None:
        if not math.isfinite(self.threshold):
            raise ValueError("The threshold must be a finite log10 likelihood ratio.")
        if self.profiles.size and (self.profiles.min() < 0 or self.profiles.max() >= self.source.n_rows):
            raise ValueError("A profile names a row that the tables do not have.")
        if self.profiles.shape[1] != len(self.offsets) - 1:
            raise ValueError("Profiles and tables differ in their number of markers.")

    @property
    def n_blocks(self) -> int:
        """How many blocks of families there are."""
        return -(-self.source.n_families // LANES)

    @property
    def n_pairs(self) -> int:
        """How many pairs are compared."""
        return self.source.n_families * int(self.profiles.shape[0])

    def run(
        self,
        *,
        threads: int = 2,
        on_block: Callable[[int], None] | None = None,
        blocks: Sequence[int] | None = None,
        exact_only: bool | None = None,
    ) -> Hits:
        """Search all blocks (or those given) and return the hits.

        Args:
            threads: how many blocks are worked on at once.
            on_block: called with the number of each block that is done; raising in it ends the search.
            blocks: numbers of the blocks to search; by default all.
            exact_only: True for the plain look-up, False for the scan; by default whichever is quicker at this
                size.
        """
        plain = self.n_pairs < SMALL if exact_only is None else exact_only
        wanted = blocks if blocks is not None else range(self.n_blocks)
        work = self._plain_block if plain else self._scan_block
        if not plain:
            scan_function()
        return Hits.join(self._each(work, wanted, threads, on_block))

    def _each(
        self, work: Callable[[int], Hits], blocks: Sequence[int], threads: int, on_block: Callable[[int], None] | None
    ) -> Iterator[Hits]:
        with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
            waiting = list(blocks)
            running: list[tuple[int, object]] = []
            try:
                while waiting or running:
                    while waiting and len(running) < 2 * threads:
                        number = waiting.pop(0)
                        running.append((number, pool.submit(work, number)))
                    number, future = running.pop(0)
                    yield future.result()  # type: ignore[attr-defined]
                    if on_block:
                        on_block(number)
            finally:
                for _, future in running:
                    future.cancel()  # type: ignore[attr-defined]

    def _span(self, block: int) -> tuple[int, int]:
        return block * LANES, min((block + 1) * LANES, self.source.n_families)

    def _plain_block(self, block: int) -> Hits:
        start, stop = self._span(block)
        table = self.source.block(start, stop)
        return _plain(table, self.profiles, self.threshold, start)

    def _scan_block(self, block: int) -> Hits:
        start, stop = self._span(block)
        table = self.source.block(start, stop)
        deficits = deficit_table(table, self.offsets, self.threshold)
        order = np.argsort(-_spread(deficits, self.offsets), kind="stable")
        profile, lane = _candidates(deficits, np.ascontiguousarray(self.profiles[:, order]))
        score = np.zeros(len(profile))
        for marker in range(self.profiles.shape[1]):
            score += table[self.profiles[profile, marker], lane]
        hit = score >= self.threshold
        return Hits(profile[hit].astype(np.int64), lane[hit].astype(np.int64) + start, score[hit])


def plain_search(search: Search) -> Hits:
    """The same hits by adding up every pair: slow, obviously right, and what the scan is checked against."""
    return Hits.join(search._plain_block(block) for block in range(search.n_blocks))


def _plain(table: NDArray[np.float64], profiles: NDArray[np.int32], threshold: float, first_family: int) -> Hits:
    score = np.zeros((profiles.shape[0], table.shape[1]))
    for marker in range(profiles.shape[1]):
        score += table[profiles[:, marker]]
    profile, lane = np.nonzero(score >= threshold)
    return Hits(profile.astype(np.int64), lane.astype(np.int64) + first_family, score[profile, lane])


def deficit_table(table: NDArray[np.float64], offsets: NDArray[np.int64], threshold: float) -> NDArray[np.uint8]:
    """How far each row lies below its family's best at that marker, in steps, rounded down: uint8[rows, 128].

    One step is a 254th of what a family can lose before it misses the threshold. A family that cannot reach the
    threshold at all, and the lanes beyond the last family, are full everywhere.
    """
    best = np.maximum.reduceat(table, offsets[:-1], axis=0)
    spare = best.sum(axis=0) - threshold
    # A larger step only lets more candidates through: these two margins keep float rounding far below one step.
    reachable = spare >= -1e-9
    step = np.where(reachable, np.maximum(spare, 1e-3), 1.0) / STEPS
    deficits = np.full((table.shape[0], LANES), FULL, dtype=np.uint8)
    with np.errstate(invalid="ignore", over="ignore"):
        for marker, (start, stop) in enumerate(pairwise(offsets)):
            lost = (best[marker] - table[start:stop]) / step - SLACK
            lost = np.clip(np.where(np.isnan(lost), np.inf, lost), 0, FULL)
            deficits[start:stop, : table.shape[1]] = np.where(reachable, lost, FULL).astype(np.uint8)
    return deficits


def _spread(deficits: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.float64]:
    """Mean deficit of each marker: the larger, the sooner it fills the lanes."""
    return np.array([deficits[a:b].mean() for a, b in pairwise(offsets)])


def _candidates(
    deficits: NDArray[np.uint8], profiles: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """All (profile, lane) whose deficits do not fill up."""
    scan = scan_function()
    room = max(LANES, 1 << 14)
    start, n = 0, profiles.shape[0]
    found_profiles, found_lanes = [], []
    while start < n:
        out_profile, out_lane = np.empty(room, np.int32), np.empty(room, np.int32)
        found, start = scan(deficits, profiles, start, out_profile, out_lane)
        found_profiles.append(out_profile[:found])
        found_lanes.append(out_lane[:found])
        room *= 2
    if not found_profiles:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    return np.concatenate(found_profiles), np.concatenate(found_lanes)
