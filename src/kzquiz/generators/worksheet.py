"""The output ``worksheet``: the student's sheet, with source cards, questions, room to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.html.fit import fit
from kzquiz.generators.html.page import page
from kzquiz.model import Artifact
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``worksheet.html``, ``NAME.html`` for a recipe, ``NAME-a.html`` for its version A.

    No answer is on it, so no picture either: a chart answers a comparison, a timeline an order.
    """
    fitted = fit(quiz, options.paper.size)
    facts = {"questions": len(quiz.items), "marks": quiz.marks, "minutes": quiz.minutes}
    if not options.paper.large_print:
        facts["pages"] = fitted.pages
    html = page("sheet.html", quiz, options, fit=fitted)
    yield Artifact(file_name("worksheet", quiz, options), html, facts)
