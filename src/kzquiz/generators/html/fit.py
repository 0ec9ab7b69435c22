"""Fits a sheet to its pages: letters as large as need no further page, as a rule.

A browser lays a sheet out only when it is printed, so its pages are estimated here, in lines of
9.5 points. The constants were fitted to the pages that docs/sheets.py counts.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from kzquiz.generators.html.legend import legend
from kzquiz.model import Choice, Gap, Match, Order, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kzquiz.model import Item, PaperSize, Quiz, Shape, SourceCard

LEAST = 9.5
"""The size in points where a page has no room."""
_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, LEAST)
_WIDTH = 120.0  # letters of 9.5 points in a line, from margin to margin
_COLUMN = 54.0  # in a column of the sources
_CELL = 36.0  # in a cell of a table
_PAGE = 66.0  # lines of a page, for sizes that hold on either paper
_PAGES: Mapping[str, float] = {"a4": 68.0, "letter": 64.0}  # lines of a page of questions
# As much of a page stays free where letters are enlarged: an estimate may be too low.
_SPARE = 0.1
# Text grows in both directions, but lines to write on and boxes only in height.
_READ, _ASKED = 2.0, 1.7
_HALF = 0.5
_HEAD, _SECTION = 9.0, 2.5  # lines above the first question, and above that of a further section
_BRIEF = 34
_HEADING = 4  # targets that have room at the head of a grid


class Fit(Struct, frozen=True):
    """How a sheet fills its pages in ordinary print.

    ``reading`` and ``asking`` are the sizes of letters, in points, of the text to read and of the
    questions, which begin on a page of their own. ``pages`` is the estimate of both together.
    """

    reading: float = LEAST
    asking: float = LEAST
    pages: int = 0


def fit(quiz: Quiz, paper: PaperSize) -> Fit:
    """Choose the sizes of a sheet's letters, from 9.5 to 12 points, and estimate its pages.

    The sizes are the same on either paper.
    """
    read, asked = _reading(quiz), list(_questions(quiz))
    reading = _size_to_read(read)
    least = _asking(asked, LEAST, _PAGE)
    fitting = (size for size in _SIZES if _asking(asked, size, _PAGE * (1 - _SPARE)) <= least)
    asking = max(fitting, default=LEAST)
    return Fit(reading, asking, ceil(_read(read, reading)) + _asking(asked, asking, _PAGES[paper]))


def _size_to_read(lines: float) -> float:
    """One more page is used if otherwise the last page to read is not even half full."""
    least = ceil(_read(lines, LEAST))
    needs = {size: ceil(_read(lines, size) + _SPARE) for size in _SIZES[:-1]} | {LEAST: least}
    fitting = [size for size in needs if needs[size] <= least]
    filled = [size for size in needs if _read(lines, size) % 1 >= _HALF]
    both = [size for size in filled if size in fitting]
    further = [size for size in filled if needs[size] == least + 1]
    return max(both, default=min(further, default=max(fitting)))


def _read(lines: float, size: float) -> float:
    """Give the pages that the text to read fills."""
    filled: float = lines * (size / LEAST) ** _READ / _PAGE
    return filled


def _asking(asked: Sequence[float], size: float, room: float) -> int:
    """Count the pages of questions, with ``room`` lines on each; no question is broken."""
    pages, used = 1, 0.0
    for lines in asked:
        height: float = lines * (size / LEAST) ** _ASKED
        if used + height > room:
            pages, used = pages + 1, 0.0
        used += height
    return pages


def _questions(quiz: Quiz) -> Iterator[float]:
    """Give the lines of each question; its section's head stays with the first of a section."""
    above = _HEAD
    for section in quiz.sections:
        for item in section.items:
            yield above + _asked(item)
            above = 0
        above = _SECTION


def _lines(text: str, width: float) -> int:
    return max(1, ceil(len(text) / width))


def _reading(quiz: Quiz) -> float:
    """Count the lines before the questions, which begin on a page of their own."""
    if quiz.reading == "none" or not quiz.cards:
        return 0
    words = sum(len(term.term) + len(term.means) + 4 for term in quiz.glossary)
    return 0.94 * (5 + sum(map(_card, quiz.cards)) + (words / _WIDTH + 2 if words else 0))


def _card(card: SourceCard) -> float:
    source = card.source
    notes = (source.about, source.headline, source.sub_heading, *source.stamps, *source.notices)
    about = sum(map(len, notes)) + sum(len(each) + 2 for each in source.missing) + 60
    read = sum(_lines(text, _COLUMN) + 0.2 for _, text in card.paragraphs)
    return 3 + about / _WIDTH + read / 2


def _asked(item: Item) -> float:
    """Count the lines of a question with its room for the answer."""
    head = 0.5 + _lines(item.stem + item.instruction, _WIDTH - 28)
    shown = max((_lines(each.text, _WIDTH / 2 - 8) + 1 for each in item.stimulus), default=0)
    warned = _lines(item.warning, _WIDTH) if item.warning else 0
    return 0.9 * (head + shown + warned + _answered(item.shape))


def _answered(shape: Shape) -> float:
    match shape:
        case Choice(fixed=True) if legend(shape):
            lines = 3.6
        case Choice(options=options):
            brief = all(len(option.text) <= _BRIEF for option in options)
            read = sum(_lines(option.text, _WIDTH - 10) + 0.4 for option in options)
            lines = read / (2 if brief else 1) + (1 if shape.reason else 0)
        case Match(prompts=prompts, targets=targets, reuse=True):
            above = 0.7 * len(targets) if len(targets) > _HEADING else 1
            lines = 2 + above + sum(_lines(prompt.text, _COLUMN) + 0.9 for prompt in prompts)
        case Match(prompts=prompts, targets=targets):
            read = sum(max(1.6, _lines(prompt.text, _WIDTH / 2) + 0.4) for prompt in prompts)
            lines = max(read, 1.5 * len(targets))
        case Order(steps=steps):
            lines = 1.8 * len(steps)
        case Gap(pieces=pieces):
            text = "".join(piece if isinstance(piece, str) else " " * 16 for piece in pieces)
            lines = 1.6 * _lines(text, _WIDTH - 6)
        case Table(rows=rows):
            lines = 2.2 + sum(max(2.3, _lines(row.label, _CELL) + 0.9) for row in rows)
        case Text():
            lines = 1.7 * max(shape.lines, shape.parts) + 0.4
        case _:
            assert_never(shape)
    return lines
