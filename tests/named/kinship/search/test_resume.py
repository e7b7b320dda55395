import numpy as np
import pytest

from antigone.named.kinship.search import ArraySource, Search, plain_search
from antigone.named.kinship.search.resume import OtherSearchError, fingerprint, run_resumable


def search(families=600, threshold=1.0):
    rng = np.random.default_rng(2)
    table = rng.normal(-0.3, 1.0, size=(families, 30))
    rows = (rng.integers(0, 6, size=(80, 5)) + np.arange(5) * 6).astype(np.int32)
    return Search(ArraySource(table), rows, np.arange(6) * 6, threshold)


def pairs(hits):
    return list(zip(hits.profile, hits.family, hits.log10_lr, strict=True))


class Stop(Exception):
    pass


def test_a_search_that_was_stopped_is_taken_up_where_it_was(tmp_path):
    whole, seen = search(), []

    def stop(block):
        seen.append(block)
        if len(seen) == 2:
            raise Stop

    with pytest.raises(Stop):
        run_resumable(whole, tmp_path, fingerprint(whole), on_block=stop)
    kept = sorted(tmp_path.glob("block-*.npz"))
    assert 0 < len(kept) < whole.n_blocks
    assert pairs(run_resumable(whole, tmp_path, fingerprint(whole))) == pairs(plain_search(whole))


def test_a_damaged_block_is_searched_again(tmp_path):
    whole = search()
    run_resumable(whole, tmp_path, fingerprint(whole))
    damaged = sorted(tmp_path.glob("block-*.npz"))[1]
    damaged.write_bytes(damaged.read_bytes()[:40])
    assert pairs(run_resumable(whole, tmp_path, fingerprint(whole))) == pairs(plain_search(whole))


def test_the_folder_of_another_search_is_refused(tmp_path):
    run_resumable(search(), tmp_path, fingerprint(search()))
    other = search(threshold=2.0)
    with pytest.raises(OtherSearchError):
        run_resumable(other, tmp_path, fingerprint(other))


def test_the_fingerprint_changes_with_anything_that_changes_the_result():
    prints = {fingerprint(search()), fingerprint(search(threshold=2.0)), fingerprint(search(families=5))}
    assert len(prints | {fingerprint(search(), b"other file")}) == 4
