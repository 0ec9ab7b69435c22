"""Pictures for Word: SVG drawn as PNG, as Word before 2019 shows no SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fontpkg
import resvg_py
from lxml import etree

if TYPE_CHECKING:
    from kzquiz.generators.word.markup import Element

_FAMILY = "Lato"
_ZOOM = 3.0  # about 290 dots in an inch
_LAST_LETTER = "\u052f"  # Lato has Latin, Greek and Cyrillic letters


def png(svg: Element) -> bytes:
    """Draw an SVG element of a page with the font Lato, black on white.

    Fonts of the machine are used only for scripts that Lato lacks: the picture would depend on it.
    """
    svg.set("viewBox", svg.attrib.pop("viewbox"))  # parsers of HTML write names in small letters
    text = etree.tostring(svg, encoding="unicode", with_tail=False)
    lettered = all(letter <= _LAST_LETTER for letter in "".join(svg.itertext()) if letter.isalpha())
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=text,
        background="white",
        skip_system_fonts=lettered,
        font_files=[str(fontpkg.path(_FAMILY, weight)) for weight in (400, 700)],
        sans_serif_family=_FAMILY,
        font_family=_FAMILY,
        zoom=_ZOOM,
    )
    return drawn
