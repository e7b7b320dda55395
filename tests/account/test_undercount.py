"""The undercount against published values, closed forms, and tables that must be refused."""

from __future__ import annotations

from itertools import combinations
from math import lgamma, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.account.undercount import Fit, ListTable, Refusal, Refused, average, estimate, fit
from antigone.account.undercount.average import decomposable
from antigone.account.undercount.estimate import models
from antigone.core.errors import AntigoneError, InputError

# Madigan and York 1997, Biometrika 84, three lists; published estimates as in the tests of the R package dga.
MADIGAN_YORK = ListTable.of("ABC", {f"{at:03b}": n for at, n in enumerate([0, 60, 49, 4, 247, 112, 142, 12])})

# Killings in Kosovo, 20 March to 22 June 1999, as in the R package LCMCR (kosovo_aggregate).
KOSOVO = ListTable.of(
    ["EXH", "ABA", "OSCE", "HRW"],
    {
        "0001": 306, "0010": 936, "0011": 123, "0100": 845, "0101": 31, "0110": 217, "0111": 32, "1000": 1131,
        "1001": 106, "1010": 228, "1011": 42, "1100": 177, "1101": 18, "1110": 181, "1111": 27,
    },
)  # fmt: skip

# Modern slavery in the United Kingdom 2013, six lists: Bales, Hesketh and Silverman 2015, Significance 12.
UK = ListTable.of(
    ["LA", "NG", "PF", "GO", "GP", "NCA"],
    {
        "100000": 54, "010000": 463, "001000": 907, "000100": 695, "000010": 316, "000001": 57, "110000": 15,
        "101000": 19, "100100": 3, "011000": 56, "010100": 19, "010010": 1, "010001": 3, "001100": 69, "001010": 10,
        "001001": 31, "000110": 8, "000101": 6, "000011": 1, "111000": 1, "110100": 1, "011100": 4, "011001": 3,
        "001101": 1, "111100": 1,
    },
)  # fmt: skip

# Chan, Silverman and Vincent 2021, JASA 116: nobody is on A and C, nor on B and C.
SPARSE = ListTable.of("ABC", {"100": 40, "010": 30, "001": 20, "110": 6})

PAIRS = list(combinations(range(4), 2))


def fitted(table: ListTable, terms: list[tuple[int, ...]]) -> Fit:
    found = fit(table, terms)
    assert isinstance(found, Fit)
    return found


def test_madigan_and_york_three_lists_come_out_as_published() -> None:
    """Top model .37 with estimate 731 and mode 729; averaged 731 and 728."""
    unseen = range(1, 301)
    shape, scale = 13.14, 55.17
    totals = [n + MADIGAN_YORK.observed for n in unseen]
    prior = [lgamma(n + shape) - lgamma(n + 1) + n * log(scale / (1 + scale)) for n in totals]
    found = average(MADIGAN_YORK, 1.0, unseen, prior, complete=True)
    top = found.graphs[0]
    assert round(top.probability, 2) == 0.37
    assert (round(top.estimate), top.mode) == (731, 729)
    assert (round(found.estimate), found.mode) == (731, 728)


@pytest.mark.parametrize(("delta", "median", "low", "high"), [(1 / 16, 12481, 9538, 16383), (0.5, 4403, 4401, 12181)])
def test_kosovo_averaged_over_graphs_under_the_prior_one_over_the_unseen(
    delta: float, median: int, low: int, high: int
) -> None:
    """Values computed with an independent implementation; the second shows how much a prior can do."""
    unseen = np.arange(1, 30_000)
    found = average(KOSOVO, delta, unseen.tolist(), (-np.log(unseen)).tolist(), complete=True)
    assert (found.median, found.low, found.high) == (median, low, high)


def test_kosovo_log_linear_models() -> None:
    """Point estimates, deviance and intervals of an independent implementation (its intervals to one per cent)."""
    assert round(fitted(KOSOVO, []).total) == 7395
    pairs = fitted(KOSOVO, PAIRS)
    assert round(pairs.total) == 14402
    assert round(pairs.deviance, 1) == 39.8
    assert pairs.freedom == 4
    assert (pairs.low, pairs.high) == (pytest.approx(12549, rel=0.01), pytest.approx(16678, rel=0.01))
    assert round(fitted(KOSOVO, list(combinations(range(4), 3))).total) == 16942


def test_the_best_kosovo_model_and_its_sensitivity() -> None:
    found = estimate(KOSOVO)
    assert round(found.best.total) == 12741
    assert len(found.fits) + len(found.refusals) == 113
    assert found.low < found.best.low < found.best.high < found.high
    assert {o.name for o in found.left_out} == set(KOSOVO.names)
    assert any("quote the range" in warning for warning in found.warnings)


def test_the_united_kingdom_is_inside_its_published_range() -> None:
    found = estimate(UK)
    assert 10_000 <= found.best.total <= 16_000
    assert found.refusals
    assert found.low < 13_000


def test_two_independent_lists_beside_a_third_give_the_closed_form() -> None:
    """If C depends on both others and those not on each other, the unseen are n100 · n010 / n110."""
    table = ListTable.of("ABC", {"100": 30, "010": 20, "001": 50, "110": 10, "101": 6, "011": 4, "111": 2})
    assert fitted(table, [(0, 2), (1, 2)]).unseen == pytest.approx(30 * 20 / 10)


def test_all_pairs_of_three_lists_give_the_product_of_odds() -> None:
    table = ListTable.of("ABC", {"100": 30, "010": 20, "001": 50, "110": 10, "101": 6, "011": 4, "111": 2})
    expected = 30 * 20 * 50 * 2 / (10 * 6 * 4)
    assert fitted(table, list(combinations(range(3), 2))).unseen == pytest.approx(expected)


def test_a_model_with_no_maximum_is_refused() -> None:
    found = fit(SPARSE, [(0, 1)])
    assert isinstance(found, Refusal)
    assert found.reason == "no estimate"


def test_a_model_that_is_not_identifiable_is_refused() -> None:
    found = fit(SPARSE, [(0, 1), (0, 2), (1, 2)])
    assert isinstance(found, Refusal)
    assert found.reason == "unidentifiable"
    assert "A and C" in found.why


def test_a_model_on_the_boundary_is_refused() -> None:
    found = fit(SPARSE, [(0, 2)])
    assert isinstance(found, Refusal)
    assert found.reason == "boundary"


@pytest.mark.parametrize(
    ("names", "cells", "reason"),
    [
        ("AB", {"10": 5, "01": 5, "11": 5}, "too few"),
        ("ABC", {"100": 5, "010": 5, "110": 2}, "Nobody is on C"),
        ("ABC", {"100": 5, "010": 5, "001": 2}, "share anybody"),
        ("ABC", {"100": 40, "010": 30, "001": 20, "110": 6}, "depend on each other"),
    ],
)
def test_a_table_that_supports_nothing_is_refused_with_the_reason(
    names: str, cells: dict[str, int], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        estimate(ListTable.of(names, cells))


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        (["A", "A", "B"], {}),
        (["A", "", "B"], {}),
        ("ABC", {"11": 3}),
        ("ABC", {"1x1": 3}),
        ("ABC", {"111": -1}),
        ("ABC", {"111": True}),
        ("ABC", {"000": 4}),
        ("ABCDEFGHIJK", {}),
    ],
)
def test_a_table_that_makes_no_sense_is_an_input_error(names: list[str], cells: dict[str, int]) -> None:
    with pytest.raises(InputError):
        ListTable.of(names, cells)


@pytest.mark.parametrize(("lists", "expected"), [(3, 8), (4, 61), (5, 822)])
def test_decomposable_graphs_are_as_many_as_there_are_chordal_graphs(lists: int, expected: int) -> None:
    assert len(decomposable(lists)) == expected


@pytest.mark.parametrize(("lists", "expected"), [(3, 8), (4, 113)])
def test_every_hierarchical_model_is_tried_once(lists: int, expected: int) -> None:
    tried = list(models(lists))
    assert len(tried) == len(set(tried)) == expected


cells = st.lists(st.integers(0, 60), min_size=7, max_size=7)


@settings(max_examples=60)
@given(cells, st.permutations(range(3)))
def test_the_order_of_the_lists_does_not_matter(counts: list[int], order: list[int]) -> None:
    table = ListTable.of("ABC", {f"{at:03b}": n for at, n in enumerate(counts, 1)})
    moved = {}
    for at, n in enumerate(counts, 1):
        bits = f"{at:03b}"
        moved["".join(bits[i] for i in order)] = n
    other = ListTable.of(["ABC"[i] for i in order], moved)
    try:
        first = estimate(table)
    except AntigoneError:
        with pytest.raises(AntigoneError):
            estimate(other)
        return
    second = estimate(other)
    assert second.low == pytest.approx(first.low, rel=1e-5)
    assert second.high == pytest.approx(first.high, rel=1e-5)


@settings(max_examples=60)
@given(cells)
def test_an_estimate_is_finite_and_never_below_what_was_observed(counts: list[int]) -> None:
    table = ListTable.of("ABC", {f"{at:03b}": n for at, n in enumerate(counts, 1)})
    for model in models(3):
        found = fit(table, model)
        if isinstance(found, Fit):
            assert table.observed <= found.low <= found.total <= found.high < float("inf")


def test_dropping_a_list_keeps_the_others_in_their_order() -> None:
    smaller = KOSOVO.without(1)
    assert smaller.names == ("EXH", "OSCE", "HRW")
    assert smaller.observed == KOSOVO.observed - 845
    assert smaller.on_all([0, 2]) == KOSOVO.on_all([0, 3])
