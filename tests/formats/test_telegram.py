"""Telegram exports: each message with words is a document of its channel."""

from antigone.core.when import PartialDate
from antigone.formats.detect import read_report
from report_samples import PARAGRAPHS, telegram_export


def test_messages_with_words_are_documents_with_channel_day_edit_and_origin() -> None:
    first, second = read_report(telegram_export(), "result.json").documents
    assert first.text == "Killed: 12 people."
    assert first.publisher == "Example Tragedy"
    assert (first.published_on, first.edited_on) == (PartialDate(2022, 1, 20), PartialDate(2022, 1, 21))
    assert first.part == "message 17"
    assert second.via == ("Other Example Channel",)
    assert second.text == PARAGRAPHS[2]


def test_a_message_is_itself_in_every_export_and_another_once_its_words_change() -> None:
    same = {"id": 5, "type": "message", "date": "2022-01-20T10:00:00", "text": "12 dead"}
    one = read_report(telegram_export(same), "result.json").documents[0]
    two = read_report(telegram_export({"id": 4, "text": "x"}, same), "result.json").documents[1]
    edited = read_report(telegram_export({**same, "text": "13 dead"}), "result.json").documents[0]
    assert one.id == two.id
    assert one.capture != two.capture
    assert edited.id != one.id


def test_odd_values_in_an_export_harm_nothing() -> None:
    odd = [{"id": None, "text": 5}, {"id": [], "date": 7, "text": [None, {"text": 3}, "a"]}, {"text": {"text": "x"}}]
    result = read_report(telegram_export(*odd), "result.json")
    assert [document.text for document in result.documents] == ["a"]


def test_a_cut_or_deeply_nested_export_is_a_finding() -> None:
    for data in (telegram_export()[:200], b'{"messages": ' + b"[" * 100_000):
        result = read_report(data, "result.json")
        assert result.documents == []
        assert [finding.code for finding in result.findings] == ["read.broken"]
