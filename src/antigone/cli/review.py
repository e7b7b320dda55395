"""`antigone review`: decide on what was read, one claim at a time, or from a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json

if TYPE_CHECKING:
    from antigone.said.proposal_events import Proposed
    from antigone.said.session import Session

SET = typer.Option([], "--set", metavar="FIELD=VALUE", help="A field of the claim; may be given several times.")


def review(
    case: Path = typer.Argument(..., metavar="CASE", help="Folder of the case."),
    document: str = typer.Option("", help="Only this document (its id)."),
    rule: list[str] = typer.Option([], "--rule", help="Only what this rule proposed; may be given several times."),
    listing: bool = typer.Option(False, "--list", help="List what waits, and write nothing."),
    everything: bool = typer.Option(False, "--all", help="With --list: also what was decided."),
    accept_all: bool = typer.Option(False, "--accept-all", help="Accept all that waits and leaves nothing to ask."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask before --accept-all."),
    leave_open: bool = typer.Option(False, "--leave-open", help="Leave an uncertain place or group empty; do not ask."),
    accept: str = typer.Option("", "--accept", metavar="PROPOSAL", help="Accept one, with --set for changes."),
    reject: str = typer.Option("", "--reject", metavar="PROPOSAL", help="Reject one; give --because."),
    edit: str = typer.Option("", "--edit", metavar="CLAIM", help="Change an accepted claim; give --set and --because."),
    add: str = typer.Option("", "--add", metavar="DOCUMENT", help="Mark a claim yourself; give --words and --set."),
    words: str = typer.Option("", help="With --add: the exact words, or START:END as offsets."),
    undo: bool = typer.Option(False, "--undo", help="Take the last decision back."),
    because: str = typer.Option("", "--because", help="Why."),
    decisions: Path = typer.Option(None, "--decisions", metavar="CSV", help="Make the decisions of a table."),
    fields: list[str] = SET,
    by: str = typer.Option("", help="Who decides, where that is not who made the case."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead of text."),
) -> None:
    """Accept, correct or reject what was read. Without options: one claim at a time, a key for each answer.

    Every decision is written with its author and time as soon as it is made; stop with q and go on whenever you like.
    Only what you accept enters the account.

    [bold]Examples:[/bold]
      antigone review almaty
      antigone review almaty --list --json
      antigone review almaty --accept-all --rule en.count
      antigone review almaty --accept p1f2e3d4c5b --set place=almaty --set group=all
      antigone review almaty --add d0123456789a --words "41 bodies" --set unit=bodies_stolen --set low=41 --set high=41
    """
    from antigone.formats.report_reading import open_session
    from antigone.record.case import Case

    with Case.open(case, by=by or None, read_only=listing) as opened:
        session = open_session(opened)
        chosen = _chosen(session, document, rule)
        if listing:
            _list(session, chosen, everything, as_json, case)
        elif accept_all:
            _accept_all(session, chosen, yes, leave_open, as_json)
        elif accept or reject or edit or add or undo:
            drafts = _one(session, accept, reject, edit, add, words, because, fields)
            _report([event.kind for event in session.write(drafts)], session, as_json)
        elif decisions:
            from antigone.said.decisions import apply_table

            _report(apply_table(session, decisions), session, as_json)
        else:
            _sit(session, case, document, rule)


def _chosen(session: Session, document: str, rules: list[str]) -> list[Proposed]:
    from antigone.core.errors import NotFoundError

    if document and document not in session.desk.documents:
        raise NotFoundError(f"No document {document} was read into this case.", "List them with --list --json.")
    return [
        each
        for each in session.desk.proposals.values()
        if (not document or each.claim.document == document) and (not rules or each.rule in rules)
    ]


def _one(
    session: Session, accept: str, reject: str, edit: str, add: str, words: str, because: str, fields: list[str]
) -> Any:
    """The drafts of the one decision that the options name."""
    from antigone.core.errors import UsageError
    from antigone.said import review as desk

    if len([each for each in (accept, reject, edit, add) if each]) > 1:
        raise UsageError("One decision at a time.", "Give one of --accept, --reject, --edit, --add, --undo.")
    changes = _changes(fields)
    if accept:
        return desk.accept(session.desk, session.known, accept, changes)
    if reject:
        return desk.reject(session.desk, reject, because)
    if edit:
        return desk.edit(session.desk, session.known, edit, changes, because)
    if add:
        from antigone.said.decisions import span_of

        document = session.document(add)
        return desk.add_claim(session.desk, session.known, document, *span_of(document, words), changes)
    return desk.undo(session.desk, because or "taken back by the analyst")


def _changes(fields: list[str]) -> dict[str, str]:
    from antigone.core.errors import UsageError

    changes: dict[str, str] = {}
    for each in fields:
        name, equals, value = each.partition("=")
        if not equals:
            raise UsageError(f"'{each}' is not FIELD=VALUE.", "Write --set low=41.")
        changes[name.strip()] = value
    return changes


def _report(kinds: list[str], session: Session, as_json: bool) -> None:
    waiting = len(session.desk.waiting())
    if as_json:
        print_json({"written": kinds, "waiting": waiting, "claims": len(session.desk.claims)})
    else:
        console().print(f"Written: {', '.join(sorted(set(kinds))) or 'nothing'}. {waiting:,} still wait.")


def _list(session: Session, chosen: list[Proposed], everything: bool, as_json: bool, case: Path) -> None:
    shown = [each for each in chosen if everything or each.id not in session.desk.decided]
    if as_json:
        from antigone.said.review import view

        print_json({"case": str(case), "proposals": [view(session.desk, session.known, each) for each in shown]})
        return
    out = console()
    if not shown:
        what = "Nothing waits." if session.desk.documents else "No report has been read into this case."
        out.print(f"{what} Read reports with\n  antigone read {case} FOLDER", soft_wrap=True)
        return
    from rich.text import Text

    from antigone.cli.printable import printable
    from antigone.cli.review_screen import chain, figures

    for each in shown:
        decision = session.desk.decided.get(each.id)
        state = decision.kind.removeprefix("claim.") if decision else "waiting"
        facts = f"{each.claim.unit}, {figures(each.claim)} · {chain(each)} · {state}"
        out.print(Text.assemble((each.id, "bold"), printable(f"  “{each.claim.quote}”\n    {facts}")))
    out.print(f"\n{len(shown):,} listed. Decide on them with\n  antigone review {case}", soft_wrap=True)


def _accept_all(session: Session, chosen: list[Proposed], yes: bool, leave_open: bool, as_json: bool) -> None:
    """Accept what waits; what leaves something to ask stays, unless it is to be left empty."""
    from antigone.core.errors import AntigoneError
    from antigone.said import review as desk

    waiting = [each for each in chosen if each.id not in session.desk.decided]
    if waiting and not yes:
        typer.confirm(f"Accept {len(waiting)} proposals without looking at each?", abort=True, err=True)
    accepted: list[str] = []
    left: list[dict[str, str]] = []
    for each in waiting:
        changes = dict.fromkeys(desk.open_questions(session.known, each), "") if leave_open else {}
        try:
            session.write(desk.accept(session.desk, session.known, each.id, changes))
            accepted.append(each.id)
        except AntigoneError as error:
            left.append({"proposal": each.id, "quote": each.claim.quote, "why": str(error)})
    if as_json:
        print_json({"accepted": accepted, "left": left, "waiting": len(session.desk.waiting())})
        return
    from antigone.cli.printable import printable

    out = console()
    out.print(f"{len(accepted):,} accepted, {len(left):,} left for a person.")
    for each_left in left[:20]:
        text = f"  {each_left['proposal']}  “{each_left['quote']}”: {each_left['why']}"
        out.print(printable(text), markup=False)


def _sit(session: Session, case: Path, document: str, rules: list[str]) -> None:
    """The review proper."""
    from antigone.cli.review_keys import keys_for
    from antigone.cli.review_loop import Loop

    out = console()
    if not session.desk.documents:
        out.print(
            f"No report has been read into this case. Read some with\n  antigone read {case} FOLDER", soft_wrap=True
        )
        return
    decided = Loop(session, keys_for(out), out, document, rules).run()
    waiting = len(session.desk.waiting())
    out.print(f"{decided:,} decisions written, {waiting:,} proposals still wait.")
    next_step = f"antigone review {case}" if waiting else f"antigone account {case}"
    out.print(f"\nNext:\n  {next_step}", soft_wrap=True)
