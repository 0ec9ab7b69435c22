"""The one record of everything that can be wrong in a unit, and its formats for people and tools.

A problem names a place in a file that the author can open, says what is wrong and what to do.
The reader, the loader, the checks and the outputs make problems; the command line prints them.
Nothing here raises or prints.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace  # noqa: F401 (replace: see `as_text`)
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePath
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from kzquiz import __version__

Severity = Literal["error", "warning", "hint"]
# The longest list of known words that a message shows: all kinds of question fit in.
_FEW = 14
SHOWN = 50
"""How many problems a report shows. Nobody would read advice on more of one file."""
SCREEN = 40
"""How many lines a report has before it is put together by rule."""
_SEVERAL, _PLACES, _WIDTH = 2, 2, 120
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


def report(problems: Sequence[Problem], limit: int = SHOWN) -> str:
    """Format problems sorted by place, at most ``limit`` of them, and count the rest.

    If they do not fit on a screen, errors come first, and what is less sure by rule.
    """
    shown = sorted(problems)[:limit]
    blocks = [as_text(problem) for problem in shown]
    if len(problems) > limit:
        blocks.append(f"… and {len(problems) - limit} more")
    full = "\n\n".join(blocks)
    unsure = [problem for problem in problems if problem.severity != "error"]
    rules = {problem.code for problem in unsure}
    if len(full.splitlines()) <= SCREEN or len(rules) < _SEVERAL:
        return full
    errors = [problem for problem in problems if problem.severity == "error"]
    return "\n\n".join(filter(None, (report(errors, limit), by_rule(unsure))))


def by_rule(problems: Sequence[Problem]) -> str:
    """Format problems by rule, the most frequent first: how many, two places, what to do.

    >>> slip = Problem("u.yaml", 2, 3, "IW06", "the key is longest", "shorten it", "warning")
    >>> print(by_rule([slip] * 3))
    IW06: 3 warnings: shorten it
      u.yaml:2:3: the key is longest
      u.yaml:2:3: the key is longest
      and 1 more: kzquiz check --select IW06
    """
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        groups.setdefault((problem.severity, problem.code), []).append(problem)
    lines: list[str] = []
    for (severity, code), found in sorted(groups.items(), key=_by_weight):
        many = f"{len(found)} {severity}{'' if len(found) == 1 else 's'}"
        lines.append(_cut(f"{code}: {many}: {one_line(found[0].help)}"))
        lines += [_cut(f"  {place(one)}: {one_line(one.message)}") for one in found[:_PLACES]]
        if more := len(found) - _PLACES:
            lines += [f"  and {more} more: kzquiz check --select {code}"] if more > 0 else []
    return "\n".join(lines)


def _by_weight(group: tuple[tuple[str, str], list[Problem]]) -> tuple[bool, int, str]:
    """Warnings before hints, and the rules with most findings first."""
    (severity, code), found = group
    return severity == "hint", -len(found), code


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def as_json(problems: Sequence[Problem]) -> str:
    """Format problems as a JSON list of objects, one for each, with the fields of `Problem`.

    In place of ``fix`` there is ``mend``: whether ``kzquiz check --fix`` would try to fix it.
    """
    return json.dumps([_fields(one) for one in sorted(problems)], ensure_ascii=False, indent=1)


def _fields(problem: Problem) -> dict[str, object]:
    fields = asdict(problem)
    del fields["fix"]
    return fields | {"mend": problem.fix is not None}


def as_github(problems: Sequence[Problem]) -> str:
    """Format problems as GitHub workflow commands, one line for each.

    Source of the format: GitHub's documentation, "Workflow commands for GitHub Actions", section
    on setting an error message.
    """
    levels: Mapping[Severity, str] = {"error": "error", "warning": "warning", "hint": "notice"}
    lines = []
    for problem in sorted(problems):
        options = {
            "file": problem.file,
            "line": problem.line,
            "col": problem.column,
            "title": problem.code,
        }
        settings = ",".join(
            f"{key}={_github(value, ':,')}" for key, value in options.items() if value
        )
        lines.append(f"::{levels[problem.severity]} {settings}::{_github(_sentences(problem))}")
    return "\n".join(lines)


def as_sarif(problems: Sequence[Problem], rules: Mapping[str, str] | None = None) -> str:
    """Format problems as a SARIF 2.1.0 log with one run (OASIS standard, 27 March 2020).

    ``rules`` has a sentence for each code that says what it stands for.
    """
    levels: Mapping[Severity, str] = {"error": "error", "warning": "warning", "hint": "note"}
    results = [
        {
            "ruleId": problem.code,
            "level": levels[problem.severity],
            "message": {"text": _sentences(problem)},
            "locations": [{"physicalLocation": _sarif_place(problem)}],
        }
        for problem in sorted(problems)
    ]
    known = [
        {"id": code, "shortDescription": {"text": (rules or {})[code]}}
        for code in sorted({problem.code for problem in problems} & set(rules or ()))
    ]
    driver: dict[str, object] = {"name": "kzquiz", "version": __version__}
    if known:
        driver["rules"] = known
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": report,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def by_code(problems: Sequence[Problem]) -> str:
    """Count problems by severity and code: ``2 errors (EV01 1, EV07 1), 1 warning (IW06 1)``."""
    parts = []
    for severity in ("error", "warning", "hint"):
        counts = Counter(problem.code for problem in problems if problem.severity == severity)
        if total := counts.total():
            codes = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
            parts.append(f"{total} {severity}{'' if total == 1 else 's'} ({codes})")
    return ", ".join(parts) or "no problems"


def _sentences(problem: Problem) -> str:
    """Message and help in one paragraph."""
    parts = (part for part in (problem.message, problem.help) if part)
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


def _github(value: object, also: str = "") -> str:
    """Escape a value of a workflow command; ``also`` are further characters to escape."""
    text = str(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for sign in also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _sarif_place(problem: Problem) -> dict[str, object]:
    path = PurePath(problem.file)
    uri = path.as_uri() if path.is_absolute() else quote(problem.file, errors="surrogateescape")
    found: dict[str, object] = {"artifactLocation": {"uri": uri}}
    if problem.line:
        region = {"startLine": problem.line, "startColumn": problem.column}
        found["region"] = {**region, "endColumn": problem.column + problem.width}
    return found


def _window(line: str, column: int, width: int = 96) -> tuple[str, int]:
    """Cut a long line around ``column`` (from 0); give the piece and the column in it."""
    if len(line) <= width:
        return line, min(column, len(line))
    start = max(0, min(column - width // 2, len(line) - width))
    head = "…" if start else ""
    tail = "…" if start + width < len(line) else ""
    return head + line[start : start + width] + tail, column - start + len(head)
