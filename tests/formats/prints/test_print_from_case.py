"""Prints filled from a case, on the command line, with names sealed unless they are asked for."""

import io
import json
import re
from pathlib import Path

import pypdf
import pytest

from antigone.cli.main import main
from antigone.formats.prints.catalogue import PRINTS
from antigone.formats.prints.filling.fill import fill
from antigone.formats.prints.filling.source import Source
from antigone.formats.prints.language import LANGUAGES
from antigone.formats.prints.render import Printed, Setting, render
from antigone.formats.prints.values import Absent, Code, Personal
from antigone.found.label import code_of
from antigone.record.case import Case
from formats.prints.print_world import NAME, SECRETS, build

OF_THE_BODY = ("labels", "recovery", "pm-form", "sample-manifest", "comparison")


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
    return text_of((folder / "print.pdf").read_bytes())


def text_of(pdf: bytes) -> str:
    return "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def asked(what: str, ids: dict[str, str]) -> list[str]:
    """The ids on the command line: `=S-2` as it stands, `body` out of the case."""
    key = WANTED[what][0]
    return [key[1:]] if key.startswith("=") else [ids[key]] if key else []


WANTED = {
    "labels": ("", "{body}"),
    "recovery": ("body", "Lower terrace"),
    "grave-log": ("=S-2", "G-1"),
    "intake-book": ("=M-1", "Cold store"),
    "transfer-note": ("=TN-1", "The paper says 4; 3 are listed."),
    "daily-ledger": ("", "Cold store"),
    "missing-body": ("=INC-1", "The lock of the side door was cut."),
    "pm-form": ("body", "165-172 (Trotter 1970)"),
    "sample-manifest": ("=L-1", "T-1"),
    "bone-inventory": ("=S-2", "femur"),
    "site-dossier": ("=S-2", "primary grave"),
    "am-interview": ("report", "withheld"),
    "comparison": ("comparison", "contradicts"),
    "exclusion": ("exclusion", "of 12 markers would exclude"),
    "docket": ("", "Reconciliation docket"),
    "identification": ("decision", "N. Board"),
    "release": ("release", "One part is known and not given."),
    "recall": ("release", "We ask you to keep the remains"),
    "public-table": ("", "Figures for the public"),
}


def test_every_print_has_its_place_here() -> None:
    assert set(WANTED) == {each.key for each in PRINTS}


@pytest.mark.parametrize("what", WANTED)
def test_a_print_is_filled_and_holds_no_name_and_no_position(
    what: str, world: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    path, ids = world
    text = run(tmp_path, str(path), what, *asked(what, ids))
    expected = WANTED[what][1].replace("{body}", code_of(ids["body"]))
    assert expected in " ".join(text.split()) or expected in text
    assert not [secret for secret in SECRETS if secret in text]
    raw = (tmp_path / "print.pdf").read_bytes()
    assert not [secret for secret in SECRETS if secret.encode() in raw]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("what", WANTED)
def test_a_print_is_filled_in_every_language(what: str, language: str, world: tuple[Path, dict[str, str]]) -> None:
    path, ids = world
    with Case.open(path, read_only=True) as case:
        content = fill(what, Source(case), tuple(asked(what, ids)))
    made = render(what, content, Setting(language, case="Example event"))
    text = text_of(made.pdf)
    assert made.shown == 0
    assert made.unseen == ()
    assert not [secret for secret in SECRETS if secret in text]
    drawn = text.replace("\xad", "-")  # one glyph is drawn for both, and the extractor names it by the first
    assert code_of(ids["body"]) in drawn or what not in OF_THE_BODY


def names(world: tuple[Path, dict[str, str]], what: str) -> tuple[str, Printed]:
    """A print with the names in it, for the family liaison."""
    path, ids = world
    with Case.open(path) as case:
        content = fill(what, Source(case, None, "family liaison", "to read it back"), tuple(asked(what, ids)))
    made = render(what, content, Setting(allow=frozenset({Personal.NAME})))
    return " ".join(text_of(made.pdf).split()), made


def test_an_interview_is_filled_from_the_sealed_description(world: tuple[Path, dict[str, str]]) -> None:
    text, made = names(world, "am-interview")
    assert made.withheld == 0
    for value in (NAME, "1987-02-03", "CANARY-ID-55", "Informanta Exemplar", "168 cm", "canary yellow", "fil mo"):
        assert value in text
    assert "S-0001 (P-0002)" in text  # whose samples, by code


def test_an_item_of_a_life_stands_on_the_form_of_a_body_only_where_it_is_asked_for(
    world: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    path, ids = world
    assert "CANARYHIP" not in run(tmp_path, str(path), "pm-form", ids["body"])
    assert "CANARYHIP" in names(world, "pm-form")[0]
    with Case.open(path, read_only=True) as case:
        shown = [e.body["shown"] for e in case.events() if e.kind == "values.shown"]
    assert ["personal"] in [list(s["fields"]) for s in shown if ids["body"] in s["subjects"]]


def test_a_comparison_stands_side_by_side_where_it_was_asked_for(world: tuple[Path, dict[str, str]]) -> None:
    assert "32 stature 168 cm 165-172" in names(world, "comparison")[0]
    plain = run_plain(world, "comparison")
    assert "32 stature withheld withheld may agree" in plain
    assert "165-172" not in plain


def run_plain(world: tuple[Path, dict[str, str]], what: str) -> str:
    path, ids = world
    with Case.open(path, read_only=True) as case:
        made = render(what, fill(what, Source(case), tuple(asked(what, ids))), Setting())
    return " ".join(text_of(made.pdf).split())


def test_a_posterior_is_never_printed_as_certain(world: tuple[Path, dict[str, str]]) -> None:
    assert "> 0.999999" in run_plain(world, "comparison")
    assert "P < 0.000001" in run_plain(world, "exclusion")


def test_no_data_and_blank_and_not_asked_are_three_answers(world: tuple[Path, dict[str, str]]) -> None:
    path, ids = world
    with Case.open(path, read_only=True) as case:
        answers = fill("pm-form", Source(case), (ids["body"],)).answers
        bare = fill("pm-form", Source(case), (ids["other"],))
    assert answers["39"] is Absent.NO_DATA
    assert answers["40"] == ""
    assert answers["41"] is Absent.NOT_ASKED
    assert answers["sex"] == "female"
    assert "41" not in bare.answers  # nobody has examined it: the form is there to be filled in
    assert not bare.filled


def test_what_an_examination_saw_is_drawn(world: tuple[Path, dict[str, str]]) -> None:
    path, ids = world
    with Case.open(path, read_only=True) as case:
        made = fill("pm-form", Source(case), (ids["body"],))
    assert made.teeth == {"16": "fil mo", "36": "sou", "46": "mis"}
    assert made.marks == (("left arm", "tattoo"),)
    assert [row[0] for row in made.clothing] == ["jacket"]
    assert made.bones == {("femur", "left"): "complete"}
    assert [row[0] for row in made.samples] == [Code("T-1")]
    assert "STR profile full" in run_plain(world, "pm-form")


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
    assert (shown[-1]["to"], shown[-1]["purpose"]) == ("family liaison", "handing over")


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
