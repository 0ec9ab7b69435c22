"""Changes a value of a draft as an editor would: one line, and every comment and order stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring.draft.accepting import Part
from kzquiz.authoring.draft.entries import GUESS, quoted
from kzquiz.authoring.draft.files import CLAIMS, DIFFERENCES, FOLDER, SPEAKERS
from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.reader import parse

File = Literal["claims", "speakers", "differences"]
_FILES: dict[File, str] = {"claims": CLAIMS, "speakers": SPEAKERS, "differences": DIFFERENCES}
_KEYS: dict[File, frozenset[str]] = {
    "claims": frozenset({"says", "speakers", "status", "figure", "as_of"}),
    "speakers": frozenset({"name", "role", "side"}),
    "differences": frozenset({"topic", "kind", "why", "settled_by"}),
}
_LONGEST = 5000  # characters of a text (docs/format.md)


class Edit(Struct, frozen=True):
    """A change of a file: its bytes before and after."""

    path: Path
    before: bytes
    after: bytes


def set_value(folder: Path, working: Path, file: File, name: str, key: str, value: str) -> Edit:
    """Write a text as the value of a key of an entry of a draft; a guess is then none any more.

    An empty ``value`` accepts what is there. ``working`` is the folder of working copies. Raises
    `ScaffoldError` for an entry or key that is not there, and for a value that would break the
    file; OSError.
    """
    if key not in _KEYS[file]:
        message = f"“{key}” cannot be changed here"
        raise ScaffoldError(message)
    if len(value) > _LONGEST:
        message = f"a text has at most {_LONGEST} characters"
        raise ScaffoldError(message)
    path = working / folder.name / FOLDER / _FILES[file]
    with write.edit(folder.parent, working) as project:
        part = Part.read(path)
        if name not in part.texts:
            message = f"the draft has no entry “{name}” any more"
            raise ScaffoldError(message)
        before = write.current(project, path) or b""
        new = _changed(part.texts[name], key, value)
        text = before.decode().replace("\r\n", "\n").replace(part.texts[name], new, 1)
        after = (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()
        _, problems = parse(after, path.as_posix())
        if any(problem.severity == "error" for problem in problems):
            message = f"this cannot be written as “{key}”: {problems[0].message}"
            raise ScaffoldError(message)
        write.replace(project, {path: after})
    return Edit(path, before, after)


def undo(folder: Path, working: Path, edit: Edit) -> bool:
    """Take a change back, if nothing else was changed in its file since; tell whether it was."""
    with write.edit(folder.parent, working) as project:
        if write.current(project, edit.path) != edit.after:
            return False
        write.replace(project, {edit.path: edit.before})
    return True


def _changed(entry: str, key: str, value: str) -> str:
    """The text of an entry with another value of a key. Raises `ScaffoldError` without that key."""
    found = re.search(rf"^(  {key}:)((?:[ \t][^\n]*)?(?:\n {{4,}}[^\n]*)*)", entry, re.MULTILINE)
    if found is None:
        message = f"this entry has no “{key}”"
        raise ScaffoldError(message)
    kept = f" {quoted(value)}" if value else re.sub(rf"[ \t]+{GUESS}[^\n]*", "", found[2])
    return entry[: found.start()] + found[1] + kept + entry[found.end() :]
