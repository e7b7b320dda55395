"""A scan reads only what concerns a thing, says what the whole register says, and trusts its index while it fits."""

from dataclasses import replace
from random import Random

import pytest

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.when import PartialDate, Period
from antigone.found import services
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyEvent, CustodyType, Resolution
from antigone.found.desk import Desk
from antigone.found.events import draft, taking_back
from antigone.found.label import Block, Label, LabelKind, canonical_id, code_of
from antigone.found.ledger_file import ledger_of_case
from antigone.found.postings import FILE, KEEP_TAIL, open_postings
from antigone.found.remains import Remains, RemainsKind
from antigone.found.scan import scan
from antigone.found.site import Geometry, Publication, Site, SiteType
from antigone.record import Case, verify_path
from antigone.record.event import Draft

T = CustodyType


def on(day):
    return Period(PartialDate.parse(day), PartialDate.parse(day))


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case", "Port", by="A. Clerk") as made:
        drafts = [draft(Site(place, SiteType.MORGUE, keeper=f"office {place}")) for place in ("m1", "m2")]
        drafts.append(draft(Block(made.writer().public, 0, 99)))
        ids = [canonical_id(n) for n in range(20)]
        drafts += [draft(Remains(id, RemainsKind.BODY)) for id in ids]
        drafts.append(draft(CustodyEvent(T.RECEIVED, tuple(ids), to_place="m1"), on("2024-05-01")))
        drafts.append(draft(Label(ids[3], LabelKind.MORGUE, "M-17")))
        made.append(drafts)
        yield made


def body(n):
    return canonical_id(n)


def test_the_card_says_what_it_is_and_where_it_should_be(case):
    index = open_postings(case)
    for text in (code_of(body(3)), body(3), "m 17", f"ANTIGONE:{case.id[:8]}:{code_of(body(3)).replace('-', '')}"):
        card = scan(case, index, text)
        assert (card.id, card.place, card.custodian, card.kind) == (body(3), "m1", "office m1", "body")
    assert card.words == "It should be in m1 (office m1), since 2024-05-01."
    assert card.findings == ()


def test_an_unknown_code_is_met_with_what_it_may_have_been(case):
    code = code_of(body(7)).replace("-", "")
    with pytest.raises(NotFoundError) as error:
        scan(case, open_postings(case), code[:4] + code[5] + code[4])
    assert code_of(body(7)) in error.value.do
    with pytest.raises(NotFoundError):
        scan(case, open_postings(case), "whatever")


def test_corrections_resolutions_and_retractions_reach_the_card(case):
    index = open_postings
    (stolen,) = case.append([draft(CustodyEvent(T.STOLEN, (), 2, from_place="m1"), on("2024-05-03"))])
    case.append([draft(Resolution(stolen.id, (body(1),), "tag"))])
    assert scan(case, index(case), body(1)).sink == "taken, whereabouts unknown"
    case.append([taking_back(stolen.id, "it was a drill")])
    assert scan(case, index(case), body(1)).place == "m1"
    (moved,) = case.append([draft(CustodyEvent(T.MOVED, (body(2),), to_place="m2"), on("2024-05-03"))])
    assert scan(case, index(case), body(2)).place == "m2"
    case.append([draft(CustodyEvent(T.MOVED, (body(4),), to_place="m2"), corrects=moved.id, reason="misread")])
    assert scan(case, index(case), body(2)).place == "m1"
    assert scan(case, index(case), body(4)).place == "m2"
    case.append([draft(Association("A", body(5), body(1), AssociationKind.SAME_BODY))])
    assert scan(case, index(case), body(1)).is_now == code_of(body(5))
    assert scan(case, index(case), body(5)).also == (code_of(body(1)),)


def test_an_import_taken_back_reaches_the_card(case):
    (imported,) = case.append([Draft("case.imported", {"import": "L"})])
    row = {"file": "b.csv", "row": 2, "import": "L"}
    case.append([draft(CustodyEvent(T.RELEASED, (body(6),), from_place="m1"), on("2024-05-02"), row=row)])
    assert scan(case, open_postings(case), body(6)).sink == "with its family"
    case.append([taking_back(imported.id, "wrong file")])
    assert scan(case, open_postings(case), body(6)).place == "m1"


def test_a_number_given_out_is_never_used_again_even_when_it_was_taken_back(case):
    from antigone.found.numbering import next_ids

    (imported,) = case.append([Draft("case.imported", {"import": "L"})])
    row = {"file": "b.csv", "row": 2, "import": "L"}
    first = next_ids(Desk(case).whole(), case.writer().public, 2)
    case.append([draft(Remains(id, RemainsKind.BODY), row=row) for id in first])
    case.append([taking_back(imported.id, "wrong file")])
    assert not set(first) & set(next_ids(Desk(case).whole(), case.writer().public, 5))
    part = Desk(case).numbering(3)
    assert not set(first) & set(next_ids(part, case.writer().public, 3))


def test_a_part_finds_its_place_through_what_it_was_split_from(case):
    case.append([draft(Remains(body(50), RemainsKind.BODY_PART, split_from=body(8)))])
    card = scan(case, open_postings(case), body(50))
    assert card.place == "m1"
    assert scan(case, open_postings(case), body(8)).children == (code_of(body(50)),)


def test_what_other_rooms_say_is_named_and_its_contents_left_out(case):
    case.append([Draft("decision.established", {"decision": {"remains": [body(9)], "name": "secret words"}})])
    card = scan(case, open_postings(case), body(9))
    assert card.others[0]["kind"] == "decision.established"
    assert "secret" not in str(card.as_json())


def test_a_part_of_the_register_says_what_the_whole_says(case):
    random = Random(4)
    for _ in range(60):
        units = tuple(body(n) for n in random.sample(range(20), random.randint(0, 3)))
        ends = {"from_place": random.choice(["", "m1", "m2"]), "to_place": random.choice(["m1", "m2"])}
        event = CustodyEvent(random.choice(list(T)), units, random.choice([None, 2]), **ends)
        case.append([draft(event, on(f"2024-05-{random.randint(2, 28):02d}"))])
    desk = Desk(case)
    whole = desk.whole()
    for n in range(20):
        assert desk.part([body(n)]).paths[body(n)] == whole.paths[body(n)]


def test_the_index_is_written_read_extended_and_thrown_away_when_it_does_not_fit(case):
    path = case.path / "cache" / FILE
    fill = [draft(Label(body(n % 20), LabelKind.BAG, f"B{n}")) for n in range(KEEP_TAIL)]
    case.append(fill)
    first = open_postings(case)
    assert path.exists()
    again = open_postings(case)
    assert (again.size, list(again.at(f"u:{body(3)}"))) == (case.size, list(first.at(f"u:{body(3)}")))
    case.append([draft(CustodyEvent(T.MOVED, (body(3),), to_place="m2"), on("2024-05-09"))])
    assert scan(case, open_postings(case), body(3)).place == "m2"
    raw = path.read_bytes()
    for damage in (b"", raw[:50], raw[:-8], raw[:-1] + bytes([raw[-1] ^ 1]), raw.replace(b'"size": ', b'"size": 1')):
        path.write_bytes(damage)
        assert scan(case, open_postings(case), body(3)).place == "m2"
        assert scan(case, open_postings(case), "B17").id == body(17)
    assert verify_path(case.path).ok


def test_an_index_of_another_log_is_not_used(case, tmp_path):
    fill = [draft(Label(body(n % 20), LabelKind.BAG, f"B{n}")) for n in range(KEEP_TAIL)]
    case.append(fill)
    open_postings(case)
    with Case.create(tmp_path / "other", "Other", by="B") as other:
        other.append([draft(Remains(body(3), RemainsKind.BONE)), *fill, *fill])
        (other.path / "cache").mkdir()
        (other.path / "cache" / FILE).write_bytes((case.path / "cache" / FILE).read_bytes())
        assert scan(other, open_postings(other), body(3)).kind == "bone"


def test_the_kept_ledger_is_used_only_for_the_record_it_was_made_from(case):
    from antigone.found.balance import balance_of

    first, last = ledger_of_case(case)
    again, _ = ledger_of_case(case)
    assert again.units == []  # from the cache
    assert balance_of(first, last) == balance_of(again, last)
    case.append([draft(CustodyEvent(T.STOLEN, (body(1),), 3, from_place="m1"), on("2024-05-03"))])
    newer, last = ledger_of_case(case)
    kept, _ = ledger_of_case(case)
    assert balance_of(newer, last) == balance_of(kept, last)
    assert balance_of(kept, last).variances[0].difference == 2
    (case.path / "cache" / "found.ledger").write_bytes(b"no ledger")
    assert balance_of(ledger_of_case(case)[0], last) == balance_of(newer, last)


# -- services ------------------------------------------------------------------------------------------------------


def refused(case, event, **more):
    with pytest.raises((UsageError, InputError)) as error:
        services.record_custody(Desk(case).whole(), event, on("2024-05-05"), **more)
    assert error.value.do
    return error.value.message


def test_what_cannot_be_is_refused_with_what_to_do_next(case):
    case.append([draft(CustodyEvent(T.RELEASED, (body(0),), from_place="m1"), on("2024-05-02"))])
    case.append([draft(CustodyEvent(T.TRANSFERRED_OUT, (body(1),), from_place="m1", to_place="m2"), on("2024-05-02"))])
    case.append([draft(Remains(body(30), RemainsKind.BODY))])
    m1, m2 = {"from_place": "m1"}, {"to_place": "m2"}
    assert "with its family" in refused(case, CustodyEvent(T.MOVED, (body(0),), **m1, **m2))
    assert "in transit" in refused(case, CustodyEvent(T.MOVED, (body(1),), **m2))
    assert "booked in already" in refused(case, CustodyEvent(T.RECEIVED, (body(2),), **m2))
    assert "nobody booked that it left" in refused(case, CustodyEvent(T.TRANSFERRED_IN, (body(2),), **m2))
    assert "not in m2" in refused(case, CustodyEvent(T.RELEASED, (body(2),), from_place="m2"))
    assert "already" in refused(case, CustodyEvent(T.MOVED, (body(2),), to_place="m1"))
    assert "booked in nowhere" in refused(case, CustodyEvent(T.MOVED, (body(30),), **m2))
    assert "not numbered" in refused(case, CustodyEvent(T.MOVED, (body(99),), **m2))
    assert "no place" in refused(case, CustodyEvent(T.MOVED, (body(2),), to_place="m9"))
    assert "needs the place" in refused(case, CustodyEvent(T.MOVED, (body(2),)))
    assert "needs the place" in refused(case, CustodyEvent(T.STOLEN, (), 3))
    assert "about something" in refused(case, CustodyEvent(T.STOLEN, (), **m1))
    assert "holds 18" in refused(case, CustodyEvent(T.STOLEN, (), 41, **m1))
    made = services.record_custody(Desk(case).whole(), CustodyEvent(T.STOLEN, (), 41, **m1), anyway=True)
    case.append([made])


def test_the_name_of_a_relative_who_receives_is_sealed_and_in_no_output(case):
    release = CustodyEvent(T.RELEASED, (body(0),), from_place="m1", received_by="Plain Name")
    assert "sealed" in refused(case, release)
    made = services.record_custody(
        Desk(case).whole(), replace(release, received_by=""), on("2024-05-02"), relative=("P-1", "Ana Example")
    )
    (event,) = case.append([made])
    assert b"Ana Example" not in event.raw
    assert case.unseal(event, "received_by") == "Ana Example"


def test_an_exact_position_is_sealed_and_its_event_holds_the_blurred_one(case):
    grave = Site("g", SiteType.PRIMARY_GRAVE, publication=Publication.AREA)
    (event,) = case.append([services.record_site(grave, Geometry("12.345678", "7.654321"))])
    assert b"345678" not in event.raw
    assert Desk(case).whole().sites["g"].position == Geometry("12.3", "7.7", 8000)
    assert "12.345678" in case.unseal(event, "position")


def test_numbers_at_the_desk_are_those_of_the_whole(case):
    desk = Desk(case)
    from antigone.found.numbering import next_ids

    writer = case.writer().public
    part = desk.numbering(3, places=["m1"])
    assert next_ids(part, writer, 3) == next_ids(desk.whole(), writer, 3) == [body(20), body(21), body(22)]
    case.append([services.void(desk.whole(), body(22), "torn")])
    desk = Desk(case)
    assert next_ids(desk.numbering(2), writer, 2) == [body(20), body(21)]
    assert next_ids(desk.numbering(3), writer, 3) == [body(23), body(24), body(25)]
