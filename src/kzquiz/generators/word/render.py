"""The output ``word``: sheets, keys, cards and notes for the teacher as documents to edit.

A document is made of the page that a browser prints, so it has the same words in every language and
with a project's own templates. Styles, lists and tables are Word's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kzquiz.generators import NotInstalledError, generator
from kzquiz.generators.html.fit import LEAST, fit
from kzquiz.languages import language
from kzquiz.outputs import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Artifact, Options, Paper, Quiz

_MISSING = """\
Word needs the package {what}, which is not on this machine.
help: install the extra with “pip install 'kzquiz[word]'”"""


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render each page of a quiz that is printed as ``.docx``, with the same name.

    Raises `NotInstalledError` where a package of the extra is missing.
    """
    large = options.paper.large_print
    comma = language(quiz.language).comma
    notes = comma.join(filter(None, (quiz.version, quiz.licence)))
    for output in PAGES:
        if output.made_for == "full" and quiz.name != "full":
            continue
        letters = large or (_size(quiz, options.paper) if output.audience == "students" else LEAST)
        for page in generator(output.name)(quiz, options):
            data = _document(page.data, options.paper, letters, notes)
            facts = {name: count for name, count in page.facts.items() if name != "pages"}
            path = f"{page.path.removesuffix('html')}docx"
            yield replace(page, path=path, data=data, facts=facts)


def _size(quiz: Quiz, paper: Paper) -> float:
    """Give the one size of a sheet's letters that fits both its text to read and its questions."""
    fitted = fit(quiz, paper.size)
    return min(fitted.reading, fitted.asking)


def _document(page: bytes, paper: Paper, letters: float, notes: str) -> bytes:
    try:
        from kzquiz.generators.word.document import document  # noqa: PLC0415 (an extra, and slow)

        return document(page, paper, letters, notes)
    except ImportError as error:
        raise NotInstalledError(_MISSING.format(what=error.name)) from error
