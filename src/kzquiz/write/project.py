"""Writes the files of a project, which belong to its author: content, schemas, working copies.

`edit` gives the folders that a command may write to, and holds a lock on them. A command reads the
files that it changes while it holds the lock, so that no change of another command is lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import MsgspecError, Struct, json

from kzquiz.write import disk
from kzquiz.write.build_lock import build_lock
from kzquiz.write.journal import Step
from kzquiz.write.manifest import digest

_LOCK = ".kzquiz-lock"
_JOURNAL = ".kzquiz-change.json"
_ASIDE = ".kzquiz-change-damaged.json"
_UNFINISHED = (
    "the change is not complete yet: close what uses the file, then run “kzquiz check --fix” to "
    "complete it"
)
_DAMAGED = (
    "was damaged, so nobody can tell what is left to do of a change that was interrupted; no other "
    f"file was touched, and it is kept as “{_ASIDE}”; look at the content, then run this again"
)
_CHANGED = (
    "was changed while a change of the content was interrupted, which cannot be completed now; "
    "move this file away, or give the rest of that change up by deleting “{}”; then run this again"
)


class Project(Struct, frozen=True):
    """Folders of an author that one command at a time may change; `edit` gives it."""

    folders: tuple[Path, ...]


@contextlib.contextmanager
def edit(
    folder: Path, *more: Path, waiting: Callable[[], None] = lambda: None
) -> Iterator[Project]:
    """Hold the lock of an author's folder against other commands that change it.

    The folder is made if it does not exist. Files may be written to it and to the folders ``more``.
    ``waiting`` is called once if another command holds the lock. A change that was interrupted is
    finished first. Raises FileExistsError if it cannot be; OSError.
    """
    made = disk.make(folder)
    try:
        with build_lock(folder / _LOCK, waiting, temporary=True):
            project = Project((folder, *more))
            _finish(project)
            yield project
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

    All files are staged and on the disk before the first is renamed, and a journal lists them if
    they are several. So a full disk or an error leaves the old files as they were, and a change
    that is interrupted later is finished by the next command that changes content. A link inside
    the project stays a link: the file that it leads to is replaced.

    Raises FileExistsError, before anything is written, for a path that leads out of the project and
    for anything that is no plain file, such as a folder or a device; OSError.
    """
    changed = {path: data for path, data in files.items() if current(project, path) != data}
    targets = {_target(project, path): data for path, data in changed.items()}
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(target.parent for target in targets):
            made = disk.make(folder) + made
            disk.clear(folder / disk.STAGED)  # left by a run that was ended
            (folder / disk.STAGED).mkdir()
        for target, data in targets.items():
            disk.store(_stage(target), data, like=target)
        _commit(project, targets)
    except BaseException:
        disk.erase(_journal(project))
        for target in targets:
            disk.clear(target.parent / disk.STAGED)
        disk.remove_empty(made)
        raise
    _finish(project)
    return tuple(changed)


def pending(folder: Path) -> bool:
    """Whether a change of an author's folder was interrupted before all its files were renamed."""
    return (folder / _JOURNAL).exists()


def complete(folder: Path, waiting: Callable[[], None] = lambda: None) -> bool:
    """Finish a change that was interrupted; tell whether there was one. Raises as `edit` does."""
    if not pending(folder):
        return False
    with edit(folder, waiting=waiting):
        return True


def _commit(project: Project, targets: Mapping[Path, bytes]) -> None:
    """Write the journal; from now on the change will be finished. One file needs no journal."""
    if len(targets) > 1:
        steps = [
            Step(_relative(target, project), _digest(target), digest(data))
            for target, data in targets.items()
        ]
        for folder in dict.fromkeys(target.parent for target in targets):
            disk.sync(folder / disk.STAGED)
        disk.put(_journal(project), json.format(json.encode(steps), indent=1))
        return
    for target in targets:
        disk.move(_stage(target), target)
        disk.clear(target.parent / disk.STAGED)
        disk.sync(target.parent)


def _finish(project: Project) -> None:
    """Do the steps that are left of a change; one that was begun is not left half done."""
    try:
        _do_steps(project)
    except (KeyboardInterrupt, SystemExit):
        _do_steps(project)  # takes a moment, and then the change is complete
        raise
    except FileExistsError:
        raise
    except OSError as error:
        error.strerror = f"{error.strerror}; {_UNFINISHED}"
        raise


def _do_steps(project: Project) -> None:
    """Rename what is staged.

    A journal may have come with the folder, from anyone. So a step does no more than rename a file
    that is staged beside its target, and whose bytes are those that the journal lists.
    """
    path = _journal(project)
    data = disk.read(path, disk.RECORD)
    if data is None:
        return
    try:
        steps = json.decode(data, type=list[Step])
    except (MsgspecError, RecursionError, ValueError):
        disk.move(path, path.with_name(_ASIDE))
        raise FileExistsError(None, _DAMAGED, str(path)) from None
    targets = [Path(os.path.realpath(project.folders[0] / step.path)) for step in steps]
    for step, target in zip(steps, targets, strict=True):
        if step.new is None or _digest(_stage(target)) != step.new:
            continue  # it is done
        if _digest(target) not in {None, step.old}:
            raise FileExistsError(None, _CHANGED.format(path.as_posix()), str(target))
        disk.move(_stage(target), target)
    for folder in dict.fromkeys(target.parent for target in targets):
        disk.clear(folder / disk.STAGED)
        disk.sync(folder)
    disk.erase(path)
    disk.sync(path.parent)


def _journal(project: Project) -> Path:
    return project.folders[0] / _JOURNAL


def _relative(target: Path, project: Project) -> str:
    """Give the path from the first folder, for the journal in it."""
    try:
        return Path(os.path.relpath(target, os.path.realpath(project.folders[0]))).as_posix()
    except ValueError:  # on another drive of Windows
        return target.as_posix()


def _digest(path: Path) -> str | None:
    data = disk.read(path)
    return None if data is None else digest(data)


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
