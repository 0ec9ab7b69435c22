"""One part of a file while it is read: its data, the places of its values and its problems."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

from kzquiz.problems import Fix, Problem
from kzquiz.reader.document import Node, Offsets
from kzquiz.reader.file_text import FileText
from kzquiz.reader.messages import problem_at

MAX_PROBLEMS = 200


class BrokenError(Exception):
    """This part of the file cannot be read further; its problems say why."""


class LimitError(Exception):
    """The file as a whole is refused; its problems say why."""


class Part:
    """Some whole top-level items of a file: their data, the places of it, and the problems.

    ``data`` is a list or keys with values, and ``offset`` is where it starts in the text of the
    file. ``offsets`` has the places of what is in it. ``comments`` has the offsets of comments that
    may cut an unquoted text short, by the offset of that text. ``lost`` is true if a problem means
    that the data is not what the author meant. ``cut`` is true if some of the text was not read.
    ``count`` is the number of parser events.
    """

    def __init__(self, source: FileText, start: int, end: int) -> None:
        """Take the text of ``source`` from offset ``start`` to ``end``; nothing is read yet."""
        self.source = source
        self.start = start
        self.end = end
        self.data: Node = None
        self.offset = start
        self.offsets: Offsets = {}
        self.comments: dict[int, int] = {}
        self.problems: list[Problem] = []
        self.lost = False
        self.cut = False
        self.count = 0

    @property
    def failed(self) -> bool:
        """Whether there is an error; warnings do not count."""
        return any(problem.severity == "error" for problem in self.problems)

    def report(
        self, code: str, start: int, width: int = 1, fix: Fix | None = None, **facts: str | int
    ) -> None:
        """Add a problem; raise `LimitError` if there are too many errors."""
        problem = problem_at(self.source, code, start, width, **facts)
        self.add(replace(problem, fix=fix))
        if problem.severity == "error":
            check_number(self.problems, self.source, start)

    def add(self, problem: Problem) -> None:
        """Add a problem that was made elsewhere; of warnings no more than anyone reads."""
        if len(self.problems) < MAX_PROBLEMS or problem.severity == "error":
            self.problems.append(problem)

    def fail(self, code: str, start: int, width: int = 1, **facts: str | int) -> NoReturn:
        """Add a problem after which this part cannot be read further; raise `BrokenError`."""
        self.report(code, start, width, None, **facts)
        raise BrokenError


def check_number(problems: list[Problem], source: FileText, start: int) -> None:
    """Raise `LimitError` if there are too many errors; warnings do not end the reading."""
    if len(problems) <= MAX_PROBLEMS:
        return
    if sum(problem.severity == "error" for problem in problems) > MAX_PROBLEMS:
        problems.append(problem_at(source, "too-many-problems", start, most=MAX_PROBLEMS))
        raise LimitError
