"""What surrounds every request: headers, hosts, and how much and how slowly may be sent."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
MOST_BYTES = 256 * 1024
PATIENCE = 20.0
MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one address may be sent.

    Attributes:
        most: bytes in all.
        patience: seconds between two pieces.
        seconds: for all of it.
    """

    most: int
    patience: float = PATIENCE
    seconds: float = 600.0


async def form_of(request: Request) -> FormData:
    """What a form sent, files on disk where they are large and without a name there; read once."""
    return await request.form(max_files=MOST_FILES, max_fields=1000)


class SafeHeaders:
    """Puts the safety headers on every answer; pages are kept by no cache, static files by all.

    A script that sent a form (`sent-by: script`) is told where to go on (`leads-to`, 204) and not sent there, so that
    the next page is made and carried once.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        scripted = scope["type"] == "http" and Headers(scope=scope).get("sent-by") == "script"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scripted and message["status"] == 303:
                    message["status"], headers["leads-to"] = 204, headers["location"]
                    del headers["location"]
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                headers.add_vary_header("HX-Request")
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class Smaller(GZipMiddleware):
    """Sends pages, styles and scripts compressed: a slow line carries a sixth. What is large or dense goes as it is."""

    PLAIN = ("/record/export", "/places/tiles/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"].startswith(self.PLAIN):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class KnownHosts:
    """Refuses names that this machine is not known by, so that no page elsewhere can bind its own name to it.

    Args:
        names: further names under which the server is reached.
    """

    def __init__(self, app: ASGIApp, names: tuple[str, ...] = ()) -> None:
        self.app = app
        own = socket.gethostname().casefold()
        self.names = {"localhost", own, f"{own}.local", *(name.casefold() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http" and not self._knows(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse("This server does not go by that name.\n", 421)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name.casefold() in self.names
        return True


class Limits:
    """Refuses bodies that are too large, whatever their headers say, and those that come too slowly.

    Small bodies are read whole before anybody looks at them. The few addresses that take more are let through as they
    come, so that whoever asks is looked at first; the same bounds hold on the way.

    Args:
        most: bytes of a body.
        patience: seconds for all of it.
        larger: what other addresses may be sent, by path.
    """

    def __init__(
        self,
        app: ASGIApp,
        most: int = MOST_BYTES,
        patience: float = PATIENCE,
        larger: Mapping[str, Allowance] = MappingProxyType({}),
    ) -> None:
        self.app, self.most, self.patience, self.larger = app, most, patience, larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        allowed = self.larger.get(scope.get("path", ""))
        if allowed:
            await self.app(scope, _counted(receive, allowed), send)
            return
        body = b""
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    message = await receive()
                    if message["type"] != "http.request":
                        return
                    body += message.get("body", b"")
                    if len(body) > self.most:
                        await PlainTextResponse("That is too large.\n", 413)(scope, receive, send)
                        return
                    if not message.get("more_body"):
                        break
        except TimeoutError:
            await PlainTextResponse("That came too slowly.\n", 408)(scope, receive, send)
            return
        told = False

        async def again() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)


def _counted(receive: Receive, allowed: Allowance) -> Receive:
    """The same body, refused as soon as it grows past what is allowed, or stays away for too long."""
    came, begun, ended = 0, asyncio.get_running_loop().time(), False

    async def counted() -> Message:
        nonlocal came, ended
        if ended:
            return await receive()
        left = begun + allowed.seconds - asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(max(min(allowed.patience, left), 0)):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, "That came too slowly.", {"connection": "close"}) from None
        came += len(message.get("body", b""))
        if came > allowed.most:
            raise HTTPException(413, "That is too large.", {"connection": "close"})
        ended = not message.get("more_body", False)
        return message

    return counted
