"""Almaty 2022: the account against the case as worked by hand, for six dates."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import antigone.account as account
from account.almaty import almaty, assumptions
from antigone.account.answer import Account, BoundAnswer, Conflict

DATES = ("2022-01-09", "2022-01-16", "2022-01-20", "2022-03-14", "2022-08-31", "2023-01-05")
M2 = {"disjoint:S103,S104": False, "disjoint:S104,S111": False, "all-parts:S102": True}


@cache
def as_of(day: str) -> Account:
    return account.build(almaty(), as_of=date.fromisoformat(day))


def bound(text: str, **options: object) -> BoundAnswer:
    return account.bounds(almaty(), text, **options)  # type: ignore[arg-type]


def conflict(day: str, *statements: str) -> Conflict:
    found = [c for c in as_of(day).conflicts if set(c.statements) == set(statements)]
    assert found, f"no conflict of {statements} on {day}"
    return found[0]


def ids(items: tuple) -> set[str]:
    return {item.id for item in items}


# -- bounds, date by date ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proposition", "least", "most"),
    [
        ("killed @ kz as of 2022-01-09", 42, None),
        ("killed @ almaty as of 2022-01-09", 37, None),
        ("killed @ almaty / security as of 2022-01-09", 13, None),
        ("bodies_held @ kz as of 2022-01-09", 0, None),
        ("bodies_stolen @ kz as of 2022-01-09", 0, None),
        ("graves_found @ kz as of 2022-01-16", 0, None),
        ("killed @ kz as of 2022-01-16", 225, None),
        ("killed @ almaty as of 2022-01-16", 149, None),
        ("killed @ almaty / non_security as of 2022-01-16", 138, None),
        ("bodies_received @ kz as of 2022-01-16", 225, 225),
        ("bodies_stolen @ almaty_morgues as of 2022-01-16", 41, 41),
        ("bodies_held @ kz as of 2022-01-16", 0, 184),
        ("bodies_held @ almaty_morgue as of 2022-01-16", 110, 110),
        ("morgue_attacks @ almaty_morgues as of 2022-01-16", 7, 7),
        ("died_in_hospital @ kz as of 2022-01-16", 175, None),
        ("victims_recognised @ kz as of 2022-01-16", 4578, None),
        ("injured @ kz as of 2022-01-16", 4353, None),
        ("injured @ kz / security as of 2022-01-16", 3393, None),
        ("detained @ kz as of 2022-01-16", 9900, None),
        ("killed @ kz as of 2022-01-20", 227, None),
        ("died_in_hospital @ kz as of 2022-01-20", 177, None),
        ("graves_found @ almaty as of 2022-01-20", 1, None),
        ("missing @ kz as of 2022-01-20", 40, None),
        ("reported_missing @ almaty as of 2022-01-20", 22, None),
        ("killed @ kz as of 2022-03-14", 230, None),
        ("killed @ kz / non_security as of 2022-03-14", 211, None),
        ("killed @ almaty as of 2022-03-14", 149, None),
        ("killed @ kz / assailants as of 2022-03-14", 149, None),
        ("died_in_custody @ kz as of 2022-03-14", 6, None),
        ("bodies_stolen @ almaty_morgues as of 2022-03-14", 41, 41),
        ("killed @ kz as of 2022-07-31", 241, None),
        ("killed @ kz as of 2022-08-31", 238, None),
        ("died_in_custody @ kz as of 2022-08-31", 6, None),
        ("killed @ kz as of 2023-01-05", 238, None),
        ("killed @ kz / non_security as of 2023-01-05", 219, None),
        ("killed @ kz / security as of 2023-01-05", 19, None),
        ("killed @ almaty as of 2023-01-05", 151, None),
        ("killed @ kyzylorda as of 2023-01-05", 26, None),
        ("graves_found @ kz as of 2023-01-05", 1, None),
    ],
)
def test_bounds_as_worked_by_hand(proposition: str, least: int, most: int | None) -> None:
    found = bound(proposition)
    assert (found.least, found.most) == (least, most), found.arithmetic


def test_the_three_readings_of_225_and_41_stand_side_by_side_with_their_assumptions() -> None:
    readings = bound("killed @ kz as of 2022-01-16").readings
    assert [r.least for r in readings[:3]] == [184, 225, 266]
    assert readings[0].assumptions == {"no-double-entry": False, "taken-came-back": True}
    assert readings[1].assumptions == {}
    assert readings[2].assumptions == {"taken-were-entered": False, "taken-never-entered": True}
    assert [r.arithmetic for r in readings[:3]] == ["225 − 41 = 184", "225", "225 + 41 = 266"]


@pytest.mark.parametrize(
    ("assume", "least"),
    [
        ({}, 225),
        ({"no-double-entry": False}, 184),
        ({"no-double-entry": False, "taken-came-back": True}, 184),
        ({"taken-were-entered": False}, 225),
        ({"taken-were-entered": False, "taken-never-entered": True}, 266),
        ({"taken-are-victims": False}, 184),
        ({"taken-are-victims": False, "taken-were-entered": False, "taken-never-entered": True}, 225),
    ],
)
def test_what_the_bridges_do_to_the_dead_behind_the_morgues(assume: dict[str, bool], least: int) -> None:
    assert bound("killed @ kz as of 2022-01-16", assume=assume).least == least


def test_bodies_in_morgues_are_at_most_184_unless_the_taken_had_never_been_entered() -> None:
    assert bound("bodies_held @ kz as of 2022-01-16", assume={"taken-were-entered": False}).most == 225


def test_two_who_died_later_move_the_corners_to_186_227_268() -> None:
    assert [r.least for r in bound("killed @ kz as of 2022-01-20").readings[3:6]] == [186, 227, 268]


@pytest.mark.parametrize(("day", "least"), [("2022-03-14", 271), ("2022-08-31", 279), ("2023-01-05", 279)])
def test_if_none_of_the_taken_is_in_the_latest_toll(day: str, least: int) -> None:
    assert least in [r.least for r in bound(f"killed @ kz as of {day}").readings]


def test_a_toll_is_a_floor_and_a_ceiling_only_when_said_to_be_final() -> None:
    assert bound("killed @ kz (in_events) as of 2022-03-14").most is None
    final = {"final:S102": True, "rendering:S063": True}
    assert bound("killed @ kz (in_events) as of 2022-03-14", assume=final).most == 230


def test_the_first_rendering_does_not_fit_a_final_230() -> None:
    found = bound("killed @ kz (in_events) as of 2022-03-14", assume={"final:S102": True, "rendering:S060": True})
    assert found.most is None  # 149 + 63 + 19 = 231: one of them has to be put aside


def test_with_deaths_in_custody_the_march_figure_is_238() -> None:
    found = bound("killed @ kz as of 2022-03-14")
    assert 238 in [c.least for c in found.contested]
    assert bound("killed @ kz as of 2022-03-14", assume={"same-count:S102,S119": False}).least == 238


def test_the_withdrawn_164_can_be_let_in() -> None:
    assert bound("killed @ kz as of 2022-01-09", assume={"withdrawn:S016": False}).least == 164
    assert bound("killed @ almaty as of 2022-01-09", assume={"withdrawn:S016": False}).least == 103


# -- the eight lines of the specification --------------------------------------------------------------------------


def test_1_victims_recognised_are_promoted_to_injured() -> None:
    for retold in ("S058", "S059"):
        found = conflict("2022-01-16", "S049", retold)
        assert (found.kind, found.put_aside) == ("hard", retold)
        assert "4,578 = 4,353 (S049) + 225 (S045)" in found.readings[0].sentence
    assert any(
        s.id == "S058" and s.changes["unit"] == ("victims_recognised", "injured")
        for s in as_of("2022-01-16").relabelled
    )


def test_2_one_utterance_in_two_renderings() -> None:
    found = conflict("2022-01-16", "S060", "S063")
    assert {tuple(sorted(r.assumptions.items())) for r in found.readings} == {
        (("rendering:S060", True), ("rendering:S063", False)),
        (("rendering:S060", False), ("rendering:S063", True)),
    }
    assert bound("killed @ almaty as of 2022-01-16", assume={"rendering:S060": True}).least == 160
    assert bound("killed @ almaty as of 2022-01-16", assume={"rendering:S063": True}).least == 149
    assert bound("killed @ almaty / non_security as of 2022-01-16", assume={"rendering:S060": True}).least == 149


def test_2_the_second_rendering_meets_the_prosecutor_at_150_and_the_first_does_not() -> None:
    assert bound("killed @ almaty as of 2022-03-14", assume={**M2, "rendering:S063": True}).least == 150
    assert bound("killed @ almaty as of 2022-03-14", assume={**M2, "rendering:S060": True}).least == 160
    assert conflict("2022-03-14", "S062", "S104").kind == "contested"


def test_3_230_and_238_on_one_day_stand_together_only_by_scope() -> None:
    found = conflict("2022-03-14", "S102", "S119")
    assert (found.kind, found.difference) == ("contested", 8)
    assert found.readings[0].arithmetic == "230 + 8 = 238"
    assert found.readings[0].assumptions == {"same-count:S102,S119": False}


def test_4_the_official_totals_fall_from_241_to_238() -> None:
    found = conflict("2022-08-31", "S127", "S128")
    assert (found.kind, found.nature, found.put_aside, found.difference) == ("hard", "fall", "S127", 3)
    assert found.arithmetic == "241 (S127), which is 3 more than 238 (S128)"
    assert {"S102": "S121", "S121": "S127", "S127": "S128"}.items() <= {
        s.id: s.by[0] for s in as_of("2022-08-31").superseded
    }.items()


def test_6_a_label_changed_along_the_chain() -> None:
    found = conflict("2022-01-20", "S009", "S015", "S030", "M028")
    assert found.nature == "relabelled"
    origin = next(o for o in as_of("2022-01-09").origins if any("S009" in c for c in o.claims))
    assert {"S009", "S015", "S030"} <= set(next(c for c in origin.claims if "S009" in c))


def test_7_the_march_parts_close_only_if_exactly_11_are_inside_the_139() -> None:
    found = conflict("2022-03-14", "S102", "S103", "S104", "S110", "S111")
    assert found.arithmetic == "139 (S104) + 63 (S110) + 20 (S111) + 19 (S103) = 241, which is 11 more than 230 (S102)"
    assert [r.arithmetic for r in found.readings] == ["139 + 63 + 20 + 8 = 230", "139 + 63 + 9 + 19 = 230", ""]
    assert all(r.result["counted twice"] == [11, 11] for r in found.readings)
    assert all(r.result["killed @ almaty"] == [150, None] for r in found.readings)
    assert set(found.readings[2].assumptions) == set(M2)


# -- not to be flagged ---------------------------------------------------------------------------------------------


def test_sums_that_close_are_not_flagged() -> None:
    allowed = {
        frozenset(c) for c in (
            ("S067", "S069"), ("M033", "M034", "M035"), ("S060", "S063"), ("S049", "S058"), ("S049", "S059"),
            ("M066", "S096"), ("S127", "S128"), ("S120", "S139"), ("S102", "S103", "S104", "S110", "S111"),
        )
    }  # fmt: skip
    for day in DATES:
        assert {frozenset(c.statements) for c in as_of(day).conflicts if c.kind == "hard"} <= allowed


def test_a_declared_correction_and_a_chain_of_tolls_are_not_conflicts() -> None:
    for day in DATES:
        for found in as_of(day).conflicts:
            assert not {"S006", "S027"} <= set(found.statements)
            assert not {"S102", "S121"} <= set(found.statements)


def test_equal_numbers_are_never_matched() -> None:
    for day in DATES:
        for origin in as_of(day).origins:
            for claims in origin.claims:
                assert len({"S067", "S089", "S138"} & set(claims)) < 2
                assert len({"S119", "S128"} & set(claims)) < 2
                assert len({"S061", "S112"} & set(claims)) < 2


# -- what else the hand-worked account says ------------------------------------------------------------------------


def test_what_gave_way_by_9_january() -> None:
    found = as_of("2022-01-09")
    assert ids(found.corrected) == {"S006", "S013"}
    assert {"S001", "S003", "S002", "S007", "S008", "S011", "S012"} <= ids(found.superseded)
    assert {"S016", "S017", "S018", "S019", "S020", "S021", "S022", "S023"} <= ids(found.denied)
    assert {"S027", "S009", "S026", "S028", "S031", "S032", "S004", "S005"} <= {
        id for id, how in found.standing.items() if how == "current"
    }


def test_41_stands_and_49_is_put_aside_as_one_doubtful_report() -> None:
    found = conflict("2022-01-16", "S067", "S069")
    assert (found.put_aside, found.difference, found.uncertain) == ("S069", 8, True)
    assert "S069" in as_of("2022-01-16").put_aside


def test_one_outpatient_too_many() -> None:
    found = conflict("2022-01-16", "M033", "M034", "M035")
    assert found.arithmetic == "1,815 (M034) + 863 (M035) = 2,678, which is 1 more than 2,677 (M033)"


def test_officers_of_almaty_fall_by_two_as_the_nations_did() -> None:
    found = conflict("2022-01-16", "S004", "S061")
    assert found.difference == 2
    assert "S027 took back (18 to 16)" in found.readings[0].sentence


def test_withheld_numbers_are_listed_and_bind_nothing() -> None:
    assert {"S036", "S047", "S082", "S083"} <= ids(as_of("2022-01-20").withheld)


def test_attackers_fall_by_82_because_a_label_changed() -> None:
    found = conflict("2023-01-05", "S120", "S139")
    assert found.difference == 82
    assert (found.readings[0].arithmetic, found.readings[0].result) == ("67 + 142 = 209", {"moved": 82})


def test_the_rest_of_the_country_falls_by_four_unless_139_left_some_out() -> None:
    found = conflict("2023-01-05", "S102", "S104", "S137", "S142")
    assert found.arithmetic.endswith("it falls by 4")
    assert found.readings[0].assumptions == {"whole-of:S104": False}


def test_an_outlets_own_subtraction_is_no_witness() -> None:
    assert as_of("2022-01-16").standing["M046"] == "derived"


def test_what_would_settle_it() -> None:
    march = {(s.proposition.partition(" as of")[0], s.question): s.closes for s in as_of("2022-03-14").settle}
    taken = "Were the 41 bodies taken among the 225 brought in, and did they come back?"
    assert march["killed @ kz / all", taken] == 82
    assert march["killed @ almaty / all", "What were the exact words of S060 and S063?"] == 11
    assert march["killed @ kz / all", "Are the 41 bodies taken in the latest count?"] == 41


def test_fourteen_papers_quoting_one_prosecutor_are_one_origin() -> None:
    origin = next(o for o in as_of("2022-01-16").origins if o.proposition.startswith("bodies_received"))
    assert origin.n == 1
    assert len(origin.claims[0]) >= 10


def test_the_cases_own_wording_of_the_assumptions_changes_no_bound() -> None:
    from dataclasses import replace

    book = replace(almaty(), assumptions=assumptions())
    told = account.build(book, as_of=date(2022, 3, 14))
    plain = as_of("2022-03-14")
    assert [(p.id, p.least, p.most) for p in told.propositions] == [(p.id, p.least, p.most) for p in plain.propositions]
    assert [c.id for c in told.conflicts] == [c.id for c in plain.conflicts]
    assert not told.notes or all("assumption" not in note.casefold() for note in told.notes)


def test_everything_explains_itself_down_to_words() -> None:
    found = as_of("2022-03-14")
    for id in (found.headline[0], found.conflicts[0].id, "S104", "no-fall"):
        tree = account.explain(found, almaty(), id)
        assert tree.sentence
    claim = account.explain(found, almaty(), "S104")
    assert claim.children[0].values["url"].startswith("http")
    assert claim.children[0].values["chain"] == ["Berik Asylov", "mazhilis plenary", "Interfax"]
