"""Cache keys: digests of everything that outputs are made from.

A key is "" where an input cannot be listed. Nothing is cached under such a key.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.json import encode
from msgspec.structs import replace

from kzquiz.languages import FOLDER

if TYPE_CHECKING:
    from kzquiz.model import Quiz


def key(*parts: str) -> str:
    """Digest texts in order. Gives "" if one of them is ""."""
    if "" in parts:
        return ""
    total = sha256()
    for part in parts:
        total.update(part.encode(errors="surrogateescape") + b"\0")
    return total.hexdigest()


def setup_key(templates: tuple[Path, ...]) -> str:
    """Give the key of what all outputs depend on: kzquiz, its words, Python, libraries, templates.

    Raises OSError.
    """
    code = folder_key(Path(__file__).parents[1], ".py")
    return key(*_versions(), code, folder_key(FOLDER, ".yaml"), *map(folder_key, templates))


def folder_key(folder: Path, suffix: str = "") -> str:
    """Give the key of all files below a folder, or of those whose names end in ``suffix``.

    Gives "" where a link leads to another folder: the files behind it are not listed. Raises
    OSError.
    """
    lines: list[str] = []
    for above, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        if any(os.path.islink(os.path.join(above, name)) for name in folders):  # noqa: PTH114, PTH118
            return ""
        for name in sorted(names):
            if not name.endswith(suffix):
                continue
            path = os.path.join(above, name)  # noqa: PTH118 (a Path for each takes twice as long)
            if not os.path.isfile(path):  # noqa: PTH113
                return ""
            with open(path, "rb") as file:  # noqa: PTH123
                digest = file_digest(file, "sha256").hexdigest()
            lines.append(f"{path[len(str(folder)) :]} {digest}")
    return key(*lines)


def quiz_key(quiz: Quiz) -> str:
    """Give the key of a quiz. It is encoded item by item: as one text it could be very large."""
    return key(*_encoded(quiz))


def _encoded(quiz: Quiz) -> Iterator[str]:
    yield encode(replace(quiz, sections=())).decode()
    for section in quiz.sections:
        yield encode(replace(section, items=())).decode()
        yield from (encode(item).decode() for item in section.items)


def _versions() -> Iterator[str]:
    """Python, SQLite, zlib, and every installed package by the name of its metadata folder.

    The name has the version in it. Reading the metadata takes longer.
    """
    import _sqlite3  # noqa: PLC0415 (the package around it takes longer)

    yield f"{sys.version} {sys.platform} {_sqlite3.sqlite_version} {zlib.ZLIB_RUNTIME_VERSION}"
    names: set[str] = set()
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            names |= {entry.name for entry in entries if entry.name.endswith("-info")}
    yield from sorted(names)


def _raise(error: OSError) -> None:
    raise error
