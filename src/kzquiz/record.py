"""What a unit was last built from and what came of it, so that nothing is built twice.

A record lies in the output folder, where git ignores it. It counts only on the machine that wrote
it, for the very bytes of content, templates, options, kzquiz and the libraries, and while the files
that were built lie there unchanged. ``kzquiz build --check`` never asks it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from msgspec import Struct, to_builtins

from kzquiz.write import Held, journal, keep, manifest, state


class Made(Struct, frozen=True):
    """A file that was built: its path below the unit's folder, its digest, its counts in words."""

    path: str
    digest: str
    counts: str


class Record(Struct, frozen=True):
    """What came of a build that left nothing to say: a title and the files."""

    title: str
    files: tuple[Made, ...]


def program() -> str:
    """Give a digest of kzquiz itself and of all that it runs on; empty where it cannot be told."""
    try:
        return _digest((*_tools(), *_files(Path(__file__).parent, ".py")))
    except _UntoldError:
        return ""


def inputs(running: str, folders: Iterable[Path], options: str) -> str:
    """Give a digest of all that shapes what is built, but for what was built last.

    ``running`` is what `program` gave, ``folders`` are that of the unit and those of templates.
    Empty where it cannot be told: a folder behind a link may hold anything. Raises OSError.
    """
    parts = [running, options]
    try:
        for place, folder in enumerate(folders):
            parts += (f"{place} {line}" for line in _files(folder, ""))
    except _UntoldError:
        return ""
    return _digest(parts) if running else ""


def _digest(parts: Iterable[str]) -> str:
    total = sha256()
    for part in parts:
        total.update(part.encode(errors="surrogateescape") + b"\0")
    return total.hexdigest()


def recall(output: Path, unit: str, made_from: str) -> Record | None:
    """Give what a unit was built to from these inputs, if all of it lies there unchanged.

    The unit "" stands for the output folder itself.
    """
    if not made_from or journal.pending(output):
        return None
    try:
        kept = json.loads((state(output) / _name(unit)).read_bytes())
        files = tuple(Made(**entry) for entry in kept["files"])
        record = Record(kept["title"], files)
        expected = {made.path: made.digest for made in files}
        expected[manifest.NAME] = manifest.digest(manifest.dump(expected))
        above = f"{unit}/" if unit else ""
        whole = [kept["inputs"], kept["disk"]] == [made_from, _disk(output)] and all(
            (data := journal.look(output, above + path)) and manifest.digest(data) == digest
            for path, digest in expected.items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if whole else None


def remember(held: Held, unit: str, made_from: str, record: Record) -> None:
    """Keep what a unit was built to. A record that cannot be kept is not needed."""
    if made_from:
        kept = {"inputs": made_from, "disk": _disk(held.folder), **to_builtins(record)}
        data = json.dumps(kept, ensure_ascii=False)
        with contextlib.suppress(OSError):
            keep(held, _name(unit), data.encode())


def _name(unit: str) -> str:
    return f"built-{unit}.json"


def _disk(output: Path) -> str:
    """Tell this folder from a copy: a record that came with a download does not count."""
    own = (state(output) / "lock").stat()
    return f"{own.st_ino} {own.st_ctime_ns}"


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
    """Every file below a folder by its path and the digest of its bytes."""
    for above, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        if any(os.path.islink(os.path.join(above, name)) for name in folders):  # noqa: PTH114, PTH118
            raise _UntoldError
        for name in sorted(names):
            if name.endswith(suffix):
                path = os.path.join(above, name)  # noqa: PTH118 (a Path for each takes twice as long)
                if not os.path.isfile(path):  # noqa: PTH113
                    raise _UntoldError
                with open(path, "rb") as file:  # noqa: PTH123
                    yield f"{path[len(str(folder)) :]} {file_digest(file, 'sha256').hexdigest()}"


def _raise(error: OSError) -> None:
    raise error


class _UntoldError(Exception):
    """The inputs cannot be told."""
