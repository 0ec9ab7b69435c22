"""The lock: a record of everything published, so that the next deck updates learners' cards.

For every note ever published it keeps a hash of the content and a modification time, for every note
type a hash of its schema and one of its style. Anki takes over a changed note only if its time is
newer. So the time of a note changes when its content does, and only forwards.

The functions here compute the lock after a build from the lock before it. They read and write no
file.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace


class DeckError(ValueError):
    """A deck that must not be published; the message tells a teacher why and what to do."""


class LockError(DeckError):
    """A lock file that cannot be used. Nothing is written then, so nothing is lost."""


class NoteEntry(Struct, frozen=True):
    """A published note: hash of its last content before it retired, time in epoch seconds, type.

    ``place`` is the deck or subdeck in which newcomers find it: the one in which it was first
    published, or the deck itself if it joined the core later. An import leaves the cards that
    learners have where they are. It is empty in locks of a kzquiz that did not record it.
    """

    hash: str
    mod: int
    type: str
    retired: bool = False
    place: str = ""


class TypeEntry(Struct, frozen=True):
    """A published note type. Its ``schema`` never changes, its ``style`` (templates, CSS) may."""

    id: int
    schema: str
    style: str
    mod: int


class Release(Struct, frozen=True):
    """What one version of the unit added, changed and retired, as guids.

    The ``first`` release lists only changes made after its first build.
    """

    version: str
    first: bool = False
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


class Lock(Struct, frozen=True):
    """Everything published so far of one unit, named by its identity. ``notes``: by guid."""

    unit: str
    deck: str
    types: Mapping[str, TypeEntry] = field(default_factory=dict)
    notes: Mapping[str, NoteEntry] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()

    @property
    def newest(self) -> int:
        """The newest modification time in it, 0 if nothing was published."""
        types = (entry.mod for entry in self.types.values())
        notes = (entry.mod for entry in self.notes.values())
        return max(0, *types, *notes)


class Delta(Struct, frozen=True):
    """What a build adds, changes and retires, as guids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


def next_mod(old: int, now: int) -> int:
    """Give the time of a change made at ``now``: newer than ``old`` even if the clock is slow."""
    return max(now, old + 1)


# --- one step forward ---------------------------------------------------------------------------


def advance_types(
    old: Mapping[str, TypeEntry], built: Mapping[str, TypeEntry], now: int
) -> dict[str, TypeEntry]:
    """Enter the note types of this build. The times in ``built`` are not used.

    Raises `DeckError` where a published id now stands for another schema.
    """
    types = dict(old)
    for name, new in built.items():
        entry = old.get(name)
        if entry and (entry.id, entry.schema) != (new.id, new.schema):
            message = (
                f"the note type “{name}” has other fields or cards than the one already published. "
                "Anki would leave every learner's old notes as they are and start a copy of the "
                "note type. Put the published fields back (the spare fields are there for new "
                "content), or publish under a new unit id."
            )
            raise DeckError(message)
        if entry is None or entry.style != new.style:
            types[name] = replace(new, mod=next_mod(entry.mod if entry else 0, now))
    return types


def advance_notes(
    old: Mapping[str, NoteEntry], built: Mapping[str, tuple[str, str]], now: int
) -> tuple[dict[str, NoteEntry], Delta]:
    """Enter the notes of this build: guid to (type, content hash); retire those that are gone.

    Raises `DeckError` where a published id now means something Anki would not take over.
    """
    notes: dict[str, NoteEntry] = {}
    added, changed, retired = [], [], []
    for guid, (kind, digest) in built.items():
        entry = old.get(guid)
        if entry is None:
            notes[guid] = NoteEntry(digest, next_mod(0, now), kind)
            added.append(guid)
            continue
        _refuse_reuse(guid, entry, kind, digest)
        if entry.retired:
            notes[guid] = NoteEntry(digest, next_mod(entry.mod, now), kind, place=entry.place)
            added.append(guid)
        elif entry.hash != digest:
            notes[guid] = NoteEntry(digest, next_mod(entry.mod, now), kind, place=entry.place)
            changed.append(guid)
        else:
            notes[guid] = entry
    for guid, entry in old.items():
        if guid in built:
            continue
        notes[guid] = entry
        if not entry.retired:
            notes[guid] = replace(entry, retired=True, mod=next_mod(entry.mod, now))
            retired.append(guid)
    return notes, Delta(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(retired)))


def place_notes(notes: Mapping[str, NoteEntry], places: Mapping[str, str]) -> dict[str, NoteEntry]:
    """Enter the places of notes that have none yet, and of those that join the core: by guid.

    The others stay where they are. So a question that gets a warning or another level later does
    not leave an empty deck behind. The deck of the core is there in any case.
    """
    return {
        guid: entry
        if entry.place and places.get(guid) != "core"
        else replace(entry, place=places.get(guid, ""))
        for guid, entry in notes.items()
    }


def _refuse_reuse(guid: str, entry: NoteEntry, kind: str, digest: str) -> None:
    name = guid.partition("/")[2]
    if entry.type != kind:
        message = (
            f"the question “{name}” was published as a {entry.type} card and is now a {kind} card. "
            "Anki cannot turn one into the other on learners' devices. Give the new question a new "
            "id; the old card is then retired."
        )
        raise DeckError(message)
    if entry.retired and entry.hash != digest:
        message = (
            f"the id “{name}” belonged to a card that was retired, and its question is now another "
            "one. Learners would find the new question under the old one's progress. Give it a new "
            "id, or bring the old question back word for word."
        )
        raise DeckError(message)


def with_release(lock: Lock, delta: Delta, version: str) -> Lock:
    """Enter a change under the unit's version; all builds of one version become one release.

    A note that was added and retired within one version is not listed: no learner has it.
    """
    releases = lock.releases
    if releases and delta == Delta():
        return lock
    if not releases:
        return replace(lock, releases=(Release(version, first=True),))
    if releases[-1].version != version:
        releases = (*releases, Release(version))
    return replace(lock, releases=(*releases[:-1], _merged(releases[-1], delta)))


def _merged(release: Release, delta: Delta) -> Release:
    added_now, retired_now = set(delta.added), set(delta.retired)
    returned, dropped = added_now & set(release.retired), retired_now & set(release.added)
    added = (set(release.added) | added_now) - returned - dropped
    retired = (set(release.retired) | retired_now) - returned - dropped
    changed = (set(release.changed) | set(delta.changed)) - added - retired
    return replace(
        release,
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        retired=tuple(sorted(retired)),
    )
