"""The output ``pdf``: sheets, keys and cards to cut out as PDF/UA-1, with fonts embedded.

PDF/UA-1 is tagged for screen readers. WeasyPrint prints the same HTML page that a browser prints.
It loads nothing but the fonts.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kzquiz.generators import PAGES, NotInstalledError, generator
from kzquiz.generators.html.template_policy import blaming_own_templates
from kzquiz.generators.html.templates import templates
from kzquiz.model import Artifact
from kzquiz.parallel import run_in_background

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weasyprint.text.fonts import FontConfiguration

    from kzquiz.model import Options, Quiz

# It has ≈ ≤ ≥ ₸ and Kazakh letters. A variable font would put the time of the build into the PDF.
_FAMILY = "Lato"
_PICTURE = (
    'font-family="Source Sans 3',
    f'font-family="{_FAMILY}',
)  # CSS does not apply inside a picture
_FACES = ((400, "normal"), (400, "italic"), (600, "normal"), (700, "normal"), (700, "italic"))
_MISSING = """\
PDF needs {what}, which is not on this machine.
help: install the extra with “pip install 'kzquiz[pdf]'”, and the library Pango:
  Debian, Ubuntu   sudo apt install libpango-1.0-0 libpangoft2-1.0-0
  macOS            brew install pango
  Windows          the installer of MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango
Sheets in HTML need none of this: open them in a browser and print them, also to a PDF."""


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render each page of a quiz that is printed, with the same name, ending in ``.pdf``.

    Raises `NotInstalledError` where WeasyPrint or a library of the system is missing.
    """
    with fonts() as config:
        # One process prints the sheet and the cards, one the key. The key takes longer, so it stays
        # in this process: a forked one is slower, as it has to map its memory again.
        pages = [page.name for page in PAGES if page.made_for == "sheet" or quiz.name == "full"]
        works = [partial(_printed, name, quiz, options, config) for name in pages]
        others = run_in_background(lambda: [work() for work in works[::2]])
        made: list[list[Artifact]] = [[] for _ in works]
        made[1::2] = [work() for work in works[1::2]]
        made[::2] = others()
        yield from chain.from_iterable(made)


def _printed(
    output: str, quiz: Quiz, options: Options, config: FontConfiguration
) -> list[Artifact]:
    made = []
    for page in generator(output)(quiz, options):
        data, pages = pdf(page.data, config, _style(quiz, options))
        path = page.path.removesuffix("html") + "pdf"
        made.append(replace(page, path=path, data=data, facts={"pages": pages}))
    return made


@contextmanager
def fonts() -> Iterator[FontConfiguration]:
    """Set up the one font of all PDFs, which replaces those that the pages name.

    Any number of pages may be printed with it.

    Raises `NotInstalledError` where WeasyPrint, a library of the system or the font is missing.
    """
    _need_weasyprint()
    from weasyprint import CSS, URLFetcher  # noqa: PLC0415 (an extra)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 (the same)

    try:
        import fontpkg  # noqa: PLC0415 (the same)

        files = {face: fontpkg.path(_FAMILY, *face) for face in _FACES}
    except (ImportError, LookupError) as error:
        raise NotInstalledError(_MISSING.format(what="the package fontpkg-lato")) from error
    rules = [
        f'@font-face {{ font-family: "{_FAMILY}"; src: url("{path.as_uri()}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for (weight, style), path in files.items()
    ]
    config = FontConfiguration()
    try:
        # Reading the rules adds the faces to the configuration.
        fetcher = URLFetcher(allowed_protocols=("file",))
        CSS(string="\n".join(rules), font_config=config, url_fetcher=fetcher)
        yield config
    finally:
        # It copied the fonts to a temporary folder, and kzquiz may exit without garbage collection.
        config.__del__()


def pdf(html: bytes, config: FontConfiguration, style: str = "") -> tuple[bytes, int]:
    """Print a page as PDF/UA-1 and count its pages; the same page gives the same bytes.

    ``config`` comes from `fonts`. ``style`` is CSS that is put after the page's own.
    """
    from weasyprint import HTML, URLFetcher  # noqa: PLC0415 (an extra)

    styled = html.decode().replace("</head>", f"<style>{style}</style></head>", 1)
    page = HTML(
        string=styled.replace(*_PICTURE),
        url_fetcher=URLFetcher(allowed_protocols=()),
    )
    # Nothing links to a question, and elements with an id do not share computed styles.
    for question in page.etree_element.iter("li"):
        question.attrib.pop("id", None)
    document = page.render(font_config=config)
    return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)


def _style(quiz: Quiz, options: Options) -> str:
    """Render the CSS that is for WeasyPrint only."""
    with blaming_own_templates(options.templates):
        style = templates(options.templates, quiz.language).get_template("worksheet/pdf.css")
        return style.render(paper=options.paper, family=_FAMILY)


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
