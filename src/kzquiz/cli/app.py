"""The application: what all commands share, and the one place where an error ends a run."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperArgument, TyperGroup

from kzquiz import __version__
from kzquiz.cli import complete, console

# Newer versions of typer write a type of Python behind the name of an argument: “UNIT <list[str]>”.
setattr(TyperArgument, "display_type_rich", lambda *_, **__: None)  # noqa: B010 (older have none)


class Plain(TyperGroup):
    """Commands that say without a word of a library what they did not understand."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (typer's own)
        """Run a command; pydantic begins its messages with “Value error, ”."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


# Rich would double the time of --help (see docs/why.md).
app = typer.Typer(
    name="kzquiz",
    cls=Plain,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Units = Annotated[
    list[str] | None,
    typer.Argument(
        help="Units to take; all of them if none is named.",
        metavar="UNIT",
        autocompletion=complete.units,
    ),
]
Content = Annotated[
    Path | None,
    typer.Option(
        help="Folder of units. Default: ./content, else the unit that kzquiz brings.", metavar="DIR"
    ),
]
Articles = Annotated[
    Path | None,
    typer.Option(
        help="Folder with the articles as SOURCE.txt. Default: ./articles, if it is there.",
        metavar="DIR",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", callback=console.be_quiet, help="Print problems only.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", callback=console.be_verbose, help="Say every step.")
]


_MODULES = ("build", "check", "inspect", "new", "preview")  # each adds its commands


def application(asked: str = "") -> typer.Typer:
    """Give the application: with the commands of the module ``asked``, if it is one, else with all.

    Describing commands that nobody asked for would take longer than looking that nothing changed.
    """
    for name in (asked,) if asked in _MODULES else _MODULES:
        import_module(f"kzquiz.cli.{name}")
    return app


def process() -> NoReturn:
    """Run the command line as a process, and end that.

    All files are closed by then. Taking what was built apart, object by object, would take a tenth
    of the time of a build.
    """
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    with suppress(OSError):  # a reader that went away has been told of
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def main() -> None:
    """Run the command line. Raises SystemExit."""
    # A one-shot command frees its memory by ending; the collector would walk a growing graph.
    gc.disable()
    # Pydantic would search every installed package for plugins of its own: 20 ms, and none is used.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A stream is None where whoever started us closed it.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    _end_cleanly_when_stopped()
    console.reset()
    try:
        application(*sys.argv[1:2])()
    except OSError as error:
        name = console.path(Path(error.filename)) if error.filename else "a file"
        console.stop(2, f"{name}: {error.strerror or error}")
    except (SystemExit, KeyboardInterrupt):
        raise
    # Whatever it is, a teacher gets a sentence. Pydantic's panic is no Exception.
    except BaseException as error:  # noqa: BLE001
        if _stopped:
            sys.exit(128 + _stopped[0])
        if console.VERBOSITY.debug or os.environ.get("KZQUIZ_DEBUG"):
            traceback.print_exc()
        console.stop(
            2,
            f"kzquiz made a mistake of its own: {type(error).__name__}: {error}\n"
            "Please report it; “kzquiz --debug …” shows where.",
        )


# The signal that stopped this run: a library may make another exception of the one we raise.
_stopped: list[int] = []


def _end_cleanly_when_stopped() -> None:
    """Whoever stops kzquiz otherwise than by Ctrl-C gets the same clean end."""
    _stopped.clear()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        usual = (signal.SIG_DFL, signal.default_int_handler)
        if number is not None and signal.getsignal(number) in usual:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    _stopped.append(number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


def _show_version(*, value: bool) -> None:
    if value:
        typer.echo(f"kzquiz {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    _debug: Annotated[
        bool,
        typer.Option(
            "--debug", callback=console.debug, help="Show where kzquiz itself went wrong."
        ),
    ] = False,
) -> None:
    """Turn curated questions on news articles into Anki decks and printable worksheets.

    Exit codes: 0 all is well, 1 the content has problems (nothing was written), 2 the command was
    not understood, a file could not be read or written, or kzquiz itself failed.

    Example: kzquiz build
    """
