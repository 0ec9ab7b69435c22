"""Compares the files of an output folder with those that a build would write. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kzquiz.generators.anki.rows import rows
from kzquiz.model import Artifact
from kzquiz.problems import one_line
from kzquiz.write import journal, manifest

_NAMED = 8  # rows of a deck that are named in a message
_LONGEST = 100  # characters of a name; a deck of someone else may have any


def verify(folder: Path, unit: str, artifacts: Sequence[Artifact]) -> list[tuple[Path, str]]:
    """Compare a unit's files in the output folder with those that a build of it gives.

    Files are compared by their bytes, decks by their rows. Gives each file that differs, with how
    it differs. Files that kzquiz did not make are not looked at. Raises OSError.
    """
    found = [
        (folder / unit / path, difference)
        for path, difference in _differences(folder, unit, artifacts)
    ]
    if journal.pending(folder):
        found.append((folder, "a build was interrupted here, and waits to be finished"))
    return found


def _differences(
    folder: Path, unit: str, artifacts: Sequence[Artifact]
) -> Iterator[tuple[str, str]]:
    above = f"{unit}/" if unit else ""
    listed = _read(folder, f"{above}{manifest.NAME}")
    here: dict[str, str] = {}
    for artifact in artifacts:
        data = _read(folder, f"{above}{artifact.path}")
        if data is None:
            yield artifact.path, "is missing"
            continue
        here[artifact.path] = manifest.digest(data)
        if data != artifact.data and (difference := _difference(artifact, data)):
            yield artifact.path, difference
    made = {artifact.path for artifact in artifacts}
    ours = manifest.load(listed, lambda name: _read(folder, f"{above}{name}"))
    for path in sorted(ours.keys() - made):
        if _read(folder, f"{above}{path}") is not None:
            yield path, "nothing makes this file any more"
    if len(here) == len(made) and listed != manifest.dump(here):
        yield manifest.NAME, "does not list the files that lie beside it"


def _read(folder: Path, path: str) -> bytes | None:
    try:
        return journal.read_file(folder, path)
    except FileExistsError:
        return None


def _difference(artifact: Artifact, here: bytes) -> str:
    if artifact.path.endswith(".apkg"):
        return _difference_in_rows(artifact.data, here)
    if here.replace(b"\r\n", b"\n") == artifact.data:
        return "differs in its line ends"
    lines = zip(artifact.data.split(b"\n"), here.split(b"\n"), strict=False)
    first = next((number for number, (new, old) in enumerate(lines, 1) if new != old), None)
    return "has another end" if first is None else f"differs, first in line {first}"


def _difference_in_rows(new: bytes, here: bytes) -> str:
    built = rows(new)
    try:
        found = rows(here)
    except ValueError as error:
        return str(error)
    names = [
        one_line(name)[:_LONGEST] for name in built | found if built.get(name) != found.get(name)
    ]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"differs in {', '.join(names[:_NAMED])}{more}" if names else ""
