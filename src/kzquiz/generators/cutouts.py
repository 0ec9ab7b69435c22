"""The output ``cutouts``: statements and steps as cards to cut out, to match and to order."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kzquiz.generators.html.page import page
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz, Shape


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``cutouts.html``, or ``NAME-cutouts.html`` for a recipe; nothing without such items.

    The cards have the question numbers of sheet and key. The answers are on the key.
    """
    cards = sum(len(texts(item.shape)) for item in quiz.items)
    if cards:
        html = page("cutouts.html", quiz, options)
        yield Artifact(file_name("cutouts", quiz, options), html, {"cards": cards})


def texts(shape: Shape) -> tuple[str, ...]:
    """Give the texts of the cards of a question (prose); none where there is nothing to lay."""
    match shape:
        case Match(prompts=prompts, targets=targets):
            return (*(target.text for target in targets), *(prompt.text for prompt in prompts))
        case Order(steps=steps):
            return tuple(step.text for step in steps)
        case Choice() | Gap() | Table() | Text():
            return ()
        case _:
            assert_never(shape)
