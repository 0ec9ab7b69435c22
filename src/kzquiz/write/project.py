"""Writes the files of a project, which belong to its author: content, schemas, working copies.

`edit` gives the folders that a command may write to, and holds a lock on them. A command reads the
files that it changes while it holds the lock, so that no change of another command is lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kzquiz.write import disk
from kzquiz.write.build_lock import build_lock

_LOCK = ".kzquiz-lock"


class Project(Struct, frozen=True):
    """Folders of an author that one command at a time may change; `edit` gives it."""

    folders: tuple[Path, ...]


@contextlib.contextmanager
def edit(
    folder: Path, *more: Path, waiting: Callable[[], None] = lambda: None
) -> Iterator[Project]:
    """Hold the lock of an author's folder against other commands that change it.

    The folder is made if it does not exist. Files may be written to it and to the folders ``more``.
    ``waiting`` is called once if another command holds the lock. Raises OSError.
    """
    made = disk.make(folder)
    try:
        with build_lock(folder / _LOCK, waiting, temporary=True):
            yield Project((folder, *more))
    finally:
        disk.remove_empty(made)


def current(project: Project, path: Path) -> bytes | None:
    """Give the bytes of a file that may be written, or None if there is no file.

    Raises FileExistsError for a path that `replace` refuses; OSError.
    """
    return disk.read(_target(project, path))


def create(project: Project, files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files that do not exist yet, or that have these bytes already; give the new ones.

    Raises FileExistsError, before anything is written, if a file with other bytes exists; OSError
    as `replace` does.
    """
    refuse_others(project, files)
    return replace(project, files)


def refuse_others(project: Project, files: Mapping[Path, bytes]) -> None:
    """Raise FileExistsError if one of these files exists with other bytes; OSError."""
    for path, data in files.items():
        if current(project, path) not in {None, data}:
            message = "there is a file of this name already, and it is never overwritten"
            raise FileExistsError(None, f"{message}; move it away", path.as_posix())


def replace(project: Project, files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, also over those that exist; give the paths whose bytes changed.

    All files are staged and on the disk before the first is renamed. So a full disk or an error
    leaves the old files as they were. A link inside the project stays a link: the file that it
    leads to is replaced.

    Raises FileExistsError, before anything is written, for a path that leads out of the project and
    for anything that is no plain file, such as a folder or a device; OSError.
    """
    changed = [(path, data) for path, data in files.items() if current(project, path) != data]
    targets = [(_target(project, path), data) for path, data in changed]
    folders = dict.fromkeys(target.parent for target, _ in targets)
    made: list[Path] = []
    try:
        for folder in folders:
            made = disk.make(folder) + made
            disk.clear(folder / disk.STAGED)  # left by a run that was ended
            (folder / disk.STAGED).mkdir()
        for target, data in targets:
            disk.store(_stage(target), data, like=target)
        for target, _ in targets:
            disk.move(_stage(target), target)
    finally:
        for folder in folders:
            disk.clear(folder / disk.STAGED)
        disk.remove_empty(made)
    for folder in folders:
        disk.sync(folder)
    return tuple(path for path, _ in changed)


def _target(project: Project, path: Path) -> Path:
    """Follow the links of a path, which may not lead out of the project."""
    target = Path(os.path.realpath(path))
    if not any(target.is_relative_to(os.path.realpath(folder)) for folder in project.folders):
        shown = " or ".join(folder.as_posix() for folder in project.folders)
        message = f"is a link that leads out of {shown}, and kzquiz writes to nothing there"
        raise FileExistsError(None, message, str(path))
    return target


def _stage(target: Path) -> Path:
    return target.parent / disk.STAGED / target.name
