"""`antigone named decide`, `notify`, `release` and `recall`: what a board decides, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antigone.cli.named_common import (
    AS_JSON,
    BECAUSE,
    BY,
    CASE,
    ON,
    PASSPHRASE_FILE,
    desk,
    pairs,
    period,
    say,
    secret,
    write,
)
from antigone.core.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from antigone.named.desk import Desk
    from antigone.record import Draft

SIGN = typer.Option([], "--sign", metavar="NAME (ROLE)", help="A member of the board, typed by you; two at least.")


def decide(
    case: Path = CASE,
    code: str = typer.Argument("", metavar="[D-0001]", help="A decision to take further; without it, a new one."),
    step: str = typer.Option("", "--step", help="established, legal, suspended, reinstated or revoked."),
    remains: list[str] = typer.Option([], "--remains", metavar="NUMBER", help="Of a new decision; once for each."),
    persons: list[str] = typer.Option([], "--person", metavar="P-0001", help="Of a new decision; several: a set."),
    individuals: int = typer.Option(0, min=0, help="How many different people the remains are."),
    sign: list[str] = SIGN,
    basis: str = typer.Option("", help="Methods, e.g. 'DNA, dental'."),
    comparisons: list[str] = typer.Option([], "--comparison", metavar="C-0001", help="What the board had before it."),
    authority: str = typer.Option("", help="With --step legal: the court or registry."),
    reference: str = typer.Option("", help="With --step legal: the number of its paper."),
    because: str = BECAUSE,
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record what a board of two people at least decides, and each step after it. Contradictions come first.

    A new decision is provisional. Then: established, legal, notified (`named notify`); suspended, reinstated; revoked.
    A decision about several persons says that the remains are these, and leaves open which is which.
    With --sign the names are typed by you, and marked so. Without, it is laid before the board, and its members sign it
    themselves: in the browser, or with `named sign` on their own machines.

    [bold]Examples:[/bold]
      antigone named decide almaty --remains 007-K2M --person P-0001 --sign "A. Roe (pathologist)" --sign "B. Doe" --basis DNA --because "C-0001"
      antigone named decide almaty D-0001 --step established --sign "A. Roe" --sign "B. Doe" --because "second reading"
      antigone named decide almaty D-0001 --step revoked --sign "A. Roe" --sign "C. Poe" --because "P-0001 came home"
    """  # noqa: E501
    if code:
        _step(case, code, step, sign, authority, reference, because, on, by, as_json)
        return
    from antigone.named import board
    from antigone.named.decision import Decision
    from antigone.named.services import decide as decided
    from antigone.named.services import signers

    if not sign:
        with desk(case, by) as at:
            wanted = Decision("", tuple(remains), tuple(persons), individuals or _many(persons, remains), (),
                              tuple(comparisons), _matches(at, comparisons), basis)  # fmt: skip
            _lay(at, board.propose(at, wanted, because), as_json)
        return
    with desk(case, by) as at:
        made = Decision(
            "", tuple(remains), tuple(persons), individuals or _many(persons, remains), signers(sign),
            tuple(comparisons), _matches(at, comparisons), basis,
        )  # fmt: skip
        id, drafts = decided(at, made, because, period(on))
        are = "are, in some order," if len(persons) > 1 else "is" if len(remains) == 1 else "are"
        units = ", ".join(drafts[0].body["decision"]["remains"])
        lines = [
            f"Decision {id} is provisional: {units} {are} {', '.join(persons)}.",
            f"Next: antigone named decide {case} {id} --step established --sign … --sign … --because …",
        ]
        write(at, drafts, {"decision": id, "status": "provisional"}, as_json, *lines)


def _many(persons: list[str], remains: list[str]) -> int:
    """How many people remains are where nobody says."""
    return 1 if len(persons) == 1 else min(len(persons), len(remains))


def _matches(at: Desk, comparisons: list[str]) -> tuple[str, ...]:
    """The matches that these comparisons weighed."""
    known = at.book.comparisons
    return tuple(m for c in comparisons if c in known for m in known[c].matches)


def _lay(at: Desk, laid: tuple[str, list[Draft]], as_json: bool) -> None:
    """Write a motion, and say who signs it."""
    motion, drafts = laid
    lines = (
        f"{motion} lies before the board. Two of its members sign it, each for themselves.",
        f"Next: antigone named sign {at.case.path} {motion}, or in the browser: antigone serve {at.case.path}",
    )
    write(at, drafts, {"motion": motion, "status": "waits for signatures"}, as_json, *lines)


def sign(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="B-0001", help="What lies before the board."),
    office: str = typer.Option("", help="What you are on the board, e.g. pathologist."),
    as_json: bool = AS_JSON,
) -> None:
    """Sign what lies before the board, as whoever's key writes on this machine. Nobody signs for somebody else.

    The second signature of another person, from their own machine or account, carries it.

    [bold]Example:[/bold]  antigone named sign almaty B-0001 --office pathologist
    """
    from antigone.named import board

    with desk(case) as at:
        drafts = board.sign(at, code, office)
        written = at.write(drafts)
        laid, who = at.book.motions[code], at.case.by
    if as_json:
        from antigone.cli.output import print_json

        result = {"case": str(case), "motion": code, "signed_by": who, "status": laid.state.value}
        print_json({**result, "lacks": laid.lacks, "events": [event.id for event in written]})
        return
    wanting = f"{laid.lacks} more wanting." if laid.is_open and laid.lacks else f"It is {laid.state.value}."
    say(f"{code} is signed by {who}. {wanting}")


def agenda(case: Path = CASE, as_json: bool = AS_JSON) -> None:
    """What waits for the board and after it, what presses most first.

    [bold]Example:[/bold]  antigone named agenda almaty
    """
    from antigone.cli.output import print_json
    from antigone.found.label import code_of
    from antigone.named.agenda import agenda as waiting

    with desk(case, read_only=True) as at:
        found = waiting(at.book)
    if as_json:
        rows = [
            {"waits": i.waits.value, "code": i.code, "remains": list(i.remains), "persons": list(i.persons),
             "since": i.since, "note": i.note, "signed": list(i.signed), "contradictions": i.contradictions}
            for i in found
        ]  # fmt: skip
        print_json({"case": str(case), "waits": rows})
        return
    for i in found:
        note = ", ".join(each for each in (i.note, *(f"signed by {name}" for name in i.signed)) if each)
        say(f"{i.waits.value}: {i.code}  {', '.join(map(code_of, i.remains))}  {', '.join(i.persons)}  {note}".rstrip())
    if not found:
        say("Nothing waits for the board.", f"Next: antigone named compare {case} NUMBER P-0001")


def _step(
    case: Path,
    code: str,
    step: str,
    sign: list[str],
    authority: str,
    reference: str,
    because: str,
    on: str,
    by: str,
    as_json: bool,
) -> None:
    from antigone.named import board, services
    from antigone.named.decision import NEEDS_BOARD, Step, StepTaken

    words = {s.value: s for s in (Step.ESTABLISH, Step.LEGAL, Step.SUSPEND, Step.REINSTATE, Step.REVOKE)}
    if step not in words:
        raise UsageError("Which step is not said.", f"Give --step, one of: {', '.join(words)}.")
    taken = StepTaken(code, words[step], services.signers(sign), authority, reference)
    if not sign and taken.step in NEEDS_BOARD:
        with desk(case, by) as at:
            _lay(at, board.propose_step(at, taken, because), as_json)
        return
    with desk(case, by) as at:
        drafts = services.step(at, taken, because, period(on))
        due = [id for id, r in at.book.releases.items() if r.decision == code] if step == "revoked" else []
        written = at.write(drafts)
        status = at.book.decisions[code].status.value
        due = [id for id in due if at.book.state_of(id).value == "recall due"]
    from antigone.cli.output import print_json

    if as_json:
        print_json({"case": str(case), "decision": code, "status": status, "recall_due": due,
                    "events": [e.id for e in written]})  # fmt: skip
        return
    say(f"Decision {code} is {status}.")
    for id in due:
        say(f"  RECALL {id}: what was released on it must come back: antigone named recall {case} {id} --because …")


def notify(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="D-0001", help="The decision, established."),
    family: str = typer.Option(..., "--family", metavar="F-0001", help="Which family was told."),
    told_by: str = typer.Option("", "--told-by", help="Who told them."),
    because: str = BECAUSE,
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record that a family was told. Refused before the board established it, and while the family wishes to wait.

    [bold]Example:[/bold]  antigone named notify almaty D-0001 --family F-0001 --told-by "L. Iaison" --because "home visit"
    """  # noqa: E501
    from antigone.named import services
    from antigone.named.decision import Step, StepTaken

    with desk(case, by) as at:
        drafts = services.step(at, StepTaken(code, Step.NOTIFY, family=family, told_by=told_by), because, period(on))
        write(at, drafts, {"decision": code, "family": family}, as_json, f"{family} has been told of {code}.")


def release(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="D-0001", help="The decision, established."),
    family: str = typer.Option(..., "--family", metavar="F-0001", help="To whom."),
    check: list[str] = typer.Option(
        [], "--check", metavar="KIND=VALUE", help="An identifier read off; three kinds at least."
    ),
    remains: list[str] = typer.Option([], "--remains", metavar="NUMBER", help="Only these of what the decision names."),
    person: str = typer.Option("", "--person", metavar="P-0001", help="Whose, where the decision names several."),
    receiver: str = typer.Option("", metavar="I-0001", help="Who receives."),
    receiver_name: str = typer.Option("", "--receiver-name", help="Their name; sealed."),
    outstanding: str = typer.Option("", help="What else is still outstanding, in words without names."),
    released_by: str = typer.Option("", "--released-by", help="Who hands over."),
    on: str = ON,
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Release remains to a family: on an established decision, three identifiers checked, outstanding parts stated.

    Labels are looked up in the register: one that belongs to other remains stops the release.

    [bold]Example:[/bold]  antigone named release almaty D-0001 --family F-0001 --check label=007-K2M --check person=P-0001 --check decision=D-0001 --receiver I-0001
    """  # noqa: E501
    from antigone.named.handover import release as released
    from antigone.named.handover import statement
    from antigone.named.release import Identifier, Release

    read = tuple(Identifier(kind, value) for kind, value in pairs(check, "identifier").items())
    wanted = Release("", code, tuple(remains), person, family, receiver, read, (), outstanding, released_by)
    with desk(case, by, passphrase_file) as at:
        id, drafts = released(at, wanted, secret(receiver_name, "Receiver"), period(on))
        written = at.write(drafts)
        made, told = at.book.releases[id], statement(at, id)
    if as_json:
        from antigone.cli.output import print_json

        print_json({"case": str(case), "release": id, "remains": list(made.remains), "outstanding": told,
                    "events": [e.id for e in written]})  # fmt: skip
    else:
        say(f"Release {id}: {', '.join(made.remains)} to {family}.", f"Outstanding: {told}")


def recall(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="L-0001", help="The release."),
    remains: list[str] = typer.Option([], "--came-back", metavar="NUMBER", help="What has come back; once for each."),
    place: str = typer.Option("", "--place", metavar="SITE", help="Where it lies now."),
    wrong: bool = typer.Option(False, "--wrong", help="The wrong remains were released."),
    because: str = BECAUSE,
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Call a release back, or record what of it has come back.

    [bold]Examples:[/bold]
      antigone named recall almaty L-0001 --wrong --because "two bags were exchanged"
      antigone named recall almaty L-0001 --came-back 007-K2M --place morgue-1 --because "brought by the family"
    """
    from antigone.named.handover import recall as recalled
    from antigone.named.release import Recall

    with desk(case, by) as at:
        if code not in at.book.releases:
            raise NotFoundError("There is no such release.", f"List them: antigone named list {case} releases")
        drafts = recalled(at, Recall(code, tuple(remains), wrong, by), because, period(on), place)
        word = "has come back" if remains else "is called back"
        write(at, drafts, {"release": code, "came_back": remains}, as_json, f"Release {code} {word}.")
