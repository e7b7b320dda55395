"""A fold grown by a few events at a time is the fold of them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import antigone.account as account
from antigone.account.caseevents import fold_entries
from antigone.account.casefold import Folded, fold
from antigone.account.casegrow import grow
from antigone.account.report.compose import compose
from antigone.core.when import PartialDate, Period
from antigone.formats.case_import import import_tables
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import draft, taking_back
from antigone.found.label import Block, canonical_id
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.record import Case, Draft
from antigone.record.event import Event

HEAD = "id,said_on,speaker,unit,low,high,modifier,place,group,relation,refers_to\n"


def _tables(folder: Path, name: str, *rows: str) -> Path:
    made = folder / name
    made.mkdir()
    (made / "statements.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    """A case with imports, edits, retractions, remains and custody, one event after the other."""
    folder = tmp_path_factory.mktemp("grow")
    first = _tables(
        folder, "one", "A,2030-01-01,Mayor,killed,3,,at_least,t1,all,,", "B,2030-01-02,Army,killed,5,5,exact,land,all,,"
    )
    (first / "places.csv").write_text("id,name,parent,kind\nland,Land,,country\nt1,Town,land,city\n", encoding="utf-8")
    (first / "groups.csv").write_text("id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n")
    with Case.create(folder / "case", "Grown", by="A. Example") as case:
        import_tables(case, first)
        day = PartialDate(2030, 1, 2)
        on, ids = Period(day, day), [canonical_id(n) for n in range(4)]
        case.append(
            [draft(Site("m", SiteType.MORGUE, place="t1", keeper="o")), draft(Block(case.writer().public, 0, 99))]
        )
        case.append([draft(Remains(id, RemainsKind.BODY)) for id in ids])
        booked = case.append([draft(CustodyEvent(CustodyType.RECEIVED, (id,), to_place="m"), on) for id in ids])
        import_tables(case, _tables(folder, "two", "C,2030-01-03,Mayor,killed,9,,at_least,t1,all,supersedes,A"))
        case.append([taking_back(booked[0].id, "never there")])
        claim = next(e for e in case.events() if e.kind == "claim.accepted")
        case.append([Draft("entry.retracted", {}, corrects=claim.id, reason="entered by mistake")])
        import_tables(case, _tables(folder, "three", "B,2030-01-02,Army,killed,6,6,exact,land,all,,"))
        return list(case.events())


def _same(one: Folded, other: Folded) -> None:
    assert one == other
    assert one.findings == other.findings
    accounts = [account.build(folded.book) for folded in (one, other)]
    assert accounts[0].as_json() == accounts[1].as_json()
    assert compose(accounts[0], one.book) == compose(accounts[1], other.book)


@settings(max_examples=25)
@given(st.data())
def test_any_split_grows_to_the_same_fold(events: list[Event], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(events) - 1), max_size=4)))
    folded, at = fold(events[: cuts[0] if cuts else 1], "Grown"), cuts[0] if cuts else 1
    for cut in (*cuts[1:], len(events)):
        account.build(folded.book)  # so that what is kept from before is there to be wrong
        compose(account.build(folded.book), folded.book)
        folded = grow(folded, events[:at], events[at:cut])
        at = cut
    _same(folded, fold(events, "Grown"))


def test_the_events_that_set_up_a_case_are_all_that_its_entries_need(events: list[Event]) -> None:
    assert fold_entries(fold(events).setup) == fold_entries(events)


def test_what_no_event_concerns_stays_the_same_object(events: list[Event]) -> None:
    known = fold(events, "Grown")
    claim = next(e for e in events if e.kind == "claim.accepted")
    grown = grow(known, events, [claim])
    assert grown.book.register is known.book.register
    assert grow(known, events, []).book.claims is known.book.claims


def test_an_import_of_statements_moves_only_the_last_day_of_the_register(events: list[Event]) -> None:
    cut = max(at for at, e in enumerate(events) if e.kind == "case.imported")
    known = fold(events[:cut], "Grown")
    grown = grow(known, events[:cut], events[cut:])
    assert grown.book.register is not None
    assert known.book.register is not None
    assert grown.book.register.paths is known.book.register.paths
    assert grown.book.register == fold(events, "Grown").book.register
