import os
import signal
import time
from dataclasses import dataclass

import numpy as np
import pytest

from antigone.named.kinship.search import ArraySource, Search, plain_search

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@dataclass(frozen=True)
class SlowSource(ArraySource):
    """Tables that take a while, so that there is time to kill somebody."""

    def block(self, start, stop):
        time.sleep(0.2)
        return super().block(start, stop)


def search(source=ArraySource, families=2000):
    rng = np.random.default_rng(2)
    table = rng.normal(-0.3, 1.0, size=(families, 30))
    rows = (rng.integers(0, 6, size=(80, 5)) + np.arange(5) * 6).astype(np.int32)
    return Search(source(table), rows, np.arange(6) * 6, 1.0)


def pairs(hits):
    return list(zip(hits.profile, hits.family, hits.log10_lr, strict=True))


def test_a_cluster_finds_the_same_hits(tmp_path):
    from antigone.named.kinship.search.cluster import run_on_cluster

    done = []
    hits = run_on_cluster(search(), tmp_path, on_block=done.append)
    assert pairs(hits) == pairs(plain_search(search()))
    assert sorted(done) == list(range(search().n_blocks))


def test_a_worker_that_is_killed_changes_nothing_in_the_result(tmp_path):
    from distributed import LocalCluster

    from antigone.named.kinship.search.cluster import run_on_cluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        done = []

        def strike(block):
            if not done:
                os.kill(victim, signal.SIGKILL)
            done.append(block)

        hits = run_on_cluster(search(), tmp_path, cluster.scheduler_address, blocks_per_task=1, on_block=strike)
        assert done
    assert pairs(hits) == pairs(plain_search(search()))
