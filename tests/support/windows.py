"""Runs commands, one after the other, with paths that print as on Windows.

Code that turns a path into text without ``as_posix`` shows a backslash then.
"""

from __future__ import annotations

import pathlib

from several import run_each

_plain = pathlib.PurePath.__str__


def _windows(self: pathlib.PurePath) -> str:
    return _plain(self).replace("/", "\\")


if __name__ == "__main__":
    pathlib.PurePath.__fspath__ = _plain
    pathlib.PurePath.as_posix = _plain
    pathlib.PurePath.__str__ = _windows
    run_each()
