"""What the entries of all files make: records, and by its name (``claim/a9-troops``) the place.

The name of an entry is also that under which its suppressions are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kzquiz.kinds import Facts, Question
from kzquiz.kinds.fields import Path
from kzquiz.load.files import FILES
from kzquiz.load.schema import ClaimEntry, DifferenceEntry, RecipeEntry, SourceEntry, UnitFile
from kzquiz.load.unit import Recipe
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


def facts(
    info: UnitFile,
    sources: Sequence[SourceEntry],
    texts: Mapping[str, str],
    claims: Iterable[ClaimEntry],
    differences: Iterable[DifferenceEntry],
) -> Facts:
    """The records of all entries but questions, by id. ``texts`` are those that sources bring."""
    known = {entry.id: entry.codes for entry in sources}
    return Facts(
        sources={entry.id: entry.to_model(texts.get(entry.id)) for entry in sources},
        speakers={entry.id: entry.to_model() for entry in info.speakers},
        claims={entry.id: entry.to_model(known[entry.source]) for entry in claims},
        differences={entry.id: entry.to_model() for entry in differences},
        unconfirmed=info.notes.unconfirmed,
        tag=info.language,
    )


def recipe(entry: RecipeEntry) -> Recipe:
    """The recipe that an entry describes."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry
        if value is not None
    }
    return Recipe(**values)
