"""The output ``answers``: the teacher's key: a grid to mark from, then reasons and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.html.page import page
from kzquiz.model import Artifact
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``answers.html``, ``NAME-answers.html`` for a recipe, ``NAME-a-answers.html``."""
    facts = {"questions": len(quiz.items), "marks": quiz.marks}
    html = page("answers.html", quiz, options)
    yield Artifact(file_name("answers", quiz, options), html, facts)
