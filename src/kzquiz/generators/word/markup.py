"""Elements of WordprocessingML (ISO/IEC 29500-1): paragraphs, runs, tables, sections.

lxml escapes every text. Lengths are in twips, twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from msgspec import Struct

Element = Any  # lxml has no types

TAB, BREAK = "\x1e", "\v"  # in no text: control characters are refused when content is read
# The order of a paragraph's properties in the schema (CT_PPr), as far as they are used here.
_PROPERTIES = [
    qn(f"w:{name}")
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "bidi",
        "spacing", "ind", "jc", "outlineLvl", "sectPr",
    )
]  # fmt: skip


class Look(Struct, frozen=True):
    """How a run of text looks: ``style`` is the id of a character style.

    ``bold`` is None where the style of the paragraph decides.
    """

    bold: bool | None = None
    italic: bool = False
    underline: bool = False
    style: str = ""
    language: str = ""


PLAIN = Look()


def node(tag: str, *children: Element, **attributes: object) -> Element:
    """Make an element of the namespace ``w`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, look: Look = PLAIN, *, rtl: bool = False) -> Element:
    """Make a run of text, with a tab for each `TAB` and a line break for each `BREAK`."""
    made = node("r", _looks(look, rtl=rtl))
    for place, line in enumerate(text.split(BREAK)):
        if place:
            made.append(node("br"))
        for number, part in enumerate(line.split(TAB)):
            if number:
                made.append(node("tab"))
            if part:
                words = node("t")
                words.text = part
                words.set(qn("xml:space"), "preserve")
                made.append(words)
    return made


def _looks(look: Look, *, rtl: bool) -> Element | None:
    # Arabic and other complex scripts have switches of their own.
    weight = int(bool(look.bold))
    found = [
        node("rStyle", val=look.style) if look.style else None,
        *(() if look.bold is None else (node("b", val=weight), node("bCs", val=weight))),
        *((node("i"), node("iCs")) if look.italic else ()),
        node("u", val="single") if look.underline else None,
        node("rtl") if rtl else None,
        node("lang", val=look.language, bidi=look.language) if look.language else None,
    ]
    return node("rPr", *found) if any(each is not None for each in found) else None


def paragraph(style: str, content: Iterable[Element], *properties: Element) -> Element:
    """Make a paragraph of a style with further properties."""
    made = node("p", node("pPr", node("pStyle", val=style)))
    for each in properties:
        give(made, each)
    made.extend(content)
    return made


def give(block: Element, property_: Element) -> None:
    """Give a paragraph a property, in the order of the schema, unless it has that already."""
    properties = block.find(qn("w:pPr"))
    if properties.find(property_.tag) is None:
        properties.append(property_)
        properties[:] = sorted(properties, key=lambda each: _PROPERTIES.index(each.tag))


def numbered(list_id: int) -> Element:
    """Make the property of a paragraph that is an entry of a list."""
    return node("numPr", node("ilvl", val=0), node("numId", val=list_id))


def field(code: str, look: Look = PLAIN) -> Iterable[Element]:
    """Make a field such as ``PAGE``, which Word fills."""
    instruction = node("instrText")
    instruction.text = code
    for content in (
        node("fldChar", fldCharType="begin"),
        instruction,
        node("fldChar", fldCharType="separate"),
        None,
        node("fldChar", fldCharType="end"),
    ):
        yield run("1", look) if content is None else node("r", _looks(look, rtl=False), content)


class Row(Struct, frozen=True):
    """A row of a table: the blocks of each cell. A ``head`` is repeated on each page.

    A row that is not ``whole`` may go on on the next page.
    """

    cells: Sequence[Sequence[Element]]
    head: bool = False
    height: int = 0
    whole: bool = True


def table(
    style: str, widths: Sequence[int], rows: Iterable[Row], *, indent: int = 0, rtl: bool = False
) -> Element:
    """Make a table of columns of fixed widths."""
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblStyle", val=style),
            node("bidiVisual") if rtl else None,
            node("tblW", w=sum(widths), type="dxa"),
            node("tblInd", w=indent, type="dxa"),
            node("tblLayout", type="fixed"),
        ),
        node("tblGrid", *(node("gridCol", w=width) for width in widths)),
    )
    made.extend(_row(each, widths) for each in rows)
    return made


def _row(row: Row, widths: Sequence[int]) -> Element:
    properties = node(
        "trPr",
        node("cantSplit") if row.whole else None,
        node("trHeight", val=row.height, hRule="atLeast") if row.height else None,
        node("tblHeader") if row.head else None,
    )
    cells = []
    for width, blocks in zip(widths, row.cells, strict=True):
        cell = node("tc", node("tcPr", node("tcW", w=width, type="dxa")), *blocks)
        if not blocks or blocks[-1].tag != qn("w:p"):
            cell.append(node("p"))  # a cell ends with a paragraph
        cells.append(cell)
    return node("tr", properties, *cells)


def keep_together(blocks: Sequence[Element]) -> None:
    """Keep blocks on one page: each paragraph but those of the last line stays with the next."""
    for block in blocks[:-1]:
        for each in _paragraphs(block):
            give(each, node("keepNext"))
    last = blocks[-1] if blocks else None
    if last is not None and last.tag == qn("w:tbl"):
        for row in last.findall(qn("w:tr"))[:-1]:
            for each in _paragraphs(row):
                give(each, node("keepNext"))


def _paragraphs(block: Element) -> Iterable[Element]:
    return (each for each in block.iter(qn("w:p")) if each.find(qn("w:pPr")) is not None)


def section(paper: Element, columns: int) -> Element:
    """Make the end of a section: its paper, footer and number of columns."""
    made = deepcopy(paper)
    made.find(qn("w:cols")).set(qn("w:num"), str(columns))
    return made


def _space() -> Element:
    """Make a paragraph that is hardly higher than nothing and stays with the next."""
    height = node("spacing", before=0, after=0, line=80, lineRule="exact")
    return node("p", node("pPr", node("keepNext"), height))


def with_sections(blocks: Iterable[Element], last: Element) -> Iterable[Element]:
    """Put each section's end into its last paragraph, and a space between two tables.

    ``last`` is the section of what follows the last end among the blocks.
    """
    before: Element | None = None
    for block in blocks:
        if block.tag != qn("w:sectPr"):
            if before is not None and before.tag == block.tag == qn("w:tbl"):
                yield _space()  # Word would draw two tables as one
            yield block
            before = block
        elif before is not None:
            if before.tag != qn("w:p"):
                before = node("p")
                yield before
            before.get_or_add_pPr().append(block)
            before = None
    yield last
