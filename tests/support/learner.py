"""A student with the real Anki: imports with its defaults, studies, and looks at cards."""

from __future__ import annotations

import html
import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest


class Learner:
    """A student's collection."""

    def __init__(self, folder: Path):
        collection = pytest.importorskip(
            "anki.collection", reason="Anki's backend has no wheel for this system"
        )
        self.request = collection.ImportAnkiPackageRequest
        self.col = collection.Collection(str(folder / "collection.anki2"))
        self.file = folder / "deck.apkg"

    def take(self, apkg: bytes, *, conflicting: int = 0) -> tuple[int, int]:
        """Import a deck with Anki's presets; give the numbers of new and of changed notes."""
        self.file.write_bytes(apkg)
        presets = self.col._backend.get_import_anki_package_presets()  # noqa: SLF001
        log = self.col.import_anki_package(
            self.request(package_path=str(self.file), options=presets)
        ).log
        self.col.models._clear_cache()  # noqa: SLF001 (else old templates are read)
        assert len(log.conflicting) == conflicting
        assert not log.missing_notetype
        return len(log.new), len(log.updated)

    def study(self, deck: str) -> list[str]:
        """Answer every card that is due with “Easy”; give their keys in order."""
        number = self.col.decks.id_for_name(deck)
        limits = self.col.decks.config_dict_for_deck_id(number)
        limits["new"]["perDay"] = 999
        self.col.decks.update_config(limits)
        self.col.decks.select(number)
        order = []
        while card := self.col.sched.getCard():
            order.append(card.note()["Key"])
            self.col.sched.answerCard(card, 4)
        return order

    def cards(self, search: str = "deck:*"):
        return [self.col.get_card(number) for number in self.col.find_cards(search)]

    def note(self, key: str):
        (number,) = self.col.find_notes(f'"Key:{key}"')
        return self.col.get_note(number)

    def notes(self) -> dict[str, tuple[list[str], list[str]]]:
        """Fields and tags by guid; a guid that occurs twice fails."""
        rows = self.col.db.all("select guid, flds, tags from notes")
        found = {guid: (fields.split("\x1f"), tags.split()) for guid, fields, tags in rows}
        assert len(found) == len(rows)
        return found

    def schedule(self) -> dict[str, tuple[int, ...]]:
        """The learner's progress by guid; two cards of a note fail."""
        rows = self.col.db.all(
            "select n.guid, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.flags, "
            "c.did from cards c join notes n on n.id = c.nid"
        )
        assert len({guid for guid, *_ in rows}) == len(rows)
        return {guid: tuple(rest) for guid, *rest in rows}

    def empty(self) -> set[str]:
        """Keys of the notes whose card *Empty Cards* would delete."""
        found = self.col.get_empty_cards().notes
        return {self.col.get_note(entry.note_id)["Key"] for entry in found}


def shown(rendered: str) -> str:
    """Give the text that a student sees, without style, script and tags."""
    bare = re.sub(r"(?s)<(style|script)>.*?</\1>", "", rendered)
    return html.unescape(re.sub(r"<[^>]*>", " ", bare))


def rows(apkg: bytes, query: str) -> list[tuple]:
    """Give the rows of a query on the database of a package."""
    archive = zipfile.ZipFile(io.BytesIO(apkg))
    connection = sqlite3.connect(":memory:")
    connection.deserialize(archive.read("collection.anki2"))
    return connection.execute(query).fetchall()


def packed(apkg: bytes) -> dict[str, tuple[list[str], list[str]]]:
    """Fields and tags in a package, by guid."""
    found = rows(apkg, "select guid, flds, tags from notes")
    return {guid: (fields.split("\x1f"), tags.split()) for guid, fields, tags in found}
