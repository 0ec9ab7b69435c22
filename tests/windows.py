"""The command line, with paths that print as on Windows; the files stay where they are.

Whatever turns a path into text without saying how (``as_posix``) shows a backslash then.
"""

from __future__ import annotations

import pathlib

_plain = pathlib.PurePath.__str__


def _windows(self: pathlib.PurePath) -> str:
    return _plain(self).replace("/", "\\")


pathlib.PurePath.__fspath__ = _plain  # type: ignore[method-assign]
pathlib.PurePath.as_posix = _plain  # type: ignore[method-assign]
pathlib.PurePath.__str__ = _windows  # type: ignore[method-assign]

from kzquiz.cli import main  # noqa: E402 (after the change)

main()
