"""How the command line speaks: plain lines when piped, a little more on a terminal.

``--quiet`` leaves problems only, ``--verbose`` says every step. Colour is for terminals and for
those who have not set NO_COLOR (https://no-color.org).
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

import typer


@dataclass
class Verbosity:
    """How much to say in this run."""

    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    start: float = field(default_factory=time.monotonic)


VERBOSITY = Verbosity()

_PATIENCE = 1.0  # seconds that work may take before it tells how far it is
_FRAME = 0.1  # seconds between two drawings of it
_WIDTH = 30  # of a bar

_COLOURS = {
    "error:": "\x1b[1;31m",
    "warning:": "\x1b[1;33m",
    "hint:": "\x1b[1;36m",
    "help:": "\x1b[32m",
}
_CONTROL = re.compile(
    r"(?!\x1b\[[\d;]*m)[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_MARKED = re.compile(r"(?m)(?<=: )(?:error|warning|hint):|^  help:")


def echo(text: str, *, err: bool = False) -> None:
    """Print text; of control characters only line ends, tabs and colours.

    A file's name may hold any of them, and a terminal obeys.
    """
    typer.echo(_tame(text), err=err)


def _tame(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def reset() -> None:
    """Begin a run that says the usual."""
    VERBOSITY.quiet = VERBOSITY.verbose = VERBOSITY.debug = False
    VERBOSITY.start = time.monotonic()


def be_quiet(*, value: bool) -> None:
    """Take ``--quiet``."""
    VERBOSITY.quiet = value


def be_verbose(*, value: bool) -> None:
    """Take ``--verbose``."""
    VERBOSITY.verbose = value


def debug(*, value: bool) -> None:
    """Take ``--debug``."""
    VERBOSITY.debug = value


def say(text: str) -> None:
    """Print a result, unless asked to be quiet."""
    if not VERBOSITY.quiet:
        echo(text)


def note(text: str) -> None:
    """Say something beside the result, unless asked to be quiet."""
    if not VERBOSITY.quiet:
        step("")
        echo(text, err=True)


def waiting_for_change(folder: Path) -> Callable[[], None]:
    """Give what says that another command changes a folder."""
    return lambda: note(f"another command changes {folder.as_posix()}; waiting for it …")


def step(text: str) -> None:
    """Say what is being done: a line of its own if verbose, else on a terminal until the next."""
    if VERBOSITY.verbose:
        if text:
            echo(f"{time.monotonic() - VERBOSITY.start:6.2f} s  {text}", err=True)
    elif _lively():
        sys.stderr.write(f"\r\x1b[K{_tame(text)}")
        sys.stderr.flush()


@contextmanager
def working(text: str) -> Iterator[None]:
    """Say what is being done while it is done; after a second, on a terminal, how far it is."""
    from kzquiz.progress import listening

    step(f"{text} …")
    drawn = time.monotonic()

    def draw(done: int, of: int) -> None:
        nonlocal drawn
        if time.monotonic() - drawn < _PATIENCE:
            return
        drawn = time.monotonic() - _PATIENCE + _FRAME
        full = done * _WIDTH // of
        step(f"{text} [{'#' * full}{'.' * (_WIDTH - full)}] {done:,} of {of:,}")

    with listening(draw) if _lively() else nullcontext():
        yield
    step("")


def problems(text: str) -> None:
    """Print a report of problems."""
    step("")
    echo(in_colour(text) if _colourful(sys.stderr) else text, err=True)


def aside(text: str) -> None:
    """Print what must not stand among the results."""
    if not VERBOSITY.quiet:
        echo(text, err=True)


def diff(text: str) -> str:
    r"""Colour a unified diff, on a terminal.

    >>> diff("-- old\n+new")
    '-- old\n+new'
    """
    if not _colourful(sys.stdout):
        return text
    colours = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
    return "\n".join(
        f"{colours[line[0]]}{line}\x1b[0m" if line[:1] in colours else line
        for line in text.split("\n")
    )


def stop(code: int, message: str) -> NoReturn:
    """End the run with a message."""
    step("")
    echo(message, err=True)
    sys.exit(code)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines: columns under each other on a terminal, tabs between them elsewhere."""
    if not sys.stdout.isatty():
        return ["\t".join(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def in_colour(text: str) -> str:
    r"""Colour the marks of a report.

    >>> in_colour("u.yaml:2:3: error: no key “stme”")
    'u.yaml:2:3: \x1b[1;31merror:\x1b[0m no key “stme”'
    """
    return _MARKED.sub(lambda match: f"{_COLOURS[match[0].strip()]}{match[0]}\x1b[0m", text)


def _lively() -> bool:
    """Whether a line may be drawn and drawn over again."""
    patient = VERBOSITY.quiet or VERBOSITY.verbose or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not patient


def _colourful(stream: IO[str]) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain
