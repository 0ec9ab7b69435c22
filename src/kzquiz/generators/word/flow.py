"""From HTML to Word: what all handlers of elements use.

A handler makes the blocks (paragraphs and tables) of an element. `handlers` says which classes and
tags of the templates have one. Any other element becomes paragraphs in order, so that no word of a
page is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from docx.oxml.ns import qn
from msgspec.structs import replace

from kzquiz.generators.word.inline import classes, nodes, runs
from kzquiz.generators.word.markup import (
    Element,
    Look,
    Row,
    give,
    keep_together,
    node,
    numbered,
    paragraph,
    run,
    table,
)
from kzquiz.generators.word.page import BlockContext, Blocks, Handler, Page
from kzquiz.generators.word.style_elements import hanging, style_id
from kzquiz.generators.word.styles import EFFORT, GUTTER, LAYOUT, STYLES, continued

GAP = "\u2003 "  # between what stands in one line, which may break at the space
BOLD = Look(bold=True)
MARKS = Look(bold=False, style=style_id(EFFORT))
"""How marks and minutes look at the end of a line."""
_BLOCK_TAGS = {
    "article", "aside", "div", "dl", "dd", "dt", "footer", "h1", "h2", "h3", "h4", "header", "li",
    "main", "ol", "p", "section", "table", "ul",
}  # fmt: skip
_SIGNS = {"bubble", "box", "small-number"}  # a numbered list has them as its numbers


def blocks(parent: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the blocks of an element: of each block in it, and of each run of texts between."""
    line: list[Element | str] = []
    for each in nodes(parent):
        if isinstance(each, str) or not _is_block(each):
            line.append(each)
            continue
        yield from _line(line, page, place)
        line = []
        yield from block(each, page, place)
    yield from _line(line, page, place)


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCK_TAGS or any(_is_block(child) for child in element)


def block(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the blocks of an element by its handler."""
    for name in reversed(classes(element)):  # the last says most: “whys run-in”
        if name in page.handlers.by_class:
            return page.handlers.by_class[name](element, page, place)
    return page.handlers.by_tag.get(element.tag, blocks)(element, page, place)


def _line(line: Sequence[Element | str], page: Page, place: BlockContext) -> Blocks:
    content = runs(line, page, place.look)
    if content:
        yield styled_paragraph(place.style, content, page, place)


def styled_paragraph(
    style: str, content: Iterable[Element], page: Page, place: BlockContext, *properties: Element
) -> Element:
    """Make a paragraph; in a cell without the indent that its style has below a question."""
    made = paragraph(style_id(style), content, *properties)
    look = STYLES[style]
    if place.in_cell and look.left > GUTTER:
        left, hang = map(page.measures.twips, (look.left - GUTTER, hanging(look, page.measures)))
        give(made, node("ind", left=left, hanging=hang))
    return made


def styled(style: str) -> Handler:
    """Make a handler for an element that is a paragraph of a style."""

    def handle(element: Element, page: Page, place: BlockContext) -> Blocks:
        return blocks(element, page, replace(place, style=style))

    return handle


def together(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the blocks of an element, which is kept on one page."""
    made = list(blocks(element, page, place))
    keep_together(made)
    return iter(made)


def run_in(style: str) -> Handler:
    """Make a handler for a list whose entries stand in one paragraph."""

    def handle(element: Element, page: Page, place: BlockContext) -> Blocks:
        content: list[Element] = []
        for entry in element.iter("li"):
            content += [run(GAP)] if content else []
            content += runs(nodes(entry), page)
        yield styled_paragraph(style, content, page, place)

    return handle


def entries(style: str) -> Handler:
    """Make a handler for a list: each list counts from 1 or A.

    An entry's further paragraphs have no number.
    """
    first, later = style_id(style), style_id(continued(style))
    own = {first, style_id("Answer Line")}

    def handle(element: Element, page: Page, place: BlockContext) -> Blocks:
        number = page.new_list(STYLES[style].list)
        for entry in element:
            inner = replace(place, style=style)
            for at, made in enumerate(blocks(_without_marks(entry), page, inner)):
                if made.tag == qn("w:p") and made.pPr.pStyle.val in own:
                    made.pPr.pStyle.val = later if at else first
                    if not at:
                        give(made, numbered(number))
                yield made

    return handle


def _without_marks(entry: Element) -> Element:
    """Take the letter, number or box off an entry: Word numbers the list."""
    lettered = {"options", "targets"}.intersection(classes(entry.getparent()))
    for child in list(entry):
        if _SIGNS.intersection(classes(child)) or (lettered and child.tag == "b"):
            child.drop_tree()
    return entry


def side_by_side(
    made: Sequence[Element], page: Page, place: BlockContext, inset: int = 0
) -> Element:
    """Put blocks into two columns, row by row."""
    half = (place.width - inset) // 2
    pairs = zip_longest(made[::2], made[1::2])
    rows = [Row([[each] if each is not None else [] for each in pair]) for pair in pairs]
    return table(LAYOUT, (half, half), rows, indent=inset, rtl=page.rtl)
