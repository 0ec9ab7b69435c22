"""Makes the elements of XHTML and the HTML of texts. The library escapes; nothing is pasted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from kzquiz.generators.platforms.lines import GAP
from kzquiz.text import runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kzquiz.generators.platforms.lines import Line

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
_AUTO = {"dir": "auto"}  # a text sets its direction of writing by its first letters


def add(parent: Element, text: str) -> None:
    """Append plain text to an element, after what it holds."""
    if not len(parent):
        parent.text = (parent.text or "") + text
    else:
        parent[-1].tail = (parent[-1].tail or "") + text


def add_prose(parent: Element, prose: str, field: Callable[[Element], None] | None = None) -> None:
    """Append prose to an element: text with ``em``, ``strong`` and ``br`` elements.

    With ``field`` that is called for each `GAP`, to append what stands in its place.
    """
    if "*" not in prose and "\n" not in prose and field is None:
        add(parent, prose)
        return
    for text, marks in runs(prose):
        holder = parent
        for mark in sorted(marks, reverse=True):
            holder = SubElement(holder, mark)
        for number, piece in enumerate(text.split(GAP) if field else [text]):
            if number and field:
                field(holder)
            _add_lines(holder, piece)


def _add_lines(parent: Element, text: str) -> None:
    first, *rest = text.split("\n")
    add(parent, first)
    for line in rest:
        SubElement(parent, "br")
        add(parent, line)


def add_line(parent: Element, line: Line, *, auto: bool = True) -> Element:
    """Append a paragraph to an element, and give it.

    With ``auto`` its text sets its direction of writing; QTI 2.1 has no attribute for that.
    """
    holder = SubElement(parent, "blockquote") if line.quotation else parent
    paragraph = SubElement(holder, "p", _AUTO if auto else {})
    if line.head:
        SubElement(paragraph, "b").text = line.head
        add(paragraph, " " if line.prose else "")
    add_prose(paragraph, line.prose)
    return paragraph


def to_html(element: Element) -> str:
    """Write what an element holds as HTML, without the element itself."""
    first = Element("x")
    first.text = element.text
    inner = tostring(first, "unicode", "html")[3:-4]
    return inner + "".join(tostring(child, "unicode", "html") for child in element)


def lines_to_html(lines: Iterable[Line]) -> str:
    """Write paragraphs as HTML."""
    return "".join(map(_line_to_html, lines))


# Many answers rest on one claim.
@lru_cache(1024)
def _line_to_html(line: Line) -> str:
    holder = Element("div")
    add_line(holder, line)
    return to_html(holder)


@lru_cache(1024)
def prose_to_html(prose: str) -> str:
    """Write prose as HTML in one inline element, for an option."""
    holder = Element("div")
    add_prose(SubElement(holder, "span", _AUTO), prose)
    return to_html(holder)


def document(root: Element) -> bytes:
    """Write an XML document in UTF-8."""
    # Encoding all of it at the end takes half the time of encoding each piece.
    return f"{_DECLARATION}{tostring(root, 'unicode')}\n".encode()
