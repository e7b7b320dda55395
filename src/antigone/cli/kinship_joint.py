"""`antigone kinship joint`: all remains against all missing persons of all families at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.markup import escape
from rich.table import Table

from antigone.cli.output import console, print_json, progress
from antigone.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from antigone.core.finding import Finding
    from antigone.formats.kinship_event import Event
    from antigone.named.joint.answer import JointAnswer
    from antigone.named.joint.merge import Merged
    from antigone.named.joint.verdict import Verdict
    from antigone.named.kinship import Marker
    from antigone.named.kinship.structure import Convention


def joint(
    file: Path = typer.Argument(help="Joint cases as .json, or a .fam file with a [DVI] section."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
    top: int = typer.Option(20, "--top", min=0, help="How many of the best assignments to list."),
    dead: int | None = typer.Option(
        None,
        "--dead",
        min=1,
        metavar="N",
        help="Dead in the event in all: an open population, or closed if all are listed.",
    ),
    priors: Path | None = typer.Option(
        None, "--priors", metavar="TABLE", help="CSV of remains, missing, lr: what else speaks for or against a pair."
    ),
    merge: bool = typer.Option(False, "--merge", help="First join remains whose profiles are one person's."),
    allowed_error: float = typer.Option(
        1e-6, "--allowed-error", min=0.0, max=1.0, help="Most probability that may be left out where all is too much."
    ),
    seed: int = typer.Option(
        1, "--seed", help="For sampling, where even that is not enough: the same seed, the same answer."
    ),
    convention: str = typer.Option("FULL", "--convention", help="FULL or TRIM, as in `antigone kinship lr`."),
    frequencies: str = typer.Option("", "--frequencies", metavar="TABLE", help="FILE, FILE:POPULATION, or nist:GROUP."),
    missing: str = typer.Option("", "--missing", metavar="PERSON", help="Who is sought, where the file does not say."),
) -> None:
    """Joint identification: the probability of every pairing when all are weighed together.

    Mutation is used as the file states it, never switched off. The answer is exact unless it says otherwise; then it
    states a proved bound on its error.

    [bold]Examples:[/bold]
      antigone kinship joint event.fam
      antigone kinship joint cases.json --json --top 100
      antigone kinship joint event.fam --dead 250 --merge
      antigone kinship joint event.fam --priors other-evidence.csv
    """
    chosen = _convention(convention)
    pairings = None
    if file.suffix.lower() == ".json":
        cases, findings = _read_cases(file)
        weighed = dead is not None or priors is not None or merge
        if len(cases) > 1 and weighed:
            raise UsageError(
                f"{file.name} holds {len(cases)} cases; --dead, --priors and --merge are about one event.",
                "Put the case into a file of its own.",
            )
        if len(cases) > 1 or (as_json and not weighed):
            _cases(cases, top, chosen, as_json=as_json)
            return
        event, markers, pairings = _event_of_case(cases[0], file)
    else:
        event, markers, findings = _event(file, frequencies, missing)
    found = _Joined(event, markers, dead, priors, merge, pairings)
    answer = found.answer(top, allowed_error, seed, chosen)
    ours, theirs = found.verdicts(answer)
    if as_json:
        print_json(_event_json(found, answer, ours, theirs, findings))
        return
    _show(found, answer, ours, theirs, findings)


def _convention(text: str) -> Convention:
    upper = text.upper()
    if upper in ("FULL", "TRIM"):
        return upper  # type: ignore[return-value]
    raise UsageError(f"There is no convention '{text}'.", "Use FULL or TRIM.")


def _read_cases(file: Path) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The joint cases of a file, and what was noticed."""
    from antigone.core.finding import Severity
    from antigone.formats.kinship_json import read_cases

    cases, findings = read_cases(file)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputError("\n".join(str(f) for f in errors), "Correct the file.")
    wanted = [case for case in cases if case.get("kind") == "joint"]
    if not wanted:
        raise InputError(f"{file.name} holds no case of kind 'joint'.", "For other kinds use `antigone kinship lr`.")
    return wanted, findings


def _event_of_case(case: dict[str, Any], file: Path) -> tuple[Event, tuple[Marker, ...], dict[str, list[str]] | None]:
    """The event of one joint case, with its markers, and the pairings it allows, where it says so."""
    from antigone.formats.kinship_event import Event
    from antigone.named.joint.answer import NOBODY
    from antigone.named.joint.cases import event_from
    from antigone.named.kinship.cases import marker_from

    families, remains = event_from(case)
    if not families or not remains:
        what = "remains" if not remains else "family with a missing person"
        raise InputError(f"{file.name} holds no {what}.", "Give a joint case with both.")
    given = case.get("pairings")
    pairings = {str(v): [str(m) for m in some if m != NOBODY] for v, some in given.items()} if given else None
    return Event(tuple(families), tuple(remains)), tuple(marker_from(m) for m in case["markers"]), pairings


def _cases(wanted: list[dict[str, Any]], top: int, convention: Convention, *, as_json: bool) -> None:
    from antigone.named.joint.cases import run_joint_case
    from antigone.named.kinship import KinshipError

    results, faults = [], []
    for case in progress(wanted, "Cases", len(wanted)):
        try:
            results.append(run_joint_case(case, convention, top))
        except (KinshipError, ValueError) as error:
            faults.append(f"case {case.get('id')}: {error}")
            results.append({"id": case.get("id"), "kind": "joint", "error": str(error)})
    if as_json:
        print_json({"cases": results})
    else:
        for result in results:
            _show_case(result)
    if faults:
        raise InputError("\n".join(faults), "The other cases were calculated.")


def _show_case(result: dict[str, Any]) -> None:
    out = console()
    out.print(f"[bold]case {escape(str(result['id']))}[/bold]")
    if "posterior" not in result:
        return
    _posterior_table(result["posterior"])
    for assignment in result["assignments"][:5]:
        pairs = ", ".join(f"{v} = {m}" for v, m in assignment.items() if v != "loglik" and m != "*") or "nobody placed"
        out.print(f"  log likelihood {assignment['loglik']:.4f}: {escape(pairs)}")
    out.print()


def _posterior_table(posterior: dict[str, dict[str, float]]) -> None:
    table = Table(box=None, padding=(0, 1))
    table.add_column("remains")
    table.add_column("best candidate")
    table.add_column("probability", justify="right")
    table.add_column("next")
    table.add_column("", justify="right")
    for victim, row in posterior.items():
        ranked = sorted(row.items(), key=lambda item: -item[1])[:2]
        cells = [cell for name, p in ranked for cell in ("nobody listed" if name == "*" else name, f"{p:.6f}")]
        table.add_row(victim, *(escape(cell) for cell in cells))
    console().print(table)


def _event(file: Path, frequencies: str, missing: str) -> tuple[Event, tuple[Marker, ...], list[Finding]]:
    from antigone.cli import kinship_compare as compare
    from antigone.formats.kinship_event import event_of
    from antigone.formats.kinship_files import format_of, read_kinship

    data, findings = read_kinship(file, format_of(file))
    data, markers = compare.prepared(data, compare.Options(frequencies=frequencies), findings)
    event = event_of(data, markers, findings, missing)
    if not event.remains or not event.families:
        what = "remains" if not event.remains else "family with a missing person"
        raise InputError(
            f"{file.name} holds no {what}.", "Give a .fam file with a [DVI] section, or joint cases as JSON."
        )
    return event, markers, findings


class _Joined:
    """An event with what was chosen about it: priors, and remains joined or not."""

    def __init__(
        self,
        event: Event,
        markers: tuple[Marker, ...],
        dead: int | None,
        priors: Path | None,
        merge: bool,
        pairings: dict[str, list[str]] | None = None,
    ) -> None:
        from antigone.named.joint.merge import merge as join

        self.markers = markers
        self.families = event.families
        self.merged: Merged | None = join(event.remains, markers) if merge else None
        self.remains = self.merged.remains if self.merged else event.remains
        self.pairings = self._of_persons(pairings) if pairings else None
        self.log_prior, self.unmatched = self._priors(dead, priors)
        self.base = 0.0  # log likelihood with nobody placed, known once the likelihoods are

    def _of_persons(self, pairings: dict[str, list[str]]) -> dict[str, list[str]]:
        """The pairings of each person: what all of its parts allow."""
        parts = self.merged.parts if self.merged else {r.id: (r.id,) for r in self.remains}
        return {
            person: [m for m in pairings.get(ids[0], ()) if all(m in pairings.get(id, ()) for id in ids)]
            for person, ids in parts.items()
        }

    def _priors(self, dead: int | None, table: Path | None) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
        from antigone.formats.pair_priors import read_pair_priors
        from antigone.named.joint.prior import combined, population_prior

        weights: dict[tuple[str, str], float] = {}
        unmatched: dict[str, float] = {}
        if dead is not None:
            try:
                weights, unmatched = population_prior(dead, self.families, self.remains)
            except ValueError as error:
                raise UsageError(str(error), "Give the number of all the dead of the event.") from error
        if table is not None:
            people = {m for family in self.families for m in family.missing}
            weights = combined(weights, read_pair_priors(table, people, {r.id for r in self.remains}))
        return weights, unmatched

    def answer(self, top: int, allowed_error: float, seed: int, convention: Convention) -> JointAnswer:
        """The joint answer; problems too large are an error that says what to do."""
        import numpy as np

        from antigone.named.joint import identify
        from antigone.named.joint.family import likelihoods
        from antigone.named.joint.prune import TooLargeError
        from antigone.named.kinship import KinshipError

        names = [r.id for r in self.remains]
        try:
            with console(stderr=True).status("Likelihoods of all placements"):
                found = likelihoods(self.families, self.remains, self.markers, self.pairings, convention)
            self.base = found.base
            return identify(
                found.factors,
                names,
                log_prior=self.log_prior,
                unmatched=self.unmatched,
                top=top,
                allowed_error=allowed_error,
                generator=np.random.default_rng(seed),
            )
        except TooLargeError as error:
            raise InputError(
                str(error), "Raise --allowed-error, or take out remains that a search already settles."
            ) from error
        except (KinshipError, ValueError) as error:
            raise InputError(str(error)) from error

    def loglik(self, weight: float, pairs: Sequence[tuple[str, str]]) -> float:
        """Log likelihood of the data under an assignment: its weight without the priors."""
        placed = {victim for _, victim in pairs}
        prior = sum(self.log_prior.get(pair, 0.0) for pair in pairs)
        prior += sum(w for victim, w in self.unmatched.items() if victim not in placed)
        return self.base + weight - prior

    def verdicts(self, answer: JointAnswer) -> tuple[list[Verdict], list[Verdict]]:
        """What the figures amount to, for remains and for missing persons."""
        from antigone.named.joint.verdict import verdicts

        return verdicts(answer, self.families, self.remains, self.markers)


def _verdict_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "standing": verdict.standing,
        "candidate": verdict.candidate,
        "posterior": verdict.posterior,
        "reason": verdict.reason,
    }


def _event_json(
    found: _Joined, answer: JointAnswer, ours: list[Verdict], theirs: list[Verdict], findings: list[Finding]
) -> dict[str, Any]:
    from antigone.named.kinship.cases import number

    ratios: dict[str, dict[str, float | str]] = {}
    for (victim, person), ratio in answer.pairwise.items():
        ratios.setdefault(victim, {})[person] = number(ratio)
    return {
        "posterior": answer.posterior,
        "pairwise_LR": ratios,
        "GLR": [
            {"remains": v, "missing": m, "GLR": None if x is None else number(x)} for (v, m), x in answer.glr.items()
        ],
        "assignments": [
            {
                "pairs": {victim: person for person, victim in pairs},
                "log_weight": weight,
                "loglik": found.loglik(weight, pairs),
            }
            for weight, pairs in answer.best
        ],
        "remains": [_verdict_json(v) for v in ours],
        "missing": [_verdict_json(v) for v in theirs],
        "symmetric": [list(group) for group in answer.symmetric],
        "merged": {key: list(parts) for key, parts in found.merged.parts.items()} if found.merged else {},
        "method": answer.method,
        "error": answer.error,
        "findings": [finding.as_json() for finding in findings],
    }


def _show(
    found: _Joined, answer: JointAnswer, ours: list[Verdict], theirs: list[Verdict], findings: list[Finding]
) -> None:
    from antigone.cli.kinship_show import show_findings

    show_findings(findings, console(stderr=True))
    out = console()
    for parts in found.merged.parts.values() if found.merged else ():
        if len(parts) > 1:
            out.print(f"Joined as one person: {escape(', '.join(parts))}")
    out.print(f"[bold]{len(found.remains)} remains, {len(theirs)} missing, {len(found.families)} families[/bold]")
    _posterior_table(answer.posterior)
    for title, verdicts in (("Remains", ours), ("Missing persons", theirs)):
        out.print(f"\n[bold]{title}[/bold]")
        for verdict in verdicts:
            out.print(f"  {verdict.standing.replace('_', ' '):17s} {escape(verdict.reason)}")
    out.print(f"\nBest assignments of {answer.parts} independent parts together:")
    for weight, pairs in answer.best[:5]:
        text = ", ".join(f"{victim} = {person}" for person, victim in sorted(pairs)) or "nobody placed"
        out.print(f"  log weight {weight:9.3f}  {escape(text)}")
    out.print(f"\n{_how(answer)} A match is evidence; a board of people identifies.")


def _how(answer: JointAnswer) -> str:
    if answer.method == "exact":
        return "The calculation is exact."
    if answer.method == "bounded":
        return f"Every probability is right to within {answer.error:.1e} (proved)."
    return (
        f"This event is too large to sum exactly: probabilities were sampled and are right to about {answer.error:.1e} "
        "(three standard errors of the least certain one); the best assignments are those that were met."
    )
