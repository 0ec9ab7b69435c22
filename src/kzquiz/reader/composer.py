"""YAML events to plain data: one loop, no recursion, every limit inside it.

PyYAML's C parser gives the events. Its own composer is not used: it recurses (25,000 nested
brackets end the process), follows aliases and lets the later of two equal keys win.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn, TypeAlias

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

from kzquiz.problems import Mend, Problem
from kzquiz.reader.confusables import MISLEADING, code_point, lookalike, strange_letter
from kzquiz.reader.document import FileText, Node, Spots
from kzquiz.reader.messages import MESSAGES, comment_after_text, cut_short, problem_at
from kzquiz.reader.values import block_advice

MAX_DEPTH = 30
MAX_PARTS = 2_000_000  # keys, values and ends of lists: a file of 20 MB of questions has 1,100,000
MAX_PROBLEMS = 200

_CONSTANTS = {"": None, "null": None, "true": True, "false": False}
_NUMBER_START = frozenset("-0123456789")
_UNUSUAL = _NUMBER_START | {key[:1] for key in _CONSTANTS}  # how a value that is no text begins
_BLOCKS = (">", "|")
# Eighteen digits fit every consumer; int() itself refuses very long ones.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\n]*)")
# A comment on a line of its own below a value, and what stands before a value in its line.
_BELOW = re.compile(r"(?:[ \t]*\n)+(?P<indent> *)(?P<comment>#)")
_HEAD = re.compile(r"(?P<indent> *(?:-[ \t]+)*?)(?:-|[^\s:-][^:\n]*:)[ \t]*")
_TIGHT = re.compile(r"#[^\s#!=-]")  # no comment looks like that
_PROSE = 3  # spaces in a text that make it look like a sentence
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "r": "\r", "v": "\v"}
_SHORT |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}
_Event: TypeAlias = Any  # PyYAML's stubs let every mark be None, its parsers never do
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class BrokenError(Exception):
    """This part of the file cannot be read further; the problems say why."""


class LimitError(Exception):
    """The file as a whole is refused; the problems say why."""


class Part:
    """Some whole top-level items of a file: what they say, where, and what is wrong with them.

    ``data`` is their list or their keys with values. ``lost`` is true where a problem means that
    the data is not what the author meant, ``cut`` where some of the text was not read.
    """

    def __init__(self, source: FileText, start: int, end: int) -> None:
        """Begin with nothing read of ``source`` from offset ``start`` to ``end``."""
        self.source = source
        self.start = start
        self.end = end
        self.data: Node = None
        self.offset = start
        self.spots: Spots = {}
        self.comments: dict[int, int] = {}
        self.problems: list[Problem] = []
        self.lost = False
        self.cut = False
        self.count = 0

    @property
    def failed(self) -> bool:
        """Whether there is an error (warnings do not count)."""
        return any(problem.severity == "error" for problem in self.problems)

    def report(self, code: str, start: int, width: int = 1, **facts: str | int) -> None:
        """Note a problem; raise `LimitError` when there are far too many errors."""
        self.add(problem_at(self.source, code, start, width, **facts))
        if MESSAGES[code].severity == "error":
            check_number(self.problems, self.source, start)

    def add(self, problem: Problem) -> None:
        """Note a problem; of warnings no more than anyone reads."""
        if len(self.problems) < MAX_PROBLEMS or problem.severity == "error":
            self.problems.append(problem)

    def mended_by(self, mend: Mend | None) -> None:
        """Say how the last problem can be mended."""
        self.problems[-1] = replace(self.problems[-1], mend=mend)


def check_number(problems: list[Problem], source: FileText, start: int) -> None:
    """Raise `LimitError` when there are far too many errors; warnings do not end the reading."""
    if len(problems) <= MAX_PROBLEMS:
        return
    if sum(problem.severity == "error" for problem in problems) > MAX_PROBLEMS:
        problems.append(problem_at(source, "too-many-problems", start, most=MAX_PROBLEMS))
        raise LimitError


def compose(part: Part, room: int = MAX_PARTS) -> None:
    """Fill ``part`` from its text; raise ``yaml.YAMLError``, `BrokenError` or `LimitError`."""
    _Composer(part).run(room)


class _Composer:
    def __init__(self, part: Part) -> None:
        self.text = part.source.text[part.start : part.end]
        self.part = part
        self.base = part.start
        self.next: Callable[[], Any] = CParser(self.text).get_event
        self.keys: dict[str, str] = {}
        self.documents = 0
        # What most texts lack is looked for once, not at every value.
        self.odd = "&" in self.text or "!" in self.text
        self.hashes = " #" in self.text or "\t#" in self.text
        self.composed = unicodedata.is_normalized("NFC", self.text)

    # One loop on local names, what is usual done in place: here goes the time of reading.
    def run(self, room: int) -> None:  # noqa: C901, PLR0912, PLR0915
        """Read events until the stream ends."""
        get, base, spots = self.next, self.base, self.part.spots
        known, usual = self.keys, self.composed and not (self.odd or self.hashes)
        roots: list[Node] = []
        node: Any = roots
        marks = root_marks = array("I")
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
                    if key is None or key in node or not usual:
                        key = self._key(event, node, marks)
                    else:
                        marks.append(event.start_mark.index + base)
                    continue
                style = event.style
                if not (usual and (style in _BLOCKS if style else value[:1] not in _UNUSUAL)):
                    value = self._value(event)
            elif kind in _ENDS:
                node, marks = stack.pop()
                in_keys = type(node) is dict
                continue
            elif kind in _STARTS:
                if in_keys and key is None:
                    self._drop_pair(event, "complex-key")
                    continue
                value = self._container(event)
            elif self._last(event):
                self.part.count = count
                break
            else:
                continue
            marks.append(event.start_mark.index + base)
            if in_keys:
                node[key] = value
                key = None
            else:
                node.append(value)
            if kind is not ScalarEvent:
                stack.append((node, marks))
                if len(stack) > MAX_DEPTH:
                    self._fail(event, "too-deep", most=f"{MAX_DEPTH}")
                node, in_keys = value, kind is MappingStartEvent
                spots[id(node)] = marks = array("I")
        else:
            self.part.report("too-many-parts", self._start(event), most=MAX_PARTS)
            raise LimitError
        if roots:
            self.part.data, self.part.offset = roots[0], root_marks[0]

    def _start(self, event: _Event) -> int:
        return int(event.start_mark.index) + self.base

    def _fail(self, event: _Event, code: str, **facts: str) -> NoReturn:
        self.part.report(code, self._start(event), 1, **facts)
        raise BrokenError

    def _last(self, event: _Event) -> bool:
        """Take an event that is no value; say whether it is the last one to look at."""
        if type(event) is AliasEvent:
            from kzquiz.reader import quoting  # noqa: PLC0415 (only a slip needs it)

            name, start = f"*{event.anchor}", self._start(event)
            mend = quoting.marked(self.part.source.text, start)
            self.part.report("alias", start, len(name), name=name)
            self.part.mended_by(mend)
            raise BrokenError
        if type(event) is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.part.report("second-document", self._start(event), 3)
                self.part.cut = True
                return True
        return type(event) is StreamEndEvent

    def _key(self, event: _Event, node: dict[str, Node], marks: array[int]) -> str | None:
        """Check a key and note where it is; ``None`` if it was reported and its value skipped."""
        key = self.keys.get(event.value)
        if key is None or self.odd:
            key = self._new_key(event)
        if key is not None and key not in node:
            marks.append(event.start_mark.index + self.base)
            return key
        if key is not None:
            first = marks[2 * list(node).index(key)]
            line = self.part.source.line_of(first)
            width = len(event.value)
            self.part.report("duplicate-key", self._start(event), width, key=key, line=line)
        self._skip(self.next())
        return None

    def _new_key(self, event: _Event) -> str | None:
        written = event.value
        start = self._start(event)
        if self.odd and (event.anchor or event.tag):
            self._decorated(event)
        if not event.style and (written in _CONSTANTS or _NUMBER.fullmatch(written)):
            advice = f"write “'{written}':” if it is meant as text" if written else "write a key"
            self.part.report("key-not-text", start, len(written), key=written, advice=advice)
            return None
        if written == "<<" and not event.style:
            self.part.report("merge-key", start, 2)
            self.part.lost = True
            return None
        key = unicodedata.normalize("NFC", written)
        if latin := lookalike(key):
            facts: dict[str, str | int] = {
                "key": key,
                "latin": latin,
                "letter": strange_letter(key),
            }
            mend = Mend(start, start + len(written), latin) if not event.style else None
            self.part.report("lookalike-key", start, len(key), **facts)
            self.part.mended_by(mend)
            return latin
        self.keys[written] = key
        return key

    def _drop_pair(self, event: _Event, code: str) -> None:
        self.part.report(code, self._start(event))
        self._skip(event)
        self._skip(self.next())

    def _skip(self, event: _Event) -> None:
        """Pass over the node that starts with ``event``."""
        depth = 0
        while True:
            if type(event) in _STARTS:
                depth += 1
            elif type(event) in _ENDS:
                depth -= 1
            if depth <= 0:
                return
            event = self.next()

    def _value(self, event: _Event) -> Node:
        written: str = event.value
        style = event.style
        if self.odd and (event.anchor or event.tag):
            self._decorated(event)
        if not style:
            if self.hashes and (whole := self._comment(event)):
                return whole
            if written in _CONSTANTS:
                return _CONSTANTS[written]
            if written[0] in _NUMBER_START and _NUMBER.fullmatch(written):
                return int(written)
        elif style in "\"'":
            written = self._quoted(event)
            if self.hashes:
                self._comment_after_quote(event)
        return written if self.composed else unicodedata.normalize("NFC", written)

    def _container(self, event: _Event) -> Node:
        if self.odd and (event.anchor or event.tag):
            self._decorated(event)
        return {} if type(event) is MappingStartEvent else []

    def _decorated(self, event: _Event) -> None:
        """Report a name (``&name``) or a type (``!type``) before a value."""
        start = self._start(event)
        for sign, code in (("&", "anchor"), ("!", "tag")):
            if (event.anchor if sign == "&" else event.tag) is not None:
                written = re.compile(rf"{sign}[^\s,\[\]{{}}]*").search(self.text, start - self.base)
                name = written[0] if written else sign
                at = self.base + written.start() if written else start
                mend = None
                if type(event) is ScalarEvent and not event.style and at == start:
                    from kzquiz.reader import quoting  # noqa: PLC0415 (only a slip needs it)

                    mend = quoting.marked(self.part.source.text, at)
                self.part.report(code, at, len(name), name=name)
                self.part.mended_by(mend)

    def _comment(self, event: _Event) -> str | None:
        """Report a comment that cuts a text short; give the text an author must have meant."""
        end = event.end_mark.index
        comment = _COMMENT.match(self.text, end)
        if comment is None:
            self._note_comment(event, self._comment_around(event))
            return None
        start = self.base + comment.start("comment")
        cut = comment["comment"].strip()
        if _TIGHT.match(cut):
            from kzquiz.reader import quoting  # noqa: PLC0415 (only a slip needs it)

            begin = self._start(event) if event.value else start
            mend = quoting.cut_off(self.part.source.text, begin)
            self.part.report("comment-in-text", start, len(cut), cut=cut_short(cut))
            self.part.mended_by(mend)
            return f"{event.value} {cut}".lstrip()
        self._note_comment(event, comment.start("comment"))
        if event.value.count(" ") >= _PROSE and event.value[-1] not in ".?!”\"’')":
            self.part.add(comment_after_text(self.part.source, start))
        return None

    def _note_comment(self, event: _Event, at: int) -> None:
        if at >= 0 and len(self.part.comments) < MAX_PROBLEMS:
            self.part.comments[self._start(event)] = at + self.base

    def _comment_around(self, event: _Event) -> int:
        """Where a comment begins above or below a value, among its own lines; -1 for none."""
        start = event.start_mark.index
        line = self.text.rfind("\n", 0, start) + 1
        column = start - line - 1  # of a value on a line of its own: what is left of it
        if head := _HEAD.fullmatch(self.text, line, start):
            column = len(head["indent"])
        elif self.text[line:start].strip():
            return -1  # inside brackets
        elif above := self._comment_above(line, column):
            return above
        below = _BELOW.match(self.text, event.end_mark.index)
        return below.start("comment") if below and len(below["indent"]) > column else -1

    def _comment_above(self, line: int, column: int) -> int:
        """Where the last comment above a value that stands alone begins; 0 for none."""
        before = self.text[:line].rstrip()
        first = before.rfind("\n") + 1
        comment = re.compile(r"[ \t](#)").search(before, first)
        head = before[first : comment.end() - 1] if comment else ""
        if comment is None or (not head.strip() and len(head) <= column):
            return 0
        return comment.start(1) if not head.strip() or _HEAD.fullmatch(head) else 0

    def _comment_after_quote(self, event: _Event) -> None:
        """Warn of “#word” behind a text in quotes: a comment has a space after its sign."""
        comment = _COMMENT.match(self.text, event.end_mark.index)
        if comment and _TIGHT.match(comment["comment"]):
            start = self.base + comment.start("comment")
            self.part.add(comment_after_text(self.part.source, start))

    def _quoted(self, event: _Event) -> str:
        written: str = event.value
        first, last = event.start_mark, event.end_mark
        if first.line != last.line:
            # The lines under an open quote are indented more than the line it stands in: else the
            # quote was forgotten, and the text runs on into the next keys.
            before = self.text[self.text.rfind("\n", 0, first.index) + 1 : first.index]
            indent = len(before) - len(before.lstrip(" "))
            continuation = re.compile(rf"\n {{0,{indent}}}[^\s\]}}]")
            if before.strip() and continuation.search(self.text, first.index, last.index):
                advice = block_advice(before.strip())
                self._fail(event, "unclosed-quote", mark=event.style, advice=advice)
        if event.style == '"' and MISLEADING.search(written):
            written = self._escapes(event)
        return written

    def _escapes(self, event: _Event) -> str:
        """Report the escapes that make a misleading character; give the text with spaces there."""
        text = self.text[event.start_mark.index : event.end_mark.index]
        for escape in _ESCAPE.finditer(text):
            character = _unescape(escape)
            if MISLEADING.match(character):
                start = self._start(event) + escape.start()
                facts: dict[str, str | int] = {"escape": escape[0], "point": code_point(character)}
                self.part.report("control-escape", start, len(escape[0]), **facts)
        return MISLEADING.sub(" ", event.value)


def _unescape(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    return chr(int(digits, 16)) if digits else _SHORT.get(escape[4], " ")
