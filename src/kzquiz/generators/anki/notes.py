"""Turns items into notes: the fields of each card as HTML in which every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from kzquiz.generators.anki.faces import fields_by_shape
from kzquiz.generators.anki.lock import DeckError
from kzquiz.generators.anki.markup import block, fold, plain, prose, tag
from kzquiz.generators.anki.notetypes import NOTE_TYPES, TypeName, digest
from kzquiz.generators.anki.proofs import evidence
from kzquiz.generators.html.tongues import is_other
from kzquiz.languages import Language, language
from kzquiz.model import (
    Gap,
    Item,
    Quiz,
    Reference,
)

Subdeck = Literal["core", "challenge", "warning"]
_MOST_WORDS = 44  # of a short front: it is read in 13 seconds, at 200 words a minute
_TAG = re.compile(r"<[^>]*>")


class Note(Struct, frozen=True):
    """One note with one card: ``fields`` in the order of its type; ``place``: its subdeck."""

    key: str
    type: TypeName
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    place: Subdeck = "core"

    @property
    def guid(self) -> str:
        """The permanent guid by which Anki knows the note on every device."""
        return guid(self.key)

    @property
    def hash(self) -> str:
        """Hash of everything Anki updates on a re-import."""
        return digest(self.type, *self.fields, *self.tags)


def key(quiz: Quiz, item: Item) -> str:
    """Give the permanent key of an item's note: unit, question, and part if it was split."""
    return "/".join(filter(None, (quiz.identity, item.key, item.part)))


def guid(key: str) -> str:
    """Give the guid of a key. It is readable: Anki takes any text as a guid."""
    return f"kzquiz:{key}"


def note(quiz: Quiz, item: Item) -> Note:
    """Make the note of an item of shape `Choice`, `Gap` or `Text`.

    Raises `DeckError` where it asks nothing, where a choice has no right option, or where a gap
    leaves nothing out.
    """
    if not item.stem.strip():
        message = f"the question “{item.id}” asks nothing: its stem is empty"
        raise DeckError(message)
    own = key(quiz, item)
    words = language(quiz.language)
    kind, by_shape = fields_by_shape(words, item)
    common = {
        "Key": plain(own),
        "Language": plain(_tongue(quiz)),
        "Context": block("strong", prose(item.warning), "kz-warning") if item.warning else "",
        "Question": prose(item.stem),
        "Stimulus": _references(words, _shown(item), _tongue(quiz)),
        "Why": _reason(item),
        "Evidence": evidence(quiz, item),
        "Notes": _notes(words, item),
    }
    fields = common | by_shape
    place = _place(item, fields)
    return Note(own, kind, _ordered(kind, fields), _tags(quiz, item, place), place)


def _tongue(quiz: Quiz) -> str:
    """The language of a card: most of its texts are the author's."""
    return quiz.written_in or quiz.language


def _place(item: Item, fields: Mapping[str, str]) -> Subdeck:
    """The core has the short cards of the first level; a card with a warning is apart."""
    if item.warning:
        return "warning"
    front = " ".join(fields.get(name, "") for name in ("Question", "Stimulus", "Options", "Text"))
    short = len(_TAG.sub(" ", front).split()) <= _MOST_WORDS
    return "core" if item.level == "core" and short else "challenge"


def retired(unit: str, key: str, kind: TypeName) -> Note:
    """Make the note that replaces a retired one: blank, so that *Empty Cards* finds its card."""
    fields = _ordered(kind, {"Key": plain(key)})
    return Note(key, kind, fields, (f"kzquiz::unit::{tag(unit)}::retired",))


def _ordered(kind: TypeName, values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in NOTE_TYPES[kind].fields)


def _tags(quiz: Quiz, item: Item, place: Subdeck) -> tuple[str, ...]:
    found = {
        f"kzquiz::unit::{tag(quiz.unit)}",
        f"kzquiz::deck::{place}",
        f"kzquiz::kind::{tag(item.kind)}",
        f"kzquiz::level::{tag(item.level)}",
        *(f"kzquiz::skill::{tag(skill)}" for skill in item.skills),
        *(f"kzquiz::source::{tag(source)}" for source in item.sources),
    }
    return tuple(sorted(found))


# --- fields of every note type ------------------------------------------------------------------


def _shown(item: Item) -> tuple[Reference, ...]:
    """What the front shows of the sources. The text of a gap is such a sentence itself."""
    return item.stimulus or (() if isinstance(item.shape, Gap) else item.excerpt)


def _reason(item: Item) -> str:
    """The one reason that is seen: the feedback, unless the answer is told with its own."""
    return block("p", prose(item.feedback)) if item.feedback and not item.restated else ""


def _notes(words: Language, item: Item) -> str:
    """What is folded last: the feedback where another reason is seen, and outside knowledge."""
    more = block("p", prose(item.feedback)) if item.feedback and item.restated else ""
    outside = f"{words.say('card.external')} {prose(item.external)}" if item.external else ""
    found = more + (block("p", outside) if outside else "")
    return fold(words.say("card.more"), found, "kz-notes") if found else ""


def _references(words: Language, references: tuple[Reference, ...], tongue: str) -> str:
    return "".join(
        "<blockquote>"
        + (block("cite", plain(reference.label)) if reference.label else "")
        + block(
            "p",
            prose(words.quoted(reference.text)) if reference.quoted else prose(reference.text),
            tongue=reference.language if is_other(reference.language, tongue) else "",
        )
        + "</blockquote>"
        for reference in references
    )
