"""``CHANGES.md``: what each version of the deck added, changed and retired."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kzquiz.languages import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kzquiz.generators.anki.lock import Delta, Lock, Release
    from kzquiz.languages import Language
    from kzquiz.model import Quiz

_NAMED = 8
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(quiz: Quiz, lock: Lock, stems: Mapping[str, str]) -> bytes:
    """Write all releases of a lock in Markdown, newest first. ``stems`` maps guids to stems."""
    words = language(quiz.language)
    sections = [_release(words, release, stems) for release in reversed(lock.releases)]
    title = words.say("changes.title", title=_escaped(quiz.title))
    return "\n\n".join([f"# {title}", *sections]).encode() + b"\n"


def summary(old: Lock, new: Lock, delta: Delta) -> tuple[str, ...]:
    """List in a line each what a build adds, changes and retires, and the restyled note types."""
    groups = (("added", delta.added), ("changed", delta.changed), ("retired", delta.retired))
    lines = [
        f"{len(guids)} {'card' if len(guids) == 1 else 'cards'} {verb}: {_few(guids)}"
        for verb, guids in groups
        if guids
    ]
    restyled = [name for name, entry in new.types.items() if old.types.get(name) != entry]
    if restyled:
        lines.append(f"new look of the cards: {', '.join(sorted(restyled))}")
    return tuple(lines)


def _few(guids: Sequence[str]) -> str:
    names = ", ".join(_name(guid) for guid in guids[:_NAMED])
    more = len(guids) - _NAMED
    return f"{names} and {more} more (CHANGES.md names all)" if more > 0 else names


def _name(guid: str) -> str:
    return guid.partition("/")[2]


def _release(words: Language, release: Release, stems: Mapping[str, str]) -> str:
    parts = [f"## {_escaped(release.version) or words.say('changes.unnamed')}"]
    if release.first:
        parts.append(words.say("changes.first"))
    for name, guids in (
        ("added", release.added),
        ("changed", release.changed),
        ("retired", release.retired),
    ):
        if guids:
            since = "-since" if release.first else ""
            parts.append(words.say(f"changes.{name}{since}"))
            parts.append("\n".join(_line(guid, stems) for guid in guids))
    return "\n\n".join(parts)


def _line(guid: str, stems: Mapping[str, str]) -> str:
    stem = stems.get(guid, "")
    name = _name(guid)
    return f"- `{name}`: {_escaped(stem)}" if stem else f"- `{name}`"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
