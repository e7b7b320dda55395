from hypothesis import given
from hypothesis import strategies as st

from antigone.core.tree import Tree

PLACES = {"kz": None, "almaty": "kz", "morgues": "almaty", "morgue": "morgues", "taraz": "kz"}


def test_a_place_lies_within_itself_and_what_holds_it():
    tree, cycles, missing = Tree.build(PLACES)
    assert not cycles
    assert not missing
    assert list(tree.ancestors("morgue")) == ["morgues", "almaty", "kz"]
    assert tree.within("morgue", "almaty")
    assert tree.within("taraz", "taraz")
    assert not tree.within("taraz", "almaty")
    assert set(tree.descendants("almaty")) == {"morgues", "morgue"}
    assert tree.roots() == ("kz",)


def test_places_are_joined_in_the_lowest_place_that_holds_them_all():
    tree, _, _ = Tree.build(PLACES)
    assert tree.join(["morgue", "morgues"]) == "morgues"
    assert tree.join(["morgue", "taraz"]) == "kz"


def test_a_cycle_is_reported_and_cut():
    tree, cycles, _ = Tree.build({"a": "b", "b": "c", "c": "a", "d": "a"})
    assert [set(cycle) for cycle in cycles] == [{"a", "b", "c"}]
    assert list(tree.ancestors("d")) == ["a"]


def test_a_missing_parent_is_reported_and_its_child_becomes_a_root():
    tree, _, missing = Tree.build({"a": "nowhere"})
    assert missing == ["a"]
    assert tree.roots() == ("a",)


names = st.sampled_from("abcdefgh")


@given(st.dictionaries(names, st.none() | names))
def test_any_table_of_parents_makes_a_tree_in_which_every_walk_ends(parents):
    tree, _, _ = Tree.build(parents)
    for node in tree.parent:
        ancestors = list(tree.ancestors(node))
        assert len(set(ancestors)) == len(ancestors)
        assert all(node in tree.descendants(up) for up in ancestors)
