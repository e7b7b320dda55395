"""The door: who is there, whether they may come in, and whether it is really they who ask."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request

from antigone.web.accounts import Account, Accounts
from antigone.web.guard import form_of
from antigone.web.roles import ACCESS, Role
from antigone.web.sessions import COOKIE, Session, Sessions, bare_token
from antigone.web.tokens import Tokens

LOCAL = "local"
SAFE = frozenset({"GET", "HEAD"})


class Refused(Exception):
    """The request may not be answered; `status` is 401 (nobody signed in), 403, or 429 (too often)."""

    def __init__(self, status: int, why: str, do: str = "") -> None:
        super().__init__(why)
        self.status, self.why, self.do = status, why, do


@dataclass(frozen=True, slots=True)
class User:
    """Who asks.

    Attributes:
        name: as others know them; empty for nobody.
        role: what they may do.
    """

    name: str
    role: Role


NOBODY = User("", Role.VIEWER)


@dataclass
class Door:
    """Decides on every request.

    Attributes:
        accounts: of the case.
        tokens: of the programs that may ask for JSON.
        sessions: of this server.
        local: True where one person on this machine is served without accounts.
        key: lets that person, and their programs, in; printed at the start.
        tickets: each lets one browser in, once.
    """

    accounts: Accounts
    tokens: Tokens
    sessions: Sessions = field(default_factory=Sessions)
    local: bool = False
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    tickets: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ticket(self) -> str:
        """One entrance for the browser that is opened: what stands in its command line is worth nothing afterwards."""
        made = secrets.token_urlsafe(32)
        self.tickets.add(made)
        return made

    def lets_in(self, key: str) -> bool:
        """True for the key, and once for a ticket; never where there are accounts."""
        with self._lock:
            ticket = next((t for t in self.tickets if secrets.compare_digest(t, key)), None)
            if ticket:
                self.tickets.discard(ticket)
        return self.local and (ticket is not None or secrets.compare_digest(self.key, key))

    def user(self, session: Session | None) -> User:
        """Who a session belongs to; nobody, where the account has gone meanwhile."""
        if session is None or not session.user:
            return NOBODY
        if session.user == LOCAL:
            return User("", Role.ADMINISTRATOR) if self.local else NOBODY
        return _user(self.accounts.get(session.user.removeprefix("account:")))

    def program(self, request: Request) -> User:
        """Which program asks, by its token; nobody without one."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() != "bearer" or not token:
            return NOBODY
        if self.local and secrets.compare_digest(self.key, token):
            return User("", Role.ADMINISTRATOR)
        found = self.tokens.of(token)
        return User(f"{found.name} (program)", found.role) if found else NOBODY

    def session(self, request: Request) -> Session | None:
        """The session of a request, if it has one."""
        return self.sessions.find(request.cookies.get(COOKIE))

    async def admit(self, request: Request, route: str) -> tuple[Session | None, User]:
        """Who asks, if they may.

        Raises:
            Refused: nobody is signed in, the role does not reach so far, or the request was not made here.
        """
        session = self.session(request)
        user = self.user(session)
        by_token = user is NOBODY and route.startswith("api_")
        if by_token:
            user = self.program(request)
        roles = ACCESS[route]
        if roles is not None:
            if user is NOBODY:
                raise Refused(401, "Nobody is signed in.")
            if user.role not in roles:
                raise Refused(403, "This page is for others.")
        if request.method not in SAFE and not (by_token and user is not NOBODY):
            await self._made_here(request, session)
        return session, user

    async def _made_here(self, request: Request, session: Session | None) -> None:
        """An unsafe request brings the token of its session, and comes from a page of this server."""
        given = request.headers.get("x-csrf-token", "")
        if not given and "form" in request.headers.get("content-type", ""):
            given = str((await form_of(request)).get("csrf", ""))
        if session is None or not secrets.compare_digest(session.csrf.encode(), bare_token(given).encode()):
            raise Refused(403, "The page is too old, or it was not made here. Open it anew and try again.")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise Refused(403, "The request comes from another place.")


def _user(account: Account | None) -> User:
    return User(account.name, account.role) if account else NOBODY
