"""The application: the options that commands share, and how a run starts and ends."""

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

# Newer versions of typer print a Python type after an argument: “UNIT <list[str]>”.
setattr(TyperArgument, "display_type_rich", lambda *_, **__: None)  # noqa: B010 (older have none)


class Commands(TyperGroup):
    """Commands whose error messages have no words of a library in them."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (typer's own)
        """Run a command; drop the “Value error, ” with which pydantic begins its messages."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


# Rich would double the time of --help (see docs/why.md).
app = typer.Typer(
    name="kzquiz",
    cls=Commands,
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


_MODULES = (
    "build",
    "check",
    "fingerprint",
    "draft",
    "inspect",
    "new",
    "preview",
    "source",
)  # each adds its commands


def application(asked: str = "") -> typer.Typer:
    """Give the application, with the commands of the module ``asked``, or with all if it is none.

    To set up all commands takes longer than a build that finds nothing changed.
    """
    for name in (asked,) if asked in _MODULES else _MODULES:
        import_module(f"kzquiz.cli.{name}")
    return app


def process() -> NoReturn:
    """Run the command line and end the process at once, without freeing its objects.

    All files are closed by then. Freeing every object takes a tenth of the time of a build.
    """
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    with suppress(OSError):  # a closed pipe was reported already
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def main() -> None:
    """Run the command line. Raises SystemExit."""
    # A command ends before its memory matters; the garbage collector would only take time.
    gc.disable()
    # Pydantic searches all installed packages for plugins: 20 ms, and kzquiz uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A stream is None if the calling process closed it.
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
    # A teacher gets a sentence, not a traceback. A panic inside pydantic is no Exception.
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


# The signal that stopped this run: a library may replace the exception that `_stop` raises.
_stopped: list[signal.Signals] = []
_SOON = 0.05  # seconds


def _end_cleanly_when_stopped() -> None:
    """Make other signals end kzquiz as cleanly as Ctrl-C does."""
    _stopped.clear()
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _unraisable
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        default = (signal.SIG_DFL, signal.default_int_handler)
        if number is not None and signal.getsignal(number) in default:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    _stopped.append(signal.Signals(number))
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


def _unraisable(event: sys.UnraisableHookArgs) -> None:
    """Send a signal again whose exception was dropped, as compiled code does that calls Python."""
    if not _stopped or not isinstance(event.exc_value, SystemExit | KeyboardInterrupt):
        sys.__unraisablehook__(event)
        return
    import _thread
    import threading
    import time

    # Later, for an exception that is raised in here would be dropped too.
    left = threading.Event()

    def again() -> None:
        left.wait()
        time.sleep(_SOON)
        _thread.interrupt_main(_stopped[-1])

    threading.Thread(target=again, daemon=True).start()
    left.set()


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
