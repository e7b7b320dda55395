from datetime import date

import pytest

from antigone import account
from antigone.account.casebook import CaseBook
from antigone.core.errors import NotFoundError
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim

DAY = PartialDate(2030, 1, 2)


def book():
    book = CaseBook("Port")
    book.places = {"port": Place("port", "Port")}
    book.groups = {"all": Group("all", "all persons")}
    for key, unit, n in (("T1", "bodies_received", 20), ("T2", "bodies_stolen", 4)):
        book.claims[key] = Claim(
            key, unit, n, n, n, place="port", group="all", said_on=DAY, as_of=DAY, speaker="Morgue", publisher="Gazette"
        )
    book.assumptions = [{"id": "moved", "short": "K1", "default": "off", "statement": "The clerk moved."}]
    return book


def least(**assume):
    return account.bounds(book(), "killed @ port", as_of=date(2030, 1, 3), assume=assume).least


def test_an_assumption_may_be_switched_by_its_short_name():
    assert least() == 20
    assert least(B1=False) == least(**{"body-is-person": False}) == 0
    assert least(K1=True) == 20


def test_short_names_are_shown():
    states = {a["id"]: a["short"] for a in account.build(book()).as_json()["assumptions"]}
    assert states["no-double-entry"] == "B2"
    assert states["moved"] == "K1"


def test_a_name_that_nothing_has_is_refused():
    with pytest.raises(NotFoundError, match="K9"):
        least(K9=True)
