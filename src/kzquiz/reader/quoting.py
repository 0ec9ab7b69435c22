"""Fixes for texts that YAML misreads: they are put in quotation marks, spaced or indented.

A fix never changes a text: afterwards it reads letter for letter as it is written now. If a slip
can be understood in two ways, there is no fix, only the message.

Every function takes the text of a file and character offsets, and gives a `Fix` or ``None``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kzquiz.problems import Fix
from kzquiz.reader.document import Node

_BLANKS = " \t"
_ENDS = ".?!…”’\"')"
_HASH = re.compile(r"(?:^|[ \t])#")
# How a line begins that does not continue a text: an entry, a comment, a key.
_STRUCTURE = re.compile(r"-[ \t\n]|#|[a-z_][\w-]*:[ \t\n]|[a-z_][\w-]*:$")
_PAIR = re.compile(r"[^\n]*?:[ \t]+[^\s\"'\[{|>&*!#][^\n]*")
_HEAD = re.compile(r"([ \t]*(?:-[ \t]+)*?)(?:-[ \t]+|[\w\"'][^:\s]*[ \t]*:[ \t]+)")
_TABBED = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_TABS = (2, 4, 8)

ReadAlone = Callable[[str], Node]
"""Reads a piece of a file by itself: gives its value, or None if anything is wrong with it."""


def quote_value(text: str, at: int, column: int) -> Fix | None:
    """Put the value that begins at ``at`` in quotation marks.

    Its key or dash stands in ``column`` (from 0).
    """
    end = _text_end(text, at, column)
    if text[at] in ",]}" or end is None:
        return None
    if text[at] in "\"'" and not _begins_with_quotation(text[at:end]):
        return None
    return _in_quotes(text, at, end, column)


def quote_line(text: str, at: int) -> Fix | None:
    """Put a text of one line in quotation marks: its end was read as a comment."""
    column = _column(text, at)
    return None if column is None else _in_quotes(text, at, _line_end(text, at), column)


def quote_tagged(text: str, at: int) -> Fix | None:
    """Put a text in quotation marks whose first word was read as a name or a type.

    Such as ``*Who asked?*`` or ``&c.``; ``None`` if the name is used elsewhere in the file.
    """
    word, _, rest = text[at : _line_end(text, at)].partition(" ")
    known = word.startswith("!!") or f"*{word[1:]}" in text[:at] + text[at + 1 :]
    known |= f"&{word[1:]}" in text[:at] + text[at + 1 :]
    return None if known or not rest.strip() else quote_line(text, at)


def quote_pair(text: str, at: int) -> Fix | None:
    """Put a text of one line in quotation marks: it was read as a key and its value.

    Such as ``- Paris: the capital``.
    """
    return quote_whole_line(text, at) if _PAIR.match(text, at) else None


def quote_whole_line(text: str, at: int) -> Fix | None:
    """Quote all that is after a key or dash in its line, if the text ends with the line."""
    column = _column(text, at)
    if column is None or _text_end(text, at, column) != _line_end(text, at):
        return None
    return quote_value(text, at, column)


def add_space(text: str, at: int, column: int, read_alone: ReadAlone) -> Fix | None:
    """Insert the missing space after a colon or dash at ``at``; quote the value if needed."""
    end = _text_end(text, at, column)
    if end is None:
        return Fix(at, at, " ")
    value = read_alone(f"- {text[at:end]}\n")
    if value is not None and "\n" not in text[at:end]:
        return Fix(at, end, f" {text[at:end]}", value)
    return _in_quotes(text, at, end, column, " ")


def align_block(text: str, at: int, column: int) -> Fix | None:
    """Indent the lines of a text in block style like its first line; its sign is at ``at``."""
    start = text.find("\n", at) + 1
    block = re.compile(rf"(?:[ \t]*\n| {{{column + 1},}}\S[^\n]*(?:\n|\Z))*").match(text, start)
    lines = block[0].split("\n") if block else []
    margin = next((re.sub(r"\S.*", "", line) for line in lines if line.strip()), "")
    if any(_STRUCTURE.match(line.lstrip(" ")) for line in lines):
        return None
    straight = "\n".join(
        line if not line.strip() or line.startswith(margin) else margin + line.lstrip(" ")
        for line in lines
    )
    return Fix(start, start + len("\n".join(lines)), straight)


def expand_tabs(text: str, start: int, end: int, read_alone: ReadAlone) -> Fix | None:
    """Replace the tabs that indent an entry by spaces, if all usual widths read the same."""
    entry = text[start:end]
    written = [_indented(entry, width) for width in _TABS]
    read = [(new, data) for new in written if (data := read_alone(new)) is not None]
    if not read or any(data != read[0][1] for _, data in read):
        return None
    return Fix(start, end, read[0][0])


def _indented(entry: str, width: int) -> str:
    return _TABBED.sub(lambda tabs: tabs[0].expandtabs(width), entry)


def _line_end(text: str, at: int) -> int:
    """The offset after the last character of a line that is not blank."""
    end = text.find("\n", at)
    line = text[at:] if end < 0 else text[at:end]
    return at + len(line.rstrip(_BLANKS))


def _column(text: str, at: int) -> int | None:
    """The column of the key or dash before a value; ``None`` if anything else is before it."""
    head = _HEAD.fullmatch(text, text.rfind("\n", 0, at) + 1, at)
    return len(head[1]) if head else None


def _text_end(text: str, at: int, column: int) -> int | None:
    """The offset where an unquoted text ends; ``None`` if that is not certain."""
    end = _line_end(text, at)
    further = re.compile(rf"[ \t]*\n {{{column + 1},}}(?=\S)(?P<line>[^\n]*)")
    while more := further.match(text, end):
        if _STRUCTURE.match(more["line"]):
            return None
        end = _line_end(text, more.start("line"))
    below = re.compile(rf"[ \t]*(?:\n[ \t]*)+\n {{{column + 1},}}\S")
    return None if below.match(text, end) else end


def _begins_with_quotation(value: str) -> bool:
    """Whether the first quotation mark belongs to the text, and does not enclose all of it."""
    mark = value[0]
    close = value.find(mark, 1)
    if not re.search(r"\w", value[close + 1 :]):  # “"Russia",” is a comma too many, not a text
        return False
    return not value.endswith(mark) or (
        _marks_pair(value, mark) and not _marks_pair(value[1:-1], mark)
    )


def _marks_pair(text: str, mark: str) -> bool:
    """Whether every quotation in a text is opened before a word and closed after one."""
    open_now = False
    for found in re.finditer(re.escape(mark), text):
        start, end = found.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if mark == "'" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        opens = not before or before in " \t(\n—–[“‘"
        if opens is open_now or (opens and not after.strip()):
            return False
        open_now = opens
    return not open_now


def _in_quotes(text: str, at: int, end: int, column: int, lead: str = "") -> Fix | None:
    """Write a value in quotation marks, or in block style if it has both kinds of them.

    ``lead`` is written before it.
    """
    written = text[at:end]
    value = " ".join(line.strip(_BLANKS) for line in written.split("\n"))
    if not value or not _hashes_are_text(value):
        return None
    marks = "'" if "\\" in written else "\"'"
    mark = next((mark for mark in marks if mark not in written), "")
    new = f"{mark}{written}{mark}"
    if not mark and "\n" in written:
        return None
    if not mark:
        new = f">-\n{' ' * (column + 2)}{written}"
    return Fix(at, end, lead + new, unicodedata.normalize("NFC", value), column)


def _hashes_are_text(value: str) -> bool:
    """Whether every “ #” in a text belongs to it: “#1”, or one inside a sentence."""
    for found in _HASH.finditer(value):
        before, rest = value[: found.start()], value[found.end() :]
        inside = not before.endswith(tuple(_ENDS)) and rest[:1].strip() and value[-1] in _ENDS
        if not (rest[:1].isdigit() or inside):
            return False
    return True
