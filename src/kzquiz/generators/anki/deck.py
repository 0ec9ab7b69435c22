"""The output ``deck``: an ``.apkg`` that updates learners' cards, its lock file, ``CHANGES.md``."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from kzquiz.generators.anki import (
    SHOWS,
    changes,
    lock,
    lockfile,
    notes,
    notetypes,
    published,
    renames,
)
from kzquiz.generators.anki.lock import DeckError, LockError
from kzquiz.languages import language
from kzquiz.model import Artifact, Remark
from kzquiz.outputs import file_name
from kzquiz.quiz.fallback import simplify_all
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kzquiz.generators.anki.lock import Delta, Lock
    from kzquiz.generators.anki.notes import Note
    from kzquiz.generators.anki.notetypes import CardStyle, TypeName
    from kzquiz.model import Item, Options, Quiz

__all__ = ["DeckError", "LockError", "render"]

_CHANGES = frozenset({"added", "changed", "retired"})
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:])")


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``UNIT.apkg``, ``lock.json`` and ``CHANGES.md``; ``UNIT-update.apkg`` if need be.

    The deck has no retired cards, so that newcomers get none: Anki would make blank cards of them.
    The update is the same deck with the retired cards, blank, for those who have an older one.

    ``options.lock`` is the lock of the deck published last, ``options.deck`` that deck. The facts
    are the numbers of ``notes`` and ``cards`` in the deck, of those ``added``, ``changed`` and
    ``retired`` by this build, and of questions ``left-out`` because they are for paper only.

    Raises `LockError` for a lock that cannot be used, `DeckError` for a deck that must not be
    published.
    """
    old = lockfile.load(options.lock, quiz.identity)
    published.check_lock(old, options.deck)
    items, skipped = simplify_all(quiz.items, SHOWS)
    built = _unique(notes.note(quiz, item) for item in items)
    styles = notetypes.card_styles(options.templates, quiz.language)
    new, delta = _advance(old, quiz, built, styles, options.now)
    facts = {
        "notes": len(built),
        "cards": len(built),
        "added": len(delta.added),
        "changed": len(delta.changed),
        "retired": len(delta.retired),
        "left-out": len(skipped),
    }
    summary = changes.summary(old, new, delta) if old else ()
    if old and delta.added and delta.retired:
        found = renames.recognised(delta, built, old, published.fields(options.deck))
        summary += tuple(one.advice for one in found)
    stems = _stems(built, items)
    name = file_name("deck", quiz, options)
    about = _about(quiz, len(built), skipped=len(skipped))
    if gone := _retired(quiz, new):
        data = _package(quiz, new, chain(built.values(), gone), styles, about)
        yield Artifact(f"{name.removesuffix('.apkg')}-update.apkg", data)
    deck = _package(quiz, new, _taken_out(built), styles, about)
    yield Artifact(name, deck, facts, tuple(map(Remark, summary)), _CHANGES)
    # A lock file that was merged by hand may be replaced, too: the new one is made from it.
    yield Artifact("lock.json", lockfile.dump(new), basis=options.lock)
    yield Artifact("CHANGES.md", changes.render(quiz, new, stems))


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
    styles: Mapping[TypeName, CardStyle],
    now: int,
) -> tuple[Lock, Delta]:
    """Give the lock after this build, and what the build changes."""
    base = old or lock.Lock(quiz.identity, _deck_name(quiz))
    types = {
        str(kind): lock.TypeEntry(
            base.types[kind].id if kind in base.types else notetypes.own_id(kind, base.unit),
            notetypes.schema_hash(kind),
            notetypes.style_hash(style),
            mod=0,
        )
        for kind, style in styles.items()
    }
    entries, delta = lock.advance_notes(
        base.notes, {guid: (note.type, note.hash) for guid, note in built.items()}, now
    )
    stepped = lock.Lock(
        base.unit,
        base.deck,
        lock.advance_types(base.types, types, now),
        lock.place_notes(entries, {guid: note.place for guid, note in built.items()}),
        base.releases,
    )
    return lock.with_release(stepped, delta, quiz.version), delta


def _deck_name(quiz: Quiz) -> str:
    """Name a new deck by the unit's title. The lock keeps the name: Anki matches decks by name."""
    return " ".join(quiz.title.replace("::", ": ").replace('"', "").split()) or quiz.unit


def _retired(quiz: Quiz, new: Lock) -> tuple[Note, ...]:
    return tuple(
        notes.retired(quiz.unit, guid.partition(":")[2], notetypes.name(entry.type))
        for guid, entry in sorted(new.notes.items())
        if entry.retired
    )


def _taken_out(built: dict[str, Note]) -> Iterator[Note]:
    """Take the notes out of ``built`` one by one, so that memory holds them only once."""
    yield from (built.pop(guid) for guid in tuple(built))


def _package(
    quiz: Quiz,
    new: Lock,
    packed: Iterable[Note],
    styles: Mapping[TypeName, CardStyle],
    about: str,
) -> bytes:
    from kzquiz.generators.anki.package import SUBDECKS, Deck, pack  # noqa: PLC0415 (genanki: 140 ms)

    words = language(quiz.language)
    entries = ((note, new.notes[note.guid]) for note in packed)
    return pack(
        Deck(
            identity=quiz.identity,
            name=new.deck,
            about=about,
            subdecks={place: words.say(f"deck.{place}") for place in SUBDECKS},
            notes=((note, entry.mod, entry.place) for note, entry in entries),
            styles=styles,
            types={kind: new.types[kind] for kind in styles},
            newest=new.newest,
        )
    )


def _about(quiz: Quiz, cards: int, *, skipped: int) -> str:
    """Describe the deck in Markdown: what it is, version, licence, how to update."""
    words = language(quiz.language)
    title, version, licence = (_markdown(text) for text in (quiz.title, quiz.version, quiz.licence))
    facts = (
        f"{words.count(cards, 'card')}.",
        words.say("deck.paper", number=skipped) if skipped else "",
        words.say("deck.facts", version=version, licence=licence),
    )
    parts = (
        f"**{title}**",
        _markdown(to_plain(quiz.summary)),
        " ".join(filter(None, facts)),
        words.say("deck.update"),
    )
    return "\n\n".join(parts) + "\n"


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _stems(built: Mapping[str, Note], items: Iterable[Item]) -> dict[str, str]:
    return {guid: to_plain(item.stem) for guid, item in zip(built, items, strict=True)}
