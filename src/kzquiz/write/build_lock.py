"""Allows one build, or one change of content, at a time in a folder, by a lock of the system.

The lock ends with the process that holds it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PAUSE = 0.05


@contextlib.contextmanager
def build_lock(
    path: Path, waiting: Callable[[], None], *, temporary: bool = False
) -> Iterator[None]:
    """Hold the lock on the file ``path``, which is made if it does not exist.

    ``waiting`` is called once if another process holds the lock. A ``temporary`` file is removed in
    the end. Raises OSError, also if the file system has no locks.
    """
    handle = _take(path, waiting)
    try:
        yield
    finally:
        _free(handle, path if temporary else None)


def _take(path: Path, waiting: Callable[[], None]) -> int:
    announced = False
    while True:
        # The process that held the lock may have removed the folder of the lock.
        path.parent.mkdir(parents=True, exist_ok=True)
        # A link is not followed, because the lock must be inside the output folder.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            if _try(handle) and _is_at(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not announced:
            waiting()
            announced = True
        time.sleep(_PAUSE)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _free(handle: int, path: Path | None) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        # Windows does not remove a file that another process has open, which takes the lock next.
        if path:
            with contextlib.suppress(OSError):
                path.unlink()

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(handle: int, path: Path | None) -> None:
        # Removed under the lock: a process that waits for it sees this, and makes a new file.
        if path:
            with contextlib.suppress(OSError):
                path.unlink()
        # An error here would hide the one that ends the command; closing frees the lock anyway.
        with contextlib.suppress(OSError):
            os.close(handle)
