"""The elements of a picture, and the one frame that all pictures share.

A picture is inline SVG of lines, dots and text in ``currentColor``: it follows light and dark,
survives a photocopier, and says in its ``title`` what is to be seen. Everything is an attribute,
for the styles of a page do not reach a picture on paper. Lengths are units of the viewBox; small
letters are 12 of them high.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from textwrap import wrap

WIDTH = 360
LARGE, SMALL = 14, 12  # sizes of letters
LINE, GAP = 17, 8  # heights: a line of text, the room between two things
SHORT, LONG, BOLD = 7.35, 6.5, 8.4
"""Width of a character in a wide font: small ones in short and in long texts, bold ones."""
_ATTRIBUTES = (
    f'fill="currentColor" stroke="none" font-size="{LARGE}" direction="ltr" '
    'font-family="Source Sans 3, Segoe UI, Noto Sans, sans-serif"'
)


def svg(name: str, words: str, parts: Iterable[str], width: int, height: int) -> str:
    """Frame a picture. ``name`` opens its ids, ``words`` tell the same as it shows."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'role="img" aria-labelledby="{name}-words" {_ATTRIBUTES}>'
        f'<title id="{name}-words">{escape(words)}</title>{"".join(parts)}</svg>'
    )


def fold(words: str, width: int, character: float = SHORT) -> list[str]:
    """Break a text into lines that fit a width."""
    return wrap(words, max(int(width / character), 8))


def line(x1: int, y1: int, x2: int, y2: int, *, width: str, extra: str = "") -> str:
    """Draw a straight line."""
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="currentColor" stroke-width="{width}"{extra}/>'


def text(
    x: int, y: int, words: str, *, size: int = LARGE, anchor: str = "", bold: bool = False
) -> str:
    """Write a line of text on the baseline ``y``."""
    own = f' font-size="{size}"' if size != LARGE else ""
    own += f' text-anchor="{anchor}"' if anchor not in ("", "start") else ""
    own += ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{y}"{own}>{escape(words)}</text>'
