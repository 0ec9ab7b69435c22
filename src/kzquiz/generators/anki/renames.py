"""Finds cards that only got another id: one that goes and one that comes, with the same text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz.generators.anki import SHOWS, lockfile, notes, notetypes, published
from kzquiz.generators.anki.lock import Delta
from kzquiz.generators.anki.notetypes import NOTE_TYPES
from kzquiz.quiz.fallback import simplify_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kzquiz.generators.anki.lock import Lock
    from kzquiz.generators.anki.notes import Note
    from kzquiz.generators.anki.notetypes import TypeName
    from kzquiz.model import Quiz

_SAME = ("Question", "Stimulus", "Options", "Text", "Answer")
"""The fields by which a card is recognised; reasons and evidence may have been corrected."""

_OPTION = re.compile("(?=<li)")


class Renamed(Struct, frozen=True):
    """An id that was probably changed: what it is of, and the ids ``before`` and ``after``."""

    what: str
    before: str
    after: str

    @property
    def advice(self) -> str:
        """How learners keep their progress."""
        return (
            f"if “{self.after}” is the {self.what} that was “{self.before}”, write “was: "
            f"{self.before}” below its id: then learners keep the card and their progress"
        )


def ahead(quiz: Quiz, lock: bytes | None, deck: bytes | None) -> tuple[Renamed, ...]:
    """The ids that were probably changed since the last build, before the next one.

    ``quiz`` is the deck as composed now, ``lock`` and ``deck`` are the files of the last build.
    Raises `LockError` for a lock that cannot be used.
    """
    old = lockfile.load(lock, quiz.identity)
    if old is None or deck is None:
        return ()
    items, _ = simplify_all(quiz.items, SHOWS)
    now = {notes.guid(notes.key(quiz, item)) for item in items}
    known = {guid for guid, entry in old.notes.items() if not entry.retired}
    delta = Delta(added=tuple(sorted(now - known)), retired=tuple(sorted(known - now)))
    if not delta.added or not delta.retired:
        return ()
    built = {note.guid: note for note in (notes.note(quiz, item) for item in items)}
    return recognised(delta, built, old, published.fields(deck))


def recognised(
    delta: Delta, built: Mapping[str, Note], old: Lock, fields: Mapping[str, tuple[str, ...]]
) -> tuple[Renamed, ...]:
    """The ids of cards that go while others with the same text come, each once.

    ``old`` is the lock before the build, ``fields`` are those of the notes of the last deck, by
    guid.
    """
    gone = {
        _text(notetypes.name(old.notes[guid].type), fields[guid]): guid
        for guid in delta.retired
        if guid in fields
    }
    # A card that returns has its old id again: “was: …” was written after a build without it.
    new = (guid for guid in delta.added if guid not in old.notes)
    come = {_text(built[guid].type, built[guid].fields): guid for guid in new}
    renamed = (_changed(gone[text], come[text]) for text in come if text in gone)
    return tuple(dict.fromkeys(one for found in renamed for one in found))


def _text(kind: TypeName, fields: Iterable[str]) -> tuple[str, ...]:
    named = zip(NOTE_TYPES[kind].fields, fields, strict=False)
    # The order of options depends on the id.
    return (
        kind,
        *("".join(sorted(_OPTION.split(value))) for name, value in named if name in _SAME),
    )


def _changed(old: str, new: str) -> Iterator[Renamed]:
    """What was renamed.

    A guid is ``kzquiz:UNIT/QUESTION/PART``; the part has the ids of claims or speakers.
    """
    (_, before, *part), (_, after, *other) = old.split("/"), new.split("/")
    if before != after:
        yield Renamed("question", before, after)
    pieces = zip("".join(part).split("."), "".join(other).split("."), strict=False)
    yield from (Renamed("claim, speaker or source", one, two) for one, two in pieces if one != two)
