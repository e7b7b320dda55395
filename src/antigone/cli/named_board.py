"""`antigone named decide`, `notify`, `release` and `recall`: what a board decides, and what follows from it."""

from __future__ import annotations

from pathlib import Path

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

SIGN = typer.Option([], "--sign", metavar="NAME (ROLE)", help="A member of the board; once for each, two at least.")


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

    [bold]Examples:[/bold]
      antigone named decide almaty --remains 007-K2M --person P-0001 --sign "A. Roe (pathologist)" --sign "B. Doe" --basis DNA --because "C-0001"
      antigone named decide almaty D-0001 --step established --sign "A. Roe" --sign "B. Doe" --because "second reading"
      antigone named decide almaty D-0001 --step revoked --sign "A. Roe" --sign "C. Poe" --because "P-0001 came home"
    """  # noqa: E501
    if code:
        _step(case, code, step, sign, authority, reference, because, on, by, as_json)
        return
    from antigone.named.decision import Decision
    from antigone.named.services import decide as decided
    from antigone.named.services import signers

    with desk(case, by) as at:
        many = individuals or (1 if len(persons) == 1 else min(len(persons), len(remains)))
        matches = tuple(m for c in comparisons if c in at.book.comparisons for m in at.book.comparisons[c].matches)
        made = Decision(
            "", tuple(remains), tuple(persons), many, signers(sign), tuple(comparisons), matches, basis
        )  # fmt: skip
        id, drafts = decided(at, made, because, period(on))
        are = "are, in some order," if len(persons) > 1 else "is" if len(remains) == 1 else "are"
        units = ", ".join(drafts[0].body["decision"]["remains"])
        lines = [
            f"Decision {id} is provisional: {units} {are} {', '.join(persons)}.",
            f"Next: antigone named decide {case} {id} --step established --sign … --sign … --because …",
        ]
        write(at, drafts, {"decision": id, "status": "provisional"}, as_json, *lines)


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
    from antigone.named import services
    from antigone.named.decision import Step, StepTaken

    words = {s.value: s for s in (Step.ESTABLISH, Step.LEGAL, Step.SUSPEND, Step.REINSTATE, Step.REVOKE)}
    if step not in words:
        raise UsageError("Which step is not said.", f"Give --step, one of: {', '.join(words)}.")
    taken = StepTaken(code, words[step], services.signers(sign), authority, reference)
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
