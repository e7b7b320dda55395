"""The record's pages: filters, corrections field by field, checkpoints, erasures, and who has seen what."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.named import services
from antigone.named.person import PersonStatus
from antigone.record.case import Case
from antigone.record.event import Draft
from antigone.record.witness import cosign, new_cosigner, trust
from antigone.web.record_index import RecordIndex, Wanted, differing, flat
from antigone.web.roles import Role
from web.board_world import PERSON, UNIT, Office, make_board

CANARY = "Canarynova"


@pytest.fixture
def bureau(tmp_path):
    return Office(make_board(tmp_path))


VALUES = st.dictionaries(st.sampled_from("xyz"), st.integers() | st.text(max_size=3))
BODIES = st.dictionaries(st.sampled_from("abc"), VALUES)


def rows(page):
    """Positions of the events on a page of the record."""
    return [
        int(part.split("</a>")[0].rpartition(">")[2]) for part in page.text.split('<td class="n"><a href="/record/')[1:]
    ]


def expected(bureau, wanted):
    """Plainly: every event asked, the newest first."""
    found = []
    for event in bureau.app.state.desk.state().events:
        token = json.dumps(wanted.thing, ensure_ascii=False).encode()
        if (
            wanted.kind in ("", event.kind)
            and wanted.by in ("", event.by)
            and wanted.first <= event.recorded[:10] <= (wanted.last or "9")
            and (not wanted.thing or token in event.raw)
        ):
            found.append(event.position)
    return found[::-1]


def test_events_are_filtered_by_kind_author_day_and_thing(bureau):
    today = bureau.app.state.desk.state().events[0].recorded[:10]
    for query, wanted in (
        ("kind=sample.given", Wanted(kind="sample.given")),
        ("by=Clerk", Wanted(by="Clerk")),
        ("by=Clerk&kind=sample.given", Wanted(kind="sample.given", by="Clerk")),
        (f"thing={PERSON}", Wanted(thing=PERSON)),
        ("thing=000-001&kind=sample.given", Wanted(kind="sample.given", thing=UNIT)),
        (f"first={today}", Wanted(first=today)),
        ("last=2000-01-01", Wanted(last="2000-01-01")),
    ):
        assert rows(bureau.get("A. Roe", f"/record?{query}")) == expected(bureau, wanted)[:100], query


def test_a_correction_is_shown_field_by_field_on_both_events(bureau):
    with bureau.app.state.desk.at_work("Clerk One") as desk:
        (event,) = desk.write([Draft("note.made", {"note": {"id": "N-1", "height": "170", "bone": "femur"}})])
        body = {"note": {"id": "N-1", "height": "172", "side": "Left"}}
        (fixed,) = desk.write([Draft("note.made", body, corrects=event.id, reason="misread")])
    for id in (event.id, fixed.id):
        page = bureau.get("A. Roe", f"/record/{id}").text
        assert "<del>170</del>" in page
        assert "<ins>172</ins>" in page
        assert "note.side" in page
        assert "misread" in page


@given(BODIES, BODIES)
def test_what_differs_is_what_turns_one_into_the_other(before, after):
    made = flat(before)
    for path, old, new in differing(before, after):
        assert made.get(path, "") == old
        made.pop(path, None)
        if path in flat(after):
            made[path] = new
    assert made == flat(after)


def test_an_index_grown_in_steps_is_the_one_made_at_once(bureau):
    events = bureau.app.state.desk.state().events
    grown, whole = RecordIndex(), RecordIndex()
    for size in (1, 5, 5, 20, len(events)):
        grown.grow(events[:size])
    whole.grow(events)
    assert grown == whole
    assert grown.find(events[:5], Wanted(by="Clerk")) == [at for at in range(5) if events[at].by == "Clerk"]


def test_coordinates_cannot_be_asked_for_by_those_who_do_not_see_them(people):
    clerk = people[Role.CLERK].get("/record?thing=34.5&kind=place.defined").text
    laboratory = people[Role.LABORATORY].get("/record?thing=34.5&kind=place.defined").text
    assert "0 events" in laboratory
    assert "1 event<" in clerk


def test_who_has_seen_what_is_found_by_person_and_by_reader(bureau):
    bureau.post("A. Roe", "/board/open", remains=UNIT, person=PERSON)
    bureau.post("Lab One", "/board/open", remains=UNIT, person=PERSON)
    page = bureau.get("Admin One", "/record/seen").text
    assert "A. Roe" in page
    assert "Lab One" in page
    assert "docket of the board" in page
    assert CANARY not in page
    only = bureau.get("Admin One", "/record/seen?by=Lab+One").text.partition('id="shown"')[2]
    assert "A. Roe" not in only
    assert "2 entries" in bureau.get("Admin One", f"/record/seen?person={PERSON}").text
    assert "0 entries" in bureau.get("Admin One", "/record/seen?person=P-0002").text
    assert "0 entries" in bureau.get("Admin One", "/record/seen?last=2000-01-01").text
    assert bureau.get("Clerk One", "/record/seen").status_code == 403


def test_a_merged_person_is_found_under_every_code(bureau):
    with bureau.app.state.desk.at_work("Clerk One") as desk:
        got = services.receive(desk, services.NewReport({"name": "Zarina K."}, {}, sex="F"))
        desk.write(got.drafts)
        desk.write(services.merge(desk, [got.person], PERSON, "same papers"))
        desk.reveal([got.report], "board", "call")
    assert "1 entry" in bureau.get("Admin One", f"/record/seen?person={PERSON}").text


def test_erasing_needs_the_code_twice_and_an_administrator_and_leaves_its_trail(bureau):
    sent = {"subject": PERSON, "again": PERSON, "reason": "asked for by the family"}
    assert bureau.post("A. Roe", "/record/erased", **sent).status_code == 403
    refused = bureau.post("Admin One", "/record/erased", **(sent | {"again": "P-0002"}))
    assert refused.status_code == 400
    assert "Nothing was erased" in refused.text
    assert "Nothing was erased" in bureau.get("A. Roe", "/record/erased").text
    assert bureau.post("Admin One", "/record/erased", **(sent | {"reason": " "})).status_code == 400
    assert bureau.post("Admin One", "/record/erased", **sent).status_code == 303
    page = bureau.get("A. Roe", "/record/erased").text
    assert "asked for by the family" in page
    assert PERSON in page
    bureau.post("A. Roe", "/board/open", remains=UNIT, person=PERSON)
    docket = bureau.get("A. Roe", f"/board/pair?remains={UNIT}&person={PERSON}&open=yes").text
    assert CANARY not in docket
    assert "asked for by the family" in docket
    assert "The record verifies." in bureau.post("A. Roe", "/record/verify").text


def test_a_cosigned_checkpoint_is_kept_and_a_foreign_one_refused(bureau, tmp_path):
    key = new_cosigner("partner.example", tmp_path / "key.json")
    with Case.open(bureau.app.state.desk.path) as case:
        trust(case, str(key))
        note = str(case.checkpoint())
    signed = cosign(note, tmp_path / "key.json", at=1893456000)
    assert bureau.post("Clerk One", "/record/checkpoints", note=signed).status_code == 403
    assert bureau.post("A. Roe", "/record/checkpoints", note=signed.replace("\n", "\r\n")).status_code == 303
    page = bureau.get("Clerk One", "/record/checkpoints").text
    assert "partner.example" in page
    assert "1 January 2030" in page
    wrong = bureau.post("A. Roe", "/record/checkpoints", note="nothing")
    assert wrong.status_code == 400
    assert "That is no checkpoint" in wrong.text
    assert "nothing</textarea>" in wrong.text


def test_verifying_says_what_is_wrong(bureau):
    path = bureau.app.state.desk.path
    stray = path / "captures" / "ab"
    stray.mkdir(parents=True, exist_ok=True)
    page = bureau.post("A. Roe", "/record/verify").text
    assert "The record verifies." in page
    assert "events" in page


def test_somebody_found_alive_is_shown_before_all_else(bureau):
    with bureau.app.state.desk.at_work("Clerk One") as desk:
        desk.write(services.change_person(desk, PERSON, "came home", status=PersonStatus.ALIVE))
    page = bureau.get("A. Roe", f"/board/pair?remains={UNIT}&person={PERSON}").text
    assert page.index("was found alive") < page.index("By the laboratory")
