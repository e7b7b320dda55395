"""Registers in: mapped, compared, entered in one transaction, once; nothing personal in the clear."""

import json

import pytest

from antigone.cli.main import main
from antigone.formats.case_import import undo_import
from antigone.formats.register_import import Options
from antigone.formats.register_sources import import_any
from antigone.found.label import code_of
from antigone.found.register import fold
from antigone.named.book import fold_named
from antigone.record.case import Case

SITES = "id,name,type,lat,lon,publication\nmorgue-1,City morgue,morgue,10.123456,20.654321,local\n"
BOOK = """№;ФИО;Дата поступления;Пол;Возраст;Место обнаружения;Морг;Выдан;Кому выдан;Примечание
1;Придуманов Имя;05.01.2030;м;30-40;дорога;City morgue;07.01.2030;Придуманова Сестра;синяя куртка
2;;06.01.2030;ж;н/д;;morgue-1;;;
3;;07.01.2030;;;;morgue-1;;;
"""
MOVES = """type,date,numbers,count,from,to,reference
stolen,2030-01-08,,2,morgue-1,,night
"""
MISSING = """missing,full name,sex,birth date,last seen,where last seen,informant,phone,relationship,consent,marks
A1,Придуманов Имя,m,1995-03-01,2030-01-04,the square,Придуманова Сестра,+0 000 000,sister,yes,tattoo@left forearm
A2,Вымышленова Анна,f,,2030-01-05,,,,,,n/a
"""


@pytest.fixture
def case(tmp_path):
    made = Case.create(tmp_path / "case", "Invented", by="A. Clerk")
    yield made
    made.close()


def put(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def command(*arguments):
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert not end.value.code


def codes(done):
    return {found.code for found in done.plan.findings}


def test_a_book_in_russian_becomes_numbered_bodies_with_their_custody(case, tmp_path):
    done = import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK, moves=MOVES))
    register = fold(case.events())
    assert len(register.remains) == 3
    one = register.find("1")
    assert register.spot(one).place != "morgue-1"
    assert {e.value.type.value for e in register.custody.values()} == {"received", "returned to family", "stolen"}
    assert done.plan.kept_out() == 0
    assert {"remains", "custody", "sites"} == {source.kind for source in done.sources}


def test_no_data_and_blank_and_not_asked_stay_apart(case, tmp_path):
    import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK))
    register = fold(case.events())
    exam = next(e for e in register.examinations.values() if e.remains == register.find("2"))
    assert exam.answer("31A").answer.value == "no data"
    third = next(e for e in register.examinations.values() if e.remains == register.find("3"))
    assert third.answer("71").answer.value == "blank"
    assert third.answer("32").answer.value == "not asked"


def test_importing_twice_adds_nothing_even_under_another_name(case, tmp_path):
    import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK, moves=MOVES))
    size = case.size
    again = import_any(case, put(tmp_path / "other", places=SITES, register=BOOK, custody_acts=MOVES))
    assert case.size == size
    assert again.plan.is_empty
    assert again.plan.unchanged > 0


def test_a_dry_run_writes_nothing_and_says_the_same(case, tmp_path):
    folder = put(tmp_path / "in", sites=SITES, book=BOOK)
    size = case.size
    dry = import_any(case, folder, options=Options(dry_run=True)).as_json()
    assert case.size == size
    wet = import_any(case, folder).as_json()
    assert dry["added"] == wet["added"]
    assert [f for f in wet["findings"] if f["code"] != "register.no_copy_kept"] == dry["findings"]


def test_a_row_that_changed_corrects_the_old_one(case, tmp_path):
    import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK))
    done = import_any(case, put(tmp_path / "in", book=BOOK.replace("2;;06.01.2030;ж", "2;;06.01.2030;м")))
    assert [new.noun for new, _, _ in done.plan.changed] == ["examination"]
    register = fold(case.events())
    assert len(register.remains) == 3
    exam = next(e for e in register.examinations.values() if e.remains == register.find("2"))
    assert exam.answer("71").value == "M"


def test_a_sealed_value_that_changed_is_seen_without_being_told(case, tmp_path):
    import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK))
    done = import_any(case, put(tmp_path / "in", book=BOOK.replace("Придуманов Имя", "Придуманов Иной")))
    assert [words for _, _, words in done.plan.changed] == ["presumed_name (sealed)"]
    assert "Иной" not in json.dumps(done.as_json(), ensure_ascii=False)


def test_bad_rows_stay_out_and_good_ones_enter(case, tmp_path):
    bad = BOOK.replace("06.01.2030", "32.01.2030").replace("3;;07", ";;07")
    done = import_any(case, put(tmp_path / "in", sites=SITES, book=bad))
    errors = [(f.row, f.column) for f in done.plan.findings if f.severity.value == "error"]
    assert errors == [(3, "дата_поступления"), (4, "№")]
    register = fold(case.events())
    assert len(register.remains) == 1
    assert {unit for e in register.custody.values() for unit in e.value.units} == set(register.remains)


def test_undo_takes_all_of_it_back_and_no_number_is_used_again(case, tmp_path):
    folder = put(tmp_path / "in", sites=SITES, book=BOOK)
    import_any(case, folder)
    before = set(fold(case.events()).remains)
    undo_import(case, "last", "wrong file")
    assert not fold(case.events()).remains
    import_any(case, folder)
    after = set(fold(case.events()).remains)
    assert len(after) == 3
    assert not after & before


def test_a_row_taken_back_stays_out_until_asked_for(case, tmp_path):
    folder = put(tmp_path / "in", sites=SITES, moves=MOVES)
    import_any(case, folder)
    event = next(iter(fold(case.events()).custody.values()))
    from antigone.found.events import taking_back

    case.append([taking_back(event.id, "seen twice")])
    assert "register.taken_back" in codes(import_any(case, folder))
    assert not fold(case.events()).custody
    import_any(case, folder, options=Options(again=True))
    assert len(fold(case.events()).custody) == 1


def test_a_mapping_is_saved_and_used_for_the_next_table_of_its_kind(case, tmp_path):
    odd = "a,b,c\n17,2030-01-05,City morgue\n"
    told = Options(kind="remains", columns=("number=a", "received=b", "place=c"))
    import_any(case, put(tmp_path / "in", sites=SITES))
    import_any(case, put(tmp_path / "one", odd=odd), options=told)
    done = import_any(case, put(tmp_path / "two", other=odd.replace("17", "18")))
    assert done.plan.kept_out() == 0
    assert len(fold(case.events()).remains) == 2


def test_american_dates_are_told_by_the_table_itself(case, tmp_path):
    table = "number,received,place\n1,01/05/2030,City morgue\n2,01/25/2030,City morgue\n"
    import_any(case, put(tmp_path / "in", sites=SITES, book=table))
    days = {str(e.event.occurred.start) for e in fold(case.events()).custody.values()}
    assert days == {"2030-01-05", "2030-01-25"}


def test_an_open_date_is_a_warning(case, tmp_path):
    table = "number,received,place\n1,02/05/2030,City morgue\n"
    assert "register.date_order_open" in codes(import_any(case, put(tmp_path / "in", sites=SITES, book=table)))


def test_an_unknown_place_keeps_the_row_out_unless_places_are_added(case, tmp_path):
    table = "number,received,morgue\n1,2030-05-02,Морг № 7\n"
    folder = put(tmp_path / "in", book=table)
    assert import_any(case, folder).plan.kept_out() == 1
    import_any(case, folder, options=Options(add_places=True))
    assert [site.type.value for site in fold(case.events()).sites.values()] == ["morgue"]


def test_a_receipt_in_both_books_is_booked_once(case, tmp_path):
    moves = "id,type,date,numbers,count,to\nC1,received,2030-01-06,2,1,morgue-1\n"
    done = import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK, custody=moves))
    assert "register.booked_by_custody" in codes(done)
    register = fold(case.events())
    booked = [e for e in register.custody.values() if register.find("2") in e.value.units]
    assert len(booked) == 1


def test_a_thing_numbered_by_hand_keeps_its_number(case, tmp_path):
    path = str(case.path)
    command("found", "site", path, "morgue-1", "--type", "morgue")
    command("found", "remains", path, "--received-at", "morgue-1", "--on", "2030-01-05")
    case.catch_up()
    id = next(iter(fold(case.events()).remains))
    table = f"number,date,kind,item_71,item_32\n{code_of(id)},2030-01-06,external,M,n/a\n"
    import_any(case, put(tmp_path / "in", exam=table))
    register = fold(case.events())
    assert set(register.remains) == {id}
    assert next(iter(register.examinations.values())).answer("32").answer.value == "no data"


def test_names_and_contacts_are_sealed_and_no_copy_is_kept(case, tmp_path):
    done = import_any(case, put(tmp_path / "in", missing=MISSING), "named")
    assert done.plan.kept_out() == 0
    raw = b"".join(event.raw for event in case.events())
    for text in ("Придуманов", "сестра", "+0 000 000", "1995-03", "tattoo", "square"):
        assert text.encode() not in raw
    assert not list((case.path / "captures").rglob("*.csv"))
    assert b"\xd0\x9f" not in b"".join(p.read_bytes() for p in (case.path / "captures").rglob("*") if p.is_file())
    book = fold_named(case.events())
    assert len(book.persons) == 2
    assert len(book.informants) == 1
    assert import_any(case, tmp_path / "in", "named").plan.is_empty


def test_undo_takes_people_back_too_and_their_codes_are_not_used_again(case, tmp_path):
    folder = put(tmp_path / "in", missing=MISSING)
    import_any(case, folder, "named")
    undo_import(case, "last", "wrong file")
    assert not fold_named(case.events()).persons
    import_any(case, folder, "named")
    assert sorted(fold_named(case.events()).persons) == ["P-0003", "P-0004"]


def test_what_was_erased_does_not_come_back(case, tmp_path):
    folder = put(tmp_path / "in", sites=SITES, book=BOOK)
    import_any(case, folder)
    one = fold(case.events()).find("1")
    case.erase(one, reason="asked by the family")
    done = import_any(case, folder)
    assert done.plan.is_empty
    assert "register.erased" in codes(done)


def test_a_number_of_no_place_is_whatever_has_it(case, tmp_path):
    import_any(case, put(tmp_path / "in", sites=SITES, book=BOOK))
    import_any(case, put(tmp_path / "two", more="number,received,sex,found_at\n2,2030-01-09,F,the road\n"))
    assert len(fold(case.events()).remains) == 3
    import_any(case, put(tmp_path / "three", more="number,received,morgue\n2,2030-01-09,Second morgue\n"),
               options=Options(add_places=True))  # fmt: skip
    assert len(fold(case.events()).remains) == 4


def test_notes_that_many_rows_share_are_counted(case, tmp_path):
    rows = "".join(f"{n},2030-01-05,City morgue,the road\n" for n in range(50))
    done = import_any(case, put(tmp_path / "in", sites=SITES, book="number,received,place,found_at\n" + rows))
    assert len(done.plan.findings) < 10
    assert any("47 further rows" in found.sentence for found in done.plan.findings)


def test_the_command_says_what_happened(case, tmp_path, capsys):
    put(tmp_path / "in", sites=SITES, book=BOOK)
    command("found", "import", case.path, tmp_path / "in")
    shown = " ".join(capsys.readouterr().out.split())
    assert "3 rows, read as remains" in shown
    assert "This is import" in shown
    assert "Придуманов" not in shown
