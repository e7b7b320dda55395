"""Coming in and going out: the key of one's own machine, name and password, the language."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from antigone.web.door import LOCAL
from antigone.web.here import Here
from antigone.web.sessions import COOKIE, Session
from antigone.web.words import offered

LANGUAGE = "antigone_language"
YEAR = 365 * 24 * 3600
BY_ADDRESS, BY_BOTH, BY_NAME = RateLimitItemPerMinute(20), RateLimitItemPerMinute(6), RateLimitItemPerMinute(40)


def limiter() -> SlidingWindowCounterRateLimiter:
    """A fresh count of attempts; each server has its own."""
    return SlidingWindowCounterRateLimiter(MemoryStorage())


def enter(here: Here) -> Response:
    """Let in whoever brings the key that was printed when the server started."""
    if not here.door.lets_in(here.request.query_params.get("key", "")):
        return here.page("sign_in.html.j2", 403, wrong="key", local=here.door.local, next="/", name="")
    return _with_cookie(here, here.door.sessions.new(LOCAL), RedirectResponse("/", 303))


def to_the_door(request: Request) -> Response:
    """Where those go who have to sign in first, to come back to where they wanted to be."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    target = request.url_for("sign_in:GET").include_query_params(next=wanted)
    return RedirectResponse(f"{target.path}?{target.query}", 303)


def ask(here: Here) -> Response:
    """The form for name and password."""
    response_to = here.session or here.door.sessions.new()
    fresh = here.session is None
    here.session = response_to
    wanted = _safe(here.request.query_params.get("next", "/"))
    page = here.page("sign_in.html.j2", wrong="", local=here.door.local, next=wanted, name="")
    return _with_cookie(here, response_to, page) if fresh else page


def sign_in(here: Here) -> Response:
    """Check name and password; from here on the session has another id."""
    name, wanted = here.form.get("name", ""), _safe(here.form.get("next", "/"))
    address = here.request.client.host if here.request.client else ""
    if not _may_try(here, address, name.strip().casefold()):
        page = here.page("sign_in.html.j2", 429, wrong="often", local=here.door.local, next=wanted, name=name)
        page.headers["retry-after"] = "60"
        return page
    account = here.door.accounts.check(name, here.form.get("password", ""))
    if account is None:
        return here.page("sign_in.html.j2", 403, wrong="password", local=here.door.local, next=wanted, name=name)
    if here.session:
        here.door.sessions.end(here.session)
    session = here.door.sessions.new(f"account:{account.name}")
    return _with_cookie(here, session, RedirectResponse(wanted, 303))


def _may_try(here: Here, address: str, name: str) -> bool:
    """Few attempts a minute from one place, fewer at one name from there; a name cannot be locked by one stranger."""
    hit = here.request.app.state.attempts.hit
    return bool(hit(BY_ADDRESS, address) and hit(BY_BOTH, address, name) and hit(BY_NAME, name))


def sign_out(here: Here) -> Response:
    """End the session."""
    if here.session:
        here.door.sessions.end(here.session)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response


def language(here: Here) -> Response:
    """Remember in which language this browser reads."""
    code = here.form.get("language", "")
    response = RedirectResponse(_safe(here.form.get("next", "/")), 303)
    if code in offered():
        response.set_cookie(LANGUAGE, code, max_age=YEAR, httponly=True, samesite="lax")
    return response


def _with_cookie(here: Here, session: Session, response: Response) -> Response:
    value = here.door.sessions.cookie(session)
    secure = here.request.app.state.secure
    response.set_cookie(COOKIE, value, httponly=True, samesite="lax", secure=secure)
    return response


def _safe(path: str) -> str:
    """An address on this server, never on another: `//elsewhere`, `/\\elsewhere` and the like lead home."""
    plain = path.isprintable() and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if plain and "\\" not in path else "/"
