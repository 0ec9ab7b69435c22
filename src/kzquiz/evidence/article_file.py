"""Reads the file of an article, which may be any file that someone names."""

from __future__ import annotations

import stat
from pathlib import Path

MOST = 2_000_000
"""The largest article in bytes; the longest in newspapers have a tenth of that."""


def read_file(path: Path, most: int = MOST) -> bytes:
    """Give the bytes of an article.

    Raises OSError, also for what is no plain file and for more than ``most`` bytes; its
    ``strerror`` says what to do.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        message = "is not there; check how it is named"
        raise FileNotFoundError(None, message, path.as_posix()) from None
    if not stat.S_ISREG(mode):  # a pipe or a device would never end
        message = "is no file with a text; name the file of the article"
        raise FileExistsError(None, message, path.as_posix())
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        message = f"has more than {most // 10**6} MB, and no article is so long; name another file"
        raise FileExistsError(None, message, path.as_posix())
    return data
