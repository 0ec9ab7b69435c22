"""Texts that YAML broke, written so that it does not: how a slip can be mended without guessing.

A mend never changes a text: what is read afterwards is what stands there now, letter for letter.
Where a slip can be read in two ways there is no mend, only the message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kzquiz.problems import Mend
from kzquiz.reader.document import Node

_BLANKS = " \t"
_ENDS = ".?!…”’\"')"
_HASH = re.compile(r"(?:^|[ \t])#")
# A further line that is no line of a text: an entry, a comment, a key.
_STRUCTURE = re.compile(r"-[ \t\n]|#|[a-z_][\w-]*:[ \t\n]|[a-z_][\w-]*:$")
_PAIR = re.compile(r"[^\n]*?:[ \t]+[^\s\"'\[{|>&*!#][^\n]*")
_HEAD = re.compile(r"([ \t]*(?:-[ \t]+)*?)(?:-[ \t]+|[\w\"'][^:\s]*[ \t]*:[ \t]+)")
_TABBED = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_TABS = (2, 4, 8)

Alone = Callable[[str], Node]
"""Reads a piece of a file by itself: its value, or None where anything is wrong with it."""


def quoted(text: str, at: int, column: int) -> Mend | None:
    """Quote the value that begins at ``at``, whose key or dash stands in ``column`` (from 0)."""
    end = _end(text, at, column)
    if text[at] in ",]}" or end is None:
        return None
    if text[at] in "\"'" and not _begins_with_quotation(text[at:end]):
        return None
    return _rewritten(text, at, end, column)


def cut_off(text: str, at: int) -> Mend | None:
    """Quote a text of one line, whose end was read as a comment."""
    column = _column(text, at)
    return None if column is None else _rewritten(text, at, _line_end(text, at), column)


def marked(text: str, at: int) -> Mend | None:
    """Quote a text whose first word was read as a name or a type: ``*Who asked?*``, ``&c.``."""
    word, _, rest = text[at : _line_end(text, at)].partition(" ")
    known = word.startswith("!!") or f"*{word[1:]}" in text[:at] + text[at + 1 :]
    known |= f"&{word[1:]}" in text[:at] + text[at + 1 :]
    return None if known or not rest.strip() else cut_off(text, at)


def sentence(text: str, at: int) -> Mend | None:
    """Quote a text of one line that was read as a key and its value: ``- Paris: the capital``."""
    return whole_line(text, at) if _PAIR.match(text, at) else None


def whole_line(text: str, at: int) -> Mend | None:
    """Quote all that stands behind a key or dash in its line, if the text ends with the line."""
    column = _column(text, at)
    if column is None or _end(text, at, column) != _line_end(text, at):
        return None
    return quoted(text, at, column)


def spaced(text: str, at: int, column: int, alone: Alone) -> Mend | None:
    """Put a space before what follows a key's colon, or a dash, at ``at``; quote it if need be."""
    end = _end(text, at, column)
    if end is None:
        return Mend(at, at, " ")
    value = alone(f"- {text[at:end]}\n")
    if value is not None and "\n" not in text[at:end]:
        return Mend(at, end, f" {text[at:end]}", value)
    return _rewritten(text, at, end, column, " ")


def straightened(text: str, at: int, column: int) -> Mend | None:
    """Let all lines of the block of text whose sign stands at ``at`` begin where its first does."""
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
    return Mend(start, start + len("\n".join(lines)), straight)


def untabbed(text: str, start: int, end: int, alone: Alone) -> Mend | None:
    """Put spaces for the tabs that an entry is indented with, if all widths read the same."""
    entry = text[start:end]
    written = [_indented(entry, width) for width in _TABS]
    read = [(new, data) for new in written if (data := alone(new)) is not None]
    if not read or any(data != read[0][1] for _, data in read):
        return None
    return Mend(start, end, read[0][0])


def _indented(entry: str, width: int) -> str:
    return _TABBED.sub(lambda tabs: tabs[0].expandtabs(width), entry)


def _line_end(text: str, at: int) -> int:
    """Where the last character of a line that is no blank stands."""
    end = text.find("\n", at)
    line = text[at:] if end < 0 else text[at:end]
    return at + len(line.rstrip(_BLANKS))


def _column(text: str, at: int) -> int | None:
    """The column of the key or dash in front of a value in its line; ``None`` for any other."""
    head = _HEAD.fullmatch(text, text.rfind("\n", 0, at) + 1, at)
    return len(head[1]) if head else None


def _end(text: str, at: int, column: int) -> int | None:
    """Where an unquoted text ends; ``None`` where what stands below may be no part of it."""
    end = _line_end(text, at)
    further = re.compile(rf"[ \t]*\n {{{column + 1},}}(?=\S)(?P<line>[^\n]*)")
    while more := further.match(text, end):
        if _STRUCTURE.match(more["line"]):
            return None
        end = _line_end(text, more.start("line"))
    below = re.compile(rf"[ \t]*(?:\n[ \t]*)+\n {{{column + 1},}}\S")
    return None if below.match(text, end) else end


def _begins_with_quotation(value: str) -> bool:
    """Whether the first mark belongs to the text, and is not the author's quote for all of it."""
    mark = value[0]
    close = value.find(mark, 1)
    if not re.search(r"\w", value[close + 1 :]):  # “"Russia",”: a slip of the pen, not a text
        return False
    return not value.endswith(mark) or (_pairs(value, mark) and not _pairs(value[1:-1], mark))


def _pairs(text: str, mark: str) -> bool:
    """Whether every quotation is opened before a word and closed behind it, one after the other."""
    open_now = False
    for found in re.finditer(re.escape(mark), text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if mark == "'" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        opens = not before or before in " \t(\n—–[“‘"
        if opens is open_now or (opens and not after.strip()):
            return False
        open_now = opens
    return not open_now


def _rewritten(text: str, at: int, end: int, column: int, lead: str = "") -> Mend | None:
    """Write a value in quotes, or in block style where it has quotation marks of both kinds."""
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
    return Mend(at, end, lead + new, unicodedata.normalize("NFC", value), column)


def _hashes_are_text(value: str) -> bool:
    """Whether no “ #” in a text may be the beginning of a comment: “#1”, or inside a sentence."""
    for found in _HASH.finditer(value):
        before, rest = value[: found.start()], value[found.end() :]
        inside = not before.endswith(tuple(_ENDS)) and rest[:1].strip() and value[-1] in _ENDS
        if not (rest[:1].isdigit() or inside):
            return False
    return True
