"""Reads a deck as rows, to compare two decks: versions of SQLite write different bytes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLLECTION = "collection.anki2"


def rows(apkg: bytes) -> dict[str, str]:
    """Give the content of a deck as texts, by names that an author knows.

    The names are ``note ID`` (with its card), ``note type NAME``, ``deck NAME``, ``file NAME`` for
    a file beside the collection, and ``table NAME`` for all other rows. Raises ValueError for a
    file that is no deck.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(apkg)) as package:
            files = {name: package.read(name) for name in package.namelist()}
        connection = sqlite3.connect(":memory:")
        try:
            connection.deserialize(files.pop(_COLLECTION))
            pieces = list(_pieces(connection))
        finally:
            connection.close()
    except (zipfile.BadZipFile, KeyError, sqlite3.Error, OSError) as error:
        message = f"this is no deck: {error}"
        raise ValueError(message) from error
    pieces += [(f"file {name}", sha256(data).hexdigest()) for name, data in files.items()]
    found: dict[str, list[str]] = {}
    for name, piece in pieces:
        found.setdefault(name, []).append(piece)
    return {name: "\n".join(parts) for name, parts in found.items()}


def _pieces(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    notes = dict(connection.execute("select id, guid from notes"))
    for table, sql in connection.execute(
        "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    ).fetchall():
        yield f"table {table}", str(sql)
        cursor = connection.execute(f'select * from "{table}" order by 1')  # noqa: S608 (its own name)
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            entry = dict(zip(columns, row, strict=True))
            if table == "col":
                yield from _collection(entry)
            elif table in {"notes", "cards"}:
                # Ids count from the newest time in the deck: one change would show in all notes.
                number = entry.pop("id")
                yield f"note {_id(notes[entry.pop('nid', number)])}", _text(entry)
            else:
                yield f"table {table}", _text(entry)


def _id(guid: str) -> str:
    return guid.partition("/")[2] or guid


def _collection(entry: dict[str, object]) -> Iterable[tuple[str, str]]:
    """Split the one row that has all note types and decks as JSON."""
    for column, what in (("models", "note type"), ("decks", "deck")):
        for value in json.loads(str(entry.pop(column))).values():
            yield f"{what} {value['name']}", _text(value)
    yield "table col", _text(entry)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
