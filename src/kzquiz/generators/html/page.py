"""One page of HTML to print: sheet, key or cards to cut out.

Templates live in ``worksheet/``: a shell for each page and one file for each answer shape, with
the macros ``ask`` (room for the answer), ``key`` (the answer), ``glance`` (the answer in a word)
and, where a shape has more to tell, ``more`` (further rows of the key).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.html.csp import sealed
from kzquiz.generators.html.drawings import code
from kzquiz.generators.html.numbering import number
from kzquiz.generators.html.template_policy import has_own, telling
from kzquiz.generators.html.templates import templates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.generators.html.drawings import Picture
    from kzquiz.model import Options, Quiz


def page(template: str, quiz: Quiz, options: Options, pictures: Iterable[Picture] = ()) -> bytes:
    """Render ``worksheet/{template}`` as UTF-8; the same quiz and templates give the same bytes.

    Raises `BadTemplateError` where a project's own template is broken or must not be used.
    """
    sections = number(quiz)
    names = sorted({entry.shape for section in sections for entry in section.entries})
    with telling(options.templates):
        environment = templates(options.templates)
        # Macros come from a module made once: an include for each question costs half as much
        # again.
        shapes = {name: environment.get_template(f"worksheet/{name}.html").module for name in names}
        shell = environment.get_template(f"worksheet/{template}")
        shown = {"quiz": quiz, "sections": sections, "shapes": shapes, "paper": options.paper}
        # Encoded as it is made: a large page as one text would be held three times over.
        stream = shell.stream(shown, code=code(quiz), pictures=tuple(pictures))
        stream.enable_buffering(100)
        return sealed(stream, own=has_own(options.templates))
