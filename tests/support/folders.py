"""The files of a folder and their bytes."""

from __future__ import annotations

from pathlib import Path


def files(folder: Path) -> dict[str, bytes]:
    """The files of an output folder, without kzquiz's own state."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder / ".kzquiz"
    }


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, also hidden ones, and empty folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"(empty)"
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }
