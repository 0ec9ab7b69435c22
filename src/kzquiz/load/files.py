"""The files of a unit folder: which are read, and problems with their names and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kzquiz.problems import Problem, Severity
from kzquiz.reader.confusables import MISLEADING

FILES = ("unit.yaml", "sources.yaml", "claims.yaml", "differences.yaml")
QUESTIONS = "questions"

# Microsoft, "Naming Files, Paths, and Namespaces": characters and names that Windows refuses.
_CHARACTERS = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_NAMES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_REFUSED = "Windows cannot store this file"
_PLAIN = "give it another name, of small letters, digits and hyphens"
_OUTSIDE = "this is a link that leads out of the content folder"
_INSIDE = "put the file itself here: who gets the content folder lacks it otherwise"


class Survey(Struct, frozen=True):
    """The question files of a unit, the files that must not be read, and the problems."""

    questions: tuple[Path, ...]
    unreadable: frozenset[Path]
    problems: tuple[Problem, ...]


def survey(folder: Path, shown: str) -> Survey:
    """Check the names and places of a unit's files, before any of them is read."""
    found = sorted((folder / QUESTIONS).glob("*.yaml"))
    problems = [] if found else [_no_questions(shown)]
    files = [folder / name for name in FILES] + found
    groups = ([folder], [folder / QUESTIONS], files)
    links = next((out for group in groups if (out := [p for p in group if outside(p, folder)])), [])
    unreadable = {path for path in files if any(path.is_relative_to(link) for link in links)}
    problems += [_problem(_name(p, folder, shown), "outside", _OUTSIDE, _INSIDE) for p in links]
    names: dict[str, str] = {}
    for path in files:
        name = _name(path, folder, shown)
        first = names.setdefault(name.casefold(), path.name)
        why = f"only capital letters tell it from “{first}”" if first != path.name else ""
        if why := unstorable(path.name) or why:
            problems.append(_problem(name, "file-name", f"{_REFUSED}: {why}", _PLAIN))
    problems += _unread(folder, shown)
    return Survey(tuple(found), frozenset(unreadable), tuple(problems))


def unstorable(name: str) -> str:
    """The reason why Windows cannot store a file or folder of this name; empty if it can.

    >>> [bool(unstorable(name)) for name in ("con.yaml", "a?.yaml", "a.", "first.yaml", "icon")]
    [True, True, True, False, False]
    """
    if sign := _CHARACTERS.search(name):
        shown = MISLEADING.sub("\N{REPLACEMENT CHARACTER}", sign[0])
        return f"its name has the character “{shown}”"
    if _NAMES.fullmatch(name):
        return f"“{name.partition('.')[0]}” is the name of a device there"
    return "its name ends with a dot or a space" if name.endswith((".", " ")) else ""


def outside(path: Path, folder: Path) -> bool:
    """Whether a path leads out of the content folder, the one above the unit's ``folder``."""
    content = folder.absolute().parent.resolve()
    try:
        return not path.resolve().is_relative_to(content)
    except (OSError, RuntimeError, ValueError):  # such as a link to itself: reading it reports that
        return False


def _unread(folder: Path, shown: str) -> Iterator[Problem]:
    """Report YAML files that look like a part of the unit but are not read."""
    beside = [path for path in folder.glob("*") if path.name not in FILES]
    within = [path for path in (folder / QUESTIONS).rglob("*") if path.suffix != ".yaml"]
    deeper = (folder / QUESTIONS).glob("*/**/*.yaml")
    for path in sorted({*beside, *within, *deeper}):
        if path.suffix.lower() in {".yaml", ".yml"} and path.is_file():
            files = ", ".join((*FILES, "questions/….yaml"))
            message = "this file is not read: its name is none that a unit has"
            name = _name(path, folder, shown)
            yield _problem(name, "not-read", message, f"a unit has {files}", "warning")


def _no_questions(shown: str) -> Problem:
    advice = "write questions/first.yaml, a list of questions"
    name = f"{shown}/{QUESTIONS}"
    return _problem(name, "no-questions", "the unit has no question file", advice)


def _name(path: Path, folder: Path, shown: str) -> str:
    return f"{shown}/{path.relative_to(folder).as_posix()}".removesuffix("/.")


def _problem(
    name: str, code: str, message: str, advice: str, severity: Severity = "error"
) -> Problem:
    return Problem(name, 0, 0, code, message, advice, severity)
