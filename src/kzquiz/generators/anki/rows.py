"""Reads a deck as rows, to compare two decks: versions of SQLite write different bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kzquiz.generators.anki.opened import NoDeckError, Opened, opened, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OTHER_ROWS = "its rows are not those of a deck"


def rows(apkg: bytes) -> dict[str, str]:
    """Give the content of a deck as texts, by names that an author knows.

    The names are ``note ID`` (with its card), ``note type NAME``, ``deck NAME``, ``file NAME`` for
    a file beside the collection, and ``table NAME`` for all other rows. Raises `NoDeckError` for a
    file that is no deck.
    """
    try:
        with opened(apkg) as deck:
            pieces = list(_pieces(deck))
    except NoDeckError:
        raise
    except (KeyError, TypeError, AttributeError, RecursionError, ValueError) as error:
        raise NoDeckError(_OTHER_ROWS) from error
    pieces += [(f"file {name}", digest) for name, digest in deck.files.items()]
    found: dict[str, list[str]] = {}
    for name, piece in pieces:
        found.setdefault(name, []).append(piece)
    return {name: "\n".join(parts) for name, parts in found.items()}


def _pieces(deck: Opened) -> Iterator[tuple[str, str]]:
    notes = {row["id"]: row["guid"] for row in deck.rows("select id, guid from notes")}
    for table, sql in deck.tables().items():
        yield f"table {table}", sql
        for entry in deck.rows(f"select * from {quoted(table)} order by rowid"):  # noqa: S608 (its own name)
            if table == "col":
                yield from _collection(entry)
            elif table in {"notes", "cards"}:
                # Ids count from the newest time in the deck: one change would show in all notes.
                number = entry.pop("id")
                yield f"note {_id(str(notes[entry.pop('nid', number)]))}", _text(entry)
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
