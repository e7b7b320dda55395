"""Run the application: one process, one case."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from antigone.core.errors import UsageError
from antigone.web.app import create_app


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Attributes:
        host: address.
        port: 0 takes a free one.
        names: further names under which it is reached.
        certificate, key: files for https; both or neither.
        base_map: a PMTiles file for the ground of the map of places.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    base_map: Path | None = None


def run(case: Path, listening: Listening, *, local: bool, browser: bool, say: Callable[[str], object]) -> None:
    """Serve until interrupted.

    Raises:
        CaseError: there is no case.
        AntigoneError: the case cannot be read; the server has stopped.
        UsageError: the address cannot be listened on, or a certificate comes without its key.
    """
    import uvicorn

    if bool(listening.certificate) != bool(listening.key):
        raise UsageError("A certificate needs its key, and a key its certificate.", "Give --certificate and --key.")
    secure = bool(listening.certificate)
    names = (*listening.names, listening.host)
    app = create_app(case, local=local, names=names, secure=secure, warm=True, base_map=listening.base_map)
    with _listen(listening) as bound:
        address = _address(listening, bound, secure)
        _greet(address, app.state.door, local, secure, say)
        if browser:
            opened = f"{address}/enter?key={app.state.door.ticket()}" if local else address
            Timer(0.6, webbrowser.open, (opened,)).start()
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            access_log=False,
            timeout_keep_alive=15,
            limit_concurrency=200,
            ssl_certfile=str(listening.certificate) if listening.certificate else None,
            ssl_keyfile=str(listening.key) if listening.key else None,
        )
        server = uvicorn.Server(config)
        app.state.stop = lambda: setattr(server, "should_exit", True)
        server.run(sockets=[bound])
    if app.state.desk.beginning.fault:
        raise app.state.desk.beginning.fault


def _listen(listening: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((listening.host, listening.port))
        bound.listen(128)
    except OSError as fault:
        bound.close()
        why = f"{listening.host}:{listening.port} cannot be listened on ({fault.strerror})."
        raise UsageError(why, "Choose another with --port, or 0 for a free one.") from None
    return bound


def _address(listening: Listening, bound: socket.socket, secure: bool) -> str:
    host = f"[{listening.host}]" if ":" in listening.host else listening.host
    return f"{'https' if secure else 'http'}://{host}:{bound.getsockname()[1]}"


def _greet(address: str, door: object, local: bool, secure: bool, say: Callable[[str], object]) -> None:
    if local:
        say(f"Open in your browser:\n  {address}/enter?key={getattr(door, 'key', '')}")
        say("This address lets in whoever has it. Programs send the key as a bearer token.")
    else:
        say(f"Open in your browser:\n  {address}")
        if not secure:
            say("Passwords travel in clear: on a network that others share, give --certificate and --key.")
    say("Stop with Ctrl-C.")
