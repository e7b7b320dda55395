"""Every model by hand, and the law that a likelihood ratio averages to one where two people are meant."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.core.when import PartialDate
from antigone.named.evidence import body, dental, items, whereabouts
from antigone.named.evidence.combine import ASSUMPTIONS, check, combined, pieces
from antigone.named.evidence.piece import Piece, discrete_lr, seen_as, span


def test_sex_by_the_pelvis():
    same, other = body.sex("F", "F", "pelvis"), body.sex("F", "M", "pelvis")
    assert same.lr == pytest.approx((0.999 * 0.95 + 0.001 * 0.05) / 0.5, rel=1e-12) == pytest.approx(1.8982)
    assert other.lr == pytest.approx(0.1018)
    assert other.contradiction
    assert body.sex("?", "M") is None


def test_a_sharper_method_says_more():
    assert body.sex("F", "F", "dna").lr > body.sex("F", "F", "pelvis").lr > body.sex("F", "F", "skull").lr


def test_age_inside_and_far_outside_the_range():
    inside, outside = body.age("30", "20-40"), body.age("60", "20-40")
    sd = 10 / 1.96
    density = 0.5 * (math.erf(1 / (sd * math.sqrt(2))) - 0)
    share = 0.5 * (math.erf(60 / (sd * math.sqrt(2))) + math.erf(30 / (sd * math.sqrt(2)))) / 90
    assert inside.lr == pytest.approx(0.99 * density / share + 0.01, rel=1e-9)
    assert outside.lr == pytest.approx(0.01, rel=1e-4)
    assert outside.contradiction
    assert not inside.contradiction


def test_a_range_is_never_a_filter():
    for far in ("0", "17", "90"):
        assert body.age(far, "20-40").lr >= 0.01
    assert body.stature("150", "190-200").lr >= 0.01


def test_stature_keeps_its_formula_and_version():
    formula = body.FORMULAS["tg1952-f1-femur"]
    assert formula.estimate(44.0) == "155.5-170.1"  # 2.47 · 44 + 54.10 = 162.78 ± 1.96 · 3.72
    piece = body.stature("165", formula.estimate(44.0), formula.name)
    assert "tg1952-f1-femur version 1" in piece.model
    assert "Trotter" in piece.source


def test_stature_by_hand():
    """Report 165 ± 3, estimate 162.8 ± 3.72, population 168 ± 10."""
    piece = body.stature("165", "155.5-170.1", model=body.StatureModel(gross=0.0))
    weight = 100 / 109
    given_mean, spread = 168 + weight * (165 - 168), math.sqrt(100 * (1 - weight) + (14.6 / 3.92) ** 2)
    plain = math.sqrt(100 + (14.6 / 3.92) ** 2)
    phi = lambda x, m, s: math.exp(-0.5 * ((x - m) / s) ** 2) / s  # noqa: E731
    assert piece.lr == pytest.approx(phi(162.8, given_mean, spread) / phi(162.8, 168, plain), rel=1e-9)


def test_rare_hair_says_more_than_common_hair():
    assert body.colour("hair", "red", "red").lr > body.colour("hair", "black", "black").lr > 1
    with pytest.raises(InputError, match="no colour of hair"):
        body.colour("hair", "purple", "red")


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ("16=fil", "16=crn", True),
        ("16=crn", "16=fil", False),
        ("16=sou", "16=mis", True),
        ("16=mis", "16=sou", False),
        ("16=fil.mo", "16=fil.mod", True),
        ("16=fil.mod", "16=fil.mo", False),
        ("16=fil", "16=fil.o", True),
        ("16=crn", "16=mpm", True),
        ("16=pon", "16=fil", False),
    ],
)
def test_a_filling_may_become_a_crown_and_never_the_reverse(before, after, right):
    am, pm = dental.chart(before)[0], dental.chart(after)[0]
    assert dental.is_same_or_evolved(am, pm) is right
    if am.stage and pm.stage and am.stage != pm.stage and not right:
        assert dental.tooth_lr(am, pm) < dental.tooth_lr(pm, am)
        assert dental.tooth_lr(am, pm) < 0.2


def test_one_tooth_by_hand():
    """Filling in life, crown at death: s and t over their four stages."""
    shares, moves = (0.60, 0.22, 0.05, 0.13), dental.transitions(0.1)
    a = [0.02 / 3, 0.98, 0.02 / 3, 0.02 / 3]
    b = [0.02 / 3, 0.02 / 3, 0.98, 0.02 / 3]
    both = sum(shares[s] * a[s] * moves[s][t] * b[t] for s in range(4) for t in range(4))
    alone = sum(shares[s] * a[s] for s in range(4))
    other = sum(shares[s] * moves[s][t] * b[t] for s in range(4) for t in range(4))
    got = dental.tooth_lr(dental.chart("16=fil")[0], dental.chart("16=crn")[0])
    assert got == pytest.approx(both / (alone * other), rel=1e-12)


def test_no_dental_pattern_weighs_more_than_its_reference_set_allows():
    teeth = [f"{q}{t}" for q in (1, 2, 3, 4) for t in range(1, 9)]
    chart = " ".join(f"{tooth}=crn" for tooth in teeth)
    assert dental.teeth(chart, chart).lr == pytest.approx(1001)
    single = dental.teeth(chart, chart, independent=False)
    assert single.lr == pytest.approx(dental.tooth_lr(dental.chart("11=crn")[0], dental.chart("11=crn")[0]))


@pytest.mark.parametrize("text", ["19=fil", "51=fil", "16=wood", "16", "16=fil 16=crn", "x"])
def test_a_chart_with_a_tooth_that_cannot_be_is_refused(text):
    with pytest.raises(InputError):
        dental.chart(text)


def test_marks_speak_both_ways_and_what_was_not_seen_is_silent():
    there = items.compare("marks", "tattoo@left forearm", "tattoo@left forearm").lr
    not_there = items.compare("marks", "tattoo@left forearm", "none").lr
    assert there > 30 > 1 > not_there
    assert items.compare("marks", "tattoo@left forearm", "none", unseen="left forearm").lr == 1
    gone = items.compare("marks", "amputation@left hand", "none")
    assert gone.contradiction


def test_place_of_last_sight():
    assert whereabouts.place("a", "morgue", {"morgue", "a"}, 0.2).lr == pytest.approx(3.4)
    assert whereabouts.place("b", "morgue", {"morgue", "a"}, 0.2).lr == pytest.approx(0.4)


def test_nobody_is_found_before_they_were_last_seen():
    before = whereabouts.date(PartialDate.parse("2022-01-08"), PartialDate.parse("2022-01-05"))
    assert before.lr == 0.02
    assert before.contradiction
    assert whereabouts.date(PartialDate.parse("2022-01"), PartialDate.parse("2022-01-05")).lr == 1


def test_independence_is_a_switch():
    found = pieces({"sex": "F", "age": "30"}, {"sex": "F", "age": "20-40"})
    assert combined(found) == pytest.approx(sum(p.log10 for p in found))
    assert combined(found, ["teeth-independent"]) == pytest.approx(max((p.log10 for p in found), key=abs))
    assert combined([]) == 0
    assert set(ASSUMPTIONS) == {"evidence-independent", "teeth-independent"}


def test_what_only_one_side_knows_says_nothing():
    assert pieces({"sex": "F", "hair": "red"}, {"age": "30-40"}) == []


def test_a_value_that_cannot_be_read_is_refused_when_it_is_taken_down():
    for bad in ({"age": "old"}, {"sex": "female"}, {"teeth": "99=fil"}, {"shoe": "40"}, {"last seen": "then"}):
        with pytest.raises(InputError):
            check(bad)


@pytest.mark.parametrize(("text", "ends"), [("30", (30, 30)), ("25-35", (25, 35)), ("165–170 cm", (165, 170))])
def test_spans(text, ends):
    assert span(text, "number") == ends


SHARES = st.lists(st.floats(0.01, 1), min_size=2, max_size=5).map(lambda xs: [x / sum(xs) for x in xs])


@given(SHARES, st.floats(0, 0.5), st.floats(0, 0.5), st.integers(0, 4))
def test_a_ratio_averages_to_one_over_what_two_people_would_show(shares, am_error, pm_error, at):
    states = [str(i) for i in range(len(shares))]
    am = seen_as(states, states[at % len(states)], am_error)
    total = 0.0
    for seen in states:
        pm = seen_as(states, seen, pm_error)
        chance = sum(p * b for p, b in zip(shares, pm, strict=True))
        total += chance * discrete_lr(shares, am, pm) if chance else 0.0
    if all(shares) and sum(p * a for p, a in zip(shares, am, strict=True)):
        assert total == pytest.approx(1, rel=1e-6)


@given(st.sampled_from(dental.STAGES))
def test_a_tooth_averages_to_one_too(stage):
    model = dental.DentalModel()
    moves, n = dental.transitions(model.progress), range(4)
    am, total = dental.Tooth("16", stage), 0.0
    for seen in dental.STAGES:
        b = seen_as(dental.STAGES, seen, model.error)
        chance = sum(model.shares[s] * moves[s][t] * b[t] for s in n for t in n)
        total += chance * dental.tooth_lr(am, dental.Tooth("16", seen), model)
    assert total == pytest.approx(1)


@given(st.integers(0, 89), st.integers(0, 80), st.integers(0, 30))
def test_no_piece_is_ever_zero(years, low, width):
    assert body.age(str(years), f"{low}-{low + width}").lr > 0


def test_a_piece_tells_its_model_and_source():
    for piece in pieces({"sex": "F", "age": "30", "hair": "red"}, {"sex": "F", "age": "20-40", "hair": "red"}):
        assert isinstance(piece, Piece)
        assert piece.model
        assert piece.source
        assert set(piece.as_json()) == {"kind", "log10_lr", "am", "pm", "model", "source", "contradiction"}
