"""Reads and writes the lock file: JSON, sorted, one note a line.

So a changed note is one line in a diff, and git merges the additions of two people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kzquiz.generators.anki.lock import Lock, LockError, NoteEntry, Release, TypeEntry

FORMAT = 1
_LATEST = 2**32  # seconds; Anki cannot read a note with a later time
_LARGEST = 2**63  # of a number in a database
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


def dump(lock: Lock) -> bytes:
    """Write the lock: sorted, a note a line."""
    types = {
        name: {"id": entry.id, "mod": entry.mod, "schema": entry.schema, "style": entry.style}
        for name, entry in lock.types.items()
    }
    notes = {
        guid: {"hash": entry.hash, "mod": entry.mod, "type": entry.type}
        | ({"retired": True} if entry.retired else {})
        | ({"place": entry.place} if entry.place else {})
        for guid, entry in lock.notes.items()
    }
    lines = [
        "{",
        f'"format": {FORMAT},',
        f'"unit": {_line(lock.unit)},',
        f'"deck": {_line(lock.deck)},',
        *_block("types", types),
        *_block("notes", notes),
        '"releases": [',
        ",\n".join(_line(_release(release)) for release in lock.releases),
        "]",
        "}",
    ]
    return ("\n".join(lines) + "\n").encode()


def _release(release: Release) -> dict[str, Any]:
    changes = {"added": release.added, "changed": release.changed, "retired": release.retired}
    first = {"first": True} if release.first else {}
    return (
        {"version": release.version} | first | {name: ids for name, ids in changes.items() if ids}
    )


def _block(name: str, entries: Mapping[str, object]) -> list[str]:
    rows = [f"{_line(key)}: {_line(entries[key])}" for key in sorted(entries)]
    return [f'"{name}": {{', ",\n".join(rows), "},"]


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def load(data: bytes | None, identity: str) -> Lock | None:
    """Read a lock; give None where nothing was published yet. Raises `LockError`."""
    if data is None:
        return None
    raw = _parse(data)
    version = raw.get("format")
    if isinstance(version, int) and version > FORMAT:
        message = "the lock file was written by a newer kzquiz. Update kzquiz, then build again."
        raise LockError(message)
    if version != FORMAT:
        raise LockError(_broken(f"it names no format that kzquiz ever wrote ({version!r})"))
    try:
        lock = _lock(raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise LockError(_broken(f"an entry is missing or of the wrong sort ({error})")) from None
    if lock.unit != identity:
        message = (
            f"the lock file belongs to the unit “{lock.unit}”, not to “{identity}”. The “identity” "
            "of a unit, or its id if it has none, is permanent: change it back, or build the new "
            "unit into a folder of its own."
        )
        raise LockError(message)
    return lock


def _parse(data: bytes) -> dict[str, Any]:
    try:
        text = data.decode()
        merged = any(line.startswith(_CONFLICT) for line in text.splitlines())
        raw = None if merged else json.loads(text, object_pairs_hook=_unique)
    except LockError:
        raise
    except (ValueError, RecursionError) as error:  # also for a number of 5,000 digits
        raise LockError(_broken(str(error))) from None
    if merged:
        message = (
            "the lock file holds marks of a merge conflict (“<<<<<<<”). Keep the lines of both "
            "sides; where one note stands on both, keep the line with the larger “mod”. Then "
            "build again."
        )
        raise LockError(message)
    if not isinstance(raw, dict):
        raise LockError(_broken("it is not a JSON object"))
    return raw


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise LockError(_broken(f"“{key}” stands in it twice"))
        found[key] = value
    return found


def _broken(what: str) -> str:
    return (
        f"the lock file is damaged: {what}. It says what learners already have, so the deck is not "
        "built without it. Bring back the last good lock.json from the project's history (git)."
    )


def _lock(raw: dict[str, Any]) -> Lock:
    return Lock(
        unit=_text(raw["unit"]),
        deck=_text(raw["deck"]),
        types={
            name: TypeEntry(
                _whole(entry["id"]), _text(entry["schema"]), _text(entry["style"]), _mod(entry)
            )
            for name, entry in raw["types"].items()
        },
        notes={
            guid: NoteEntry(
                _text(entry["hash"]),
                _mod(entry),
                _text(entry["type"]),
                entry.get("retired") is True,
                _text(entry.get("place", "")),
            )
            for guid, entry in raw["notes"].items()
        },
        releases=tuple(
            Release(
                version=_text(entry["version"]),
                first=entry.get("first") is True,
                added=_texts(entry.get("added", [])),
                changed=_texts(entry.get("changed", [])),
                retired=_texts(entry.get("retired", [])),
            )
            for entry in raw["releases"]
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(repr(value))
    return value


def _texts(value: Sequence[object]) -> tuple[str, ...]:
    return tuple(_text(each) for each in value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= _LARGEST:
        raise TypeError(repr(value))
    return value


def _mod(entry: Mapping[str, object]) -> int:
    mod = _whole(entry["mod"])
    if not 0 < mod < _LATEST:
        raise TypeError(f"mod {mod}")  # noqa: EM102, TRY003 (reworded by load)
    return mod
