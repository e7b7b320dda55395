"""Families drawn: where everybody stands, and that the drawing says what the family is."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.named.kinship import Pedigree, PedigreeError, Person, svg
from antigone.named.kinship.layout import couples, generations, lay_out, spread
from antigone.named.kinship.svg import draw_svg
from antigone.named.kinship.text_drawing import draw_text

SVG = "{http://www.w3.org/2000/svg}"


def family(text: str) -> Pedigree:
    """A pedigree from `id sex [father mother [twin]]; …`, `-` for no parent."""
    persons = []
    for entry in text.split(";"):
        name, sex, *rest = entry.split()
        father, mother, twin = [*(None if r == "-" else r for r in rest), None, None, None][:3]
        persons.append(Person(name, father, mother, sex, twin=twin))  # type: ignore[arg-type]
    return Pedigree(tuple(persons))


NUCLEAR = family("F M;M F;A M F M;B F F M;C ? F M")
THREE = family("G1 M;G2 F;G3 M;G4 F;D M G1 G2;A F G1 G2;U M G3 G4;M F G3 G4;K1 M D M;K2 F D M;H M;C1 F H A;C2 M H A")
COUSINS = family("A M;B F;C M A B;D F A B;E F;F M;G M C E;H F F D;I M G H")
DOUBLE_COUSINS = family("A M;B F;C M;D F;E M A B;F M A B;G F C D;H F C D;I M E G;J F F H;K M I J")
HALF_SIBS = family("M M;W1 F;W2 F;W3 F;a M M W1;b F M W2;c F M W3")
TWINS = family("F M;M F;T1 M F M t;T2 M F M t;S F F M;X F;Y F T1 X")
UNCLE_NIECE = family("A M;B F;U M A B;S M A B;W F;N F S W;K M U N")
FATHER_DAUGHTER = family("A M;B F;S M A B;D F A B;K M S D;L F A D")
APART = family("A M;B F;C M A B;POI F")
ALL = [NUCLEAR, THREE, COUSINS, DOUBLE_COUSINS, HALF_SIBS, TWINS, UNCLE_NIECE, FATHER_DAUGHTER, APART]


@st.composite
def pedigrees(draw: st.DrawFn) -> Pedigree:
    """Any family: everybody may be a child of any man and woman before."""
    persons: list[Person] = []
    for n in range(draw(st.integers(1, 11))):
        men = [p.id for p in persons if p.sex == "M"]
        women = [p.id for p in persons if p.sex == "F"]
        father = mother = None
        if men and women and draw(st.booleans()):
            father, mother = draw(st.sampled_from(men)), draw(st.sampled_from(women))
        persons.append(Person(f"p{n}", father, mother, draw(st.sampled_from(["M", "F"]))))
    return Pedigree(tuple(persons))


@given(pedigrees())
def test_children_stand_below_their_parents_and_nobody_upon_another(pedigree: Pedigree) -> None:
    layout = lay_out(pedigree)
    for person in pedigree.persons:
        for parent in (person.father, person.mother):
            assert parent is None or layout.row[parent] < layout.row[person.id]
    for a, b in combinations(layout.x, 2):
        assert layout.row[a] != layout.row[b] or abs(layout.x[a] - layout.x[b]) > 0.8
    assert min(layout.x.values()) == 0
    assert min(layout.row.values()) == 0


@given(pedigrees())
def test_every_couple_and_every_child_is_drawn_and_described(pedigree: Pedigree) -> None:
    text = draw_svg(pedigree, typed=["p0"], missing=["p1"])
    root = ET.fromstring(text)
    symbols = [e for e in root.iter() if e.tag in (f"{SVG}rect", f"{SVG}circle", f"{SVG}polygon")]
    assert len(symbols) == len(pedigree.persons)
    words = root.findtext(f"{SVG}desc") or ""
    for person in pedigree.persons:
        if person.father:
            assert f"child of {person.father} and {person.mother}" in words
    lines = draw_text(pedigree)
    assert all(person.id in lines for person in pedigree.persons)


@pytest.mark.parametrize("pedigree", ALL)
def test_partners_share_a_row_where_descent_allows_it(pedigree: Pedigree) -> None:
    rows = generations(pedigree)
    apart = [couple for couple in couples(pedigree) if rows[couple[0]] != rows[couple[1]]]
    assert apart == ([("A", "D")] if pedigree is FATHER_DAUGHTER else [])


@pytest.mark.parametrize("pedigree", [NUCLEAR, THREE, COUSINS, DOUBLE_COUSINS, TWINS, UNCLE_NIECE, APART])
def test_partners_of_simple_families_stand_side_by_side(pedigree: Pedigree) -> None:
    layout = lay_out(pedigree)
    assert all(layout.beside(couple) for couple in layout.couples)


def test_three_generations_are_drawn_without_a_crossing() -> None:
    layout = lay_out(THREE)
    for (one, kids), (other, more) in combinations(layout.couples.items(), 2):
        if layout.row[one[0]] == layout.row[other[0]]:
            here, there = (sum(layout.x[p] for p in couple) / 2 for couple in (one, other))
            for a in kids:
                for b in more:
                    assert (here - there) * (layout.x[a] - layout.x[b]) > 0


def test_relatives_are_joined_by_a_double_line_and_others_are_not() -> None:
    layout = lay_out(COUSINS)
    assert layout.related(("G", "H"))
    assert not layout.related(("A", "B"))
    assert "═" in draw_text(COUSINS)
    assert "═" not in draw_text(NUCLEAR)
    assert "partners are related" in draw_svg(COUSINS)


def test_identical_twins_come_from_one_point_with_a_bar() -> None:
    plain = family("F M;M F;T1 M F M;T2 M F M;S F F M;X F;Y F T1 X")
    assert draw_svg(TWINS).count("<path") == draw_svg(plain).count("<path") + 1
    assert "identical twin of T2" in draw_svg(TWINS)
    assert draw_text(TWINS).count("{a}") == 3


def test_several_missing_and_typed_are_marked() -> None:
    root = ET.fromstring(draw_svg(NUCLEAR, typed=["F", "M"], missing=["A", "C"]))
    classes = [e.get("class") for e in root.iter() if (e.get("class") or "").startswith("s")]
    assert sorted(map(str, classes)) == ["s", "s m", "s m", "s t", "s t"]
    assert draw_text(NUCLEAR, typed=["F", "M"], missing=["A", "C"]).count("?") == 3


def test_symbols_tell_the_sexes() -> None:
    root = ET.fromstring(draw_svg(NUCLEAR))
    counts = [len(list(root.iter(f"{SVG}{shape}"))) for shape in ("rect", "circle", "polygon")]
    assert counts == [2, 2, 1]


def test_names_cannot_break_out_of_the_drawing() -> None:
    evil = Pedigree((Person('<script>"&\x00', sex="M"), Person("B", sex="F")))
    root = ET.fromstring(draw_svg(evil, title="</title><script>"))
    assert not list(root.iter(f"{SVG}script"))


def test_colours_are_variables_with_a_dark_set_and_plain_attributes_beside() -> None:
    text = draw_svg(NUCLEAR)
    assert "prefers-color-scheme:dark" in text
    assert set(re.findall(r"var\((--[a-z-]+)\)", text)) <= set(re.findall(r"(--[a-z-]+):#", text))
    assert 'stroke="#' in text


def test_a_drawing_is_the_same_every_time() -> None:
    assert draw_svg(DOUBLE_COUSINS) == draw_svg(DOUBLE_COUSINS)


def test_an_impossible_family_is_refused_with_its_faults() -> None:
    with pytest.raises(PedigreeError):
        draw_svg(Pedigree((Person("A", "B", "C"), Person("B", "A", "C", "M"), Person("C", sex="F"))))


def test_a_nuclear_family_in_characters() -> None:
    drawn = draw_text(family("F M;M F;A M F M;B F F M"), typed=["F"], missing=["B"])
    assert drawn.split("\n")[:6] == [
        "   ■──┬──○",
        "   F  │  M",
        "      │",
        "      │",
        "   ┌──┴──┐",
        "   □     ○?",
    ]
    plain = draw_text(family("F M;M F;A M F M;B F F M"), ascii_only=True)
    assert plain.isascii()


@given(st.lists(st.floats(-50, 50), max_size=12))
def test_spreading_keeps_order_and_distance_and_moves_no_more_than_needed(wanted: list[float]) -> None:
    found = spread(wanted)
    assert all(b - a >= 1 - 1e-9 for a, b in pairwise(found))
    cost = sum((a - b) ** 2 for a, b in zip(found, wanted, strict=True))
    for shift in (0.01, -0.01):  # no block can be moved to the better
        moved = [at + shift for at in found]
        assert sum((a - b) ** 2 for a, b in zip(moved, wanted, strict=True)) >= cost - 1e-9
    if all(b - a >= 1 for a, b in pairwise(wanted)):
        assert found == pytest.approx(wanted, abs=1e-9)


def test_wide_characters_keep_their_columns() -> None:
    drawn = draw_text(family("父 M;母 F;子 M 父 母"))
    assert "父" in drawn
    assert "子" in drawn


def test_a_drawing_without_a_style_of_its_own_brings_none_and_speaks_the_words_it_is_given():
    words = {key: f"<{key}>" for key in svg.WORDS} | {"child": "[%(father)s|%(mother)s]", "related": "", "twin": ""}
    text = draw_svg(NUCLEAR, typed=["F"], missing=["C"], dead=["M"], words=words, style=False)
    ET.fromstring(text)
    assert "<style" not in text
    assert "[F|M]" in text
    for key in ("missing", "typed", "dead", "key missing", "key typed", "key dead"):
        assert f"&lt;{key}&gt;" in text
    assert "male" not in text


def test_the_dead_are_struck_through_and_nobody_else():
    plain, struck = draw_svg(NUCLEAR), draw_svg(NUCLEAR, dead=["F", "M"])
    assert struck.count("<path") == plain.count("<path") + 2
    assert "known dead" in struck
    assert "known dead" not in plain


def test_no_drawing_shows_anybody_in_red():
    text = draw_svg(NUCLEAR, typed=["F"], missing=["C"], dead=["M"])
    for colour in re.findall(r"#([0-9a-f]{6})", text):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        assert not (red > 1.5 * green and red > 1.5 * blue), colour
