"""Zip files that are the same for the same content, whenever and wherever they are made."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip entry can carry


def entry(name: str) -> zipfile.ZipInfo:
    """Make an entry without the time, the user or the operating system."""
    made = zipfile.ZipInfo(name, _DOS_EPOCH)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 3
    made.external_attr = 0o644 << 16
    return made


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Zip files by name, in their order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in files.items():
            package.writestr(entry(name), data)
    return buffer.getvalue()


def rezipped(archive: bytes) -> bytes:
    """Zip the files of an archive again, without their times."""
    with zipfile.ZipFile(BytesIO(archive)) as package:
        return zipped({name: package.read(name) for name in package.namelist()})
