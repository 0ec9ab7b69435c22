"""Packs notes into the bytes of an ``.apkg``, with genanki and a zip that has no clock times."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import genanki
from msgspec import Struct

from kzquiz.generators.anki.notetypes import (
    NOTE_TYPES,
    CardStyle,
    NoteType,
    TypeName,
    anki_name,
)
from kzquiz.generators.zipped import entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kzquiz.generators.anki.lock import TypeEntry
    from kzquiz.generators.anki.notes import Note

SUBDECKS = {"challenge": "challenge", "warning": "aside"}
"""The permanent names of the subdecks, by the places of notes; others are in the deck itself."""
_CHUNK = 1 << 20


class Deck(Struct, frozen=True):
    """A deck to be packed.

    ``about`` is its description in Markdown, ``subdecks`` the printed names of `SUBDECKS`.
    ``notes`` are each a note, its modification time in epoch seconds and its place; they are read
    once, so that an iterator may make them one by one.
    ``types`` has the id of each note type and the time at which its style changed, ``newest`` is
    the newest time of all.
    """

    identity: str
    name: str
    about: str
    subdecks: Mapping[str, str]
    notes: Iterable[tuple[Note, int, str]]
    styles: Mapping[TypeName, CardStyle]
    types: Mapping[TypeName, TypeEntry]
    newest: int


def pack(deck: Deck) -> bytes:
    """Give the bytes of the package. They depend on ``deck`` only.

    Raises OSError where the folder for temporary files has no room.
    """
    models = {
        kind: _model(kind, style, deck.types[kind], deck.identity)
        for kind, style in deck.styles.items()
    }
    main = _Deck(_deck_id(deck.identity), deck.name, deck.about)
    below = {
        place: _Deck(
            _deck_id(f"{deck.identity}/{name}"), f"{deck.name}::{deck.subdecks[place]}", ""
        )
        for place, name in SUBDECKS.items()
    }
    for due, (note, mod, place) in enumerate(deck.notes, 1):
        below.get(place, main).add_note(_Note(note, models[note.type], mod, due))
    package = genanki.Package([main, *(one for one in below.values() if one.notes)])
    with TemporaryDirectory(prefix="kzquiz-") as folder:
        database = Path(folder) / "collection.anki2"
        _fill(database, package, deck.newest)
        return _zipped(database)


def _fill(database: Path, package: genanki.Package, newest: int) -> None:
    connection = sqlite3.connect(database)
    try:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off")
        package.write_to_db(connection.cursor(), newest, itertools.count(newest * 1000))
        connection.commit()
    except sqlite3.OperationalError as error:
        raise OSError(
            None, f"the deck cannot be made: {error}", database.parent.as_posix()
        ) from None
    finally:
        connection.close()


def _zipped(database: Path) -> bytes:
    """Zip a database in chunks, so that it is never in memory as a whole."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        with database.open("rb") as file, package.open(entry("collection.anki2"), "w") as packed:
            shutil.copyfileobj(file, packed, _CHUNK)
        package.writestr(entry("media"), b"{}")
    return buffer.getvalue()


def _deck_id(name: str) -> int:
    """Give a permanent id between 2^30 and 2^31, as genanki's documentation asks for."""
    number = int.from_bytes(sha256(f"kzquiz deck {name}".encode()).digest()[:8])
    return (1 << 30) + number % (1 << 30)


def _model(kind: TypeName, style: CardStyle, entry: TypeEntry, unit: str) -> _Model:
    """A note type. Field ``n`` (from 0) has the Anki id ``id * 100 + n``, its one card 99."""
    permanent = NOTE_TYPES[kind]
    model = _Model(
        entry.id,
        anki_name(kind, entry.id, unit),
        fields=[
            {"name": name, "id": entry.id * 100 + place, "font": "Arial"}
            for place, name in enumerate(permanent.fields)
        ],
        templates=[
            {
                "name": "Card",
                "id": entry.id * 100 + 99,
                "qfmt": style.front,
                "afmt": style.back,
                "bqfmt": "{{cloze:Text}}" if permanent.cloze else "{{Question}}",
                "bafmt": "{{Answer}}",
            }
        ],
        css=style.css,
        model_type=genanki.Model.CLOZE if permanent.cloze else genanki.Model.FRONT_BACK,
    )
    model.permanent, model.mod = permanent, entry.mod
    return model


class _Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type with a time of its own."""

    permanent: NoteType
    mod: int

    @property
    def _req(self) -> list[Any]:
        # genanki computes the same by rendering; a test compares both.
        return [[0, "all", [self.permanent.fields.index(self.permanent.front)]]]

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, object]:
        data: dict[str, object] = super().to_json(self.mod, deck_id)
        return data


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a time of its own and its place in the order of study."""

    def __init__(self, note: Note, model: _Model, mod: int, place: int) -> None:
        super().__init__(model, list(note.fields), tags=note.tags, guid=note.guid, due=place)
        self.mod = mod

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Skip genanki's guess at unescaped HTML: every field here is escaped, and it is slow."""

    def write_to_db(
        self, cursor: sqlite3.Cursor, _timestamp: float, deck_id: int, ids: Iterable[int]
    ) -> None:
        super().write_to_db(cursor, self.mod, deck_id, ids)
        self.fields: list[str] = []  # they are in the database now: free their memory


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck with a description in Markdown, without the statistics that genanki copies into it."""

    def to_json(self) -> dict[str, object]:
        data: dict[str, object] = super().to_json()
        today = ("newToday", "revToday", "lrnToday", "timeToday")
        return data | {name: [0, 0] for name in today} | {"md": True}
