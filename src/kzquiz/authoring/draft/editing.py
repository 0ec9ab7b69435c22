"""Changes a value of a draft as an editor would: one line, and every comment and order stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring.draft.entries import GUESS, quoted
from kzquiz.authoring.draft.files import (
    CLAIMS,
    CONTEXT,
    DIFFERENCES,
    FOLDER,
    QUESTIONS,
    SPEAKERS,
)
from kzquiz.authoring.draft.part import Part
from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.model import LEVELS, DifferenceKind, Origin, SpeakerSide, Status
from kzquiz.reader import parse

File = Literal["claims", "speakers", "differences", "context", "questions"]
NAMES: Mapping[File, str] = {
    "claims": CLAIMS,
    "speakers": SPEAKERS,
    "differences": DIFFERENCES,
    "context": CONTEXT,
    "questions": QUESTIONS,
}
"""The files of a draft that can be changed."""
Choices = tuple[str, ...]
FORMS: Mapping[File, Mapping[str, Choices]] = {
    "claims": {"says": (), "status": get_args(Status)},
    "speakers": {"name": (), "role": (), "side": get_args(SpeakerSide)},
    "differences": {
        "kind": get_args(DifferenceKind),
        "topic": (),
        "why": (),
        "settled_by": (),
    },
    "context": {
        "what": (),
        "topic": (),
        "origin": get_args(Origin),
        "why": (),
        "owner": ("unclear",),
        "means": (),
    },
    "questions": {"level": LEVELS, "neutral": ()},
}
"""The keys that are written, by file, each with its values to choose from; none for a text."""
_ACCEPTED = frozenset({"speakers", "figure", "confirmation", "when"})  # guesses, to be accepted
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
    if key not in FORMS[file] and (value or key not in _ACCEPTED):
        message = f"“{key}” cannot be changed here"
        raise ScaffoldError(message)
    if len(value) > _LONGEST:
        message = f"a text has at most {_LONGEST} characters"
        raise ScaffoldError(message)
    return _edited(folder, working, file, name, lambda text: _changed(text, key, value))


def drop(folder: Path, working: Path, file: File, name: str) -> Edit:
    """Delete an entry of a draft. Raises `ScaffoldError` for one that is not there; OSError."""
    return _edited(folder, working, file, name, lambda _: "")


def undo(folder: Path, working: Path, edit: Edit) -> bool:
    """Take a change back, if nothing else was changed in its file since; tell whether it was."""
    with write.edit(folder.parent, working) as project:
        if write.current(project, edit.path) != edit.after:
            return False
        write.replace(project, {edit.path: edit.before})
    return True


def _edited(
    folder: Path, working: Path, file: File, name: str, change: Callable[[str], str]
) -> Edit:
    path = working / folder.name / FOLDER / NAMES[file]
    with write.edit(folder.parent, working) as project:
        part = Part.read(path)
        if name not in part.texts:
            message = f"the draft has no entry “{name}” any more"
            raise ScaffoldError(message)
        before = write.current(project, path) or b""
        new = change(part.texts[name])
        text = before.decode().replace("\r\n", "\n").replace(part.texts[name], new, 1)
        after = (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()
        _, problems = parse(after, path.as_posix())
        errors = [p for p in problems if p.severity == "error" and p.code != "only-comments"]
        if errors:
            message = f"this cannot be written: {errors[0].message}"
            raise ScaffoldError(message)
        write.replace(project, {path: after})
    return Edit(path, before, after)


def _changed(entry: str, key: str, value: str) -> str:
    """The text of an entry with another value of a key. Raises `ScaffoldError` without that key."""
    found = re.search(rf"^([ -] {key}:)((?:[ \t][^\n]*)?(?:\n {{4,}}[^\n]*)*)", entry, re.MULTILINE)
    if found is None:
        message = f"this entry has no “{key}”"
        raise ScaffoldError(message)
    kept = f" {quoted(value)}" if value else re.sub(rf"[ \t]+{GUESS}[^\n]*", "", found[2])
    return entry[: found.start()] + found[1] + kept + entry[found.end() :]
