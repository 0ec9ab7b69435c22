"""The one record of everything that can be wrong in a unit, and how it is shown.

A problem names a place in a file that the author can open, says what is wrong and what to do.
The reader, the loader, the checks and the outputs make problems; the command line prints them.
Nothing here raises or prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace  # noqa: F401 (replace: see `as_text`)
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "hint"]
# The longest list of known words that a message shows: all kinds of question fit in.
_FEW = 14
SHOWN = 50
"""How many problems a report shows. Nobody would read advice on more of one file."""
_WINDOW = 96  # characters of a line that are shown
# All that `str.splitlines` takes for the end of a line.
_LINE_BREAKS = dict.fromkeys(
    map(ord, "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), "\N{REPLACEMENT CHARACTER}"
)


class Fix(Struct, frozen=True):
    """A fix of a problem: the characters from ``start`` to ``end`` become ``text``.

    Offsets count the characters of the file as the reader counts them: without a byte order mark,
    and with one character for every line end. ``value`` is the value that the new text must have;
    it is ``...`` if all values stay the same, or if an entry can be read only then. ``column``
    (from 0) is that of the key or dash of the value. `kzquiz.authoring.fix` keeps a fix only after
    it has read the file again. ``changes`` is the number of values and keys that become others.
    """

    start: int
    end: int
    text: str
    value: object = ...
    column: int = 0
    changes: int = 1


# A dataclass and not a Struct, because ``fix`` does not count when problems are compared.
@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, its place, and what to do.

    ``file`` is the path as shown to the author. ``line`` and ``column`` count from 1, the column in
    characters; both are 0 if the whole file is meant. ``excerpt`` is the text of that line without
    its line end; ``width`` is the number of characters that the caret underlines. ``fix`` is given
    if the problem can be fixed without guessing.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    help: str = ""
    severity: Severity = "error"
    excerpt: str = ""
    width: int = 1
    fix: Fix | None = field(default=None, compare=False)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give ``did you mean …?`` with the nearest known word, or the known words if they are few.

    Empty if no word is near and there are many.
    """
    return _advice(word, tuple(known))


@lru_cache(maxsize=1024)
def _advice(word: str, choices: tuple[str, ...]) -> str:
    if near := get_close_matches(word, choices, n=1, cutoff=0.6):
        return f"did you mean “{near[0]}”?"
    if choices and len(choices) <= _FEW:
        return "known here: " + ", ".join(choices)
    return ""


def as_text(problem: Problem) -> str:
    """Format one problem for a terminal: place, code, message, the line with a caret, help.

    >>> slip = Problem("u.yaml", 2, 3, "unknown-key", "no key “stme”", "did you mean “stem”?")
    >>> print(as_text(replace(slip, excerpt="  stme: Who?", width=4)))
    u.yaml:2:3: error: no key “stme” [unknown-key]
      |   stme: Who?
      |   ^^^^
      help: did you mean “stem”?
    """
    message, advice = one_line(problem.message), one_line(problem.help)
    lines = [f"{place(problem)}: {problem.severity}: {message} [{problem.code}]"]
    lines += [f"  | {line}" for line in excerpt_lines(problem)]
    if advice:
        lines.append(f"  help: {advice}")
    return "\n".join(lines)


def place(problem: Problem) -> str:
    """Give the place of a problem: ``file:line:column``, or the file alone."""
    file = one_line(problem.file)
    return f"{file}:{problem.line}:{problem.column}" if problem.line else file


def one_line(text: str) -> str:
    r"""Replace line breaks, so that the name of a file cannot forge a line of a report.

    >>> one_line("a\nb.yaml")
    'a�b.yaml'
    """
    return text.translate(_LINE_BREAKS)


def excerpt_lines(problem: Problem) -> tuple[str, ...]:
    """Give the excerpt and a line of carets below it; nothing if there is no excerpt.

    A long line is cut around the carets.

    >>> excerpt_lines(Problem("u.yaml", 2, 3, "unknown-key", "…", excerpt="  stme: Who?", width=4))
    ('  stme: Who?', '  ^^^^')
    """
    if not problem.excerpt:
        return ()
    text, column = _window(problem.excerpt.replace("\t", " "), problem.column - 1)
    width = max(1, min(problem.width, len(text) - column))
    return text, " " * column + "^" * width


def _window(line: str, column: int) -> tuple[str, int]:
    """Cut a long line around ``column`` (from 0); give the piece and the column in it."""
    if len(line) <= _WINDOW:
        return line, min(column, len(line))
    start = max(0, min(column - _WINDOW // 2, len(line) - _WINDOW))
    head = "…" if start else ""
    tail = "…" if start + _WINDOW < len(line) else ""
    return head + line[start : start + _WINDOW] + tail, column - start + len(head)
