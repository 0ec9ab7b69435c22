"""The Anki deck: an ``.apkg`` that updates what learners have, and the lock that makes it so."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from kzquiz.generators import file_name
from kzquiz.generators.anki import SHOWS, changes, lock, lockfile, notes, notetypes, published
from kzquiz.generators.anki.lock import DeckError, LockError
from kzquiz.model import Artifact
from kzquiz.quiz.fallback import simplify_all
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kzquiz.generators.anki.lock import Delta, Lock
    from kzquiz.generators.anki.notes import Note
    from kzquiz.generators.anki.notetypes import Look, TypeName
    from kzquiz.model import Item, Options, Quiz

__all__ = ["DeckError", "LockError", "render"]

_COUNTS = frozenset({"added", "changed", "retired"})
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:])")


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``UNIT.apkg``, ``lock.json`` and ``CHANGES.md``.

    ``options.lock`` is the lock of the deck published last, ``options.deck`` that deck. Facts:
    ``notes`` and ``cards`` in the deck, ``added``, ``changed`` and ``retired`` by this build,
    questions ``left-out`` because they are for paper only; told: their names. Raises `LockError`
    for a lock that cannot be used, `DeckError` for a deck that must not be published; nothing is
    rendered then.
    """
    old = lockfile.load(options.lock, quiz.unit)
    published.hold_against(old, options.deck)
    items, left_out = simplify_all(quiz.items, SHOWS)
    built = _unique(notes.note(quiz, item) for item in items)
    looks = notetypes.looks(options.templates)
    new, delta = _advance(old, quiz, built, looks, options.now)
    facts = {
        "notes": len(built),
        "cards": len(built),
        "added": len(delta.added),
        "changed": len(delta.changed),
        "retired": len(delta.retired),
        "left-out": len(left_out),
    }
    told = changes.told(old, new, delta) if old else ()
    stems = _stems(built, items)
    deck = _package(quiz, new, built, looks, len(left_out))
    yield Artifact(file_name("deck", quiz, options), deck, facts, told, _COUNTS)
    # A lock that was merged by hand is carried on as any other.
    yield Artifact("lock.json", lockfile.dump(new), basis=options.lock)
    yield Artifact("CHANGES.md", changes.render(quiz.title, new, stems))


def _unique(built: Iterable[Note]) -> dict[str, Note]:
    """Key notes by guid. Raises `DeckError` where two share one: Anki would update only one."""
    found: dict[str, Note] = {}
    for note in built:
        if note.guid in found:
            name = note.key.partition("/")[2]
            message = f"two cards would carry the id “{name}”; give one of them another id"
            raise DeckError(message)
        found[note.guid] = note
    return found


def _advance(
    old: Lock | None,
    quiz: Quiz,
    built: Mapping[str, Note],
    looks: Mapping[TypeName, Look],
    now: int,
) -> tuple[Lock, Delta]:
    base = old or lock.Lock(quiz.unit, _deck_name(quiz))
    types = {
        str(kind): lock.TypeEntry(
            notetypes.NOTE_TYPES[kind].id,
            notetypes.schema_hash(kind),
            notetypes.style_hash(look),
            mod=0,
        )
        for kind, look in looks.items()
    }
    entries, delta = lock.advance_notes(
        base.notes, {guid: (note.type, note.hash) for guid, note in built.items()}, now
    )
    stepped = lock.Lock(
        base.unit, base.deck, lock.advance_types(base.types, types, now), entries, base.releases
    )
    return lock.released(stepped, delta, quiz.version), delta


def _deck_name(quiz: Quiz) -> str:
    """Name a new deck by the unit's title; the lock keeps it, for Anki matches decks by name."""
    return " ".join(quiz.title.replace("::", ": ").replace('"', "").split()) or quiz.unit


def _package(
    quiz: Quiz, new: Lock, built: dict[str, Note], looks: Mapping[TypeName, Look], left_out: int
) -> bytes:
    """Pack the deck, and empty ``built`` on the way."""
    from kzquiz.generators.anki.package import Deck, pack  # noqa: PLC0415 (genanki: 140 ms)

    living = ((built.pop(guid), new.notes[guid].mod) for guid in tuple(built))
    gone = [
        (notes.retired(quiz.unit, guid.partition(":")[2], notetypes.name(entry.type)), entry.mod)
        for guid, entry in sorted(new.notes.items())
        if entry.retired
    ]
    return pack(
        Deck(
            unit=quiz.unit,
            name=new.deck,
            about=_about(quiz, len(built), left_out),
            notes=chain(living, gone),
            looks=looks,
            looked={kind: new.types[kind].mod for kind in looks},
            newest=new.newest,
        )
    )


def _about(quiz: Quiz, cards: int, left_out: int) -> str:
    """Describe the deck in Markdown: what it is, version, licence, how to update."""
    paper = f" Questions for paper only, not in it: {left_out}." if left_out else ""
    title, version, licence = (_markdown(text) for text in (quiz.title, quiz.version, quiz.licence))
    return f"""\
**{title}**

{_markdown(to_plain(quiz.summary))}

{cards} cards.{paper} Version {version}. Licence: {licence}. Made with kzquiz.

To update, import the newer file over this deck: corrected cards change, new ones come, your
progress stays. Then choose *Tools > Empty Cards* to take out retired cards. When a card changes,
your own edits and tags on it are replaced.
"""


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _stems(built: Mapping[str, Note], items: Iterable[Item]) -> dict[str, str]:
    return {guid: to_plain(item.stem) for guid, item in zip(built, items, strict=True)}
