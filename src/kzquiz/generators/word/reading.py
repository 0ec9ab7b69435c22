"""The head of a page, the texts to read, words to know and pictures."""

from __future__ import annotations

from msgspec.structs import replace

from kzquiz.generators.word.flow import (
    MARKS,
    block,
    blocks,
    run_in,
    side_by_side,
    styled,
    styled_paragraph,
)
from kzquiz.generators.word.inline import classes, nodes, runs
from kzquiz.generators.word.markup import PLAIN, TAB, Element, Look, Row, run, table
from kzquiz.generators.word.page import BlockContext, Blocks, Handler, Page
from kzquiz.generators.word.styles import ASIDE, LAYOUT

_NUMBER = Look(bold=True, style=ASIDE)


def header(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the head of a page, with the QR code beside it."""
    code = element.find("div[@class='online']")
    if code is None:
        yield from blocks(element, page, place)
        return
    head = element[0]
    side = place.width // 4
    widths = (place.width - side, side)
    cells = [
        list(blocks(part, page, replace(place, width=width, in_cell=True)))
        for part, width in zip((head, code), widths, strict=True)
    ]
    yield table(LAYOUT, widths, [Row(cells)], rtl=page.rtl)


def spread(style: str) -> Handler:
    """Make a handler for parts of one line: the first to the left, the others after a tab."""

    def handle(element: Element, page: Page, place: BlockContext) -> Blocks:
        content: list[Element] = []
        for part in nodes(element):
            text = isinstance(part, str)
            made = runs([part] if text else nodes(part), page, MARKS if content else PLAIN)
            content += [run(TAB), *made] if content and made else made
        yield styled_paragraph(style, content, page, place)

    return handle


def about(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make what a source says of itself; the entries of its list stand in one paragraph."""
    for part in element:
        handle = run_in("About the Source") if part.tag == "ul" else styled("About the Source")
        yield from handle(part, page, place)


def reading(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the paragraphs of a source in two columns, unless the print is large."""
    made = []
    for part in element.iter("p"):
        content = runs(nodes(part), page)
        if len(part) and "par" in classes(part[0]):
            content = [*runs([part[0]], page, _NUMBER), run(TAB), *rest(part, page)]
        made.append(styled_paragraph("Source Paragraph", content, page, place))
    if page.large or place.in_cell:
        yield from made
        return
    yield page.section(1)
    yield from made
    yield page.section(2)


def rest(element: Element, page: Page) -> list[Element]:
    """Make the runs of what follows the first child of an element."""
    _, *others = nodes(element)
    return runs(others, page)


def glossary(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make words and their meanings: one after the other, unless the print is large."""
    for part in element:
        together = part.tag == "ul" and not page.large
        handle = run_in("Words to Know") if together else block
        yield from handle(part, page, place)


def drawn(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make pictures, two side by side unless the print is large."""
    pictures = [
        styled_paragraph("Picture", runs(nodes(part), page), page, place) for part in element
    ]
    if page.large:
        yield from pictures
    else:
        yield side_by_side(pictures, page, place)
