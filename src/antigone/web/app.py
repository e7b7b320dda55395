"""The application: one case, its pages and its JSON, behind one door."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from antigone.core.errors import AntigoneError
from antigone.record.case import Case
from antigone.web import beginning
from antigone.web.accounts import Accounts
from antigone.web.desk import CaseDesk
from antigone.web.door import LOCAL, NOBODY, SAFE, Door, Refused, User
from antigone.web.drops import Drops
from antigone.web.guard import KnownHosts, Limits, SafeHeaders, Smaller, form_of
from antigone.web.here import PLACE_OF_TOKEN, REPORT_CSS, Here, refusal, report_css
from antigone.web.pages.entrance import LANGUAGE, limiter, to_the_door
from antigone.web.quota import Quota
from antigone.web.roles import ACCESS
from antigone.web.routes import ADDRESSES, Address
from antigone.web.sessions import Session
from antigone.web.tiles import open_tiles
from antigone.web.tokens import Tokens
from antigone.web.words import Words, chosen

log = logging.getLogger("antigone.web")
NOT_YET = ("The case is still being read; nothing was done.", "Try again in a minute.")
BEFORE = frozenset({"enter", "sign_in", "sign_out", "language", "being_read", "api_description"})
"""Routes that need nothing of the case."""
WAIT = {429: "60", 503: "5"}
"""Seconds after which it is worth asking again, by status."""
TOO_OFTEN = ("That is too often.", "Wait a minute.")
SLOW_TO_CHANGE = {"cache-control": "public, max-age=31536000, immutable"}


class Static(StaticFiles):
    """Files that ship with the package; their addresses change with their content, so they may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers.update(SLOW_TO_CHANGE)
        return response


def create_app(
    case: Path,
    *,
    local: bool = False,
    names: tuple[str, ...] = (),
    secure: bool = False,
    warm: bool = False,
    base_map: Path | None = None,
) -> Starlette:
    """The application on one case.

    Args:
        case: its folder.
        local: serve one person on this machine without accounts; they come in with `app.state.door.key`.
        names: further names under which it is reached.
        secure: it is reached over https only, so that cookies never travel in clear.
        warm: read the case in the background once the application starts, and say so to whoever asks meanwhile;
            otherwise it is read now. Where it cannot be read, `app.state.stop` is called.
        base_map: a PMTiles file for the ground of the map of places.

    Raises:
        CaseError: there is no case, or it cannot be read.
        InputError: the base map cannot be read.
    """
    Case.open(case, read_only=True).close()
    desk = CaseDesk(case)
    if not warm:
        desk.state()
        desk.beginning.done.set()
    door = Door(Accounts(case), Tokens(case), local=local)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if warm:
            desk.begin(lambda: app.state.stop())  # noqa: PLW0108  # set later than this
        yield

    missing = {each.name for each in ADDRESSES} ^ ACCESS.keys()
    assert not missing, f"routes and the table of roles differ: {missing}"
    app = Starlette(
        routes=[
            *map(_route, ADDRESSES),
            Route(f"/static/{REPORT_CSS}", _report_css),
            Mount("/static", Static(packages=[("antigone.web", "static")])),
        ],
        middleware=[
            Middleware(Smaller, minimum_size=1000, compresslevel=5),
            Middleware(SafeHeaders),
            Middleware(KnownHosts, names=names),
            Middleware(Limits, larger={each.path: each.allows for each in ADDRESSES if each.allows}),
        ],
        exception_handlers={AntigoneError: _told, Refused: _refused, HTTPException: _stopped},
        lifespan=lifespan,
    )
    app.state.tiles = open_tiles(base_map) if base_map else None
    app.state.desk, app.state.door, app.state.secure = desk, door, secure
    app.state.attempts, app.state.quota = limiter(), Quota()
    app.state.drops, app.state.stop = Drops(case), lambda: None
    return app


def _report_css(_: Request) -> Response:
    return Response(report_css(), media_type="text/css", headers=SLOW_TO_CHANGE)


def _route(address: Address) -> Route:
    return Route(address.path, _guarded(address), methods=[address.method], name=f"{address.name}:{address.method}")


def _guarded(address: Address) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint: whoever asks is looked at first, then the page is made in a thread."""

    async def endpoint(request: Request) -> Response:
        try:
            return await _answer(request, address)
        except (AntigoneError, Refused, HTTPException):
            raise
        except ClientDisconnect:
            return Response(status_code=499)  # nobody hears it
        except Exception as fault:
            return await _broken(request, fault)
        finally:
            if not getattr(request.state, "files_kept", False):
                await request.close()

    return endpoint


async def _answer(request: Request, address: Address) -> Response:
    session, user = await _admitted(request, address)
    here = _here(request, session)
    here.user = user
    if address.name not in BEFORE and not here.desk.beginning.is_ready:
        return await _not_yet(here)
    if request.method == "POST":
        await _take_in(here)
    if address.kept:
        return await run_in_threadpool(_kept, here, address)
    return await run_in_threadpool(address.answer, here)


async def _not_yet(here: Here) -> Response:
    """The case is still being read: nothing of it is shown, and nothing is taken."""
    if _is_api(here.request) or here.request.method not in SAFE:
        raise Refused(503, *NOT_YET)
    return await run_in_threadpool(beginning.told, here)


async def _admitted(request: Request, address: Address) -> tuple[Session | None, User]:
    """Who asks, if they may, and not too often."""
    quota: Quota = request.app.state.quota
    try:
        session, user = await request.app.state.door.admit(request, address.name)
    except Refused as refused:
        given = request.headers.get("authorization")
        if refused.status == 401 and given and not quota.stranger(_address(request)):
            raise Refused(429, *TOO_OFTEN) from None
        raise
    if address.name.startswith("api_") and not quota.allows(user.name or LOCAL, request.method not in SAFE):
        raise Refused(429, *TOO_OFTEN)
    return session, user


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _take_in(here: Here) -> None:
    """What was sent: a form with its files, or the body of a program."""
    if "form" not in here.request.headers.get("content-type", ""):
        here.body = await here.request.body()
        return
    sent = (await form_of(here.request)).multi_items()
    here.sent = [(key, value) for key, value in sent if isinstance(value, str)]
    here.form = dict(here.sent)
    for _, value in sent:
        if not isinstance(value, str) and not value.filename:
            await value.close()  # a field for files in which none was chosen
    here.files = [(v.filename or "", v.file, v.size or 0) for _, v in sent if not isinstance(v, str) and v.filename]


def _kept(here: Here, address: Address) -> Response:
    """A page that was made before for somebody alike, with this browser's own token in its place."""

    def make() -> bytes:
        return bytes(address.answer(replace(here, for_many=True)).body)

    body = here.desk.page(here.likeness, make)
    return HTMLResponse(body.replace(PLACE_OF_TOKEN.encode(), here.csrf.encode()))


def _here(request: Request, session: Session | None) -> Here:
    state = request.app.state
    code = chosen(request.cookies.get(LANGUAGE, ""), request.headers.get("accept-language", ""))
    return Here(request, state.desk, state.door, session, NOBODY, Words(code))


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def _told(request: Request, fault: Exception) -> Response:
    """An error made for people, with its status."""
    assert isinstance(fault, AntigoneError)
    return await run_in_threadpool(_fault, request, refusal(fault), fault.message, fault.do)


async def _refused(request: Request, fault: Exception) -> Response:
    """Nobody there: to the door. Somebody else's page: a plain word."""
    assert isinstance(fault, Refused)
    if fault.status == 401 and request.method in ("GET", "HEAD") and not _is_api(request):
        return to_the_door(request)
    response = await run_in_threadpool(_fault, request, fault.status, fault.why, fault.do)
    if fault.status in WAIT:
        response.headers["retry-after"] = WAIT[fault.status]
    return response


STOPPED = {
    400: "That cannot be read.",
    404: "There is no such page.",
    405: "There is no such page.",
    408: "That came too slowly.",
    413: "That is too large.",
}


async def _stopped(request: Request, fault: Exception) -> Response:
    """No such page; or what was sent is too large, too slow, or no form."""
    assert isinstance(fault, HTTPException)
    told = STOPPED.get(fault.status_code, STOPPED[400])
    response = await run_in_threadpool(_fault, request, fault.status_code, told, "")
    response.headers.update(fault.headers or {})
    return response


async def _broken(request: Request, fault: Exception) -> Response:
    """Our own fault: written to the log, said plainly, nothing of it shown."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=fault)
    told = "Something went wrong here. If you were saving something, look whether it is there before you try again."
    return await run_in_threadpool(_fault, request, 500, told, "")


def _fault(request: Request, status: int, message: str, do: str) -> Response:
    if _is_api(request):
        return JSONResponse({"error": {"status": status, "message": message, "do": do}}, status)
    session = request.app.state.door.session(request)
    here = _here(request, session)
    here.user = request.app.state.door.user(session)
    return here.page("fault.html.j2", status, message=message, do=do, case_name="")
