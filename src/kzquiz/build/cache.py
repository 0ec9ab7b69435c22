"""Outputs by content: what was built lies in the output folder, found by what it was made from.

One record, ``cache.json`` in the folder that git ignores, says for a digest of all that something
was made from which files came of it. Three things are found so: all of a unit, by the files of its
folder; an output of a unit, by its quiz; the landing page, by the lists of contents.

An entry counts while its files lie there unchanged, and only on the machine that wrote it: for the
very bytes of templates, of kzquiz and of the libraries. ``kzquiz build --check`` never asks.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, field
from msgspec.json import decode, encode

from kzquiz.write import Held, disk, journal, keep, manifest, state

if TYPE_CHECKING:
    from kzquiz.model import Artifact

_NAME = "cache.json"


class CachedFile(Struct, frozen=True):
    """A file that was built: its path below the output folder, its digest, what it counts."""

    path: str
    digest: str
    facts: Mapping[str, int]


class Entry(Struct, frozen=True):
    """The files that came of something; of a unit also its title and its number of questions."""

    files: tuple[CachedFile, ...]
    title: str = ""
    questions: int = 0


class _Record(Struct, frozen=True):
    """All entries by their keys; ``disk`` says in which folder they were written."""

    disk: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)


class CachedOutputs:
    """What the last builds left in an output folder. A key is what `key` gave; "" finds nothing."""

    def __init__(self, output: Path) -> None:
        """Read the record; what of the files lies there is seen when an entry is asked for."""
        self._folder = output
        self._entries = _recorded(output).entries

    def __bool__(self) -> bool:
        """Tell whether there is anything to find."""
        return bool(self._entries)

    def find(self, key: str) -> Entry | None:
        """Give the entry of a key, if all of its files lie there as they were built."""
        entry = self._entries.get(key)
        return entry if entry and all(map(self._unchanged, entry.files)) else None

    def find_whole(self, key: str, folder: str) -> Entry | None:
        """Give an entry as `find` does, if its files are all that the manifest beside them names.

        ``folder`` is where they lie in the output folder: a unit, or "" for that folder itself.
        """
        entry = self.find(key)
        if entry is None:
            return None
        above = f"{folder}/" if folder else ""
        names = {file.path.removeprefix(above): file.digest for file in entry.files}
        digest = manifest.digest(manifest.dump(names))
        listed = CachedFile(f"{above}{manifest.NAME}", digest, {})
        return entry if self._unchanged(listed) else None

    def artifacts(self, key: str) -> tuple[Artifact, ...]:
        """Give the files of a key's entry as they were rendered; none where one is not there."""
        from kzquiz.model import Artifact  # noqa: PLC0415 (not where nothing changed)

        entry = self._entries.get(key)
        found = [(file, self._unchanged(file)) for file in entry.files] if entry else []
        whole = all(data for _, data in found)
        return tuple(
            Artifact(file.path.partition("/")[2], data, file.facts)
            for file, data in found
            if data and whole
        )

    def _unchanged(self, file: CachedFile) -> bytes | None:
        """The bytes of a file, if they are what was built."""
        try:
            data = journal.look(self._folder, file.path)
        except OSError:
            return None
        return data if data and manifest.digest(data) == file.digest else None


def remember(held: Held, made: Mapping[str, Mapping[str, Entry]]) -> None:
    """Put entries in the place of all that lie in some folders of the output folder.

    ``made`` has the entries by their keys for each folder: a unit, or "" for the output folder
    itself. Without a key or a file there is nothing to keep, and a record that cannot be kept is
    not needed.
    """
    kept = {
        key: entry
        for key, entry in _recorded(held.folder).entries.items()
        if _folder(entry) not in made
    }
    for entries in made.values():
        kept |= {key: entry for key, entry in entries.items() if key and entry.files}
    with contextlib.suppress(OSError):
        keep(held, _NAME, encode(_Record(_disk(held.folder), kept)))


def _folder(entry: Entry) -> str:
    above, slash, _ = entry.files[0].path.partition("/")
    return above if slash else ""


def key(shaped: str, *parts: str) -> str:
    """Give the key of what is made from these parts, by what `shaping` gave.

    Empty where it cannot be told.
    """
    return _digest((shaped, *parts)) if shaped else ""


def shaping(templates: Iterable[Path]) -> str:
    """Give a digest of what shapes all outputs: kzquiz, all it runs on, folders of templates.

    Empty where it cannot be told. Raises OSError.
    """
    try:
        parts = [*_tools(), *_files(Path(__file__).parents[1], ".py")]
        for place, folder in enumerate(templates):
            parts += (f"{place} {line}" for line in _files(folder, ""))
    except UntoldError:
        return ""
    return _digest(parts)


def files(folder: Path) -> tuple[str, ...]:
    """List every file below a folder by its path and the digest of its bytes.

    Raises `UntoldError` where a link leads out of it; OSError.
    """
    return tuple(_files(folder, ""))


class UntoldError(Exception):
    """What something is made from cannot be told: a folder behind a link may hold anything."""


def _recorded(output: Path) -> _Record:
    """The record of an output folder, an empty one if there is none that counts."""
    try:
        data = disk.read(state(output) / _NAME, disk.RECORD)
        record = decode(data or b"", type=_Record)
        mine = record.disk == _disk(output) and not journal.pending(output)
        counts = mine and all(entry.files for entry in record.entries.values())
    # A ValueError only from msgspec 0.21 on.
    except (OSError, ValueError, RecursionError, MsgspecError):
        return _Record()
    return record if counts else _Record()


def _disk(output: Path) -> str:
    """Tell this folder from a copy: a record that came with a download does not count."""
    own = (state(output) / "lock").stat()
    return f"{own.st_ino} {own.st_ctime_ns}"


def _digest(parts: Iterable[str]) -> str:
    total = sha256()
    for part in parts:
        total.update(part.encode(errors="surrogateescape") + b"\0")
    return total.hexdigest()


def _tools() -> Iterator[str]:
    """Everything that is installed, by name and version: the folders say both, metadata is slow."""
    import _sqlite3  # noqa: PLC0415 (the package around it takes longer)

    yield f"{sys.version} {sys.platform} {_sqlite3.sqlite_version} {zlib.ZLIB_RUNTIME_VERSION}"
    names: set[str] = set()
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            names |= {entry.name for entry in entries if entry.name.endswith("-info")}
    yield from sorted(names)


def _files(folder: Path, suffix: str) -> Iterator[str]:
    for above, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        if any(os.path.islink(os.path.join(above, name)) for name in folders):  # noqa: PTH114, PTH118
            raise UntoldError
        for name in sorted(names):
            if name.endswith(suffix):
                path = os.path.join(above, name)  # noqa: PTH118 (a Path for each takes twice as long)
                if not os.path.isfile(path):  # noqa: PTH113
                    raise UntoldError
                with open(path, "rb") as file:  # noqa: PTH123
                    yield f"{path[len(str(folder)) :]} {file_digest(file, 'sha256').hexdigest()}"


def _raise(error: OSError) -> None:
    raise error
