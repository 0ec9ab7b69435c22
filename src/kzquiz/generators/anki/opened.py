"""Opens a deck that lies in the output folder, which may have come from anyone.

It is read as carefully as content. The package has limits, and its database is opened so that it
cannot act: read-only, with plain tables alone, and for a limited number of steps. A sound database
gives no more than it holds; one whose pages lead in a circle is noticed by that.
"""

from __future__ import annotations

import io
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

_DATABASE = "collection.anki2"
_FILES = 100  # files in a package; kzquiz packs two
_MOST = 300_000_000  # bytes that a package unpacks to; no deck has a tenth of that
_RATIO = 100  # times its own size that a package unpacks to; decks have about ten
_SMALL = 1_000_000  # bytes to which the ratio does not apply
_CHUNK = 1 << 20
_ENTRY = b"PK\x01\x02"  # begins each entry in the list of files (APPNOTE.TXT 4.3.12)
_ENCRYPTED = 1  # bit of an entry's flags (APPNOTE.TXT 4.4.4)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STEPS = 200_000_000  # of SQLite's virtual machine: some seconds; a note takes about 20
_STRIDE = 100_000  # steps between two looks at their number
_LONGEST = 20_000_000  # bytes of a value or a statement
_TABLES = 100
_PLAIN = re.compile(r"CREATE (?:TABLE|(?:UNIQUE )?INDEX) ", re.IGNORECASE)
_BAD_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
_NO_PACKAGE = "it is no package, or a damaged one"
_MANY = f"it has more than {_FILES} files"
_SECRET = "it is encrypted"  # noqa: S105 (a message)
_METHOD = "it is packed in a way that kzquiz does not use"
_LARGE = "it would unpack to far more than a deck has"
_EMPTY = "it has no cards"
_OTHER = "another program made its database"
_DAMAGED = "its database is damaged"
_ADVICE = "move it away or delete it, then build again"


class NoDeckError(ValueError):
    """A file that is no deck of kzquiz; the message says why, and what to do."""

    def __init__(self, why: str) -> None:
        """Take the reason."""
        super().__init__(f"this is no deck that kzquiz made: {why}; {_ADVICE}")


class Opened:
    """An open deck. ``files`` has the SHA-256 of the files beside its database, by name."""

    def __init__(self, connection: sqlite3.Connection, size: int, files: Mapping[str, str]) -> None:
        """Take an open database of ``size`` bytes."""
        self._connection, self._size, self.files = connection, size, files

    def tables(self) -> dict[str, str]:
        """Give the SQL of each table by name. Raises `NoDeckError` for all but plain tables."""
        listed = list(self.rows("select type, name, sql from sqlite_master", _TABLES))
        found = {str(row["name"]): str(row["sql"]) for row in listed if row["type"] == "table"}
        for row in listed:
            # An index that SQLite made itself has no statement.
            if row["sql"] is not None and not _PLAIN.match(str(row["sql"])):
                raise NoDeckError(_OTHER)
        for name in found:
            columns = self.rows(f"pragma table_xinfo({quoted(name)})")
            if any(column["hidden"] for column in columns):  # computed when it is read
                raise NoDeckError(_OTHER)
        return {name: sql for name, sql in found.items() if not name.startswith("sqlite_")}

    def rows(self, statement: str, most: int | None = None) -> Iterator[dict[str, object]]:
        """Run a statement and give its rows, by the names of the columns.

        Raises `NoDeckError` if they hold more than the database does, or are more than ``most``.
        """
        cursor = self._connection.execute(statement)
        names = [column[0] for column in cursor.description]
        held = 0
        for count, row in enumerate(cursor, 1):
            held += 1 + sum(len(value) for value in row if isinstance(value, (str, bytes)))
            if held > self._size or (most is not None and count > most):
                raise NoDeckError(_DAMAGED)
            yield dict(zip(names, row, strict=True))


@contextmanager
def opened(apkg: bytes) -> Iterator[Opened]:
    """Open the bytes of a deck.

    Raises `NoDeckError`, also for what is wrong when the rows are read; OSError where the folder
    for temporary files has no room.
    """
    with TemporaryDirectory(prefix="kzquiz-") as folder:
        database = Path(folder) / _DATABASE
        try:
            files = _unpack(apkg, database)
        except NoDeckError:
            raise
        except _BAD_PACKAGE as error:
            raise NoDeckError(_NO_PACKAGE) from error
        address = f"{database.as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(address, uri=True)) as connection:
                _bind(connection)
                deck = Opened(connection, database.stat().st_size, files)
                deck.tables()
                yield deck
        except sqlite3.Error as error:
            raise NoDeckError(_DAMAGED) from error


def quoted(name: str) -> str:
    """Give a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _bind(connection: sqlite3.Connection) -> None:
    """Limit what a database can do to the one who reads it."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST)
    connection.text_factory = lambda data: data.decode(errors="replace")
    looks = iter(range(_STEPS // _STRIDE))
    connection.set_progress_handler(lambda: next(looks, None) is None, _STRIDE)


def _unpack(apkg: bytes, database: Path) -> dict[str, str]:
    """Unpack the database; give the digests of the other files by name."""
    if apkg.count(_ENTRY) > _FILES:
        raise NoDeckError(_MANY)
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(apkg)) as package:
        left = min(_MOST, _SMALL + _RATIO * len(apkg))
        for entry in package.infolist():
            if entry.flag_bits & _ENCRYPTED:
                raise NoDeckError(_SECRET)
            if entry.compress_type not in _METHODS:
                raise NoDeckError(_METHOD)
            left -= entry.file_size  # no more than that is unpacked, whatever follows
            if left < 0:
                raise NoDeckError(_LARGE)
            with package.open(entry) as packed:
                if entry.filename == _DATABASE:
                    _store(packed, database)
                else:
                    found[entry.filename] = _digest(packed)
    if not database.exists():
        raise NoDeckError(_EMPTY)
    return found


def _store(packed: IO[bytes], path: Path) -> None:
    with path.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            file.write(chunk)


def _digest(packed: IO[bytes]) -> str:
    digest = sha256()
    while chunk := packed.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
