"""One build, one change of content at a time: a lock of the system, which ends with its process."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PAUSE = 0.05


@contextlib.contextmanager
def alone(path: Path, waiting: Callable[[], None], *, passing: bool = False) -> Iterator[None]:
    """Hold the lock on a file, made if need be; ``waiting`` is called once if another holds it.

    The file of a ``passing`` lock is removed in the end. Raises OSError, also where the file system
    has no locks.
    """
    handle = _take(path, waiting)
    try:
        yield
    finally:
        _free(handle, path if passing else None)


def _take(path: Path, waiting: Callable[[], None]) -> int:
    told = False
    while True:
        # Whoever held the lock may have removed it with its folder in the meantime.
        path.parent.mkdir(parents=True, exist_ok=True)
        # A link in its place is not followed: the lock is inside the output folder.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            if _try(handle) and _is_at(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not told:
            waiting()
            told = True
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
        # Windows keeps a file that someone else has open: the next one to hold the lock.
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
        # Removed while it is held: whoever waits for it sees that it is gone, and makes another.
        if path:
            with contextlib.suppress(OSError):
                path.unlink()
        os.close(handle)
