"""The files of a folder, their bytes and their lines."""

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


def line_of(path: Path, words: str) -> int:
    """The number of the first line of a file that has these words."""
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)
