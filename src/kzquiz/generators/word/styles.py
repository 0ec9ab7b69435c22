"""The styles of a document, named after what they are, and its numbered lists.

A teacher changes the look of all questions by changing the style *Question*. Sizes and distances
are in multiples of the document's letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

SANS, SERIF, ARABIC = "Calibri", "Cambria", "Arial"
GUTTER = 2.2
"""How far the text of a question is indented, in letters."""
BOX = 0.5
"""Letters between a box and its text."""


class Style(Struct, frozen=True, kw_only=True):
    """A paragraph style. Sizes and distances are in letters of the document.

    ``left`` is the indent of all lines, and the first begins ``hang`` further left. ``tabs`` are
    pairs of a place (a share of the line, or letters if it is above 1) and a kind. ``list`` is the
    list whose numbers a paragraph has. Word offers no ``rare`` style.
    """

    size: float = 1
    bold: bool = False
    italic: bool = False
    grey: bool = False
    serif: bool = False
    left: float = 0
    hang: float = 0
    before: float = 0
    after: float = 0
    stay: bool = False
    level: int = 0
    tabs: tuple[tuple[float, Literal["left", "right", "write"]], ...] = ()
    border: Literal["", "left", "box", "top", "bottom"] = ""
    list: str = ""
    center: bool = False
    rare: bool = False


_RIGHT: tuple[tuple[float, Literal["right"]], ...] = ((1, "right"),)
_WRITE: tuple[tuple[float, Literal["write"]], ...] = ((1, "write"),)
_NAMED = {
    "Title": Style(size=1.7, bold=True, after=0.4, stay=True, border="bottom"),
    "Kicker": Style(size=0.95, bold=True, grey=True, tabs=_RIGHT, stay=True),
    "Heading 1": Style(
        size=1.2, bold=True, before=1, after=0.2, stay=True, level=1, tabs=_RIGHT, border="bottom"
    ),
    "Heading 2": Style(size=1.05, bold=True, before=0.9, after=0.2, stay=True, level=2),
    "Body Text": Style(before=0.3, after=0.2),
    "Instruction": Style(before=0.5, after=0.3),
    "About the Source": Style(size=0.92, after=0.3, stay=True),
    "Source Paragraph": Style(serif=True, left=1.8, hang=1.8, after=0.3, tabs=((1.8, "left"),)),
    "Words to Know": Style(size=0.96),
    "Name Line": Style(
        before=0.4,
        after=0.5,
        tabs=((0.46, "write"), (0.64, "write"), (0.8, "write"), (0.93, "write")),
    ),
    "Name": Style(before=0.4, tabs=_WRITE),
    "Class and Date": Style(
        before=0.4, after=0.5, tabs=((0.35, "write"), (0.6, "write"), (0.86, "write"))
    ),
    "Question": Style(
        bold=True, left=GUTTER, hang=GUTTER, before=0.9, stay=True, tabs=_RIGHT, list="question"
    ),
    "Question on Cards": Style(
        bold=True, left=GUTTER, hang=GUTTER, before=0.9, stay=True, tabs=((GUTTER, "left"), *_RIGHT)
    ),
    "Content Note": Style(left=GUTTER + 0.6, before=0.3, stay=True, border="left"),
    "Reference": Style(serif=True, left=GUTTER + 0.6, before=0.2, after=0.2, border="left"),
    "Legend": Style(size=0.9, left=GUTTER + BOX, before=0.35, after=0.25, border="box"),
    "Option": Style(left=GUTTER + 2.8, hang=2.8, before=0.25, list="option"),
    "Option to Tick": Style(left=GUTTER + 2.8, hang=2.8, before=0.25, list="tick"),
    "Answer Row": Style(left=GUTTER, before=0.4),
    "Answer Line": Style(left=GUTTER, before=0.75, tabs=_WRITE),
    "Point": Style(left=GUTTER + 1.4, hang=1.4, before=0.75, tabs=_WRITE, list="point"),
    "Statement": Style(left=GUTTER + 3.6, hang=3.6, before=0.4, list="statement"),
    "Target": Style(left=GUTTER + 1.5, hang=1.5, before=0.4, list="target"),
    "Step": Style(left=GUTTER + 2.8, hang=2.8, before=0.4, list="step"),
    "Text with Gaps": Style(left=GUTTER, before=0.4),
    "Term": Style(size=0.95, grey=True, stay=True),
    "Answer": Style(),
    "Evidence": Style(left=1, hang=1, list="evidence"),
    "Pair": Style(left=1.5, hang=1.5, list="pair"),
    "Bullet": Style(left=1, hang=1, before=0.15, list="bullet"),
    "Tags": Style(size=0.9, grey=True, left=GUTTER, before=0.2),
    "Cell": Style(),
    "Cell to Tick": Style(center=True),
    "Card": Style(size=1.25),
    "Footer": Style(size=0.85, grey=True, tabs=_RIGHT),
    "Picture": Style(before=0.3, after=0.3),
}


def continued(style: str) -> str:
    """Name the style of an entry's further paragraphs, which have no number."""
    return f"{style} Continued"


STYLES: Mapping[str, Style] = _NAMED | {
    continued(name): replace(style, hang=0, list="", rare=True)
    for name, style in _NAMED.items()
    if style.list
}
FORMATS: Mapping[str, tuple[str, str]] = {
    "question": ("decimal", "%1"),
    "option": ("upperLetter", "◯ %1"),
    "tick": ("upperLetter", "☐ %1"),
    "point": ("decimal", "%1"),
    "statement": ("decimal", "____ %1"),
    "target": ("upperLetter", "%1"),
    "step": ("decimal", "____"),  # of a bullet LibreOffice shows one letter
    "pair": ("decimal", "%1"),
    "evidence": ("bullet", "•"),
    "bullet": ("bullet", "•"),
}
"""The lists: format of the numbers, and the text around them."""
ASIDE = "Aside"
"""The character style of what matters less."""
EFFORT = "Marks and Minutes"
LINK = "Hyperlink"
GRID, LAYOUT, CUT = "TableGrid", "SideBySide", "CardsToCutOut"
