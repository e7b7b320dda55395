"""Blind search: the pruned scan beside the plain numpy look-up, on the same tables, in one run.

24 markers, 210 genotypes and a row for "not typed" each; log10 LRs drawn like those of families with one or two typed
relatives. Two plain look-ups: by pair from the table as it comes (a family's row, its marker, its genotype), and
by rows of 128
families side by side, which is the best that numpy does.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from antigone.named.joint.cases import event_from
from antigone.named.kinship.search import ArraySource, Search
from antigone.named.kinship.search.kernel import LANES, scan_function
from antigone.named.kinship.search.report import Pool
from antigone.named.kinship.search.scan import _candidates, deficit_table
from antigone.simulate import Settings, make_world
from antigone.simulate.dna import joint_case

MARKERS, KINDS, THRESHOLD = 24, 211, 4.0


def tables(rng: np.random.Generator, families: int) -> NDArray[np.float32]:
    """log10 LRs, float32[families, rows]: mostly against, some excluded, a few strongly for."""
    table = rng.normal(-0.4, 0.45, size=(families, MARKERS * KINDS)).astype(np.float32)
    table[rng.random(table.shape, dtype=np.float32) < 0.35] = -3.5
    table[rng.random(table.shape, dtype=np.float32) < 0.05] = 1.1
    table[:, ::KINDS] = 0
    return table


def plain_float32(table: NDArray[np.float32], profiles: NDArray[np.int32]) -> NDArray[np.intp]:
    """What a careful numpy user would write: rows of families side by side, summed marker by marker."""
    score = np.zeros((profiles.shape[0], table.shape[1]), np.float32)
    for marker in range(profiles.shape[1]):
        score += table[profiles[:, marker]]
    return np.argwhere(score >= THRESHOLD)


def plain_by_pair(table: NDArray[np.float32], profiles: NDArray[np.int32]) -> NDArray[np.intp]:
    """What most people write: for each profile the entries of every family, summed."""
    return np.array([k for k, row in enumerate(profiles) if (table[:, row].sum(axis=1) >= THRESHOLD).any()])


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median seconds of some runs, in the CPU time of this process."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return float(np.median(times))


def main(families: int = 8192, profiles: int = 20_000) -> None:
    """Print pairs per second and core for both, and the whole search with its tables at hand."""
    rng = np.random.default_rng(20261122)
    start = time.perf_counter()
    scan_function()
    table = tables(rng, families)
    rows = rng.integers(0, KINDS, size=(profiles, MARKERS)).astype(np.int32)
    rows += (np.arange(MARKERS) * KINDS).astype(np.int32)
    search = Search(ArraySource(table), rows, np.arange(MARKERS + 1) * KINDS, THRESHOLD)

    block = table[:LANES].T.astype(np.float64)
    deficits = deficit_table(block, search.offsets, THRESHOLD)
    _candidates(deficits, rows[:10])
    print(f"made ready in {time.perf_counter() - start:.1f} s")
    kernel = seconds(lambda: _candidates(deficits, rows), 15)
    quantise = seconds(lambda: deficit_table(block, search.offsets, THRESHOLD), 15)
    few, narrow = rows[:2000], np.ascontiguousarray(table[:LANES].T)
    plain = seconds(lambda: plain_float32(narrow, few), 9)
    wide = table[:2048]
    naive = 200 * len(wide) / seconds(lambda: plain_by_pair(wide, rows[:200]), 5)
    fast, slow = profiles * LANES / kernel, len(few) * LANES / plain
    print(f"{'numpy, pair by pair':28s} {naive / 1e6:10,.0f} M pairs/s per core")
    print(f"{'numpy, rows of 128':28s} {slow / 1e6:10,.0f} M pairs/s per core")
    print(f"{'pruned scan':28s} {fast / 1e6:10,.0f} M pairs/s per core   x {fast / naive:,.0f}, x {fast / slow:,.0f}")
    print(f"{'deficits of a block':28s} {quantise * 1e3:10.1f} ms for {LANES} families")
    start = time.perf_counter()
    hits = search.run(exact_only=False)
    wall = time.perf_counter() - start
    print(f"{'whole search, two threads':28s} {wall:10.2f} s for {search.n_pairs:,} pairs, {len(hits):,} hits")
    whole_event()


def whole_event(people: int = 20_000) -> None:
    """Families as pedigrees, tables and all: a simulated event, from profiles to named matches."""
    world = make_world(Settings(1, people, drop_out=(0.0,), in_parts=0.0))
    families, remains = event_from(joint_case(world, main_only=True)["cases"][0])
    strangers = make_world(Settings(2, people, drop_out=(0.0,), in_parts=0.0))
    _, others = event_from(joint_case(strangers, main_only=True)["cases"][0])
    remains += [replace(r, id=f"other {r.id}") for r in others[: people - len(remains)]]
    pool = Pool(families, remains, world.genetics.markers, "families")
    wall, processor = time.perf_counter(), time.process_time()
    hits = pool.search(6.0).run(threads=2)
    searched, used = time.perf_counter() - wall, time.process_time() - processor
    matches = pool.matches(hits)
    print(
        f"{people:,} x {len(remains):,} with tables: {searched:.1f} s, {used:.1f} CPU-s, {len(hits):,} hits; "
        f"with names and exclusions {time.perf_counter() - wall:.1f} s ({len(matches):,} matches); "
        f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )


if __name__ == "__main__":
    main()
