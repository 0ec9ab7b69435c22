"""Bytes to disk: staged beside their targets, then renamed, and only what changed.

Nothing else in kzquiz writes a file: `write` those of an output folder, `create` and `replace`
those of a project (content, schemas, working copies).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from kzquiz.model import Artifact

_STAGED = ".staged"


def write(artifacts: Iterable[Artifact], folder: Path) -> tuple[Path, ...]:
    """Write the artifacts below ``folder`` and give the paths whose bytes changed.

    Raises OSError; the old files are whole then.
    """
    return replace({folder / artifact.path: artifact.data for artifact in artifacts})


def create(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files that are not there yet, or that hold these bytes already; give the new ones.

    Raises FileExistsError, before anything is written, where a file with other content is there;
    OSError as `write` does.
    """
    for path, data in files.items():
        if os.path.lexists(path) and _bytes(path) != data:
            message = "there is a file of this name already, and it is never overwritten"
            raise FileExistsError(None, message, path.as_posix())
    return replace(files)


def replace(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, whatever stood there, and give the paths whose bytes changed.

    Every file is staged and synced before the first rename, so that a full disk or an error leaves
    the old files whole. Raises OSError.
    """
    changed = [(path, data) for path, data in files.items() if _bytes(path) != data]
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in changed:
            # A link stays a link: the file it leads to is renamed over.
            target = path.resolve() if path.is_symlink() else path
            target.parent.mkdir(parents=True, exist_ok=True)
            stage = target.with_name(target.name + _STAGED)
            staged.append((stage, target))
            _store(stage, data)
        for stage, target in staged:
            stage.replace(target)
    finally:
        for stage, _ in staged:
            stage.unlink(missing_ok=True)
    return tuple(path for path, _ in changed)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _store(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
