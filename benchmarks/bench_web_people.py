"""Server time of the pages about missing persons and matching: warm, after a change, and while a comparison runs."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MISSING = 1500
TESTS = Path(__file__).resolve().parents[1] / "tests"
PATHS = (
    "/missing",
    "/missing?page=20",
    "/missing?typed=no",
    "/missing?q=PART",
    "/missing/PERSON",
    "/families/FAMILY",
    "/matching",
    "/matching?person=PERSON",
    "/board/pair?remains=REMAINS&person=PERSON",
)


def main() -> None:
    """Print the table."""
    from starlette.testclient import TestClient

    from antigone.web.app import create_app

    with tempfile.TemporaryDirectory() as folder:
        path, names = _case(Path(folder))
        app = create_app(path, local=True)
        browser = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        browser.get(f"/enter?key={app.state.door.key}")
        state = app.state.desk.state()
        print(f"{MISSING:,} missing, {len(state.named.persons):,} persons, {len(state.events):,} events; milliseconds")
        print(f"{'page':<46}{'first':>9}{'median':>9}{'p95':>9}")
        for each in PATHS:
            _row(each, lambda each=each: browser.get(_filled(each, names)))
        job = app.state.desk.jobs.of("a comparison", lambda _: _busy(20))
        for each in ("/missing", "/matching?person=PERSON"):
            _row(f"{each}, while a computation runs", lambda each=each: browser.get(_filled(each, names)))
        print("" if not job.is_done else "(the computation ended before the pages)")


def _row(name: str, work: Callable[[], Any]) -> None:
    first = _timed(work)
    warm = sorted(_timed(work) for _ in range(30))
    print(f"{name:<46}{first:>9.0f}{statistics.median(warm):>9.0f}{warm[28]:>9.0f}")


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    assert work().status_code == 200
    return (time.perf_counter() - began) * 1000


def _busy(seconds: float) -> int:
    """Arithmetic in plain Python: the worst neighbour that a page can have."""
    until, n = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        n += 1
    return n


def _filled(path: str, names: dict[str, str]) -> str:
    for word, value in names.items():
        path = path.replace(word, value)
    return path


def _case(folder: Path) -> tuple[Path, dict[str, str]]:
    """A simulated event with its DNA, entered as people enter it, and matches that are made up."""
    sys.path.insert(0, str(TESTS))
    from web.kin_world import make_large

    path, person, family, remains, name = make_large(folder, MISSING)
    return path, {"PERSON": person, "FAMILY": family, "REMAINS": remains, "PART": name.split()[-1]}


if __name__ == "__main__":
    main()
