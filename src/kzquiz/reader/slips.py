"""Finds the slip of an author in an item that the parser refused.

A parser often stops far after the slip: a forgotten quotation mark shows at the next one, three
questions later. So the lines of the broken item are checked from its beginning. The first line that
does not have the form that authors write (``key: text``, ``- text``, the lines of a text) is the
slip. If every line looks right, the place where the parser stopped is reported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from msgspec import Struct, structs
from yaml.error import MarkedYAMLError, YAMLError

from kzquiz.problems import Fix, Problem
from kzquiz.reader import quoting, values
from kzquiz.reader.composer import MAX_DEPTH
from kzquiz.reader.messages import problem_at
from kzquiz.reader.part import Part
from kzquiz.reader.values import Slip

_LINE = re.compile(
    r"""(?P<indent>[ \t]*) (?P<dashes>(?:-[ \t]+|-$)*)
        (?:(?P<key>\w[\w.-]*|"[^"\n]*"|'[^'\n]*')[ \t]*:(?=[ \t\n]|$)[ \t]*)?
        (?P<value>.*)""",
    re.VERBOSE | re.MULTILINE,
)
_MARKER = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
_TIGHT_KEY = re.compile(r"(?P<key>[A-Za-z_]\w*):(?P<rest>[^\s/:].*)")
_TIGHT_DASH = re.compile(r"-(?P<rest>[^\s\d-].*)")
_LONG_KEY = re.compile(r".*?:(?=\s|$)")


class _Entry(Struct, frozen=True):
    """A dash or key at the beginning of a line, and what may stand below it."""

    column: int
    dash: bool
    name: str
    open: bool = True  # no value in its line: deeper lines may follow
    text: bool = False  # unquoted text in its line: deeper lines continue it


def explain(part: Part, error: YAMLError | None, read_alone: quoting.ReadAlone) -> Problem:
    """Make the problem of a part that the parser refused with ``error``.

    ``error`` is ``None`` if the parser accepted the part but read it as something else.
    """
    source, stop = part.source, part.end
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        stop = min(part.start + error.problem_mark.index, part.end)
        # libyaml 0.2.6 and newer have a limit of depth of their own.
        if "nesting depth" in str(error.problem):
            return problem_at(source, "too-deep", min(stop, part.end - 1), most=MAX_DEPTH)
    walk = _Walk(source.text[part.start : part.end])
    try:
        walk.run(stop - part.start)
    except Slip as slip:
        found = problem_at(source, slip.code, part.start + slip.start, slip.width, **slip.facts)
        return replace(found, fix=_fix(part, walk, slip, read_alone))
    sign = source.text[stop : stop + 1].strip()
    if sign and stop - part.start in walk.brackets:
        return problem_at(source, "inside-brackets", stop, 1, sign=sign)
    start = source.line_start(min(stop, len(source.text)))
    if tabs := re.compile(r"[ -]*\t\s*").match(source.text, start):
        return problem_at(source, "tab-indentation", start, len(tabs[0].rstrip("\n")))
    return problem_at(source, "not-understood", min(stop, len(source.text.rstrip())))


def _fix(part: Part, walk: _Walk, slip: Slip, read_alone: quoting.ReadAlone) -> Fix | None:
    """Give the fix of a slip; ``None`` if none is certain."""
    text, start = part.source.text, part.start + slip.start
    column = start - part.source.line_start(start)
    match slip.code:
        case "colon-in-text" | "comment-in-text" | "special-start" | "text-after-quote":
            if walk.column < 0 or (
                slip.code == "comment-in-text" and walk.text[walk.value] in values.PARTNERS
            ):
                return None
            return quoting.quote_value(text, part.start + walk.value, walk.column)
        case "no-space-after-colon" | "no-space-after-dash":
            return quoting.add_space(text, start + slip.width, column, read_alone)
        case "block-indentation":
            return quoting.align_block(text, part.start + walk.value, walk.column)
        case "tab-indentation":
            return quoting.expand_tabs(text, part.start, part.end, read_alone)
    return None


class _Walk:
    """Walks the lines of a broken item and keeps the entries that are open at the current line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.value, self.column = 0, -1  # the last value: its offset, the column of its key or dash
        self.comment: int | None = None  # a comment after the last line of unquoted text
        self.entries: list[_Entry] = []
        self.brackets = range(0)  # the offsets of the last value in brackets

    def run(self, stop: int) -> None:
        """Walk the lines up to ``stop``; raise the first `Slip`."""
        while self.position <= stop and self.position < len(self.text):
            start = self.position
            self.position = values.next_line(self.text, start)
            content = self.text[start : self.position].strip()
            if content.startswith("#"):
                self.comment = self.text.index("#", start)
            elif content and not _MARKER.match(content):
                line = _LINE.match(self.text, start)
                if line is not None:  # always: every part of the pattern may be empty
                    self._line(line)

    def _line(self, line: re.Match[str]) -> None:
        column, at = len(line["indent"]), line.end("indent")
        if "\t" in line["indent"]:
            raise Slip("tab-indentation", line.start(), column)
        top = self.entries[-1] if self.entries else None
        if top and top.text and column > top.column:
            self._more_text(at, top)
            return
        self.comment = None
        for dash in re.finditer(r"-[ \t]*", line["dashes"]):
            self._enter(at + dash.start(), _Entry(column + dash.start(), dash=True, name="-"))
        column += len(line["dashes"])
        at = line.start("value")
        if line["key"] is not None:
            name = line["key"].strip("\"'")
            self._enter(line.start("key"), _Entry(column, dash=False, name=name))
        elif not line["dashes"]:
            self._bare(line, column)
        elif self._pair_below(column):
            self._tight_key(at)
        if line["value"] and not line["value"].startswith("#"):
            self._value(at, line.end("indent"))

    def _more_text(self, at: int, top: _Entry) -> None:
        """Check a further line of unquoted text."""
        if key := values.KEY.match(self.text, at):
            why = f"“{key['name']}” begins further right than “{top.name}” above"
            raise Slip("indentation", at, len(key["name"]), why=why)
        if self.comment is not None:
            raise Slip("comment-in-paragraph", self.comment, 1)
        head = top.name if top.dash else f"{top.name}:"
        values.check_plain(self.text, at, head, top.column)
        self._note_comment(at)

    def _bare(self, line: re.Match[str], column: int) -> None:
        """Check a line without a dash or key that does not continue a text."""
        at = line.start("value")
        if tight := _TIGHT_DASH.match(self.text, at):
            raise Slip("no-space-after-dash", at, 1, rest=values.short(tight["rest"]))
        self._tight_key(at)
        top = self.entries[-1] if self.entries else None
        if top and top.open and column > top.column:
            return
        if key := _LONG_KEY.match(self.text, at):
            self._enter(at, _Entry(column, dash=False, name=values.short(key[0][:-1])))
        elif self.entries or self.text[at] not in "[{\"'":
            text = line["value"].strip()
            raise Slip("no-colon", at, len(text), text=values.short(text))

    def _tight_key(self, at: int) -> None:
        if tight := _TIGHT_KEY.match(self.text, at):
            facts = {"key": tight["key"], "rest": values.short(tight["rest"])}
            raise Slip("no-space-after-colon", at, len(tight["key"]) + 1, **facts)

    def _pair_below(self, column: int) -> bool:
        """Whether the next line has a key in ``column``."""
        line = _LINE.match(self.text, self.position)
        return bool(line and line["key"] and len(line["indent"]) == column and not line["dashes"])

    def _enter(self, at: int, entry: _Entry) -> None:
        """Begin an entry; raise `Slip` if it is not in the column of its level."""
        entries, column = self.entries, entry.column
        last = entries[-1] if entries else None
        while entries and entries[-1].column > column:
            entries.pop()
        top = entries[-1] if entries else None
        if top and top.column == column and top.dash and not entry.dash:
            # A list may stand in the column of the key it belongs to.
            entries.pop()
            top = entries[-1] if entries else None
            right = top is not None and top.column == column
        elif top and (top.column < column or (entry.dash and not top.dash)):
            # Deeper than the last entry: right only if that one has no value yet.
            right = top.open and last is top
        else:
            right = top is not None or last is None
        if not right and last is not None:
            raise Slip("indentation", at, len(entry.name), why=_why(entry, last))
        if top and top.column == column and top.dash == entry.dash:
            entries.pop()
        entries.append(entry)

    def _value(self, at: int, head: int) -> None:
        """Check the value that begins at ``at``, in a line that begins at ``head``."""
        if not self.entries:  # the whole file is one value in brackets or quotes
            self.position = values.check(self.text, at, "", -1)
            self.brackets = range(at, self.position)
            return
        entry = self.entries[-1]
        self.value, self.column = at, entry.column
        text = not values.structured(self.text, at)
        self.entries[-1] = structs.replace(entry, open=False, text=text)
        before = self.text[head:at].strip()
        end = values.check(self.text, at, before, entry.column)
        self.position = max(self.position, end)
        if self.text[at] in values.PARTNERS:
            self.brackets = range(at, self.position)
        if text:
            self._note_comment(at)

    def _note_comment(self, at: int) -> None:
        found = self.text.find(" #", at, self.position)
        self.comment = None if found < 0 else found + 1


def _why(entry: _Entry, last: _Entry) -> str:
    if entry.column == last.column:
        return f"“{entry.name}” begins in the same column as “{last.name}” above"
    if entry.column > last.column:
        return f"“{entry.name}” begins further right than “{last.name}” above"
    return f"nothing above “{entry.name}” begins in its column"
