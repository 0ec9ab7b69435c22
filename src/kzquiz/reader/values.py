"""Checks single values as authors write them, and raises the slips in them.

Offsets count characters from the start of the text that is checked.
"""

from __future__ import annotations

import re
from typing import Final

_COLON = re.compile(r"[^\n]*?:(?=[ \t\n]|\Z)")
_HASH = re.compile(r"[^\n]*?[ \t](?P<cut>\#[^\s#][^\n]*)")
_BLOCK = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?P<more>[^\s#][^\n]*)?")
_QUOTED = {
    # Possessive quantifiers: a long text without a closing mark is searched only once.
    '"': re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL),
    "'": re.compile(r"'(?:[^']++|'')*+'", re.DOTALL),
}
_BAD_ESCAPE = re.compile(
    r"""(?<!\\)(?:\\\\)*(?P<escape>\\(?![0abt\tnvfre "/\\N_LP\n]|x[0-9A-Fa-f]{2}
        |u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})
        (?:u[0-9A-Fa-f]{1,4}|.)?)""",
    re.VERBOSE,
)
_FLOW = re.compile(
    r"""[\[{\]}]|(?<=[\s\[{,])\#[^\n]*|"(?:[^"\\]++|\\.)*+"|(?<=[\[{,:\s])(?:'(?:[^']++|'')*+'|["'])""",
    re.DOTALL,
)
PARTNERS: Final = {"[": "]", "{": "}"}
_TEXT_LINE = re.compile(r"(?:[ \t]*\n)*(?P<indent> *)(?=\S)")
KEY: Final = re.compile(r"(?P<name>[a-z_]\w*):(?=\s|$)")
_AFTER = re.compile(r"[ \t]*(?P<more>[^\s#][^\n]*|(?<![ \t])\#[^\n]*)")
_SPECIAL = re.compile(r"[*&!%@`,\]}]|[?:-](?=\s|\Z)")
_BRACKETS = "write the texts as the lines of a list"
_SHORT = 60  # characters of a text that a message repeats


class Slip(Exception):  # noqa: N818 (the result of a search, not an error of the program)
    """A mistake of an author: a code of `MESSAGES`, its place, and the facts for its message."""

    def __init__(self, code: str, start: int, width: int = 1, **facts: str | int) -> None:
        """Take a code, an offset, a width in characters, and the facts that the message needs."""
        super().__init__(code)
        self.code = code
        self.start = start
        self.width = width
        self.facts = facts


def short(text: str) -> str:
    """Cut a text to a length that fits in a message."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def next_line(text: str, start: int) -> int:
    """Give the offset where the line after that of ``start`` begins."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1


def structured(text: str, at: int) -> bool:
    """Whether the sign at ``at`` starts a quoted text, a bracket or a block, not unquoted text."""
    return text[at : at + 1] in "\"'[{|>"


def check(text: str, at: int, head: str, column: int) -> int:
    """Check the value at ``at``; give the offset of the line after it. Raises `Slip`.

    ``head`` is the text before it in its line; ``column`` (from 0) is that of its key or dash.
    """
    first = text[at]
    if first in _QUOTED:
        return _check_quoted(text, at, head, column)
    if first in PARTNERS:
        return _check_flow(text, at, head, column)
    if first in "|>":
        return _check_block(text, at, head, column)
    if special := _SPECIAL.match(text, at):
        raise Slip("special-start", at, 1, sign=special[0], advice=advice(text, at, head, column))
    check_plain(text, at, head, column)
    return next_line(text, at)


def check_plain(text: str, at: int, head: str, column: int) -> None:
    """Raise `Slip` for a colon or a comment inside unquoted text; arguments as for `check`."""
    colon, cut = _COLON.match(text, at), _HASH.match(text, at)
    if cut and not (colon and colon.end() < cut.start("cut")):
        raise Slip("comment-in-text", cut.start("cut"), len(cut["cut"]), cut=short(cut["cut"]))
    if colon:
        raise Slip("colon-in-text", colon.end() - 1, 1, advice=advice(text, at, head, column))


def advice(text: str, at: int, head: str, column: int, value: str = "") -> str:
    """Give the advice for a value: the line as it should be, or how to change it."""
    end = next_line(text, at)
    goes_on = not value and re.compile(rf" {{{column + 1},}}\S").match(text, end)
    value = value or text[at:end].strip()
    mark = next((mark for mark in "\"'" if mark not in value), "")
    whole = text[:at].rpartition("\n")[2].strip() == head and not goes_on
    if not head or not whole or not mark or len(head) + len(value) > _SHORT or "\\" in value:
        return f"put the whole text in quotes, or {block_advice(head)}"
    return f"write: {head} {mark}{value}{mark}"


def block_advice(head: str) -> str:
    """Give the advice to write a text in block style, which needs no quotation marks."""
    return f"write “{head or 'key:'} >-” and the text on the next line, indented"


def _check_quoted(text: str, at: int, head: str, column: int) -> int:
    mark = text[at]
    quoted = _QUOTED[mark].match(text, at)
    end = quoted.end() if quoted else len(text)
    outside = re.compile(rf"\n {{0,{max(column, 0)}}}[^\s]")
    if not quoted or (column >= 0 and outside.search(text, at, end)):
        raise Slip("unclosed-quote", at, 1, mark=mark, advice=block_advice(head))
    if mark == '"' and (bad := _BAD_ESCAPE.search(text, at + 1, end - 1)):
        start, escape = bad.start("escape"), bad["escape"]
        raise Slip("bad-escape", start, len(escape), escape=escape)
    if after := _AFTER.match(text, end):
        raise _after_quote(text, at, after, head, column)
    return next_line(text, end)


def _after_quote(text: str, at: int, after: re.Match[str], head: str, column: int) -> Slip:
    mark, value = text[at], text[at : after.end()].strip()
    # In “"He said "yes" and left"” the outer marks were meant to enclose the whole text.
    if after.start("more") == after.start() and len(value) > 1 and value.endswith(mark):
        value = value[1:-1]
    words = advice(text, at, head, column, " ".join(value.split()))
    more = after["more"].strip()
    return Slip("text-after-quote", after.start("more"), len(more), mark=mark, advice=words)


def _check_flow(text: str, at: int, head: str, column: int) -> int:
    """Check that a bracket is closed by its partner."""
    waiting: list[str] = []
    comment: re.Match[str] | None = None
    for token in _FLOW.finditer(text, at):
        if token[0] in PARTNERS:
            waiting.append(PARTNERS[token[0]])
        elif token[0].startswith("#"):
            comment = token
        elif token[0] in _QUOTED:
            raise Slip("unclosed-quote", token.start(), 1, mark=token[0], advice=_BRACKETS)
        elif token[0] in ("]", "}"):
            if waiting.pop() != token[0]:
                break
            if not waiting:
                if _AFTER.match(text, token.end()):
                    words = advice(text, at, head, column)
                    raise Slip("special-start", at, 1, sign=text[at], advice=words)
                return next_line(text, token.end())
    if comment:
        raise Slip("comment-in-text", comment.start(), len(comment[0]), cut=short(comment[0]))
    raise Slip("unclosed-bracket", at, 1, sign=text[at], partner=PARTNERS[text[at]])


def _check_block(text: str, at: int, head: str, column: int) -> int:
    """Check that all lines of a text in block style are indented like its first one."""
    block = _BLOCK.match(text, at)
    if block is None or block["more"]:
        sign = text[at]
        start = block.start("more") if block else at + 1
        raise Slip("after-block-sign", start, next_line(text, at) - start - 1, sign=sign)
    start = next_line(text, at)
    line = re.compile(rf"(?:[ \t]*\n| {{{column + 1},}}[^\n]*\n?)*")
    body = line.match(text, start)
    end = body.end() if body else start
    first = _TEXT_LINE.match(text, start, end)
    indent = len(first["indent"]) if first else 0
    if indent > column + 1 and not any(sign.isdigit() for sign in block[0]):
        left = re.compile(rf"^ {{{column + 1},{indent - 1}}}(?=\S)", re.MULTILINE)
        if out := left.search(text, start, end):
            raise _further_left(text, out.end(), head)
    return end


def _further_left(text: str, at: int, head: str) -> Slip:
    """The slip of a line that begins further left than the first: a key, or a line of the text."""
    if key := KEY.match(text, at):
        above = head.rpartition(" ")[2].rstrip(":")
        why = f"“{key['name']}” begins further right than “{above}” above"
        return Slip("indentation", at, len(key["name"]), why=why)
    return Slip("block-indentation", at, next_line(text, at) - at - 1)
