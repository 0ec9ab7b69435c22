"""What is known of each entry by its name, such as ``claim/a9-troops``: place and suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kzquiz.kinds import Question
from kzquiz.kinds.fields import Path
from kzquiz.load.files import FILES
from kzquiz.load.schema import ClaimEntry, DifferenceEntry, SourceEntry, UnitFile
from kzquiz.reader import Document


def places(
    documents: Mapping[str, Document | None],
    questions: Iterable[tuple[Question, Document, Path]],
) -> dict[str, tuple[Document, Path]]:
    """The document and path of each entry, by the names of `Unit.places`."""
    found = {f"question/{question.id}": (document, path) for question, document, path in questions}
    for name in FILES:
        document = documents[name]
        if document is not None and isinstance(document.data, list):
            what = name.removesuffix("s.yaml")
            for number, entry in enumerate(document.data):
                if isinstance(entry, dict):
                    found[f"{what}/{entry.get('id')}"] = (document, (number,))
        elif document is not None:
            found["unit"] = (document, ())
    return found


def suppressions(
    info: UnitFile,
    sources: Iterable[SourceEntry],
    claims: Iterable[ClaimEntry],
    differences: Iterable[DifferenceEntry],
    questions: Iterable[Question],
) -> dict[str, Mapping[str, str]]:
    """The ``lint_ok`` of all entries that have one, by the names of `Unit.places`."""
    groups: dict[str, Iterable[Any]] = {
        "source": sources,
        "claim": claims,
        "difference": differences,
        "question": questions,
    }
    found = {
        f"{what}/{entry.id}": entry.lint_ok
        for what, entries in groups.items()
        for entry in entries
        if entry.lint_ok
    }
    return found | ({"unit": info.lint_ok} if info.lint_ok else {})
