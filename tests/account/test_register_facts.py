"""The register in the account: bodies with numbers bound the dead, figures stand against them, parts are no people."""

from datetime import date

import pytest

from antigone import account
from antigone.account.casebook import CaseBook
from antigone.account.register_facts import facts_of
from antigone.account.register_persons import minimum_of_parts
from antigone.core.place import Place
from antigone.core.when import PartialDate
from antigone.found import services
from antigone.found.commingling import Association, AssociationKind
from antigone.found.register import fold
from antigone.found.remains import Completeness, RemainsKind, Side
from antigone.found.site import Site, SiteType
from antigone.said.claim import Claim
from found_book import Book, T, on


def claim(id, unit, n, day):
    when = PartialDate.parse(day)
    return Claim(id, unit, low=n, high=n, best=n, place="port", speaker="A. Example", publisher="A Paper",
                 said_on=when, as_of=when)  # fmt: skip


@pytest.fixture
def book():
    made = Book(now="2030-01-05")
    made.put(Site("morgue", SiteType.MORGUE, place="port"))
    made.put(Site("grave", SiteType.PRIMARY_GRAVE, place="port"))
    return made


def case(book, *claims):
    return CaseBook(places={"port": Place("port", "Port")}, claims={c.id: c for c in claims},
                    register=fold(book.events))  # fmt: skip


def killed(book, *claims, **options):
    answer = account.bounds(case(book, *claims), "killed @ port", **options)
    return answer.least, answer.most


BROUGHT = claim("S1", "bodies_received", 225, "2030-01-06")
TAKEN = claim("S2", "bodies_stolen", 41, "2030-01-10")


def test_the_account_of_the_seed_before_and_after_each_step(book):
    figures = (BROUGHT, TAKEN)
    assert killed(book, *figures)[0] == 225
    received = book.number(*range(225))
    book.act(T.RECEIVED, received, "2030-01-05", to_place="morgue")
    assert killed(book)[0] == 225  # the register alone says so
    assert killed(book, *figures)[0] == 225
    book.now = "2030-01-08"
    event = book.act(T.STOLEN, (), "2030-01-06", asserted=41, from_place="morgue")
    assert killed(book, *figures)[0] == 225
    facts = {f.id: f.count.low for f in facts_of(book.register, date(2030, 1, 8))}
    assert facts["register:bodies_stolen@port"] == 41
    book.now = "2030-01-20"
    back = book.number(*range(300, 305))
    book.act(T.EXHUMED, back, "2030-01-20", from_place="grave", to_place="morgue")
    assert killed(book)[0] == 225  # the five may be five of the 41
    for n in range(3):
        same = Association(f"A{n}", back[n], received[n], AssociationKind.SAME_BODY, "tag")
        for each in services.rejoin(book.register, back[n], received[n], event, same, on("2030-01-21")):
            book.write(each, recorded="2030-01-21")
    assert killed(book)[0] == 225  # 227 numbers that differ, two of which may be among the 38 still gone
    facts = {f.id: f for f in facts_of(book.register, date(2030, 1, 21))}
    assert facts["register:bodies_exhumed@port"].count.low == 5
    assert "227 bodies" in facts["register:persons@port"].sentence
    for n in range(3, 5):
        book.write(services.associate(book.register, Association(f"X{n}", back[n], received[n], AssociationKind.PAIR)))
    assert killed(book)[0] == 225


def test_a_body_that_none_of_the_taken_can_be_adds_one(book):
    received = book.number(*range(10))
    book.act(T.RECEIVED, received, "2030-01-05", to_place="morgue")
    event = book.act(T.STOLEN, (), "2030-01-06", asserted=2, from_place="morgue")
    back = book.number(*range(300, 303))
    book.act(T.EXHUMED, back, "2030-01-20", recorded="2030-01-20", from_place="grave", to_place="morgue")
    assert killed(book)[0] == 11  # three came, two had gone
    same = Association("A", back[0], received[0], AssociationKind.SAME_BODY, "tag")
    for each in services.rejoin(book.register, back[0], received[0], event, same):
        book.write(each, recorded="2030-01-21")
    assert killed(book)[0] == 11


def test_a_day_before_the_exhumation_knows_nothing_of_it(book):
    book.act(T.RECEIVED, book.number(*range(10)), "2030-01-05", to_place="morgue")
    book.act(T.EXHUMED, book.number(20, 21), "2030-03-01", recorded="2030-03-01", to_place="morgue")
    assert killed(book, as_of=date(2030, 2, 1))[0] == 10
    assert killed(book)[0] == 12


def test_the_bridge_can_be_switched_off(book):
    book.act(T.RECEIVED, book.number(*range(10)), "2030-01-05", to_place="morgue")
    assert killed(book, assume={"body-is-person": False})[0] == 0


def test_a_fact_explains_itself_with_its_events(book):
    book.act(T.RECEIVED, book.number(*range(3)), "2030-01-05", to_place="morgue")
    made = case(book)
    answer = account.build(made, as_of=date(2030, 2, 1))
    told = account.explain(answer, made, "register:bodies_received@port")
    assert "3 numbered" in told.sentence
    assert told.values["events"]


def test_a_figure_below_what_the_register_has_is_a_conflict(book):
    book.act(T.RECEIVED, book.number(*range(12)), "2030-01-05", to_place="morgue")
    low = claim("S1", "bodies_received", 10, "2030-01-06")
    made = account.build(case(book, low), as_of=date(2030, 2, 1))
    assert any("S1" in c.statements for c in made.conflicts)


def test_parts_are_never_counted_as_people_but_their_least_number_is(book):
    femora = {"element": "femur", "completeness": Completeness.COMPLETE}
    ids = book.number(1, 2, 3, kind=RemainsKind.BONE, side=Side.LEFT, **femora)
    ids += book.number(4, 5, kind=RemainsKind.BONE, side=Side.RIGHT, **femora)
    ids += book.number(6, 7, 8, 9, kind=RemainsKind.FRAGMENT)
    book.act(T.RECOVERED, ids, "2030-01-05", to_place="morgue")
    assert minimum_of_parts(book.register) == 3
    assert killed(book)[0] == 3
    body = book.number(20)
    book.act(T.RECOVERED, body, "2030-01-05", to_place="morgue")
    assert killed(book)[0] == 3  # the body may lack a femur
    book.put(Association("P", ids[0], body[0], AssociationKind.REFIT))
    assert minimum_of_parts(book.register) == 2


def test_a_body_under_two_numbers_is_one_person(book):
    ids = book.number(1, 2)
    book.act(T.RECEIVED, ids, "2030-01-05", to_place="morgue")
    assert killed(book)[0] == 2
    book.put(Association("P", ids[0], ids[1], AssociationKind.DNA))
    assert killed(book)[0] == 1
