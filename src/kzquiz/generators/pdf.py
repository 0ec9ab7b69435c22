"""The output ``pdf``: sheets, keys and cards to cut out as PDF/UA-1, with fonts embedded.

PDF/UA-1 is tagged for screen readers. WeasyPrint prints the same HTML page that a browser prints.
It loads nothing but the fonts.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from kzquiz.generators import NotInstalledError, generator
from kzquiz.generators.html.template_policy import blaming_own_templates
from kzquiz.generators.html.templates import templates
from kzquiz.generators.pdf_fonts import MAIN, Family, families, files, require_letters
from kzquiz.languages import language
from kzquiz.model import Artifact
from kzquiz.outputs import PAGES
from kzquiz.parallel import run_in_background

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weasyprint.text.fonts import FontConfiguration

    from kzquiz.model import Options, Quiz

_NO_TEXT = re.compile(rb"\A(<[0-9a-f]{4}>) <>\Z")
_LETTERS = frozenset({"L", "R", "AL"})  # the strong classes of Unicode Standard Annex 9
_PICTURE = 'font-family="Source Sans 3'  # CSS does not apply inside a picture
_MISSING = """\
PDF needs {what}, which is not on this machine.
help: install the extra with “pip install 'kzquiz[pdf]'”, and the library Pango:
  Debian, Ubuntu   sudo apt install libpango-1.0-0 libpangoft2-1.0-0
  macOS            brew install pango
  Windows          the installer of MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango
Sheets in HTML need none of this: open them in a browser and print them, also to a PDF."""


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render each page of a quiz that is printed, with the same name, ending in ``.pdf``.

    Raises `NotInstalledError` where WeasyPrint, a font or a library of the system is missing, and
    `MissingLetterError` for a letter that no font has.
    """
    with fonts(families(_texts(quiz))) as found:
        # One process prints the sheet and the cards, one the key. The key takes longer, so it stays
        # in this process: a forked one is slower, as it has to map its memory again.
        pages = [page.name for page in PAGES if page.made_for == "sheet" or quiz.name == "full"]
        works = [partial(_printed, name, quiz, options, found) for name in pages]
        others = run_in_background(lambda: [work() for work in works[::2]])
        made: list[list[Artifact]] = [[] for _ in works]
        made[1::2] = [work() for work in works[1::2]]
        made[::2] = others()
        yield from chain.from_iterable(made)


def _printed(output: str, quiz: Quiz, options: Options, found: Fonts) -> list[Artifact]:
    made = []
    for page in generator(output)(quiz, options):
        data, pages = pdf(page.data, found, _style(quiz, options, found))
        path = page.path.removesuffix("html") + "pdf"
        made.append(replace(page, path=path, data=data, facts={"pages": pages}))
    return made


def _texts(quiz: Quiz) -> str:
    """All texts of a quiz with the words around them."""
    words = language(quiz.language).texts.values()
    return encode(quiz).decode() + encode(list(words)).decode()


class Fonts(Struct, frozen=True):
    """Font families that are set up for WeasyPrint."""

    families: tuple[Family, ...]
    config: FontConfiguration

    @property
    def stack(self) -> str:
        """The families as CSS names them: the first one that has a letter is used."""
        return ", ".join(family.name for family in self.families)


@contextmanager
def fonts(chosen: tuple[Family, ...] = (MAIN,)) -> Iterator[Fonts]:
    """Set up the fonts of PDFs, which replace those that the pages name.

    Any number of pages may be printed with them.

    Raises `NotInstalledError` where WeasyPrint, a library of the system or a font is missing.
    """
    _need_weasyprint()
    from weasyprint import CSS, URLFetcher  # noqa: PLC0415 (an extra)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 (the same)

    rules = [rule for family in chosen for rule in _rules(family)]
    config = FontConfiguration()
    try:
        # Reading the rules adds the faces to the configuration.
        fetcher = URLFetcher(allowed_protocols=("file",))
        CSS(string="\n".join(rules), font_config=config, url_fetcher=fetcher)
        yield Fonts(chosen, config)
    finally:
        # It copied the fonts to a temporary folder, and kzquiz may exit without garbage collection.
        config.__del__()


def _rules(family: Family) -> Iterator[str]:
    """The rules of CSS that load a family."""
    try:
        found = files(family)
    except (ImportError, LookupError) as error:
        raise NotInstalledError(_MISSING.format(what=f"the package {family.package}")) from error
    for (weight, style), path in found.items():
        yield (
            f'@font-face {{ font-family: "{family.name}"; src: url("{path.as_uri()}"); '
            f"font-weight: {weight}; font-style: {style}; }}"
        )


def pdf(html: bytes, found: Fonts, style: str = "") -> tuple[bytes, int]:
    """Print a page as PDF/UA-1 and count its pages; the same page gives the same bytes.

    The fonts come from `fonts`. ``style`` is CSS that is put after the page's own.

    Raises `MissingLetterError` for a letter that no font has.
    """
    from weasyprint import HTML, URLFetcher  # noqa: PLC0415 (an extra)

    styled = html.decode().replace("</head>", f"<style>{style}</style></head>", 1)
    page = HTML(
        string=styled.replace(_PICTURE, f'font-family="{found.stack}'),
        url_fetcher=URLFetcher(allowed_protocols=()),
    )
    body = page.etree_element.find("body")
    require_letters(body.itertext() if body is not None else (), found.families)
    for text in page.etree_element.iterfind(".//*[@dir='auto']"):  # WeasyPrint does not know “auto”
        text.set("dir", _direction("".join(text.itertext())))
    # Nothing links to a question, and elements with an id do not share computed styles.
    for question in page.etree_element.iter("li"):
        question.attrib.pop("id", None)
    document = page.render(font_config=found.config)
    data = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_map_all_glyphs)
    return data, len(document.pages)


def _direction(text: str) -> str:
    """The direction of a text by its first letter, as HTML has it for ``dir="auto"``."""
    first = next((sort for sort in map(bidirectional, text) if sort in _LETTERS), "L")
    return "ltr" if first == "L" else "rtl"


def _map_all_glyphs(_document: Any, made: Any) -> None:  # noqa: ANN401 (no types there)
    """Give a glyph without a text, as a second one of an Arabic letter, a text of no width.

    PDF/UA-1 asks for a text of every glyph (ISO 14289-1, 7.21.7).
    """
    for one in made.objects:
        lines = getattr(one, "stream", ())
        if b"begincmap" in lines:
            one.stream = [_NO_TEXT.sub(rb"\1 <200b>", line) for line in lines]


def _style(quiz: Quiz, options: Options, found: Fonts) -> str:
    """Render the CSS that is for WeasyPrint only."""
    with blaming_own_templates(options.templates):
        style = templates(options.templates, quiz.language).get_template("worksheet/pdf.css")
        return style.render(paper=options.paper, family=found.stack)


def _need_weasyprint() -> None:
    try:
        with _found_by_soname():
            import weasyprint  # noqa: F401, PLC0415 (an extra, and 300 ms)
    except ImportError as error:
        raise NotInstalledError(_MISSING.format(what=f"the package {error.name}")) from error
    except OSError as error:  # cffi raises it for a missing library of the system
        raise NotInstalledError(_MISSING.format(what="the library Pango")) from error
    import logging  # noqa: PLC0415 (WeasyPrint has loaded it)

    # It warns about CSS that is for browsers, such as a minimum width.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)


@contextmanager
def _found_by_soname() -> Iterator[None]:
    """Let WeasyPrint find libraries on Linux by their sonames only.

    For every other name that it tries, Python would start ``ldconfig``, ``gcc`` and ``ld``: 87
    processes, 250 ms.
    """
    import ctypes.util  # noqa: PLC0415 (only for this)

    original = ctypes.util.find_library
    if sys.platform == "linux":
        vars(ctypes.util)["find_library"] = lambda _name: None
    try:
        yield
    finally:
        vars(ctypes.util)["find_library"] = original
