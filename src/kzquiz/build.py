"""One unit from its folder to its artifacts: the pipeline in one place, without a word printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kzquiz.compose import compose, recipes
from kzquiz.generators import OUTPUTS, generator
from kzquiz.load import Unit
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
    quizzes = [
        (output, compose(unit, recipe))
        for recipe in recipes(unit)
        for output in _RECIPE_OUTPUTS[recipe.output]
    ]
    for output, quiz in sorted(quizzes, key=lambda pair: tuple(OUTPUTS).index(pair[0])):
        yield Built(output, quiz, tuple(generator(output)(quiz, options)))
