"""Every page of a case in which everything is hostile: words stay words, and turn nothing round beyond themselves."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from antigone.web.app import create_app
from antigone.web.here import balanced
from antigone.web.routes import ADDRESSES
from web.hostile import EVIL, RLO, make_hostile
from web.people import client

FILES = (".pdf", "/checkpoint", "map.json", "world.json", "/tiles/", "/print", "/enter")
VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "stop"})


class Seen(HTMLParser):
    """What a browser would make of a page: elements, attributes, texts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    path, asked = make_hostile(tmp_path_factory.mktemp("hostile"))
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    return browser, asked


def ids(path, asked):
    """What stands in the address of a page: things that are there, and a hostile one."""
    first = path.split("/")[1]
    here = {
        "statements": ["C1", "C2"], "record": [asked["event"]], "places": ["port", "m1", "long"], "missing": ["P-0001"],
        "remains": [asked["remains"]], "reports": ["Q-0001"], "samples": ["S-0001"], "families": ["F-0001"],
        "entry": [asked["act"]], "board": ["D-0001"],
    }.get(first, ["C1"])  # fmt: skip
    return [*here, quote(EVIL, safe="")]


def pages(asked):
    for address in ADDRESSES:
        if address.method != "GET" or address.path.startswith("/api") or any(f in address.path for f in FILES):
            continue
        for id in ids(address.path, asked) if "{" in address.path else [""]:
            path = address.path.replace("{take}", "revoke")
            yield re.sub(r"\{\w+(:int)?\}", id, path)
    evil = quote(EVIL)
    yield from (f"/explain?id={id}" for id in ("C1", "killed @ port", "killed @ long", evil))
    yield from (
        f"/reader?document={asked['document']}",
        f"/reader?document={evil}&at={evil}&saved={evil}&number={evil}",
    )
    yield from (f"/statements?q={evil}&speaker={evil}&sort={evil}", f"/record?kind={evil}&by={evil}")
    yield from (
        f"/reader/links?claim={evil}",
        "/reader/links?claim=C1",
        f"/reader/files?drop={evil}",
        f"/?aside={evil}",
    )
    yield from (
        f"/remains?q={evil}",
        f"/missing?q={evil}",
        f"/matching?q={evil}",
        f"/sign-in?next={evil}",
        f"/{evil}",
        f"/?aside={evil}",
    )


def faults(text):
    """What of a page is not ours."""
    seen = Seen(text)
    found = [f"<{tag}>" for tag, _ in seen.tags if tag in ("img", "b", "iframe", "object", "base", "style", "embed")]
    for tag, attributes in seen.tags:
        source = attributes.get("src") or ""
        if tag == "script" and not re.fullmatch(r"/static/[a-z.-]+m?js\?v=[0-9a-f]{12}", source):
            found.append(f"script {source[:60]}")
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "style"]
        href = attributes.get("href") or attributes.get("action") or "/"
        if not href.startswith(("/", "#", "?", "https://", "http://")) or href.startswith("//"):
            found.append(f"{tag} leads to {href[:60]}")
    found += [
        "a template was carried out"
        for each in seen.texts
        if "49" in each and "{{7*7}}" not in each and "<b>49" in each
    ]
    return found


def test_hostile_words_stay_words_on_every_page(world):
    browser, asked = world
    wrong, looked = {}, 0
    for path in pages(asked):
        answer = browser.get(path)
        assert answer.status_code < 500, path
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        looked += 1
        bad = faults(answer.text)
        if bad:
            wrong[path] = bad[:3]
    assert wrong == {}
    assert looked > 40


def test_the_hostile_words_are_shown(world):
    browser, asked = world
    for path in ("/statements/C1", "/", "/places/port", f"/reader?document={asked['document']}"):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in browser.get(path).text


def test_directions_are_turned_round_within_a_name_only(world):
    browser, asked = world
    for path in pages(asked):
        answer = browser.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for words in Seen(answer.text).texts:
            assert RLO not in words or is_balanced(words), (path, words[-80:])


def is_balanced(text):
    stack = []
    for letter in text:
        if letter in "\u202a\u202b\u202d\u202e":
            stack.append("\u202c")
        elif letter in "\u2066\u2067\u2068":
            stack.append("\u2069")
        elif stack and letter == stack[-1]:
            stack.pop()
    return not stack


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a\u202eb\u202c"),
        ("a\u202e\u2067b", "a\u202e\u2067b\u2069\u202c"),
        ("\u2067b\u2069", "\u2067b\u2069"),
        (7, 7),
        (None, None),
    ],
)
def test_what_turns_the_direction_is_closed_where_it_ends(text, shown):
    assert balanced(text) == shown


def test_no_hostile_word_breaks_the_json(world):
    browser, _ = world
    for path in ("account", "statements", "record", "remains", "sites", "persons", "matches", "decisions", "proposals"):
        assert browser.get(f"/api/{path}").status_code == 200
    for path in ("statements", "record", "remains"):
        assert browser.get(f"/api/{path}/{quote(EVIL, safe='')}").status_code == 404
