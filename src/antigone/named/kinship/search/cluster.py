"""The same search over several processes or hosts, with dask distributed (extra `cluster`).

The search travels by path: it is written once into a folder that all workers can read, each task names some blocks
of families and brings back their hits. Tasks know nothing of one another, so that a worker that dies costs only its
blocks, which run again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from antigone.named.kinship.search.hits import Hits
from antigone.named.kinship.search.scan import Search

BLOCKS_PER_TASK = 4
RETRIES = 5


def run_on_cluster(
    search: Search,
    folder: Path,
    address: str | None = None,
    *,
    workers: int = 2,
    blocks_per_task: int = BLOCKS_PER_TASK,
    on_block: Callable[[int], None] | None = None,
) -> Hits:
    """Search all blocks on a cluster and return the hits, the same as `Search.run` gives.

    Args:
        search: its source must be picklable (all sources of this package are).
        folder: where the search is written; with several hosts, a folder that all of them see under the same path.
        address: of a dask scheduler, such as `tcp://10.0.0.1:8786`; None starts a local cluster.
        workers: processes of a local cluster.
        blocks_per_task: how many blocks of 128 families a task takes.
        on_block: called with the number of each block that is done; raising in it ends the search.
    """
    import distributed

    dask: Any = distributed

    path = folder / "search.pickle"
    path.write_bytes(pickle.dumps(search, protocol=pickle.HIGHEST_PROTOCOL))
    local = None
    if address is None:
        local = dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    try:
        with dask.Client(local or address) as client:
            tasks = [
                client.submit(
                    _search_blocks,
                    str(path),
                    first,
                    min(first + blocks_per_task, search.n_blocks),
                    pure=False,
                    retries=RETRIES,
                )
                for first in range(0, search.n_blocks, blocks_per_task)
            ]
            return Hits.join(_collected(dask.as_completed(tasks), on_block))
    finally:
        if local is not None:
            local.close()


def _collected(done: Any, on_block: Callable[[int], None] | None) -> list[Hits]:
    parts = []
    for task in done:
        first, stop, hits = task.result()
        parts.append(hits)
        for block in range(first, stop) if on_block else ():
            on_block(block)  # type: ignore[misc]
        task.release()
    return parts


def _search_blocks(path: str, first: int, stop: int) -> tuple[int, int, Hits]:
    """What a worker does: some blocks of the search at `path`."""
    return first, stop, _load(path).run(threads=1, blocks=range(first, stop))


@lru_cache(maxsize=1)
def _load(path: str) -> Search:
    search = pickle.loads(Path(path).read_bytes())
    assert isinstance(search, Search)
    return search
