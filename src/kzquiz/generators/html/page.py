"""Renders one HTML page to print: sheet, key or cards to cut out.

Its templates are in ``worksheet/``: one for each page, and one for each answer shape with the
macros ``ask`` (room for the answer), ``key`` (the answer), ``glance`` (the answer in a word) and,
for some shapes, ``more`` (further rows of the key).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.html.csp import with_policy
from kzquiz.generators.html.drawings import code
from kzquiz.generators.html.fit import Fit
from kzquiz.generators.html.numbering import number
from kzquiz.generators.html.template_policy import blaming_own_templates, has_own
from kzquiz.generators.html.templates import templates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.generators.html.drawings import Picture
    from kzquiz.model import Options, Quiz

_LEAST = Fit()


def page(
    template: str,
    quiz: Quiz,
    options: Options,
    pictures: Iterable[Picture] = (),
    fit: Fit = _LEAST,
) -> bytes:
    """Render ``worksheet/{template}`` as UTF-8; the same quiz and templates give the same bytes.

    ``fit`` has the sizes of the letters in ordinary print.

    Raises `BadTemplateError` where a project's own template is broken or has anything forbidden.
    """
    sections = number(quiz)
    names = sorted({entry.shape for section in sections for entry in section.entries})
    with blaming_own_templates(options.templates):
        environment = templates(options.templates, quiz.language, quiz.written_in)
        # A module of macros is made once; an include for each question takes 1.5 times as long.
        shapes = {name: environment.get_template(f"worksheet/{name}.html").module for name in names}
        shell = environment.get_template(f"worksheet/{template}")
        shown = {
            "quiz": quiz,
            "sections": sections,
            "shapes": shapes,
            "paper": options.paper,
            "fit": fit,
        }
        # A stream, as a large page in one text would be in memory three times.
        stream = shell.stream(shown, code=code(quiz), pictures=tuple(pictures))
        stream.enable_buffering(100)
        return with_policy(stream, own=has_own(options.templates))
