"""From profiles that may be used to matches with all their evidence, and from a match to a comparison."""

import base64
import json
import math

import pytest

from antigone.core.errors import InputError
from antigone.formats.kinship_panel import frequency_panel
from antigone.named import events as kinds
from antigone.named import services, shares
from antigone.named.comparison import DEFAULT, Rule, Scale
from antigone.named.desk import Desk
from antigone.named.judge import compare, fits, in_words, read_rules
from antigone.named.kinship import ByHypothesis, Pedigree, Person, lr
from antigone.named.match import Match, Prior
from antigone.named.matching import Asked, compare_all
from antigone.named.profiles import consensus, usable
from antigone.named.sample import SampleKind
from antigone.named.weigh import weigh
from named_worlds import family, genotypes, new_case, report, typed, with_family, withdraw


@pytest.fixture
def world(tmp_path):
    made = with_family(tmp_path)
    yield made
    made[0].case.close()


def panel():
    return frequency_panel("nist:Caucasian", "equal:0.002", [])


def compared(desk, **asked):
    desk.write(compare_all(desk, panel(), Asked(**asked), []))
    run = list(desk.book.runs.values())[-1]
    return run, [m for m in desk.book.matches.values() if m.run == run.id]


def test_a_match_keeps_all_it_rests_on(world):
    desk, person, code, *_ = world
    run, found = compared(desk, prior=Prior(dead=50, reason="a list"))
    assert [(m.remains, m.person, m.family) for m in found] == [("R00000000", person, code)]
    assert (run.remains, run.persons) == (("R00000000", "R00000001"), (person,))
    assert run.prior == Prior("open", 50, "a list")
    assert run.profiles == ("G-0001", "G-0002", "G-0003", "G-0004")
    assert (run.version, run.mutation, run.error) == ("0.1.0", "equal:0.002", "0")
    assert len(run.markers) == 29
    assert found[0].shared == 12


def test_the_ratio_is_the_engines_and_the_markers_add_up_to_it(world):
    desk, person, _code, father, mother = world
    _, (found,) = compared(desk)
    dna, markers = genotypes(), panel().markers
    tree = Pedigree((Person(father, sex="M"), Person(mother, sex="F"), Person(person, father, mother, "F")))
    typed_ = {father: dna["father"], mother: dna["mother"]}
    result = lr(
        {"H1": [tree], "H2": [tree, Pedigree((Person("x"),))]},
        markers,
        ByHypothesis({"H1": {**typed_, person: dna["child"]}, "H2": {**typed_, "x": dna["child"]}}),
    )
    assert float(found.log10_lr) == pytest.approx(result.log_lr("H1", "H2") / math.log(10), abs=1e-5)
    per_marker = json.loads(desk.values(found.id)["per_marker"])
    assert sum(map(float, per_marker.values())) == pytest.approx(float(found.log10_lr), abs=1e-4)


def test_the_posterior_of_one_against_many_is_bayes_by_hand(world):
    desk = world[0]
    _, (found,) = compared(desk, prior=Prior(dead=50, reason="a list"))
    odds = 10 ** float(found.log10_lr) / 49
    assert float(found.posterior) == pytest.approx(odds / (1 + odds), abs=2e-9)
    _, (alone,) = compared(desk, method="search", prior=Prior(dead=50, reason="a list"))
    assert float(alone.posterior) == pytest.approx(odds / (1 + odds), abs=2e-9)


def test_without_consent_a_profile_is_not_used_and_everybody_is_told(tmp_path):
    desk, *_, father, _ = with_family(tmp_path, agreed=False)
    with pytest.raises(InputError, match="there is no consent"):
        compared(desk)
    desk.write(services.consent(desk, father, ["laboratory"], [services.Purpose.IDENTIFICATION], given=True))
    run, _ = compared(desk)
    assert "G-0001" in run.profiles
    assert "G-0002" not in run.profiles
    desk.case.close()


def test_withdrawn_consent_blocks_use(world):
    desk, *_, father, _ = world
    _, (before,) = compared(desk)
    withdraw(desk, father)
    run, (after,) = compared(desk)
    assert "G-0001" not in run.profiles
    assert run.left_out == (f"{father}: consent to identification was withdrawn",)
    assert float(after.log10_lr) < float(before.log10_lr)
    assert [f.code for f in usable(desk).findings] == ["named.no_consent"]


def test_a_sample_given_for_one_family_is_compared_for_no_other(world):
    desk, _, _, father, mother = world
    sister = report(desk, "Another Example")
    members = [services.Member(father, sex="M"), services.Member(mother, sex="F"),
               services.Member(sister, father, mother, "F")]  # fmt: skip
    desk.write(services.draw_family(desk, members, [sister])[1])
    run, found = compared(desk)
    assert run.families == ("F-0001",)
    assert {m.person for m in found} == {"P-0001"}


def test_a_reference_in_one_family_can_be_missing_in_another(world):
    desk, person, *_ = world
    child = report(desk, "A Child")
    members = [services.Member("x1", sex="M"), services.Member(person, sex="F"),
               services.Member(child, "x1", person, "F")]  # fmt: skip
    desk.write(services.draw_family(desk, members, [child])[1])
    assert {f.id for f in desk.book.families_of(person)} == {"F-0001", "F-0002"}
    assert desk.book.families["F-0002"].missing == (child,)


def test_the_persons_own_toothbrush_is_a_twin(tmp_path):
    desk = Desk(new_case(tmp_path))
    person, dna = report(desk), genotypes()
    typed(desk, person, dna["child"], SampleKind.DIRECT)
    typed(desk, "R00000000", dna["child"], SampleKind.REMAINS)
    typed(desk, "R00000001", dna["stranger"], SampleKind.REMAINS)
    _, (found,) = compared(desk)
    assert (found.remains, found.person) == ("R00000000", person)
    assert float(found.log10_lr) > 10
    desk.case.close()


def test_families_are_drawn_of_codes_alone(world):
    desk = world[0]
    with pytest.raises(InputError, match="code or a short label"):
        services.draw_family(desk, [services.Member("Zarina")], ["Zarina"])
    members = [services.Member("x1", "x1", "x2", "M"), services.Member("x2", sex="F")]
    with pytest.raises(InputError, match="own ancestor"):
        services.draw_family(desk, members, [])


def test_erasing_one_relative_destroys_every_value_made_of_their_dna():
    fields = shares.split("per_marker", "secret", {"P-1", "P-2", "P-3"})
    assert {subject for subject, _ in fields.values()} == {"P-1", "P-2", "P-3"}
    values = {name: share for name, (_, share) in fields.items()}
    assert shares.join("per_marker", values) == "secret"
    seen = set()
    for _ in range(20):  # two shares of three are chance: never the value, never twice the same
        again = {n: s for n, (_, s) in shares.split("per_marker", "secret", {"P-1", "P-2", "P-3"}).items()}
        again.pop("per_marker@P-2")
        seen.add(_bytes(again))
    assert len(seen) == 20
    assert b"secret" not in seen


def _bytes(values):
    one, other = (base64.b64decode(share) for share in values.values())
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def test_several_typings_make_one_profile():
    one = {"TH01": ("6", "9"), "FGA": ("20", "21"), "TPOX": ("8", "8"), "vWA": ("14", "15")}
    two = {"TH01": ("9", "6"), "FGA": ("20", "20"), "TPOX": ("9", "10")}
    profile, disagree = consensus([one, two])
    assert profile == {"TH01": ("6", "9"), "FGA": ("20", None), "vWA": ("14", "15")}
    assert disagree == ["TPOX"]


def test_contradictions_come_first_and_keep_the_highest_word_away(world):
    desk, person, *_ = world
    compared(desk, prior=Prior(dead=50, reason="a list"))
    good = compare(desk, "R00000000", person)
    assert good.result is Scale.IDENTIFIED
    assert good.contradictions == ()
    desk.write(services.describe(desk, "R00000000", {"sex": "M", "age": "70-80"}))
    desk.write([pair.draft() for pair in weigh(desk)])
    bad = compare(desk, "R00000000", person)
    assert {c.kind for c in bad.contradictions} == {"sex", "age"}
    assert bad.result is Scale.POSSIBLE
    assert float(bad.other_log10_lr) < -2
    assert bad.log10_lr == good.log10_lr  # DNA and other evidence stay apart


def test_a_posterior_without_a_stated_prior_counts_for_nothing(world):
    desk, person, *_ = world
    compared(desk)
    flat = compare(desk, "R00000000", person)
    assert float(flat.posterior) > 0.9999
    assert flat.prior == "flat"
    assert flat.result is Scale.POSSIBLE


def test_nothing_known_is_insufficient(world):
    desk, person, *_ = world
    assert compare(desk, "R00000001", person).result is Scale.INSUFFICIENT


@pytest.mark.parametrize(
    ("log10_lr", "posterior", "exclusions", "against", "result"),
    [
        ("7", "0.99995", 0, 0, Scale.IDENTIFIED),
        ("7", "0.99995", 2, 1, Scale.PROBABLE),
        ("7", "0.995", 0, 0, Scale.PROBABLE),
        ("4.5", "0.995", 0, 0, Scale.PROBABLE),
        ("4.5", "0.995", 0, 1, Scale.POSSIBLE),
        ("1", "0.5", 0, 0, Scale.INSUFFICIENT),
        ("-7", "0", 0, 0, Scale.EXCLUDE),
        ("-Infinity", "0", 5, 1, Scale.EXCLUDE),
        ("-3", "0", 4, 1, Scale.EXCLUDE),
    ],
)
def test_the_starting_rules_row_by_row(log10_lr, posterior, exclusions, against, result):
    match = Match("M-0001", "U-0001", "R", "P", "", log10_lr, posterior, "", 20, exclusions)
    rows = [row for row in DEFAULT.rows if fits(row, match, "", against)]
    assert rows[0].result is result


def test_a_laboratory_sets_its_own_rules(world):
    desk, person, *_ = world
    rows = [{"result": "probable", "least_log10_lr": "1"}, {"result": "insufficient"}]
    desk.write([kinds.draft(kinds.RULES_SET, read_rules("ours", "7", rows))])
    compared(desk)
    found = compare(desk, "R00000000", person)
    assert (found.result, found.rules) == (Scale.PROBABLE, "ours, version 7")
    assert in_words(Rule(Scale.PROBABLE, least_log10_lr="1")) in found.because
    for bad in (
        [],
        [{"result": "sure"}],
        [{"result": "probable", "colour": "1"}],
        [{"result": "probable", "least_log10_lr": "x"}],
    ):
        with pytest.raises(InputError):
            read_rules("ours", "8", bad)


def test_other_evidence_moves_the_posterior_only_when_asked_and_never_the_ratio(world):
    desk, person, *_ = world
    desk.write(services.describe(desk, "R00000000", {"sex": "M", "age": "70-80"}))
    desk.write([pair.draft() for pair in weigh(desk)])
    _, (plain,) = compared(desk, prior=Prior(dead=10**7, reason="x"))
    run, (moved,) = compared(desk, prior=Prior(dead=10**7, reason="x"), with_evidence=True)
    assert plain.log10_lr == moved.log10_lr
    assert float(moved.posterior) < float(plain.posterior)
    assert run.evidence == (f"R00000000/{person}",)
    assert set(run.assumptions) == {"evidence-independent", "teeth-independent"}


def test_somebody_identified_is_a_reference_for_the_rest_of_the_family(world):
    desk, person, _, father, mother = world
    child = report(desk, "A Child")
    members = [services.Member(person, sex="F"), services.Member("x1", sex="M"),
               services.Member(child, "x1", person, "F")]  # fmt: skip
    desk.write(services.draw_family(desk, members, [child])[1])
    board = services.signers(["A", "B"])
    id, drafts = services.decide(desk, services.Decision("", ("R00000000",), (person,), 1, board), "DNA")
    desk.write(drafts)
    withdraw(desk, father)
    withdraw(desk, mother)
    with pytest.raises(InputError, match="no family"):
        compared(desk)
    desk.write(services.step(desk, services.StepTaken(id, services.Step.ESTABLISH, board), "second reading"))
    run, _ = compared(desk, threshold=-30.0)
    assert run.families == ("F-0002",)
    assert run.remains == ("R00000001",)
    assert run.persons == (child,)


def test_two_sisters_whom_the_data_cannot_tell_apart_are_decided_as_a_set(tmp_path):
    desk, dna = Desk(new_case(tmp_path)), genotypes()
    one, two = report(desk, "One"), report(desk, "Two")
    code, father, mother = family(desk, one)
    members = [services.Member(father, sex="M"), services.Member(mother, sex="F"),
               services.Member(one, father, mother, "F"), services.Member(two, father, mother, "F")]  # fmt: skip
    desk.write(services.draw_family(desk, members, [one, two], code)[1])
    typed(desk, father, dna["father"])
    typed(desk, mother, dna["mother"])
    typed(desk, "R00000000", dna["child"], SampleKind.REMAINS)
    sister = {at: (dna["father"][at][0], dna["mother"][at][1]) for at in dna["father"]}
    typed(desk, "R00000001", sister, SampleKind.REMAINS)
    _, found = compared(desk, prior=Prior(dead=50, reason="a list"))
    assert len(found) == 4
    assert {m.symmetric for m in found} == {(one,), (two,)}
    assert all(float(m.posterior) == pytest.approx(0.5, abs=1e-3) for m in found)
    assert "rival" in {c.kind for c in compare(desk, "R00000000", one).contradictions}
    board = services.signers(["A", "B"])
    decision = services.Decision("", ("R00000000", "R00000001"), (one, two), 2, board)
    id, drafts = services.decide(desk, decision, "which is which stays open")
    desk.write(drafts)
    assert desk.book.decisions[id].decision.names_all
    desk.case.close()


def test_examinations_of_the_register_are_read_by_their_item_numbers(world):
    from antigone.found.events import draft as booked
    from antigone.found.examination import Answer, Examination, ExaminationKind, Observation
    from antigone.named.weigh import of_remains

    desk, person, *_ = world
    seen = (Observation("71", "F", method="pelvis"), Observation("72", "25-40"), Observation("36", "", Answer.NO_DATA))
    desk.write([booked(Examination("E-1", "R00000001", ExaminationKind.ANTHROPOLOGY, observations=seen))])
    assert of_remains(desk, "R00000001", []) == {"sex": "F", "sex method": "pelvis", "age": "25-40"}
    (pair,) = weigh(desk)
    assert (pair.remains, pair.person) == ("R00000001", person)
    assert {p.kind: round(p.lr, 3) for p in pair.pieces} == {"sex": 1.898, "age": 8.097}
    assert set(pair.assumptions) == {"evidence-independent", "teeth-independent"}
    desk.write(services.describe(desk, "R00000001", {"age": "60-70"}))
    (pair,) = weigh(desk)
    assert pair.contradictions == ("age: the age lies outside the range estimated",)


def test_the_table_of_other_evidence_is_what_joint_identification_takes(world, tmp_path):
    from antigone.cli.named_work import _write_pairs
    from antigone.formats.pair_priors import read_pair_priors

    desk, person, *_ = world
    desk.write(services.describe(desk, "R00000000", {"sex": "F", "age": "25-40"}))
    found = list(weigh(desk))
    _write_pairs(found, tmp_path / "other.csv")
    read = read_pair_priors(tmp_path / "other.csv", {person}, {"R00000000"})
    assert read == {(person, "R00000000"): pytest.approx(found[0].log10_lr * math.log(10))}


def test_a_merged_person_is_compared_once(world):
    desk, person, *_ = world
    double = report(desk, "Zarina Canarinova")
    family(desk, double)
    desk.write(services.merge(desk, [double], person, "same papers"))
    run, _ = compared(desk)
    assert run.persons == (person,)
