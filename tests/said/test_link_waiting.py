"""Links between claims that nobody has accepted yet: put forward, decided on, remembered, written when both stand."""

from __future__ import annotations

import pytest

from antigone.core.errors import UsageError
from antigone.core.when import PartialDate
from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.record.event import Draft
from antigone.said import review
from antigone.said.claim import Relation
from antigone.said.document import DOCUMENT_READ, Document, document_to_body
from antigone.said.proposal_events import CLAIM_PROPOSED, proposal_to_body
from antigone.said.propose import propose
from antigone.said.review_links import accept_link, proposed_links, reject_link, waiting_links
from antigone.said.session import Session

TEXTS = {
    "d1": ("en", "2035-02-03", "North Post", "Twelve people were killed in Tarvag, the Emergencies Ministry said."),
    "d2": ("ru", "2035-02-04", "Вести", "В Тарваге погибли 12 человек, сообщили в МЧС."),
    "d3": ("en", "2035-02-05", "East Post", "The Health Ministry denied that 12 people had been killed."),
}


@pytest.fixture
def session(tmp_path):
    with Case.create(tmp_path / "case", "case", by="Ann Analyst") as case:
        for id, (language, day, publisher, text) in TEXTS.items():
            document = Document(
                id, text, "", "text", publisher=publisher, language=language, published_on=PartialDate.parse(day)
            )
            drafts = [Draft(DOCUMENT_READ, {"document": document_to_body(document), "working": ""})]
            proposals, _ = propose(document)
            drafts += [Draft(CLAIM_PROPOSED, {"proposal": proposal_to_body(each)}) for each in proposals]
            case.append(drafts)
        yield open_session(case)


def links(session: Session):
    return {Relation(each["relation"]): each for each in proposed_links(session.desk, session.known)}


def accept(session: Session, claim: str, **changes: str) -> None:
    settled = {"place": "", "group": "", **changes}
    session.write(review.accept(session.desk, session.known, f"p{claim[1:]}", settled))


def test_proposals_are_linked_before_anybody_accepts_them(session):
    found = links(session)
    assert set(found) == {Relation.REPEATS, Relation.DENIES}
    assert session.desk.claims == {}


@pytest.mark.parametrize("first", ["from", "to"])
def test_a_link_accepted_early_is_written_when_both_claims_stand(session, first):
    link = links(session)[Relation.REPEATS]
    session.write(accept_link(session.desk, link))
    assert session.desk.claims == {}
    assert link["id"] not in {each["id"] for each in proposed_links(session.desk, session.known)}
    second = "to" if first == "from" else "from"
    accept(session, link[first])
    assert session.desk.claims[link[first]][0].refers_to is None
    accept(session, link[second])
    claim = session.desk.claims[link["from"]][0]
    assert (claim.refers_to, claim.relation) == (link["to"], Relation.REPEATS)


def test_a_link_follows_a_claim_that_is_given_another_id(session):
    link = links(session)[Relation.REPEATS]
    session.write(accept_link(session.desk, link))
    accept(session, link["to"], id="S1")
    accept(session, link["from"], id="S2")
    assert session.desk.claims["S2"][0].refers_to == "S1"


def test_a_rejected_link_between_proposals_is_remembered_after_they_are_accepted(session):
    link = links(session)[Relation.REPEATS]
    session.write(reject_link(session.desk, link, "another mine"))
    for end in ("from", "to"):
        assert link["id"] not in {each["id"] for each in proposed_links(session.desk, session.known)}
        accept(session, link[end])
    assert Relation.REPEATS not in links(session)
    assert session.desk.claims[link["from"]][0].refers_to is None


def test_what_took_effect_late_is_taken_back_with_the_decision(session):
    link = links(session)[Relation.DENIES]
    session.write(accept_link(session.desk, link))
    made = session.desk.link_decisions[link["id"]].event
    accept(session, link["from"])
    accept(session, link["to"])
    assert session.desk.claims[link["from"]][0].refers_to == link["to"]
    session.write(review.undo(session.desk, event=made))
    assert session.desk.claims[link["from"]][0].refers_to is None
    assert link["id"] in {each["id"] for each in proposed_links(session.desk, session.known)}


def test_an_acceptance_taken_back_keeps_the_link_for_the_next(session):
    link = links(session)[Relation.REPEATS]
    session.write(accept_link(session.desk, link))
    accept(session, link["to"])
    accept(session, link["from"])
    session.write(review.undo(session.desk))
    assert link["from"] not in session.desk.claims
    accept(session, link["from"])
    assert session.desk.claims[link["from"]][0].refers_to == link["to"]


def test_a_claim_gets_no_second_link_while_it_waits(session):
    link = links(session)[Relation.REPEATS]
    other = links(session)[Relation.DENIES]["from"]
    session.write(accept_link(session.desk, link))
    with pytest.raises(UsageError):
        accept_link(session.desk, {**link, "id": "lx", "to": other})
    with pytest.raises(UsageError):
        accept_link(session.desk, link)
    assert waiting_links(session.desk) == []


def test_a_link_with_a_proposal_that_is_rejected_waits_no_longer(session):
    link = links(session)[Relation.REPEATS]
    session.write([Draft("link.proposed", {"link": dict(link)})])
    assert [each["id"] for each in waiting_links(session.desk)] == [link["id"]]
    session.write(review.reject(session.desk, f"p{link['to'][1:]}", "not about people"))
    assert waiting_links(session.desk) == []
    assert Relation.REPEATS not in links(session)


IN_ONE = (
    "The miners' union said that 40 people were killed. The Emergencies Ministry denied that 40 people were killed."
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_denial_of_a_figure_in_the_same_report_denies_it_when_both_are_accepted(tmp_path, order):
    document = Document("d1", IN_ONE, "", "text", publisher="Post", language="en")
    with Case.create(tmp_path / "case", "case", by="Ann Analyst") as case:
        proposals, _ = propose(document)
        case.append([Draft(DOCUMENT_READ, {"document": document_to_body(document), "working": ""})])
        case.append([Draft(CLAIM_PROPOSED, {"proposal": proposal_to_body(each)}) for each in proposals])
        session = open_session(case)
        given, denied = (each.claim.id for each in proposals)
        for at in order:
            accept(session, (given, denied)[at])
        claim = session.desk.claims[denied][0]
        assert (claim.refers_to, claim.relation) == (given, Relation.DENIES)
        assert session.desk.claims[given][0].refers_to is None
