"""Prose (inline Markdown) to HTML and to plain text; escaping. Nothing else makes markup from text.

Only ``*emphasis*``, ``**strong**`` (also with ``_``) and backslash escapes mean anything; every
other character stays itself. Raw HTML, links, images, code and entities are text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MARKUP = re.compile(r"[*_\\]")
# *Emphasis* and **strong** at their plainest: on whole words, nothing else in the text.
_PLAIN_MARKS = re.compile(r"(?<![\w*])(\*\*?)([^\W_](?:[^*\n]*[^\W_])?)\1(?![\w*])")
_STRAIGHT = re.compile(r'"([^"]*)"')


def escape(text: str) -> str:
    """Escape text for HTML content and quoted attributes."""
    return text.translate(_ESCAPES)


def to_html(prose: str) -> str:
    """Render prose as inline HTML: ``em`` and ``strong`` elements and escaped text."""
    # Most texts carry no markup, or a word or two in asterisks. The parser would return the same
    # (a property test holds them equal) and takes 50 ms to import.
    if not _MARKUP.search(prose):
        return escape(prose)
    marked = _PLAIN_MARKS.sub(_element, escape(prose))
    if not _MARKUP.search(marked):
        return marked
    html: str = _parser().renderInline(prose)
    # A backslash before a line end is a line break to the parser; here it means nothing.
    return html.replace("'", "&#39;").replace("<br>\n", "\n")


def to_plain(prose: str) -> str:
    """Drop the markup: the words a reader sees."""
    if not _MARKUP.search(prose):
        return prose
    plain = _PLAIN_MARKS.sub(r"\2", prose)
    if not _MARKUP.search(plain):
        return plain
    (root,) = _parser().parseInline(prose)
    tokens = root.children or ()
    return "".join("\n" if one.type == "hardbreak" else one.content for one in tokens)


def _element(mark: re.Match[str]) -> str:
    name = "em" if mark[1] == "*" else "strong"
    return f"<{name}>{mark[2]}</{name}>"


def quoted(text: str) -> str:
    """Set text in quotation marks; those within it become single ones.

    >>> quoted('called it a “riot” and "over"')
    '“called it a ‘riot’ and ‘over’”'
    """
    inner = _STRAIGHT.sub(r"‘\1’", text).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (12 ms, and only marked-up prose needs it)

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "escape"])
