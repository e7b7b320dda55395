"""Y-STR and mitochondrial haplotypes of remains beside those of a missing person's line, apart from every ratio.

A haplotype is passed on whole, so that agreement speaks for a whole line and never for one person of it, and its loci
are not independent of one another. Nothing here is multiplied into the ratio of the autosomal markers; what differs
beyond what mutation explains is a contradiction that a comparison shows first. Genetic values never leave this file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from antigone.core.told import Told, told
from antigone.named.kinship.lineage import Line, meioses_between
from antigone.named.matching import by_code
from antigone.named.profiles import Usable, usable

if TYPE_CHECKING:
    from antigone.named.desk import Desk
    from antigone.named.family import Family
    from antigone.named.kinship import Pedigree, Profile

LEAST_LOCI = 5
"""With fewer loci typed on both sides nothing is said."""
EXCLUDES: Mapping[Line, int] = {"Y": 3, "MT": 2}
"""From so many differing loci on, one line is excluded: three Y-STRs (Kayser & Sajantila 2001, Forensic Sci. Int. 118),
two positions of mtDNA (SWGDAM, Interpretation Guidelines for Mitochondrial DNA). Fewer may be mutation."""
_NOISE = re.compile(r"[\W_]+")
_LINES: tuple[tuple[Line, tuple[str, ...]], ...] = (("Y", ("dys", "dyf", "ygata")), ("MT", ("mt", "hv", "chrm")))


class Verdict(Enum):
    """What a line says of a pair."""

    CONSISTENT = "consistent"
    INCONCLUSIVE = "inconclusive"
    EXCLUDED = "excluded"


ONE_LINE = {
    Verdict.CONSISTENT: "consistent with one line",
    Verdict.INCONCLUSIVE: "inconclusive with one line",
    Verdict.EXCLUDED: "excluded with one line",
}


@dataclass(frozen=True, slots=True)
class LineageLine:
    """The haplotype of remains beside that of one person in the line of somebody missing.

    Attributes:
        remains, person: codes; line: `Y` or `MT`.
        loci: typed on both sides; different: how many of these differ.
        meioses: transmissions between the missing person and who was typed; 0 for a sample of their own.
    """

    remains: str
    person: str
    line: Line
    loci: int
    different: int
    meioses: int

    @property
    def verdict(self) -> Verdict:
        """By `EXCLUDES`; a sample of the person's own may differ nowhere."""
        if not self.different:
            return Verdict.CONSISTENT
        beyond = self.different >= EXCLUDES[self.line] or not self.meioses
        return Verdict.EXCLUDED if beyond else Verdict.INCONCLUSIVE

    @property
    def sentence(self) -> Told:
        """In words; it names no relative and no value."""
        what = {"Y": told("Y-STR haplotype"), "MT": told("mitochondrial haplotype")}[self.line]
        far = told("{n} transmissions apart", n=self.meioses) if self.meioses else told("a sample of the person's own")
        if self.different:
            differs = told("{n} of {all} loci differ", n=self.different, all=self.loci)
        else:
            differs = told("none of {n} loci differs", n=self.loci)
        return told(
            "{what}, {far}: {differs}: {verdict}",
            what=what,
            far=far,
            differs=differs,
            verdict=told(ONE_LINE[self.verdict]),
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "remains": self.remains, "person": self.person, "line": self.line, "loci": self.loci,
            "different": self.different, "meioses": self.meioses, "verdict": self.verdict.value,
        }  # fmt: skip


def line_of(marker: str) -> Line | None:
    """The line in which a marker is passed on, by its name (DYS…, YGATA…; mt…, HV…); None for any other."""
    folded = _NOISE.sub("", marker).casefold()
    return next((line for line, begins in _LINES if folded.startswith(begins)), None)


def haplotype(profile: Profile, line: Line) -> dict[str, frozenset[str]]:
    """By marker of the line, the alleles read (two at markers that the Y holds twice, such as DYS385)."""
    found = {marker: frozenset(a for a in call if a is not None) for marker, call in profile.items()}
    return {
        _NOISE.sub("", marker).casefold(): read for marker, read in found.items() if read and line_of(marker) == line
    }


def beside(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    """Loci typed in both, and how many differ.

    Where one reading lies within the other an allele may not have been seen: such a locus says nothing.
    """
    loci = different = 0
    for marker in set(one) & set(other):
        a, b = one[marker], other[marker]
        if a == b or not (a < b or b < a):
            loci += 1
            different += a != b
    return loci, different


def lineages(
    desk: Desk, pairs: Collection[tuple[str, str]] | None = None, profiles: Usable | None = None
) -> list[LineageLine]:
    """A line for every pair of remains and missing person with somebody of the same line typed, by pair and line.

    Args:
        pairs: (remains, person) to look at; default: every remains with every missing person of a family.
        profiles: those that may be used, where they were worked out before.
    """
    usable_ = profiles if profiles is not None else usable(desk, donors=_concerned(desk, pairs))
    remains = {id: profile for id, profile in usable_.remains.items() if any(map(line_of, profile))}
    wanted = None if pairs is None else {(unit, desk.book.whole(person)) for unit, person in pairs}
    found: set[LineageLine] = set()
    families = _families(desk, wanted)
    for person, line, meioses, typed in _of_persons(desk, usable_, families) if remains else ():
        known = haplotype(typed, line)
        for id, profile in remains.items():
            if known and (wanted is None or (id, person) in wanted):
                loci, different = beside(haplotype(profile, line), known)
                if loci >= LEAST_LOCI:
                    found.add(LineageLine(id, person, line, loci, different, meioses))
    return sorted(found, key=lambda x: (x.remains, x.person, x.line, -x.different, x.meioses, x.loci))


def _families(desk: Desk, pairs: Collection[tuple[str, str]] | None) -> list[Family]:
    """The families in which these persons stand; all of them where no pair is named."""
    if pairs is None:
        return list(desk.book.families.values())
    return list({f.id: f for _, person in pairs for f in desk.book.families_of(person)}.values())


def _concerned(desk: Desk, pairs: Collection[tuple[str, str]] | None) -> set[str] | None:
    """Donors whose profiles say something of these pairs: the remains, and everybody in the families of the persons."""
    if pairs is None:
        return None
    members = {m.id for family in _families(desk, pairs) for m in family.members} | {person for _, person in pairs}
    return {unit for unit, _ in pairs} | {code for m in members for code in desk.book.aliases(m) or (m,)}


def _of_persons(desk: Desk, profiles: Usable, families: Iterable[Family]) -> Iterator[tuple[str, Line, int, Profile]]:
    """Every missing person with each line, how far away it was typed, and the profile it was typed in."""
    for person, own in profiles.direct.items():
        for line in EXCLUDES:
            yield person, line, 0, own
    for family in families:
        pedigree = by_code(desk, family.pedigree())
        given = {d: p for d, p in profiles.references.items() if d in pedigree.by_id and _given(profiles, d, family.id)}
        for missing in dict.fromkeys(desk.book.whole(m) for m in family.missing):
            for line in EXCLUDES:
                for donor, profile in given.items():
                    meioses = _apart(pedigree, missing, donor, line)
                    if meioses:
                        yield missing, line, meioses, profile


def _given(profiles: Usable, donor: str, family: str) -> bool:
    """The purpose limit: a sample given for some families speaks for no other."""
    limit = profiles.families.get(donor, frozenset())
    return not limit or family in limit


def _apart(pedigree: Pedigree, one: str, other: str, line: Line) -> int | None:
    from antigone.named.kinship import KinshipError

    if one == other or one not in pedigree.by_id:
        return None
    try:
        return meioses_between(pedigree, one, other, line)
    except KinshipError:
        return None
