"""Reports of problems, for people and for tools: text, JSON, GitHub's commands, SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from urllib.parse import quote

from kzquiz import __version__
from kzquiz.problems import SHOWN, Problem, Severity, as_text, one_line, place

SCREEN = 40
"""How many lines a report has before it is put together by rule."""
_SEVERAL, _PLACES, _WIDTH = 2, 2, 120


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
