"""One unit from its folder to its artifacts: the pipeline in one place, without a word printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from kzquiz.generators import OUTPUTS, generator
from kzquiz.load import Recipe, Unit
from kzquiz.model import Artifact, Options, Paper, Quiz
from kzquiz.quiz.compose import FULL, compose, recipes

_PRINTED = ("worksheet", "answers", "cutouts", "pdf")
_RECIPE_OUTPUTS = {"sheet": _PRINTED, "deck": ("deck",)}
_LETTERS = "ABCDEFGHIJ"
MOST_VERSIONS = len(_LETTERS)


class Built(Struct, frozen=True):
    """What one output made of one quiz."""

    output: str
    quiz: Quiz
    artifacts: tuple[Artifact, ...]


class Plan(Struct, frozen=True):
    """What to build of a unit: some recipes, some outputs (none named: all), sheets in versions.

    PDF is made only where it is asked for.
    """

    recipes: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    versions: int = 0
    pdf: bool = False
    paper: Paper = field(default_factory=Paper)

    def makes(self, output: str) -> bool:
        """Tell whether an output is asked for."""
        if output == "pdf":
            return self.pdf or output in self.outputs
        return not self.outputs or output in self.outputs

    @property
    def whole(self) -> bool:
        """Whether all that can be built of a unit is."""
        return not (self.recipes or self.outputs)


Known = Callable[[str, Quiz], tuple[Artifact, ...]]
"""What an output would make of a quiz, where that lies there already; else nothing."""

Rendering = Callable[[], tuple[Artifact, ...]]

_ALL = Plan()


def build(
    unit: Unit, options: Options, plan: Plan = _ALL, known: Known = lambda *_: ()
) -> Iterator[Built]:
    """Render every recipe of a unit by every output it is for, decks first."""
    for output, quiz, render in renderings(unit, options, plan, known):
        yield Built(output, quiz, render())


def renderings(
    unit: Unit, options: Options, plan: Plan = _ALL, known: Known = lambda *_: ()
) -> list[tuple[str, Quiz, Rendering]]:
    """What there is to render, as `jobs` gives it, each with the function that does it."""
    paper = replace(options, paper=plan.paper)

    def render(output: str, quiz: Quiz) -> tuple[Artifact, ...]:
        return known(output, quiz) or tuple(generator(output)(quiz, paper))

    return [(*job, partial(render, *job)) for job in jobs(unit, plan)]


def jobs(unit: Unit, plan: Plan = _ALL) -> list[tuple[str, Quiz]]:
    """What there is to render: each output with its quiz, in the order of the outputs."""
    quizzes = [
        (output, compose(unit, recipe, letter))
        for recipe in recipes(unit)
        if not plan.recipes or recipe.id in plan.recipes
        for output in _outputs(recipe)
        if plan.makes(output)
        for letter in (_LETTERS[: plan.versions] if output in _PRINTED and plan.versions else ("",))
    ]
    return sorted(quizzes, key=lambda pair: tuple(OUTPUTS).index(pair[0]))


def _outputs(recipe: Recipe) -> tuple[str, ...]:
    """Name what a recipe is for; there is one quiz page, of all questions."""
    outputs = _RECIPE_OUTPUTS[recipe.output]
    return (*outputs, "quiz") if recipe.output == "sheet" and recipe.id == FULL.id else outputs
