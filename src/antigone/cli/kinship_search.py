"""`antigone kinship search`: all remains against all families, or profiles against profiles."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.markup import escape
from rich.table import Table

from antigone.cli.output import console, print_json
from antigone.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from antigone.core.finding import Finding
    from antigone.formats.kinship_event import Event
    from antigone.named.kinship import Marker
    from antigone.named.kinship.search import Hits, Search
    from antigone.named.kinship.search.report import Match

SHOWN = 40
AGAINST = ("families", "remains", "references")


@dataclass(frozen=True)
class Run:
    """How a search is carried out: threads, or a cluster; where to keep finished blocks."""

    threads: int
    resume: Path | None
    cluster: str
    local_cluster: bool


def search(
    file: Path = typer.Argument(
        help="Remains and families: a .fam file with a [DVI] section, or a joint case as .json."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print all matches as JSON."),
    out: Path | None = typer.Option(
        None, "--csv", metavar="OUT", help="Write all matches to a CSV file (- for standard output)."
    ),
    threshold: float | None = typer.Option(
        None, "--threshold", metavar="LOG10", help="log10 LR from which a pair is shown; 4 if not given."
    ),
    false_matches: float | None = typer.Option(
        None, "--false-matches", metavar="N", help="Instead of a threshold: false matches to expect at the most."
    ),
    population: float | None = typer.Option(
        None,
        "--population",
        metavar="N",
        help="With --false-matches: people each of the remains could be, if not those in the file.",
    ),
    against: str = typer.Option(
        "families", "--against", help="families, remains (one person?) or references (undeclared kin?)."
    ),
    relation: str = typer.Option(
        "", "--relation", help="For profiles: same_person, parent_child, full_siblings, half_siblings, first_cousins …"
    ),
    frequencies: str = typer.Option("", "--frequencies", metavar="TABLE", help="FILE, FILE:POPULATION, or nist:GROUP."),
    missing: str = typer.Option("", "--missing", metavar="PERSON", help="Who is sought, where the file does not say."),
    threads: int = typer.Option(2, "--threads", min=1, help="Blocks worked on at once."),
    resume: Path | None = typer.Option(
        None, "--resume", metavar="FOLDER", help="Keep finished blocks there; go on from them."
    ),
    cluster: str = typer.Option(
        "", "--cluster", metavar="ADDRESS", help="A dask scheduler, such as tcp://10.0.0.1:8786."
    ),
    local_cluster: bool = typer.Option(False, "--local-cluster", help="Use processes of this machine as a cluster."),
) -> None:
    """Blind search: which of the remains fit which missing person. No true match above the threshold is lost.

    [bold]Examples:[/bold]
      antigone kinship search event.fam
      antigone kinship search event.json --false-matches 0.01 --csv matches.csv
      antigone kinship search event.fam --against remains
      antigone kinship search event.fam --against references --relation full_siblings
      antigone kinship search event.json --resume searched --threads 2
    """
    if against not in AGAINST:
        raise UsageError(f"There is nothing called '{against}' to search against.", f"Use one of {', '.join(AGAINST)}.")
    event, markers, findings = _event(file, frequencies, missing)
    prepared = _Prepared.of(event, markers, against, relation)
    least = _threshold(threshold, false_matches, population, prepared)
    with _engine_errors():
        hits = _searched(prepared.search(least), Run(threads, resume, cluster, local_cluster), file)
        matches = prepared.matches(hits)
    if as_json:
        print_json(_as_json(prepared, least, matches, findings))
    elif out is None or str(out) != "-":
        _show(prepared, least, matches, findings)
    if out is not None:
        _write_table(matches, out)


def _write_table(matches: list[Match], out: Path) -> None:
    if str(out) == "-":
        _write_csv(matches, sys.stdout)
        return
    with out.open("w", newline="", encoding="utf-8") as target:
        _write_csv(matches, target)
    console(stderr=True).print(f"{len(matches)} matches written to {escape(str(out))}.")


@contextmanager
def _engine_errors() -> Iterator[None]:
    from antigone.named.kinship import KinshipError

    try:
        yield
    except KinshipError as error:
        raise InputError(str(error), "Correct the file, or take the family out.") from error


def _event(file: Path, frequencies: str, missing: str) -> tuple[Event, tuple[Marker, ...], list[Finding]]:
    from antigone.cli import kinship_compare as compare
    from antigone.formats.kinship_event import Event, event_of
    from antigone.formats.kinship_files import format_of, read_kinship

    form = format_of(file)
    if form.name == "json":
        families, remains, markers, findings = _json_event(file)
        return Event(tuple(families), tuple(remains)), markers, findings
    data, findings = read_kinship(file, form)
    data, markers = compare.prepared(data, compare.Options(frequencies=frequencies), findings)
    return event_of(data, markers, findings, missing), markers, findings


def _json_event(file: Path) -> tuple[Any, Any, tuple[Marker, ...], list[Finding]]:
    from antigone.core.finding import Severity
    from antigone.formats.kinship_json import read_cases
    from antigone.named.joint.cases import event_from
    from antigone.named.kinship.cases import marker_from

    cases, findings = read_cases(file)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputError("\n".join(str(f) for f in errors), "Correct the file.")
    joint = [case for case in cases if case.get("kind") == "joint"]
    if len(joint) != 1:
        raise InputError(
            f"{file.name} holds {len(joint)} joint cases; a search takes one.", "Put the case into a file of its own."
        )
    with _engine_errors():
        families, remains = event_from(joint[0])
        return families, remains, tuple(marker_from(m) for m in joint[0]["markers"]), findings


class _Prepared:
    """What is compared with what."""

    def __init__(self, event: Event, markers: tuple[Marker, ...], against: str, relation: str) -> None:
        from antigone.named.kinship.search.report import Pool

        self.pool = Pool(event.families, event.remains, markers, against, relation)

    @classmethod
    def of(cls, event: Event, markers: tuple[Marker, ...], against: str, relation: str) -> _Prepared:
        """Checked: something to search, and something to search it against."""
        from antigone.named.kinship.search import KAPPAS

        wanted = {"families": "", "remains": "same_person", "references": "full_siblings"}
        chosen = relation or wanted[against]
        if against == "families" and relation:
            raise UsageError("Families are compared by their pedigrees.", "Leave --relation out, or use --against.")
        if chosen and chosen not in KAPPAS:
            raise UsageError(f"There is no relation '{chosen}'.", f"Use one of {', '.join(KAPPAS)}.")
        prepared = cls(event, markers, against, chosen)
        if not prepared.pool.profiles or not prepared.pool.n_targets:
            what = "remains" if against != "references" else "typed relatives"
            raise InputError(
                f"There are {len(prepared.pool.profiles)} {what} and {prepared.pool.n_targets} to compare them with.",
                "Give a file that holds both.",
            )
        return prepared

    def search(self, threshold: float) -> Search:
        """The search with that threshold."""
        return self.pool.search(threshold)

    def matches(self, hits: Hits) -> list[Match]:
        """The hits with names, ranks and what contradicts them."""
        return self.pool.matches(hits)


def _threshold(
    given: float | None, false_matches: float | None, population: float | None, prepared: _Prepared
) -> float:
    from antigone.named.kinship.search import threshold_for_false_matches

    if false_matches is None:
        if population is not None:
            raise UsageError(
                "--population says how many strangers a match could be by chance.", "Give --false-matches too."
            )
        return 4.0 if given is None else given
    if given is not None:
        raise UsageError("A threshold and a number of false matches exclude each other.", "Give one of the two.")
    strangers = population if population is not None else prepared.pool.n_targets
    try:
        return threshold_for_false_matches(len(prepared.pool.profiles) * strangers, false_matches)
    except ValueError as error:
        raise UsageError(str(error), "Give a number above 0, such as 0.01.") from error


def _searched(search: Search, run: Run, file: Path) -> Hits:
    from rich.progress import Progress

    from antigone.named.kinship.search.resume import OtherSearchError, fingerprint, run_resumable

    shown = console(stderr=True)
    with Progress(console=shown, disable=not shown.is_terminal, transient=True) as bar:
        task = bar.add_task(f"{search.n_pairs:,} pairs", total=search.n_blocks)

        def on_block(_number: int) -> None:
            bar.advance(task)

        if run.cluster or run.local_cluster:
            return _on_cluster(search, run, on_block)
        if run.resume is None:
            return search.run(threads=run.threads, on_block=on_block)
        try:
            key = fingerprint(search, file.read_bytes())
            return run_resumable(search, run.resume, key, threads=run.threads, on_block=on_block)
        except OtherSearchError as error:
            raise UsageError(str(error), "Name another folder, or remove this one.") from error


def _on_cluster(search: Search, run: Run, on_block: Callable[[int], None]) -> Hits:
    import tempfile

    try:
        from antigone.named.kinship.search.cluster import run_on_cluster
    except ImportError as error:
        raise UsageError("The cluster extra is not installed.", "Run `pip install antigone[cluster]`.") from error
    if run.resume is not None:
        run.resume.mkdir(parents=True, exist_ok=True)
        return run_on_cluster(search, run.resume, run.cluster or None, workers=run.threads, on_block=on_block)
    with tempfile.TemporaryDirectory() as folder:
        return run_on_cluster(search, Path(folder), run.cluster or None, workers=run.threads, on_block=on_block)


COLUMNS = ("remains", "target", "family", "log10_lr", "rank", "lead", "shared_markers", "exclusions")


def _row(match: Match) -> dict[str, Any]:
    from antigone.cli.kinship_show import number

    return {
        "remains": match.profile,
        "target": match.target,
        "family": match.family,
        "log10_lr": match.log10_lr,
        "rank": match.rank,
        "lead": None if match.lead == float("inf") else number(match.lead),
        "shared_markers": match.shared,
        "exclusions": list(match.exclusions),
    }


def _write_csv(matches: list[Match], target: Any) -> None:
    writer = csv.DictWriter(target, COLUMNS)
    writer.writeheader()
    for match in matches:
        row = _row(match)
        writer.writerow({**row, "log10_lr": f"{match.log10_lr:.6f}", "exclusions": " ".join(match.exclusions)})


def _as_json(prepared: _Prepared, least: float, matches: list[Match], findings: list[Finding]) -> dict[str, Any]:
    return {
        "against": prepared.pool.against,
        "relation": prepared.pool.relation,
        "profiles": len(prepared.pool.profiles),
        "targets": prepared.pool.n_targets,
        "pairs": prepared.pool.n_pairs,
        "threshold": least,
        "matches": [_row(match) for match in matches],
        "findings": [finding.as_json() for finding in findings],
    }


def _show(prepared: _Prepared, least: float, matches: list[Match], findings: list[Finding]) -> None:
    from antigone.cli.kinship_show import show_findings

    show_findings(findings, console(stderr=True))
    out = console()
    pool = prepared.pool
    what = "profiles compared with one another" if pool.relation else "remains against missing persons"
    out.print(f"{pool.n_pairs:,} pairs of {what}; shown from log10 LR {least:.2f}.")
    if not matches:
        out.print(
            "No pair reaches it. Lower it with --threshold; `antigone kinship power` tells what the families can show."
        )
        return
    table = Table(box=None, padding=(0, 1))
    for name in ("remains", "may be", "family"):
        table.add_column(name)
    for name in ("log10 LR", "rank", "lead", "markers", "contradictions"):
        table.add_column(name, justify="right" if name != "contradictions" else "left")
    for match in matches[:SHOWN]:
        lead = "" if match.lead == float("inf") else f"{match.lead:.2f}"
        table.add_row(
            escape(match.profile),
            escape(match.target),
            escape(match.family),
            f"{match.log10_lr:.2f}",
            str(match.rank),
            lead,
            str(match.shared),
            escape(", ".join(match.exclusions)),
        )
    out.print(table)
    if len(matches) > SHOWN:
        out.print(f"… and {len(matches) - SHOWN} more: use --csv or --json.")
    out.print("A match is evidence; a board of people identifies.")
