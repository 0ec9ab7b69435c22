r"""Turns prose (inline markup) into HTML and into plain text. All markup in prose is made here.

Only ``*emphasis*`` and ``**strong**`` are markup, around whole words; ``\*`` is an asterisk. All
else is text: ``_``, ``\(``, raw HTML, links, code, entities. A line break stays a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_RUN = re.compile(r"\\\*|\*+")
_WIDTHS = {1: (1,), 2: (2,), 3: (2, 1)}  # ***both***: strong outside, emphasis inside
_TAGS = {1: "em", 2: "strong"}
_LONG = re.compile(r"\S{31,}")
_PART = re.compile(r"[^/._?&=-]{0,9}[/._?&=-]|[^/._?&=-]{1,10}")
_BREAK = "\ue001"  # a private character: stands for an element until the text is escaped
_GAP = "\ue000"  # a private character: stands for a blank while the text around it is rendered


def escape(text: str) -> str:
    """Escape text for HTML content and quoted attributes."""
    # Most texts have none of the five characters: then this takes a tenth of `str.translate`.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def to_html(prose: str) -> str:
    r"""Render prose as inline HTML: ``em``, ``strong``, ``br`` and ``wbr`` elements and text.

    >>> to_html("*who* & **when**"), to_html("Lehrer*innen, 2 * 3 * 4"), to_html(r"_a_ \(b")
    ('<em>who</em> &amp; <strong>when</strong>', 'Lehrer*innen, 2 * 3 * 4', '_a_ \\(b')
    """
    if "*" in prose:
        html = "".join(mark or _escaped(text) for text, mark in _pieces(prose))
    else:
        html = _escaped(prose)
    return html.replace("\n", "<br>")


def to_plain(prose: str) -> str:
    """Remove the markup from prose: the text that a reader sees."""
    if "*" not in prose:
        return prose
    return "".join("*" if mark == "*" else text for text, mark in _pieces(prose))


def runs(prose: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Cut prose into pieces of text, each with its emphasis: any of ``em`` and ``strong``.

    >>> [(text, sorted(marks)) for text, marks in runs("**who** & when")]
    [('who', ['strong']), (' & when', [])]
    """
    open_tags: list[str] = []
    for text, mark in _pieces(prose):
        if mark == "*" or text:
            yield text or mark, frozenset(open_tags)
        elif mark.startswith("</"):
            open_tags.remove(mark[2:-1])
        elif mark:
            open_tags.append(mark[1:-1])


def literal(plain: str) -> str:
    r"""Turn plain text into prose that shows it letter by letter.

    >>> literal("5 * 3"), to_plain(literal(r"*a \\*"))
    ('5 \\* 3', '*a \\\\*')
    """
    return plain.replace("*", r"\*")


def around_gaps(pieces: Iterable[str | None]) -> list[str]:
    """Render the texts around gaps (None) as one text: emphasis may go over a gap.

    Gives the HTML before, between and after the gaps, one more than there are gaps.

    >>> around_gaps(["*about ", None, " people* left"])
    ['<em>about ', ' people</em> left']
    """
    joined = "".join(_GAP if piece is None else piece.replace(_GAP, "\ufffd") for piece in pieces)
    return to_html(joined).split(_GAP)


def _escaped(text: str) -> str:
    """Escape text; a word that is too long for any line may be broken, as after each ``/``."""
    if not _LONG.search(text):
        return escape(text)
    broken = _LONG.sub(lambda word: _BREAK.join(_PART.findall(word[0])), text.replace(_BREAK, ""))
    return escape(broken).replace(_BREAK, "<wbr>")


# --- markup -------------------------------------------------------------------------------------


def _pieces(prose: str) -> Iterator[tuple[str, str]]:
    """The texts of prose with an empty mark, and between them a mark with an empty text.

    A mark is a tag, or ``*`` for an escaped asterisk.
    """
    last = 0
    for start, end, mark in sorted(_marks(prose)):
        yield prose[last:start], ""
        yield "", mark
        last = end
    yield prose[last:], ""


def _marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and meaning of each run of asterisks, or part of one, that is no text."""
    opened: list[tuple[int, int]] = []  # start, width
    for run in _RUN.finditer(prose):
        start, end = run.span()
        if run[0][0] == "\\":
            yield start, end, "*"
            continue
        before, after = prose[start - 1 : start] if start else "", prose[end : end + 1]
        if before.strip() and not _is_word(after):
            while opened and end - start >= opened[-1][1]:
                at, width = opened.pop()
                yield at, at + width, f"<{_TAGS[width]}>"
                yield start, start + width, f"</{_TAGS[width]}>"
                start += width
        if after.strip() and not _is_word(before):
            opened += _openers(start, end)


def _openers(start: int, end: int) -> Sequence[tuple[int, int]]:
    found = []
    for width in _WIDTHS.get(end - start, ()):
        found.append((start, width))
        start += width
    return found


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
