"""``CHANGES.md``: what each version of the deck added, changed and retired."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.generators.anki.lock import Lock, Release

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(title: str, lock: Lock, stems: Mapping[str, str]) -> bytes:
    """Write the history a lock keeps, newest first. ``stems``: guid to question, as it is now."""
    sections = [_release(release, stems) for release in reversed(lock.releases)]
    return "\n\n".join([f"# {_escaped(title)}: changes to the deck", *sections]).encode() + b"\n"


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
    name = guid.partition("/")[2]
    return f"- `{name}`: {_escaped(stem)}" if stem else f"- `{name}`"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
