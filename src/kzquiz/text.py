"""Turns prose (inline Markdown) into HTML and into plain text. All markup in prose is made here.

Only ``*emphasis*``, ``**strong**`` (also with ``_``) and backslash escapes are markup. Raw HTML,
links, images, code and entities are shown as text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKS = re.compile(r"\*+|_+")
# *Emphasis* and **strong** in their simplest form: on whole words.
_PLAIN_MARKS = re.compile(r"(?<![\w*])(\*\*?)([^\W_](?:[^*\n]*[^\W_])?)\1(?![\w*])")
_STRAIGHT = re.compile(r'"([^"]*)"')


def escape(text: str) -> str:
    """Escape text for HTML content and quoted attributes."""
    # Most texts have none of the five characters: then this takes a tenth of `str.translate`.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def to_html(prose: str) -> str:
    """Render prose as inline HTML: ``em`` and ``strong`` elements and escaped text."""
    # Most texts have no markup, or a word or two in asterisks. For these the parser returns the
    # same (a property test compares them), but it takes 50 ms to import.
    if not _marked(prose):
        return escape(prose)
    marked = _PLAIN_MARKS.sub(_element, escape(prose))
    if not _marked(marked):
        return marked
    html: str = _parser().renderInline(prose)
    # For the parser a backslash before a line end is a line break; here it means nothing.
    return html.replace("'", "&#39;").replace("<br>\n", "\n")


def to_plain(prose: str) -> str:
    """Remove the markup from prose: the text that a reader sees."""
    if not _marked(prose):
        return prose
    plain = _PLAIN_MARKS.sub(r"\2", prose)
    if not _marked(plain):
        return plain
    (root,) = _parser().parseInline(prose)
    tokens = root.children or ()
    return "".join("\n" if one.type == "hardbreak" else one.content for one in tokens)


def _marked(prose: str) -> bool:
    """Whether a text may have markup: a backslash, or two or more runs of ``*`` or ``_``."""
    if not ("*" in prose or "_" in prose or "\\" in prose):
        return False
    return "\\" in prose or len(_MARKS.findall(prose)) > 1


def _element(mark: re.Match[str]) -> str:
    name = "em" if mark[1] == "*" else "strong"
    return f"<{name}>{mark[2]}</{name}>"


def quoted(text: str) -> str:
    """Put text in double quotation marks; those inside it become single ones.

    >>> quoted('called it a “riot” and "over"')
    '“called it a ‘riot’ and ‘over’”'
    """
    inner = _STRAIGHT.sub(r"‘\1’", text).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (12 ms, and only marked-up prose needs it)

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "escape"])
