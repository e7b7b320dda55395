"""Power of families, and drawings: what the commands `power` and `draw` gather and print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from antigone.cli import kinship_compare as compare
from antigone.cli.kinship_show import figure, number, related, show_drawing

if TYPE_CHECKING:
    from rich.console import Console

    from antigone.core.finding import Finding
    from antigone.formats.kinship_data import KinshipData
    from antigone.named.kinship import Genotypes, Marker, Pedigree
    from antigone.named.kinship.power import Gain

THRESHOLDS = (2.0, 4.0, 6.0)


@dataclass(frozen=True, eq=False)
class Family:
    """A family and the member who is sought."""

    name: str
    missing: str
    pedigree: Pedigree
    genotypes: Genotypes
    markers: tuple[Marker, ...]
    theta: float


@dataclass(frozen=True, eq=False)
class Power:
    """What a family can show.

    Attributes:
        family: whose.
        exclusion: P(an unrelated person is excluded).
        expected: mean log10 LR of the true person.
        rates: (threshold of log10 LR, false positives, false negatives).
        gains: relatives not typed yet, best first.
    """

    family: Family
    exclusion: float
    expected: float
    rates: list[tuple[float, float, float]]
    gains: list[Gain]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "family": self.family.name,
            "missing": self.family.missing,
            "typed": [person for person, profile in self.family.genotypes.items() if profile],
            "exclusion_probability": self.exclusion,
            "expected_log10LR": number(self.expected),
            "thresholds": [
                {"log10LR": at, "false_positives": plus, "false_negatives": minus} for at, plus, minus in self.rates
            ],
            "ask": [
                {
                    "relative": gain.relative,
                    "expected_log10LR": number(gain.expected),
                    "gain": number(gain.gain),
                    "exclusion_probability": gain.exclusion,
                }
                for gain in self.gains
            ],
        }


def families(
    data: KinshipData, markers: tuple[Marker, ...], options: compare.Options, findings: list[Finding]
) -> Iterator[Family]:
    """Each missing member of each family or case; the first pedigree of a case counts."""
    from antigone.formats.kinship_event import family_tree
    from antigone.formats.kinship_model import engine_pedigree, engine_profiles

    for group in data.groups:
        if not group.pedigrees:
            continue
        tree = family_tree(group)
        for missing in compare.sought(group, tree, options):
            pedigree = engine_pedigree(group, tree, findings)
            profiles = engine_profiles(group.profiles, markers)
            yield Family(group.name or tree.name, missing, pedigree, profiles, markers, data.theta)


def power_of(family: Family, ask: list[str], *, rank: bool) -> Power:
    """The power of one family, exact; `ask` limits whom to weigh up."""
    from antigone.named.kinship import Pedigree
    from antigone.named.kinship.power import (
        exclusion_probability,
        expected_log10_lr,
        lr_distribution,
        rank_relatives,
    )
    from antigone.named.kinship.table import genotype_table

    tables = genotype_table(family.pedigree, family.missing, family.markers, family.genotypes, family.theta)
    spread = lr_distribution(tables)
    typed = {person for person, profile in family.genotypes.items() if profile}
    kin = _kin(family.pedigree, family.missing)
    members = [p.id for p in family.pedigree.persons if p.id in kin and p.id not in typed and p.id != family.missing]
    wanted = [person for person in members if not ask or person in ask]
    gains: list[Gain] = []
    if rank and wanted:
        connected = Pedigree(family.pedigree.persons)
        gains = rank_relatives(connected, family.missing, family.markers, family.genotypes, wanted)
    return Power(
        family,
        exclusion_probability(tables),
        expected_log10_lr(tables),
        [(at, *spread.rates(at)) for at in THRESHOLDS],
        gains,
    )


def _kin(pedigree: Pedigree, person: str) -> set[str]:
    """Everybody connected with a person by descent or common children."""
    found, waiting = {person}, [person]
    while waiting:
        here = pedigree.by_id[waiting.pop()]
        near = {here.father, here.mother, *pedigree.children[here.id]} - {None}
        near |= {p for child in pedigree.children[here.id] for p in _parents(pedigree, child)}
        for other in near:
            if other is not None and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _parents(pedigree: Pedigree, child: str) -> set[str | None]:
    return {pedigree.by_id[child].father, pedigree.by_id[child].mother}


def show_power(power: Power, out: Console) -> None:
    """One family for people."""
    family = power.family
    out.print(f"[bold]{escape(family.name)}[/bold]: power to find {escape(family.missing)}")
    show_drawing(family.pedigree, family.genotypes, [family.missing], out)
    out.print(f"  An unrelated person is excluded with probability {power.exclusion:.6f}.")
    out.print(f"  Remains that are {escape(family.missing)} show a log10 LR of {figure(power.expected)} on average.")
    table = Table(box=None, padding=(0, 1))
    for title in ("call a match from log10 LR", "wrongly called", "missed"):
        table.add_column(title, justify="right")
    for at, plus, minus in power.rates:
        table.add_row(f"{at:g}", f"{plus:.3g}", f"{minus:.3g}")
    out.print(table)
    if power.gains:
        out.print(f"  [bold]Ask {escape(power.gains[0].relative)} first.[/bold] Expected log10 LR with a sample of:")
        for gain in power.gains:
            text = f"{figure(gain.expected)} ({figure(gain.gain)}), exclusion {gain.exclusion:.6f}"
            out.print(f"    {escape(gain.relative)}: {text}")
    out.print()


# Drawings


@dataclass(frozen=True, eq=False)
class Drawing:
    """A family to draw."""

    title: str
    pedigree: Pedigree
    typed: tuple[str, ...]
    missing: tuple[str, ...]

    def svg(self) -> str:
        """As SVG."""
        from antigone.named.kinship.svg import draw_svg

        return draw_svg(
            related(self.pedigree, {*self.typed, *self.missing}),
            typed=self.typed,
            missing=self.missing,
            title=self.title,
        )


def drawings(data: KinshipData, family: str, pedigree: str, missing: str, findings: list[Finding]) -> Iterator[Drawing]:
    """The pedigrees of a file, those of that family and name where one is given."""
    from antigone.formats.kinship_model import engine_pedigree

    for group in data.groups:
        if family and group.name != family:
            continue
        for tree in group.pedigrees:
            if pedigree and tree.name != pedigree:
                continue
            made = engine_pedigree(group, tree, findings)
            names = [part for part in dict.fromkeys((group.name, tree.name)) if part]
            sought = (missing,) if missing else group.missing
            yield Drawing(", ".join(names) or "Family", made, tuple(group.profiles), sought)


def losses_json(findings: list[Finding], losses: list[Finding]) -> dict[str, Any]:
    """Findings of reading and losses of writing as JSON."""
    return {"findings": [one.as_json() for one in findings], "losses": [one.as_json() for one in losses]}
