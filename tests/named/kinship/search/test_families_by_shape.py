"""Families of one shape are worked on together; nothing else changes."""

import numpy as np
import pytest

from antigone.named.joint.family import Family, Remains
from antigone.named.kinship import Marker, Mutation, Pedigree, Person
from antigone.named.kinship.search import SearchFamily
from antigone.named.kinship.search.pedigrees import by_shape, shape_of
from antigone.named.kinship.search.report import Pool
from antigone.named.kinship.simulate import simulate

LADDER = tuple(str(k) for k in range(8, 14))


def panel(chrom="A"):
    p = np.random.default_rng(1).dirichlet(np.ones(len(LADDER)))
    mutation = Mutation.stepwise(LADDER, 0.001, 0.004, range=0.1)
    return tuple(Marker(f"M{k}", chrom if k == 0 else "A", LADDER, p, mutation=mutation) for k in range(6))


def family(n, sex, kind):
    people = [Person(f"{n}f", sex="M"), Person(f"{n}m", sex="F"), Person(f"{n}x", f"{n}f", f"{n}m", sex)]
    if kind:
        people.append(Person(f"{n}s", f"{n}f", f"{n}m", "F" if sex == "M" else "M"))
    return Pedigree(tuple(people)), f"{n}x", (f"{n}m", f"{n}s") if kind else (f"{n}f",)


def event(count, chrom="A"):
    rng, markers = np.random.default_rng(3), panel(chrom)
    families, remains = [], []
    for n in range(count):
        pedigree, member, typed = family(n, "MF"[n % 2], n % 3 == 0)
        people = simulate(pedigree, markers, (*typed, member), rng)
        families.append(Family(f"F{n}", pedigree, (member,), {t: people[t] for t in typed}))
        remains.append(Remains(f"R{n}", "MF"[n % 2], people[member]))
    return families, remains, markers


def matches(families, remains, markers):
    pool = Pool(families, remains, markers, "families")
    return pool.matches(pool.search(-1.0).run())


def values(found):
    return {(m.profile, m.target): (m.log10_lr, m.rank, m.lead, m.shared, m.exclusions) for m in found}


@pytest.mark.parametrize("chrom", ["A", "X"])
def test_matches_are_those_of_each_family_alone(chrom):
    families, remains, markers = event(40, chrom)
    together = values(matches(families, remains, markers))
    alone = {}
    for one in families:
        alone.update(values(matches([one], remains, markers)))
    assert len(together) > 40
    assert together.keys() == alone.keys()
    for pair, (lr, _, _, shared, exclusions) in together.items():
        assert lr == pytest.approx(alone[pair][0], rel=1e-12, abs=1e-12)
        assert (shared, exclusions) == alone[pair][3:]


def test_families_that_cannot_be_told_apart_keep_the_order_given():
    families, remains, markers = event(9)
    same = [Family(f"T{k}", f.pedigree, f.missing, f.genotypes) for k in range(3) for f in families[3:4]]
    listed = [m.family for m in matches([*same, *families[:2]], remains[3:4], markers) if m.family.startswith("T")]
    assert listed == ["T0", "T1", "T2"]


def test_sexes_matter_only_where_a_marker_is_x_linked():
    one, other = (SearchFamily("", *family(0, sex, True)[:2], {}) for sex in "MF")
    assert shape_of(one, sexes=False) == shape_of(other, sexes=False)
    assert shape_of(one) != shape_of(other)


def test_families_of_one_shape_stand_side_by_side():
    listed = [SearchFamily("", *family(n, "M", n % 2)[:2], {}) for n in range(6)]
    assert by_shape(listed) == [0, 2, 4, 1, 3, 5]
