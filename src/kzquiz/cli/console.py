"""Prints: plain lines in a pipe, colour and progress on a terminal.

``--quiet`` prints problems only, ``--verbose`` every step. There is no colour if NO_COLOR is set
(https://no-color.org).
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
    """How much to print in this run. ``start`` is in seconds of the monotonic clock."""

    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    start: float = field(default_factory=time.monotonic)


VERBOSITY = Verbosity()

_PATIENCE = 1.0  # seconds of work before a progress bar is drawn
_FRAME = 0.1  # seconds between two drawings of the bar
_WIDTH = 30  # characters of the bar

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
    """Print text, with control characters replaced except line ends, tabs and colours.

    The name of a file may have any of them in it, and a terminal would obey them.
    """
    typer.echo(_without_controls(text), err=err)


def path(named: Path) -> str:
    """Give the name of a file in one line, whatever characters it has."""
    name = named.as_posix()
    if name.isprintable():
        return name
    from kzquiz.problems import one_line

    return one_line(name)


def _without_controls(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def reset() -> None:
    """Start a run with the default verbosity."""
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
    """Print a result, unless the run is quiet."""
    if not VERBOSITY.quiet:
        echo(text)


def note(text: str) -> None:
    """Print a remark on standard error, unless the run is quiet."""
    if not VERBOSITY.quiet:
        step("")
        echo(text, err=True)


def waiting_for_change(folder: Path) -> Callable[[], None]:
    """Give a function that says that this command waits for another one."""
    return lambda: note(f"another command changes {folder.as_posix()}; waiting for it …")


def step(text: str) -> None:
    """Show the current step: in a line if verbose, else on a terminal until the next step."""
    if VERBOSITY.verbose:
        if text:
            echo(f"{time.monotonic() - VERBOSITY.start:6.2f} s  {text}", err=True)
    elif _is_redrawn():
        sys.stderr.write(f"\r\x1b[K{_without_controls(text)}")
        sys.stderr.flush()


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show a step while the block runs; after a second, on a terminal, with a progress bar."""
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

    with listening(draw) if _is_redrawn() else nullcontext():
        yield
    step("")


def problems(text: str) -> None:
    """Print a report of problems."""
    step("")
    echo(in_colour(text) if _is_coloured(sys.stderr) else text, err=True)


def aside(text: str) -> None:
    """Print on standard error what is not a result, unless the run is quiet."""
    if not VERBOSITY.quiet:
        echo(text, err=True)


def diff(text: str) -> str:
    r"""Colour a unified diff if the output is a terminal.

    >>> diff("-- old\n+new")
    '-- old\n+new'
    """
    if not _is_coloured(sys.stdout):
        return text
    colours = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
    return "\n".join(
        f"{colours[line[0]]}{line}\x1b[0m" if line[:1] in colours else line
        for line in text.split("\n")
    )


def stop(code: int, message: str) -> NoReturn:
    """Print a message on standard error and exit."""
    step("")
    echo(message, err=True)
    sys.exit(code)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Format rows as lines: aligned columns on a terminal, tabs between them elsewhere."""
    if not sys.stdout.isatty():
        return ["\t".join(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def in_colour(text: str) -> str:
    r"""Colour the severities and the word “help” in a report.

    >>> in_colour("u.yaml:2:3: error: no key “stme”")
    'u.yaml:2:3: \x1b[1;31merror:\x1b[0m no key “stme”'
    """
    return _MARKED.sub(lambda match: f"{_COLOURS[match[0].strip()]}{match[0]}\x1b[0m", text)


def _is_redrawn() -> bool:
    """Whether the line of the current step may be drawn and replaced."""
    plain = VERBOSITY.quiet or VERBOSITY.verbose or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not plain


def _is_coloured(stream: IO[str]) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain
