"""`antigone named evidence`, `match` and `compare`: what speaks for and against a pair."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.named_common import (
    AS_JSON,
    BY,
    CASE,
    EVIDENCE,
    PASSPHRASE_FILE,
    desk,
    pairs,
    say,
    show_findings,
    write,
)
from antigone.cli.output import console, print_json, progress
from antigone.core.errors import UsageError

if TYPE_CHECKING:
    from antigone.core.finding import Finding
    from antigone.named.comparison import Comparison
    from antigone.named.lineages import LineageLine
    from antigone.named.match import Match
    from antigone.named.weigh import PairEvidence


def evidence(
    case: Path = CASE,
    remains: str = typer.Option("", "--remains", metavar="NUMBER", help="Describe these remains, with --set."),
    details: list[str] = typer.Option([], "--set", metavar="NAME=VALUE", help="sex, age, stature, teeth, marks, …"),
    out: Path | None = typer.Option(None, "--csv", metavar="OUT", help="Write remains,missing,lr (- for the screen)."),
    off: list[str] = typer.Option([], "--off", metavar="ASSUMPTION", help="evidence-independent, teeth-independent."),
    keep: bool = typer.Option(False, "--keep", help="Keep the figures in the case, for comparisons."),
    shown: int = typer.Option(40, "--shown", min=0, help="How many pairs to list, the strongest first."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Weigh evidence other than DNA: sex, age, stature, colours, teeth, marks, clothing, place and date.

    Each is a likelihood ratio with stated error rates; none excludes by itself. They multiply under an assumption that
    has a name and can be switched off. Values stay sealed: only ratios are printed.

    [bold]Examples:[/bold]
      antigone named evidence almaty --remains 007-K2M --set sex=F --set "sex method=pelvis" --set age=25-40
      antigone named evidence almaty --keep
      antigone named evidence almaty --csv other.csv
      antigone named evidence almaty --off evidence-independent --json
    """
    from antigone.named.evidence.combine import ASSUMPTIONS
    from antigone.named.services import describe
    from antigone.named.weigh import weigh

    unknown = [name for name in off if name not in ASSUMPTIONS]
    if unknown:
        raise UsageError("There is no such assumption.", f"One of: {', '.join(ASSUMPTIONS)}.")
    with desk(case, by, passphrase_file, read_only=not (remains or keep)) as at:
        if remains:
            drafts = describe(at, remains, pairs(details, "detail"), by)
            id = at.remains(remains)
            write(at, drafts, {"remains": id}, as_json, f"{id} is described; the values are sealed.")
            return
        findings: list[Finding] = []
        on = [name for name in ASSUMPTIONS if name not in off]
        found = list(progress(weigh(at, on, findings), "Weighing"))
        if keep:
            at.write([pair.draft() for pair in found])
    show_findings(findings)
    if out is not None:
        _write_pairs(found, out)
    if out is None or str(out) != "-":
        _show_pairs(case, found, shown, as_json, keep)


def _write_pairs(found: list[PairEvidence], out: Path) -> None:
    rows = [(pair.remains, pair.person, f"{10**pair.log10_lr:.9g}") for pair in found]
    if str(out) == "-":
        csv.writer(sys.stdout).writerows([("remains", "missing", "lr"), *rows])
        return
    with out.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows([("remains", "missing", "lr"), *rows])
    console(stderr=True).print(f"{len(rows)} pairs written.", markup=False)


def _show_pairs(case: Path, found: list[PairEvidence], shown: int, as_json: bool, kept: bool) -> None:
    from antigone.named.evidence.combine import ASSUMPTIONS

    ranked = sorted(found, key=lambda pair: -pair.log10_lr)
    if as_json:
        print_json({"assumptions": list(found[0].assumptions) if found else [], "pairs": [
            {"remains": p.remains, "missing": p.person, "log10_lr": round(p.log10_lr, 6),
             "pieces": {piece.kind: round(piece.log10, 6) for piece in p.pieces},
             "contradictions": list(p.contradictions)} for p in ranked
        ]})  # fmt: skip
        return
    if not found:
        say(f"Nothing to weigh. Describe remains: antigone named evidence {case} --remains NUMBER --set sex=F",
            "and take details into the reports: antigone named report … --set age=30-35")  # fmt: skip
        return
    for pair in ranked[:shown]:
        parts = ", ".join(f"{p.kind} {p.log10:+.2f}" for p in pair.pieces)
        say(f"{pair.remains}  {pair.person}  log10 LR {pair.log10_lr:+.2f}  ({parts})")
        for text in pair.contradictions:
            say(f"    against: {text}")
    if len(ranked) > shown:
        say(f"… and {len(ranked) - shown:,} more: --csv or --json.")
    on = found[0].assumptions
    for name, words in ASSUMPTIONS.items():
        say(f"{'assumed' if name in on else 'not assumed'}, {name}: {words}")
    say("DNA is not in these figures." + ("" if kept else " Nothing was kept; --keep keeps them for comparisons."))


def match(
    case: Path = CASE,
    frequencies: str = typer.Option(..., "--frequencies", metavar="TABLE", help="FILE, FILE:POPULATION or nist:GROUP."),
    mutation: str = typer.Option(
        "equal:0.002", "--mutation", metavar="MODEL:RATE", help="equal, proportional, stepwise or none."
    ),
    method: str = typer.Option("joint", "--method", help="joint (all together) or search (each pair by itself)."),
    threshold: float = typer.Option(2.0, "--threshold", metavar="LOG10", help="log10 LR from which a pair is kept."),
    dead: int | None = typer.Option(None, "--dead", min=1, metavar="N", help="Dead of the event in all: the prior."),
    because: str = typer.Option("", "--prior-because", metavar="WHY", help="Where that number comes from."),
    with_evidence: bool = typer.Option(False, "--with-evidence", help="Weigh kept other evidence into the posterior."),
    everybody: bool = typer.Option(False, "--all", help="Also those whom an established decision names."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Compare the DNA of all remains with all families, and keep the matches with all their evidence.

    Only profiles that may be used enter: a relative's with consent, for the families it was given for. A match is
    evidence and never an identification. Y-STR and mitochondrial haplotypes are told beside each match, as consistent,
    inconclusive or excluded, and are in none of the ratios.

    [bold]Examples:[/bold]
      antigone named match almaty --frequencies nist:Caucasian
      antigone named match almaty --frequencies table.csv --dead 227 --prior-because "least of the account"
      antigone named match almaty --frequencies table.csv --method search --threshold 4
    """
    from antigone.formats.kinship_panel import frequency_panel
    from antigone.named.lineages import lineages
    from antigone.named.match import Prior
    from antigone.named.matching import Asked, compare_all

    if method not in ("joint", "search"):
        raise UsageError("There is no such method.", "Use joint or search.")
    if dead is not None and not because.strip():
        raise UsageError("A prior gives its reason.", "Say where the number comes from, with --prior-because.")
    findings: list[Finding] = []
    panel = frequency_panel(frequencies, mutation, findings)
    asked = Asked(method, threshold, Prior(dead=dead, reason=because), with_evidence, everybody)
    with desk(case, by, passphrase_file) as at:
        with console(stderr=True).status("Comparing …"):
            drafts = compare_all(at, panel, asked, findings)
        at.write(drafts)
        run = list(at.book.runs.values())[-1]
        found = [m for m in at.book.matches.values() if m.run == run.id]
        lines = lineages(at, [(m.remains, m.person) for m in found])
    show_findings([f for f in findings if f.severity.value != "note"])
    if as_json:
        print_json({"case": str(case), "run": _plain(run), "matches": [_plain(m) for m in found],
                    "lineages": [line.as_json() for line in lines], "note": EVIDENCE})  # fmt: skip
        return
    _show_run(case, run, found, lines)


def _plain(value: Any) -> dict[str, Any]:
    from antigone.found.body import to_body

    return to_body(value)


def _show_run(case: Path, run: Any, found: list[Match], lines: list[LineageLine]) -> None:
    compared = f"{len(run.remains)} remains × {len(run.persons)} missing persons of {len(run.families)} families"
    say(f"Run {run.id}: {compared}, {len(run.markers)} markers, mutation {run.mutation}.")
    for text in run.left_out:
        say(f"  left out, {text}")
    if not found:
        say(f"No pair reaches log10 LR {run.threshold}. The run is kept, with everybody it compared.")
        return
    for each in found:
        posterior = f"  posterior {float(each.posterior):.6f}" if each.posterior else ""
        apart = f"  other evidence {float(each.other_log10_lr):+.2f}" if each.other_log10_lr else ""
        against = f"  {each.exclusions} markers contradict" if each.exclusions else ""
        same = f"  cannot be told from {', '.join(each.symmetric)}" if each.symmetric else ""
        figures = f"log10 LR {float(each.log10_lr):.2f}{posterior}{apart}{against}{same}"
        say(f"{each.id}  {each.remains}  may be {each.person}  {figures}")
        for line in lines:
            if (line.remains, line.person) == (each.remains, each.person):
                say(f"    apart, {line.sentence}")
    first = found[0]
    say("", EVIDENCE, f"Next: antigone named compare {case} {first.remains} {first.person}")


def compare(
    case: Path = CASE,
    remains: str = typer.Argument("", metavar="REMAINS", help="Any number of the remains."),
    person: str = typer.Argument("", metavar="P-0001", help="The missing person."),
    rules: Path | None = typer.Option(None, "--rules", metavar="TABLE", help="Set the laboratory's rules from a CSV."),
    keep: bool = typer.Option(True, "--keep/--dry-run", help="Keep the comparison in the case."),
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Compare one pair by the laboratory's rules: contradictions first, then what the rules say.

    Results: identified, probable, possible, insufficient, exclude. Even `identified` is only fit to go before a board.

    [bold]Examples:[/bold]
      antigone named compare almaty 007-K2M P-0001
      antigone named compare almaty --rules our-rules.csv
    """
    from antigone.named import events as kinds
    from antigone.named.events import draft
    from antigone.named.judge import compare as judged
    from antigone.named.judge import read_rules

    with desk(case, by, read_only=not (keep or rules)) as at:
        if rules is not None:
            table = read_rules(rules.stem, str(len(at.book.history.get("rules", [])) + 1), _rows(rules))
            result = {"rules": table.name, "version": table.version, "rows": len(table.rows)}
            write(at, [draft(kinds.RULES_SET, table)], result, as_json, f"{len(table.rows)} rules are set.")
            return
        if not remains or not person:
            raise UsageError("A comparison is of remains and a person.", "Give both codes, or --rules.")
        found = judged(at, at.remains(remains), person, by)
        if keep:
            at.write([draft(kinds.COMPARED, found)])
    if as_json:
        print_json({"case": str(case), **_plain(found), "result": found.result.value})
    else:
        _show_comparison(found)


def _rows(path: Path) -> list[dict[str, str]]:
    from antigone.formats.profile_records import read_records

    records, _ = read_records(path)
    header = [cell.strip().casefold() for cell in records[0][1]] if records else []
    return [dict(zip(header, cells, strict=False)) for _, cells in records[1:]]


def _show_comparison(found: Comparison) -> None:
    from antigone.named.comparison import MEANING
    from antigone.named.match import FLAT

    say(f"Comparison {found.id}: {found.remains} and {found.person}")
    for each in found.contradictions:
        say(f"  AGAINST, {each.kind}: {each.sentence}")
    if not found.contradictions:
        say("  Nothing contradicts.")
    dna = f"log10 LR {found.log10_lr}" if found.log10_lr else "none compared"
    say(f"  DNA: {dna}" + (f", posterior {found.posterior}" if found.posterior else ""))
    if found.prior == FLAT:
        say(
            "  The posterior has no stated prior and counts for no rule: match again with --dead N --prior-because WHY."
        )
    say(f"  Other evidence: {f'log10 LR {found.other_log10_lr}' if found.other_log10_lr else 'none weighed'} (apart)")
    say(f"  By {found.rules}: {found.result.value}, {MEANING[found.result]}.", f"  Because {found.because}.", EVIDENCE)
