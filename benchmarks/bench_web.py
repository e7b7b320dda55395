"""Server time of the pages: first, warm, after each kind of change, and with twenty readers at once.

By default a small case; `ANTIGONE_BENCH=full` makes the one that the application is held to: 5,000 statements, 50,000
remains with 400,000 custody events. `ANTIGONE_BENCH_CASE` names a folder where the case is kept, to be measured again
without being made again. The pages are those of the table of routes, so that none is forgotten.

Beside the time on the clock stands the processor time, which other work on the machine changes less.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.web_world import FULL, SMALL, Size, changes, make

READERS, EACH, WARM, CHANGES, BAR = 20, 10, 20, 5, 150
MORE = (
    "/?as_of=2024-03-01",
    "/explain?id=killed%20%40%20t3",
    "/statements?unit=killed",
    "/statements/C1",
    "/places/t1",
    "/remains?q=M3",
    "/remains?page=3",
    "/remains?place=m3",
    "/remains/CODE",
    "/scan?code=CODE&at=m3",
    "/ledger?place=m3",
    "/ledger?place=m3&date=2024-01-20",
    "/places/m3",
    "/entry/ACT",
    "/missing/P-000001",
    "/record/ACT",
    "/record?thing=CODE",
    "/record?kind=custody.recorded&page=900",
    "/api/remains/CODE",
    "/api/record/ACT",
)
"""Beside the pages that need no more than their address."""
NO_PAGES = frozenset({"being_read", "enter", "sign_in", "tile", "base_map", "checkpoint", "place_map", "files"})
"""Routes that begin something, or hand out a file that never changes."""


def main() -> None:
    """Print the tables."""
    size = FULL if os.environ.get("ANTIGONE_BENCH") == "full" else SMALL
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = _case(Path(folder), size)
        print(f"{size.words}; made in {time.perf_counter() - began:.0f} s; milliseconds of the server, one process")
        measure(Path(folder), path)


def _case(folder: Path, size: Size) -> Path:
    """The case, made now, or copied from where it is kept."""
    kept = os.environ.get("ANTIGONE_BENCH_CASE")
    if not kept:
        return make(folder, size)
    if not (Path(kept) / "case").is_dir():
        Path(kept).mkdir(parents=True, exist_ok=True)
        make(Path(kept), size)
    return Path(shutil.copytree(Path(kept) / "case", folder / "case"))


def measure(folder: Path, path: Path) -> None:
    """All tables, for a case that lies there."""
    from starlette.testclient import TestClient

    from antigone.web.app import create_app

    app = create_app(path, local=True, warm=True)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as browser:
        _start(app.state.desk.beginning)
        browser.get(f"/enter?key={app.state.door.key}")
        shown = _each(browser, _things(app.state.desk.state()))
        app.state.desk.jobs.settle()  # what pages began goes on beside them
        _changes(browser, folder, path)
        for address in shown:
            browser.get(address)
        _crowd(app, browser.cookies, shown)


def _start(beginning: Any) -> None:
    """How long it takes until the pages open, by stage."""
    names = ("read the record", "work out what stands", "make the account", "make the lists")
    began, spent = time.perf_counter(), [0.0] * len(names)
    last = time.process_time()
    while not beginning.done.wait(0.02):
        now = time.process_time()
        spent[beginning.stage] += now - last
        last = now
    told = ", ".join(f"{name} {seconds:.1f}" for name, seconds in zip(names, spent, strict=True))
    print(f"pages open after {time.perf_counter() - began:.1f} s; processor: {told}")


def _things(state: Any) -> dict[str, str]:
    """Something of each kind, as its address names it."""
    from antigone.found.label import code_of

    id = sorted(state.register.remains)[len(state.register.remains) // 2]
    return {"CODE": code_of(id), "ACT": state.register.paths[id][0].act.id}


def pages() -> list[str]:
    """Addresses of all pages and answers that can be asked for without knowing anything of the case."""
    from antigone.web.routes import ADDRESSES

    plain = [a.path for a in ADDRESSES if a.method == "GET" and "{" not in a.path and a.name not in NO_PAGES]
    return [*dict.fromkeys(path for path in plain if path != "/api/bounds" and path != "/api/explain"), *MORE]


def _each(browser: Any, things: dict[str, str]) -> list[str]:
    """First and warm times of every page; those that answer at all."""
    print(f"\n{'':<42}{'':>9}{'on the clock':>18}{'processor':>18}")
    print(f"{'page':<42}{'first':>9}{'median':>9}{'p95':>9}{'median':>9}{'p95':>9}")
    shown, slow = [], []
    for address in pages():
        filled = address
        for word, value in things.items():
            filled = filled.replace(word, value)
        (first, _), status = _timed(lambda filled=filled: browser.get(filled).status_code)
        if status != 200:
            print(f"{address:<42}{f'({status})':>9}")
            continue
        every = [_timed(lambda filled=filled: browser.get(filled))[0] for _ in range(WARM)]
        warm, busy = sorted(wall for wall, _ in every), sorted(cpu for _, cpu in every)
        told = f"{statistics.median(warm):>9.1f}{_p95(warm):>9.1f}{statistics.median(busy):>9.1f}{_p95(busy):>9.1f}"
        print(f"{address:<42}{first:>9.0f}{told}", flush=True)
        shown.append(filled)
        slow += [address] if _p95(busy) > BAR else []
    print(f"{len(shown)} pages; above {BAR} ms of processor (p95, warm): {', '.join(slow) or 'none'}")
    return shown


def _changes(browser: Any, folder: Path, path: Path) -> None:
    """The account after one more entry of each kind: with what the server has to take in first."""
    print(f"\n{'the account after one more':<42}{'median':>9}{'most':>9}{'median':>18}{'most':>9}")
    for name, change in changes(folder, path).items():
        walls, cpus = [], []
        for n in range(CHANGES):
            change(n)
            (wall, cpu), status = _timed(lambda: browser.get("/").status_code)
            assert status == 200
            walls.append(wall)
            cpus.append(cpu)
        told = f"{statistics.median(cpus):>18.0f}{max(cpus):>9.0f}"
        print(f"{name:<42}{statistics.median(walls):>9.0f}{max(walls):>9.0f}{told}", flush=True)


def _crowd(app: Any, cookies: Any, shown: list[str]) -> None:
    """Twenty readers who each open a page about every second."""
    times: dict[str, list[float]] = {}

    async def reader(client: Any, seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(EACH):
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            address = chance.choice(shown)
            began = time.perf_counter()
            await client.get(address)
            times.setdefault(address, []).append((time.perf_counter() - began) * 1000)

    async def everybody() -> None:
        import httpx2

        inside = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=inside, base_url="http://127.0.0.1", cookies=dict(cookies)) as client:
            await asyncio.gather(*(reader(client, seed) for seed in range(READERS)))

    asyncio.run(everybody())
    every = sorted(each for found in times.values() for each in found)
    print(f"\n{READERS} readers, a page a second each: median {statistics.median(every):.1f}, p95 {_p95(every):.1f}")
    slowest = sorted(times, key=lambda address: -max(times[address]))[:5]
    print("slowest: " + ", ".join(f"{address} {max(times[address]):.0f}" for address in slowest))


def _timed(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Milliseconds on the clock and of the processor, and what came out."""
    began, busy = time.perf_counter(), time.process_time()
    found = work()
    return ((time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000), found


def _p95(times: list[float]) -> float:
    return times[min(len(times) - 1, int(len(times) * 0.95))]


if __name__ == "__main__":
    main()
