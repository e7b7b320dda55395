"""Statements put aside by hand, and what then stands again."""

from datetime import date

from antigone import account
from antigone.account.casebook import CaseBook
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Relation, Stance


def book():
    book = CaseBook("Port")
    book.places = {"port": Place("port", "Port")}
    book.groups = {"all": Group("all", "all persons")}
    rows = [
        ("T1", 1, "Ministry", 14, Stance.ASSERTS, None, None),
        ("T2", 2, "Ministry", 20, Stance.ASSERTS, "T1", Relation.SUPERSEDES),
        ("T3", 1, "Mayor", 31, Stance.ASSERTS, None, None),
        ("T4", 2, "Mayor", 31, Stance.DENIES, "T3", Relation.DENIES),
    ]
    for key, day, speaker, n, stance, refers, relation in rows:
        when = PartialDate(2030, 1, day)
        book.claims[key] = Claim(
            key, "killed", n, n, n, stance=stance, place="port", group="all", said_on=when, as_of=when,
            speaker=speaker, publisher="Gazette", refers_to=refers, relation=relation,
        )  # fmt: skip
    return book


def least(*aside):
    return account.bounds(book(), "killed @ port", as_of=date(2030, 1, 3), aside=aside).least


def test_the_newest_toll_counts():
    assert least() == 20


def test_what_a_statement_put_aside_had_superseded_stands_again():
    assert least("T2") == 14


def test_what_a_denial_put_aside_had_kept_out_is_let_in():
    assert least("T4") == 31


def test_nothing_is_known_when_all_is_put_aside():
    assert least("T1", "T2", "T3", "T4") in (0, None)
