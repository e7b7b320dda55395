"""A language in which every word of the catalogues stands between ⟦ and ⟧, and what pages show of any other."""

import io
import re
from gettext import NullTranslations
from html.parser import HTMLParser
from string import Formatter

from antigone.web import here, recognise, words
from web.catalogue import messages
from web.engine_catalogue import engine_messages

CODE = "kk"
OPEN, CLOSE = "⟦", "⟧"
PLACE = re.compile(r"(%\(\w+\)[sd]|\{[^{}]*\})")
PROSE = re.compile(
    r"\b(the|of|is|are|was|were|and|not|no|by|from|with|has|have|that|this|to|for|on|at|be|it|or|as|which|nobody|"
    r"somebody|all|any|there|they|them|who|what|where|when|how|one|other|without|before|after|than|its|their)\b",
    re.IGNORECASE,
)
"""Words that English prose cannot do without, and names can."""
SILENT = {"script", "style", "code", "pre", "template", "option", "textarea"}
SPOKEN = ("title", "aria-label", "alt", "placeholder")
EMPTY = {"br", "img", "input", "meta", "link", "hr", "wbr", "col", "path", "rect", "line", "circle", "use", "stop"}


def wrapped(message):
    """The message with each stretch of its own words between the signs; what fills its places stays outside."""
    parts = PLACE.split(message)
    return "".join(p if at % 2 or not re.search(r"[^\W\d_]", p) else f"{OPEN}{p}{CLOSE}" for at, p in enumerate(parts))


class Fake(NullTranslations):
    """Knows what the catalogues of a complete language know, and no more."""

    def __init__(self):
        super().__init__()
        self.known = {one for one, _ in messages() | engine_messages()} | _of_prints()

    def gettext(self, message):
        return wrapped(message) if message in self.known else message

    def ngettext(self, one, many, n):
        return self.gettext(one) if n == 1 else (wrapped(many) if one in self.known else many)


def _of_prints():
    from babel.messages.pofile import read_po

    read = read_po(io.StringIO(words._of_prints(CODE).read_text(encoding="utf-8")), locale=CODE)
    return {each.id for each in read if isinstance(each.id, str) and each.id}


def speak(monkeypatch):
    """Put the language in the place of Kazakh."""
    fake = Fake()
    found = tuple(sorted(engine_messages(), key=str))
    monkeypatch.setattr(words, "catalogue", lambda code: fake if code == CODE else NullTranslations())
    monkeypatch.setattr(words, "engine_messages", lambda _: found)
    for kept in (here.environment, recognise._known, recognise.recognised):
        kept.cache_clear()
        monkeypatch.setattr(kept, "__doc__", kept.__doc__)


class Page(HTMLParser):
    """What a page shows or says aloud, piece by piece: `texts`; pieces marked as English: `english`."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.english, self._open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.texts += [found[name] for name in SPOKEN if found.get(name)]
        if tag not in EMPTY:
            self._open.append((tag, found.get("lang"), "dir" in found and found["dir"] == "auto"))

    def handle_startendtag(self, tag, attrs):
        self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not text.strip() or any(tag in SILENT for tag, _, _ in self._open):
            return
        if any(lang == "en" for _, lang, _ in self._open):
            self.english.append(text.strip())
        elif not any(tag in ("bdi", "q", "blockquote") or auto for tag, _, auto in self._open):
            self.texts.append(text.strip())


def unsaid(html):
    """English prose that a page in that language shows."""
    page = Page(html)
    left = (" ".join(_outside(text).split()) for text in page.texts)
    return [*page.english, *(text for text in left if PROSE.search(text))]


def _outside(text):
    """What is not between the signs."""
    return re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)


def is_place(message):
    """True where a message is nothing but places."""
    return not any(literal.strip() for literal, *_ in Formatter().parse(message))
