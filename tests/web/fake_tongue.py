"""A language in which every word of the catalogues stands between ⟦ and ⟧, and what pages show of any other."""

import io
import re
from gettext import NullTranslations
from html.parser import HTMLParser

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


class Page(HTMLParser):
    """What a page shows or says aloud, piece by piece: `texts`; pieces marked as English: `english`.

    Words of reports, quotations and names of people are left out.
    """

    def __init__(self, html):
        super().__init__()
        self.texts, self.english, self._open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.texts += [found[name] for name in SPOKEN if found.get(name)]
        if tag not in EMPTY:
            report = "report" in (found.get("class") or "").split()
            self._open.append((tag, found.get("lang"), found.get("dir") == "auto" or report))

    def handle_startendtag(self, tag, attrs):
        self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not text.strip() or any(tag in SILENT for tag, _, _ in self._open):
            return
        if any(tag in ("bdi", "q", "blockquote") or theirs for tag, _, theirs in self._open):
            return
        (self.english if any(lang == "en" for _, lang, _ in self._open) else self.texts).append(text.strip())


def unsaid(html, names=(), *forms):
    """English prose that a page in that language shows.

    Args:
        names: of the case; left out of what is looked at.
        forms: regular expressions of further names.
    """
    page = Page(html)
    found = []
    for text in page.texts:
        left = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        for name in sorted(names, key=len, reverse=True):
            left = left.replace(name, " ")
        for form in forms:
            left = re.sub(form, " ", left)
        found += [" ".join(text.split())] if PROSE.search(left) else []
    return [*page.english, *found]
