"""Reports are not persons: doubles are proposed, merged, parted and moved, and nothing is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.named import codes, services
from antigone.named.desk import Desk
from antigone.named.similar import Sketch, alike, names_alike
from named_worlds import new_case, report


@pytest.fixture
def desk(tmp_path):
    made = Desk(new_case(tmp_path))
    yield made
    made.case.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иванов Пётр", "Petr Ivanov"),
        ("Әлия Сериқова", "Aliya Serikova"),
        ("محمد أحمد", "Muhammad Ahmad"),
        ("Zhanar Omarova", "Janar Omarova"),
        ("Roe", "John Roe"),
        ("Yusuf Exampleov", "Yussuf Exampelov"),
    ],
)
def test_one_name_in_several_spellings(one, other):
    assert names_alike(one, other) > 0.85


@pytest.mark.parametrize(("one", "other"), [("John Roe", "Mary Doe"), ("Aliya Serikova", "Bolat Omarov"), ("", "Roe")])
def test_two_names(one, other):
    assert names_alike(one, other) < 0.75


@given(st.text(max_size=20), st.text(max_size=20))
@example("Æ0ß", "ß0쉬")  # as many tokens, and one of them is like both of the other's
def test_likeness_is_symmetric_and_between_nothing_and_one(one, other):
    assert 0 <= names_alike(one, other) <= 1
    assert names_alike(one, other) == pytest.approx(names_alike(other, one))


def test_what_speaks_against_a_double_is_said():
    new = Sketch("Q-1", "P-1", "Aliya Serikova", "1990", "F")
    same = Sketch("Q-2", "P-2", "Әлия Серикова", "1990-05", "F")
    other = Sketch("Q-3", "P-3", "Aliya Serikova", "1970", "F")
    man = Sketch("Q-4", "P-4", "Aliya Serikova", "1990", "M")
    found = alike(new, [same, other, man], least=0.5)
    assert [a.other for a in found] == ["Q-2", "Q-3", "Q-4"]
    assert [a.doubt for a in found] == ["none seen", "the dates of birth differ", "the sex differs"]


def test_two_reports_of_one_person_are_proposed_and_never_joined_by_themselves(desk):
    report(desk, "Aliya Serikova")
    got = services.receive(desk, services.NewReport({"name": "Әлия Серикова"}, {}, sex="F"))
    assert got.alike[0].score > 0.9
    desk.write(got.drafts)
    assert len(desk.book.persons) == 2
    assert [(a.one, a.other) for a in services.doubles(desk)] == [("Q-0001", "Q-0002")]


def test_a_merge_can_be_taken_back(desk):
    first, second = report(desk, "A B"), report(desk, "C D")
    desk.write(services.merge(desk, [second], first, "same papers"))
    assert desk.book.whole(second) == first
    assert {r.id for r in desk.book.reports_of(first)} == {"Q-0001", "Q-0002"}
    desk.write(services.part(desk, second, "two sisters"))
    assert desk.book.whole(second) == second
    assert [r.id for r in desk.book.reports_of(first)] == ["Q-0001"]


def test_a_report_moves_to_a_person_of_its_own_and_back(desk):
    first = report(desk, "A B")
    desk.write(services.receive(desk, services.NewReport({"name": "A B"}, {}, person=first)).drafts)
    drafts = services.file_under(desk, "Q-0002", "", "about a cousin")
    moved = desk.write(drafts)
    assert desk.book.reports["Q-0002"].person == "P-0002"
    desk.write([services.retract(moved[-1].id, "the same after all")])
    assert desk.book.reports["Q-0002"].person == first


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_merges_in_any_order_and_circle_always_end(pairs):
    from antigone.named.book import Book
    from antigone.named.person import MissingPerson

    book = Book(persons={f"P-{i}": MissingPerson(f"P-{i}") for i in range(5)})
    for a, b in pairs:
        book.merged[f"P-{a}"] = f"P-{b}"
    for code in book.persons:
        assert book.whole(code) in book.persons
        assert book.aliases(code)


def test_two_different_people_of_a_decision_are_not_merged(desk):
    first, second = report(desk, "A B"), report(desk, "C D")
    board = services.signers(["A", "B"])
    remains = ("R00000000", "R00000001")
    decision = services.Decision("", remains, (first, second), 2, board)
    desk.write(services.decide(desk, decision, "both fit both")[1])
    with pytest.raises(UsageError, match="as different people"):
        services.merge(desk, [second], first, "same papers")


def test_a_report_about_nobody_is_refused_and_leaves_nothing(desk):
    size = desk.case.size
    for bad in (
        services.NewReport({}, {}),
        services.NewReport({"name": "A"}, {"age": "old"}),
        services.NewReport({"name": "A"}, {}, consents=("board",)),
    ):
        with pytest.raises((InputError, UsageError)):
            services.receive(desk, bad)
    with pytest.raises(NotFoundError):
        services.receive(desk, services.NewReport({"name": "A"}, {}, person="P-0404"))
    assert desk.case.size == size


def test_copies_that_write_apart_never_give_out_one_code_twice():
    first = codes.fresh("P", ["P-0001"])
    assert [next(first), next(first)] == ["P-0002", "P-0003"]
    assert next(codes.fresh("P", ["P-0001"], "3fa")) == "P-3fa-0001"
    assert codes.is_code("P-3fa-0001")
    assert not codes.is_code("Zarina")


def test_an_import_that_is_taken_back_takes_its_people_along(desk):
    from antigone.named import events as kinds
    from antigone.named.person import MissingPerson
    from antigone.record import Draft

    opened = kinds.draft(kinds.PERSON_OPENED, MissingPerson("P-0009"))
    row = {"file": "people.csv", "row": 2, "import": "abc"}
    written = desk.write([
        Draft("case.imported", {"import": "abc", "files": []}),
        Draft(opened.kind, {**opened.body, "row": row}),
    ])  # fmt: skip
    assert "P-0009" in desk.book.persons
    desk.write([services.retract(written[0].id, "wrong file")])
    assert "P-0009" not in desk.book.persons
