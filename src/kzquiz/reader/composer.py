"""YAML events to plain data: one loop without recursion, which keeps every limit.

PyYAML's C parser gives the events. Its own composer is not used: it recurses (25,000 nested
brackets end the process), follows aliases and lets the later of two equal keys win.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

from yaml._yaml import CParser  # what CSafeLoader is made of; yaml.cyaml does not export it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kzquiz.reader.document import Node
from kzquiz.reader.part import BrokenError, LimitError, Part
from kzquiz.reader.scalars import BLOCK_STYLES, SPECIAL_STARTS, Event, Scalars

MAX_DEPTH = 30
MAX_PARTS = 2_000_000  # keys, values and ends of lists: a file of 20 MB of questions has 1,100,000

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


def compose(part: Part, room: int = MAX_PARTS) -> None:
    """Fill ``part`` with the data of its text; ``room`` is the most events to read.

    Raises ``yaml.YAMLError`` for text that is no YAML, `BrokenError` and `LimitError`.
    """
    _Composer(part).run(room)


class _Composer:
    def __init__(self, part: Part) -> None:
        self.part = part
        self.scalars = Scalars(part)
        self.next: Callable[[], Any] = CParser(self.scalars.text).get_event
        self.documents = 0

    # Nearly all the time of reading is spent in this loop. So it uses local names, and the usual
    # keys and values are taken in place.
    def run(self, room: int) -> None:  # noqa: C901, PLR0912, PLR0915
        """Read events until the stream ends."""
        get, base, offsets = self.next, self.part.start, self.part.offsets
        known, simple = self.scalars.keys, self.scalars.simple
        roots: list[Node] = []
        node: Any = roots
        starts = root_starts = array("I")
        stack: list[tuple[Any, array[int]]] = []
        in_keys = False
        key: str | None = None
        for count in range(room):
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if in_keys and key is None:
                    key = known.get(value)
                    if key is None or key in node or not simple:
                        key = self._key(event, node, starts)
                    else:
                        starts.append(event.start_mark.index + base)
                    continue
                style = event.style
                plain = style in BLOCK_STYLES if style else value[:1] not in SPECIAL_STARTS
                if not (simple and plain):
                    value = self.scalars.value(event)
            elif kind in _ENDS:
                node, starts = stack.pop()
                in_keys = type(node) is dict
                continue
            elif kind in _STARTS:
                if in_keys and key is None:
                    self._skip_pair(event)
                    continue
                self.scalars.report_tags(event)
                value = {} if kind is MappingStartEvent else []
            elif self._is_end(event):
                self.part.count = count
                break
            else:
                continue
            starts.append(event.start_mark.index + base)
            if in_keys:
                node[key] = value
                key = None
            else:
                node.append(value)
            if kind is not ScalarEvent:
                stack.append((node, starts))
                if len(stack) > MAX_DEPTH:
                    self.part.fail("too-deep", self.scalars.start(event), most=f"{MAX_DEPTH}")
                node, in_keys = value, kind is MappingStartEvent
                offsets[id(node)] = starts = array("I")
        else:
            self.part.report("too-many-parts", self.scalars.start(event), most=MAX_PARTS)
            raise LimitError
        if roots:
            self.part.data, self.part.offset = roots[0], root_starts[0]

    def _is_end(self, event: Event) -> bool:
        """Whether an event that is neither key nor value is the last one to read."""
        if type(event) is AliasEvent:
            self._refuse_alias(event)
        if type(event) is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.part.report("second-document", self.scalars.start(event), 3)
                self.part.cut = True
                return True
        return type(event) is StreamEndEvent

    def _refuse_alias(self, event: Event) -> None:
        from kzquiz.reader import quoting  # noqa: PLC0415 (only a slip needs it)

        name, start = f"*{event.anchor}", self.scalars.start(event)
        fix = quoting.quote_tagged(self.part.source.text, start)
        self.part.report("alias", start, len(name), fix, name=name)
        raise BrokenError

    def _key(self, event: Event, node: dict[str, Node], starts: array[int]) -> str | None:
        """Check a key and note its place; ``None`` if it was reported and its value skipped."""
        key = self.scalars.key(event)
        if key is not None and key not in node:
            starts.append(self.scalars.start(event))
            return key
        if key is not None:
            first = starts[2 * list(node).index(key)]
            line = self.part.source.line_of(first)
            start, width = self.scalars.start(event), len(event.value)
            self.part.report("duplicate-key", start, width, key=key, line=line)
        self._skip(self.next())
        return None

    def _skip_pair(self, event: Event) -> None:
        """Report a list or keys with values in the place of a key; skip it and its value."""
        self.part.report("complex-key", self.scalars.start(event))
        self._skip(event)
        self._skip(self.next())

    def _skip(self, event: Event) -> None:
        """Skip the node that starts with ``event``."""
        depth = 0
        while True:
            if type(event) in _STARTS:
                depth += 1
            elif type(event) in _ENDS:
                depth -= 1
            if depth <= 0:
                return
            event = self.next()
