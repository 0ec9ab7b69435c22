"""The result of the reader: plain data, and the place of every key and value in the file."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from kzquiz.problems import Fix, Problem, Severity
from kzquiz.reader.file_text import FileText, Place

Node: TypeAlias = "dict[str, Node] | list[Node] | str | bool | int | None"
Path: TypeAlias = Sequence[str | int]
Offsets: TypeAlias = "dict[int, array[int]]"
"""Where the parts of each list and mapping start, by the ``id()`` of the list or mapping.

Offsets are characters from the start of the text, in the order of the data. A list has one offset
for each entry, a mapping two for each pair: key, value. This takes a tenth of the memory of one
object for each value.
"""


# The first line of a value as written: in quotation marks, the sign of a block, or plain text.
_WRITTEN = re.compile(
    r"""\"(?:[^"\\\n]++|\\.)*+"?|'(?:[^'\n]++|'')*+'?|[>|][-+0-9]*|(?:[^\s]|[ \t]+(?=[^\s]))+"""
)
# A number or `true`, `false`, `null`, as written.
_WORD = re.compile(r"[-\w]*")


class Reading(Struct, frozen=True):
    """The data of a text, the places of its parts, and the offset where the data starts.

    ``lost`` has the ids and top-level keys in parts of the file that could not be read. A reference
    to one of them, or its absence, is not reported as another problem. ``comments`` has the offsets
    of comments that may cut an unquoted text short, by the offset of that text.
    """

    data: Node
    offsets: Offsets
    start: int = 0
    lost: frozenset[str] = frozenset()
    comments: Mapping[int, int] = {}


class Document:
    """One file as data: ``dict``, ``list``, ``str``, ``bool``, ``int``, ``None``.

    A path leads to a value, such as ``("questions", 0, "stem")``. A step is a key, or a list
    position from 0 as a whole number or its digits. The data must not be changed, because places
    are found by the identity of lists and mappings.
    """

    def __init__(self, source: FileText, reading: Reading, reread: Callable[[], Reading]) -> None:
        """Take a text and its reading; ``reread`` reads the text once more."""
        self.source = source
        self._reread = reread
        self._reading: Reading | None = reading

    def forget(self) -> None:
        """Free the memory of data and places; the text is read again when they are needed."""
        self._reading = None

    @property
    def data(self) -> Node:
        """The data of the file."""
        return self._read.data

    @property
    def lost(self) -> frozenset[str]:
        """The ids and keys that could not be read (see `Reading`)."""
        return self._read.lost

    @property
    def _read(self) -> Reading:
        if self._reading is None:
            self._reading = self._reread()
        return self._reading

    @property
    def shown(self) -> str:
        """The path of the file, as shown to the author."""
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
        """Give the value at ``path``, or ``None`` if there is none."""
        value, _, depth = self._walk(path)
        return value if depth == len(path) else None

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give the place of the value at ``path``, or with ``key`` of the key before it.

        If the path leads nowhere (a missing key), it is the place of the last list or mapping on
        the path. The place of a list or mapping is that of its first entry or key.
        """
        start, width = self._span(path, key=key)
        line = self.source.line_of(start)
        return Place(line, start - self.source.line_start(start) + 1, width)

    def raw(self, path: Path) -> str:
        """Give a value as the author wrote it: ``true``, ``-0``, or the text itself.

        For a list or mapping it is the rest of the line on which it starts.
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
        """Make a problem at the value of ``path``, or with ``key`` at the key before it."""
        start, width = self._span(path, key=key)
        return self.source.problem(start, width, code, message, help, severity)

    def number_fix(self, path: Path, value: int) -> Fix:
        """Make the fix that replaces the whole number at ``path``."""
        start, width = self._span(path, key=False)
        return Fix(start, start + width, f"{value}", value)

    def value_fix(self, path: Path, text: str) -> Fix:
        """Make the fix that replaces the one-line text at ``path``."""
        start, width = self._span(path, key=False)
        return Fix(start, start + width, text)

    def rename_fix(self, path: Path, name: str) -> Fix:
        """Make the fix that renames the key at the end of ``path``."""
        start, width = self._span(path, key=True)
        return Fix(start, start + width, name)

    def replace_fix(self, path: Path, value: str, **beside: str) -> Fix:
        """Make the fix that replaces the word at ``path``, and writes further keys after it."""
        start, width = self._span(path, key=False)
        column = self._span(path, key=True)[0] - self.source.line_start(start)
        flow = self.source.text[start + width :].lstrip(" ").startswith((",", "}"))
        between = ", " if flow else "\n" + " " * column
        text = "".join([value, *(f"{between}{key}: {word}" for key, word in beside.items())])
        return Fix(start, start + width, text, changes=1 + len(beside))

    def removal_fix(self, path: Path) -> Fix | None:
        """Make the fix that removes the key at the end of ``path`` and its value.

        ``None`` if they are not the whole of one line.
        """
        text = self.source.text
        start, _ = self._span(path, key=True)
        begin, end = self.source.line_start(start), self.source.line_end(start)
        below = re.compile(r"\n*( *)").match(text, end)
        deeper = below is not None and len(below[1]) > start - begin
        return None if deeper or text[begin:start].strip() else Fix(begin, end + 1, "")

    def offset(self, path: Path) -> int:
        """Give the offset where the value at ``path`` begins, in characters."""
        return self._walk(path)[1]

    def path_at(self, offset: int) -> Path:
        """Give the path of the value that begins at ``offset``, or of the last one before it."""
        path: list[str | int] = []
        value = self._read.data
        while isinstance(value, (dict, list)) and value:
            places = self._read.offsets[id(value)]
            starts = places[1::2] if isinstance(value, dict) else places
            index = max(bisect_right(starts, offset) - 1, 0)
            step = list(value)[index] if isinstance(value, dict) else index
            value = value[step]  # type: ignore[index]
            path.append(step)
        return path

    def _span(self, path: Path, *, key: bool) -> tuple[int, int]:
        if key and path and isinstance(path[-1], str):
            parent, _, depth = self._walk(path[:-1])
            if depth == len(path) - 1 and isinstance(parent, dict) and path[-1] in parent:
                at = self._read.offsets[id(parent)][2 * _position(parent, path[-1])]
                return at, self._width(at, path[-1])
        value, start, _ = self._walk(path)
        return start, self._width(start, value)

    def _walk(self, path: Path) -> tuple[Node, int, int]:
        """Follow a path as far as possible; give the value, its offset, the number of steps."""
        value, start = self._read.data, self._read.start
        for depth, step in enumerate(path):
            if isinstance(value, dict) and step in value:
                start = self._read.offsets[id(value)][2 * _position(value, str(step)) + 1]
                value = value[str(step)]
            elif isinstance(value, list) and 0 <= (index := _index(step)) < len(value):
                start = self._read.offsets[id(value)][index]
                value = value[index]
            else:
                return value, start, depth
        return value, start, len(path)

    def _width(self, start: int, value: Node) -> int:
        while isinstance(value, dict):
            value = next(iter(value), "{")
        if isinstance(value, str) and self._is_plain(value, start):
            return len(value)
        pattern = _WRITTEN if isinstance(value, str) else _WORD
        written = pattern.match(self.source.text, start)
        return len(written[0]) if written and written[0] else 1

    def _is_plain(self, value: str, start: int) -> bool:
        """Whether a text stands as it is; one that begins with a quotation mark never does."""
        return value[:1] not in {"", "'", '"'} and self.source.text.startswith(value, start)


def _position(mapping: Mapping[str, Node], key: str) -> int:
    keys: Iterator[str] = iter(mapping)
    return next(index for index, name in enumerate(keys) if name == key)


def _index(step: str | int) -> int:
    if isinstance(step, int):
        return step
    return int(step) if step.isascii() and step.isdigit() and len(step) < 10 else -1  # noqa: PLR2004
