"""Artifacts to disk: staged beside their targets, then renamed, and only what changed.

Nothing else in kzquiz writes a file of an output folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kzquiz.model import Artifact

_STAGED = ".staged"


def write(artifacts: Iterable[Artifact], folder: Path) -> tuple[Path, ...]:
    """Write the artifacts below ``folder`` and give the paths whose bytes changed.

    Every file is staged and synced before the first rename, so that a full disk or an error leaves
    the old files whole. Raises OSError.
    """
    changed = [
        (folder / artifact.path, artifact.data)
        for artifact in artifacts
        if _bytes(folder / artifact.path) != artifact.data
    ]
    staged: list[tuple[Path, Path]] = []
    try:
        for target, data in changed:
            target.parent.mkdir(parents=True, exist_ok=True)
            stage = target.with_name(target.name + _STAGED)
            staged.append((stage, target))
            _store(stage, data)
        for stage, target in staged:
            stage.replace(target)
    finally:
        for stage, _ in staged:
            stage.unlink(missing_ok=True)
    return tuple(target for target, _ in changed)


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
