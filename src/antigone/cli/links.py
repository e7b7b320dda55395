"""`antigone links`: how claims of different documents stand to each other; accept or reject what is proposed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from antigone.said.claim import Claim
    from antigone.said.session import Session

_WORDS = {
    "repeats": "repeats",
    "relabels": "has the figure of, under another name,",
    "supersedes": "takes the place of",
    "corrects": "corrects",
    "denies": "denies",
    "subset": "is a part of",
}


def links(
    case: Path = typer.Argument(..., metavar="CASE", help="Folder of the case."),
    accept: list[str] = typer.Option([], "--accept", metavar="ID", help="Accept a link; may be given several times."),
    reject: list[str] = typer.Option([], "--reject", metavar="ID", help="Reject a link for good; give --because."),
    because: str = typer.Option("", "--because", help="Why."),
    relation: str = typer.Option("", help="Only links of this kind: repeats, relabels, supersedes, …"),
    doubt: str = typer.Option("", help="Only links of this doubt: certain, likely or unclear."),
    by: str = typer.Option("", help="Who decides, where that is not who made the case."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead of text."),
) -> None:
    """Propose links between the claims of a case: repeats, relabelled, superseding, correcting, denying, parts.

    Nothing is linked until you accept it. A rejected link is remembered and never proposed again. An accepted one is
    written into the claim, and the account reads it from there; take it back with antigone review CASE --undo.
    Claims that still wait for review are linked as well: such a link is written when both claims are accepted.

    [bold]Examples:[/bold]
      antigone links almaty
      antigone links almaty --relation relabels --json
      antigone links almaty --accept l1f2e3d4c5b
      antigone links almaty --reject l1f2e3d4c5b --because "another hospital"
    """
    from antigone.formats.report_reading import open_session
    from antigone.record.case import Case

    with Case.open(case, by=by or None, read_only=not (accept or reject)) as opened:
        session = open_session(opened)
        waiting = proposed(session)
        if accept or reject:
            _decide(session, waiting, accept, reject, because, as_json)
            return
        shown = [
            link
            for link in waiting
            if (not relation or link["relation"] == relation) and (not doubt or link["doubt"] == doubt)
        ]
        if as_json:
            print_json({"case": str(case), "links": [_with_ends(session, link) for link in shown]})
        else:
            _show(session, shown, case)


def _with_ends(session: Session, link: Mapping[str, Any]) -> dict[str, Any]:
    """The link, and which of its two claims still wait for review."""
    waits = [end for end in ("from", "to") if session.desk.standing(link[end]) is None]
    return {**link, "waits_for_review": waits}


def proposed(session: Session) -> list[Mapping[str, Any]]:
    """Every link that waits for a person."""
    from antigone.said.review_links import proposed_links

    return proposed_links(session.desk, session.known)


def _decide(
    session: Session,
    waiting: list[Mapping[str, Any]],
    accept: list[str],
    reject: list[str],
    because: str,
    as_json: bool,
) -> None:
    """Write the decisions, each on the desk as the one before left it; all named links are looked up first."""
    from antigone.core.errors import NotFoundError, UsageError
    from antigone.said.review_links import accept_link, reject_link

    by_id = {link["id"]: link for link in waiting}
    for id in (*accept, *reject):
        if id not in by_id:
            raise NotFoundError(f"No link {id} waits for a decision.", "List them with antigone links CASE.")
    if set(accept) & set(reject):
        raise UsageError("A link cannot be both accepted and rejected.", "Name it once.")
    if reject and not because.strip():
        raise UsageError("A rejection needs a reason.", "Say why with --because.")
    for id in dict.fromkeys(accept):
        link = by_id[id]
        session.write(accept_link(session.desk, {**link, **({"reason": because} if because else {})}))
    for id in dict.fromkeys(reject):
        session.write(reject_link(session.desk, by_id[id], because))
    left = len(proposed(session))
    if as_json:
        print_json({"accepted": accept, "rejected": reject, "waiting": left})
    else:
        console().print(f"{len(accept):,} accepted, {len(reject):,} rejected. {left:,} links wait.")


def _show(session: Session, shown: list[Mapping[str, Any]], case: Path) -> None:
    from rich.text import Text

    from antigone.cli.printable import printable
    from antigone.said.review_links import claims_and_waiting

    out = console()
    if not shown:
        out.print(
            f"No link waits. Links stand between claims of different reports: antigone read {case} FOLDER",
            soft_wrap=True,
        )
        return
    claims = claims_and_waiting(session.desk, session.known)
    for link in shown:
        head = Text.assemble((link["id"], "bold"), f"  {link['doubt']}")
        out.print(head)
        for line in in_lines(link, claims):
            out.print(printable(f"  {line}"), markup=False, soft_wrap=True)
    out.print(f"\n{len(shown):,} links. Decide with\n  antigone links {case} --accept ID", soft_wrap=True)


def in_lines(link: Mapping[str, Any], claims: Mapping[str, Claim]) -> list[str]:
    """A link in four lines: the claim, how it stands, the claim it stands to, and why."""
    relation = _WORDS.get(link["relation"], link["relation"])
    ends = [_claim(claims[link[end]]) if link[end] in claims else link[end] for end in ("from", "to")]
    return [ends[0], f"  {relation}", ends[1], f"  {link.get('reason', '')}"]


def _claim(claim: Claim) -> str:
    """One claim in a line."""
    from antigone.cli.review_screen import figures
    from antigone.said.claim import Status

    where = " ".join(part for part in (claim.place, claim.label_as_worded or claim.group) if part)
    said = f", {claim.said_on}" if claim.said_on else ""
    words = f"“{claim.quote}” " if claim.quote else ""
    waits = " [waits for review]" if claim.status is Status.PROPOSED else ""
    speaker = claim.speaker or claim.publisher
    return f"{claim.id}: {words}{claim.unit} {figures(claim)} {where} ({speaker}{said}){waits}"
