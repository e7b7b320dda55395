"""Frequency tables and the least frequency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.named.kinship import MarkerError
from antigone.named.kinship.frequencies import CITATION, FIVE_OF_2N, FrequencyTable, Least, nist1036, settled


def test_nist_1036_has_29_markers_in_four_groups_that_add_up() -> None:
    tables = nist1036()
    assert {name: len(table.frequencies) for name, table in tables.items()} == dict.fromkeys(tables, 29)
    assert sum(table.sizes["CSF1PO"] for table in tables.values()) == 2 * 1036
    for table in tables.values():
        assert table.source == CITATION
        for values in table.frequencies.values():
            assert sum(values.values()) == pytest.approx(1, abs=1e-12)


def test_five_of_two_n_is_a_floor_that_is_told() -> None:
    alleles, freqs, notes = settled("M", {"8": 0.001, "9": 0.999}, 1000, [], FIVE_OF_2N)
    assert alleles == ("8", "9")
    assert freqs == pytest.approx([0.005 / 1.004, 0.999 / 1.004])
    assert [note.code for note in notes] == ["raised"]
    assert "5/2N with 2N = 1000" in notes[0].message


def test_a_stated_least_frequency_wins_where_it_is_larger() -> None:
    assert Least(5, 0.01).of(1000) == (0.01, "stated as 0.01")
    assert Least(5, 0.001).of(1000)[0] == 0.005
    assert Least(5).of(None)[0] == 0


def test_an_allele_that_was_seen_is_added_in_the_order_of_the_ladder() -> None:
    alleles, freqs, notes = settled("M", {"8": 0.5, "10": 0.5}, None, ["9", "9"], Least())
    assert alleles == ("8", "9", "10")
    assert sum(freqs) == pytest.approx(1)
    assert [note.code for note in notes] == ["added"]


@pytest.mark.parametrize("table", [{}, {"8": 0.5}, {"8": 1.5, "9": -0.5}])
def test_tables_that_cannot_be_are_refused(table: dict[str, float]) -> None:
    with pytest.raises(MarkerError):
        settled("M", table, None, [], Least())


def test_a_marker_the_table_lacks_is_refused() -> None:
    with pytest.raises(MarkerError):
        FrequencyTable("T", {}).marker("TH01")


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8), st.floats(0, 0.2), st.integers(0, 3))
def test_frequencies_always_add_up_and_never_change_their_order(counts: list[int], least: float, new: int) -> None:
    total = sum(counts)
    table = {str(8 + n): count / total for n, count in enumerate(counts)}
    alleles, freqs, _ = settled("M", table, total, [str(30 + n) for n in range(new)], Least(5, least))
    assert sum(freqs) == pytest.approx(1, abs=1e-12)
    assert len(alleles) == len(counts) + new
    found = dict(zip(alleles, freqs, strict=True))
    for a in table:
        for b in table:
            assert table[a] <= table[b] or found[a] >= found[b] - 1e-12
