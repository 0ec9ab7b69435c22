"""The files of a unit folder: which are read, and problems with their names and places."""

from __future__ import annotations

import os
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
_LINK = "this is a link to another folder"
_NO_LINK = "put the folder itself here, or take the link away"


class Survey(Struct, frozen=True):
    """The question files of a unit, the files that must not be read, and the problems."""

    questions: tuple[Path, ...]
    unreadable: frozenset[Path]
    problems: tuple[Problem, ...]


def survey(folder: Path, shown: str) -> Survey:
    """Check the names and places of a unit's files, before any of them is read."""
    found = question_files(folder)
    problems = [] if found else [_no_questions(shown)]
    files = [*(folder / name for name in FILES), *found]
    groups = ([folder], [folder / QUESTIONS], files)
    links = next((out for group in groups if (out := [p for p in group if outside(p, folder)])), [])
    problems += [_problem(_name(p, folder, shown), "outside", _OUTSIDE, _INSIDE) for p in links]
    others = _linked_folders(folder) if not links else []
    problems += [_problem(_name(p, folder, shown), "link", _LINK, _NO_LINK) for p in others]
    refused = (*links, *others)
    unreadable = {path for path in files if any(path.is_relative_to(link) for link in refused)}
    names: dict[str, str] = {}
    for path in files:
        name = _name(path, folder, shown)
        first = names.setdefault(name.casefold(), path.name)
        why = f"only capital letters tell it from “{first}”" if first != path.name else ""
        if why := unstorable(path.name) or why:
            problems.append(_problem(name, "file-name", f"{_REFUSED}: {why}", _PLAIN))
    problems += _unread(folder, shown)
    return Survey(found, frozenset(unreadable), tuple(problems))


def question_files(folder: Path) -> tuple[Path, ...]:
    """The question files of a unit, by name.

    Files whose names begin with a dot belong to editors and systems, such as lock files.
    """
    found = (folder / QUESTIONS).glob("*.yaml")
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


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
    read = {*question_files(folder), *(folder / name for name in FILES)}
    beside = list(folder.glob("*"))
    within = [above / name for above, _, names in _walk(folder / QUESTIONS) for name in names]
    for path in sorted({*beside, *within} - read):
        wanted = path.suffix.lower() in {".yaml", ".yml"} and not path.name.startswith(".")
        if wanted and path.is_file():
            files = ", ".join((*FILES, "questions/….yaml"))
            message = "this file is not read: its name is none that a unit has"
            name = _name(path, folder, shown)
            yield _problem(name, "not-read", message, f"a unit has {files}", "warning")


def _linked_folders(folder: Path) -> list[Path]:
    """The unit itself, or the folders below its questions, if they are links to other folders."""
    if folder.is_symlink():
        return [folder]
    below = (above / name for above, names, _ in _walk(folder / QUESTIONS) for name in names)
    return sorted(path for path in below if path.is_symlink())


def _walk(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Everything below a folder; no link is followed."""
    return ((Path(above), folders, names) for above, folders, names in os.walk(folder))


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
