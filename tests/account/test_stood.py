"""How statements stand is kept only while statements, their order and the parties are the same, and never changed."""

from datetime import date

from account.worlds import world
from antigone.account.stood import Stood
from antigone.core.party import Party, PartyBook
from antigone.said.standing import Kind, State, standings


def _cases():
    books = [world(seed).book for seed in range(6)]
    return [(book.claims, book.parties) for book in books]


def test_what_is_kept_is_what_is_found_anew():
    stood = Stood()
    for claims, parties in _cases() * 2:
        for day in (None, date(2022, 1, 8), date(2030, 1, 1), None):
            for trust in (False, True):
                got = stood.standings(claims, parties, day, trust_proposals=trust)
                assert got == standings(claims, parties, day, trust_proposals=trust)


def test_it_is_found_once(monkeypatch):
    calls = []
    monkeypatch.setattr("antigone.account.stood.standings", lambda *a, **k: calls.append(1) or standings(*a, **k))
    stood, (claims, parties) = Stood(), _cases()[0]
    for _ in range(3):
        stood.standings(claims, parties, None)
    stood.standings(dict(claims), parties, None)
    assert len(calls) == 1
    stood.standings(dict(reversed(claims.items())), parties, None)
    assert len(calls) == 2


def test_a_party_that_changes_is_seen():
    stood, (claims, parties) = Stood(), _cases()[0]
    stood.standings(claims, parties, None)
    speaker = next(claim.speaker for claim in claims.values() if claim.speaker)
    more = PartyBook.of([*parties.parties.values(), Party("zz", "Another", aliases=(speaker,))])
    assert stood.standings(claims, more, None) == standings(claims, more, None)


def test_changing_what_was_given_out_changes_nothing_kept():
    stood, (claims, parties) = Stood(), _cases()[0]
    first = stood.standings(claims, parties, None)
    for id in list(first.states):
        first.states[id] = State(Kind.DENIED)
    assert stood.standings(claims, parties, None) == standings(claims, parties, None)
