"""The fonts of PDF files: which a text needs, and the letters that none of them has.

All come from packages, so that a PDF looks the same on every machine and has no box for a letter.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Family(Struct, frozen=True):
    """A family of fonts: its name, its faces by weight and style, the letters it is needed for."""

    name: str
    package: str
    faces: tuple[tuple[int, str], ...]
    needed_for: re.Pattern[str] | None = None

    def is_for(self, text: str) -> bool:
        """Whether a text has letters that the family is needed for."""
        return bool(self.needed_for and self.needed_for.search(text))


# It has ≈ ≤ ≥ ₸ and Kazakh letters. A variable font would put the time of the build into the PDF.
MAIN = Family(
    "Lato",
    "fontpkg-lato",
    ((400, "normal"), (400, "italic"), (600, "normal"), (700, "normal"), (700, "italic")),
)
_OTHERS = (
    Family(
        "IBM Plex Sans Arabic",
        "fontpkg-ibm-plex-sans-arabic",
        ((400, "normal"), (600, "normal"), (700, "normal")),
        expression("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
    ),
)
_USUAL = expression("[\t\n -~\u00a0-\u00ff\u0400-\u045f–—‘’“”„…·−←→]*")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIANTS = range(0xFE00, 0xFE10)  # they choose between forms of the sign before them
_AROUND = 12  # characters of a text that are shown around a letter
_MOST = 5  # letters that an error names


class MissingLetterError(ValueError):
    """No font of PDF files has a letter of a text."""


def families(text: str) -> tuple[Family, ...]:
    """Give the families that a text needs: the main one first."""
    needed = (one for one in _OTHERS if one.is_for(text))
    return (MAIN, *needed)


def require_letters(texts: Iterable[str], chosen: Sequence[Family]) -> None:
    """Refuse texts with a letter that no family has.

    Raises `MissingLetterError`, which names the letters and where they stand.
    """
    found: dict[str, str] = {}
    for text in texts:
        if not _USUAL.fullmatch(text):
            for at, letter in enumerate(text):
                if letter not in found and not _has(letter, chosen):
                    found[letter] = text[max(0, at - _AROUND) : at + _AROUND].strip()
    if found:
        named = "; ".join(_told(*one) for one in list(found.items())[:_MOST])
        message = (
            f"the fonts of PDF files ({', '.join(one.name for one in chosen)}) lack {named}\n"
            "help: write it with other letters, or print the HTML sheet from a browser, which has"
            " more fonts"
        )
        raise MissingLetterError(message)


def _told(letter: str, around: str) -> str:
    name = unicodedata.name(letter, f"U+{ord(letter):04X}")
    return f"“{letter}” ({name.lower()}) in “{around}”"


def _has(letter: str, chosen: Sequence[Family]) -> bool:
    if unicodedata.category(letter) in _UNSEEN or ord(letter) in _VARIANTS:
        return True
    return any(ord(letter) in _letters(one) for one in chosen)


def files(family: Family) -> dict[tuple[int, str], Path]:
    """Give the file of each face. Raises ImportError or LookupError where it is not installed."""
    import fontpkg  # noqa: PLC0415 (an extra)

    return {face: fontpkg.path(family.name, *face) for face in family.faces}


@cache
def _letters(family: Family) -> frozenset[int]:
    """The letters that the first face of a family has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (comes with WeasyPrint)

    with TTFont(next(iter(files(family).values())), lazy=True) as font:
        return frozenset(font.getBestCmap())
