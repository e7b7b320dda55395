import pytest

from antigone.core.unit import Kind, shipped_units, unit_from_row

ROW = {
    "name": "wells",
    "kind": "sites",
    "stock_or_flow": "stock",
    "cumulative": "no",
    "subset_of": "",
    "definition": "wells searched",
    "source": "case",
}


def test_every_shipped_unit_is_defined_and_its_superset_exists_and_is_of_the_same_kind():
    units = shipped_units()
    for unit in units.values():
        assert unit.definition
        if unit.subset_of:
            assert units[unit.subset_of].kind is unit.kind


def test_bodies_brought_to_a_morgue_are_not_a_kind_of_persons():
    assert shipped_units()["bodies_received"].kind is Kind.BODIES
    assert shipped_units()["killed"].kind is Kind.PERSONS


def test_parts_of_bodies_are_never_people():
    assert shipped_units()["body_parts"].kind is Kind.PARTS


def test_a_case_can_define_a_unit_of_its_own():
    assert unit_from_row(ROW).kind is Kind.SITES


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "ghosts"), ("stock_or_flow", "river"), ("cumulative", "perhaps")]
)
def test_a_unit_that_makes_no_sense_is_refused(field, value):
    with pytest.raises((ValueError, KeyError)):
        unit_from_row({**ROW, field: value})
