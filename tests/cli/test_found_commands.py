"""The register from the command line: a clerk's week, every output free of names of relatives and exact positions."""

import json
import shlex

import pytest

from antigone.cli.main import main

SECRETS = ("12.345678", "7.654321", "345678", "Ana Example")


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    seen = []

    def run(line, code=0):
        ended = 0
        try:
            main(shlex.split(line))
        except SystemExit as end:
            ended = end.code or 0
        out, err = capsys.readouterr()
        seen.append((line, out + err))
        assert ended == code, (line, out, err)
        return " ".join((out + err).split())

    def data(line, code=0):
        run(line + " --json", code)
        return json.loads(seen[-1][1])

    run.json, run.seen = data, seen
    return run


@pytest.fixture
def week(call):
    """A week: sites, bodies, a removal without numbers, a release to a relative, a transfer."""
    call("init port --by 'A. Clerk'")
    call("found site port morgue-1 --type morgue --keeper 'City Morgue'")
    call("found site port lab --type laboratory")
    call("found site port field --type 'primary grave' --position 12.345678,7.654321 --publication area")
    call("found site port field --feature grave-1 --contents 'several bodies' --opened 2024-05-04")
    call.codes = call.json("found remains port --count 6 --received-at morgue-1 --on 2024-05-02")["codes"]
    c = call.codes
    call("found custody port stolen --count 2 --from morgue-1 --on 2024-05-03")
    call(f"found custody port released {c[0]} --from morgue-1 --on 2024-05-04 --relative 'P-1=Ana Example'")
    call(f"found custody port 'transferred out' {c[1]} --from morgue-1 --to lab --on 2024-05-04")
    call(f"found label port {c[2]} M-17 --kind morgue")
    call(f"found examine port {c[2]} --id X1 --item 32='170 cm' --no-data 36 --blank 54")
    call(f"found sample port {c[2]} --id S1 --material femur")
    call("found sample port S1 --id S1-a --outcome partial")
    return call


def test_the_books_of_a_week(week):
    made = week.json("found balance port --as-of 2024-05-05")
    rows = {row["place"] or row["sink"]: row for row in made["rows"]}
    assert (rows["morgue-1"]["stock"], rows["morgue-1"]["stock_stated"]) == (4, 2)
    assert made["total"] == made["found"] == 6
    assert made["variances"][0]["difference"] == 2
    assert "variance: stolen" in week("found balance port --flows")
    assert week.json("found unaccounted port")["unaccounted"][0]["reason"] is None
    week(f"found unaccounted port {made['variances'][0]['event'][:12]} --reason 'burial site undisclosed'")
    assert "burial site undisclosed" in week("found unaccounted port")


def test_a_scan_says_what_and_where_and_whether_it_is_here(week):
    assert "It should be in morgue-1 (City Morgue), since 2024-05-02." in week("scan port M-17")
    assert "It should not be here (lab)." in week("scan port M-17 --at lab")
    assert week.json("scan port M-17 --at morgue-1")["right_place"] is True
    assert "on its way to lab" in week(f"scan port {week.codes[1]}")
    assert "Nothing in this case has the number" in week("scan port XYZ", 6)


def test_a_scan_left_open_answers_line_by_line_and_sees_what_others_book(week, monkeypatch):
    import io
    from pathlib import Path

    from antigone.cli.found_scan import scan

    code = week.codes[3]
    week(f"found custody port moved {code} --from morgue-1 --to lab --on 2024-05-05")

    class Scanner(io.StringIO):
        """Between the second line and the third somebody else books a move."""

        def readline(self, *_):
            line = super().readline()
            if line.startswith("XYZ"):
                week(f"found custody port moved {code} --from lab --to morgue-1 --on 2024-05-06")
            return line

    answers = []
    monkeypatch.setattr("sys.stdin", Scanner(f"{code}\n\nXYZ\n{code}\n"))
    monkeypatch.setattr("antigone.cli.found_scan._line", answers.append)
    scan(Path("port"), "", "lab", True)
    first, unknown, second = answers
    assert (first["place"], first["right_place"]) == ("lab", True)
    assert "Nothing in this case" in unknown["error"]
    assert unknown["do"]
    assert (second["place"], second["right_place"]) == ("morgue-1", False)
    card = week.json("found show port M-17")
    assert (card["samples"][0]["id"], card["examinations"][0]["id"]) == ("S1", "X1")


def test_five_come_back_and_one_is_known(week):
    back = week.json("found remains port --count 2 --recovered-to morgue-1 --site field --on 2024-05-10")["codes"]
    event = week.json("found balance port")["variances"][0]["event"]
    done = f"found associate port {back[0]} {week.codes[3]} --kind 'same body' --resolves {event[:12]} --basis tag"
    week(done)
    made = week.json("found balance port")
    assert made["variances"][0]["difference"] == 1
    assert f"same as: {week.codes[3]}" in week(f"scan port {back[0]}")
    week(f"found associate port A-{back[0]}-{week.codes[3]} --undo --because 'the wound differs'")
    assert "same as" not in week(f"scan port {back[0]}")


def test_what_the_book_speaks_against_is_refused_and_can_be_booked_anyway(week):
    line = f"found custody port moved {week.codes[0]} --from morgue-1 --to lab --on 2024-05-06"
    assert "with its family" in week(line, 2)
    week(line + " --anyway")
    assert "found.moved_after_leaving" in [f["code"] for f in week.json("found list port findings")["findings"]]
    taken = next(e["event"] for e in week.json("found list port custody")["custody"] if e["type"] == "moved")
    week(f"found custody port --take-back {taken} --because 'wrong tag'")
    assert "found.moved_after_leaving" not in [f["code"] for f in week.json("findings port")["findings"]]


def test_counting_and_closing(week):
    c = week.codes
    week(f"found count port morgue-1 {c[2]} {c[3]} --complete --on 2024-05-06")
    assert "should be in morgue-1 and was not there" in week("found list port findings")
    assert "still holds" in week("found close port morgue-1 --on 2024-05-07", 2)
    assert "A count is of a day" in week("found count port morgue-1", 2)


def test_minimum_numbers_from_a_case_and_from_figures(week):
    assert "No paired elements" in week("found mni port")
    week("found remains port --kind bone --element femur --side left --count 2 --recovered-to lab")
    assert "too few" in week("found mni port --element femur")
    made = week.json("found mni --left 40 --right 35 --pairs 30")["elements"]["elements"]
    assert (made["mni"], made["gmt"], made["li"], made["mlni"], made["se"]) == (40, 45, 46.67, 46.61, 1.55)


def test_figures_of_statements_are_set_against_the_register(week, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "places.csv").write_text("id,name,parent,kind\nport,Port,,city\n", encoding="utf-8")
    (tmp_path / "tables" / "statements.csv").write_text(
        "id,said_on,speaker,publisher,unit,low,high,best,modifier,place\n"
        "S1,2024-05-03,An Office,A Paper,bodies_received,5,5,5,exact,port\n",
        encoding="utf-8",
    )
    week("import port tables")
    (figure,) = week.json("found check port")["figures"]
    assert (figure["numbered"], figure["difference"]) == (6, 1)
    assert "differs by +1" in week("found check port")
    account = week.json("account port")
    assert any("register:" in id for p in account["propositions"] for id in p["binding"]["least"])


def test_numbers_and_voids(week):
    week("found label port --allot 500 --to " + "ab" * 32)
    assert len(week.json("found list port blocks")["blocks"]) == 2
    from antigone.found.label import short_code

    week(f"found label port --void {short_code(50)} --because torn")
    assert "void" in week(f"scan port {short_code(50)}")
    assert "is in use" in week(f"found label port --void {week.codes[0]} --because torn", 2)


@pytest.mark.parametrize("what", ["sites", "remains", "labels", "custody", "associations", "individuals", "blocks"])
def test_every_list_prints(week, what):
    assert what in week.json(f"found list port {what}")
    week(f"found list port {what}")


def test_an_empty_register_says_what_to_do_next(call):
    call("init port --by 'A. Clerk'")
    assert "antigone found site" in call("found balance port")
    assert "There are no remains yet" in call("found list port")
    assert "Everything" in call("found unaccounted port")


@pytest.mark.parametrize(
    ("line", "code"),
    [("found list port ghosts", 2), ("found site port x", 2), ("found site port x --type palace", 2),
     ("found site port x --type morgue --position 95,3", 3), ("found custody port flown", 2), ("found label port", 2),
     ("found custody port moved 000-000 --to lab", 6), ("found mni", 2),
     ("found examine port 000-001 --id x --item 3", 2),
     ("found remains port --received-at nowhere", 2), ("found balance nowhere", 4)],
)  # fmt: skip
def test_what_makes_no_sense_is_answered_in_a_sentence(week, line, code):
    assert "antigone:" in week(line, code)


def test_no_output_holds_a_relatives_name_or_an_exact_position(week):
    for line in (
        "found balance port", "found list port sites", "found list port remains", "found list port custody",
        "found list port findings", "found unaccounted port", f"found show port {week.codes[0]}", "found check port",
        f"scan port {week.codes[0]}", "findings port", "account port", "log port",
    ):  # fmt: skip
        week(line)
        if line != "log port":
            week.json(line)
    week("export port out.antigone")
    assert all(secret not in text for line, text in week.seen for secret in SECRETS)
