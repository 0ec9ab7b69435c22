"""A unit as it was read: the author's files, and the items that its questions became."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.kinds import Facts, Question
from kzquiz.kinds.fields import Path
from kzquiz.load.schema import UnitFile
from kzquiz.model import Item
from kzquiz.reader import Document


class Recipe(Struct, frozen=True):
    """Which questions make a sheet or a deck: ids in order, or what to filter by (None: any)."""

    id: str
    title: str
    output: str = "sheet"
    questions: tuple[str, ...] | None = None
    skills: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    at_most: int | None = None

    @property
    def everything(self) -> bool:
        """Whether the recipe takes every question of the unit."""
        return all(
            part is None
            for part in (self.questions, self.skills, self.kinds, self.levels, self.at_most)
        )


class Unit(Struct, frozen=True, eq=False):  # a unit is itself: what is made of it can be kept by it
    """One event told by its sources: the author's files, and the items they are lowered to.

    ``questions`` and ``items`` run side by side in the author's order. ``places`` says which
    document and path an entry was written at: ``question/ID``, ``claim/ID``, ``difference/ID``,
    ``source/ID`` and ``unit``; ``lint_ok`` has the findings that are accepted there, with reasons.
    ``fingerprints`` are those of the sources that name one.
    """

    id: str
    info: UnitFile
    facts: Facts
    questions: tuple[Question, ...]
    items: tuple[Item, ...]
    recipes: tuple[Recipe, ...]
    places: Mapping[str, tuple[Document, Path]] = {}
    lint_ok: Mapping[str, Mapping[str, str]] = {}
    fingerprints: Mapping[str, Fingerprint] = {}

    def forget_places(self) -> None:
        """Let go of where everything stands: it is found again when a problem is to be placed.

        Places take as much memory as all else in a unit, and a build rarely needs one.
        """
        for document, _ in self.places.values():
            document.forget()
