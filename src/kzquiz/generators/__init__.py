"""The outputs: one module each with one function, ``render(quiz, options)``.

A generator knows items and shapes, never kinds; it neither shuffles nor writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from kzquiz.model import Generator

OUTPUTS: Mapping[str, str] = {
    "deck": "Anki deck (.apkg) with its lock file",
    "worksheet": "printable sheet for students",
    "answers": "answer key for teachers",
    "cutouts": "cards to cut out and lay",
    "pdf": "sheet, key and cards to cut out as PDF",
    "quiz": "quiz page that works offline",
}
_MODULES: Mapping[str, str] = {"deck": "anki.deck", "quiz": "quiz_page.render"}


def generator(output: str) -> Generator:
    """The generator of an output. Its module, and what it needs, is imported on first use.

    Raises KeyError for a name that is no output.
    """
    if output not in OUTPUTS:
        raise KeyError(output)
    module = import_module(f"kzquiz.generators.{_MODULES.get(output, output)}")
    render: Generator = module.render
    return render
