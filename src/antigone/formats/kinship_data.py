"""What kinship files hold, in one plain shape: every reader makes it, every writer takes it.

It is wider than the engine's own types, so that a conversion can carry what a calculation does not use (the size of a
database, a stored posterior), and so that a loss on the way from one format to another can be seen and told.
`kinship_model` turns it into what the engine calculates with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Sex = Literal["M", "F", "U"]
# A call of a marker: two alleles; None is an allele that was not seen (half genotype).
Call = tuple[str | None, str | None]
Profile = dict[str, Call]

# Mutation models by name; `extended` is stepwise with a second rate for micro-variants (Familias 3).
MODELS = ("equal", "proportional", "stepwise", "dawid", "extended", "onestep", "custom")


@dataclass(frozen=True)
class MutationSpec:
    """A mutation model of one sex, as a file states it.

    Attributes:
        model: one of `MODELS`.
        rate: probability per meiosis, 0 to 1.
        range: ratio between the probabilities of a step of n+1 and of n repeats, 0 to 1.
        rate2: probability of a change between micro-variants (`extended` only).
        matrix: rows by the parent's allele, columns by the child's; only where the file gives it.
    """

    model: str = "equal"
    rate: float = 0.0
    range: float = 0.0
    rate2: float = 0.0
    matrix: tuple[tuple[float, ...], ...] | None = None


@dataclass(frozen=True)
class Locus:
    """A marker with its alleles and how it mutates.

    Attributes:
        name: as the file spells it.
        alleles: visible alleles; the silent one is not among them.
        freqs: their frequencies, 0 to 1; with `silent` they add up to 1.
        chrom: `A`, `X`, `Y` or `M`.
        silent: frequency of silent alleles; None where the file has none.
        female: mutation in mothers; None where there is none.
        male: mutation in fathers.
        database_size: number of alleles (or people, as the source counts) behind the frequencies; None if unknown.
        dropout: probability that one allele drops out, 0 to 1.
        minimum: least frequency to use, 0 to 1.
        position: centimorgan on its chromosome; None if unknown.
    """

    name: str
    alleles: tuple[str, ...] = ()
    freqs: tuple[float, ...] = ()
    chrom: str = "A"
    silent: float | None = None
    female: MutationSpec | None = None
    male: MutationSpec | None = None
    database_size: float | None = None
    dropout: float = 0.0
    minimum: float = 0.0
    position: float | None = None


@dataclass(frozen=True)
class PersonRecord:
    """Somebody in a pedigree, or a sample from the remains.

    Attributes:
        id: name or number, unique in its group.
        sex: `M`, `F`, or `U` where unknown.
        birth_year: None where unknown.
        is_child: Familias' mark for somebody too young to have children.
        dropout: whether drop-out is to be considered for this person.
        category: what the source calls the specimen (CODIS, GENis), or empty.
        note: free words of the source.
        affected: a LINKAGE affection status or quantity, kept as text; empty where there is none.
    """

    id: str
    sex: Sex = "U"
    birth_year: int | None = None
    is_child: bool = False
    dropout: bool = False
    category: str = ""
    note: str = ""
    affected: str = ""


@dataclass(frozen=True)
class PedigreeRecord:
    """One set of relations between the persons of a group: a hypothesis, or a family tree.

    Attributes:
        name: e.g. `H1`.
        parents: child → (father, mother); either may be None.
        extras: persons that only this pedigree has.
        twins: pairs declared identical.
        posterior: a probability that the file stores for it, or None.
        inbreeding: founder → its inbreeding coefficient, where not 0.
    """

    name: str
    parents: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    extras: tuple[PersonRecord, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    posterior: float | None = None
    inbreeding: dict[str, float] = field(default_factory=dict)


GroupKind = Literal["case", "unidentified", "family"]


@dataclass(frozen=True)
class Group:
    """Persons who belong together, their relations under one or more pedigrees, and their profiles.

    Attributes:
        name: of the family, or empty.
        kind: `case` (hypotheses to compare), `unidentified` (remains) or `family` (references and the missing).
        persons: all of them, in the file's order.
        pedigrees: zero or more.
        profiles: person → marker → call.
        missing: ids of the members that are sought.
    """

    name: str = ""
    kind: GroupKind = "case"
    persons: tuple[PersonRecord, ...] = ()
    pedigrees: tuple[PedigreeRecord, ...] = ()
    profiles: dict[str, Profile] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def members(self, pedigree: PedigreeRecord) -> tuple[PersonRecord, ...]:
        """The persons of the group and those that only this pedigree has."""
        return self.persons + pedigree.extras


@dataclass(frozen=True)
class KinshipData:
    """The whole of a kinship file.

    Attributes:
        groups: see `Group`.
        loci: markers in the file's order.
        theta: subpopulation coefficient, 0 to 1.
        database: name of the frequency database.
        settings: whatever else the file states, by a path such as `Advanced > Direct/Identity > Dropin`.
    """

    groups: tuple[Group, ...] = ()
    loci: tuple[Locus, ...] = ()
    theta: float = 0.0
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    def locus(self, name: str) -> Locus | None:
        """The marker of exactly that name, or None."""
        return next((locus for locus in self.loci if locus.name == name), None)

    def calls(self) -> Iterator[tuple[Group, str, str, Call]]:
        """Every call: group, person, marker, alleles."""
        for group in self.groups:
            for person, profile in group.profiles.items():
                for marker, call in profile.items():
                    yield group, person, marker, call
