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
    from antigone.named.kinship import Marker, Pedigree
    from antigone.named.kinship.family_power import Power, Sought


def as_json(power: Power) -> dict[str, Any]:
    """Plain JSON values."""
    return {
        "family": power.family.name,
        "missing": power.family.missing,
        "typed": [person for person, profile in power.family.genotypes.items() if profile],
        "exclusion_probability": power.exclusion,
        "expected_log10LR": number(power.expected),
        "thresholds": [
            {"log10LR": at, "false_positives": plus, "false_negatives": minus} for at, plus, minus in power.rates
        ],
        "ask": [
            {
                "relative": gain.relative,
                "expected_log10LR": number(gain.expected),
                "gain": number(gain.gain),
                "exclusion_probability": gain.exclusion,
            }
            for gain in power.gains
        ],
    }


def families(
    data: KinshipData, markers: tuple[Marker, ...], options: compare.Options, findings: list[Finding]
) -> Iterator[Sought]:
    """Each missing member of each family or case; the first pedigree of a case counts."""
    from antigone.formats.kinship_event import family_tree
    from antigone.formats.kinship_model import engine_pedigree, engine_profiles
    from antigone.named.kinship.family_power import Sought

    for group in data.groups:
        if not group.pedigrees:
            continue
        tree = family_tree(group)
        for missing in compare.sought(group, tree, options):
            pedigree = engine_pedigree(group, tree, findings)
            profiles = engine_profiles(group.profiles, markers)
            yield Sought(group.name or tree.name, missing, pedigree, profiles, markers, data.theta)


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
