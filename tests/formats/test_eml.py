"""Mail: body and attachments; never an address."""

from email.message import EmailMessage

from antigone.core.when import PartialDate
from antigone.formats.detect import read_report
from antigone.formats.limits import Limits
from report_samples import PARAGRAPHS, mail


def test_the_body_and_the_text_attachment_are_documents_of_their_own() -> None:
    body, annex = read_report(mail(), "a.eml").documents
    assert body.text.strip() == PARAGRAPHS[2]
    assert annex.text == PARAGRAPHS[1]
    assert body.part != annex.part
    assert body.publisher == "Пресс-служба"
    assert body.title == "Сводка за 20 января"
    assert body.published_on == PartialDate(2022, 1, 20)
    assert body.id != annex.id


def test_the_address_of_the_sender_is_not_kept() -> None:
    assert all("press@" not in str(document) for document in read_report(mail(), "a.eml").documents)


def test_mail_inside_mail_is_read_only_so_deep() -> None:
    inner: EmailMessage | None = None
    for _ in range(8):
        outer = EmailMessage()
        outer["From"] = "a"
        outer.set_content("12 people were killed.")
        if inner is not None:
            outer.add_attachment(inner.as_bytes(), maintype="application", subtype="octet-stream", filename="x.eml")
        inner = outer
    assert inner is not None
    result = read_report(inner.as_bytes(), "a.eml", Limits(depth=3))
    assert result.documents
    assert "read.part_left_out" in [finding.code for finding in result.findings]
