"""Kinship from the command line: likelihood ratios, power, conversion of files, drawings."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli import kinship_compare as compare
from antigone.cli import kinship_show as show
from antigone.cli.kinship_common import (
    FILE,
    FREQUENCIES,
    FROM,
    JSON,
    MISSING,
    engine_errors,
    load,
    stop_at_errors,
)
from antigone.cli.kinship_convert import convert, draw
from antigone.cli.kinship_joint import joint
from antigone.cli.kinship_search import search
from antigone.cli.output import console, print_json, progress
from antigone.core.errors import InputError, UsageError
from antigone.core.finding import Finding

if TYPE_CHECKING:
    from antigone.formats.kinship_data import KinshipData
    from antigone.named.kinship import Marker
    from antigone.named.kinship.frequencies import Least
    from antigone.named.kinship.structure import Convention

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    help="Compare DNA profiles with families: likelihood ratios, power, file formats, drawings.",
)


CONVENTION = typer.Option(
    "FULL", "--convention", help="FULL keeps every untyped ancestor; TRIM cuts untyped founders with one child."
)
THETA = typer.Option(None, "--theta", min=0.0, max=1.0, help="Subpopulation coefficient; replaces the file's.")
LEAST = typer.Option("", "--least", metavar="RULE", help="Least frequency: 5/2N, a number such as 0.001, or none.")
AGAINST = typer.Option("", "--against", metavar="NAME", help="The hypothesis to compare with.")

# Kinds of JSON cases and who calculates them. Kinds that other modules add to `cases.RUNNERS` are found there.
_HANDLED_ELSEWHERE = {"joint": "antigone kinship joint"}


@app.command()
def lr(
    file: Path = FILE,
    as_json: bool = JSON,
    convention: str = CONVENTION,
    theta: float | None = THETA,
    prior: str = typer.Option("", "--prior", metavar="H1=P,…", help="Prior weights; prints posteriors."),
    explain: str = typer.Option("", "--explain", metavar="MARKER", help="Print the arithmetic of one marker."),
    frequencies: str = FREQUENCIES,
    least: str = LEAST,
    against: str = AGAINST,
    missing: str = MISSING,
    remains: Path | None = typer.Option(None, "--remains", metavar="FILE", help="Profiles to compare with the family."),
    from_: str = FROM,
) -> None:
    """Likelihood ratios: hypotheses of a case, or remains against families.

    [bold]Examples:[/bold]
      antigone kinship lr cases.json --json
      antigone kinship lr family.fam
      antigone kinship lr dvi.fam --least 5/2N
      antigone kinship lr trio.ped --frequencies table.csv --prior 0.5
      antigone kinship lr family.ped --missing Son --remains bones.csv --frequencies table.csv
      antigone kinship lr family.fam --explain D3S1358
    """
    from antigone.formats.kinship_files import format_of

    options = compare.Options(_convention(convention), theta, {}, _least(least), frequencies, against, missing)
    if format_of(file, from_).name == "json":
        if frequencies or least or missing or remains:
            raise UsageError(
                "JSON cases carry their frequencies, their missing person and the remains themselves.",
                "Leave out --frequencies, --least, --missing and --remains.",
            )
        _lr_cases(file, options, prior, explain, as_json=as_json)
    else:
        _lr_file(file, options, prior, explain, from_, remains, as_json=as_json)


def _convention(text: str) -> Convention:
    upper = text.upper()
    if upper == "FULL":
        return "FULL"
    if upper == "TRIM":
        return "TRIM"
    raise UsageError(f"There is no convention '{text}'.", "Use FULL or TRIM.")


def _least(text: str) -> Least | None:
    from antigone.formats.kinship_text import number
    from antigone.named.kinship.frequencies import Least

    if not text:
        return None
    if text.lower() == "none":
        return Least()
    if text.lower().endswith("/2n"):
        count = number(text[:-3])
        if count is not None and count > 0:
            return Least(count=count)
    value = number(text)
    if value is None or not 0 <= value < 1:
        raise UsageError(f"'{text}' is no rule for a least frequency.", "Use 5/2N, a number such as 0.001, or none.")
    return Least(value=value)


# JSON cases


def _lr_cases(file: Path, options: compare.Options, prior: str, explain: str, *, as_json: bool) -> None:
    from antigone.formats.kinship_json import read_cases

    cases, findings = read_cases(file)
    stop_at_errors(findings)
    kept = [case for case in cases if case.get("kind", "lr") not in _HANDLED_ELSEWHERE or _known(case["kind"])]
    if len(kept) < len(cases):
        kinds = sorted({case["kind"] for case in cases if case not in kept})
        commands = ", ".join(_HANDLED_ELSEWHERE[kind] for kind in kinds)
        console(stderr=True).print(
            f"{len(cases) - len(kept)} cases of kind {', '.join(kinds)} left out: see {commands}."
        )
    if as_json:
        _print_results(kept, options, prior)
        return
    for case in kept:
        _show_case(case, options, prior, explain)
    if not kept:
        console().print("No case to calculate.")


def _known(kind: str) -> bool:
    from antigone.named.kinship.cases import RUNNERS

    return kind in RUNNERS


def _print_results(cases: list[dict[str, Any]], options: compare.Options, prior: str) -> None:
    """Results in input order; a case with faults carries them in place of figures, and the exit code is 3."""
    results, faults = [], []
    for case in progress(cases, "Cases", len(cases)):
        changed = case if options.theta is None else {**case, "theta": options.theta}
        try:
            results.append(_result(changed, options, prior))
        except InputError as error:
            faults.append(error)
            results.append({"id": case.get("id"), "kind": case.get("kind", "lr"), "error": error.message})
    print_json({"cases": results})
    if faults:
        raise InputError("\n".join(error.message for error in faults), "The other cases were calculated.")


def _result(case: dict[str, Any], options: compare.Options, prior: str) -> dict[str, Any]:
    from antigone.named.kinship.cases import run_case

    with engine_errors(f"case {case.get('id')}"):
        result = run_case({"id": "", "kind": "lr", **case}, options.convention)
        if prior and case.get("kind", "lr") == "lr":
            compared = compare.compared_case(case, _with_prior(options, prior, list(case["hypotheses"])))
            result["posterior"] = dict(compared.posterior or {})
    return result


def _with_prior(options: compare.Options, prior: str, names: list[str]) -> compare.Options:
    from dataclasses import replace

    first, against = compare.sides(names, options)
    ordered = [first, against] if len(names) == 2 else names
    return replace(options, prior=compare.parsed_prior(prior, ordered)) if prior else options


def _show_case(case: dict[str, Any], options: compare.Options, prior: str, explain: str) -> None:
    out = console()
    if case.get("kind", "lr") != "lr":
        result = _result(case, options, "")
        figures = ", ".join(f"{key} {value}" for key, value in result.items() if key not in ("id", "kind"))
        out.print(f"[bold]case {result['id']}[/bold] ({result['kind']}): {figures}\n")
        return
    with engine_errors(f"case {case.get('id')}"):
        compared = compare.compared_case(case, _with_prior(options, prior, list(case["hypotheses"])))
        show.show_compared(compared, out)
        if explain:
            remains = case["genotypes"].get(compared.first, {}) if compared.missing else {}
            _explain(compared, explain, compared.missing, remains)


# Other files


def _lr_file(
    file: Path,
    options: compare.Options,
    prior: str,
    explain: str,
    from_: str,
    remains: Path | None,
    *,
    as_json: bool,
) -> None:
    data, findings = load(file, from_)
    if remains is not None:
        from antigone.formats.kinship_files import with_remains

        profiles, more = load(remains, "")
        data, findings = with_remains(data, profiles), findings + more
    data, markers = compare.prepared(data, options, findings)
    names = [tree.name for group in data.groups[:1] for tree in group.pedigrees]
    chosen = _with_prior(options, prior, names if len(names) > 1 else [*names, "unrelated"]) if prior else options
    with engine_errors(file.name):
        compared = compare.comparisons(data, markers, chosen, findings)
        found = compare.searches(data, markers, chosen, findings)
    if as_json:
        print_json(_file_json(compared, found, findings))
        return
    show.show_findings(findings, console(stderr=True))
    out = console()
    for one in compared:
        show.show_compared(one, out)
        if explain:
            _explain(one, explain, (), {})
    for one_search in found:
        show.show_search(one_search, out)
        if explain:
            _explain_search(one_search, data, explain)
    if not compared and not found:
        out.print(f"{file.name} holds no hypotheses, and no remains with families to compare them with.")
        out.print("Draw the family in Familias, or give a .ped file; `antigone kinship convert` brings them together.")


def _file_json(
    compared: list[compare.Compared], found: list[compare.Search], findings: list[Finding]
) -> dict[str, Any]:
    families = [
        {
            "family": one.title,
            "first": one.first,
            "against": one.against,
            "markers": list(one.result.markers),
            "loglik_per_marker": {
                name: [show.number(x) for x in values.tolist()] for name, values in one.result.logliks.items()
            },
            "loglik": {name: show.number(value) for name, value in one.result.totals.items()},
            "logLR": show.number(one.log10_lr * math.log(10)),
            "log10LR": show.number(one.log10_lr),
            "posterior": dict(one.posterior) if one.posterior else None,
        }
        for one in compared
    ]
    matches = [
        {
            "family": one.family,
            "missing": one.missing,
            "remains": remains,
            "log10LR": show.number(value),
            "log10LR_per_marker": {m: show.number(x) for m, x in one.rows[remains].items()},
        }
        for one in found
        for remains, value in one.totals().items()
    ]
    return {"families": families, "searches": matches, "findings": [finding.as_json() for finding in findings]}


def _explain(compared: compare.Compared, marker: str, missing: tuple[str, ...], remains: dict[str, Any]) -> None:
    """The arithmetic of one marker: the textbook's where there is a missing person, the likelihoods elsewhere."""
    from antigone.named.kinship.explain import explain

    at = _marker_at(compared.markers, marker)
    out = console()
    name = compared.markers[at].name
    member = next((person for person in missing if (remains.get(person) or {}).get(name)), None)
    if member is not None:
        others = {person: profile for person, profile in compared.genotypes.items() if person != member}
        call = tuple(remains[member][name])
        lines = explain(compared.pedigree, member, compared.markers[at], others, call, compared.theta)
    else:
        a, b = (float(compared.result.logliks[side][at]) for side in (compared.first, compared.against))
        lines = [
            f"{name}: P(genotypes | {compared.first}) = {math.exp(a):.6g}",
            f"  P(genotypes | {compared.against}) = {math.exp(b):.6g}",
            f"  log10 LR = {show.figure(compared.log10_lrs()[name])}",
        ]
    for line in lines:
        out.print(f"  {line}", markup=False)
    out.print()


def _explain_search(search: compare.Search, data: KinshipData, marker: str) -> None:
    from antigone.formats.kinship_model import engine_profiles
    from antigone.named.kinship.explain import explain

    found = search.markers[_marker_at(search.markers, marker)]
    best = next(iter(search.totals()), None)
    remains = {
        person: profile
        for group in data.groups
        if group.kind == "unidentified"
        for person, profile in engine_profiles(group.profiles, search.markers).items()
    }
    if best is None or found.name not in remains.get(best, {}):
        return
    lines = explain(search.pedigree, search.missing, found, search.references, remains[best][found.name], data.theta)
    for line in [f"{best}, the best of the remains:", *lines, ""]:
        console().print(f"  {line}", markup=False)


def _marker_at(markers: tuple[Marker, ...], name: str) -> int:
    from antigone.formats.locus_names import LocusIndex

    names = [marker.name for marker in markers]
    found = LocusIndex(names).find(name)
    if found is None:
        raise UsageError(f"There is no marker '{name}' here.", f"Use one of {', '.join(names)}.")
    return names.index(found)


# Power


@app.command()
def power(
    file: Path = FILE,
    as_json: bool = JSON,
    ask: list[str] = typer.Option([], "--ask", metavar="PERSON", help="Only weigh up this relative; may be repeated."),
    rank: bool = typer.Option(True, help="Rank the untyped relatives by what a sample of each would bring."),
    theta: float | None = THETA,
    frequencies: str = FREQUENCIES,
    least: str = LEAST,
    missing: str = MISSING,
    from_: str = FROM,
) -> None:
    """What a family can show before anything is found: exclusion, expected LR, error rates, whom to ask next.

    [bold]Examples:[/bold]
      antigone kinship power family.fam
      antigone kinship power family.ped --missing Son --frequencies nist:Hispanic --json
      antigone kinship power dvi.fam --ask Mother --ask Uncle
    """
    from antigone.cli.kinship_power import as_json as plain_power
    from antigone.cli.kinship_power import families, show_power
    from antigone.named.kinship.family_power import power_of

    options = compare.Options("FULL", theta, {}, _least(least), frequencies, "", missing)
    data, findings = load(file, from_)
    data, markers = compare.prepared(data, options, findings)
    with engine_errors(file.name):
        chosen = list(families(data, markers, options, findings))
        results = [power_of(family, ask, rank=rank) for family in progress(chosen, "Families", len(chosen))]
    if as_json:
        print_json({"families": [plain_power(one) for one in results], "findings": [f.as_json() for f in findings]})
        return
    show.show_findings(findings, console(stderr=True))
    for one in results:
        show_power(one, console())
    if not results:
        console().print("No family names a missing person. Say who is sought: --missing PERSON.")


app.command()(search)
app.command()(joint)
app.command()(convert)
app.command()(draw)
