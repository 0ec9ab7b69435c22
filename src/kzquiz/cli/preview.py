"""``kzquiz preview``: starts the local page that shows a unit while it is written."""

from __future__ import annotations

import contextlib
import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from kzquiz import places
from kzquiz.cli import console
from kzquiz.cli.app import Articles, Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import unit_folders


@app.command()
def preview(
    units: Units = None,
    content: Content = None,
    *,
    port: Annotated[
        int | None,
        typer.Option(
            help="Port to listen on. Default: 4801, or any where that is taken.",
            metavar="NUMBER",
            min=1,
            max=65535,
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in your browser.")
    ] = False,
    articles: Articles = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Show how every question prints, how its card looks and what is wrong, while you write.

    A page on this machine only. It changes as soon as you save a file; Ctrl-C ends it.

    Example: kzquiz preview kazakhstan-2022 --open
    """
    try:
        from kzquiz.preview.server import listen, serve
        from kzquiz.preview.watcher import Watcher
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"starlette", "uvicorn", "watchfiles"}:
            raise
        console.stop(
            2,
            f"the preview needs the package {error.name}, which is not installed\n"
            "  help: python -m pip install 'kzquiz[preview]' (in a clone: '.[preview]')",
        )
    folder = places.content(content)
    names = list(unit_folders(folder, units))
    # This command runs for long, so garbage has to be collected. `main` turned that off.
    gc.enable()
    # Answer the browser while the rules run in another thread.
    sys.setswitchinterval(0.001)
    with console.working("reading"):
        watcher = Watcher(lambda: _folders(folder, names if units else None), articles)
    try:
        listening = listen(port)
    except OSError:
        console.stop(2, f"port {port} is taken; leave --port out, or give another number")
    address = f"http://{listening.getsockname()[0]}:{listening.getsockname()[1]}/"
    console.say(f"{address} shows {', '.join(names)} as you write; Ctrl-C ends it")
    if open_browser:
        typer.launch(address)
    copies = articles or Path("articles")
    watched = [folder, *(path for path in (*places.templates(), copies) if path.is_dir())]
    with contextlib.suppress(KeyboardInterrupt):
        serve(watcher, watched, listening)


def _folders(content: Path, names: list[str] | None) -> dict[str, Path]:
    """The folders of the units named, or of all if ``names`` is None, as they are now."""
    folders = {folder.name: folder for folder in places.units(content)}
    return {name: path for name, path in folders.items() if names is None or name in names}
