"""The reader: nothing counts before it is accepted, and everything that is decided can be taken back."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.said.document import Document
from antigone.web.app import create_app
from antigone.web.pages import links
from antigone.web.pages.marks import A_PART, Span, marked, numbers, parts
from antigone.web.roles import Role
from antigone.web.words import Words
from web.people import PASSWORD, client, signed_in, token
from web.reports import TEXT, make_links, make_reports


@pytest.fixture
def read(tmp_path):
    return make_reports(tmp_path)


@pytest.fixture
def reader(read):
    app = create_app(read, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    return made


def waiting(read):
    with Case.open(read, read_only=True) as case:
        return [each.id for each in open_session(case).desk.waiting()]


def killed(reader):
    return reader.get("/api/bounds?q=killed @ exampleton").json()["least"]


def decide(reader, **form):
    return reader.post("/reader", data={"csrf": token(reader.get("/reader")), **form})


def test_words_are_marked_and_stay_words(reader):
    page = reader.get("/reader").text
    assert page.count('<mark class="waits" id="w-') == 3
    assert "&lt;script&gt;alert(" in page
    assert "<b>Wire" not in page
    assert ">5</a> May" in page  # a number that was read for nothing


def test_an_accepted_proposal_changes_the_account_at_once_and_undo_takes_it_back(reader, read):
    first = waiting(read)[0]
    before = reader.get("/api/account").json()["head"]
    assert decide(reader, action="accept", proposal=first).status_code == 303
    assert waiting(read) == waiting(read)[-2:]
    assert killed(reader) == 12
    assert reader.get("/api/account").json()["head"] != before
    assert '<mark class="in"' in reader.get("/reader").text
    page = reader.get("/reader").text
    undo = re.search(r'name="decision" value="(\w+)"', page)[1]
    assert decide(reader, action="undo", proposal=first, decision=undo).status_code == 303
    assert len(waiting(read)) == 3
    assert reader.get("/api/statements").json()["total"] == 0


def test_a_change_is_kept_as_a_change(reader, read):
    decide(reader, action="accept", proposal=waiting(read)[0], low="14", high="14", best="14")
    assert killed(reader) == 14
    events = reader.get("/api/record?kind=claim.edited").json()["events"]
    assert events[0]["body"]["changed"] == ["best", "high", "low"]


def test_what_is_not_certain_has_to_be_chosen(reader, read):
    second = waiting(read)[1]
    answer = decide(reader, action="accept", proposal=second, place="?")
    assert answer.status_code == 400
    assert "not certain" in unescape(answer.text)
    assert len(waiting(read)) == 3
    assert decide(reader, action="accept", proposal=second, place="exampleton").status_code == 303
    assert len(waiting(read)) == 2


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"action": "accept", "low": "many"}, "cannot be the low"),
        ({"action": "accept", "low": "9", "high": "2"}, "cannot run from 9 to 2"),
        ({"action": "reject", "reason": " "}, "needs a reason"),
        ({"action": "burn"}, "is no decision"),
        ({"action": "accept", "place": "nowhere"}, "has no place"),
    ],
)
def test_what_cannot_stand_is_said_and_nothing_is_written(reader, read, form, said):
    first, size = waiting(read)[0], reader.get("/api/record").json()["size"]
    answer = decide(reader, proposal=first, document="", **form)
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert reader.get("/api/record").json()["size"] == size


def test_what_was_typed_is_still_there_after_a_fault(reader, read):
    answer = decide(reader, action="accept", proposal=waiting(read)[0], low="many", speaker="Vera Example")
    assert 'value="Vera Example"' in answer.text
    assert 'value="many"' in answer.text


def test_a_rejection_keeps_its_reason(reader, read):
    decide(reader, action="reject", proposal=waiting(read)[0], reason="said twice")
    page = reader.get("/reader").text
    assert "said twice" in page
    assert '<mark class="out"' in page


def test_a_decision_that_somebody_made_meanwhile_is_not_made_again(reader, read):
    first = waiting(read)[0]
    decide(reader, action="accept", proposal=first)
    assert decide(reader, action="accept", proposal=first).status_code == 400
    assert decide(reader, action="accept", proposal="unknown").status_code == 404


def test_decisions_carry_the_name_of_who_made_them(read):
    app = create_app(read)
    app.state.door.accounts.add("Vera Example", Role.ANALYST, PASSWORD)
    app.state.door.accounts.add("Reader", Role.VIEWER, PASSWORD)
    browser = signed_in(app, "vera example")
    decide(browser, action="accept", proposal=waiting(read)[0])
    assert browser.get("/api/record?kind=claim.accepted").json()["events"][0]["by"] == "Vera Example"
    assert signed_in(app, "reader").get("/reader").status_code == 403


def test_a_case_without_reports_says_how_to_read_one(local):
    assert "antigone read" in local.get("/reader").text


def test_the_exact_words_of_the_report_are_all_there(reader):
    page = reader.get("/reader").text
    text = re.sub(r"<[^>]+>", "", page.split('<div class="text" data-begins="0">')[1].split("</div>")[0])
    assert TEXT in unescape(text)


def number_of(page, words):
    """The address that a number of the text leads to, and its class."""
    found = re.search(rf'<a class="number (\w+)" id="n-[\d-]+" href="([^"]+)"[^>]*>{words}</a>', page)
    return found[1], unescape(found[2])


def test_numbers_are_told_apart_as_the_extractor_does_and_can_be_marked_by_hand(reader):
    page = reader.get("/reader").text
    use, address = number_of(page, "5")
    assert use == "unclear"  # no grammar reads this language
    assert "no grammar for this language" in reader.get(address).text
    document, number = (re.search(rf"{name}=([^&#]+)", address)[1] for name in ("document", "number"))
    answer = decide(reader, action="mark", document=document, number=number, use="decoy")
    assert answer.status_code == 303
    assert number_of(reader.get("/reader").text, "5")[0] == "decoy"
    undo = re.search(r'name="decision" value="(\w+)"', reader.get("/reader").text)[1]
    decide(reader, action="undo", decision=undo)
    assert number_of(reader.get("/reader").text, "5")[0] == "unclear"
    for use, key in (("claim", number), ("decoy", "0-999999"), ("decoy", "x"), ("decoy", "9-3")):
        assert decide(reader, action="mark", document=document, number=key, use=use).status_code in (400, 404)


def test_a_claim_is_entered_by_its_words(reader):
    document = re.search(r'name="document" value="(\w+)"', reader.get("/reader").text)[1]
    form = {"action": "claim", "document": document, "unit": "killed", "place": "exampleton", "low": "3", "high": "3"}
    assert decide(reader, words="3 again", **form).status_code == 303
    assert killed(reader) == 3
    claim = reader.get("/api/statements").json()["statements"][0]
    assert claim["quote"] == "3 again"
    assert claim["publisher"] == "Example <b>Wire</b>"
    told = unescape(decide(reader, words="4 again", **form).text)
    assert "do not stand in the report" in told
    assert "4 again" in told  # nothing typed is lost
    assert "stand there 2 times" in unescape(decide(reader, words="5", **form).text)


def test_of_words_that_stand_there_twice_the_nearest_are_meant(reader):
    document = re.search(r'name="document" value="(\w+)"', reader.get("/reader").text)[1]
    form = {"action": "claim", "document": document, "unit": "killed", "words": "5"}
    decide(reader, near=str(TEXT.rindex("5")), **form)
    claim = next(e["body"]["claim"] for e in reader.get("/api/record?kind=claim.accepted").json()["events"])
    assert claim["start"] == TEXT.rindex("5")


def test_a_new_place_and_group_are_made_with_the_decision_or_not_at_all(reader, read):
    second = waiting(read)[1]
    new = {"place": "+", "new_place": "Exmpleton <West>", "new_place_parent": "exampleton"}
    group = {"group": "+", "new_group": "passers-by", "new_group_parent": "all"}
    size = reader.get("/api/record").json()["size"]
    assert decide(reader, action="accept", proposal=second, **new, **group, low="many").status_code == 400
    assert reader.get("/api/record").json()["size"] == size
    assert decide(reader, action="accept", proposal=second, **new, **group).status_code == 303
    claim = reader.get("/api/statements").json()["statements"][0]
    assert (claim["place"], claim["group"]) == ("exmpleton-west", "passers-by")
    place = reader.get("/api/record?kind=place.defined").json()["events"][-1]["body"]["place"]
    assert place == {"id": "exmpleton-west", "name": "Exmpleton <West>", "parent": "exampleton"}
    assert decide(reader, action="accept", proposal=waiting(read)[0], place="+", new_place=" ").status_code == 400


def test_a_proposal_is_split_and_put_together_again(reader, read):
    first = waiting(read)[0]
    parts = {"low-1": "7", "high-1": "7", "label_as_worded-1": "soldiers", "low-2": "5", "high-2": ""}
    assert decide(reader, action="split", proposal=first, **parts).status_code == 303
    one, other = (each for each in waiting(read) if each.startswith(first))
    page = reader.get("/reader").text
    assert page.count('<mark class="waits" id="w-') == 3  # both parts stand on the same words
    assert "at least 5" in page
    assert decide(reader, action="merge", proposal=one, **{"with": other}).status_code == 303
    merged = next(each for each in waiting(read) if each.startswith(first))
    decide(reader, action="accept", proposal=merged)
    assert killed(reader) == 7
    assert decide(reader, action="split", proposal=waiting(read)[0], **{"low-1": "7"}).status_code == 400
    assert decide(reader, action="merge", proposal=waiting(read)[0]).status_code == 400


def test_what_cannot_be_split_keeps_what_was_typed(reader, read):
    answer = decide(reader, action="split", proposal=waiting(read)[0], **{"low-1": "seven", "low-2": "5"})
    assert answer.status_code == 400
    assert 'value="seven"' in answer.text


def test_saved_is_said_of_what_the_record_holds_and_of_nothing_else(reader, read):
    answer = decide(reader, action="reject", proposal=waiting(read)[0], reason="said twice")
    assert "Saved: rejected." in reader.get(answer.headers["location"]).text
    assert "Saved" not in reader.get("/reader?saved=" + "0" * 64).text.replace("Not saved", "")
    assert "Not saved." in decide(reader, action="reject", proposal=waiting(read)[0], reason=" ").text


def test_a_long_report_is_shown_in_parts_that_hold_every_word():
    text = "".join(f"Line {n}: 5 people were killed.\n" for n in range(6000))
    cut = parts(text)
    assert "".join(text[a:b] for a, b in cut) == text
    assert all(b - a <= A_PART * 5 // 4 for a, b in cut)
    assert parts("") == [(0, 0)]


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200), part=st.integers(1, 50))
def test_marked_text_is_the_text_whatever_it_holds(text, part):
    document = Document("d", text, "c", "test", language="xx")
    spans = [Span("p", part, part + 5, "waits")] if part + 5 <= len(text) else []
    found = numbers(document, (0, len(text)), {})
    html = marked(text, (0, len(text)), spans, found, lambda n: f"/reader?number={n.key}", Words("en"))
    assert unescape(re.sub(r"<[^>]*>", "", str(html))) == text


def test_links_between_claims_are_accepted_rejected_and_remembered(tmp_path):
    folder = make_links(tmp_path)
    app = create_app(folder, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    page = browser.get("/reader/links").text
    link = re.search(r'name="link" value="(\w+)"', page)[1]
    csrf = token(browser.get("/reader/links"))

    def send(**form):
        return browser.post("/reader/links", data={"csrf": csrf, **form})

    assert send(action="reject", link=link, reason=" ").status_code == 400
    answer = send(action="reject", link=link, reason="another place")
    assert "Saved: link rejected." in browser.get(answer.headers["location"]).text
    assert f'value="{link}"' not in browser.get("/reader/links").text
    undo = re.search(r'name="decision" value="(\w+)"', browser.get("/reader/links").text)[1]
    send(action="undo", decision=undo)
    assert f'value="{link}"' in browser.get("/reader/links").text
    assert send(action="accept", link=link).status_code == 303
    assert any(s["refers_to"] for s in browser.get("/api/statements").json()["statements"])
    assert send(action="accept", link=link).status_code == 400
    assert send(action="burn", link=link).status_code == 400


def test_a_link_that_one_sees_oneself_is_entered_with_a_reason(tmp_path):
    app = create_app(make_links(tmp_path), local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    csrf = token(browser.get("/reader/links?claim=L1"))
    form = {"csrf": csrf, "action": "enter", "claim": "L1", "target": "L3", "how": "subset"}
    assert browser.post("/reader/links", data=form).status_code == 400
    assert browser.post("/reader/links", data=form | {"reason": "named in it", "target": "L9"}).status_code == 404
    assert browser.post("/reader/links", data=form | {"reason": "named in it"}).status_code == 303
    assert browser.get("/api/statements/L1").json()["part_of"] == "L3"
    assert browser.get("/reader/links?claim=L9").status_code == 404


def test_links_of_a_large_case_are_looked_for_apart_and_the_page_says_so(tmp_path, monkeypatch):
    from threading import Event

    ready = Event()
    monkeypatch.setattr(links, "PATIENCE", 0.0)
    find = links.proposed_links
    monkeypatch.setattr(links, "proposed_links", lambda *told: ready.wait(60) and find(*told))
    app = create_app(make_links(tmp_path), local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    assert "The claims are being compared" in browser.get("/reader/links").text
    ready.set()
    for job in app.state.desk.jobs._jobs.values():
        assert job.done.wait(60)
    page = browser.get("/reader/links").text
    assert "The claims are being compared" not in page
    assert 'name="link"' in page
