"""The state of a document that is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from docx.shared import Emu
from msgspec import Struct

from kzquiz.generators.word.markup import PLAIN, Element, Look, node, section
from kzquiz.generators.word.style_elements import Measures
from kzquiz.generators.word.styles import FORMATS, GUTTER

if TYPE_CHECKING:
    from docx.document import Document

_TWIP = 635  # English Metric Units in a twip
_PIXEL = 15  # twips in a CSS pixel
_BETWEEN = 240  # twips between two pictures side by side
_CODE = 1500  # width of a QR code in twips


class BlockContext(Struct, frozen=True):
    """Where blocks are made: the width in twips, the style and look of a plain paragraph.

    Tables of a question (``in_item``) are indented as its texts are. In a cell nothing is.
    """

    width: int
    style: str = "Body Text"
    look: Look = PLAIN
    in_cell: bool = False
    in_item: bool = False


Blocks = Iterator[Element]
Handler = Callable[[Element, "Page", BlockContext], Blocks]
"""Makes the blocks of an element of HTML."""


class Handlers(Struct, frozen=True):
    """The handlers of elements, by their class and by their tag."""

    by_class: Mapping[str, Handler]
    by_tag: Mapping[str, Handler]


class Page:
    """A page that is being made: its document, its measures, its lists and pictures so far."""

    def __init__(
        self, document: Document, measures: Measures, handlers: Handlers, *, large: bool
    ) -> None:
        """Begin the page in an empty document."""
        self.part, self.measures, self.large = document.part, measures, large
        self.handlers = handlers
        self.paper = document.element.body.sectPr
        self._numbering = document.part.numbering_part.element
        self._lists, self._pictures = len(FORMATS), 0

    @property
    def rtl(self) -> bool:
        """Whether the text runs from right to left."""
        return self.measures.rtl

    @property
    def gutter(self) -> int:
        """How far the text of a question is indented, in twips."""
        return self.measures.twips(GUTTER)

    def section(self, columns: int) -> Element:
        """Make the end of a section with so many columns."""
        return section(self.paper, columns)

    def new_list(self, name: str) -> int:
        """Begin a list of one of the `FORMATS`; give its id."""
        self._lists += 1
        kind = [*FORMATS].index(name) + 1
        start = node("lvlOverride", node("startOverride", val=1), ilvl=0)
        entry = node("num", node("abstractNumId", val=kind), start, numId=self._lists)
        self._numbering.append(entry)
        return self._lists

    def picture(self, svg: Element) -> Element:
        """Make a picture of an SVG element, with its title as the alternative text."""
        from kzquiz.generators.word.pictures import png  # noqa: PLC0415 (few pages have pictures)

        _, _, units, height = map(float, svg.get("viewbox").split())
        code = "online" in (svg.getparent().get("class") or "")
        room = self.measures.width if self.large else self.measures.width // 2 - _BETWEEN
        width = _CODE if code else min(round(units * _PIXEL), room)
        size = (width * _TWIP, round(width * _TWIP * height / units))
        inline = self.part.new_pic_inline(BytesIO(png(svg)), *map(Emu, size))
        inline.docPr.set("descr", svg.findtext("title") or "")
        self._pictures += 1  # python-docx numbers what is in the document, and this is not yet
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("name", f"Picture {self._pictures}")
        return node("r", node("drawing", inline))
