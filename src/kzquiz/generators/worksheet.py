"""The student's sheet: source cards to read from, questions, room to write. No answer is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.page import page
from kzquiz.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``worksheet.html``, or ``NAME.html`` for the recipe NAME."""
    name = "worksheet" if quiz.name == "full" else quiz.name
    facts = {"questions": len(quiz.items), "marks": quiz.marks, "minutes": quiz.minutes}
    yield Artifact(f"{name}.html", page("sheet.html", quiz, options), facts)
