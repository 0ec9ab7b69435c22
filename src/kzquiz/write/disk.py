"""The few things that are done to a disk, each whole or not at all; an error names its file."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

STAGED = ".kzquiz-staged"
"""The folder beside its targets in which files wait until all of them are whole."""

NEW = ".new"
"""What ends the name of a file that `put` has not put in its place yet."""

MOST = 300_000_000
"""Bytes of a file that a build may meet; it makes none of a tenth of that."""

RECORD = 30_000_000
"""Bytes of a file in which kzquiz keeps what it needs itself."""

# Windows refuses to replace a file while another program reads it: a virus scanner, a browser.
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6) if os.name == "nt" else ()


def read(path: Path, most: int = MOST) -> bytes | None:
    """Give the bytes of a plain file, None where nothing is.

    Raises FileExistsError for a folder, a link or another thing that is no plain file, and for one
    of more than ``most`` bytes; OSError.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise FileExistsError(None, "is no plain file", str(path))
    if found.st_size > most:
        message = f"has more than {most // 10**6} MB, as no such file of kzquiz's has"
        raise FileExistsError(None, message, str(path))
    return path.read_bytes()


def store(path: Path, data: bytes, like: Path | None = None) -> None:
    """Make a file that was not there, and have it on the disk before returning.

    It gets the permissions of ``like``, if that is there. Raises OSError.
    """
    with _naming(path), path.open("xb") as file:
        file.write(data)
        file.flush()
        if like is not None:
            with contextlib.suppress(FileNotFoundError):
                path.chmod(stat.S_IMODE(like.stat().st_mode))
        os.fsync(file.fileno())


def put(path: Path, data: bytes) -> None:
    """Store a file, whatever stood there: the old or the new one is on the disk at any moment.

    Raises OSError; the old file is there then, or the new one.
    """
    stage = path.with_name(path.name + NEW)
    erase(stage)  # of a run that was ended
    try:
        store(stage, data)
        move(stage, path)
    finally:
        erase(stage)
    sync(path.parent)


def move(source: Path, target: Path) -> None:
    """Put a staged file in the place of ``target``; a reader sees the old one or the new one.

    Raises OSError; on Windows only after having waited some seconds for who holds the target.
    """
    for pause in _PATIENCE:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def erase(path: Path) -> None:
    """Remove a file, if it is there. Raises OSError, as patiently as `move`."""
    for pause in _PATIENCE:
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    path.unlink(missing_ok=True)


def make(folder: Path) -> list[Path]:
    """Make a folder and those above it; give the ones that were not there, innermost first.

    Raises OSError; nothing new is left then.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    made: list[Path] = []
    try:
        for path in reversed(missing):
            path.mkdir(exist_ok=True)
            made.insert(0, path)
            sync(path.parent)
    except BaseException:
        remove_empty(made)
        raise
    return made


def clear(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def remove_empty(folders: list[Path]) -> None:
    """Remove those of the folders that are empty, in this order."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def sync(folder: Path) -> None:
    """Have the names in a folder on the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with _naming(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.EINVAL:  # a file system that knows no such thing
                raise
        finally:
            os.close(handle)


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Add the path to an error of a call that takes none, such as a write to a full disk."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
