"""Tables, and the entries of a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from kzquiz.generators.word.flow import BOLD, blocks, entries, styled_paragraph
from kzquiz.generators.word.inline import BOX, classes, nodes, runs, text_of
from kzquiz.generators.word.markup import PLAIN, Element, Row, keep_together, table
from kzquiz.generators.word.page import BlockContext, Blocks, Page
from kzquiz.generators.word.styles import GRID, LAYOUT

_ROW_HEIGHT = 2.6  # letters, of a row to write in
_TERM = 6.6  # letters, of the column of terms in a key
_SHARES: Mapping[str, tuple[float, ...]] = {"marking": (6, 42, 31, 13, 8), "rubric": (18, 41, 41)}
"""The widths of columns, in parts of a hundred."""
_HEAD, _WIDE_HEAD = 0.3, 0.5  # the share of the first column
_PAIR = 2
_LETTER = 0.6  # of the size of the letters: the width of a bold one
_MARGINS = 160  # twips, of a cell
_LEAST = 0.25  # of the width of a table, for the column that is read


def grid(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a table; in large print the cells of a row stand below one another, with their heads."""
    if page.large and element.find(".//td[@data-label]") is not None:
        yield _stacked(element, page, place)
        return
    rows = list(element.iter("tr"))
    count = max(len(row) for row in rows)
    plain = {"grid", "fill-in"}.intersection(classes(element))  # the heads of their rows are texts
    inset = page.gutter if place.in_item else 0
    widths = _widths(classes(element), count, place.width - inset)
    heads = next((row for row in rows if row.getparent().tag == "thead"), ())
    widths = _with_room(widths, heads, page)
    height = page.measures.twips(_ROW_HEIGHT) if "fill-in" in classes(element) else 0
    made = []
    for row in rows:
        head = row.getparent().tag == "thead"
        cells = [_cell(cell, page, bold=cell.tag == "th" and (head or not plain)) for cell in row]
        made.append(Row(cells, head, 0 if head else height))
    yield table(GRID, widths, made, indent=inset, rtl=page.rtl)


def _widths(names: Sequence[str], count: int, width: int) -> tuple[int, ...]:
    """Give the widths of columns: what is read has more room than what is ticked."""
    found = next((_SHARES[name] for name in names if name in _SHARES), ())
    if len(found) != count:
        wide = "grid" in names or count == _PAIR
        first = _WIDE_HEAD if wide else _HEAD
        found = (first, *[(1 - first) / (count - 1)] * (count - 1)) if count > 1 else (1,)
    return tuple(round(width * share / sum(found)) for share in found)


def _with_room(widths: Sequence[int], heads: Iterable[Element], page: Page) -> tuple[int, ...]:
    """Widen the columns that are narrower than a word of their heads, from the widest column."""
    needs = [_word(head, page) + _MARGINS for head in heads]
    lacks = [max(0, need - width) for need, width in zip(needs, widths, strict=False)]
    if not any(lacks) or len(lacks) < len(widths):
        return tuple(widths)
    widest = widths.index(max(widths))
    spare = max(0, widths[widest] - round(_LEAST * sum(widths)))
    given = [round(lack * min(1, spare / sum(lacks))) for lack in lacks]
    made = [width + more for width, more in zip(widths, given, strict=True)]
    made[widest] -= sum(given)
    return tuple(made)


def _word(element: Element, page: Page) -> int:
    """Give the width of the longest word of an element, in twips."""
    return page.measures.twips(_LETTER * max(map(len, text_of(element).split()), default=0))


def _cell(element: Element, page: Page, *, bold: bool) -> list[Element]:
    ticked = element.find("span[@class='box']") is not None
    style = "Cell to Tick" if ticked else "Cell"
    place = BlockContext(0, style, BOLD if bold else PLAIN, in_cell=True)
    return list(blocks(element, page, place)) or [styled_paragraph(style, (), page, place)]


def answers(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make the entries of a key: each term beside its text."""
    if page.large:
        yield from _terms(element, page, replace(place, style="Answer", in_cell=True))
        return
    inset = page.gutter if place.in_item else 0
    words = (_word(term, page) + _MARGINS for term in element.iterfind("dt"))
    left = max(page.measures.twips(_TERM), *words)
    widths = (left, place.width - inset - left)
    inner = BlockContext(widths[1], "Answer", in_cell=True)
    rows: list[Row] = []
    term: list[Element] = []
    for part in element:
        if part.tag == "dt":
            term = [*term, styled_paragraph("Term", runs(nodes(part), page), page, inner)]
        else:
            rows.append(Row([term, list(blocks(part, page, inner))]))
            term = []
    yield table(LAYOUT, widths, rows, indent=inset, rtl=page.rtl)


def _terms(element: Element, page: Page, place: BlockContext) -> Blocks:
    for part in element:
        if part.tag == "dt":
            yield styled_paragraph("Term", runs(nodes(part), page), page, place)
        else:
            yield from blocks(part, page, place)


def _stacked(element: Element, page: Page, place: BlockContext) -> Element:
    inset = page.gutter if place.in_item else 0
    write = "fill-in" in classes(element)
    rows = []
    for row in element.iterfind("tbody/tr"):
        made: list[Element] = []
        for cell in row:
            content = _cell(cell, page, bold=cell.tag == "th")
            if not (len(cell) or cell.text or write):
                continue
            if label := cell.get("data-label"):
                ticked = cell.find("span[@class='box']") is not None
                content = _labelled(label, content, page, ticked=ticked)
            made += content
        keep_together(made)
        rows.append(Row([made], whole=False))  # large letters may need more than a page
    return table(GRID, (place.width - inset,), rows, indent=inset, rtl=page.rtl)


def _labelled(label: str, content: list[Element], page: Page, *, ticked: bool) -> list[Element]:
    """Put the head of a column before the text of a cell, or after a box to tick."""
    inner = BlockContext(0, in_cell=True)
    if ticked:
        return [styled_paragraph("Cell", runs([f"{BOX} {label}"], page), page, inner)]
    return [styled_paragraph("Term", runs([label], page), page, inner), *content]


def bullets(element: Element, page: Page, place: BlockContext) -> Blocks:
    """Make a list with bullets."""
    return entries("Evidence" if place.in_cell else "Bullet")(element, page, place)
