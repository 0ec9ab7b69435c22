"""What the server answers: the page, its data, its frames, and changes of a draft."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

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

FRAME_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-scripts allow-forms"
)


class ChangeAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
    policy = FRAME_POLICY.format(scripts=allowed or "'none'")
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
        asked = msgspec.json.decode(await request.body(), type=ChangeAsked)
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


def _do(asked: ChangeAsked, folder: Path, working: Path, edits: list[Edit]) -> str:
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


ROUTES = (
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
)
