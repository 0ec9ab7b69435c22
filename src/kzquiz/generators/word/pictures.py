"""Pictures for Word: SVG drawn as PNG, as Word before 2019 shows no SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import resvg_py
from lxml import etree

from kzquiz.generators.pdf_fonts import MAIN, families, files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kzquiz.generators.pdf_fonts import Family
    from kzquiz.generators.word.markup import Element

_ZOOM = 3.0  # about 290 dots in an inch
_LAST_LETTER = "\u052f"  # the main font has Latin, Greek and Cyrillic letters
_RIGHT_TO_LEFT = "\u200f"


def png(svg: Element) -> bytes:
    """Draw an SVG element of a page with the fonts of PDF files, black on white.

    Fonts of the machine are used only for letters that these lack: the picture would depend on
    them.
    """
    svg.set("viewBox", svg.attrib.pop("viewbox"))  # parsers of HTML write names in small letters
    shown = "".join(svg.itertext())
    chosen = families(shown)
    for text in svg.iter("text"):
        if text.get("unicode-bidi"):  # which the library does not know
            text.text = f"{_RIGHT_TO_LEFT}{text.text}{_RIGHT_TO_LEFT}"
            text.set("font-family", ", ".join(one.name for one in reversed(chosen)))
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=etree.tostring(svg, encoding="unicode", with_tail=False),
        background="white",
        skip_system_fonts=all(
            letter <= _LAST_LETTER or any(one.is_for(letter) for one in chosen)
            for letter in shown
            if letter.isalpha()
        ),
        font_files=[str(file) for family in chosen for file in _upright(family)],
        sans_serif_family=MAIN.name,
        font_family=MAIN.name,
        zoom=_ZOOM,
    )
    return drawn


def _upright(family: Family) -> Iterator[Path]:
    """The upright faces of a family. Raises ImportError where its package is missing."""
    try:
        found = files(family)
    except LookupError as error:
        raise ImportError(name=family.package) from error
    yield from (file for (_, style), file in found.items() if style == "normal")
