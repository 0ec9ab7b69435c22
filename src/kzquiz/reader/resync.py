"""Reads a text item by item, so that a slip in one item does not hide the others.

A file is a list (its items begin with ``- ``) or keys with values (its items begin with a key) at
the left margin. A line that begins so always starts a new item, even after a broken one. Items are
read in groups. A group with a slip is read again item by item, and only the broken item is skipped.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import islice, pairwise

from yaml.error import YAMLError

from kzquiz.problems import Problem
from kzquiz.reader.composer import MAX_PARTS, compose
from kzquiz.reader.document import Document, Node, Offsets, Reading
from kzquiz.reader.file_text import FileText
from kzquiz.reader.messages import file_problem, problem_at
from kzquiz.reader.part import MAX_PROBLEMS, BrokenError, LimitError, Part, check_number

# Characters of a group: so many that starting a parser costs little beside them, so few that they
# can be read twice.
_GROUP = 100_000
MAX_ITEMS = 500_000
# The first line with data: not a blank line, a comment, a directive or a bare `---`.
_FIRST = re.compile(r"^([ \t]*)(?![\s#%]|---[ \t]*(?:#.*)?$)(\S.*)", re.MULTILINE)
_DIRECTIVE = re.compile("^%.*", re.MULTILINE)
_ITEM = r"-(?=[ \t\n\w]|\Z)"
_KEY = r"(?:[^\W\d][\w.-]*|\"[^\"\n]*\"|'[^'\n]*')[ \t]*:(?!//)"
_ID = re.compile(r"^[ \t]*(?:-[ \t]+)*id[ \t]*:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_NAME = re.compile(r"\s*[\"']?(\w[\w.-]*)")


def read_text(source: FileText, problems: list[Problem]) -> Document | None:
    """Read a whole text and add its problems to ``problems``; ``None`` if nothing can be used."""
    first = _FIRST.search(source.text)
    if first is None:
        code = "only-comments" if source.text.strip() else "empty-file"
        problems.append(file_problem(source.shown, code))
        return None
    if line := _DIRECTIVE.search(source.text, 0, first.start()):
        problems.append(problem_at(source, "directive", line.start(), len(line[0])))

    def reading(problems: list[Problem]) -> Reading:
        reader = _Reader(source, problems, first)
        reader.read_all()
        lost = frozenset(reader.lost)
        return Reading(reader.data, reader.offsets, reader.start, lost, reader.comments)

    found = reading(problems)
    if found.data is None and problems:
        return None
    return Document(source, found, lambda: reading([]))


def read_alone(text: str) -> Node:
    """Give the one value of a piece of a file; ``None`` if there is any problem in it."""
    problems: list[Problem] = []
    found = read_text(FileText("", text), problems)
    if found is None or problems:
        return None
    data = found.data
    return data[0] if isinstance(data, list) and len(data) == 1 else data


class _Reader:
    """Reads a file group by group, and collects data, places and problems."""

    def __init__(self, source: FileText, problems: list[Problem], first: re.Match[str]) -> None:
        self.source = source
        self.problems = problems
        self.start = first.start(2)
        self.offsets: Offsets = {}
        self.comments: dict[int, int] = {}
        self.starts: array[int] = array("I")
        self.lost: set[str] = set()
        self.count = 0
        self.data: Node = None
        self.borders = [first.start()]
        if first[2][0] not in "[{":
            self._split(first)
        self.borders.append(len(source.text))

    def _split(self, first: re.Match[str]) -> None:
        """Find where items begin, also those that are indented less than the first one."""
        indent = first[1]
        kind = re.compile(f"^{indent}(?:(?P<item>{_ITEM})|{_KEY})", re.MULTILINE)
        item = kind.search(self.source.text, first.start())
        if item is None:
            return
        pattern, self.data = (_KEY, {}) if item["item"] is None else (_ITEM, [])
        self.offsets[id(self.data)] = self.starts
        begin = re.compile(
            f"^[ \t]{{0,{len(indent)}}}(?={pattern})" if indent else f"^{pattern}", re.MULTILINE
        )
        found = begin.finditer(self.source.text, first.start())
        items = list(islice(found, MAX_ITEMS + 1))
        # The lines before the first item are read as an item too: a broken one.
        self.borders += [item.start() for item in items if item.start() > first.start()]
        if outside := next((item for item in items if indent and item[0] != indent), None):
            why = f"the first entry of this file begins in column {len(indent) + 1}"
            self.problems.append(problem_at(self.source, "indentation", outside.end(), why=why))

    def read_all(self) -> None:
        """Read every item; stop if there are too many items, parts or errors."""
        start = 0
        try:
            if len(self.borders) > MAX_ITEMS:
                at = self.borders[MAX_ITEMS]
                self.problems.append(problem_at(self.source, "too-many-parts", at, most=MAX_ITEMS))
                raise LimitError  # noqa: TRY301
            for group in self._groups():
                if len(group) == 2 or not self._read(group[0], group[-1], single=False):  # noqa: PLR2004
                    for start, end in pairwise(group):
                        self._read(start, end, single=True)
        except LimitError:
            self._lose(start, len(self.source.text))

    def _groups(self) -> Iterator[list[int]]:
        group: list[int] = []
        for border in self.borders:
            group.append(border)
            if border - group[0] > _GROUP:
                yield group
                group = [border]
        if len(group) > 1:
            yield group

    def _read(self, start: int, end: int, *, single: bool) -> bool:
        """Read the items of a piece of text; return whether their data and problems were added.

        A ``single`` item is always added. A group is not added if it has an error.
        """
        part = Part(self.source, start, end)
        error: YAMLError | None = None
        try:
            compose(part, MAX_PARTS - self.count)
            slip = self.data is not None and type(part.data) is not type(self.data)
        except YAMLError as found:
            slip, error = True, found
        except BrokenError:
            slip, part.lost = False, True
        except LimitError:
            if single:
                self.problems += part.problems
                raise
            return False
        if slip and single:
            # Brackets as a key are often only a consequence of the slip.
            part.problems = [found for found in part.problems if found.code != "complex-key"]
            from kzquiz.reader.slips import explain  # noqa: PLC0415 (only a broken file needs it)

            part.problems.append(explain(part, error, read_alone))
        part.lost |= slip
        added = single or not (part.lost or part.failed)
        if added:
            self._add(part)
        return added

    def _add(self, part: Part) -> None:
        """Add the data and the problems of a part to those of the file."""
        few = len(self.problems) < MAX_PROBLEMS
        self.problems += (found for found in part.problems if few or found.severity == "error")
        self.count += part.count
        if part.lost or part.cut:
            self._lose(part.start, part.end)
        check_number(self.problems, self.source, part.end)
        if part.lost:
            return
        self.comments |= part.comments
        starts = part.offsets.pop(id(part.data), array("I"))
        self.offsets.update(part.offsets)
        if isinstance(self.data, list) and isinstance(part.data, list):
            self.data += part.data
            self.starts += starts
        elif isinstance(self.data, dict) and isinstance(part.data, dict):
            self._merge(part.data, starts)
        else:
            self.data, self.start = part.data, part.offset
            self.offsets[id(self.data)] = starts

    def _merge(self, data: dict[str, Node], starts: array[int]) -> None:
        """Add keys with values; a key that the file has already is a problem."""
        assert isinstance(self.data, dict)  # noqa: S101 (for mypy)
        for index, (key, value) in enumerate(data.items()):
            at = starts[2 * index]
            if key in self.data:
                line = self.source.line_of(self.starts[2 * list(self.data).index(key)])
                self.problems.append(
                    problem_at(self.source, "duplicate-key", at, len(key), key=key, line=line)
                )
            else:
                self.data[key] = value
                self.starts += starts[2 * index : 2 * index + 2]

    def _lose(self, start: int, end: int) -> None:
        """Note the ids and the top-level key of a part that could not be read as it was meant."""
        self.lost.update(match[1] for match in _ID.finditer(self.source.text, start, end))
        if isinstance(self.data, dict) and (name := _NAME.match(self.source.text, start, end)):
            self.lost.add(name[1])
