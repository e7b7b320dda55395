"""Bounds passed along rows are those of the linear program, and are worked out anew or from near by alike."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from account.solve.oracle import extent, fits
from account.solve.strategies import objectives, systems
from antigone.account.solve import System
from antigone.account.solve.quick import Quick
from antigone.account.solve.spread import Net, Reach


@settings(max_examples=400)
@given(st.data())
def test_what_it_answers_is_what_every_integer_point_allows(data: st.DataObject) -> None:
    system = data.draw(systems())
    objective = {c: v for c, v in data.draw(objectives(system)).items() if v}
    labels = sorted(system.labels()) or ["none"]
    quick = Quick(system)
    for _ in range(3):  # the second and third are worked out from those before
        active = data.draw(st.sets(st.sampled_from(labels)))
        expected = extent(system, objective, active)
        if quick.fits(active):
            assert fits(system, active)
        for sign in (1, -1):
            end = quick.end({c: sign * v for c, v in objective.items()}, active, explain=True)
            if end is not None:
                assert expected is not None
                assert end.value == sign * expected[sign == -1]
                assert end.binding <= active


@settings(max_examples=200)
@given(st.data())
def test_floors_from_near_by_are_those_from_nothing(data: st.DataObject) -> None:
    system = data.draw(systems())
    labels = sorted(system.labels()) or ["none"]
    net = Net(system)
    one, other = (frozenset(data.draw(st.sets(st.sampled_from(labels)))) for _ in range(2))
    root = Reach.root(net)

    def full(active: frozenset[str]) -> Reach:
        made = root.copy(active)
        made.run(range(len(net.sides)))
        return made

    first, second = full(one), full(other)
    if all(each.clash is None and not each.lost for each in (root, first, second)):
        moved = first.at(other)
        assert [moved.floors[n] for n in range(len(net.own))] == [second.floors[n] for n in range(len(net.own))]


def _towns(n: int) -> tuple[System, list[int], int]:
    system = System()
    towns = [system.add_column(f"t{i}") for i in range(n)]
    land = system.add_column("land")
    system.add_row({land: 1, **dict.fromkeys(towns, -1)}, 0, None)
    for i, town in enumerate(towns):
        system.add_row({town: 1}, i + 1, None, [f"S{i}"])
    return system, towns, land


def test_a_whole_rests_on_all_its_parts_and_has_no_top() -> None:
    system, _, land = _towns(40)
    quick = Quick(system)
    low = quick.end({land: 1}, system.labels(), explain=True)
    assert low is not None
    assert (low.value, low.binding) == (sum(range(1, 41)), system.labels())
    high = quick.end({land: -1}, system.labels(), explain=True)
    assert high is not None
    assert high.value is None


def test_a_statement_that_another_makes_idle_is_not_named() -> None:
    system, towns, land = _towns(3)
    system.add_row({land: 1}, 6, None, ["whole"])
    found = Quick(system).end({land: 1}, system.labels(), explain=True)
    assert found is not None
    assert found.value == 6
    assert found.binding in ({"whole"}, {"S0", "S1", "S2"})
    assert towns


def test_what_cannot_stand_together_is_left_to_the_linear_program() -> None:
    system, towns, _ = _towns(2)
    system.add_row({towns[0]: 1}, None, 0, ["none"])
    quick = Quick(system)
    assert not quick.fits(system.labels())
    assert quick.end({towns[0]: 1}, system.labels(), explain=True) is None


def test_counts_that_push_each_other_for_ever_come_to_an_end() -> None:
    system = System()
    x, y = system.add_column("x"), system.add_column("y")
    system.add_row({x: 1, y: -1}, 1, None, ["more"])
    system.add_row({y: 1, x: -1}, 1, None, ["more still"])
    assert not Quick(system).fits({"more", "more still"})
    assert Quick(system).fits({"more"})
