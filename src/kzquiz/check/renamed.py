"""Tells of ids that were changed since the last deck was built, while learners lose nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.generators.anki import renames
from kzquiz.generators.anki.lock import DeckError
from kzquiz.generators.anki.renames import Renamed
from kzquiz.kinds.fields import Path
from kzquiz.load import Unit
from kzquiz.problems import Problem
from kzquiz.quiz.compose import compose, recipes
from kzquiz.reader import Document


def renamed(unit: Unit, lock: bytes | None, deck: bytes | None) -> Iterator[Problem]:
    """Warn of each new id whose card is in the last deck under another id.

    ``lock`` and ``deck`` are the files of the last build, None where there is none. A lock or
    a card that cannot be used is told by the build.
    """
    (recipe,) = (recipe for recipe in recipes(unit) if recipe.output == "deck")
    try:
        found = renames.ahead(compose(unit, recipe), lock, deck)
    except DeckError:
        return
    for one in found:
        document, path, before = _place(unit, one)
        yield document.problem(
            path,
            "renamed",
            f"learners have cards of “{document.get(path)}” under the id “{before}”",
            f"write “was: {before}” below this id: then they keep the cards and their progress",
            severity="warning",
        )


def _place(unit: Unit, one: Renamed) -> tuple[Document, Path, str]:
    """Where the new id is, and the old id as an author writes it."""
    cards = "source-"  # begins the name that a source has in the id of a card
    for entry in (f"question/{one.after}", f"claim/{one.after}"):
        if entry in unit.places:
            document, path = unit.places[entry]
            return document, (*path, "id"), one.before
    if (entry := f"source/{one.after.removeprefix(cards)}") in unit.places:
        document, path = unit.places[entry]
        return document, (*path, "id"), one.before.removeprefix(cards)
    document, _ = unit.places["unit"]
    names = [speaker.id for speaker in unit.info.speakers]
    at = ("speakers", names.index(one.after), "id") if one.after in names else ("id",)
    return document, at, one.before
