"""Sessions: kept on the server, named by a random id in a signed cookie, renewed at every sign-in."""

from __future__ import annotations

import secrets
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from itsdangerous import BadSignature, URLSafeSerializer

COOKIE = "antigone"
IDLE, WHOLE = 2 * 3600.0, 12 * 3600.0
MOST = 5000


@dataclass
class Session:
    """One browser that has been here.

    Attributes:
        id: random; stands in the cookie, signed.
        csrf: the token that every unsafe request must bring.
        user: folded name of the account; `""` before signing in.
        began, seen: on a monotonic clock, seconds.
    """

    user: str = ""
    began: float = 0.0
    seen: float = 0.0
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))


def masked_token(token: str) -> str:
    """A token as a page holds it: other bytes each time, so that the size of a compressed page tells nothing of it.

    See Gluck, Harris, Prado: BREACH, reviving the CRIME attack (2013), section 3.
    """
    pad = secrets.token_bytes(len(token))
    mixed = bytes(a ^ b for a, b in zip(pad, token.encode(), strict=True))
    return urlsafe_b64encode(pad + mixed).decode()


def bare_token(given: str) -> str:
    """The token behind a masked one; empty for what is none."""
    try:
        data = urlsafe_b64decode(given.encode())
        half = len(data) // 2
        return bytes(a ^ b for a, b in zip(data[:half], data[half:], strict=True)).decode()
    except ValueError:
        return ""


class Sessions:
    """All sessions of one running server; they end with it.

    Args:
        clock: seconds, never running backwards.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._open: OrderedDict[str, Session] = OrderedDict()
        self._signer = URLSafeSerializer(secrets.token_bytes(32), salt="session")

    def new(self, user: str = "") -> Session:
        """A new session; where there are too many, the one not used for longest goes, strangers' first."""
        now = self._clock()
        session = Session(user, now, now)
        with self._lock:
            if len(self._open) >= MOST:
                strangers = (id for id, each in self._open.items() if not each.user)
                self._open.pop(next(strangers, next(iter(self._open))))
            self._open[session.id] = session
        return session

    def find(self, cookie: str | None) -> Session | None:
        """The session that a cookie names; None where it is forged, unknown or over."""
        if not cookie:
            return None
        try:
            id = self._signer.loads(cookie)
        except BadSignature:
            return None
        now = self._clock()
        with self._lock:
            found = self._open.get(id) if isinstance(id, str) else None
            if found is None:
                return None
            if now - found.seen > IDLE or now - found.began > WHOLE:
                del self._open[found.id]
                return None
            found.seen = now
            self._open.move_to_end(found.id)
        return found

    def cookie(self, session: Session) -> str:
        """The value of the cookie that names a session."""
        signed = self._signer.dumps(session.id)
        return signed if isinstance(signed, str) else signed.decode()

    def end(self, session: Session) -> None:
        """Forget a session."""
        with self._lock:
            self._open.pop(session.id, None)
