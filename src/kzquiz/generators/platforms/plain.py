"""Questions as plain text, for platforms that take a table with a question in each row."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from kzquiz.generators.html.legend import legend
from kzquiz.generators.platforms import lines
from kzquiz.model import Choice
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.model import Item

OWN_POINTS = "it counts points of its own, not the marks of the sheet"
UNEXPLAINED = "it shows no reasons and no evidence: they stand in the key"
_FORMULA = re.compile(r"[=+\-@]")
_PROTECTION = "\u00a0"  # a space before a formula makes it a text; platforms cut it off


def in_line(found: Iterable[Line]) -> str:
    """Write paragraphs as plain text in one line."""
    return " ".join(" ".join(line.plain.split()) for line in found if line.plain)


def told(found: Iterable[Line]) -> str:
    """Write reasons and evidence as plain text in one line, each paragraph as a sentence."""
    return " ".join(_ended(in_line((line,))) for line in found if line.plain)


def _ended(text: str) -> str:
    return f"{text}." if text[-1:].isalnum() else text


def flat(prose: str) -> str:
    """Write prose as plain text in one line."""
    return " ".join(to_plain(prose).split())


def asked(item: Item) -> str:
    """Give what a question asks in one line, without what its fixed answers mean."""
    found = lines.question(item)
    return in_line(found[: len(found) - len(legend(item.shape))])


def options(item: Item) -> tuple[str, ...]:
    """Give the options of a choice, each in one line."""
    return tuple(flat(option.text) for option in _choice(item).options)


def right(item: Item) -> tuple[int, ...]:
    """Give the places of the right options of a choice, from 1."""
    return tuple(place for place, one in enumerate(_choice(item).options, 1) if one.correct)


def is_choice(item: Item) -> bool:
    """Whether a question has options."""
    return isinstance(item.shape, Choice)


def seconds(item: Item, allowed: Sequence[int]) -> int:
    """Give the time for a question: the shortest of those allowed that is long enough."""
    needed = item.minutes * 60
    return next((time for time in allowed if time >= needed), allowed[-1])


def table(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Write a table as CSV (RFC 4180), in which no text is a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([protected(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def protected(cell: str | int) -> str | int:
    """Protect a text that a spreadsheet would take for a formula (OWASP, CSV injection)."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return _PROTECTION + cell
    return cell


def _choice(item: Item) -> Choice:
    if not isinstance(item.shape, Choice):
        message = f"{item.id} is no choice"
        raise TypeError(message)
    return item.shape
