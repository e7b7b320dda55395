"""Server time of the pages: first, warm, after a change, and with twenty readers at once.

By default a small case; `ANTIGONE_BENCH=full` makes the one that the application is held to: 5,000 statements, 50,000
remains with 400,000 custody events. The pages are those of the table of routes, so that none is forgotten.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.web_world import FULL, SMALL, make, one_more_act, one_more_statement

READERS, EACH, WARM, CHANGES = 20, 10, 15, 5
MORE = (
    "/?as_of=2024-03-01",
    "/explain?id=killed%20%40%20t3",
    "/statements?unit=killed",
    "/statements/C1",
    "/places/t1",
    "/remains?q=M3",
    "/remains?page=3",
    "/missing/P-000001",
)
"""Beside the pages that need no more than their address."""
NO_PAGES = frozenset({"enter", "sign_in", "tile", "base_map", "checkpoint", "place_map", "files"})
"""Routes that begin something, or hand out a file that never changes."""


def main() -> None:
    """Print the tables."""
    size = FULL if os.environ.get("ANTIGONE_BENCH") == "full" else SMALL
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = make(Path(folder), size)
        print(f"{size.words}; made in {time.perf_counter() - began:.0f} s; milliseconds of the server, one process")
        measure(Path(folder), path)


def measure(folder: Path, path: Path) -> None:
    """All tables, for a case that lies there."""
    from starlette.testclient import TestClient

    from antigone.web.app import create_app

    began = time.perf_counter()
    app = create_app(path, local=True)
    print(f"read and folded in {time.perf_counter() - began:.1f} s")
    browser = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    browser.get(f"/enter?key={app.state.door.key}")
    shown = _each(browser)
    _changes(browser, folder, path)
    for address in shown:
        browser.get(address)
    _crowd(app, browser.cookies, shown)


def pages() -> list[str]:
    """Addresses of all pages and answers that can be asked for without knowing anything of the case."""
    from antigone.web.routes import ADDRESSES

    plain = [a.path for a in ADDRESSES if a.method == "GET" and "{" not in a.path and a.name not in NO_PAGES]
    return [*dict.fromkeys(path for path in plain if path != "/api/bounds" and path != "/api/explain"), *MORE]


def _each(browser: Any) -> list[str]:
    """First and warm times of every page; those that answer at all."""
    print(f"\n{'page':<34}{'first':>9}{'median':>9}{'p95':>9}")
    shown = []
    for address in pages():
        first, status = _timed(lambda address=address: browser.get(address).status_code)
        if status != 200:
            print(f"{address:<34}{f'({status})':>9}")
            continue
        warm = sorted(_timed(lambda address=address: browser.get(address))[0] for _ in range(WARM))
        print(f"{address:<34}{first:>9.0f}{statistics.median(warm):>9.1f}{_p95(warm):>9.1f}", flush=True)
        shown.append(address)
    return shown


def _changes(browser: Any, folder: Path, path: Path) -> None:
    """The account after one more statement, and after one more custody event."""
    print(f"\n{'the account after one more':<34}{'median':>9}{'most':>9}")
    kinds: dict[str, Callable[[int], None]] = {
        "statement": lambda n: one_more_statement(folder, path, n),
        "custody event": lambda n: one_more_act(path, n),
    }
    for name, change in kinds.items():
        times = []
        for n in range(CHANGES):
            change(n)
            times.append(_timed(lambda: browser.get("/"))[0])
        print(f"{name:<34}{statistics.median(times):>9.0f}{max(times):>9.0f}", flush=True)


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


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = work()
    return (time.perf_counter() - began) * 1000, found


def _p95(times: list[float]) -> float:
    return times[min(len(times) - 1, int(len(times) * 0.95))]


if __name__ == "__main__":
    main()
