"""Families: pedigrees of codes. A person may be missing in one family and a reference in another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from antigone.named.joint.family import Family as JointFamily
    from antigone.named.kinship import Genotypes, Pedigree, Profile


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a pedigree.

    Attributes:
        id: `P-0001`, or a plain label such as `x1` for somebody needed for the drawing and otherwise unknown.
        father, mother: ids of members, both or neither.
        sex: `M`, `F` or `?`.
        twin: name of a set of identical twins; empty for none.
    """

    id: str
    father: str = ""
    mother: str = ""
    sex: str = "?"
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A pedigree with those who are sought in it. No names.

    Attributes:
        id: `F-0001`.
        members: in any order.
        missing: codes of the members that are sought here; anybody else with a usable profile is a reference.
        liaison: who speaks with the family (staff).
    """

    id: str
    members: tuple[Member, ...] = ()
    missing: tuple[str, ...] = ()
    liaison: str = ""

    def pedigree(self) -> Pedigree:
        """The pedigree as the engine takes it."""
        from antigone.named.kinship import Pedigree, Person

        people = (
            Person(m.id, m.father or None, m.mother or None, m.sex, twin=m.twin or None)  # type: ignore[arg-type]
            for m in self.members
        )
        return Pedigree(tuple(people))

    def joint(self, profiles: Mapping[str, Profile], missing: tuple[str, ...] | None = None) -> JointFamily:
        """The family as joint identification takes it.

        Args:
            profiles: usable profiles by code of the donor; those of the missing themselves are left out.
            missing: who is sought; default: `missing`.
        """
        from antigone.named.joint.family import Family as JointFamily

        sought = self.missing if missing is None else missing
        own: Genotypes = {m.id: profiles[m.id] for m in self.members if m.id in profiles and m.id not in sought}
        return JointFamily(self.id, self.pedigree(), sought, own)


class Wish(Enum):
    """When a family wants to hear, and to have what is found returned."""

    NOW = "notify now"
    WAIT = "wait for more"
    EACH = "each part"


@dataclass(frozen=True, slots=True)
class FamilyWish:
    """What a family wishes for one of its missing; the latest word counts. Nobody is told before the board decides.

    Attributes:
        family: `F-0001`; person: `P-0001`, or empty for all of the family's missing.
        wish: see `Wish`.
        taken_by: who heard it (staff).
    """

    family: str
    wish: Wish
    person: str = ""
    taken_by: str = ""
