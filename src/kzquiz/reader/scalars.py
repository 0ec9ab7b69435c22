"""Single keys and values: the data of a YAML scalar event, and the problems of how it is written.

A value is ``true``, ``false``, ``null``, a whole number or text. Names (``&name``), types
(``!type``) and comments that cut a text short are reported.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeAlias

from yaml.events import ScalarEvent

from kzquiz.problems import Fix
from kzquiz.reader.confusables import MISLEADING, code_point, lookalike, strange_letter
from kzquiz.reader.document import Node
from kzquiz.reader.messages import comment_after_text, cut_short
from kzquiz.reader.part import MAX_PROBLEMS, Part
from kzquiz.reader.values import block_advice

Event: TypeAlias = Any  # PyYAML's stubs let every mark be None, its parsers never do

BLOCK_STYLES = (">", "|")
_CONSTANTS = {"": None, "null": None, "true": True, "false": False}
_NUMBER_START = frozenset("-0123456789")
SPECIAL_STARTS = _NUMBER_START | {word[:1] for word in _CONSTANTS}
"""The first characters of unquoted values that may be something else than text."""

# Eighteen digits fit every program that reads our outputs; int() itself refuses very long numbers.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_THOUSANDS = re.compile(r"[0-9]{3}")
_WITH_COMMAS = re.compile(r"(?<![0-9,.])-?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]|[,.][0-9])")
_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\n]*)")
# A comment on a line of its own below a value, one behind anything, and what is before a value in
# its line.
_BELOW = re.compile(r"(?:[ \t]*\n)+(?P<indent> *)(?P<comment>#)")
_HASH = re.compile(r"[ \t](#)")
_HEAD = re.compile(r"(?P<indent> *(?:-[ \t]+)*?)(?:-|[^\s:-][^:\n]*:)[ \t]*")
_HASHTAG = re.compile(r"#[^\s#!=-]")  # “#word”: an author who means a comment writes a space
_SENTENCE = 3  # spaces in a text that make it look like a sentence
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "r": "\r", "v": "\v"}
_SHORT |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}


class Scalars:
    """Reads the keys and values of one part of a file, and reports problems to it.

    ``keys`` has the keys that were accepted, as written and as read.
    """

    def __init__(self, part: Part) -> None:
        """Look once for signs that most texts lack, so that no value is searched for them."""
        self.part = part
        self.text = part.source.text[part.start : part.end]
        self.keys: dict[str, str] = {}
        self.has_tags = "&" in self.text or "!" in self.text
        self.has_comments = " #" in self.text or "\t#" in self.text
        self.is_nfc = unicodedata.is_normalized("NFC", self.text)

    @property
    def simple(self) -> bool:
        """Whether a text in block style, and most unquoted ones, can be taken as they are."""
        return self.is_nfc and not (self.has_tags or self.has_comments)

    def start(self, event: Event) -> int:
        """Give the offset of an event in the text of the file."""
        return int(event.start_mark.index) + self.part.start

    def key(self, event: Event) -> str | None:
        """Give a key that may be used; ``None`` if it was reported."""
        key = self.keys.get(event.value)
        return self._new_key(event) if key is None or self.has_tags else key

    def value(self, event: Event) -> Node:
        """Give the data of a value."""
        written: str = event.value
        style = event.style
        self.report_tags(event)
        if not style:
            if self.has_comments and (whole := self._with_comment(event)):
                return whole
            if written in _CONSTANTS:
                return _CONSTANTS[written]
            if written[0] in _NUMBER_START and _NUMBER.fullmatch(written):
                return int(written)
        elif style in "\"'":
            written = self._quoted(event)
            if self.has_comments:
                self._comment_after_quote(event)
        return written if self.is_nfc else unicodedata.normalize("NFC", written)

    def report_tags(self, event: Event) -> None:
        """Report a name (``&name``) or a type (``!type``) before a key or value."""
        if not (self.has_tags and (event.anchor or event.tag)):
            return
        start = self.start(event)
        for sign, code, given in (("&", "anchor", event.anchor), ("!", "tag", event.tag)):
            if given is None:
                continue
            pattern = re.compile(rf"{sign}[^\s,\[\]{{}}]*")
            written = pattern.search(self.text, start - self.part.start)
            name = written[0] if written else sign
            at = self.part.start + written.start() if written else start
            fix = None
            if type(event) is ScalarEvent and not event.style and at == start:
                from kzquiz.reader import quoting  # noqa: PLC0415 (only a slip needs it)

                fix = quoting.quote_tagged(self.part.source.text, at)
            self.part.report(code, at, len(name), fix, name=name)

    # --- keys -----------------------------------------------------------------------------------

    def _new_key(self, event: Event) -> str | None:
        written = event.value
        start = self.start(event)
        self.report_tags(event)
        if not event.style and (number := self._number_with_commas(written, start)):
            quoted = Fix(number.start(), number.end(), f"'{number[0]}'")
            self.part.report("comma-in-number", start, len(written), quoted, number=number[0])
            return None
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
            fix = Fix(start, start + len(written), latin) if not event.style else None
            letter = strange_letter(key)
            self.part.report(
                "lookalike-key", start, len(key), fix, key=key, latin=latin, letter=letter
            )
            return latin
        self.keys[written] = key
        return key

    def _number_with_commas(self, key: str, start: int) -> re.Match[str] | None:
        """The number that a comma in brackets cut in two: “000” of ``{value: 15,000}``."""
        if not _THOUSANDS.fullmatch(key):
            return None
        text = self.part.source.text
        numbers = _WITH_COMMAS.finditer(text, self.part.source.line_start(start))
        return next((one for one in numbers if one.start() < start < one.end()), None)

    # --- comments -------------------------------------------------------------------------------

    def _with_comment(self, event: Event) -> str | None:
        """Report a comment that cuts an unquoted text short.

        Gives the whole text if the comment must belong to it, else ``None``.
        """
        comment = _COMMENT.match(self.text, event.end_mark.index)
        if comment is None:
            self._note_comment(event, self._comment_around(event))
            return None
        start = self.part.start + comment.start("comment")
        cut = comment["comment"].strip()
        if _HASHTAG.match(cut):
            from kzquiz.reader import quoting  # noqa: PLC0415 (only a slip needs it)

            begin = self.start(event) if event.value else start
            fix = quoting.quote_line(self.part.source.text, begin)
            self.part.report("comment-in-text", start, len(cut), fix, cut=cut_short(cut))
            return f"{event.value} {cut}".lstrip()
        self._note_comment(event, comment.start("comment"))
        if event.value.count(" ") >= _SENTENCE and event.value[-1] not in ".?!”\"’')":
            self.part.add(comment_after_text(self.part.source, start))
        return None

    def _note_comment(self, event: Event, at: int) -> None:
        if at >= 0 and len(self.part.comments) < MAX_PROBLEMS:
            self.part.comments[self.start(event)] = at + self.part.start

    def _comment_around(self, event: Event) -> int:
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
        """Where the last comment above a value on a line of its own begins; 0 for none."""
        before = self.text[:line].rstrip()
        first = before.rfind("\n") + 1
        comment = _HASH.search(before, first)
        head = before[first : comment.end() - 1] if comment else ""
        if comment is None or (not head.strip() and len(head) <= column):
            return 0
        return comment.start(1) if not head.strip() or _HEAD.fullmatch(head) else 0

    def _comment_after_quote(self, event: Event) -> None:
        """Warn of “#word” after a text in quotation marks: it may belong to the text."""
        comment = _COMMENT.match(self.text, event.end_mark.index)
        if comment and _HASHTAG.match(comment["comment"]):
            start = self.part.start + comment.start("comment")
            self.part.add(comment_after_text(self.part.source, start))

    # --- texts in quotation marks ---------------------------------------------------------------

    def _quoted(self, event: Event) -> str:
        written: str = event.value
        first, last = event.start_mark, event.end_mark
        if first.line != last.line:
            # The further lines of a quoted text are indented more than the line of its opening
            # mark. If they are not, the closing mark was forgotten and the text runs on into the
            # next keys.
            before = self.text[self.text.rfind("\n", 0, first.index) + 1 : first.index]
            indent = len(before) - len(before.lstrip(" "))
            continuation = re.compile(rf"\n {{0,{indent}}}[^\s\]}}]")
            if before.strip() and continuation.search(self.text, first.index, last.index):
                advice = block_advice(before.strip())
                start = self.start(event)
                self.part.fail("unclosed-quote", start, mark=event.style, advice=advice)
        if event.style == '"' and MISLEADING.search(written):
            written = self._without_escapes(event)
        return written

    def _without_escapes(self, event: Event) -> str:
        """Report the escapes that make a misleading character; give the text with spaces there."""
        text = self.text[event.start_mark.index : event.end_mark.index]
        for escape in _ESCAPE.finditer(text):
            character = _unescape(escape)
            if MISLEADING.match(character):
                start = self.start(event) + escape.start()
                point = code_point(character)
                self.part.report(
                    "control-escape", start, len(escape[0]), escape=escape[0], point=point
                )
        return MISLEADING.sub(" ", event.value)


def _unescape(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    return chr(int(digits, 16)) if digits else _SHORT.get(escape[4], " ")
