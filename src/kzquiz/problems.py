"""The one record for everything that is wrong: YAML, schema, reference, rule, degraded shape.

A problem names a place in a file an author can open, says what is wrong and what to do about it.
Nothing here raises or prints: the reader, the loader and the checks collect problems, the command
line formats them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace  # noqa: F401 (replace: the example below)
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning", "hint"]
# As many as there are kinds of question: a list that an author reads rather than searches.
_FEW = 14


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding.

    ``file`` is the path as shown to the author; ``line`` and ``column`` count from 1 (column in
    characters), 0 where the file as a whole is meant. ``excerpt`` is that line's text without its
    line end; ``width`` is how many characters the caret underlines.
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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say ``did you mean …?`` for the nearest known word, or list the known ones if few."""
    choices = list(known)
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
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    lines = [f"{place}: {problem.severity}: {problem.message} [{problem.code}]"]
    if problem.excerpt:
        text, column = _window(problem.excerpt.replace("\t", " "), problem.column - 1)
        lines.append("  | " + text)
        width = max(1, min(problem.width, len(text) - column))
        lines.append("  | " + " " * column + "^" * width)
    if problem.help:
        lines.append(f"  help: {problem.help}")
    return "\n".join(lines)


def report(problems: Sequence[Problem], limit: int = 50) -> str:
    """Format problems sorted by place, at most ``limit`` of them, and count the rest."""
    shown = sorted(problems)[:limit]
    blocks = [as_text(problem) for problem in shown]
    if len(problems) > limit:
        blocks.append(f"… and {len(problems) - limit} more")
    return "\n\n".join(blocks)


def _window(line: str, column: int, width: int = 96) -> tuple[str, int]:
    """Cut a long line around ``column`` (from 0); give the piece and the column inside it."""
    if len(line) <= width:
        return line, min(column, len(line))
    start = max(0, min(column - width // 2, len(line) - width))
    head = "…" if start else ""
    tail = "…" if start + width < len(line) else ""
    return head + line[start : start + width] + tail, column - start + len(head)
