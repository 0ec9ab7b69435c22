"""Reads Word documents: paragraphs with the names of their styles, tables, structure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

_TEXTS = {qn("w:t"), qn("w:tab"), qn("w:br")}
# What depends on the words: emphasis, and runs that end where another look begins.
_INLINE = {
    qn(f"w:{name}") for name in ("r", "rPr", "b", "bCs", "i", "iCs", "u", "t", "br", "rStyle")
}
_WIDTHS = {qn("w:gridCol"), qn("w:tcW")}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document: the name of its style and its text; tabs are tabs."""

    style: str
    text: str


def opened(data: bytes) -> Document:
    """The document by python-docx."""
    return docx.Document(io.BytesIO(data))


def paragraphs(data: bytes) -> list[Paragraph]:
    """All paragraphs in the order of the document, with those in tables."""
    document = opened(data)
    names = {style.style_id: style.name for style in document.styles}
    return [
        Paragraph(names[style_of(one)], text_of(one)) for one in document.element.iter(qn("w:p"))
    ]


def style_of(paragraph: Any) -> str:
    """The id of the style of a ``w:p`` element."""
    properties = paragraph.pPr
    found = None if properties is None else properties.style
    return found or "Normal"


def text_of(element: Any) -> str:
    """The text in an element, with a tab and a line break as such."""
    return "".join(_texts(element))


def _texts(element: Any) -> Iterator[str]:
    for one in element.iter():
        if one.tag == qn("w:t"):
            yield one.text or ""
        elif one.tag == qn("w:tab") and one.getparent().tag == qn("w:r"):
            yield "\t"
        elif one.tag == qn("w:br"):
            yield "\n"


def structure(data: bytes) -> str:
    """The elements and attributes of the body and the footer, without texts and their emphasis."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    body = opened(data).element
    lines = [f"{one.tag} {_attributes(one)}" for one in body.iter() if _is_structure(one)]
    # Where a label of a chart takes another line, the picture is higher.
    return re.sub(r"(descr|cy)', '[^']*'", r"\1", "\n".join([*names, *lines]))


def _attributes(element: Any) -> list[tuple[str, str]]:
    """The attributes of an element; a column is as wide as the words at its head need."""
    return [] if element.tag in _WIDTHS else sorted(element.items())


def _is_structure(element: Any) -> bool:
    return element.tag not in _INLINE
