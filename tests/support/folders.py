"""What lies in a folder."""

from __future__ import annotations

from pathlib import Path


def files(folder: Path) -> dict[str, bytes]:
    """What lies in an output folder, without what kzquiz keeps there for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder / ".kzquiz"
    }


def everything(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too, and folders with nothing in them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"(empty)"
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }
