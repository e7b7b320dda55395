"""`antigone named`: from evidence to a name. Codes stand for people; names are sealed and shown only when asked for."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from antigone.cli import named_board, named_show, named_work, register_io
from antigone.cli.named_common import AS_JSON, BECAUSE, BY, CASE, PASSPHRASE_FILE, day, desk, pairs, say, secret, write
from antigone.cli.output import print_json
from antigone.core.errors import UsageError

if TYPE_CHECKING:
    from antigone.named.desk import Desk

E = TypeVar("E", bound=Enum)

app = typer.Typer(
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    help="Who they are: reports, families, samples, matches, decisions of a board, releases. "
    "A match is never an identification.",
)


@app.command()
def report(
    case: Path = CASE,
    name: str = typer.Option("", help="Name of the missing person; sealed."),
    birth: str = typer.Option("", help="Date of birth; sealed."),
    address: str = typer.Option("", help="Address; sealed."),
    identity: str = typer.Option("", help="Number of an identity document; sealed."),
    sex: str = typer.Option("?", help="M, F or ?."),
    details: list[str] = typer.Option([], "--set", metavar="NAME=VALUE", help="age, stature, hair, eyes, teeth, …"),
    informant: str = typer.Option("", help="Name of who reports, sealed; or the code of one who is known."),
    contact: str = typer.Option("", help="How to reach them; sealed."),
    relation: str = typer.Option("", help="Of the informant to the person, e.g. mother."),
    received: str = typer.Option("", metavar="DATE", help="When the report was made."),
    last_seen: str = typer.Option("", metavar="DATE", help="When the person was last seen."),
    place: str = typer.Option("", metavar="PLACE", help="Id of the place where they were last seen."),
    person: str = typer.Option("", metavar="P-0001", help="Whom it is about, where that is known."),
    group: str = typer.Option("", metavar="GROUP", help="Id of the group the person belongs to, for the account."),
    counted_in: str = typer.Option("", metavar="PLACE", help="Id of the place for which the account counts them."),
    agrees: list[str] = typer.Option(
        [], "--agrees", metavar="RECIPIENT", help="Who may be told what the informant gave."
    ),
    source: str = typer.Option("", help="Where the report lies, e.g. a file number."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Take down a report of a missing person. Says which earlier reports may be about the same person.

    A name, informant or contact given as - is asked for, and stands in no history of commands. Details: age=30-35, stature=165-170, hair=brown, eyes=blue, "teeth=16=fil.mo 36=mis", "marks=tattoo@left forearm",
    "clothing=jacket:red; shoes:black".

    [bold]Examples:[/bold]
      antigone named report almaty --name "Zarina Example" --sex F --set age=30 --informant "Arman Example" --relation brother
      antigone named report almaty --name "Zarina Exampel" --person P-0001 --informant I-0001 --last-seen 2022-01-05
    """  # noqa: E501
    from antigone.named.codes import INFORMANT, is_code
    from antigone.named.services import NewReport, receive

    personal = {"name": secret(name, "Name"), "birth": birth, "address": address, "identity": identity}
    known = is_code(informant, (INFORMANT,))
    told = {"name": secret(informant, "Informant"), "contact": secret(contact, "Contact")}
    who = informant if known or not informant else told
    new = NewReport(
        personal, pairs(details, "detail"), who, relation, day(received), day(last_seen), place, source, person,
        _sex(sex), group, counted_in, tuple(agrees),
    )  # fmt: skip
    with desk(case, by, passphrase_file) as at:
        got = receive(at, new)
        alike = [{"report": a.other, "score": a.score, "doubt": a.doubt} for a in got.alike]
        result = {"report": got.report, "person": got.person, "informant": got.informant, "may_be_the_same": alike}
        lines = [f"Report {got.report} about {got.person}" + (f", by {got.informant}." if got.informant else ".")]
        for each in got.alike:
            other = at.book.reports[each.other].person
            lines.append(
                f"  may be the same person: {other} ({each.other}), {each.score:.2f} alike; doubt: {each.doubt}"
            )
        if got.alike:
            lines.append(f"  If it is: antigone named merge {case} {got.person} --into CODE --because WHY")
        write(at, got.drafts, result, as_json, *lines)


def _sex(text: str) -> str:
    if text.upper() not in ("M", "F", "?"):
        raise UsageError("The sex is none of M, F, ?.", "Write M, F or ?.")
    return text.upper()


@app.command()
def person(
    case: Path = CASE,
    code: str = typer.Argument("", metavar="[P-0001]", help="Whom to change; without it, a new relative."),
    sex: str = typer.Option("", help="M, F or ?."),
    name: str = typer.Option("", help="Of a new relative; sealed."),
    status: str = typer.Option("", help="missing, found alive, known dead or not missing."),
    reason: str = typer.Option("", help="Why unaccounted for: see docs/reference/named.md."),
    group: str = typer.Option("", metavar="GROUP", help="Id of the group, for the account."),
    place: str = typer.Option("", metavar="PLACE", help="Id of the place, for the account."),
    because: str = BECAUSE,
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Enter a relative, or change what is known of a person.

    [bold]Examples:[/bold]
      antigone named person almaty --sex F --name "Aigul Example"
      antigone named person almaty P-0001 --status "found alive" --because "came home on 3 May"
    """
    from antigone.found.custody import UnaccountedReason
    from antigone.named.person import PersonStatus
    from antigone.named.services import change_person, relative

    told = _choice(PersonStatus, status, "status") if status else None
    why = _choice(UnaccountedReason, reason, "reason") if reason else None
    with desk(case, by, passphrase_file) as at:
        if not code:
            code, drafts = relative(at, _sex(sex or "?"), secret(name, "Name"))
            write(at, drafts, {"person": code}, as_json, f"{code} is entered as a relative.")
            return
        changes = {"status": told, "sex": _sex(sex) if sex else "", "group": group, "place": place}
        drafts = change_person(at, code, because, reason=why.value if why else "", **changes)
        write(at, drafts, {"person": code}, as_json, f"{code} is changed.")
        if not as_json:
            say(*(f"  {f}\n  {f.do}" for f in at.book.findings if code in str(f)))


def _choice(cls: type[E], text: str, what: str) -> E:
    try:
        return cls(text.casefold())
    except ValueError:
        raise UsageError(f"There is no such {what}.", f"One of: {', '.join(str(e.value) for e in cls)}.") from None


@app.command()
def merge(
    case: Path = CASE,
    codes: list[str] = typer.Argument(None, metavar="[P-0001 …]", help="Codes that are one person."),
    into: str = typer.Option("", metavar="P-0001", help="The code that stays."),
    part: bool = typer.Option(False, "--part", help="Take the merge back that made this code an alias."),
    report_: str = typer.Option("", "--report", metavar="Q-0001", help="Move one report to another person."),
    to: str = typer.Option("", "--to", metavar="P-0001", help="With --report: to whom; left out, to a new person."),
    because: str = BECAUSE,
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Join codes that are one person, part them again, or move a report. Nothing is lost; each can be taken back.
    Without codes: lists reports that may be about one person.

    [bold]Examples:[/bold]
      antigone named merge almaty
      antigone named merge almaty P-0003 --into P-0001 --because "same birth certificate"
      antigone named merge almaty P-0003 --part --because "two sisters"
      antigone named merge almaty --report Q-0004 --because "about a cousin of the same name"
    """
    from antigone.named import services

    with desk(case, by, passphrase_file, read_only=not (codes or report_)) as at:
        if report_:
            drafts = services.file_under(at, report_, to, because)
            write(at, drafts, {"report": report_}, as_json, f"{report_} is filed anew.")
            say(f"It is now about {at.book.reports[report_].person}.") if not as_json else None
        elif not codes:
            _doubles(at, as_json)
        elif part:
            drafts = [d for code in codes for d in services.part(at, code, because)]
            write(at, drafts, {"parted": codes}, as_json, f"{', '.join(codes)}: parted again.")
        else:
            drafts = services.merge(at, codes, into, because)
            write(at, drafts, {"merged": codes, "into": into}, as_json, f"{', '.join(codes)}: now {into}.")


def _doubles(at: Desk, as_json: bool) -> None:
    from antigone.named.services import doubles

    found = doubles(at)
    who = {q: r.person for q, r in at.book.reports.items()}
    if as_json:
        print_json({"may_be_the_same": [
            {"reports": [a.one, a.other], "persons": [who[a.one], who[a.other]], "score": a.score, "doubt": a.doubt}
            for a in found
        ]})  # fmt: skip
        return
    for a in found:
        say(f"{who[a.one]} and {who[a.other]} ({a.one}, {a.other}): {a.score:.2f} alike; doubt: {a.doubt}")
    if not found:
        say("No two reports look as if they were about one person.")


@app.command()
def family(
    case: Path = CASE,
    members: list[str] = typer.Option([], "--member", metavar="ID:SEX[:FATHER:MOTHER]", help="Once for each member."),
    missing: list[str] = typer.Option([], "--missing", metavar="P-0001", help="Who is sought; once for each."),
    code: str = typer.Option("", "--family", metavar="F-0001", help="Draw this family anew."),
    liaison: str = typer.Option("", help="Who speaks with the family."),
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Draw a family as a pedigree of codes. Parents who are not otherwise known go by x1, x2 …

    Somebody can be missing in one family and a reference in another.

    [bold]Example:[/bold]  antigone named family almaty --member P-0002:M --member P-0003:F --member P-0001:F:P-0002:P-0003 --missing P-0001
    """  # noqa: E501
    from antigone.named.family import Member
    from antigone.named.services import draw_family

    drawn = []
    for text in members:
        id, sex, father, mother, twin = [*text.split(":"), "", "", "", ""][:5]
        drawn.append(Member(id, father, mother, _sex(sex or "?"), twin))
    with desk(case, by) as at:
        made, drafts = draw_family(at, drawn, missing, code, liaison)
        sought = ", ".join(missing) or "nobody"
        lines = (f"Family {made}: {len(drawn)} members, {sought} missing.", "", _drawing(drafts[0].body["family"]))
        write(at, drafts, {"family": made, "members": [m.id for m in drawn], "missing": missing}, as_json, *lines)


def _drawing(body: Any) -> str:
    from antigone.found.body import from_body
    from antigone.named.family import Family
    from antigone.named.kinship.text_drawing import draw_text

    made = from_body(Family, body)
    return draw_text(made.pedigree(), missing=made.missing)


@app.command()
def sample(
    case: Path = CASE,
    of: str = typer.Option(..., "--of", metavar="CODE", help="P-0001, or any number of the remains."),
    kind: str = typer.Option("reference", help="reference (a relative's), direct (the missing person's own), remains."),
    for_: list[str] = typer.Option([], "--for", metavar="F-0001", help="Families it was given for, and no other."),
    material: str = typer.Option("", help="e.g. buccal swab, femur."),
    laboratory: str = typer.Option("", help="Where it goes."),
    number: str = typer.Option("", help="The laboratory's own number."),
    code: str = typer.Option("", "--code", metavar="S-0001", help="Of the sample, where the register has one."),
    agreed: bool = typer.Option(False, "--consent", help="The donor agreed to its use for identification."),
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Enter a sample. A relative's is compared only with consent, and only for the families it was given for.

    [bold]Examples:[/bold]
      antigone named sample almaty --of P-0002 --for F-0001 --material "buccal swab" --consent
      antigone named sample almaty --of 007-K2M --kind remains --material femur
    """
    from antigone.named.consent import LABORATORY, Purpose
    from antigone.named.sample import Sample, SampleKind
    from antigone.named.services import give_sample

    sort = _choice(SampleKind, kind, "kind of sample")
    with desk(case, by) as at:
        wanted = Sample(code, of, sort, tuple(for_), material, by, laboratory, number)
        made, drafts = give_sample(at, wanted, agreed)
        lines = [f"Sample {made} of {at.book.whole(of)}."]
        if sort is SampleKind.REFERENCE and not agreed and not at.agreed(of, LABORATORY, Purpose.IDENTIFICATION):
            lines.append(f"  It is not used before {of} agrees: antigone named consent {case} {of} --to laboratory")
        lines.append(f"  Next: antigone named profile {case} --sample {made} FILE")
        write(at, drafts, {"sample": made, "of": of}, as_json, *lines)


@app.command()
def profile(
    case: Path = CASE,
    file: Path = typer.Argument(..., metavar="FILE", help="Table of genotypes, GeneMapper or GENis export, CMF."),
    sample_: str = typer.Option("", "--sample", metavar="S-0001", help="Whose it is, where the file holds one."),
    kit: str = typer.Option("", help="e.g. GlobalFiler."),
    laboratory: str = typer.Option("", help="Who typed it."),
    dropout: str = typer.Option("", metavar="RATE", help="Probability that one allele is not seen, e.g. 0.05."),
    dropin: str = typer.Option("", metavar="RATE", help="Rate of alleles seen that are not there."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Enter DNA profiles from a file; every sample of the file goes by the code of its sample. Alleles are sealed.

    [bold]Examples:[/bold]
      antigone named profile almaty plate7.csv
      antigone named profile almaty femur.csv --sample S-0009 --dropout 0.05
    """
    from antigone.formats.kinship_files import format_of, read_kinship
    from antigone.named.sample import ProfileRecord
    from antigone.named.services import enter_profile

    data, findings = read_kinship(file, format_of(file))
    typed = {id: calls for group in data.groups for id, calls in group.profiles.items()}
    if sample_ and len(typed) != 1:
        raise UsageError(f"{file.name} holds {len(typed)} profiles.", "Leave --sample out and name them in the file.")
    with desk(case, by, passphrase_file) as at:
        known = {s.number: s.id for s in at.book.samples.values() if s.number} | {s: s for s in at.book.samples}
        drafts, made, strange = [], [], 0
        for id, calls in typed.items():
            owner = sample_ or known.get(id, "")
            if not owner:
                strange += 1
                continue
            record = ProfileRecord("", owner, kit, laboratory, "", 0, dropout, dropin)
            code, new = enter_profile(at, record, calls)
            drafts += new
            made.append({"profile": code, "sample": owner, "markers": len(calls)})
        lines = [f"{m['profile']} of sample {m['sample']}: {m['markers']} markers." for m in made]
        if strange:
            lines.append(f"{strange} profiles in {file.name} are of no sample here and stay out: enter their samples.")
        result = {"profiles": made, "left_out": strange, "findings": [f.as_json() for f in findings]}
        write(at, drafts, result, as_json, *lines)


@app.command()
def consent(
    case: Path = CASE,
    who: str = typer.Argument(..., metavar="CODE", help="I-0001 or P-0001."),
    to: list[str] = typer.Option(["laboratory"], "--to", metavar="RECIPIENT", help="For whom; * in a withdrawal: all."),
    purposes: list[str] = typer.Option(["identification"], "--purpose", help="identification, kin check, contact, …"),
    withdrawn: bool = typer.Option(False, "--withdraw", help="They take it back."),
    witness: str = typer.Option("", help="Who took it down."),
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record what somebody agrees to, for whom and what for; or that they take it back.

    [bold]Examples:[/bold]
      antigone named consent almaty P-0002 --to laboratory --purpose identification
      antigone named consent almaty I-0001 --to "family liaison" --purpose contact
      antigone named consent almaty P-0002 --withdraw --to "*"
    """
    from antigone.named import services
    from antigone.named.consent import Purpose

    chosen = [_choice(Purpose, text, "purpose") for text in purposes]
    with desk(case, by) as at:
        drafts = services.consent(at, who, to, chosen, not withdrawn, witness)
        verb = "takes it back from" if withdrawn else "agrees, for"
        result = {"by": who, "to": to, "given": not withdrawn, "purposes": [p.value for p in chosen]}
        write(at, drafts, result, as_json, f"{who} {verb} {', '.join(to)}: {', '.join(p.value for p in chosen)}.")


@app.command()
def wishes(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="F-0001", help="The family."),
    wish: str = typer.Argument(..., help="now, wait or each."),
    person_: str = typer.Option("", "--person", metavar="P-0001", help="For one of its missing only."),
    because: str = BECAUSE,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record when a family wants to hear, and to have remains returned: now, when there is more, or for each part.

    Nobody is told anything before the board has established it, whatever is wished.

    [bold]Example:[/bold]  antigone named wishes almaty F-0001 wait
    """
    from antigone.named import services
    from antigone.named.family import Wish

    words = {"now": Wish.NOW, "wait": Wish.WAIT, "each": Wish.EACH}
    if wish not in words:
        raise UsageError("There is no such wish.", f"One of: {', '.join(words)}.")
    with desk(case, by) as at:
        drafts = services.wish(at, code, words[wish], person_, by, because)
        result = {"family": code, "person": person_, "wish": words[wish].value}
        write(at, drafts, result, as_json, f"{code} wishes: {words[wish].value}.")


app.command()(named_work.evidence)
app.command()(named_work.match)
app.command()(named_work.compare)
app.command()(named_board.decide)
app.command()(named_board.sign)
app.command()(named_board.agenda)
app.command()(named_board.notify)
app.command()(named_board.release)
app.command()(named_board.recall)
app.command("list")(named_show.list_)
app.command()(named_show.show)
register_io.add_to_named(app)
