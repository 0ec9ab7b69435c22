"""The files of a unit as an author has them, for commands that edit some of their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kzquiz.authoring.fix import apply
from kzquiz.authoring.known_ids import Entry, ScaffoldError
from kzquiz.load.files import FILES, question_files
from kzquiz.problems import Fix
from kzquiz.reader import Document, parse
from kzquiz.reader.decode import read_bytes


class UnitFiles(Struct, frozen=True):
    """The files of a unit: by path, their bytes and what was read of them."""

    folder: Path
    data: Mapping[Path, bytes]
    documents: Mapping[Path, Document]

    def document(self, name: str) -> Document:
        """Give one of the files that every unit has."""
        return self.documents[self.folder / name]

    def entries(self, name: str) -> Iterator[tuple[int, Entry]]:
        """Give the entries of a file that is a list, with their positions."""
        data = self.document(name).data
        for number, one in enumerate(data if isinstance(data, list) else ()):
            if isinstance(one, dict) and "id" in one:
                yield number, one

    def edited(self, edits: Mapping[Path, list[Fix]]) -> dict[Path, bytes]:
        """Give the files that change, with their new bytes; comments and order stay.

        Raises `ScaffoldError` if a file could not be read afterwards.
        """
        files = {path: apply(self.data[path], fixes) for path, fixes in edits.items() if fixes}
        for path, data in files.items():
            _read(path, data, self.folder)
        return files


def read_unit_files(folder: Path) -> UnitFiles:
    """Read the files of a unit. Raises `ScaffoldError` for a file that has slips."""
    data, documents = {}, {}
    for path in (*(folder / name for name in FILES), *question_files(folder)):
        found = read_bytes(path, path.as_posix())
        if not isinstance(found, bytes):
            message = f"{path.as_posix()}: {found.message}; {found.help}"
            raise ScaffoldError(message)
        data[path], documents[path] = found, _read(path, found, folder)
    return UnitFiles(folder, data, documents)


def _read(path: Path, data: bytes, folder: Path) -> Document:
    document, problems = parse(data, path.as_posix())
    if document is None or any(problem.severity == "error" for problem in problems):
        message = f"{path.as_posix()} cannot be read; mend it first: “kzquiz check {folder.name}”"
        raise ScaffoldError(message)
    return document


def value_fix(document: Document, entry: int, key: str, value: str) -> Fix:
    """Write a value of an entry that stands in one line, or add its key below the id."""
    data = document.get((entry, key))
    if data is not None:
        start = document.offset((entry, key))
        return Fix(start, start + document.place((entry, key)).width, value)
    at = document.place((entry, "id"), key=True)
    end = document.source.line_end(document.offset((entry, "id")))
    return Fix(end, end, f"\n{' ' * (at.column - 1)}{key}: {value}")
