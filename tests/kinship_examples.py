"""Kinship files built for the tests from public descriptions of their formats; the people are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.formats.kinship_data import Group, KinshipData, Locus, MutationSpec, PedigreeRecord, PersonRecord

FAM_HEAD = ['"Output from Familias, version 3.2.8"', '"DO NOT EDIT!"', "3.2.8", '""']


def person(name: str, male: bool, calls: list[tuple[int, int, int]] = [], dropout: bool = False) -> list[str]:  # noqa: B006
    """Lines of a person of a `.fam` file."""
    year = "-1 (Consider dropouts)" if dropout else "-1"
    head = [f'"{name}"', "#FALSE#", year, "#FALSE#", "#TRUE#" if male else "#FALSE#", str(len(calls))]
    return head + [str(n) for call in calls for n in call]


def locus(
    name: str, table: dict[str, float], code: int = 0, rate: float = 0.0, silent: float | None = None, more: str = ""
) -> list[str]:
    """Lines of a marker of a `.fam` file; the male rate is twice the female one."""
    lines = [f'"{name}"', str(rate), str(2 * rate), str(code), str(code), str(len(table) + (silent is not None))]
    lines += ["0.1", "0.1", "1e-006", "1e-006", "#FALSE#" if silent is None else "#TRUE#", str(silent or 0)]
    info = more or "DatabaseSize = 1000 , Dropout probability = 0 , Minor allele frequency = 0 "
    lines.append(f"{len(table)}\t({info})")
    return lines + [text for allele, value in table.items() for text in (f'"{allele}"', str(value))]


def paternity_fam(*, stored: list[str] | None = None, theta: str = "0", silent: float | None = None) -> str:
    """A trio under two hypotheses; with `stored`, results of an unpublished arrangement stand before the markers."""
    total = 1 - (silent or 0)
    lines = [*FAM_HEAD, "3"]
    lines += person("Alleged father", True, [(0, 1, 0), (1, 1, 1)], dropout=True)
    lines += person("Mother", False, [(1, 2, 0)]) + person("Child", True, [(0, 2, 0), (1, 1, 1)])
    lines += ['"Known relations"', "0", "0", "1", "1", "2", "2"]
    lines += ["0", '"H1"', "0", "0", "1", "0", "2", "1", '"H2"', "0", "1", "1", "3", "2"]
    flag = "#FALSE#" if stored is None else "#TRUE#"
    lines += [f"{flag} (#Databases: 1 ;Theta/Kinship/Fst: {theta} )", *(stored or []), "2", "#TRUE#", '"Example"']
    lines += locus("D3S1358", {"14": 0.5 * total, "15": 0.3 * total, "16": 0.2 * total}, 4, 0.001, silent)
    lines += locus("TH01", {"6": 0.25, "9.3": 0.75}, 1, 0.002)
    return "\n".join(lines) + "\n"


def dvi_fam() -> str:
    """Two samples of remains and a family with a missing person whose sex follows from the spouse."""
    lines = [*FAM_HEAD[:2], "3.3 (DVI)", '""', "0", '"Known relations"', "0", "0", "0", "0"]
    lines += ["#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: 0 )", "1", "#TRUE#", '"Example"']
    lines += locus("D3S1358", {"14": 0.5, "15": 0.3, "16": 0.2})
    lines += ["", "[DVI]", "[[Unidentified persons]]", "nPersons= 2"]
    for n, (name, sex, a, b) in enumerate((("PM1", "Male", "14", "15"), ("PM2", "Female", "16", "16")), 1):
        lines += [f"[[[Person {n} ]]]", f"Name= {name}", f"Gender= {sex}", "[[[[DNA data]]]]", "nSystems= 1"]
        lines += ["SystemName= D3S1358", f"Allele1= {a}", f"Allele2= {b}"]
    lines += ["[[Notes]]", "anything = at all", "", "[[Reference Families]]", "nFamilies= 1", "[[[Family 1 ]]]"]
    lines += ["Name= Invented", "[[[[Persons]]]]", "nPersons= 2"]
    for n, (name, sex, calls) in enumerate((("Wife", "Female", []), ("Son", "Male", ["14", "15"])), 1):
        lines += [f"[[[[[Person {n}]]]]]", f"Name= {name}", f"Gender= {sex}", "[[[[[[DNA data]]]]]]"]
        lines += ["nSystems= 1", "SystemName= D3S1358", *(f"Allele{k}= {a}" for k, a in enumerate(calls, 1))]
        lines = lines if calls else [*lines[:-2], "nSystems= 0"]
    lines += ["[[[[Pedigrees]]]]", "nPedigrees= 1", "[[[[[Pedigree 1]]]]]", "Name= Tree", "nRelations= 2"]
    lines += ["Parent= Missing person", "Child= Son", "Parent= Wife", "Child= Son"]
    lines += ["[Prior]", "UseList= Yes", "[Advanced]", "[[Direct/Identity]]", "Dropin= 0.01"]
    return "\n".join(lines) + "\n"


# Any data that files can hold

words = st.text("abcdefghijklmnopqrstuvwxyzÁЖ0123456789 -", min_size=1, max_size=8).map(
    lambda text: "p" + " ".join(text.split())
)
rates = st.floats(0.0001, 0.5)


@st.composite
def models(draw: st.DrawFn) -> MutationSpec | None:
    """A model that Familias knows."""
    name = draw(st.sampled_from([None, "equal", "proportional", "stepwise", "dawid", "extended"]))
    if name is None:
        return None
    stepped = name in ("stepwise", "dawid", "extended")
    ratio = draw(st.floats(0.01, 0.9)) if stepped else 0.0
    return MutationSpec(name, draw(rates), ratio, draw(rates) if name == "extended" else 0.0)


@st.composite
def loci(draw: st.DrawFn, name: str) -> Locus:
    """A marker with frequencies that add up to 1."""
    count = draw(st.integers(1, 5))
    weights = draw(st.lists(st.integers(1, 50), min_size=count, max_size=count))
    silent = draw(st.sampled_from([None, 0.0, 0.05]))
    total = sum(weights) / (1 - (silent or 0.0))
    return Locus(
        name,
        tuple(str(8 + n) for n in range(count)),
        tuple(weight / total for weight in weights),
        silent=silent,
        female=draw(models()),
        male=draw(models()),
        database_size=draw(st.sampled_from([None, 100.0, 20001.0])),
        dropout=draw(st.sampled_from([0.0, 0.05])),
        minimum=draw(st.sampled_from([0.0, 0.001])),
    )


@st.composite
def groups(draw: st.DrawFn, markers: tuple[Locus, ...], kind: str = "case") -> Group:
    """Persons in the order of birth, each perhaps a child of earlier ones, with profiles."""
    ids = draw(st.lists(words, min_size=1, max_size=6, unique=True))
    sexes = draw(st.lists(st.sampled_from("MF"), min_size=len(ids), max_size=len(ids)))
    persons = tuple(
        PersonRecord(name, sex, draw(st.sampled_from([None, 1950])), dropout=draw(st.booleans()))  # type: ignore[arg-type]
        for name, sex in zip(ids, sexes, strict=True)
    )
    trees = []
    for title in draw(st.lists(words, max_size=3, unique=True)):
        parents = {}
        for n, one in enumerate(persons):
            men = [p.id for p in persons[:n] if p.sex == "M"]
            women = [p.id for p in persons[:n] if p.sex == "F"]
            couple = (draw(st.sampled_from([None, *men])), draw(st.sampled_from([None, *women])))
            if couple != (None, None):
                parents[one.id] = couple
        trees.append(PedigreeRecord(title, parents))
    profiles = {}
    for one in persons:
        calls = {
            marker.name: (draw(st.sampled_from(marker.alleles)), draw(st.sampled_from(marker.alleles)))
            for marker in markers
            if draw(st.booleans())
        }
        if calls:
            profiles[one.id] = calls
    persons = tuple(replace(one, dropout=one.dropout and one.id in profiles) for one in persons)
    return Group("", kind, persons, tuple(trees), profiles)  # type: ignore[arg-type]


@st.composite
def kinship_data(draw: st.DrawFn) -> KinshipData:
    """A case with markers: everything that a `.fam` file has a place for."""
    names = draw(st.lists(st.sampled_from(["D3S1358", "TH01", "FGA", "vWA"]), max_size=3, unique=True))
    markers = tuple(draw(loci(name)) for name in names)
    group = draw(groups(markers))
    theta = draw(st.sampled_from([0.0, 0.02]))
    return KinshipData((group,), markers, theta, draw(words), {"Familias version": "3.2.8"})


@st.composite
def damaged(draw: st.DrawFn, text: str) -> bytes:
    """A valid file with some lines dropped, doubled, swapped or overwritten, or cut off in the middle."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "junk", "cut"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                lines[at], lines[-1] = lines[-1], lines[at]
            case "junk":
                lines[at] = draw(
                    st.sampled_from(["", "-1", "999999999", "1e308", '"', "#TRUE#", "[DVI]", "nan", "\x00"])
                )
            case _:
                lines = lines[: at + 1]
        lines = lines or [""]
    return "\n".join(lines).encode()


def attempt(read: Callable[..., Any], *arguments: Any) -> Any:
    """What a reader gives, or None where it refuses with an error that says what is wrong and what to do."""
    try:
        return read(*arguments)
    except InputError as error:
        if not (error.message and error.do):
            raise AssertionError("an error without a way out") from error
        return None
