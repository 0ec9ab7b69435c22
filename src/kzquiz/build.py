"""One unit from its folder to its artifacts: the pipeline in one place, without a word printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kzquiz.compose import FULL, compose, recipes
from kzquiz.generators import OUTPUTS, generator
from kzquiz.load import Recipe, Unit
from kzquiz.model import Artifact, Options, Quiz

_RECIPE_OUTPUTS = {"sheet": ("worksheet", "answers"), "deck": ("deck",)}


@dataclass(frozen=True, slots=True)
class Built:
    """What one output made of one quiz."""

    output: str
    quiz: Quiz
    artifacts: tuple[Artifact, ...]


def build(unit: Unit, options: Options) -> Iterator[Built]:
    """Render every recipe of a unit by every output it is for, decks first."""
    for output, quiz in jobs(unit):
        yield Built(output, quiz, tuple(generator(output)(quiz, options)))


def jobs(unit: Unit) -> list[tuple[str, Quiz]]:
    """What there is to render: each output with its quiz, in the order of the outputs."""
    quizzes = [
        (output, compose(unit, recipe)) for recipe in recipes(unit) for output in _outputs(recipe)
    ]
    return sorted(quizzes, key=lambda pair: tuple(OUTPUTS).index(pair[0]))


def _outputs(recipe: Recipe) -> tuple[str, ...]:
    """Name what a recipe is for; there is one quiz page, of all questions."""
    outputs = _RECIPE_OUTPUTS[recipe.output]
    return (*outputs, "quiz") if recipe.output == "sheet" and recipe.id == FULL.id else outputs
