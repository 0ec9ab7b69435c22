"""What a unit was last built from and what came of it, so that nothing is built twice.

Where nothing at all changed a unit is not even read; where something did, the outputs of an
unchanged quiz are taken as they lie there.

A record lies in the output folder, where git ignores it. It counts only on the machine that wrote
it, for the very bytes of content, templates, options, kzquiz and the libraries, and while the files
that were built lie there unchanged. ``kzquiz build --check`` never asks it.
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

from msgspec import MsgspecError, Struct
from msgspec.json import decode, encode
from msgspec.structs import replace

from kzquiz.write import Held, journal, keep, manifest, state

if TYPE_CHECKING:
    from kzquiz.model import Artifact, Quiz


class Made(Struct, frozen=True):
    """A file that was built: its path below the unit's folder, its digest, what it counts.

    ``job`` is the digest of all that it was rendered from, empty where that is not its quiz alone.
    """

    path: str
    digest: str
    facts: Mapping[str, int]
    job: str = ""


class Record(Struct, frozen=True):
    """What came of a build that left nothing to say: a title and the files.

    ``inputs`` is the digest of all that shaped it, ``disk`` says in which folder it lies.
    """

    title: str
    files: tuple[Made, ...]
    inputs: str = ""
    disk: str = ""


class Lying:
    """What the last build left of a unit, found by what it was rendered from.

    ``shaped`` is a digest of all that shapes an output besides its quiz, empty where that cannot be
    told.
    """

    def __init__(self, output: Path, unit: str, shaped: str) -> None:
        """Read the record; what of its files lies there is seen when one is asked for."""
        self._folder, self._unit, self._shaped = output, unit, shaped
        self._made: dict[str, list[Made]] = {}
        self._quizzes: dict[int, tuple[Quiz, str]] = {}
        for made in _recorded(output, unit).files if shaped else ():
            self._made.setdefault(made.job, []).append(made)

    def job(self, output: str, quiz: Quiz) -> str:
        """Give a digest of all that an output is rendered from; empty where it cannot be told.

        A deck carries on the one that lay there.
        """
        if not self._shaped or output == "deck":
            return ""
        # Several outputs share a quiz, which is kept so that no other can take its number.
        if id(quiz) not in self._quizzes:
            self._quizzes[id(quiz)] = quiz, _digest(_texts(quiz))
        return _digest((self._shaped, output, self._quizzes[id(quiz)][1]))

    def __call__(self, output: str, quiz: Quiz) -> tuple[Artifact, ...]:
        """Give what an output would make of a quiz, if all of it lies there; else nothing."""
        from kzquiz.model import Artifact  # noqa: PLC0415 (not where nothing changed)

        job = self.job(output, quiz) if self._made else ""
        wanted = self._made.get(job, ()) if job else ()
        found = [
            Artifact(made.path, data, made.facts)
            for made in wanted
            if (data := _unchanged(self._folder, self._unit, made.path, made.digest))
        ]
        return tuple(found) if len(found) == len(wanted) else ()


def program() -> str:
    """Give a digest of kzquiz itself and of all that it runs on; empty where it cannot be told."""
    try:
        return _digest((*_tools(), *_files(Path(__file__).parents[1], ".py")))
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


def _texts(quiz: Quiz) -> Iterator[str]:
    """A quiz as text, item by item: as one it could be as large as all that is built."""
    yield encode(replace(quiz, sections=())).decode()
    for section in quiz.sections:
        yield encode(replace(section, items=())).decode()
        yield from (encode(item).decode() for item in section.items)


def recall(output: Path, unit: str, made_from: str) -> Record | None:
    """Give what a unit was built to from these inputs, if all of it lies there unchanged.

    The unit "" stands for the output folder itself.
    """
    record = _recorded(output, unit)
    if not made_from or record.inputs != made_from:
        return None
    expected = {made.path: made.digest for made in record.files}
    expected[manifest.NAME] = manifest.digest(manifest.dump(expected))
    whole = all(_unchanged(output, unit, *entry) for entry in expected.items())
    return record if whole else None


def remember(held: Held, unit: str, made_from: str, record: Record) -> None:
    """Keep what a unit was built to. A record that cannot be kept is not needed."""
    if made_from:
        kept = replace(record, inputs=made_from, disk=_disk(held.folder))
        with contextlib.suppress(OSError):
            keep(held, _name(unit), encode(kept))


def _recorded(output: Path, unit: str) -> Record:
    """The record of the last build of a unit, an empty one if there is none that counts."""
    try:
        record = decode((state(output) / _name(unit)).read_bytes(), type=Record)
        counts = record.disk == _disk(output) and not journal.pending(output)
    except (OSError, ValueError, MsgspecError):  # a ValueError only from msgspec 0.21 on
        return Record("", ())
    return record if counts else Record("", ())


def _unchanged(output: Path, unit: str, path: str, digest: str) -> bytes | None:
    """The bytes of a file below a unit's folder, if they are what they were."""
    try:
        data = journal.look(output, f"{unit}/{path}" if unit else path)
    except OSError:
        return None
    return data if data and manifest.digest(data) == digest else None


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
