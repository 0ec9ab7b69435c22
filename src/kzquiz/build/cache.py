"""The cache: which files in the output folder were made from which inputs.

``cache.json``, in a folder that git ignores, maps keys (see `kzquiz.build.keys`) to the files that
were made and their digests. There are three sorts of entries: a unit, by the files of its folder
and the plan; a job, by its quiz; the landing page, by the lists of contents.

An entry is used only while its files are unchanged, and only on the machine that wrote it.
``kzquiz build --check`` uses no cache.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, field
from msgspec.json import decode, encode
from msgspec.structs import replace

from kzquiz import places
from kzquiz.build import keys
from kzquiz.write import Held, disk, journal, keep, manifest, state

# A build with nothing to do imports none of these.
if TYPE_CHECKING:
    from kzquiz.build.plan import Job, Request
    from kzquiz.build.render import Rendered, Rendering
    from kzquiz.load import Unit
    from kzquiz.model import Artifact, Quiz

_NAME = "cache.json"


class CachedFile(Struct, frozen=True):
    """A file that was made: its path below the output folder, its digest, its facts and changes.

    ``facts`` and ``changes`` are those of its `Artifact`.
    """

    path: str
    digest: str
    facts: Mapping[str, int]
    changes: frozenset[str] = frozenset()


class Entry(Struct, frozen=True):
    """The files made from one key. For a unit also its title and its number of questions."""

    files: tuple[CachedFile, ...]
    title: str = ""
    questions: int = 0

    @property
    def folder(self) -> str:
        """The folder of the files below the output folder: a unit's, or "" for the top."""
        above, slash, _ = self.files[0].path.partition("/")
        return above if slash else ""


class _Record(Struct, frozen=True):
    """The content of ``cache.json``: all entries by key, and the output folder they belong to."""

    disk: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)


def entry(artifacts: Sequence[Artifact], unit: Unit | None = None) -> Entry:
    """Describe the files of a unit or, without one, those at the top of the output folder."""
    above = f"{unit.id}/" if unit else ""
    files = tuple(
        CachedFile(f"{above}{one.path}", manifest.digest(one.data), one.facts, one.changes)
        for one in artifacts
    )
    return Entry(files, unit.info.title, len(unit.questions)) if unit else Entry(files)


class Cache:
    """The cache of a request. Make it before the units are read: it keeps their keys of then."""

    def __init__(self, request: Request) -> None:
        """Compute the keys of the units, and read the record. Raises OSError."""
        self._request = request
        self._setup = keys.setup_key(request.templates)
        self._unit_keys = {name: self._unit_key(name) for name in request.units}
        self._quiz_keys: dict[int, tuple[Quiz, str]] = {}
        self._entries = _read(request.output).entries

    def up_to_date(self) -> dict[str, Entry]:
        """Find the units whose files are as a build would make them.

        There is none where the landing page is out of date: every build makes that page.
        """
        if not self._find(self._landing_key(), ""):
            return {}
        found = {name: self._find(key, name) for name, key in self._unit_keys.items()}
        return {name: entry for name, entry in found.items() if entry}

    def artifacts(self, job: Job) -> tuple[Artifact, ...]:
        """Read the files of a job; give none unless all of them are unchanged."""
        from kzquiz.model import Artifact  # noqa: PLC0415 (see above)

        entry = self._entries.get(self._job_key(job)) if self._entries else None
        found = [(file, self._unchanged(file)) for file in entry.files] if entry else []
        if not all(data for _, data in found):
            return ()
        return tuple(
            Artifact(file.path.partition("/")[2], data, file.facts) for file, data in found if data
        )

    def store(self, held: Held, rendering: Rendering, made: Mapping[str, Entry]) -> None:
        """Put the entries of a build in the place of the older ones of its units.

        ``made`` has the entry of each unit, and of the landing page as "". A unit is left out where
        only a part of it was built, where there was something to report, and where its files
        changed since the cache was made. A record that cannot be written is not needed.
        """
        new = {self._landing_key(): made[""]}
        replaced = {""}
        if self._request.plan.whole and not rendering.problems:
            for unit, rendered in rendering.units.items():
                if self._unit_key(unit) == self._unit_keys[unit]:
                    replaced.add(unit)
                    new |= {self._unit_keys[unit]: _without_changes(made[unit])}
                    new |= self._job_entries(made[unit], rendered)
        old = _read(held.folder).entries
        kept = {key: entry for key, entry in old.items() if entry.folder not in replaced}
        kept |= {key: entry for key, entry in new.items() if key and entry.files}
        with contextlib.suppress(OSError):
            keep(held, _NAME, encode(_Record(_disk(held.folder), kept)))

    def _job_entries(self, unit: Entry, rendered: Sequence[Rendered]) -> dict[str, Entry]:
        """The entries of jobs, except of those that count changes: their quiz is not all they need.

        A deck depends on its lock file, too.
        """
        files = {file.path.partition("/")[2]: file for file in unit.files}
        return {
            self._job_key(one.job): Entry(tuple(files[artifact.path] for artifact in one.artifacts))
            for one in rendered
            if not any(artifact.changes for artifact in one.artifacts)
        }

    def _unit_key(self, name: str) -> str:
        plan, folder = self._request.plan, self._request.units[name]
        return keys.key(self._setup, "unit", name, repr(plan), keys.folder_key(folder))

    def _job_key(self, job: Job) -> str:
        # Several outputs share a quiz. It is kept, so that no other can take its id.
        if id(job.quiz) not in self._quiz_keys:
            self._quiz_keys[id(job.quiz)] = job.quiz, keys.quiz_key(job.quiz)
        _, quiz = self._quiz_keys[id(job.quiz)]
        paper = repr(self._request.plan.print_options)
        return keys.key(self._setup, "output", job.output, paper, quiz)

    def _landing_key(self) -> str:
        return keys.key(self._setup, "landing", repr(contents(self._request.output)))

    def _find(self, key: str, folder: str) -> Entry | None:
        """Give the entry of a key if its files are unchanged, and the manifest lists no others.

        ``folder`` is that of the files below the output folder.
        """
        entry = self._entries.get(key)
        if entry is None:
            return None
        above = f"{folder}/" if folder else ""
        digests = {file.path.removeprefix(above): file.digest for file in entry.files}
        listed = manifest.digest(manifest.dump(digests))
        files = (*entry.files, CachedFile(f"{above}{manifest.NAME}", listed, {}))
        return entry if all(map(self._unchanged, files)) else None

    def _unchanged(self, file: CachedFile) -> bytes | None:
        """The bytes of a file, if they are those that were made."""
        try:
            data = journal.read_file(self._request.output, file.path)
        except OSError:
            return None
        return data if data and manifest.digest(data) == file.digest else None


def contents(output: Path) -> dict[str, bytes]:
    """Read the list of contents of each unit in an output folder; b"" for what is no plain file.

    Raises OSError.
    """
    lists: dict[str, bytes] = {}
    for path in places.contents(output):
        unit = path.parent.name
        lists[unit] = b""
        with contextlib.suppress(FileExistsError):
            lists[unit] = journal.read_file(output, f"{unit}/{path.name}", disk.RECORD) or b""
    return lists


def _without_changes(made: Entry) -> Entry:
    """The entry of a unit for the next build, which changes nothing."""
    files = (
        replace(file, facts={**file.facts, **dict.fromkeys(file.changes, 0)}) for file in made.files
    )
    return replace(made, files=tuple(files))


def _read(output: Path) -> _Record:
    """The record of an output folder; an empty one if it cannot be used."""
    try:
        data = disk.read(state(output) / _NAME, disk.RECORD)
        record = decode(data or b"", type=_Record)
        mine = record.disk == _disk(output) and not journal.pending(output)
        usable = mine and all(entry.files for entry in record.entries.values())
    # A ValueError only from msgspec 0.21 on.
    except (OSError, ValueError, RecursionError, MsgspecError):
        return _Record()
    return record if usable else _Record()


def _disk(output: Path) -> str:
    """Tell this folder from a copy of it: a record that came with a download is not used."""
    own = (state(output) / "lock").stat()
    return f"{own.st_ino} {own.st_ctime_ns}"
