"""Questions with room for their answers, and cards to cut out."""

from __future__ import annotations

from itertools import zip_longest

from docx.oxml.ns import qn
from msgspec.structs import replace

from kzquiz.generators.word.flow import (
    BOLD,
    GAP,
    MARKS,
    block,
    blocks,
    entries,
    side_by_side,
    styled,
    styled_paragraph,
    together,
)
from kzquiz.generators.word.inline import classes, nodes, runs
from kzquiz.generators.word.markup import (
    PLAIN,
    TAB,
    Element,
    Row,
    give,
    node,
    run,
    table,
)
from kzquiz.generators.word.page import BlockContext, Blocks, Page
from kzquiz.generators.word.reading import rest
from kzquiz.generators.word.styles import CUT, LAYOUT

_NO_BREAK = "\u00a0"
_CARD_HEIGHT = 5.0  # letters


def questions(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the part of a sheet with the questions, on a page of its own below texts to read."""
    made = list(blocks(element, page, place))
    if any("sources" in classes(each) for each in element.itersiblings(preceding=True)):
        give(made[0], node("pageBreakBefore"))
    return iter(made)


def fields(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the line for name, class, date and score; in large print the name has its own."""
    content: list[Element] = []
    for entry in element.iter("li"):
        content += [*runs(nodes(entry), page), run(" ")]
        if page.large and "name" in classes(entry):
            yield styled_paragraph("Name", content, page, place)
            content = []
    yield styled_paragraph("Class and Date" if page.large else "Name Line", content, page, place)


def item(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a question, which is kept on one page."""
    return together(element, page, replace(place, in_item=True))


def _unbroken(content: list[Element]) -> list[Element]:
    """Keep the words of runs on one line."""
    for text in (each for part in content for each in part.iter(qn("w:t"))):
        text.text = text.text.replace(" ", _NO_BREAK)
    return content


def stem(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the stem of a question, with its marks at the end of the line. Word numbers it."""
    content: list[Element] = []
    for part in element:
        if "marks" in classes(part):
            content += [run(TAB), *_unbroken(runs(nodes(part), page, MARKS))]
        elif "number" not in classes(part):
            content += runs(nodes(part), page)
    yield styled_paragraph("Question", content, page, place)


def heading(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a heading. On cards to cut out it is a stem with the number that it has on the sheet."""
    if len(element) and "number" in classes(element[0]):
        content = [*runs([element[0]], page), run(TAB), *rest(element, page)]
        yield styled_paragraph("Question on Cards", content, page, place)
    else:
        yield from styled("Heading 1")(element, page, place)


def stimulus(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make what a question is about, side by side if there are two, unless the print is large."""
    pair = "pair" in classes(element) and not page.large
    inner = replace(place, in_cell=place.in_cell or pair)
    made = [styled_paragraph("Reference", runs(nodes(part), page), page, inner) for part in element]
    if pair:
        gutter = page.gutter if place.in_item else 0
        yield side_by_side(made, page, place, gutter)
    else:
        yield from made


def choice_row(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a row of boxes to tick, each with its text on the same line as its box."""
    content: list[Element] = []
    for entry in element.iter("li"):
        content += [run(GAP)] if content else []
        content += _unbroken(runs(nodes(entry), page))
    yield styled_paragraph("Answer Row", content, page, place)


def write_on(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a line to write on after its label."""
    label = runs([each for each in element if "rule" not in classes(each)], page)
    yield styled_paragraph("Answer Line", [*label, run(f": {TAB}")], page, place)


def answer_line(_: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a line to write on."""
    yield styled_paragraph("Answer Line", [run(TAB)], page, place)


def options(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make lettered options, with boxes where several may be right."""
    ticked = element.find("li/span[@class='box']") is not None
    return entries("Option to Tick" if ticked else "Option")(element, page, place)


def match(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make statements and what they are matched with, side by side unless the print is large."""
    if page.large:
        yield from blocks(element, page, place)
        return
    inner = replace(place, in_cell=True)
    cells = [list(block(part, page, inner)) for part in element]
    width = place.width - page.gutter
    others = width * 2 // 5 // max(len(cells) - 1, 1)
    widths = (width - others * (len(cells) - 1), *[others] * (len(cells) - 1))
    yield table(LAYOUT, widths, [Row(cells)], indent=page.gutter, rtl=page.rtl)


def cards(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make cards with dashed edges, two in a row, or one in large print."""
    made = []
    for entry in element:
        look = BOLD if "heading" in classes(entry) else PLAIN
        made.append([styled_paragraph("Card", runs(nodes(entry), page, look), page, place)])
    count = 1 if page.large else 2
    height = page.measures.twips(_CARD_HEIGHT)
    rows = [
        Row(each, height=height)
        for each in zip_longest(*(made[column::count] for column in range(count)), fillvalue=())
    ]
    yield table(CUT, [place.width // count] * count, rows, rtl=page.rtl)
