"""Search and joint identification on input that is empty, contradictory or very unlike STR panels."""

import json
from itertools import product

import numpy as np
import pytest

from antigone.cli.main import main
from antigone.named.joint import identify
from antigone.named.joint.family import Family, Remains, likelihoods
from antigone.named.kinship import Marker, Mutation, Pedigree, Person
from antigone.named.kinship.search.report import Pool
from antigone.named.kinship.simulate import drop


def person(id, father=None, mother=None, sex="M"):
    return {"id": id, "father": father, "mother": mother, "sex": sex}


def family(prefix):
    people = [person(prefix + "f"), person(prefix + "m", sex="F"), person(prefix + "x", prefix + "f", prefix + "m")]
    return {"name": prefix, "missing": [prefix + "x"], "refs": [prefix + "f"], "pedigree": people}


def case(**changed):
    made = {
        "id": "d",
        "kind": "joint",
        "markers": [
            {
                "name": "L1",
                "chrom": "A",
                "alleles": ["8", "9", "10"],
                "freqs": [0.3, 0.3, 0.4],
                "silent": False,
                "mutation": None,
            }
        ],
        "pm": [{"id": "V1", "sex": "M"}],
        "families": [family("A")],
        "genotypes": {"V1": {"L1": ["8", "9"]}, "Af": {"L1": ["8", "8"]}},
    }
    return {**made, **changed}


@pytest.fixture
def run(tmp_path, capsys):
    def call(command, made, *options):
        file = tmp_path / "case.json"
        file.write_text(json.dumps({"cases": [made]}))
        with pytest.raises(SystemExit) as end:
            main(["kinship", command, str(file), *map(str, options)])
        out = capsys.readouterr()
        return int(end.value.code or 0), " ".join(out.out.split()), " ".join(out.err.split())

    return call


@pytest.mark.parametrize(("command", "empty"), list(product(["search", "joint"], [{"families": []}, {"pm": []}])))
def test_nothing_to_compare_is_said_in_a_sentence(run, command, empty):
    code, _, err = run(command, case(**empty))
    assert code == 3
    assert "no remains" in err or "no family" in err or "to compare them with" in err


def test_without_families_all_remains_are_nobody_listed(run):
    code, out, _ = run("joint", case(families=[]), "--json")
    assert code == 0
    assert json.loads(out)["cases"][0]["posterior"] == {"V1": {"*": 1.0}}


def test_all_excluded(run):
    excluded = case(genotypes={"V1": {"L1": ["9", "9"]}, "Af": {"L1": ["8", "8"]}})
    assert "No pair reaches it" in run("search", excluded, "--threshold", -50)[1]
    assert "excluded from every missing person" in run("joint", excluded)[1]


def test_identical_profiles_share_what_there_is(run):
    pm = [{"id": "V1", "sex": "M"}, {"id": "V2", "sex": "M"}]
    same = {"V1": {"L1": ["8", "9"]}, "V2": {"L1": ["8", "9"]}, "Af": {"L1": ["8", "8"]}}
    _, out, _ = run("joint", case(pm=pm, genotypes=same), "--json")
    posterior = json.loads(out)["cases"][0]["posterior"]
    assert posterior["V1"]["Ax"] == pytest.approx(posterior["V2"]["Ax"])
    _, out, _ = run("search", case(pm=pm, genotypes=same), "--threshold", 0, "--json")
    assert len({m["log10_lr"] for m in json.loads(out)["matches"]}) == 1


def test_one_marker_gives_the_textbook_value(run):
    """A child 8/9 of a father 8/8: the paternity index is 1 / (2 p8)."""
    _, out, _ = run("search", case(), "--threshold", 0, "--json")
    assert json.loads(out)["matches"][0]["log10_lr"] == pytest.approx(np.log10(1 / 0.6))


def test_nobody_typed_says_nothing(run):
    _, out, _ = run("joint", case(genotypes={}))
    assert "none of the markers was typed" in out
    assert "no relative of A is typed" in out


@pytest.mark.parametrize("command", ["search", "joint"])
def test_an_allele_without_a_frequency_is_named_with_its_owner(run, command):
    for who in ("V1", "Af"):
        genotypes = {"V1": {"L1": ["8", "9"]}, "Af": {"L1": ["8", "8"]}, who: {"L1": ["8", "77"]}}
        code, _, err = run(command, case(genotypes=genotypes))
        assert code == 3
        assert f"person {who}, marker L1: Allele '77' is not among" in err


def test_a_profile_that_nobody_could_show_is_refused(run):
    code, _, err = run("joint", case(pm=[{"id": "V1", "sex": "M", "dropout": 1.0}]))
    assert code == 3
    assert "nobody could show this" in err


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"pm": ["V1"]}, "pm[0] should be an object"),
        ({"pm": [{"id": "V1", "dropout": "much"}]}, "pm[0].dropout should be a probability"),
        ({"families": [{"name": "A"}]}, "families[0].missing should be a list of ids"),
        ({"families": [{**family("A"), "refs": None}]}, "families[0].refs should be a list of ids"),
        ({"families": [{**family("A"), "pedigree": [1]}]}, "pedigree[0][0] should be a person"),
        ({"pairings": [1]}, "pairings should be an object"),
    ],
)
@pytest.mark.parametrize("command", ["search", "joint"])
def test_spoilt_cases_are_refused_with_their_place(run, command, spoilt, said):
    code, _, err = run(command, case(**spoilt))
    assert code == 3
    assert said in err


def test_options_of_an_event_hold_for_a_case_too(run):
    _, plain, _ = run("joint", case())
    _, open_population, _ = run("joint", case(), "--dead", 100)
    assert plain != open_population
    pm = [{"id": "V1", "sex": "M"}, {"id": "V2", "sex": "M"}]
    limited = case(
        pm=pm, pairings={"V1": [], "V2": ["Ax"]}, genotypes={**case()["genotypes"], "V2": {"L1": ["8", "9"]}}
    )
    _, out, _ = run("joint", limited, "--dead", 100, "--json")
    assert json.loads(out)["posterior"]["V1"].get("Ax", 0) == 0


# -- 5,000 biallelic markers


SNPS = 5000


@pytest.fixture(scope="module")
def snps():
    """Fifty families of three kinds, typed at 5,000 SNPs, and the remains of their missing."""
    rng = np.random.default_rng(6)
    markers = []
    for k in range(SNPS):
        p = float(rng.uniform(0.1, 0.5))
        markers.append(Marker(f"rs{k}", "A", ("1", "2"), np.array([p, 1 - p]), mutation=Mutation.equal(2, 1e-6)))
    families, remains = [], []
    for kind, typed in enumerate((("f", "m"), ("m", "s"), ("s", "t"))):
        people = [Person("f", sex="M"), Person("m", sex="F"), *(Person(x, "f", "m", "M") for x in "xst")]
        count = (17, 17, 16)[kind]
        drawn = [drop(Pedigree(tuple(people)), m, (*typed, "x"), count, rng) for m in markers]
        for n in range(count):
            name = f"K{kind}-{n}-"
            own = tuple(
                Person(name + p.id, p.father and name + p.father, p.mother and name + p.mother, p.sex) for p in people
            )

            def profile(who, n=n, drawn=drawn):
                return {m.name: tuple(m.alleles[a] for a in d[who][n]) for m, d in zip(markers, drawn, strict=True)}

            genotypes = {name + who: profile(who) for who in typed}
            families.append(Family(name, Pedigree(own), (name + "x",), genotypes))
            remains.append(Remains(f"R-{name}x", "M", profile("x")))
    return families, remains, tuple(markers)


def test_five_thousand_snps_find_every_family(snps):
    families, remains, markers = snps
    pool = Pool(families, remains, markers, "families")
    matches = pool.matches(pool.search(6.0).run())
    assert {(m.profile, m.target) for m in matches} == {(f"R-{f.missing[0]}", f.missing[0]) for f in families}


@pytest.mark.slow
def test_five_thousand_snps_identify_jointly(snps):
    families, remains, markers = snps[0][:6], snps[1][:6], snps[2]
    answer = identify(likelihoods(families, remains, markers).factors, [r.id for r in remains], top=1)
    for f in families:
        assert answer.posterior[f"R-{f.missing[0]}"][f.missing[0]] > 0.999999
