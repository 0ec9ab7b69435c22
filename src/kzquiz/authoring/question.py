"""``kzquiz new question``: appends the skeleton of a question to a question file."""

from __future__ import annotations

from collections.abc import Callable
from os.path import abspath
from pathlib import Path

from kzquiz import kinds, write
from kzquiz.authoring import json_schema
from kzquiz.authoring.known_ids import ScaffoldError, survey
from kzquiz.authoring.skeleton import skeleton
from kzquiz.problems import did_you_mean
from kzquiz.reader import parse


def new_question(
    kind: str,
    folder: Path,
    file: Path | None,
    lock: Path,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[str, Path, int]:
    """Append a question of a kind to a file of the unit in ``folder``.

    If ``file`` is None, the file is ``questions/KIND.yaml``. ``lock`` is the lock file of the
    unit's deck. The bytes that the file has stay as they are. ``waiting`` is called once if
    another command changes the content.

    Returns the id of the question, the file, and the line (from 1) where the question begins.
    Raises `ScaffoldError` for an unknown kind or a file that cannot be appended to; OSError.
    """
    if kind not in kinds.KINDS:
        message = f"there is no kind “{kind}”; {did_you_mean(kind, kinds.KINDS)}"
        raise ScaffoldError(message)
    target = file or folder / "questions" / f"{kind}.yaml"
    content = folder.parent
    # A file elsewhere may be named, but no link inside the content folder leads there.
    inside = Path(abspath(target)).is_relative_to(abspath(content))  # noqa: PTH100 (links stay)
    named = () if inside else (target.parent,)
    with write.edit(content, *named, waiting=waiting) as project:
        before = write.current(project, target)
        known = survey(folder, lock)
        name = known.free_id(kind)
        start = _heading(folder, target) if before is None else before
        data = appended(start, skeleton(kind, name, known), target)
        write.replace(project, {target: data})
    line = data[: data.rindex(f"id: {name}".encode())].count(b"\n") + 1
    return name, target, line


def _heading(folder: Path, target: Path) -> bytes:
    """The first line of a new file: its schema. Empty for a file outside the content folder."""
    content = folder.resolve().parent
    inside = target.resolve().parent
    if not inside.is_relative_to(content):
        return b""
    up = len(inside.relative_to(content).parts)
    return (json_schema.header("questions", up) + "\n").encode()


def appended(before: bytes, text: str, target: Path) -> bytes:
    """The bytes of a file with an entry appended, indented like the list in the file.

    Raises `ScaffoldError` if the file is no list, or could not be read afterwards.
    """
    shown = target.as_posix()
    old, problems = parse(before, shown)
    entries = old.data if old else []
    if not isinstance(entries, list):
        message = f"{shown} is no list of entries; name another file with --file"
        raise ScaffoldError(message)
    column = _column(before)
    end = b"\r\n" if b"\r\n" in before else b"\n"
    lines = [(" " * column + line).rstrip() for line in text.splitlines()]
    gap = b"" if not before or before.endswith((b"\n", b"\r")) else end
    gap += end if entries else b""
    data = before + gap + end.join(line.encode() for line in lines) + end
    new, after = parse(data, shown)
    whole = new and isinstance(new.data, list) and len(new.data) == len(entries) + 1
    if not whole or len(after) > len(problems):
        message = (
            f"nothing can be appended to {shown}: “kzquiz check” tells what is wrong with it; "
            "or name another file with --file"
        )
        raise ScaffoldError(message)
    return data


def _column(data: bytes) -> int:
    """The column (from 0) in which the entries of a file begin."""
    first = next((line for line in data.splitlines() if line.lstrip().startswith(b"- ")), b"")
    return len(first) - len(first.lstrip())
