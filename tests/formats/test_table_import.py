"""Tables into a case: good rows enter, each bad row says where and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.account.caseevents import Entries, fold_entries
from antigone.account.casefold import fold
from antigone.core.errors import CaseError, InputError, NotFoundError, UsageError
from antigone.core.finding import Severity
from antigone.formats.case_import import import_tables, retract_entry, undo_import
from antigone.formats.table_import import plan, read_tables, table_files
from antigone.record.case import Case

STATEMENTS = """id,said_on,speaker,unit,low,high,best,modifier,place,group,stance,part_of,refers_to,relation,note
C1,2030-05-01,Ana Vell,killed,10,10,10,exact,port,all,asserts,,,,first
C2,2030-05-02,Ana Vell,killed,12,,,at_least,port,all,asserts,,C1,supersedes,
C3,2030-05-02,Radio Quay,killed,12,,,at_least,port,all,asserts,,C2,repeats,partition=ward; by phone
"""
PLACES = "id,name,parent,kind\nland,Land,,country\nport,Port,land,city\n"
GROUPS = "id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\nguards,guards,all,yes\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "tables"
    made.mkdir()
    write(made, statements=STATEMENTS, places=PLACES, groups=GROUPS)
    return made


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case", "Port", by="tester") as made:
        yield made


def write(folder, **tables):
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def codes(made, severity=None):
    return [f.code for f in made.findings if severity is None or f.severity is severity]


def planned(folder):
    return plan(read_tables(table_files(folder)), Entries())


def test_good_rows_enter_with_their_own_ids(case, folder):
    done = import_tables(case, folder)
    book = fold(case.events()).book
    assert list(book.claims) == ["C1", "C2", "C3"]
    assert book.claims["C2"].refers_to == "C1"
    assert (book.claims["C3"].partition, book.claims["C3"].note) == ("ward", "by phone")
    assert str(book.claims["C1"].as_of) == "2030-05-01"
    assert book.places["port"].parent == "land"
    assert done.plan.kept_out() == 0


def test_importing_twice_adds_nothing_twice(case, folder):
    import_tables(case, folder)
    size = case.size
    again = import_tables(case, folder)
    assert case.size == size
    assert again.plan.unchanged == 7
    assert again.label == ""


def test_a_renamed_file_and_other_columns_order_add_nothing(case, folder):
    import_tables(case, folder)
    size = case.size
    (folder / "places.csv").write_text("kind,parent,name,id\ncity,land,Port,port\ncountry,,Land,land\n")
    (folder / "statements.csv").rename(folder / "said.csv")
    import_tables(case, folder)
    assert case.size == size


def test_a_changed_row_corrects_and_says_what_changed(case, folder):
    import_tables(case, folder)
    write(
        folder,
        statements=STATEMENTS.replace(
            "C1,2030-05-01,Ana Vell,killed,10,10,10", "C1,2030-05-01,Ana Vell,killed,11,11,11"
        ),
    )
    done = import_tables(case, folder)
    entry = fold_entries(case.events()).standing["claim", "C1"]
    assert (entry.body["low"], entry.reason) == (11, "imported again with another value")
    assert len(entry.earlier) == 1
    assert "low 10 → 11" in done.plan.findings[0].sentence
    assert fold(case.events()).book.claims["C1"].low == 11


def test_a_dry_run_writes_nothing_and_says_the_same(case, folder):
    size = case.size
    dry = import_tables(case, folder, dry_run=True).as_json()
    assert case.size == size
    wet = import_tables(case, folder).as_json()
    assert {k: v for k, v in dry.items() if k not in ("import", "dry_run")} == {
        k: v for k, v in wet.items() if k not in ("import", "dry_run")
    }


def test_an_undone_import_leaves_nothing_and_deletes_nothing(case, folder):
    import_tables(case, folder)
    size = case.size
    undo_import(case, "last", "the wrong folder")
    assert fold_entries(case.events()).standing == {}
    assert case.size == size + 1
    import_tables(case, folder)
    assert len(fold_entries(case.events()).standing) == 7


def test_undoing_a_correction_gives_back_what_it_corrected(case, folder):
    import_tables(case, folder)
    write(folder, statements=STATEMENTS.replace(",10,10,10,", ",11,11,11,"))
    import_tables(case, folder)
    undo_import(case, "last", "the old value was right")
    assert fold(case.events()).book.claims["C1"].low == 10


def test_a_row_taken_back_is_not_brought_in_again_unless_asked(case, folder):
    import_tables(case, folder)
    retract_entry(case, "C3", "never said")
    done = import_tables(case, folder)
    assert "C3" not in fold(case.events()).book.claims
    assert "table.taken_back" in codes(done.plan)
    import_tables(case, folder, again=True)
    assert "C3" in fold(case.events()).book.claims


def test_what_is_taken_back_must_be_there_and_be_one_thing(case, folder):
    import_tables(case, folder)
    with pytest.raises(NotFoundError):
        retract_entry(case, "C99", "x")
    write(folder, documents="id,publisher,url\nC1,Quay News,https://example.org/1\n")
    import_tables(case, folder)
    with pytest.raises(UsageError, match="Several"):
        retract_entry(case, "C1", "x")
    assert retract_entry(case, "document:C1", "x").noun == "document"
    with pytest.raises(NotFoundError):
        undo_import(case, "nosuch", "x")


BAD_ROWS = {
    "low above high": ("X1,2030-05-01,,killed,50,41,,,port,all,,,,,", "table.low_above_high", "low"),
    "no such date": ("X1,2030-02-30,,killed,1,1,,,port,all,,,,,", "table.no_such_date", "said_on"),
    "no whole number": ("X1,2030-05-01,,killed,12.5,,,,port,all,,,,,", "table.not_whole", "low"),
    "a negative": ("X1,2030-05-01,,killed,-3,,,,port,all,,,,,", "table.not_whole", "low"),
    "a letter O": ("X1,2030-05-01,,killed,1O,,,,port,all,,,,,", "table.not_whole", "low"),
    "unknown unit": ("X1,2030-05-01,,kiled,1,1,,,port,all,,,,,", "table.unknown_reference", "unit"),
    "unknown place": ("X1,2030-05-01,,killed,1,1,,,prot,all,,,,,", "table.unknown_reference", "place"),
    "unknown group": ("X1,2030-05-01,,killed,1,1,,,port,elves,,,,,", "table.unknown_reference", "group"),
    "unknown stance": ("X1,2030-05-01,,killed,1,1,,,port,all,claims,,,,", "table.not_a_choice", "stance"),
    "unknown relation": ("X1,2030-05-01,,killed,1,1,,,port,all,,,C1,echoes,", "table.not_a_choice", "relation"),
    "relation alone": ("X1,2030-05-01,,killed,1,1,,,port,all,,,,repeats,", "table.relation_alone", "relation"),
    "best outside": ("X1,2030-05-01,,killed,41,49,60,,port,all,,,,,", "table.best_outside", "best"),
    "no id": (",2030-05-01,,killed,1,1,,,port,all,,,,,", "table.required", "id"),
    "part of itself": ("X1,2030-05-01,,killed,1,1,,,port,all,,X1,,,", "table.link_loop", "part_of"),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_a_bad_row_stays_out_alone_and_says_why(case, folder, what):
    row, code, column = BAD_ROWS[what]
    write(folder, statements=STATEMENTS + row + "\n")
    done = import_tables(case, folder)
    wrong = [f for f in done.plan.findings if f.severity is Severity.ERROR]
    assert [(f.code, f.file, f.row, f.column) for f in wrong] == [(code, "statements.csv", 5, column)]
    assert wrong[0].kind.do
    assert list(fold(case.events()).book.claims) == ["C1", "C2", "C3"]


def test_a_misspelt_place_is_guessed_at_and_not_used(folder):
    write(folder, statements=STATEMENTS.replace(",port,all,asserts,,,,first", ",prot,all,asserts,,,,first"))
    found = [f for f in planned(folder).findings if f.code == "table.unknown_reference"]
    assert [f.do for f in found] == ["Add it to the table of places, or correct the spelling. Did you mean 'port'?"]


def test_places_that_lie_in_each_other_stay_out_with_what_rests_on_them(folder):
    write(folder, places="id,name,parent,kind\nland,Land,port,country\nport,Port,land,city\nisle,Isle,,x\n")
    made = planned(folder)
    assert codes(made, Severity.ERROR).count("table.cycle") == 2
    assert codes(made, Severity.ERROR).count("table.reference_kept_out") == 3
    assert {entry.key for entry in made.added} == {"isle", "all", "guards"}


def test_a_cycle_with_what_stands_in_the_case_is_seen(case, folder):
    import_tables(case, folder)
    write(folder, places="id,name,parent,kind\nland,Land,port,country\nport,Port,land,city\n")
    done = import_tables(case, folder)
    assert "table.cycle" in codes(done.plan)
    assert fold(case.events()).book.places["land"].parent is None


def test_one_id_twice_counts_once(folder):
    write(folder, statements=STATEMENTS + "C1,2030-05-09,Other,killed,99,99,99,exact,port,all,asserts,,,,\n")
    write(folder, more=STATEMENTS)
    made = planned(folder)
    assert codes(made, Severity.ERROR) == ["table.id_twice"]
    assert codes(made).count("table.row_twice") == 3
    assert next(e for e in made.added if e.key == "C1").body["low"] == 10


def test_a_link_that_leads_nowhere_is_kept_and_not_used_until_it_can(case, folder):
    write(folder, statements=STATEMENTS.replace("C2,repeats", "C9,repeats"))
    done = import_tables(case, folder)
    assert codes(done.plan, Severity.WARNING) == ["table.dangling_link"]
    folded = fold(case.events())
    assert folded.book.claims["C3"].refers_to is None
    assert [f.code for f in folded.findings] == ["case.link_missing"]
    write(
        folder,
        later=STATEMENTS.splitlines()[0] + "\nC9,2030-05-02,Ana Vell,killed,12,,,at_least,port,all,asserts,,,,\n",
    )
    import_tables(case, folder)
    assert fold(case.events()).book.claims["C3"].refers_to == "C9"


def test_a_statement_whose_place_was_taken_back_leaves_the_account_with_a_word(case, folder):
    import_tables(case, folder)
    retract_entry(case, "place:port", "not a place")
    folded = fold(case.events())
    assert folded.book.claims == {}
    assert {f.code for f in folded.findings} == {"case.reference_missing"}


def test_a_table_is_known_by_its_header_not_by_its_name(folder):
    (folder / "statements.csv").rename(folder / "x1.csv")
    (folder / "places.csv").rename(folder / "statements.csv")
    made = planned(folder)
    assert {(table.name, kind.name) for table, kind in made.tables} == {
        ("groups.csv", "groups"),
        ("statements.csv", "places"),
        ("x1.csv", "statements"),
    }


def test_other_columns_are_kept_with_the_row(case, folder):
    write(folder, places="id,name,parent,kind,colour\nland,Land,,country,green\nport,Port,land,city,\n")
    done = import_tables(case, folder)
    assert codes(done.plan) == ["table.extra_columns"]
    assert fold_entries(case.events()).standing["place", "land"].extra == {"colour": "green"}


def test_a_table_of_nothing_known_is_named(folder):
    write(folder, colours="colour,size\nred,2\n")
    assert [(f.code, f.file) for f in planned(folder).findings] == [("table.kind_unknown", "colours.csv")]


def test_a_folder_without_tables_is_an_error(tmp_path):
    with pytest.raises(InputError, match="holds no"):
        table_files(tmp_path)
    with pytest.raises(InputError, match="no file or folder"):
        table_files(tmp_path / "nothing")


def test_only_a_figure_and_a_word_give_bounds(folder):
    write(
        folder,
        statements="id,unit,best,modifier,place,said_on\nA,killed,41,,port,2030\nB,killed,41,at_least,port,2030\nC,killed,41,about,port,2030\nD,killed,41,more_than,port,2030\n",
    )
    bodies = {
        e.key: (e.body.get("low"), e.body.get("high"), e.body.get("best"))
        for e in planned(folder).added
        if e.kind.noun == "claim"
    }
    assert bodies == {"A": (41, 41, 41), "B": (41, None, 41), "C": (None, None, 41), "D": (42, None, 41)}


def test_figures_that_do_not_fit_their_word_are_doubted(folder):
    write(
        folder,
        statements=STATEMENTS.replace("12,,,at_least,port,all,asserts,,C1", "12,12,,at_least,port,all,asserts,,C1"),
    )
    assert codes(planned(folder), Severity.WARNING) == ["table.figure_against_word"]


def test_nothing_is_half_entered_where_the_case_cannot_be_written(case, folder, monkeypatch):
    size = case.size
    monkeypatch.setattr(type(case.store), "append", lambda *_: (_ for _ in ()).throw(CaseError("disk full", "")))
    with pytest.raises(CaseError):
        import_tables(case, folder)
    monkeypatch.undo()
    with Case.open(case.path, read_only=True) as again:
        assert again.size == size


CELL = st.sampled_from(
    [
        "",
        "C1",
        "C2",
        "killed",
        "port",
        "land",
        "all",
        "5",
        "7",
        "-1",
        "2030-05-01",
        "2030-13",
        "repeats",
        "yes",
        "exact",
        "x" * 300,
        "é",
        "1e9",
        "99999999999999999",
    ]
)


@given(st.lists(st.lists(CELL, min_size=15, max_size=15), max_size=6))
def test_no_row_breaks_an_import_and_what_enters_can_be_read(rows):
    from antigone.formats.tables import Reading, Row, Table
    from antigone.said.claim_events import claim_from_body

    columns = tuple(STATEMENTS.splitlines()[0].split(","))
    given_rows = tuple(Row(at, dict(zip(columns, row, strict=True))) for at, row in enumerate(rows, 2))
    places = Table(
        "places.csv",
        ("id", "name", "parent", "kind"),
        (Row(2, {"id": "port", "name": "Port", "parent": "", "kind": "x"}),),
        "0" * 64,
    )
    made = plan(Reading([Table("s.csv", columns, given_rows, "1" * 64), places]), Entries())
    for entry in made.added:
        if entry.kind.noun == "claim":
            assert claim_from_body(entry.body).id == entry.key
    for finding in made.findings:
        assert finding.sentence


def test_a_change_made_in_the_case_survives_the_same_table(case, folder):
    from antigone.record.event import Draft

    import_tables(case, folder)
    entry = fold_entries(case.events()).standing["claim", "C1"]
    edited = {"claim": {**entry.body, "low": 9}}
    case.append([Draft("claim.edited", edited, corrects=entry.event, reason="heard again")])
    done = import_tables(case, folder)
    assert codes(done.plan) == ["table.edited_since"]
    assert fold(case.events()).book.claims["C1"].low == 9
    import_tables(case, folder, again=True)
    assert fold(case.events()).book.claims["C1"].low == 10


def test_the_bytes_of_each_table_are_kept_once_and_named_by_its_entries(case, folder):
    import hashlib

    import_tables(case, folder)
    data = (folder / "statements.csv").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert case.capture(digest) == data
    events = list(case.events())
    assert {event.source for event in events if event.kind == "claim.accepted"} == {digest}
    assert sum(event.kind == "capture.kept" for event in events) == 3
    assert case.verify().ok
