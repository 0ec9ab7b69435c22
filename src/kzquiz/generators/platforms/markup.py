"""Makes the elements of XHTML and the HTML of texts. The library escapes; nothing is pasted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from kzquiz.text import runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.generators.platforms.lines import Line

_AUTO = {"dir": "auto"}  # a text sets its direction of writing by its first letters


def add(parent: Element, text: str) -> None:
    """Append plain text to an element, after what it holds."""
    if not len(parent):
        parent.text = (parent.text or "") + text
    else:
        parent[-1].tail = (parent[-1].tail or "") + text


def add_prose(parent: Element, prose: str) -> None:
    """Append prose to an element: text with ``em``, ``strong`` and ``br`` elements."""
    if "*" not in prose and "\n" not in prose:
        add(parent, prose)
        return
    for text, marks in runs(prose):
        holder = parent
        for mark in sorted(marks, reverse=True):
            holder = SubElement(holder, mark)
        first, *rest = text.split("\n")
        add(holder, first)
        for line in rest:
            SubElement(holder, "br")
            add(holder, line)


def add_line(parent: Element, line: Line) -> Element:
    """Append a paragraph to an element, and give it."""
    holder = SubElement(parent, "blockquote") if line.quotation else parent
    paragraph = SubElement(holder, "p", _AUTO)
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
    data: bytes = tostring(root, "utf-8", xml_declaration=True)
    return data + b"\n"
