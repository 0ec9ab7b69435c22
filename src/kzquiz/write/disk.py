"""The operations on a disk. Each is done completely or not at all; an error names its file."""

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
"""The folder beside the targets for files that are written but not renamed yet."""

NEW = ".new"
"""The end of the name of a file that `put` has not renamed yet."""

MOST = 300_000_000
"""The largest file in bytes that a build reads; no output has a tenth of that."""

RECORD = 30_000_000
"""The largest journal, cache or list of contents in bytes that a build reads."""

# Windows refuses to replace a file while another program reads it: a virus scanner, a browser.
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6) if os.name == "nt" else ()


def read(path: Path, most: int = MOST) -> bytes | None:
    """Give the bytes of a plain file, or None if there is no file.

    Raises FileExistsError for a folder, a link or anything else that is no plain file, and for a
    file of more than ``most`` bytes; OSError.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise FileExistsError(None, "is no plain file", str(path))
    if found.st_size > most:
        message = f"has more than {most // 10**6} MB; kzquiz makes no such file so large"
        raise FileExistsError(None, message, str(path))
    return path.read_bytes()


def store(path: Path, data: bytes, like: Path | None = None) -> None:
    """Write a new file, and wait until it is on the disk.

    It gets the permissions of ``like``, if that exists. Raises FileExistsError; OSError.
    """
    with _naming(path), path.open("xb") as file:
        file.write(data)
        file.flush()
        if like is not None:
            with contextlib.suppress(FileNotFoundError):
                path.chmod(stat.S_IMODE(like.stat().st_mode))
        os.fsync(file.fileno())


def put(path: Path, data: bytes) -> None:
    """Write a file, and replace the one that may be there.

    At any moment the old or the new file is on the disk, also after an error. Raises OSError.
    """
    stage = path.with_name(path.name + NEW)
    erase(stage)  # left by a run that was ended
    try:
        store(stage, data)
        move(stage, path)
    finally:
        erase(stage)
    sync(path.parent)


def move(source: Path, target: Path) -> None:
    """Rename a staged file to ``target``; a reader sees the old file or the new one.

    Raises OSError. On Windows it first tries for some seconds if another program uses the target.
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
    """Remove a file, if there is one. Raises OSError; on Windows it tries as long as `move`."""
    for pause in _PATIENCE:
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    path.unlink(missing_ok=True)


def make(folder: Path) -> list[Path]:
    """Make a folder and those above it; give the new ones, the innermost first.

    Raises OSError; then no new folder is left.
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
    """Remove a folder and everything in it, if there is one. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def remove_empty(folders: list[Path]) -> None:
    """Remove the folders that are empty, in the given order."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with _naming(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.EINVAL:  # the file system cannot do this
                raise
        finally:
            os.close(handle)


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Add the path to an OSError without one, such as that of a write to a full disk."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
