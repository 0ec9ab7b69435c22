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

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kzquiz import places
from kzquiz.authoring import ScaffoldError
from kzquiz.authoring.draft.accepting import Accepted, accept
from kzquiz.authoring.draft.editing import Edit, File, drop, set_value, undo
from kzquiz.authoring.draft.proposing import propose
from kzquiz.check import by_name, explain
from kzquiz.load import Unit
from kzquiz.preview import frames
from kzquiz.preview.articles import beside
from kzquiz.preview.snapshot import as_data
from kzquiz.preview.watcher import Watcher

HOST = "127.0.0.1"
PORT = 4801
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRAME_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-scripts allow-forms"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change that the page asks for: a value of an entry, or one of the commands.

    ``drop`` deletes an entry, ``undo`` takes the last change back, ``accept`` and ``propose`` are
    those of ``kzquiz draft``.
    """

    file: File = "claims"
    id: str = ""
    key: str = ""
    value: str = ""
    drop: bool = False
    undo: bool = False
    accept: bool = False
    propose: bool = False


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

    routes = [
        Route("/", _page),
        Route("/preview.css", _asset),
        Route("/preview.js", _asset),
        Route("/articles.js", _asset),
        Route("/events", _events),
        Route("/state", _state),
        Route("/state/{unit}", _state),
        Route("/rule/{code}", _rule),
        Route("/frame/{unit}/{what}", _frame),
        Route("/articles/{unit}", _articles, methods=["GET"]),
        Route("/articles/{unit}", _edit, methods=["POST"]),
    ]
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False),
        Middleware(_Headers),
    ]
    made = Starlette(routes=routes, middleware=middleware, lifespan=watching)
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
        policy = _FRAME_POLICY.format(scripts="'none'") if in_frame else _PAGE_POLICY

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_HEADERS | {"Content-Security-Policy": policy}).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


# --- responses ------------------------------------------------------------------------------------


def _watcher(request: Request) -> Watcher:
    watcher: Watcher = request.app.state.watcher
    return watcher


def _page(_: Request) -> Response:
    return HTMLResponse(frames.asset("page.html"))


def _asset(request: Request) -> Response:
    name = request.url.path.removeprefix("/")
    kind = "text/javascript" if name.endswith(".js") else "text/css"
    return Response(frames.asset(name), media_type=kind)


async def _events(request: Request) -> Response:
    watcher = _watcher(request)

    async def events() -> AsyncIterator[str]:
        yield "retry: 500\n\n"
        seen = -1
        while await watcher.changed(seen):
            seen = watcher.version
            yield f"data: {seen}\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


def _state(request: Request) -> Response:
    watcher = _watcher(request)
    units = [
        {"name": name, "title": seen.unit.info.title if seen.unit else name}
        for name, seen in watcher.snapshots.items()
    ]
    name = request.path_params.get("unit", "")
    seen = watcher.snapshots.get(name) or next(iter(watcher.snapshots.values()), None)
    if seen is None:
        return JSONResponse({"units": [], "unit": ""})
    return JSONResponse({"units": units, **as_data(seen, watcher.template_version)})


def _rule(request: Request) -> Response:
    code = request.path_params["code"]
    if by_name(code) is None:
        raise HTTPException(404, f"there is no rule {code}")
    return PlainTextResponse(explain(code))


def _frame(request: Request) -> Response:
    seen = _watcher(request).snapshots.get(request.path_params["unit"])
    if seen is None or seen.unit is None:
        raise HTTPException(404, "there is no such unit, or it cannot be read yet")
    try:
        found = _requested_frame(request, seen.unit)
    except frames.NotThereError as error:
        raise HTTPException(404, "there is no such question or sheet any more") from error
    except Exception as error:  # noqa: BLE001 (an author's template may be broken)
        name = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
        return PlainTextResponse(f"This cannot be shown: {name}{error}", 500)
    allowed = " ".join(f"'{script}'" for script in found.scripts)
    policy = _FRAME_POLICY.format(scripts=allowed or "'none'")
    return HTMLResponse(found.html, headers={"Content-Security-Policy": policy})


def _articles(request: Request) -> Response:
    folder, working = _watcher(request).places(request.path_params["unit"])
    if folder is None:
        raise HTTPException(404, "there is no such unit")
    try:
        found = beside(folder, working)
    except (ScaffoldError, OSError) as error:
        return JSONResponse({"error": str(error)})
    return JSONResponse({**found, "undo": len(request.app.state.edits)})


async def _edit(request: Request) -> Response:
    """Change a value of a draft, take the last change back, or accept what is done."""
    folder, working = _watcher(request).places(request.path_params["unit"])
    if folder is None:
        raise HTTPException(404, "there is no such unit")
    if not _is_own(request):
        raise HTTPException(403, "only the page of this preview may change a draft")
    try:
        asked = msgspec.json.decode(await request.body(), type=Asked)
        done = await asyncio.to_thread(_do, asked, folder, working, request.app.state.edits)
    except msgspec.MsgspecError:
        raise HTTPException(400, "this is no change of a draft") from None
    except (ScaffoldError, OSError) as error:
        return JSONResponse({"error": str(error)})
    return JSONResponse({"done": done})


def _is_own(request: Request) -> bool:
    """Whether the page itself sends a request: browsers let no other page send JSON here."""
    origin = request.headers.get("origin", "")
    kind = request.headers.get("content-type", "")
    same = origin in {"", f"{request.url.scheme}://{request.headers.get('host', '')}"}
    return same and kind == "application/json"


def _do(asked: Asked, folder: Path, working: Path, edits: list[Edit]) -> str:
    if asked.undo:
        taken_back = bool(edits) and undo(folder, working, edits.pop())
        return "taken back" if taken_back else "nothing was taken back: the file was changed since"
    if asked.accept:
        edits.clear()  # what is accepted is no longer in the draft
        return _told(accept(folder, working))
    if asked.propose:
        lock = places.lock(Path("decks"), folder.name, folder.parent)
        _, names = propose(folder, working, lock)
        return f"{len(names)} questions are proposed: choose a level for those that you want"
    if asked.drop:
        edits.append(drop(folder, working, asked.file, asked.id))
        return "deleted"
    edits.append(set_value(folder, working, asked.file, asked.id, asked.key, asked.value.strip()))
    return "written"


def _told(taken: Accepted) -> str:
    """What was taken into a unit, in a few words."""
    counts = {
        "claims": taken.claims,
        "speakers": taken.speakers,
        "differences": taken.differences,
        "entries of unit.yaml": taken.context,
        "questions": taken.questions,
    }
    found = ", ".join(f"{len(ids)} {what}" for what, ids in counts.items() if ids)
    return f"taken into the unit: {found}" if found else "nothing was taken: every entry has a TODO"


def _requested_frame(request: Request, unit: Unit) -> frames.Frame:
    asked = request.query_params
    what = request.path_params["what"]
    question = asked.get("question", "")
    if what == "card":
        back, night = asked.get("side") == "back", asked.get("light") == "night"
        return frames.card(unit, question, asked.get("part", ""), back=back, night=night)
    if what not in frames.SHOWN:
        raise frames.NotThereError(what)
    if question:
        return frames.paper(unit, what, question)
    return frames.whole(unit, what, asked.get("recipe", ""))
