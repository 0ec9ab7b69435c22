"""The text of one file: its lines, and problems at a place in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from kzquiz.problems import Problem, Severity

_LONGEST = 800  # characters of a message


class Place(NamedTuple):  # a tuple, not a Struct: places are compared and sorted
    """A line and a column, both from 1, and a width; columns and widths in characters."""

    line: int
    column: int
    width: int


class FileText:
    """The text of one file, with one character for each line end, and its lines."""

    def __init__(self, shown: str, text: str) -> None:
        """Take a decoded text; ``shown`` is the name of its file in problems."""
        self.shown = shown
        self.text = text

    @cached_property
    def _starts(self) -> array[int]:
        return array("I", [0, *(end.end() for end in re.finditer("\n", self.text))])

    def line_of(self, offset: int) -> int:
        """Give the line number (from 1) of a character offset."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """Give line ``number`` (from 1) without its line end; empty if there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        return self.text[start : self.line_end(start)]

    def line_start(self, offset: int) -> int:
        """Give the offset where the line of ``offset`` starts."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Give the offset of the line end at or after ``offset``."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def problem(
        self,
        start: int,
        width: int,
        code: str,
        message: str,
        help: str = "",  # noqa: A002 (named as in Problem)
        severity: Severity = "error",
    ) -> Problem:
        """Make a problem at a character offset; ``width`` is in characters."""
        line = self.line_of(start)
        place = (self.shown, line, start - self._starts[line - 1] + 1)
        texts = (_shortened(message), _shortened(help))
        return Problem(*place, code, *texts, severity, self.line(line), max(1, width))


def _shortened(text: str) -> str:
    """Cut the middle out of a long message: it may repeat a long text of the file."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 4 :]}"
