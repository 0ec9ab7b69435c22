"""The four note types and their templates.

Anki knows a note type by its id, which the lock keeps. It does not update notes whose type has
other fields or cards than before. So the names and their order below are permanent. New content
goes into the spare fields; templates may show these at any time.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from kzquiz.generators.anki.lock import DeckError, LockError
from kzquiz.generators.html.template_policy import (
    BadTemplateError,
    is_inside,
    require_harmless,
    require_harmless_css,
    script,
)
from kzquiz.languages import language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TypeName = Literal["choice", "cloze", "prompt", "difference"]

_HEAD = ("Key", "Language", "Context", "Question", "Stimulus")
_TAIL = ("Answer", "Why", "Details", "Evidence", "Notes", "Spare1", "Spare2", "Spare3")
_SAY = re.compile(r"\[\[(card\.[a-z-]+)\]\]")
_DIRECTION = "[[dir]]"
_INCLUDE = re.compile(r"<!-- include ([a-z.-]+) -->")
# A field is HTML. Inside a tag or a style it would become an attribute or a command.
_IN_TAG = re.compile(r"<[^>]*\{\{(?!(?:Key|Language)\}\})[^>]*>?|<style>[^<]*\{\{[^<]*")


class NoteType(Struct, frozen=True):
    """A note type's permanent part.

    ``shared_id`` is the id that it had in all units at first. ``front`` is the field that decides
    whether there is a card: none where it is empty.
    """

    shared_id: int
    fields: tuple[str, ...]
    front: str
    cloze: bool = False


NOTE_TYPES: Mapping[TypeName, NoteType] = {
    "choice": NoteType(1_641_427_201, (*_HEAD, "Options", *_TAIL), "Question"),
    "cloze": NoteType(1_641_427_202, (*_HEAD, "Text", *_TAIL), "Text", cloze=True),
    "prompt": NoteType(1_641_427_203, (*_HEAD, *_TAIL), "Question"),
    "difference": NoteType(1_641_427_204, (*_HEAD, "Options", *_TAIL), "Question"),
}


def own_id(kind: TypeName, unit: str) -> int:
    """The id of a note type of one unit, between 2^30 and 2^31.

    The look of cards hangs on the note type. So a unit with ids of its own keeps its look beside
    other units. A unit that was published with the shared ids keeps those: Anki would not update
    its cards under others.
    """
    number = int.from_bytes(sha256(f"kzquiz note type {kind} of {unit}".encode()).digest()[:8])
    return (1 << 30) + number % (1 << 30)


def anki_name(kind: TypeName, type_id: int, unit: str) -> str:
    """The name of a note type in Anki, where no two may have the same."""
    shared = type_id == NOTE_TYPES[kind].shared_id
    return f"kzquiz {kind}" if shared else f"kzquiz {kind} ({unit})"


class CardStyle(Struct, frozen=True):
    """The part of a note type that may change: templates of front and back, CSS."""

    front: str
    back: str
    css: str


def name(text: str) -> TypeName:
    """Give the note type of that name, as a lock file has it. Raises `LockError` for another."""
    for kind in NOTE_TYPES:
        if kind == text:
            return kind
    message = f"the lock file names a note type “{text}” that this kzquiz does not know. Update it."
    raise LockError(message)


def schema_hash(kind: TypeName) -> str:
    """Hash the permanent part of a note type."""
    permanent = NOTE_TYPES[kind]
    card_id = permanent.shared_id * 100 + 99  # a part of the hash since the first release
    return digest(kind, str(card_id), str(permanent.cloze), *permanent.fields)


def style_hash(style: CardStyle) -> str:
    """Hash the part of a note type that may change."""
    return digest(style.front, style.back, style.css)


def digest(*parts: str) -> str:
    """Hash texts in order: 64 bits in hexadecimal."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def card_styles(folders: tuple[Path, ...], tag: str) -> Mapping[TypeName, CardStyle]:
    """Read the templates of all note types from ``anki/`` in the first folder that has each.

    ``<!-- include NAME -->`` is replaced by another file of that folder. A ``.js`` file becomes a
    script element; it is always the one of kzquiz. ``[[card.recap]]`` is replaced by that text in
    the language of ``tag``, ``[[dir]]`` by its direction if that is from right to left.

    Raises `DeckError` where a file is missing, `BadTemplateError` where a project's own
    template has anything that `template_policy` forbids.
    """
    words = language(tag)

    def said(name: str) -> str:
        text = _read(folders, name).replace(_DIRECTION, ' dir="rtl"' if words.rtl else "")
        return _SAY.sub(lambda found: words.say(found[1]), text)

    css = said("style.css")
    return {
        kind: CardStyle(said(f"{kind}.front.html"), said(f"{kind}.back.html"), css)
        for kind in NOTE_TYPES
    }


def _read(folders: tuple[Path, ...], name: str, within: tuple[str, ...] = ()) -> str:
    for folder in folders:
        path = folder / "anki" / name
        if path.is_file():
            text = _clean(_text(path, folder))
            if folder != folders[-1]:
                _check_own_template(text, path)
            return _INCLUDE.sub(lambda found: _included(folders, found[1], (*within, name)), text)
    message = f"the template anki/{name} is missing from the templates folder"
    raise DeckError(message)


def _clean(text: str) -> str:
    """Use one kind of line end: a checkout with others must not give another style hash."""
    return text.replace("\r\n", "\n").strip()


def _text(path: Path, folder: Path) -> str:
    if not is_inside(path, folder):
        message = f"{path.as_posix()} is a link that leads out of the folder of templates"
        raise BadTemplateError(message)
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path.as_posix()} is not saved as UTF-8"
        raise BadTemplateError(message) from error


def _check_own_template(text: str, path: Path) -> None:
    if path.suffix == ".css":
        require_harmless_css(text, path.as_posix())
        return
    require_harmless(text, path.as_posix())
    if bad := _IN_TAG.search(text):
        message = f"{path.as_posix()} has “{bad[0]}”: only Key and Language can stand in a tag"
        raise BadTemplateError(message)


def _included(folders: tuple[Path, ...], name: str, within: tuple[str, ...]) -> str:
    if name in within:
        message = f"the template anki/{name} includes itself"
        raise BadTemplateError(message)
    if name.endswith(".js"):
        return f"<script>\n{_clean(script(folders, f'anki/{name}'))}\n</script>"
    return _read(folders, name, within)
