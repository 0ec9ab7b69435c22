"""Finds cards that only got another id: one that goes and one that comes, with the same text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kzquiz.generators.anki import notetypes
from kzquiz.generators.anki.notetypes import NOTE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kzquiz.generators.anki.lock import Delta, Lock
    from kzquiz.generators.anki.notes import Note
    from kzquiz.generators.anki.notetypes import TypeName

_SAME = ("Question", "Stimulus", "Options", "Text", "Answer")
"""The fields by which a card is recognised; reasons and evidence may have been corrected."""

_OPTION = re.compile("(?=<li)")


def advice(
    delta: Delta, built: Mapping[str, Note], old: Lock, fields: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Say for each id that was probably changed how learners keep their progress.

    ``old`` is the lock before the build, ``fields`` are those of the notes of the last deck, by
    guid.
    """
    gone = {
        _text(notetypes.name(old.notes[guid].type), fields[guid]): guid
        for guid in delta.retired
        if guid in fields
    }
    come = {_text(built[guid].type, built[guid].fields): guid for guid in delta.added}
    renamed = (_changed(gone[text], come[text]) for text in come if text in gone)
    return tuple(dict.fromkeys(_advice(*ids) for found in renamed for ids in found))


def _text(kind: TypeName, fields: Iterable[str]) -> tuple[str, ...]:
    named = zip(NOTE_TYPES[kind].fields, fields, strict=False)
    # The order of options depends on the id.
    return (
        kind,
        *("".join(sorted(_OPTION.split(value))) for name, value in named if name in _SAME),
    )


def _changed(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """What was renamed, and its ids before and after.

    A guid is ``kzquiz:UNIT/QUESTION/PART``; the part has the ids of claims or speakers.
    """
    (_, before, *part), (_, after, *other) = old.split("/"), new.split("/")
    if before != after:
        yield "question", before, after
    pieces = zip("".join(part).split("."), "".join(other).split("."), strict=False)
    yield from (("claim, speaker or source", one, two) for one, two in pieces if one != two)


def _advice(what: str, old: str, new: str) -> str:
    return (
        f"if “{new}” is the {what} that was “{old}”, write “was: {old}” below its id: then "
        "learners keep the card and their progress"
    )
