"""Pages travel compressed, and a compressed page tells nothing of the token in it."""

from antigone.web.sessions import bare_token, masked_token
from web.people import token


def test_pages_styles_and_scripts_travel_compressed_and_archives_as_they_are(local):
    page = local.get("/")
    assert page.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["vary"]
    for address in ("/static/htmx.min.js", "/static/app.css", "/api/account"):
        assert local.get(address).headers["content-encoding"] == "gzip"
    assert int(page.headers["content-length"]) < len(page.content) / 3
    plain = local.get("/", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    archive = local.post("/record/export", data={"csrf": token(page)})
    assert archive.status_code == 200
    assert "content-encoding" not in archive.headers


def test_the_token_is_written_anew_on_each_page_and_each_is_good(local):
    pages = [local.get(path) for path in ("/", "/", "/statements", "/record", "/record")]
    tokens = [token(page) for page in pages]
    assert len(set(tokens)) == len(tokens)
    assert len({bare_token(each) for each in tokens}) == 1
    for each in tokens:
        assert local.post("/record/verify", headers={"x-csrf-token": each}).status_code == 200
    assert local.post("/record/verify", headers={"x-csrf-token": bare_token(tokens[0])}).status_code == 403


def test_a_mask_is_taken_off_and_nonsense_is_no_token():
    assert bare_token(masked_token("abc-_1")) == "abc-_1"
    assert masked_token("") == ""
    for wrong in ("", "x", "é", "====", "a" * 7, "\0"):
        assert bare_token(wrong) in ("", wrong[:0])
