"""A loaded unit: the author's files, and the items that its questions are lowered to."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.kinds import Facts, Question
from kzquiz.kinds.fields import Path
from kzquiz.load.schema import UnitFile
from kzquiz.model import Item, Reading
from kzquiz.outputs import OnRequest
from kzquiz.reader import Document


class Recipe(Struct, frozen=True):
    """Which questions make a sheet or a deck: their ids in order, or filters (None: no filter).

    ``sources`` says what is printed to read from; None is the most that the sources allow.
    ``outputs`` are made of a sheet besides the usual ones. ``language`` is that of the words around
    the questions, empty for the unit's own.
    """

    id: str
    title: str
    output: str = "sheet"
    outputs: tuple[OnRequest, ...] = ()
    sources: Reading | None = None
    questions: tuple[str, ...] | None = None
    skills: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    at_most: int | None = None
    language: str = ""

    @property
    def everything(self) -> bool:
        """Whether the recipe takes every question of the unit."""
        return all(
            part is None
            for part in (self.questions, self.skills, self.kinds, self.levels, self.at_most)
        )


class Unit(Struct, frozen=True, eq=False):  # compared by identity, so that it can be a cache key
    """One event as its sources report it: sources, claims, differences, questions, recipes.

    ``questions`` and ``items`` have the same length and the author's order. ``places`` gives the
    document and path of each entry, by ``question/ID``, ``claim/ID``, ``difference/ID``,
    ``source/ID`` and ``unit``. ``lint_ok`` has, by the same names, the codes of the rules that the
    author suppresses there, with reasons. ``fingerprints`` has those of the sources that name one,
    ``texts`` the texts of the sources that bring theirs.
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
    texts: Mapping[str, str] = {}

    @property
    def identity(self) -> str:
        """The permanent name of the unit, unlike that of any other unit anywhere."""
        return self.info.identity or self.id

    def forget_places(self) -> None:
        """Free the memory of all places; a file is read again when a place in it is needed.

        Places take as much memory as the rest of a unit, and a build rarely needs one.
        """
        for document, _ in self.places.values():
            document.forget()
