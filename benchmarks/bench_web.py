"""Server time of the pages: warm, after a change, and with twenty readers at once; on a case of 5,000 statements."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SAID = 5000
READERS, EACH = 20, 15
PATHS = (
    "/",
    "/?as_of=2030-03-01",
    "/statements",
    "/statements?unit=killed",
    "/statements/C1",
    "/record",
    "/api/account",
)


def main() -> None:
    """Print the table."""
    from starlette.testclient import TestClient

    from antigone.web.app import create_app

    with tempfile.TemporaryDirectory() as folder:
        path = _case(Path(folder))
        app = create_app(path, local=True)
        browser = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        browser.get(f"/enter?key={app.state.door.key}")
        events = len(app.state.desk.state().events)
        print(f"{SAID:,} statements, {events:,} events; milliseconds of the server, in one process")
        print(f"{'page':<30}{'first':>9}{'median':>9}{'p95':>9}")
        for each in PATHS:
            first, warm = _timed(lambda each=each: browser.get(each)), []
            warm = sorted(_timed(lambda each=each: browser.get(each)) for _ in range(30))
            print(f"{each:<30}{first:>9.0f}{statistics.median(warm):>9.0f}{warm[28]:>9.0f}")
        _change(path)
        print(f"{'/ after a change':<30}{_timed(lambda: browser.get('/')):>9.0f}")
        for each in PATHS:
            browser.get(each)
        times = sorted(_crowd(lambda: _timed(lambda: browser.get(random.choice(PATHS)))))
        p95 = times[int(len(times) * 0.95)]
        print(f"{f'{READERS} readers, a page a second':<30}{'':>9}{statistics.median(times):>9.0f}{p95:>9.0f}")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _crowd(work: Callable[[], float]) -> list[float]:
    with ThreadPoolExecutor(READERS) as pool:
        return [time_ for times in pool.map(lambda _: _reader(work), range(READERS)) for time_ in times]


def _reader(work: Callable[[], float]) -> list[float]:
    """One who opens a page about every second."""
    times = []
    for _ in range(EACH):
        time.sleep(random.uniform(0.5, 1.5))
        times.append(work())
    return times


def _case(folder: Path) -> Path:
    """An invented case: 40 towns, 25 speakers, figures that grow over half a year."""
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    chance = random.Random(7)
    lines = ["id,said_on,speaker,publisher,unit,low,high,best,modifier,place,group"]
    for n in range(SAID):
        town, day = n % 40, 1 + n * 170 // SAID
        low = 3 + town + day // 4 + chance.randrange(3)
        said = f"2030-{1 + day // 29:02d}-{1 + day % 28:02d}"
        unit = ("killed", "bodies_received", "injured")[n % 3]
        lines.append(f"C{n},{said},Speaker {n % 25},Paper {n % 60},{unit},{low},,,at_least,t{town},all")
    tables = folder / "tables"
    tables.mkdir()
    towns = "".join(f"t{n},Town {n},land,city\n" for n in range(40))
    (tables / "statements.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tables / "places.csv").write_text(f"id,name,parent,kind\nland,Land,,country\n{towns}", encoding="utf-8")
    (tables / "groups.csv").write_text("id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n")
    with Case.create(folder / "case", "Bench", by="bench") as case:
        import_tables(case, tables)
    return folder / "case"


def _change(path: Path) -> None:
    """One more statement."""
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    tables = path.parent / "more"
    tables.mkdir()
    line = "id,said_on,speaker,unit,low,modifier,place,group\nN1,2030-06-28,Speaker 1,killed,99,at_least,t1,all\n"
    (tables / "statements.csv").write_text(line, encoding="utf-8")
    with Case.open(path) as case:
        import_tables(case, tables)


if __name__ == "__main__":
    main()
