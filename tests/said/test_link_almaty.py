"""On the example case with its links blanked: how many come back, and how many of those proposed are right.

The figures are stated in docs/explanation/links.md."""

from dataclasses import replace
from pathlib import Path

import pytest

from antigone.account.casefold import fold
from antigone.formats.case_import import import_tables
from antigone.record.case import Case
from antigone.said.claim import Relation
from antigone.said.link import World, propose_links
from antigone.said.origin import origins


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = Path(__file__).resolve().parents[2] / "examples" / "almaty-2022"
    with Case.create(tmp_path_factory.mktemp("case") / "almaty", "almaty", by="Ann Analyst") as case:
        import_tables(case, folder)
        return fold(list(case.events())).book


@pytest.fixture(scope="module")
def outcome(book):
    gold = {key: claim for key, claim in book.claims.items() if claim.relation}
    bare = [replace(claim, refers_to=None, relation=None) for claim in book.claims.values()]
    found = propose_links(bare, World(book.places, book.groups, book.units, book.parties))
    root = origins(book.claims.values()).root

    def right(link):
        claim = gold.get(link.claim)
        return claim is not None and claim.relation is link.relation and root[claim.refers_to] == root[link.target]

    return gold, found, [link for link in found if right(link)]


def test_most_links_of_the_case_come_back_and_most_proposed_are_right(outcome):
    gold, found, right = outcome
    assert len(right) / len(gold) >= 0.75
    assert len(right) / len(found) >= 0.75


@pytest.mark.parametrize(
    ("relation", "recall"),
    [
        (Relation.REPEATS, 0.75),
        (Relation.RELABELS, 0.70),
        (Relation.SUPERSEDES, 0.90),
        (Relation.DENIES, 1.0),
        (Relation.CORRECTS, 1.0),
    ],
)
def test_each_kind_comes_back(outcome, relation, recall):
    gold, _, right = outcome
    of = sum(claim.relation is relation for claim in gold.values())
    assert sum(link.relation is relation for link in right) / of >= recall


def test_nine_in_ten_proposed_repeats_are_right(outcome):
    _, found, right = outcome
    proposed = sum(link.relation is Relation.REPEATS for link in found)
    assert sum(link.relation is Relation.REPEATS for link in right) / proposed >= 0.9
