"""The teacher's key: for every question of the sheet its answer, why, evidence and marking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.page import page
from kzquiz.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``answers.html``, or ``NAME-answers.html`` for the recipe NAME."""
    name = "answers" if quiz.name == "full" else f"{quiz.name}-answers"
    facts = {"questions": len(quiz.items), "marks": quiz.marks}
    yield Artifact(f"{name}.html", page("answers.html", quiz, options), facts)
