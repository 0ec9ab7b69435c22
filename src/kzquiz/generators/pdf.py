"""Sheets, keys and cards to cut out as PDF: tagged for screen readers (PDF/UA-1), fonts within.

What is printed is the same page that a browser prints. Nothing is loaded but the fonts.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kzquiz.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration

    from kzquiz.model import Options, Quiz

_PRINTED = ("worksheet", "answers", "cutouts")
# A whole font with ≈ ≤ ≥ ₸ and Kazakh letters; a variable one would bring the time of the build.
_FAMILY = "Lato"
# Each flex box within another doubles the time that WeasyPrint takes to lay it out: an option hangs
# on its letter by other means.
_PAGE = f"""
.options li {{ display: block !important; padding-left: 2.05rem; }}
.options .bubble {{ margin-left: -2.05rem; margin-right: 0.6rem; }}
.options .box {{ margin-left: -2.05rem; margin-right: 0.3rem; }}
:root {{ --sans: {_FAMILY} !important; --serif: {_FAMILY} !important; }}
@page {{
  @bottom-left {{ font-family: {_FAMILY} !important; }}
  @bottom-right {{ font-family: {_FAMILY} !important; }}
}}
"""
_PICTURE = 'font-family="Source Sans 3', f'font-family="{_FAMILY}'  # no style reaches into it
_FACES = ((400, "normal"), (400, "italic"), (600, "normal"), (700, "normal"), (700, "italic"))
_MISSING = """\
PDF needs {what}, which is not on this machine.
help: install the extra with “pip install 'kzquiz[pdf]'”, and the library Pango:
  Debian, Ubuntu   sudo apt install libpango-1.0-0 libpangoft2-1.0-0
  macOS            brew install pango
  Windows          the installer of MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango
Sheets in HTML need none of this: open them in a browser and print them, also to a PDF."""


class NoPdfError(Exception):
    """This machine cannot make a PDF; the message says what is missing and how to get it."""


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render what is printed of a quiz: the same names as the pages, ending in ``.pdf``.

    Raises `NoPdfError` where WeasyPrint or a library of the system is missing.
    """
    for output in _PRINTED:
        for page in import_module(f"kzquiz.generators.{output}").render(quiz, options):
            data, pages = pdf(page.data)
            path = page.path.removesuffix("html") + "pdf"
            yield replace(page, path=path, data=data, facts={"pages": pages})


def pdf(html: bytes) -> tuple[bytes, int]:
    """Print a page as PDF/UA-1 and count its pages; the same page gives the same bytes."""
    document = _laid_out(html)
    data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"kzquiz")
    return data, len(document.pages)


def _laid_out(html: bytes) -> Document:
    try:
        from weasyprint import HTML, URLFetcher  # noqa: PLC0415 (an extra, and 300 ms)
    except ImportError as error:
        raise NoPdfError(_MISSING.format(what=f"the package {error.name}")) from error
    except OSError as error:  # what cffi says of a library of the system
        raise NoPdfError(_MISSING.format(what="the library Pango")) from error

    # It warns of what only browsers know, such as a minimum width.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    styles, fonts = _fonts()
    page = HTML(
        string=html.decode().replace(*_PICTURE), url_fetcher=URLFetcher(allowed_protocols=())
    )
    return page.render(stylesheets=[styles], font_config=fonts)


@cache
def _fonts() -> tuple[CSS, FontConfiguration]:
    """The one font of all files, whatever the pages ask for."""
    from weasyprint import CSS, URLFetcher  # noqa: PLC0415 (an extra)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 (the same)

    try:
        import fontpkg  # noqa: PLC0415 (the same)

        files = {face: fontpkg.path(_FAMILY, *face) for face in _FACES}
    except (ImportError, LookupError) as error:
        raise NoPdfError(_MISSING.format(what="the package fontpkg-lato")) from error
    rules = [
        f'@font-face {{ font-family: "{_FAMILY}"; src: url("{path.as_uri()}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for (weight, style), path in files.items()
    ]
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("file",))
    return CSS(string="\n".join((_PAGE, *rules)), font_config=fonts, url_fetcher=fetcher), fonts
