"""Prints filled from a case, on the command line, with names sealed unless they are asked for."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from antigone.cli.main import main
from antigone.core.when import PartialDate, Period
from antigone.found import services as found
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import draft
from antigone.found.label import code_of
from antigone.found.register import fold
from antigone.found.remains import Remains, RemainsKind, Side
from antigone.found.site import Feature, Geometry, Publication, Site, SiteType
from antigone.named import services as named
from antigone.named.decision import Decision, Signer, Step, StepTaken
from antigone.named.desk import Desk
from antigone.named.family import Family, Member
from antigone.named.handover import release
from antigone.named.release import Identifier, Release
from antigone.record.case import Case

NAME, RECEIVER = "Canarina Exemplar", "Receptora Exemplar"
DAY = Period(PartialDate(2031, 5, 4), PartialDate(2031, 5, 4))
SIGNERS = (Signer("N. Board"), Signer("S. Board"))


def build(path: Path) -> dict[str, str]:
    """A site, a morgue, a body and a bone, a report, a decision and a release of the body alone."""
    with Case.create(path, "Example event", by="D. Sample") as case:
        site = Site("S-2", SiteType("primary grave"), "Lower terrace", publication=Publication.EXACT)
        case.append([
            found.record_site(site, Geometry("12.345678", "98.765432", 10)),
            found.record_site(Site("M-1", SiteType.MORGUE, "Cold store")),
            draft(Feature("G-1", "S-2", "14", PartialDate(2031, 5, 4))),
        ])  # fmt: skip
        writer = case.writer().public
        case.append([found.allot(fold(case.events()), writer)])
        body = Remains("", RemainsKind.BODY, site="S-2", feature="G-1")
        case.append(found.number(fold(case.events()), writer, body))
        bone = replace(body, kind=RemainsKind.BONE, element="femur", side=Side.LEFT)
        case.append(found.number(fold(case.events()), writer, bone))
        units = tuple(sorted(fold(case.events()).remains))
        for kind, ends in (
            (CustodyType.RECOVERED, {"to_place": "S-2"}),
            (CustodyType.MOVED, {"from_place": "S-2", "to_place": "M-1", "reference": "TN-1", "asserted": 3}),
        ):
            event = CustodyEvent(kind, units, **ends)  # type: ignore[arg-type]
            case.append([found.record_custody(fold(case.events()), event, DAY, anyway=True)])
        return {"body": units[0], "bone": units[1], **_people(Desk(case), units)}


def _people(desk: Desk, units: tuple[str, ...]) -> dict[str, str]:
    got = named.receive(desk, named.NewReport({"name": NAME, "birth": "1997"}, {"age": "30-40"}, sex="F"))
    desk.write(got.drafts)
    family = Family("F-0001", (Member(got.person, sex="F"),), (got.person,))
    made = named.draw_family(desk, family.members, family.missing)
    desk.write(made[1])
    decision, drafts = named.decide(desk, Decision("", units, (got.person,), 1, SIGNERS, basis="dental"), "seen")
    desk.write(drafts)
    desk.write(named.step(desk, StepTaken(decision, Step.ESTABLISH, SIGNERS), "agreed"))
    checks = (
        Identifier("label", code_of(units[0])),
        Identifier("person", got.person),
        Identifier("decision", decision),
    )
    wanted = Release("", decision, units[:1], got.person, made[0], got.person, checks, released_by="D. Sample")
    id, drafts = release(desk, wanted, RECEIVER, DAY)
    desk.write(drafts)
    return {"report": got.report, "decision": decision, "release": id, "person": got.person}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("prints") / "case"
    return path, build(path)


def printed(folder: Path, *arguments: str) -> str:
    out = folder / "print.pdf"
    main(["print", *arguments, "--out", str(out)])
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    return re.sub("[\u200b\u2066-\u2069]", "", text)


def run(folder: Path, *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        printed(folder, *arguments)
    assert not ended.value.code
    return "\n".join(p.extract_text() for p in pypdf.PdfReader(folder / "print.pdf").pages)


WANTED = {
    "labels": ("", "{body}"),
    "recovery": ("body", "Lower terrace"),
    "grave-log": ("=S-2", "G-1"),
    "intake-book": ("=M-1", "Cold store"),
    "transfer-note": ("=TN-1", "The paper says 3; 2 are listed."),
    "daily-ledger": ("", "Cold store"),
    "pm-form": ("body", "Example event"),
    "bone-inventory": ("=S-2", "femur"),
    "site-dossier": ("=S-2", "primary grave"),
    "am-interview": ("report", "withheld"),
    "docket": ("", "Reconciliation docket"),
    "identification": ("decision", "N. Board"),
    "release": ("release", "One part is known and not given."),
    "recall": ("release", "We ask you to keep the remains"),
    "public-table": ("", "Figures for the public"),
}


@pytest.mark.parametrize("what", WANTED)
def test_a_print_is_filled_and_holds_no_name_and_no_position(
    what: str, world: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    path, ids = world
    key, expected = WANTED[what]
    given = [key[1:]] if key.startswith("=") else [ids[key]] if key else []
    text = run(tmp_path, str(path), what, *given)
    assert expected.replace("{body}", code_of(ids["body"])) in " ".join(text.split()) or expected in text
    assert not re.search(r"Canarina|Receptora|12\.345|98\.765", text)
    assert not re.search(rb"Canarina|Receptora", (tmp_path / "print.pdf").read_bytes())


def test_names_stand_on_request_and_that_is_written_down(world: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    path, ids = world
    text = run(
        tmp_path,
        str(path),
        "release",
        ids["release"],
        "--names",
        "--for",
        "family liaison",
        "--purpose",
        "handing over",
    )
    assert NAME in text
    with Case.open(path, read_only=True) as case:
        shown = [e.body["shown"] for e in case.events() if e.kind == "values.shown"]
    assert shown
    assert all(s["to"] == "family liaison" and s["purpose"] == "handing over" for s in shown)


def test_names_without_a_purpose_are_refused(
    world: tuple[Path, dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["print", str(world[0]), "release", world[1]["release"], "--names", "--out", str(tmp_path / "x.pdf")])
    assert ended.value.code == 2
    assert "--purpose" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["poster", "--blank"], 2, "There is no print 'poster'"),
        (["recovery"], 2, "filled from a case"),
        (["recovery", "--blank", "--sample"], 2, "not both"),
        (["recovery", "--blank", "--lang", "fr"], 2, "no prints in 'fr'"),
        (["CASE", "site-dossier", "nowhere"], 6, "There is no site 'nowhere'"),
        (["CASE", "release", "L-9999"], 6, "no release of that code"),
        (["CASE", "recovery"], 2, "about one number"),
    ],
)
def test_errors_say_what_to_do(
    arguments: list[str], code: int, says: str, world: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["print", *(str(world[0]) if a == "CASE" else a for a in arguments)])
    assert ended.value.code == code
    assert says in capsys.readouterr().err


def test_the_list_names_every_print(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["print", "--json"])
    rows = json.load(io.StringIO(capsys.readouterr().out))["prints"]
    assert len(rows) == 19
    assert all(row["use"] and row["ids"] for row in rows)
