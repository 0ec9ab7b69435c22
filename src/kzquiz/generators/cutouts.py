"""The output ``cutouts``: statements and steps as cards to cut out, to match and to order."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kzquiz.generators import file_name
from kzquiz.generators.html.page import page
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``cutouts.html``, or ``NAME-cutouts.html`` for a recipe; nothing without such items.

    The cards have the question numbers of sheet and key. The answers are on the key.
    """
    cards = 0
    for item in quiz.items:
        match item.shape:
            case Match(prompts=prompts, targets=targets):
                cards += len(prompts) + len(targets)
            case Order(steps=steps):
                cards += len(steps)
            case Choice() | Gap() | Table() | Text():
                pass
            case _:
                assert_never(item.shape)
    if cards:
        html = page("cutouts.html", quiz, options)
        yield Artifact(file_name("cutouts", quiz, options), html, {"cards": cards})
