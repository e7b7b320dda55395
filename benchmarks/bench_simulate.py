"""Simulated events: seconds to make and write them, and how often the default search threshold names a wrong family."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from antigone.named.joint.cases import event_from
from antigone.named.kinship.search.report import Pool
from antigone.simulate import Settings, make_world
from antigone.simulate.dna import joint_case
from antigone.simulate.write import write_world

THRESHOLD = 4.0


def main(sizes: tuple[int, ...] = (30, 2000, 20_000), searched: int = 2000) -> None:
    """Print both tables."""
    print(f"{'missing':>8s} {'made, s':>8s} {'written, s':>11s} {'MB':>6s}")
    for missing in sizes:
        start = time.perf_counter()
        world = make_world(Settings(1, missing, in_parts=0.0))
        made = time.perf_counter() - start
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "world"
            write_world(world, out)
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
        print(f"{missing:8,} {made:8.2f} {time.perf_counter() - start - made:11.2f} {size / 1e6:6.1f}")
    print(f"\n{searched:,} missing, 24 markers, log10 LR from {THRESHOLD:g}")
    heads = (
        ("drop-out", 8),
        ("pairs", 10),
        ("matches", 8),
        ("wrong family", 13),
        ("best is wrong", 15),
        ("missed", 11),
    )
    print(" ".join(f"{name:>{width}s}" for name, width in heads))
    for drop_out in (0.0, 0.1, 0.2, 0.3):
        print(wrong_families(drop_out, searched), flush=True)


def wrong_families(drop_out: float, missing: int) -> str:
    """One row of the second table."""
    world = make_world(Settings(1, missing, drop_out=(drop_out,), in_parts=0.0))
    families, remains = event_from(joint_case(world, main_only=True)["cases"][0])
    who = world.who_is_who()
    family = {m: f.name for f in families for m in f.missing}
    pool = Pool(families, remains, world.genetics.markers, "families")
    matches = pool.matches(pool.search(THRESHOLD).run())
    wrong = [m for m in matches if family.get(who[m.profile]) != m.family]
    best = [m for m in matches if m.rank == 1]
    missed = 1 - sum(who[m.profile] == m.target for m in matches) / sum(m != "*" for m in who.values())
    return (
        f"{drop_out:8.1f} {pool.n_pairs:10,} {len(matches):8,} {len(wrong) / len(matches):13.2%} "
        f"{sum(m.rank == 1 for m in wrong):6d} of {len(best):5,} {missed:11.1%}"
    )


if __name__ == "__main__":
    main()
