"""Seconds per family for pedigree likelihoods: 24 STR markers, one of 55 alleles, beside the peers' CPU seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from antigone.named.kinship import Genotypes, Marker, Mutation, Pedigree, Person
from antigone.named.kinship.likelihood import loglik
from antigone.named.kinship.simulate import simulate
from antigone.named.kinship.table import genotype_table, tables_of_families

ALLELES = (8, 9, 9, 10, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 17, 18, 19, 20, 22, 25, 55)
MODELS = ("none", "equal", "proportional", "stepwise")

# Fastest of dvir 3.4.2, forrel 1.9 and Familias 2.6.4 for one remains and one family, CPU seconds, per model.
PEERS = {
    "parent": (0.009, 0.019, 0.019, 0.015),
    "both parents": None,
    "sibling": (0.011, 0.019, 0.022, 0.131),
    "2 siblings": (0.013, 0.024, 0.021, 0.309),
    "grandparents + uncle": (0.013, 0.027, 0.022, 0.023),
}


def panel(model: str, seed: int = 7) -> list[Marker]:
    """24 invented markers with random frequencies."""
    generator = np.random.default_rng(seed)
    found = []
    for k, n in enumerate(ALLELES):
        p = generator.dirichlet(np.ones(n))
        names = tuple(str(i + 5) for i in range(n))
        mutation = {
            "none": lambda: None,
            "equal": lambda n=n: Mutation.equal(n, 0.001, 0.003),
            "proportional": lambda p=p: Mutation.proportional(p, 0.001, 0.003),
            "stepwise": lambda names=names: Mutation.stepwise(names, 0.001, 0.003, 1e-5, 0.1),
        }[model]()
        found.append(Marker("SE33" if n == 55 else f"L{k + 1}", "A", names, p, mutation=mutation))
    return found


def families() -> dict[str, tuple[Pedigree, tuple[str, ...]]]:
    """Pedigrees with the missing person MP, and who is typed."""
    father, mother = Person("F", sex="M"), Person("M", sex="F")
    missing = Person("MP", "F", "M", "M")
    sibs = [Person(f"S{i}", "F", "M", "F") for i in (1, 2)]
    grand = (
        Person("GF", sex="M"),
        Person("GM", sex="F"),
        Person("F", "GF", "GM", "M"),
        Person("U", "GF", "GM", "M"),
        mother,
        missing,
    )
    return {
        "parent": (Pedigree((father, mother, missing)), ("F",)),
        "both parents": (Pedigree((father, mother, missing)), ("F", "M")),
        "sibling": (Pedigree((father, mother, missing, sibs[0])), ("S1",)),
        "2 siblings": (Pedigree((father, mother, missing, *sibs)), ("S1", "S2")),
        "grandparents + uncle": (Pedigree(grand), ("GF", "GM", "U")),
    }


def seconds(work: Callable[[int], object], rounds: int) -> float:
    """Median wall time of a call, after one warm-up round."""
    work(0)
    times = []
    for i in range(rounds):
        start = time.perf_counter()
        work(i)
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def _samples(pedigree: Pedigree, markers: list[Marker], typed: tuple[str, ...], count: int) -> list[Genotypes]:
    generator = np.random.default_rng(1)
    return [simulate(pedigree, markers, (*typed, "MP"), generator) for _ in range(count)]


def _one(pedigree: Pedigree, typed: tuple[str, ...], model: str) -> tuple[float, float]:
    markers = panel(model)
    samples = _samples(pedigree, markers, typed, 20)
    stranger = Pedigree((Person("remains", sex="M"),))

    def pair(i: int) -> float:
        family = samples[i % len(samples)]
        apart = {**{who: family[who] for who in typed}, "remains": family["MP"]}
        first = loglik(pedigree, markers, family)
        return float((first - loglik((pedigree, stranger), markers, apart)).sum())

    def table(i: int) -> object:
        family = samples[i % len(samples)]
        return genotype_table(pedigree, "MP", markers, {who: family[who] for who in typed})

    return seconds(pair, 60), seconds(table, 30)


def _many(pedigree: Pedigree, typed: tuple[str, ...], model: str, count: int = 1000) -> tuple[float, float]:
    """Seconds a family: tables of many families at once, and one likelihood ratio with theta."""
    markers = panel(model)
    samples = _samples(pedigree, markers, typed, 50)
    relatives = [{who: family[who] for who in typed} for family in samples] * (count // 50)
    stranger = Pedigree((Person("remains", sex="M"),))

    def tables(_: int) -> None:
        for marker in markers:
            tables_of_families(pedigree, "MP", marker, relatives)

    def ratio(i: int) -> float:
        family = samples[i % len(samples)]
        apart = {**{who: family[who] for who in typed}, "remains": family["MP"]}
        first = loglik(pedigree, markers, family, theta=0.02)
        return float((first - loglik((pedigree, stranger), markers, apart, theta=0.02)).sum())

    return seconds(tables, 3) / count, seconds(ratio, 7)


def main() -> None:
    """Print family x model: the ratio of one remains, the whole conditional table, many tables, and theta."""
    print("24 STR (one with 55 alleles), milliseconds a family after warm-up; peers' CPU ms in brackets")
    print(f"{'family':22}" + "".join(f"{model:>26}" for model in MODELS))
    for name, (pedigree, typed) in families().items():
        peers = PEERS[name] or (None,) * len(MODELS)
        cells = []
        for model, peer in zip(MODELS, peers, strict=True):
            lr, table = _one(pedigree, typed, model)
            beside = f"({peer * 1e3:.0f})" if peer else "(-)"
            cells.append(f"lr {lr * 1e3:.2f} {beside:>6} tab {table * 1e3:.2f}")
        print(f"{name:22}" + "".join(f"{cell:>26}" for cell in cells), flush=True)
    print("\nmilliseconds a family: tables of 1,000 families together, and one ratio with theta = 0.02")
    for name, (pedigree, typed) in families().items():
        cells = []
        for model in ("none", "stepwise"):
            tables, ratio = _many(pedigree, typed, model)
            cells.append(f"{model}: tab {tables * 1e3:.2f}, theta {ratio * 1e3:.1f}")
        print(f"{name:22}" + "".join(f"{cell:>36}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
