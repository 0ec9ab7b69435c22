"""What the reader gives: plain data, and for every value and key the place where it is written."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from kzquiz.problems import Mend, Problem, Severity

Node: TypeAlias = "dict[str, Node] | list[Node] | str | bool | int | None"
Path: TypeAlias = Sequence[str | int]
# For each container, by its id(): where its parts start, as character offsets into the text.
# A list has one offset for an entry, keys with values have two (key, value) for a pair, both in
# the order of the data. A tenth of the memory of one place object for each value.
_LONG = 800  # characters of a message
Spots: TypeAlias = "dict[int, array[int]]"


class Place(NamedTuple):  # a tuple, no Struct: places are compared and put in order
    """A line and a column (both from 1, the column in characters) and how wide the thing is."""

    line: int
    column: int
    width: int


class FileText:
    """The text of one file, line ends made one character, and where its offsets stand."""

    def __init__(self, shown: str, text: str) -> None:
        """Take a decoded text; ``shown`` names its file in problems."""
        self.shown = shown
        self.text = text

    @cached_property
    def _starts(self) -> array[int]:
        return array("I", [0, *(end.end() for end in re.finditer("\n", self.text))])

    def line_of(self, offset: int) -> int:
        """Give the line number (from 1) of a character offset."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """Give line ``number`` (from 1) without its line end; empty where there is none."""
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
        """Make a problem at a character offset."""
        line = self.line_of(start)
        place = (self.shown, line, start - self._starts[line - 1] + 1)
        words = (_bounded(message), _bounded(help))
        return Problem(*place, code, *words, severity, self.line(line), max(1, width))


def _bounded(text: str) -> str:
    """A message of a length that can be read, whatever it repeats of the file."""
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]}…{text[-_LONG // 4 :]}"


# The first line of a value as written: quoted, the head of a block, or the rest of the line.
_WRITTEN = re.compile(
    r"""\"(?:[^"\\\n]++|\\.)*+"?|'(?:[^'\n]++|'')*+'?|[>|][-+0-9]*|(?:[^\s]|[ \t]+(?=[^\s]))+"""
)
# A number or `true`, `false`, `null`: what was resolved has no other characters.
_WORD = re.compile(r"[-\w]*")


class Reading(Struct, frozen=True):
    """What a text says: its data, where the parts of each container start, where the data starts.

    ``lost`` has the ids and top-level keys that stand in parts of the file that could not be read;
    a reference to one of them, or its absence, is no problem of its own. ``comments`` says where a
    comment begins that may cut an unquoted text short, by where that text starts.
    """

    data: Node
    spots: Spots
    start: int = 0
    lost: frozenset[str] = frozenset()
    comments: Mapping[int, int] = {}


class Document:
    """One file as data: ``dict`` / ``list`` / ``str`` / ``bool`` / ``int`` / ``None``.

    A path leads to a value as in ``("questions", 0, "stem")``: keys as text, list positions as
    whole numbers or as their digits. The data must not be changed: places are found by identity.
    """

    def __init__(self, source: FileText, reading: Reading, again: Callable[[], Reading]) -> None:
        """Take a text and what it says; ``again`` reads it once more."""
        self.source = source
        self._again = again
        self._reading: Reading | None = reading

    def forget(self) -> None:
        """Keep the text alone; what it says is read once more when someone asks for a place."""
        self._reading = None

    @property
    def data(self) -> Node:
        """What the file says."""
        return self._read.data

    @property
    def lost(self) -> frozenset[str]:
        """What could not be read (see `Reading`)."""
        return self._read.lost

    @property
    def _read(self) -> Reading:
        if self._reading is None:
            self._reading = self._again()
        return self._reading

    @property
    def shown(self) -> str:
        """The path as shown to the author."""
        return self.source.shown

    def line(self, number: int) -> str:
        """Give line ``number`` (from 1) without its line end."""
        return self.source.line(number)

    def comments(self, paths: Iterable[Path]) -> Iterator[int]:
        """Where the comments begin that may cut the unquoted texts at these paths short."""
        if known := self._read.comments:
            starts = (self._walk(path)[1] for path in paths)
            yield from (known[start] for start in starts if start in known)

    def get(self, path: Path) -> Node:
        """Give the value at ``path``, or ``None`` where there is none."""
        value, _, depth = self._walk(path)
        return value if depth == len(path) else None

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Say where the value at ``path`` is written, or with ``key`` the key that names it.

        Where the path leads nowhere (a missing key), the place of the last container that is there.
        For a container: the place of its first key or entry.
        """
        start, width = self._span(path, key=key)
        line = self.source.line_of(start)
        return Place(line, start - self.source.line_start(start) + 1, width)

    def raw(self, path: Path) -> str:
        """Give a value as the author wrote it: ``true``, ``-0``, or the text itself.

        For a list or keys with values: the rest of the line on which it starts.
        """
        value, start, _ = self._walk(path)
        if isinstance(value, str):
            return value
        if isinstance(value, (dict, list)):
            return self.source.text[start : self.source.line_end(start)]
        written = _WORD.match(self.source.text, start)
        return written[0] if written else ""

    def problem(
        self,
        path: Path,
        code: str,
        message: str,
        help: str = "",  # noqa: A002 (named as in Problem)
        *,
        key: bool = False,
        severity: Severity = "error",
    ) -> Problem:
        """Make a problem with the value at ``path``, or with ``key`` with the key that names it."""
        start, width = self._span(path, key=key)
        return self.source.problem(start, width, code, message, help, severity)

    def rewritten(self, path: Path, value: int) -> Mend:
        """How to write another whole number at ``path``."""
        start, width = self._span(path, key=False)
        return Mend(start, start + width, f"{value}", value)

    def renamed(self, path: Path, name: str) -> Mend:
        """How to write another key in place of the last one of ``path``."""
        start, width = self._span(path, key=True)
        return Mend(start, start + width, name)

    def without(self, path: Path) -> Mend | None:
        """How to take out the key at the end of ``path``: only where it has a line of its own."""
        text = self.source.text
        start, _ = self._span(path, key=True)
        begin, end = self.source.line_start(start), self.source.line_end(start)
        below = re.compile(r"\n*( *)").match(text, end)
        deeper = below is not None and len(below[1]) > start - begin
        return None if deeper or text[begin:start].strip() else Mend(begin, end + 1, "")

    def offset(self, path: Path) -> int:
        """Say where the value at ``path`` begins, in characters from the start of the text."""
        return self._walk(path)[1]

    def path_at(self, offset: int) -> Path:
        """Give the path of the value that begins at ``offset``, or of the last one before it."""
        path: list[str | int] = []
        value = self._read.data
        while isinstance(value, (dict, list)) and value:
            marks = self._read.spots[id(value)]
            starts = marks[1::2] if isinstance(value, dict) else marks
            index = max(bisect_right(starts, offset) - 1, 0)
            step = list(value)[index] if isinstance(value, dict) else index
            value = value[step]  # type: ignore[index]
            path.append(step)
        return path

    def _span(self, path: Path, *, key: bool) -> tuple[int, int]:
        if key and path and isinstance(path[-1], str):
            parent, _, depth = self._walk(path[:-1])
            if depth == len(path) - 1 and isinstance(parent, dict) and path[-1] in parent:
                at = self._read.spots[id(parent)][2 * _position(parent, path[-1])]
                return at, self._width(at, path[-1])
        value, start, _ = self._walk(path)
        return start, self._width(start, value)

    def _walk(self, path: Path) -> tuple[Node, int, int]:
        """Follow a path as far as it leads: value, offset, how many steps were possible."""
        value, start = self._read.data, self._read.start
        for depth, step in enumerate(path):
            if isinstance(value, dict) and step in value:
                start = self._read.spots[id(value)][2 * _position(value, str(step)) + 1]
                value = value[str(step)]
            elif isinstance(value, list) and 0 <= (index := _index(step)) < len(value):
                start = self._read.spots[id(value)][index]
                value = value[index]
            else:
                return value, start, depth
        return value, start, len(path)

    def _width(self, start: int, value: Node) -> int:
        while isinstance(value, dict):
            value = next(iter(value), "{")
        if isinstance(value, str) and value and self.source.text.startswith(value, start):
            return len(value)
        pattern = _WRITTEN if isinstance(value, str) else _WORD
        written = pattern.match(self.source.text, start)
        return len(written[0]) if written and written[0] else 1


def _position(mapping: Mapping[str, Node], key: str) -> int:
    keys: Iterator[str] = iter(mapping)
    return next(index for index, name in enumerate(keys) if name == key)


def _index(step: str | int) -> int:
    if isinstance(step, int):
        return step
    return int(step) if step.isascii() and step.isdigit() and len(step) < 10 else -1  # noqa: PLR2004
