"""Small invented reports in every format that is read, built in memory."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from typing import Any

PARAGRAPHS = (
    "The invented ministry said on Thursday that 12 people were killed in the town of Exampleton.",
    "Bodies of 4 people were brought to the morgue, said Vera Example, a spokeswoman.",
    "Министерство сообщило, что погибли 12 человек — «не менее», уточнили в городе Примерске.",
)


def html_page() -> bytes:
    """A page with navigation, a script with a decoy, inline tags and entities."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Toll rises to 12</title>'
        '<meta property="og:site_name" content="Example Wire">'
        '<meta property="article:published_time" content="2022-01-20T10:00:00Z"></head><body>'
        '<nav>Home &amp; more</nav><script>var decoy = "<p>99 people were killed</p>";</script><article>'
        "<h1>Toll rises to 12</h1><p>The invented ministry said on <b>Thursday</b> that <i>12&nbsp;people</i> were "
        "killed in the town of Exampleton.</p>"
        f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article><footer>Nothing</footer></body></html>"
    ).encode()


def pdf_file() -> bytes:
    """A PDF of two pages with a wrapped and hyphenated line, written by hand with its cross-reference table."""
    pages = (
        ["The invented ministry said on Thursday that at least twelve peo-", "ple were killed in Exampleton."],
        ["Second page: 4 bodies."],
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>"]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for index, lines in enumerate(pages):
        words = b"BT /F1 12 Tf 50 700 Td " + b" 0 -14 Td ".join(b"(%s) Tj" % line.encode() for line in lines) + b" ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * index)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words))
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def docx_file() -> bytes:
    """Two paragraphs, then a table with one row of two cells."""
    import docx

    document = docx.Document()
    document.core_properties.title = "Invented statement"
    for paragraph in PARAGRAPHS[:2]:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "bodies received", "225"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail() -> bytes:
    """A mail with a plain and an HTML body, a text attachment and a picture."""
    message = EmailMessage()
    message["From"] = "Пресс-служба <press@example.org>"
    message["Subject"] = "Сводка за 20 января"
    message["Date"] = "Thu, 20 Jan 2022 10:00:00 +0600"
    message.set_content(PARAGRAPHS[2])
    message.add_alternative(f"<p>{PARAGRAPHS[2]}</p>", subtype="html")
    message.add_attachment(PARAGRAPHS[1].encode(), maintype="text", subtype="plain", filename="annex.txt")
    message.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def telegram_export(*messages: dict[str, Any]) -> bytes:
    """An export of an invented channel: a list of texts and entities, a forwarded message, an edit, a service line."""
    shown = messages or (
        {"id": 1, "type": "service", "date": "2022-01-19T09:00:00", "action": "create_channel", "text": ""},
        {
            "id": 17,
            "type": "message",
            "date": "2022-01-20T14:03:00",
            "edited": "2022-01-21T08:00:00",
            "text": ["Killed: ", {"type": "bold", "text": "12"}, " people."],
        },
        {
            "id": 18,
            "type": "message",
            "date": "2022-01-20T15:00:00",
            "forwarded_from": "Other Example Channel",
            "text": PARAGRAPHS[2],
        },
        {"id": 19, "type": "message", "date": "2022-01-20T16:00:00", "photo": "x.jpg", "text": ""},
    )
    export = {"name": "Example Tragedy", "type": "public_channel", "id": 100, "messages": list(shown)}
    return json.dumps(export, ensure_ascii=False).encode()


def warc_file(packed: bool = False) -> bytes:
    """A web archive with the page above, the same page again, a 404 and a picture."""
    records = (
        ("https://example.org/a", "200 OK", "text/html", html_page()),
        ("https://example.org/a", "200 OK", "text/html", html_page()),
        ("https://example.org/b", "404 Not Found", "text/html", b"<p>99 people were killed</p>"),
        ("https://example.org/c", "200 OK", "image/png", b"\x89PNG"),
    )
    written = [_warc_record(*record) for record in records]
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in written)


def _warc_record(url: str, status: str, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.0 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-20T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def wacz_file() -> bytes:
    """The web archive in its package."""
    return zip_of({"datapackage.json": b"{}", "archive/data.warc.gz": warc_file(packed=True)})


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def gzip_bomb() -> bytes:
    """Twenty megabytes of nothing behind the first line of a web archive."""
    return gzip.compress(b"WARC/1.0\r\n" + b"\0" * 20_000_000)


SAMPLES = {
    "a.txt": lambda: "URL: https://example.org\nDATE: 2022-01-20\n\n{}".format("\n\n".join(PARAGRAPHS)).encode(),
    "a.html": html_page,
    "a.pdf": pdf_file,
    "a.docx": docx_file,
    "a.eml": mail,
    "result.json": telegram_export,
    "a.warc": warc_file,
    "a.warc.gz": lambda: warc_file(packed=True),
    "a.wacz": wacz_file,
}
