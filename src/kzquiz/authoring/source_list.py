"""The sources of a unit as a list, for the author."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path

from kzquiz.authoring.known_ids import Entry
from kzquiz.authoring.unit_files import read_unit_files
from kzquiz.reader import Node


def sources(folder: Path, working: Path) -> list[tuple[str, ...]]:
    """The sources of a unit: id, label, paragraphs, words, claims, and its text at hand.

    ``working`` is the folder of working copies. Raises `ScaffoldError` for a file with slips.
    """
    unit = read_unit_files(folder)
    claims = Counter(str(claim.get("source")) for _, claim in unit.entries("claims.yaml"))
    return [
        (
            str(source["id"]),
            str(source.get("label") or ""),
            _counted(source.get("paragraphs"), "paragraph"),
            _counted(source.get("words"), "word"),
            _counted(claims[str(source["id"])], "claim"),
            _at_hand(folder, source, working),
        )
        for _, source in unit.entries("sources.yaml")
    ]


def _counted(count: Node, what: str) -> str:
    """A count with its noun; “?” if it is not written."""
    return f"{'?' if count is None else count} {what}{'' if count == 1 else 's'}"


def _at_hand(folder: Path, source: Entry, working: Path) -> str:
    """Say where the text of a source is, and whether it is the one the unit was written for."""
    text = source.get("text")
    name = str(source["id"])
    path = folder / text if isinstance(text, str) else working / folder.name / f"{name}.txt"
    shown = path.as_posix()
    if not path.is_file():
        return "no text at hand"
    digest = sha256(path.read_bytes()).hexdigest()
    if source.get("sha256") in {None, digest}:
        return shown
    return f"{shown} was changed: “kzquiz source replace {folder.name} {name} {shown}”"
