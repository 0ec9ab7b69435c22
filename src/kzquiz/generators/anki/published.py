"""Checks that the lock file belongs to the deck in the output folder.

Lock and deck are written together. With a lock that is lost or older than the deck, the next deck
would have modification times that learners' Anki has seen already, and Anki would silently ignore
its corrections.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kzquiz.generators.anki.lock import LockError
from kzquiz.generators.anki.opened import NoDeckError, opened

if TYPE_CHECKING:
    from kzquiz.generators.anki.lock import Lock

_NAMED = 3
_GUID = re.compile("kzquiz:[a-z0-9/-]{1,250}")


def check_lock(lock: Lock | None, deck: bytes | None) -> None:
    """Compare the lock with the deck beside it. Without a deck there is nothing to check.

    Raises `LockError` where the lock is missing or older than the deck: it lacks a note of the
    deck, or has it with an older time. Raises OSError where there is no room to unpack the deck.
    """
    if deck is None:
        return
    if lock is None:
        message = (
            "the lock file (lock.json) is missing, but a deck lies here. The lock says what "
            "learners already have; without it their Anki would pass over corrections, and removed "
            "questions would stay for ever. Bring it back from the project's history (git). If "
            "nobody has this deck yet, delete the .apkg file instead. Then build again."
        )
        raise LockError(message)
    behind = [
        guid
        for guid, mod in _times(deck).items()
        if guid not in lock.notes or lock.notes[guid].mod < mod
    ]
    if behind:
        names = ", ".join(f"“{guid.partition('/')[2]}”" for guid in behind[:_NAMED])
        more = f" and {len(behind) - _NAMED} more" if len(behind) > _NAMED else ""
        message = (
            "the lock file is older than the deck that lies beside it: it does not know the deck's "
            f"state of {names}{more}. Bring back from the project's history (git) the lock.json "
            "that was committed with the deck; after a merge keep the lines of both sides, and of "
            "one note the larger “mod”. If nobody has this deck yet, delete the .apkg file "
            "instead. Then build again."
        )
        raise LockError(message)


def _times(deck: bytes) -> dict[str, int]:
    """Read guid and modification time of every note.

    Gives none if the file is no deck of kzquiz: then the writer refuses to replace it.
    """
    found: dict[str, int] = {}
    try:
        with opened(deck) as package:
            for note in package.rows("select guid, mod from notes"):
                guid, mod = str(note["guid"]), note["mod"]
                # Anki's own exports keep a stub in that file: their notes have other guids.
                if _GUID.fullmatch(guid):
                    if not isinstance(mod, int):
                        return {}
                    found[guid] = mod
    except NoDeckError:
        return {}
    return found


def fields(deck: bytes | None) -> dict[str, tuple[str, ...]]:
    """Read the fields of every note, by guid; give none if the file is no deck of kzquiz."""
    if deck is None:
        return {}
    try:
        with opened(deck) as package:
            rows = package.rows("select guid, flds from notes")
            return {str(note["guid"]): tuple(str(note["flds"]).split("\x1f")) for note in rows}
    except NoDeckError:
        return {}
