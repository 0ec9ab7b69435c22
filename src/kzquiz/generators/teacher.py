"""The output ``teacher``: what is the same for all sheets of a unit, printed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.html.drawings import charts, events
from kzquiz.generators.html.page import page
from kzquiz.model import Artifact
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Options, Quiz


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``teacher.html``: notes, words, figures, timeline, sources, how these differ."""
    pictures = (*charts(quiz, options), *events(quiz.timeline, quiz.language, options))
    yield Artifact(
        file_name("teacher", quiz, options), page("teacher.html", quiz, options, pictures)
    )
