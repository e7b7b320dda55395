"""The folder that `antigone simulate` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antigone.cli.main import main
from antigone.core.errors import InputError, UsageError
from antigone.simulate import Settings, make_world
from antigone.simulate.ledger import UNITS
from antigone.simulate.write import write_world
from simulate.exercise import table


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("w") / "world"
    write_world(make_world(Settings(11, 60, in_parts=0.5, clerical=0.3)), out, fam=True)
    return out


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    return int(end.value.code or 0)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("simulate", str(tmp_path / name), "--seed", "5", "--fam") == 0
    assert run("simulate", str(tmp_path / "c"), "--seed", "6", "--fam") == 0
    first, again, other = (contents(tmp_path / name) for name in "abc")
    assert first == again
    assert all(first[name] != other[name] for name in first if name not in ("found/sites.csv", "said/groups.csv"))


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        write_world(make_world(Settings(1, 3)), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "values", [{"missing": 0}, {"drop_out": (1.0,)}, {"drop_out": ()}, {"days": 0}, {"partial": 1.5}, {"mutation": 0.5}]
)
def test_settings_that_make_no_sense_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Settings(1, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", [1, 2, 5])
def test_the_smallest_worlds_are_whole_too(missing: int, tmp_path: Path) -> None:
    for seed in range(8):
        names = write_world(make_world(Settings(seed, missing, places=1, days=1)), tmp_path / f"{missing}-{seed}")
        assert "truth/who-is-who.csv" in names


def test_the_truth_names_everybody_who_was_read_and_every_entry(folder: Path) -> None:
    case = json.loads((folder / "named/all-samples.json").read_text())["cases"][0]
    who = {row["remains"]: row["missing"] for row in table(folder / "truth/who-is-who.csv")}
    assert {victim["id"] for victim in case["pm"]} == set(who)
    missing = {m for family in case["families"] for m in family["missing"]}
    assert {m for m in who.values() if m != "*"} <= missing
    assert {row["missing"] for row in table(folder / "truth/people.csv")} - {""} == missing


def test_the_bodies_of_the_case_are_one_sample_a_person(folder: Path) -> None:
    case = json.loads((folder / "named/event.json").read_text())["cases"][0]
    person = {row["number"]: row["person"] for row in table(folder / "truth/numbers.csv")}
    people = [person[victim["id"]] for victim in case["pm"]]
    assert len(people) == len(set(people)) < len(person)


def test_every_slip_of_a_clerk_can_be_found_in_the_register(folder: Path) -> None:
    register = table(folder / "found/register.csv")
    slips = [row for row in table(folder / "truth/register-errors.csv") if row["where"].isdigit()]
    assert slips
    for slip in slips:
        assert register[int(slip["where"]) - 2][slip["column"]] == slip["written"], slip


def test_bodies_are_conserved_day_by_day() -> None:
    for seed in range(10):
        ledger = make_world(Settings(seed, 60)).ledger
        assert set(ledger.counts) == set(UNITS)
        flows = (ledger.counts[name] for name in ("bodies_received", "bodies_stolen", "bodies_handed_over"))
        received, stolen, handed = flows
        assert (ledger.counts["bodies_held"].sum(axis=0) == (received - stolen - handed).sum(axis=0)).all()
        assert (ledger.counts["bodies_held"] >= 0).all()
        assert (ledger.counts["died_in_hospital"] <= ledger.counts["killed"]).all()


def test_custody_moves_only_what_was_entered(folder: Path) -> None:
    known = {row["number"] for row in table(folder / "truth/numbers.csv")}
    acts = table(folder / "found/custody.csv")
    assert {n for act in acts for n in act["numbers"].split(";") if n} <= known
    assert any(act["type"] == "stolen" and not act["numbers"] and int(act["asserted"]) for act in acts)


def test_true_genotypes_follow_the_pedigree() -> None:
    """Without mutation a child always carries one allele of each typed parent."""
    world = make_world(Settings(2, 200, mutation=0.0))
    shared = 0
    for family in world.genetics.families:
        for name, row in zip(family.typed_ids, family.typed, strict=True):
            if not name.endswith(("-father", "-mother")):
                continue
            parent = world.genetics.relatives[row]
            for id, person in zip(family.missing_ids, family.missing, strict=True):
                own = family.pedigree.by_id[id]
                if name in (own.father, own.mother):
                    child = world.genetics.dead[person]
                    assert (child[:, :, None] == parent[:, None, :]).any(axis=(1, 2)).all()
                    shared += 1
    assert shared > 50


def test_drop_out_is_as_frequent_as_stated() -> None:
    world = make_world(Settings(4, 400, drop_out=(0.3,), partial=0.0))
    seen = world.remains.seen.mean()
    assert abs(seen - 0.7) < 4 * (0.21 / world.remains.seen.size) ** 0.5


def test_the_command_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", str(tmp_path / "w"), "--seed", "1", "--missing", "12") == 0
    out = capsys.readouterr().out
    assert "antigone import CASE" in out
    assert run("simulate", str(tmp_path / "v"), "--seed", "1", "--missing", "12", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["missing"] == 12
    assert set(made["files"]) == set(contents(tmp_path / "v"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--drop-out", "x"], "no list of probabilities"),
        (["--frequencies", "nist:Nobody"], "no group"),
        (["--missing", "0"], "number of missing"),
    ],
)
def test_bad_options_are_refused_in_a_sentence(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", tmp_path / "w", "--seed", "1", *options) in (2, 3)
    assert said in capsys.readouterr().err
    assert not (tmp_path / "w").exists()


def test_a_table_of_ones_own_can_be_used(tmp_path: Path) -> None:
    own = "locus,allele,frequency\nD1,8,0.4\nD1,9,0.6\nD2,a,0.5\nD2,b,0.5\n"
    (tmp_path / "own.csv").write_text(own)
    assert run("simulate", str(tmp_path / "w"), "--seed", "1", "--frequencies", str(tmp_path / "own.csv")) == 0
    case = json.loads((tmp_path / "w/named/event.json").read_text())["cases"][0]
    assert [m["name"] for m in case["markers"]] == ["D1", "D2"]
    assert [m["mutation"]["model"] for m in case["markers"]] == ["stepwise", "equal"]
