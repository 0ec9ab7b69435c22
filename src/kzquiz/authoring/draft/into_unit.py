"""Writes accepted entries into the lists of unit.yaml, as an author would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.authoring.unit_files import UnitFiles
from kzquiz.problems import Fix
from kzquiz.reader import Document

_INDENT = "  "


def with_entries(unit: UnitFiles, added: Mapping[str, Iterable[str]]) -> dict[Path, bytes]:
    """Give unit.yaml with entries added to its lists, by their key; a missing list is made.

    Speakers stand before the first of their list, so that the newsrooms stay last; any other entry
    stands last. Raises `ScaffoldError` if the file could not be read afterwards.
    """
    document, path = unit.document("unit.yaml"), unit.folder / "unit.yaml"
    fixes: list[Fix] = []
    new = ""
    for key, texts in added.items():
        entries = list(texts)
        if not entries:
            continue
        if key == "speakers":
            fixes.append(_before_first(document, key, entries))
        elif document.get((key,)) is None:
            new += f"\n{key}:\n" + _block(entries, _INDENT)
        else:
            fixes.append(_after_last(document, key, entries))
    if new:
        end = len(document.source.text)
        gap = "" if document.source.text.endswith("\n") else "\n"
        fixes.append(Fix(end, end, gap + new))
    return unit.edited({path: fixes})


def _block(entries: Iterable[str], indent: str) -> str:
    rows = (row for text in entries for row in text.rstrip().split("\n"))
    return "".join(f"{indent}{row}\n" for row in rows)


def _before_first(document: Document, key: str, entries: Iterable[str]) -> Fix:
    start = document.source.line_start(document.offset((key, 0)))
    line = document.line(document.source.line_of(start))
    return Fix(start, start, _block(entries, line[: len(line) - len(line.lstrip())]))


def _after_last(document: Document, key: str, entries: Iterable[str]) -> Fix:
    """Behind the last entry of a list in block style, or in place of an empty list."""
    there = document.get((key,))
    text, at = document.source.text, document.offset((key,))
    if there == []:
        return Fix(at, at + 2, "\n" + _block(entries, _INDENT).rstrip("\n"))
    if text[at] == "[":
        message = f"unit.yaml: “{key}” is in square brackets; write its entries below each other"
        raise ScaffoldError(message)
    first = document.line(document.source.line_of(document.offset((key, 0))))
    indent = first[: len(first) - len(first.lstrip())]
    rest = re.compile(rf"(?:^(?:{indent}[- ][^\n]*|[ \t]*)\n?)+", re.MULTILINE)
    start = document.source.line_start(document.offset((key, 0)))
    found = rest.match(text, start)
    end = start + len((found[0] if found else "").rstrip())
    return Fix(end, end, "\n" + _block(entries, indent).rstrip("\n"))
