"""Writes the files of a project, which belong to its author: content, schemas, working copies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from kzquiz.write import disk


def create(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files that do not exist yet, or that have these bytes already; give the new ones.

    Raises FileExistsError, before anything is written, if a file with other bytes exists; OSError
    as `replace` does.
    """
    for path, data in files.items():
        if os.path.lexists(path) and _bytes(path) != data:
            message = "there is a file of this name already, and it is never overwritten"
            raise FileExistsError(None, message, path.as_posix())
    return replace(files)


def replace(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, also over those that exist; give the paths whose bytes changed.

    All files are staged and on the disk before the first is renamed. So a full disk or an error
    leaves the old files as they were. Raises OSError.
    """
    changed = [(path, data) for path, data in files.items() if _bytes(path) != data]
    # A link stays a link: the file that it leads to is replaced.
    targets = [(path.resolve() if path.is_symlink() else path, data) for path, data in changed]
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


def _stage(target: Path) -> Path:
    return target.parent / disk.STAGED / target.name


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
