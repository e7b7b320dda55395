"""What is sent twice is written once, by whatever form."""

import pytest

from web.board_world import PERSON, UNIT, Office, make_board

ONE = "a" * 32


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(make_board(tmp_path_factory.mktemp("once")))


def test_a_comparison_is_kept_once_and_again_by_another_form(office):
    before = len(office.book.comparisons)
    fields = {"remains": UNIT, "person": PERSON}
    said = [office.post("A. Roe", "/board/compare", **fields, **{"form-id": id}) for id in (ONE, ONE, "b" * 32)]
    assert {each.status_code for each in said} == {303}
    assert len({each.headers["location"] for each in said}) == 1
    assert len(office.book.comparisons) == before + 2


def test_who_signs_twice_by_one_form_is_led_to_the_same_place_and_has_signed_once(office):
    fields = {"what": "identify", "remains": UNIT, "persons": PERSON, "basis.DNA": "yes", "sign": "yes"}
    motion = office.form("A. Roe", "/board/new", reason="read twice", **fields).headers["location"]
    said = [
        office.post("B. Doe", f"{motion}/sign", do="sign", office="odontologist", **{"form-id": ONE}) for _ in range(2)
    ]
    assert [each.status_code for each in said] == [303, 303]
    assert said[0].headers["location"] == said[1].headers["location"] == "/board/D-0001"
    assert [s.name for s in office.book.decisions["D-0001"].decision.signers] == ["A. Roe", "B. Doe"]


def test_the_same_form_with_other_contents_is_not_taken_for_the_same(office):
    office.post("A. Roe", "/board/compare", remains=UNIT, person=PERSON, **{"form-id": "c" * 32})
    other = office.post("A. Roe", "/board/compare", remains=UNIT, person="P-0002", **{"form-id": "c" * 32})
    assert other.status_code in (400, 409)
    assert "saved before, with other contents" in other.text


def test_a_script_is_told_where_to_go_on_and_a_browser_is_sent_there(office):
    browser = office.browser("A. Roe")
    from web.people import token

    fields = {"csrf": token(browser.get("/")), "remains": UNIT, "person": PERSON, "form-id": "d" * 32}
    sent = browser.post("/board/compare", data=fields)
    told = browser.post("/board/compare", data=fields, headers={"sent-by": "script"})
    assert (sent.status_code, told.status_code) == (303, 204)
    assert told.headers["leads-to"] == sent.headers["location"]
    assert "location" not in told.headers
