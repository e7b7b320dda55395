"""What a page is given: who asks, in which language, the case, and how to answer."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from typing import IO, TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from antigone.account.report.bars import interval_bar
from antigone.account.report.html import web_link
from antigone.core.errors import AntigoneError
from antigone.found.label import code_of
from antigone.web.desk import CaseDesk
from antigone.web.door import NOBODY, Door, User
from antigone.web.nav import TABS
from antigone.web.roles import ACCESS, sees
from antigone.web.sessions import Session, masked_token
from antigone.web.telling import marked, runs
from antigone.web.words import Words, offered

if TYPE_CHECKING:
    from jinja2 import Environment

    from antigone.core.finding import Finding


PLACE_OF_TOKEN = secrets.token_urlsafe(24)
"""Stands for the token in pages that are kept. Nobody can know it, so that no words of a case can ask for a token."""


@dataclass
class Here:
    """One request, admitted.

    Attributes:
        request: itself.
        desk: the case.
        door: who may come in.
        session: of the browser, if it has one.
        user: who asks.
        words: their language.
        form: what was sent, as text by name.
        sent: the same in order, where a name may come several times.
        files: what was uploaded: name as a stranger wrote it, the bytes, how many they are.
        body: what a program sent.
        for_many: the page is made once and kept; what is only this browser's is filled in afterwards.
    """

    request: Request
    desk: CaseDesk
    door: Door
    session: Session | None
    user: User
    words: Words
    form: Mapping[str, str] = field(default_factory=dict)
    sent: Sequence[tuple[str, str]] = ()
    files: Sequence[tuple[str, IO[bytes], int]] = ()
    body: bytes = b""
    for_many: bool = False

    @property
    def part(self) -> bool:
        """True where a script asks for the inside of a page only."""
        headers = self.request.headers
        return headers.get("hx-request") == "true" and headers.get("hx-history-restore-request") != "true"

    def every(self, name: str) -> list[str]:
        """All that was sent under a name."""
        return [value for key, value in self.sent if key == name]

    @property
    def inside(self) -> bool:
        """True where somebody is signed in."""
        return self.user is not NOBODY

    def may(self, route: str) -> bool:
        """True where this person may use that route."""
        roles = ACCESS[route]
        return roles is None or self.user.role in roles

    def sees(self, what: str) -> bool:
        """True where this person sees that class of fields."""
        return sees(self.user.role, what)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """An HTML page, or its inside only where that is asked for."""
        shown = environment(self.words.code).get_template(template)
        layout = "part.html.j2" if self.part else "page.html.j2"
        html = shown.render(here=self, w=self.words, layout=layout, **values)
        return HTMLResponse(html, status)

    @property
    def likeness(self) -> tuple[object, ...]:
        """What two requests share that get the same page from the same state of the case."""
        url, headers = self.request.url, self.request.headers
        return (url.path, url.query, self.words.code, self.user, self.part, bool(self.csrf), headers.get("hx-target"))

    @property
    def once(self) -> Markup:
        """A field that makes a form good for being written once, see `forms.once`."""
        return Markup('<input type="hidden" name="form-id" value="{}">').format(new_id())

    def json(self, value: Any, status: int = 200) -> Response:
        """A JSON document."""
        return JSONResponse(value, status)

    @cached_property
    def csrf(self) -> str:
        """The token that forms of this page bring back, masked; its place, in a page that is kept for many."""
        token = self.session.csrf if self.session else ""
        return PLACE_OF_TOKEN if token and self.for_many else masked_token(token)


def new_id() -> str:
    """An id that nobody guesses, for one form on one page."""
    return secrets.token_urlsafe(24)


def refusal(fault: AntigoneError) -> int:
    """The HTTP status of an error made for people."""
    return {2: 400, 3: 400, 4: 409, 5: 409, 6: 404}.get(fault.exit_code, 500)


REPORT_CSS = "report.css"


@cache
def report_css() -> bytes:
    """The style of the report: colours, type and drawings are the same on both."""
    return resources.files("antigone.account.report").joinpath("templates", REPORT_CSS).read_bytes()


@cache
def asset(name: str) -> str:
    """The address of a static file, which changes with its content."""
    own = resources.files("antigone.web").joinpath("static", name)
    data = report_css() if name == REPORT_CSS else own.read_bytes()
    return f"/static/{name}?v={sha256(data).hexdigest()[:12]}"


def tongue(code: str) -> str:
    """The code of a language that readers aloud know; empty for any other."""
    from babel import Locale

    return code if code.partition("-")[0] in Locale("en").languages else ""


def bar(thing: Any, top: int, words: Words) -> Markup:
    """An interval drawn as an interval."""
    told = words("%(bounds)s, on a scale from 0 to %(top)s", bounds=words.bounds(thing.least, thing.most), top=top)
    return Markup(interval_bar(thing.least, thing.most, top, told))


def said(sentence: str, words: Words) -> Markup:
    """What an engine told, in the reader's language; what the language has no pattern for is marked as English."""
    return marked(runs(sentence, words))


def advice(finding: Finding, words: Words) -> Markup:
    """What to do about a finding, without the commands that a page has no use for."""
    return marked((re.sub(r":? ?`[^`]*`", "", text), english) for text, english in runs(finding.do, words))


_TURNS = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")
_TAG = re.compile(r"(<[^>]*>)")
_CLOSES = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}


def balanced(value: Any) -> Any:
    """A text that turns the direction of writing, turned back at its end: what others wrote moves nothing of ours."""
    if not isinstance(value, str) or not _TURNS.search(value):
        return value
    if isinstance(value, Markup):
        return Markup("".join(part if part[:1] == "<" else balanced(part) for part in _TAG.split(str(value))))
    open_: list[str] = []
    for letter in value:
        if letter in _CLOSES:
            open_.append(_CLOSES[letter])
        elif open_ and letter == open_[-1]:
            open_.pop()
    return value + "".join(reversed(open_))


@cache
def environment(code: str) -> Environment:
    """The templates in one language."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from antigone.web.pauses import Pauses

    words = Words(code)
    made = Environment(
        loader=PackageLoader("antigone.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=balanced,
        extensions=["jinja2.ext.i18n", *([Pauses] if words.direction == "rtl" else [])],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(asset=asset, languages=offered(), tabs=TABS, bar=lambda thing, top: bar(thing, top, words))
    made.filters.update(upper=words.upper, number=words.number, date=words.date, moment=words.moment, say=words)
    made.filters["unit"] = words.unit
    made.filters["web_link"] = web_link
    made.filters["tongue"] = tongue
    made.filters["said"] = lambda sentence: said(sentence, words)
    made.filters["advice"] = lambda finding: advice(finding, words)
    made.filters["code"] = lambda id: words.code_like(code_of(id))
    made.filters["bare_code"] = code_of
    return made
