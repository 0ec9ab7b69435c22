"""``kzquiz list``: units, recipes, kinds, outputs and rules as rows of text. It prints nothing."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from kzquiz.authoring.kind_descriptions import KINDS
from kzquiz.load import Unit


class Listing(Struct, frozen=True):
    """Rows under a heading; the first cell of a row is the name that other commands take."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def units(loaded: Iterable[Unit]) -> Listing:
    """Units, with the numbers of their sources, claims and questions."""
    rows = tuple(
        (
            unit.id,
            unit.info.title,
            f"{len(unit.facts.sources)} sources",
            f"{len(unit.facts.claims)} claims",
            f"{len(unit.questions)} questions",
        )
        for unit in loaded
    )
    return Listing(("UNIT", "TITLE", "", "", ""), rows)


def recipes(loaded: Iterable[Unit]) -> Listing:
    """The recipes of units, also those that every unit has without writing them."""
    from kzquiz.quiz.compose import compose  # noqa: PLC0415 (the other lists need none of it)
    from kzquiz.quiz.compose import recipes as of  # noqa: PLC0415

    rows = []
    for unit in loaded:
        for recipe in of(unit):
            quiz = compose(unit, recipe)
            counts = (f"{len(quiz.items)} questions", f"{quiz.minutes} minutes")
            rows.append((recipe.id, unit.id, recipe.output, recipe.title, *counts))
    return Listing(("RECIPE", "UNIT", "MAKES", "TITLE", "", ""), tuple(rows))


def kinds() -> Listing:
    """The kinds of question."""
    return Listing(("KIND", "WHAT IT ASKS"), tuple(KINDS.items()))


def outputs() -> Listing:
    """The outputs that a unit can be built into."""
    from kzquiz.outputs import OUTPUTS  # noqa: PLC0415 (the other lists need none of it)

    return Listing(
        ("OUTPUT", "WHAT IT IS"),
        tuple((output.name, output.summary) for output in OUTPUTS.values()),
    )


def rules() -> Listing:
    """The rules of ``kzquiz check``."""
    from kzquiz.check import all_rules  # noqa: PLC0415 (imports every rule)

    rows = tuple((rule.code, rule.name, rule.severity, rule.summary) for rule in all_rules())
    return Listing(("CODE", "NAME", "SEVERITY", "WHAT IT FINDS"), rows)
