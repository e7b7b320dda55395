"""How many individuals commingled remains stand for, by the worked numbers and their guards."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import UsageError
from antigone.found.commingling import Association, AssociationKind, commingling, individuals, pairs_of
from antigone.found.inventory import inventory
from antigone.found.remains import RemainsKind, Side
from found_book import Book


@pytest.mark.parametrize(
    ("counts", "mni", "gmt", "li", "mlni", "se"),
    [((100, 100, 20), 100, 180, 500.0, 484.76, 82.0), ((40, 35, 30), 40, 45, 46.67, 46.61, 1.55)],
)
def test_the_worked_numbers(counts, mni, gmt, li, mlni, se):
    made = commingling(*counts)
    assert (made.mni, made.gmt) == (mni, gmt)
    assert float(made.li) == pytest.approx(li, abs=0.005)
    assert float(made.mlni) == pytest.approx(mlni, abs=0.005)
    assert made.se == pytest.approx(se, abs=0.05)
    assert made.whole == int(mlni)


def test_without_a_pair_the_lincoln_index_is_undefined_and_no_estimate_is_given():
    made = commingling(12, 9, 0)
    assert (made.mni, made.gmt, made.li, made.mlni) == (12, 21, None, None)
    assert "too few" in made.refused


def test_seven_pairs_are_too_few_unless_asked_and_eight_are_enough():
    assert commingling(20, 20, 7).mlni is None
    assert commingling(20, 20, 7, despite_few=True).mlni == Fraction(21 * 21, 8) - 1
    assert commingling(20, 20, 8).mlni is not None


@given(st.integers(0, 60), st.integers(0, 60), st.data())
def test_the_estimate_never_falls_below_the_grand_minimum_total(left, right, data):
    pairs = data.draw(st.integers(0, min(left, right)))
    made = commingling(left, right, pairs, despite_few=True)
    assert made.mni <= made.gmt <= made.mlni
    assert made.se >= 0


@pytest.mark.parametrize("counts", [(1, 1, 2), (-1, 3, 0), (3, 3, -1)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(UsageError):
        commingling(*counts)


def A(id, one, other, kind=AssociationKind.PAIR):
    return Association(id, one, other, kind)


def test_associations_make_individuals_and_an_exclusion_speaks_against():
    made = individuals([A("1", "b", "a"), A("2", "b", "c"), A("x", "a", "c", AssociationKind.EXCLUSION)], "abcd")
    assert [(p.members, p.doubtful) for p in made] == [(("a", "b", "c"), ("x",)), (("d",), ())]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8), st.randoms())
def test_individuals_part_all_things_whatever_the_order_of_associations(pairs, random):
    joins = [A(str(n), *pair) for n, pair in enumerate(pairs)]
    shuffled = list(joins)
    random.shuffle(shuffled)
    made = individuals(joins, "abcdef")
    assert made == individuals(shuffled, "abcdef")
    assert sorted(m for p in made for m in p.members) == list("abcdef")


def test_each_element_is_in_one_pair_at_most():
    sides = {"l1": "left", "l2": "left", "r1": "right", "r2": "right"}
    joins = [A("1", "l1", "r1"), A("2", "l1", "r2"), A("3", "l2", "r2"), A("4", "l1", "l2")]
    assert pairs_of(sides, joins) == 2


def test_the_register_gives_elements_by_side_and_an_association_undone_no_longer_pairs():
    book = Book()
    left = book.number(1, 2, 3, kind=RemainsKind.BONE, element="Femur", side=Side.LEFT)
    right = book.number(4, 5, kind=RemainsKind.BONE, element="femur", side=Side.RIGHT)
    book.number(6, kind=RemainsKind.BONE, element="femur", side=Side.UNSIDED)
    made = book.put(A("P", left[0], right[0]))
    assert inventory(book.register) == {"femur": (3, 2, 1)}
    from antigone.found.events import taking_back

    book.write(taking_back(made, "another epiphysis", association=True))
    assert inventory(book.register) == {"femur": (3, 2, 0)}
