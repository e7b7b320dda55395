"""Pages of the register on 50,000 remains and 400,000 acts: warm, and right after a clerk wrote something.

Beside the list stands what it would cost to fold the whole register after each entry, as the shelf does not.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from antigone.found.events import draft
from antigone.found.label import Label, LabelKind, canonical_id
from antigone.found.memory import without_collector
from antigone.found.register import Register, fold
from antigone.record.case import Case
from antigone.web.app import create_app
from benchmarks.bench_found import make

PATHS = (
    "/remains",
    "/remains?q=M1-",
    "/remains?q=nothing+like+it&sort=-since",
    "/remains?state=in+transit&sort=place",
    "/remains/000-01Y",
    "/scan?code=000-01Y",
    "/ledger?place=morgue-3&date=2024-01-10",
    "/custody",
    "/remains/new",
)
ROUNDS = 21


def whole(path: Path) -> Register:
    """The register, folded from everything."""
    with Case.open(path, read_only=True) as case, without_collector():
        return fold(case.events())


def main() -> None:
    """Print the table."""
    table = Table(title="Pages of the register: 50,000 remains, 400,000 acts (milliseconds)")
    for name in ("page", "median", "p95"):
        table.add_column(name, justify="left" if name == "page" else "right")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        make(path).close()
        start = time.perf_counter()
        register = whole(path)
        folding = time.perf_counter() - start
        app = create_app(path, local=True)
        app.state.desk.shelf._whole = lambda: register  # the account has its own benchmark
        client = TestClient(app, base_url="http://127.0.0.1:8700", follow_redirects=False)
        client.get(f"/enter?key={app.state.door.key}")
        for address in PATHS:
            client.get(address)
            table.add_row(address, *told([timed(client, address) for _ in range(ROUNDS)]))
        table.add_row("/remains after an entry", *told([after_an_entry(client, path, n) for n in range(ROUNDS)]))
        table.add_row("(a fold of everything)", f"{folding * 1000:,.0f}", "")
    Console().print(table)


def timed(client: TestClient, address: str) -> float:
    """Seconds of one request."""
    start = time.perf_counter()
    assert client.get(address).status_code == 200
    return time.perf_counter() - start


def after_an_entry(client: TestClient, path: Path, n: int) -> float:
    """Seconds of the list once another process has added a label."""
    with Case.open(path) as case:
        case.append([draft(Label(canonical_id(n), LabelKind.BAG, f"B-{n}"))])
    return timed(client, "/remains")


def told(seconds: list[float]) -> tuple[str, str]:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:.0f}", f"{ordered[int(len(ordered) * 0.95)] * 1000:.0f}"


if __name__ == "__main__":
    main()
