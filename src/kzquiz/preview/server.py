"""The server: serves the page, its data and its frames to a browser on this machine.

It listens on the loopback address only. It answers requests for that host name only, so that a
foreign page whose name points to this address is refused (DNS rebinding). It writes no file but the
draft of a unit, when the page itself asks for it with JSON, which no foreign page can send. Frames
have an origin of their own and run only scripts of kzquiz, by their hashes. Nothing is loaded from
elsewhere.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kzquiz.preview.responses import FRAME_POLICY, ROUTES
from kzquiz.preview.watcher import Watcher

HOST = "127.0.0.1"
PORT = 4801
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def listen(port: int | None) -> socket.socket:
    """Listen on the port given, or else on the default port, or on any if that one is taken.

    Raises OSError where the port given is taken.
    """
    try:
        return socket.create_server((HOST, PORT if port is None else port))
    except OSError:
        if port is not None:
            raise
        return socket.create_server((HOST, 0))


def serve(watcher: Watcher, watched: Sequence[Path], listening: socket.socket) -> None:
    """Serve the page until the process is interrupted. ``watched`` are the folders to watch."""
    config = uvicorn.Config(
        application(watcher, watched),
        log_level="critical",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    _Server(config, watcher).run(sockets=[listening])


def application(watcher: Watcher, watched: Sequence[Path]) -> Starlette:
    """Make the application: routes, headers, and the watcher as a task beside them."""

    @asynccontextmanager
    async def watching(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(watcher.watch(*watched))
        yield
        watcher.close()
        await task

    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False),
        Middleware(_Headers),
    ]
    made = Starlette(routes=ROUTES, middleware=middleware, lifespan=watching)
    made.state.watcher = watcher
    made.state.edits = []  # what was changed on the page, to be taken back
    return made


class _Server(uvicorn.Server):
    """A server that closes the requests that wait for a change, so that it can end."""

    def __init__(self, config: uvicorn.Config, watcher: Watcher) -> None:
        super().__init__(config)
        self._watcher = watcher

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._watcher.close()
        super().handle_exit(sig, frame)


class _Headers:
    """Adds the headers that every response has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A frame that cannot be shown has a message in its place, which must be framed, too.
        in_frame = scope["type"] == "http" and scope["path"].startswith("/frame/")
        policy = FRAME_POLICY.format(scripts="'none'") if in_frame else _PAGE_POLICY

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_HEADERS | {"Content-Security-Policy": policy}).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
