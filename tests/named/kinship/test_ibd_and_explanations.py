"""Coefficients of well-known relationships, and the arithmetic that is printed."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from antigone.named.kinship import Marker, Mutation, Pedigree, Person, genotype_table
from antigone.named.kinship.cases import pedigree_from
from antigone.named.kinship.explain import explain, paternity_index
from antigone.named.kinship.ibd import jacquard, kappa, kinship, relation, x_kinship

FAMILY = Pedigree(
    (
        Person("gf", sex="M"),
        Person("gm", sex="F"),
        Person("f", "gf", "gm", "M"),
        Person("u", "gf", "gm", "M"),
        Person("m", sex="F"),
        Person("w", sex="F"),
        Person("a", "f", "m", "F"),
        Person("b", "f", "m", "M"),
        Person("h", "f", "w", "M"),
        Person("c", "u", "w", "F"),
    )
)
MARKER = Marker("D1", "A", ("14", "15", "16"), np.array([0.2, 0.3, 0.5]))


@pytest.mark.parametrize(
    ("a", "b", "shares", "words"),
    [
        ("a", "f", (0, 1, 0), "parent"),
        ("f", "a", (0, 1, 0), "child"),
        ("a", "b", (0.25, 0.5, 0.25), "full sibling"),
        ("a", "h", (0.5, 0.5, 0), "half sibling"),
        ("a", "gf", (0.5, 0.5, 0), "grandparent"),
        ("gm", "a", (0.5, 0.5, 0), "grandchild"),
        ("a", "u", (0.5, 0.5, 0), "uncle or aunt"),
        ("u", "a", (0.5, 0.5, 0), "nephew or niece"),
        ("a", "c", (0.75, 0.25, 0), "first cousin"),
        ("a", "w", (1, 0, 0), "unrelated"),
    ],
)
def test_shares_of_known_relatives(a: str, b: str, shares: tuple[float, ...], words: str) -> None:
    assert kappa(FAMILY, a, b) == pytest.approx(shares)
    assert relation(FAMILY, a, b) == words


def test_inbreeding_shows_in_the_nine_states() -> None:
    incest = Pedigree((*FAMILY.persons, Person("i", "b", "a", "M")))
    states = jacquard(incest, "i", "a")
    assert sum(states) == pytest.approx(1)
    assert sum(states[:4]) == pytest.approx(0.25)  # i's own inbreeding
    assert kappa(incest, "i", "a") is None
    assert kinship(incest, "i", "i") == pytest.approx((1 + 0.25) / 2)
    assert relation(incest, "i", "gf") == "relative with inbreeding"


def test_kinship_and_shares_equal_those_of_a_peer(shared: Path) -> None:
    seen = 0
    for case in json.loads((shared / "dna" / "golden_open.json").read_text())["cases"]:
        for pair in case.get("kinship", []):
            first = next(iter(case["hypotheses"].values()))
            for part in first:
                family = pedigree_from([{**person, "founder_inbreeding": 0} for person in part])
                if pair["a"] in family.by_id and pair["b"] in family.by_id:
                    seen += 1
                    assert kinship(family, pair["a"], pair["b"]) == pytest.approx(pair["kinship"], abs=1e-10)
                    if pair["kinship_X"] is not None:
                        assert x_kinship(family, pair["a"], pair["b"]) == pytest.approx(pair["kinship_X"])
                    shares = kappa(family, pair["a"], pair["b"])
                    known = pair["kappa"] if pair["kappa"] and None not in pair["kappa"] else None
                    assert shares == (None if known is None else pytest.approx(tuple(known)))
    assert seen > 300


@pytest.mark.parametrize(
    ("typed", "remains"),
    [
        ({"f": ("14", "15")}, ("14", "16")),
        ({"f": ("14", "14")}, ("14", "14")),
        ({"b": ("14", "15")}, ("14", "15")),
        ({"b": ("14", "15")}, ("14", "14")),
        ({"u": ("14", "15")}, ("16", "14")),
        ({"f": ("14", "15"), "m": ("15", "16")}, ("15", "15")),
        ({"b": ("14", "15"), "u": ("15", "16")}, ("15", "15")),
    ],
)
def test_the_printed_result_is_the_exact_ratio(typed: dict[str, tuple[str, str]], remains: tuple[str, str]) -> None:
    genotypes = {who: {"D1": pair} for who, pair in typed.items()}
    for marker in (MARKER, replace(MARKER, mutation=Mutation.equal(3, 0.01))):
        lines = explain(FAMILY, "a", marker, genotypes, remains)
        exact = genotype_table(FAMILY, "a", [marker], genotypes)[0].lr(remains)
        assert float(lines[-1].split("=")[-1]) == pytest.approx(exact, rel=1e-5)
        assert (len([line for line in lines if "mutation" in line]) == 1) == (
            marker.mutation is not None and (len(typed) == 1 or "m" in typed)
        )


def test_the_terms_printed_give_the_result_printed() -> None:
    lines = explain(FAMILY, "a", MARKER, {"b": {"D1": ("14", "15")}}, ("14", "15"))
    left, right = re.fullmatch(r"  LR = (.*) = (.*)", lines[-1]).groups()
    assert eval(left) == pytest.approx(float(right), rel=1e-5)  # digits and operators of our own


def test_paternity_index_of_a_trio() -> None:
    genotypes = {"f": {"D1": ("14", "15")}, "m": {"D1": ("15", "16")}, "a": {"D1": ("14", "15")}}
    assert paternity_index(FAMILY, [MARKER], genotypes, "a") == pytest.approx([0.25 / 0.1])
