"""``CHANGES.md``: what each version of the deck added, changed and retired."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kzquiz.generators.anki.lock import Delta, Lock, Release

_NAMED = 8
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(title: str, lock: Lock, stems: Mapping[str, str]) -> bytes:
    """Write all releases of a lock in Markdown, newest first. ``stems`` maps guids to stems."""
    sections = [_release(release, stems) for release in reversed(lock.releases)]
    return "\n\n".join([f"# {_escaped(title)}: changes to the deck", *sections]).encode() + b"\n"


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


def _release(release: Release, stems: Mapping[str, str]) -> str:
    parts = [f"## {_escaped(release.version) or 'Unnamed version'}"]
    if release.first:
        parts.append("First release.")
    for name, guids in (
        ("Added", release.added),
        ("Changed", release.changed),
        ("Retired", release.retired),
    ):
        if guids:
            parts.append(f"{name} since:" if release.first else f"{name}:")
            parts.append("\n".join(_line(guid, stems) for guid in guids))
    return "\n\n".join(parts)


def _line(guid: str, stems: Mapping[str, str]) -> str:
    stem = stems.get(guid, "")
    name = _name(guid)
    return f"- `{name}`: {_escaped(stem)}" if stem else f"- `{name}`"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
