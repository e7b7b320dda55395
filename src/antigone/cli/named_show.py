"""`antigone named list` and `show`: codes by default; names only when asked for, and then it is written down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.named_common import AS_JSON, BY, CASE, EVIDENCE, PASSPHRASE_FILE, desk, say
from antigone.cli.output import print_json
from antigone.cli.printable import printable
from antigone.core.errors import CaseError, NotFoundError, UsageError

if TYPE_CHECKING:
    from antigone.named.desk import Desk
    from antigone.record import Event

WHAT = (
    "persons", "reports", "informants", "families", "samples", "profiles", "runs", "matches", "comparisons",
    "decisions", "releases", "findings", "seen",
)  # fmt: skip


def list_(
    case: Path = CASE,
    what: str = typer.Argument("persons", help=f"One of: {', '.join(WHAT)}."),
    as_json: bool = AS_JSON,
) -> None:
    """List what there is, by code. No name, no contact and no genetic value is ever in it.

    [bold]Examples:[/bold]
      antigone named list almaty
      antigone named list almaty decisions --json
      antigone named list almaty seen
    """
    if what not in WHAT:
        raise UsageError("There is no such list.", f"One of: {', '.join(WHAT)}.")
    with desk(case, read_only=True) as at:
        rows = _LISTS[what](at) if what in _LISTS else [_plain(v) for v in getattr(at.book, what).values()]
    if as_json:
        print_json({"case": str(case), what: rows})
        return
    for row in rows:
        say(printable("  ".join(f"{key} {_word(value)}" if key != "id" else str(value) for key, value in row.items())))
    if not rows:
        say(f"No {what} yet." + (f" Begin with: antigone named report {case}" if what == "persons" else ""))
    elif what in ("matches", "comparisons"):
        say(EVIDENCE)


def _plain(value: Any) -> dict[str, Any]:
    from antigone.found.body import to_body

    body = to_body(value)
    return {"id": body.pop("id"), **body} if "id" in body else body


def _word(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_word, value))
    if isinstance(value, dict):
        return "/".join(_word(v) for v in value.values() if v not in ("", None))
    return str(value)


def _persons(at: Desk) -> list[dict[str, Any]]:
    book, rows = at.book, []
    for code, person in book.persons.items():
        whole = book.whole(code)
        row: dict[str, Any] = {"id": code, "sex": person.sex, "status": person.status.value}
        if whole != code:
            row["now"] = whole
        row["reports"] = [r.id for r in book.reports.values() if r.person == code]
        row["families"] = [f.id for f in book.families_of(code)]
        row["decisions"] = [f"{s.decision.id} ({s.status.value})" for s in book.decisions_on(code)]
        rows.append({k: v for k, v in row.items() if v not in ([], "")} | _gone(at, row["reports"]))
    return rows


def _gone(at: Desk, ids: list[str]) -> dict[str, str]:
    """That values were erased, where they were."""
    words = {text for id in ids for text in at.sealed(id).values() if text != "sealed"}
    return {"values": "; ".join(sorted(words))} if words else {}


def _decisions(at: Desk) -> list[dict[str, Any]]:
    return [
        {"id": id, "status": s.status.value, "remains": list(s.decision.remains), "persons": list(s.decision.persons),
         "individuals": s.decision.individuals, "signed by": [x.name for x in s.decision.signers]}
        | ({"typed": typed} if (typed := [x.name for x in s.decision.signers if x.is_typed]) else {})
        | ({"legal": s.legal} if s.legal else {}) | ({"told": list(s.told)} if s.told else {})
        for id, s in at.book.decisions.items()
    ]  # fmt: skip


def _releases(at: Desk) -> list[dict[str, Any]]:
    from antigone.named.handover import statement

    return [
        {"id": id, "state": at.book.state_of(id).value, "decision": r.decision, "remains": list(r.remains),
         "family": r.family, "outstanding": statement(at, id)}
        for id, r in at.book.releases.items()
    ]  # fmt: skip


def _findings(at: Desk) -> list[dict[str, Any]]:
    from antigone.named.profiles import usable

    found = list(at.book.findings)
    if at.book.profiles:
        with suppress(CaseError):  # without its key a case still tells what else is wrong
            found += usable(at).findings
    return [{"finding": str(f), "do": f.do} for f in found]


def _seen(at: Desk) -> list[dict[str, Any]]:
    return [
        {"on": event.recorded[:19], "by": event.by, "to": shown.to, "purpose": shown.purpose,
         "values": list(shown.subjects), "fields": list(shown.fields)}
        for event, shown in at.book.shown
    ]  # fmt: skip


def _kept(name: str) -> Callable[[Desk], list[dict[str, Any]]]:
    """Values with what stands for their sealed fields."""

    def rows(at: Desk) -> list[dict[str, Any]]:
        values = getattr(at.book, name).values()
        return [_plain(v) | at.sealed(v.id) for v in values]

    return rows


_LISTS: dict[str, Callable[[Desk], list[dict[str, Any]]]] = {
    "persons": _persons,
    "decisions": _decisions,
    "releases": _releases,
    "findings": _findings,
    "seen": _seen,
    "reports": _kept("reports"),
    "informants": _kept("informants"),
    "profiles": _kept("profiles"),
}


def show(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="CODE", help="Any code, or a number of remains."),
    names: bool = typer.Option(False, "--names", help="Also show what is sealed. That you saw it is written down."),
    to: str = typer.Option("", "--for", metavar="RECIPIENT", help="With --names: who sees it; default: who writes."),
    purpose: str = typer.Option("", "--purpose", help="With --names: why."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Show one person, report, family, sample, match, decision … with its history. Codes only, unless --names.

    What informants and relatives gave is shown only to recipients they agreed to.

    [bold]Examples:[/bold]
      antigone named show almaty P-0001
      antigone named show almaty P-0001 --names --for "family liaison" --purpose "telephone call"
    """
    with desk(case, by, passphrase_file, read_only=not names) as at:
        about = _about(at, code)
        if names:
            who = to or by or at.case.writer().by
            seen = at.reveal(_with_values(at, code), who, purpose)
            about["names"] = {id: {k: str(v) for k, v in values.items()} for id, values in seen.items()}
    if as_json:
        print_json({"case": str(case), **about})
        return
    _print(about)


def _with_values(at: Desk, code: str) -> list[str]:
    """The things whose sealed values belong to a code."""
    if code in at.book.persons:
        found = [r.id for r in at.book.reports_of(code)]
    elif f"described:{code}" in at.book.put_down:
        found = [f"described:{code}"]
    else:
        found = [code] if code in at.book.put_down and at.event_of(code).sealed else []
    if not found:
        raise NotFoundError("Nothing is sealed under that code.", "Without --names the rest is shown.")
    return found


def _about(at: Desk, code: str) -> dict[str, Any]:
    tables = [*(n for n in WHAT if n not in ("findings", "seen"))]
    row: dict[str, Any] | None = None
    for name in tables:
        if code in getattr(at.book, name):
            row = next((r for r in _LISTS[name](at) if r["id"] == code), None) if name in _LISTS else None
            row = row or _plain(getattr(at.book, name)[code])
            row = {"kind": name, **row}
    if row is None:
        row = {"kind": "remains", "id": at.remains(code)}
        code = row["id"]
    against = [str(f) for f in at.book.findings if code in str(f)]
    events = at.book.history.get(code, [])
    sealed = at.sealed(code) if code in at.book.put_down else {}
    if code in at.book.persons:
        sealed = {f"{r.id} {k}": v for r in at.book.reports_of(code) for k, v in at.sealed(r.id).items()}
        row["aliases"] = [c for c in at.book.aliases(code) if c != code]
    history = [
        {"on": e.recorded[:19], "what": _what(e), "by": e.by, "because": e.reason or "", "event": e.id} for e in events
    ]
    linked = {"matches": [m.id for m in at.book.matches.values() if code in (m.remains, m.person)],
              "comparisons": [c.id for c in at.book.comparisons.values() if code in (c.remains, c.person)],
              "decisions": [s.decision.id for s in at.book.decisions_on(code)]}  # fmt: skip
    more = {k: v for k, v in linked.items() if v and k not in row}
    return {"contradictions": against, **row, "sealed": sealed, **more, "history": history}


def _what(event: Event) -> str:
    """The kind of an event, with the step a board took."""
    step = event.body.get("step")
    return f"{event.kind} {step.get('step', '')}".strip() if isinstance(step, dict) else event.kind


def _print(about: dict[str, Any]) -> None:
    for text in about.pop("contradictions"):
        say(f"AGAINST: {text}")
    history, names = about.pop("history"), about.pop("names", {})
    for key, value in about.items():
        if value not in ([], {}, ""):
            told = "; ".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, dict) else _word(value)
            say(printable(f"{key}: {told}"))
    for id, values in names.items():
        for field, value in values.items():
            say(printable(f"{id} {field}: {value}"))
    for event in history:
        because = f", because {event['because']}" if event["because"] else ""
        say(printable(f"  {event['on']}  {event['what']}  {event['event'][:8]}  ({event['by']}){because}"))
    if about["kind"] in ("matches", "comparisons", "runs"):
        say(EVIDENCE)
