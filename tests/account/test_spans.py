"""Flows counted over spans of time that do not touch are parts of one flow: they add up and contradict nothing."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from antigone import account
from antigone.account.casebook import CaseBook
from antigone.account.entry import Entry
from antigone.account.spans import apart_in_time, most_apart
from antigone.account.strata import Stratum
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim


def span(first, last):
    return Period(PartialDate.parse(f"2030-05-{first:02}"), PartialDate.parse(f"2030-05-{last:02}"))


def counted(id, n, first, last, **more):
    day = PartialDate.parse(f"2030-05-{last + 1:02}")
    claim = Claim(id, "bodies_received", n, n, n, place="port", group="all", speaker="Office", said_on=day)
    return replace(claim, period=span(first, last), **more)


def bounds(*claims, question="bodies_received @ port"):
    book = CaseBook("Port")
    book.places = {"port": Place("port", "Port")}
    book.groups = {"all": Group("all", "all persons")}
    book.claims = {claim.id: claim for claim in claims}
    made = account.build(book)
    found = account.bounds(book, question)
    return made.conflicts, found.least, found.most


def test_two_days_of_one_office_add_up_and_do_not_contradict_each_other():
    conflicts, least, most = bounds(counted("C1", 300, 1, 1), counted("C2", 200, 2, 2))
    assert not conflicts
    assert (least, most) == (500, None)


def test_a_count_of_the_whole_that_is_too_small_for_its_days_is_a_contradiction():
    whole = replace(counted("C3", 400, 1, 1), period=Period())
    conflicts, *_ = bounds(counted("C1", 300, 1, 1), counted("C2", 200, 2, 2), whole)
    assert [set(c.statements) for c in conflicts] == [{"C1", "C2", "C3"}]


def test_spans_that_touch_are_not_added():
    _, least, _ = bounds(counted("C1", 300, 1, 3), counted("C2", 200, 3, 4), counted("C4", 50, 6, 6))
    assert least == 350


def entries(rows):
    stratum = Stratum("bodies_received", "port", "all")
    return [
        Entry(counted(f"C{i}", n, first, first + length), "office", "2030", stratum)
        for i, (n, first, length) in enumerate(rows)
    ]


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 20), st.integers(0, 6)), max_size=6))
def test_the_chosen_spans_are_the_best_of_all_choices(rows):
    told = entries(rows)

    def worth(chosen):
        return sum(e.claim.low for e in chosen)

    def fit(chosen):
        return all(apart_in_time(a.claim.period, b.claim.period) for a, b in combinations(chosen, 2))

    best = max(worth(c) for n in range(len(told) + 1) for c in combinations(told, n) if fit(c))
    chosen = most_apart(told)
    assert fit(chosen)
    assert worth(chosen) == best
