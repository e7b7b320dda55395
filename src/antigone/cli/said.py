"""`antigone said`: extract claims from files, and measure extraction against annotated reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from antigone.cli.output import console, print_json, progress
from antigone.core.errors import InputError

if TYPE_CHECKING:
    from antigone.said.evaluate import Score, Tally
    from antigone.said.evaluate_across import AcrossScore
    from antigone.said.extract import Extraction, Proposal
    from antigone.said.link_score import LinkScore

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Read claims out of reports without a case, and measure how well that works.",
)
LARGEST = 20_000_000


@app.command("extract")
def extract_files(
    files: Annotated[
        list[Path], typer.Argument(help="Text files, with or without the header URL: / DATE: / PUBLISHER: / LANG:.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON array, one object a file, in the order given.")
    ] = False,
    language: Annotated[str | None, typer.Option(help="ISO 639-1 code, where the file does not say.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The outlet, where the file does not say.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, YYYY-MM-DD, where the file does not say.")
    ] = None,
) -> None:
    """Propose the claims of text files. Nothing is stored.

    Example: antigone said extract report.txt --publisher "Daily Example" --published 2031-05-02 --json
    """
    results = []
    for path in progress(files, "Reading"):
        results.append(_extract_one(path, language, publisher, published))
    if as_json:
        print_json(results)
    else:
        _show(results)


def _extract_one(path: Path, language: str | None, publisher: str | None, published: str | None) -> dict[str, Any]:
    from antigone.core.when import PartialDate
    from antigone.said.extract import extract
    from antigone.said.extract.header import split_header

    headed = split_header(_text(path))
    day = headed.published or (PartialDate.parse(published).first if published else None)
    found = extract(
        headed.body,
        language=headed.fields.get("LANG") or language,
        published=day,
        publisher=headed.fields.get("PUBLISHER") or publisher,
    )
    return _as_json(path.name, found)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Check the name and the permissions.") from None
    if size > LARGEST:
        raise InputError(f"{path} has {size:,} bytes.", f"Split it: at most {LARGEST:,} are read at once.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(path, data)


def _decoded(path: Path, data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or b"\0" in data[:1000]:
        raise InputError(
            f"{path} is not a text file.", "Read HTML, PDF, DOCX and the like with `antigone read CASE PATH`."
        )
    return str(best)


def claim_json(index: int, proposal: Proposal) -> dict[str, Any]:
    """One proposal in the form of the annotation guide, with our own fields after it."""
    links: dict[str, list[str]] = {}
    for link in proposal.links:
        links.setdefault(link.kind.value, []).append(f"c{link.target + 1}")
    return {
        "id": f"c{index + 1}",
        "quantity_phrase": proposal.quantity_phrase,
        "start": proposal.start,
        "end": proposal.end,
        "unit": proposal.unit,
        "low": proposal.low,
        "high": proposal.high,
        "best": proposal.best,
        "modifier": proposal.modifier,
        "subgroup": proposal.subgroup,
        "place": proposal.place or None,
        "time_ref": proposal.time_ref or None,
        "date_said": proposal.date_said,
        "chain": [hop.label for hop in proposal.chain],
        "mode": proposal.mode.value,
        "stance": proposal.stance.value,
        "links": [
            {"type": link.kind.value, "target": f"c{link.target + 1}", "reason": link.reason} for link in proposal.links
        ],
        **links,
        "hops": [hop.as_json() for hop in proposal.chain],
        "rule": proposal.rule,
        "reason": proposal.reason,
        "confidence": proposal.confidence,
    }


def _as_json(name: str, found: Extraction) -> dict[str, Any]:
    numbers = [
        {
            "start": n.start,
            "end": n.end,
            "text": n.text,
            "use": n.use.value,
            "reason": n.reason,
            "claim": None if n.proposal is None else f"c{n.proposal + 1}",
        }
        for n in found.numbers
    ]
    return {
        "document": name,
        "language": found.language,
        "claims": [claim_json(i, p) for i, p in enumerate(found.proposals)],
        "numbers": numbers,
        "findings": [finding.as_json() for finding in found.findings],
    }


def _show(results: list[dict[str, Any]]) -> None:
    from rich.table import Table

    out = console()
    for result in results:
        table = Table(title=result["document"], title_justify="left")
        for column in ("words", "unit", "of", "said by", "on", "stance"):
            table.add_column(column, overflow="fold")
        for claim in result["claims"]:
            who = " < ".join(claim["chain"]) or "unattributed"
            table.add_row(
                claim["quantity_phrase"],
                claim["unit"],
                claim["subgroup"] or "",
                who,
                claim["date_said"] or "",
                claim["stance"],
            )
        out.print(table)
        uses = [n["use"] for n in result["numbers"]]
        out.print(
            f"{len(result['claims'])} claims proposed; of {len(uses)} numbers {uses.count('claim')} are claims, "
            f"{uses.count('decoy')} are not, {uses.count('unclear')} are unclear."
        )
        for finding in result["findings"]:
            out.print(f"{finding['severity']}: {finding['sentence']} {finding['do']}")


@app.command("evaluate")
def evaluate_files(
    gold: Annotated[Path, typer.Argument(help="gold.json: documents and annotated claims.")],
    documents: Annotated[Path, typer.Argument(help="Folder that holds NNN.txt for each document.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    event: Annotated[str | None, typer.Option(help="Only this event.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss as well.")] = False,
) -> None:
    """Measure extraction against annotated reports, event by event, beside the bars.

    Duplicates across documents are measured as well (the same innermost speaker, unit, place, value and day), and where
    the gold has `links` between claims of different documents these by kind: given the annotated claims, and as read.

    Example: antigone said evaluate gold.json documents/ --errors
    """
    from antigone.said.evaluate import evaluate
    from antigone.said.evaluate_across import evaluate_across
    from antigone.said.link_score import evaluate_links

    try:
        annotated = json.loads(gold.read_text(encoding="utf-8"))
        scores = evaluate(annotated, documents, event)
        links = evaluate_links(annotated, documents, event)
        across = evaluate_across(annotated, documents, event)
    except (OSError, ValueError, KeyError, TypeError) as error:
        do = "Give a JSON object with `docs` and `claims`, and the folder that holds their texts."
        raise InputError(f"The gold cannot be read: {error}.", do) from None
    if as_json:
        beside = [{**_of_event("across", across, s, errors), **_of_event("links", links, s, errors)} for s in scores]
        print_json([{**score.as_json(errors), **more} for score, more in zip(scores, beside, strict=True)])
        return
    if not scores:
        console().print("No annotated document was found there. Check the event's name and the `gold` flags.")
    for score in scores:
        _show_score(score, errors)
    if any(each.precision.of or each.recall.of for each in across):
        _show_across(across, errors)
    for each in links:
        _show_links(each, errors)


def _of_event(name: str, scores: list[LinkScore] | list[AcrossScore], score: Score, errors: bool) -> dict[str, Any]:
    """What is measured between documents of the event that a score is of, whatever its language."""
    own = [each.as_json(errors) for each in scores if score.event.rpartition(" (")[0] == each.event]
    return {name: own} if own else {}


def _show_across(scores: list[AcrossScore], errors: bool) -> None:
    from rich.table import Table

    out = console()
    table = Table(title="duplicates across documents", title_justify="left")
    for column in ("event", "from", "precision", "recall"):
        table.add_column(column)
    for score in scores:
        if score.precision.of or score.recall.of:
            table.add_row(score.event, score.how, _share(score.precision), _share(score.recall))
    out.print(table)
    for score in scores if errors else ():
        for error in score.errors:
            out.print(f"  {score.event}, {score.how}: {error}", markup=False)


def _show_links(score: LinkScore, errors: bool) -> None:
    from rich.table import Table

    out = console()
    out.print(f"[italic]{score.event}: links between documents, {score.how}[/italic]", soft_wrap=True)
    table = Table()
    for column in ("link", "precision", "recall"):
        table.add_column(column)
    for name, right in score.precision.items():
        found = score.recall[name]
        if right.of or found.of:
            table.add_row(name, _share(right), _share(found))
    out.print(table)
    for error in score.errors if errors else ():
        out.print(f"  {error}", markup=False)


def _share(tally: Tally) -> str:
    return "-" if tally.ratio is None else f"{tally.ratio:.2f}  {tally.hits}/{tally.of}"


def _show_score(score: Score, errors: bool) -> None:
    from rich.table import Table

    from antigone.said.evaluate import BARS, BESIDE

    out = console()
    table = Table(title=f"{score.event}: {score.documents} reports, {score.claims} claims", title_justify="left")
    for column in ("item", "score", "hits", "bar", ""):
        table.add_column(column)
    for name, words, bar in BARS:
        tally = score.tallies[name]
        ratio = tally.ratio
        shown = "-" if ratio is None else f"{ratio:.3f}"
        mark = "" if ratio is None else "ok" if ratio >= bar else "below"
        table.add_row(words, shown, f"{tally.hits}/{tally.of}", f"{bar:.2f}", mark)
    for name, words in BESIDE:
        tally = score.tallies[name]
        table.add_row(words, "-" if tally.ratio is None else f"{tally.ratio:.3f}", f"{tally.hits}/{tally.of}", "-", "")
    out.print(table)
    if errors:
        for error in score.errors:
            out.print(
                f"  {error['document']} {error['what']}: “{error['phrase']}” "
                f"expected {error['expected']}, got {error['got']}",
                markup=False,
            )
