"""The elements of pictures: the SVG frame, lines, text.

A picture is inline SVG in ``currentColor``. Its ``title`` gives the same data in words. Styles are
attributes, because style sheets of a page do not apply to a picture in print. Lengths and font
sizes are in units of the viewBox.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from textwrap import wrap

from kzquiz.expressions import expression

WIDTH = 360
LARGE, SMALL = 14, 12  # font sizes
LINE, GAP = 17, 8  # heights: a line of text, the space between two elements
SHORT, LONG, BOLD = 7.35, 6.5, 8.4
"""Average width of a character: small in a short text, small in a long text, large and bold."""
_RIGHT_TO_LEFT = expression("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ATTRIBUTES = (
    f'fill="currentColor" stroke="none" font-size="{LARGE}" direction="ltr" '
    'font-family="Source Sans 3, Segoe UI, Noto Sans, sans-serif"'
)


def svg(name: str, title: str, parts: Iterable[str], width: int, height: int) -> str:
    """Put the parts of a picture into an ``svg`` element; its ids start with ``name``."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'role="img" aria-labelledby="{name}-words" {_ATTRIBUTES}>'
        f'<title id="{name}-words">{escape(title)}</title>{"".join(parts)}</svg>'
    )


def fold(content: str, width: int, character: float = SHORT) -> list[str]:
    """Break a text into lines that fit a width, at ``character`` units for each character."""
    return wrap(content, max(int(width / character), 8))


def line(x1: int, y1: int, x2: int, y2: int, *, width: str, extra: str = "") -> str:
    """Draw a straight line."""
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="currentColor" stroke-width="{width}"{extra}/>'


def text(
    x: int, y: int, content: str, *, size: int = LARGE, anchor: str = "", bold: bool = False
) -> str:
    """Write a line of text on the baseline ``y``."""
    attributes = f' font-size="{size}"' if size != LARGE else ""
    attributes += f' text-anchor="{anchor}"' if anchor not in ("", "start") else ""
    attributes += ' font-weight="600"' if bold else ""
    # The picture is laid out from the left, but a text keeps the direction of its own script.
    attributes += ' unicode-bidi="plaintext"' if _RIGHT_TO_LEFT.search(content) else ""
    return f'<text x="{x}" y="{y}"{attributes}>{escape(content)}</text>'
