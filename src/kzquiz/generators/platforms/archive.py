"""Packs files into a zip whose bytes depend on the files only."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can have
_UNIX = 3
_MODE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files by their paths, in this order, with a fixed date and fixed rights."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, data)
    return made.getvalue()
