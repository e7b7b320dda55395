"""`antigone simulate`: a whole invented event, with the truth apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, plain, print_json
from antigone.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from antigone.named.kinship.frequencies import FrequencyTable
    from antigone.simulate import World


def simulate(
    out: Path = typer.Argument(..., metavar="OUT", help="The folder to make; it must be new, or empty."),
    seed: int = typer.Option(..., "--seed", min=0, help="Of all chance: the same seed gives the same files."),
    missing: int = typer.Option(30, "--missing", help="Persons reported missing, 1 to 100,000."),
    places: int = typer.Option(0, "--places", help="Towns; if not given, their number grows with the event."),
    days: int = typer.Option(12, "--days", help="How many days people die, 1 to 60."),
    drop_out: str = typer.Option(
        "0,0.1,0.3", "--drop-out", metavar="P,…", help="Drop-out of one allele; each sample gets one of these."
    ),
    partial: float = typer.Option(0.3, "--partial", help="Share of samples of which only some markers are typed."),
    in_parts: float = typer.Option(0.1, "--in-parts", help="Share of bodies that lie in several parts."),
    clerical: float = typer.Option(0.05, "--clerical", help="Share of rows of the morgue book with an error."),
    errors: int = typer.Option(4, "--errors", help="How many statements are wrong."),
    markers: int = typer.Option(0, "--markers", help="How many markers to type; 0 for 24 common ones."),
    mutation: float = typer.Option(0.001, "--mutation", help="Rate in mothers; in fathers it is double."),
    frequencies: str = typer.Option(
        "nist:Hispanic", "--frequencies", metavar="TABLE", help="FILE, FILE:POPULATION, or nist:GROUP."
    ),
    fam: bool = typer.Option(False, "--fam", help="Write the DNA as a .fam file too."),
    as_json: bool = typer.Option(False, "--json", help="Print what was made as JSON."),
) -> None:
    """Make an invented event with known truth, for tests, training and demonstrations.

    Writes statements, a morgue book and custody, DNA of remains and families, ante- and post-mortem data: each in a
    form that the other commands take. The truth is written apart, in OUT/truth.

    [bold]Examples:[/bold]
      antigone simulate exercise --seed 7
      antigone simulate exercise --seed 7 --missing 200 --drop-out 0.1 --fam
      antigone simulate large --seed 1 --missing 20000 --in-parts 0
    """
    from antigone.simulate import Settings, make_world
    from antigone.simulate.write import require_free, write_world

    settings = Settings(
        seed, missing, places, days, _probabilities(drop_out), partial, in_parts, clerical, errors,
        _table(frequencies), markers, mutation,
    )  # fmt: skip
    require_free(out)
    with console(stderr=True).status(f"An event with {missing:,} missing"):
        world = make_world(settings)
    written = _written(world, out, fam) if missing > 500 else write_world(world, out, fam=fam)
    if as_json:
        print_json({"folder": str(out), **_summary(world), "files": written})
    else:
        _show(world, out)


def _written(world: World, out: Path, fam: bool) -> list[str]:
    """Write with a bar: a large event takes a while."""
    from rich.progress import Progress

    from antigone.simulate.write import write_world

    shown = console(stderr=True)
    with Progress(console=shown, disable=not shown.is_terminal, transient=True) as bar:
        task = bar.add_task("Files", total=None)
        return write_world(world, out, fam=fam, on_file=lambda _name: bar.advance(task))


def _probabilities(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"'{text}' is no list of probabilities.", "Write --drop-out 0,0.1,0.3.") from None


def _table(choice: str) -> FrequencyTable:
    """The table of that name or file."""
    from antigone.core.finding import Severity
    from antigone.formats.kinship_panel import frequency_table
    from antigone.named.kinship.frequencies import FrequencyTable, nist1036

    if choice.startswith("nist:") and choice[5:] in nist1036():
        return nist1036()[choice[5:]]
    findings: list[Any] = []
    loci = frequency_table(choice, findings)
    wrong = [str(finding) for finding in findings if finding.severity is Severity.ERROR]
    if wrong or not loci:
        raise InputError("\n".join(wrong) or f"{choice} holds no frequencies.", "Correct the table.")
    autosomal = [locus for locus in loci if locus.chrom == "A" and locus.alleles]
    if not autosomal:
        raise InputError(f"{choice} holds no autosomal marker.", "Give a table with at least one.")
    values = {locus.name: dict(zip(locus.alleles, locus.freqs, strict=True)) for locus in autosomal}
    sizes = {locus.name: locus.database_size for locus in autosomal if locus.database_size}
    return FrequencyTable(choice, values, sizes, choice)


def _summary(world: World) -> dict[str, Any]:
    event, remains = world.event, world.remains
    return {
        "seed": world.settings.seed,
        "missing": event.missing,
        "dead": int(event.dead.sum()),
        "families": len(world.genetics.families),
        "entries": len(remains.entries),
        "remains_with_dna": len(remains.sampled(main_only=True)),
        "statements": len(world.speech.said),
        "wrong_statements": sum(s.kind == "wrong" for s in world.speech.said),
        "markers": len(world.genetics.markers),
    }


def _show(world: World, out: Path) -> None:
    told, made = console(), _summary(world)
    told.print(
        f"[bold]{plain(out)}[/bold]: {made['missing']:,} missing in {made['families']:,} families, "
        f"{made['dead']:,} dead, {made['remains_with_dna']:,} remains with DNA, {made['statements']:,} statements "
        f"({made['wrong_statements']} of them wrong)."
    )
    told.print(
        f"\nNext:\n  antigone init CASE --name Exercise\n  antigone import CASE {plain(out)}/said\n"
        "  antigone account CASE\n"
        f"  antigone kinship search {plain(out)}/named/event.json\n\nThe truth is in {plain(out)}/truth.",
        soft_wrap=True,
    )
