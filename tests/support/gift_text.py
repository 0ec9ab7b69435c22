r"""A strict reader of GIFT, written from the description of the format.

https://docs.moodle.org/en/GIFT_format: questions end with a blank line, ``~ = # { } :`` and ``\``
are escaped, ``//`` begins a comment, of which ``[id:…]`` and ``[tag:…]`` are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from moodle_xml import FRACTIONS, category
from platform_questions import Imported, spaced, visible

SPECIAL = "\\~=#{}:"
_HIDDEN = {f"\\{sign}": chr(0xE100 + number) for number, sign in enumerate(SPECIAL)}
_SHOWN = {ord(hidden): escaped[1] for escaped, hidden in _HIDDEN.items()}
_COMMENT = re.compile(r"// \[id:([\w.-]+)\]((?: \[tag:[^\]]+\])*)")
_QUESTION = re.compile(r"::([^:{}=~#]+)::\[html\]([^:{}=~#]*?) ?(?:\{\n(.*)\n?\})?", re.DOTALL)
_ANSWER = re.compile(r"([=~])(?:%(-?[\d.]+)%)?([^:=~#]*)(?:#([^:=~#]*))?\n?")


@dataclass(frozen=True)
class Block:
    """A question as it is written; its texts are decoded."""

    id: str
    tags: str
    name: str
    asked: str
    answers: tuple[tuple[str, float | None, str, str], ...]  # sign, percent, text, feedback
    feedback: str
    is_question: bool


def blocks(data: bytes) -> Iterator[Block | list[str]]:
    """The categories, descriptions and questions of a file."""
    text = data.decode()
    assert text.endswith("\n\n")
    assert "\r" not in text
    for number, hidden in enumerate(_HIDDEN.values()):
        assert hidden not in text, number
    for block in text.rstrip("\n").split("\n\n"):
        if block.startswith("$CATEGORY: "):
            yield category(block.removeprefix("$CATEGORY: "))
        else:
            yield _block(block)


def _block(text: str) -> Block:
    first, _, rest = text.partition("\n") if text.startswith("//") else ("", "", text)
    comment = _COMMENT.fullmatch(first)
    assert comment or not first, first
    assert not re.search(r"^//", rest, re.MULTILINE), "a comment would be dropped"
    hidden = re.sub(r"\\[\\~=#{}:]", lambda found: _HIDDEN[found[0]], rest)
    assert "\\" not in hidden
    found = _QUESTION.fullmatch(hidden)
    assert found, rest
    name, asked, inside = found.groups()
    answers, _, told = (inside or "").partition("####")
    assert not told or told.startswith("[html]")
    pieces = [match.groups() for match in _ANSWER.finditer(answers)]
    assert "".join(match[0] for match in _ANSWER.finditer(answers)) == answers
    return Block(
        comment[1] if comment else "",
        comment[2] if comment else "",
        _decoded(name),
        _decoded(asked),
        tuple(
            (sign, None if share is None else float(share), _decoded(text).strip(), _decoded(why))
            for sign, share, text, why in pieces
        ),
        _decoded(told.removeprefix("[html]")),
        inside is not None,
    )


def _decoded(text: str | None) -> str:
    return (text or "").translate(_SHOWN)


def questions(data: bytes) -> list[Imported]:
    """The questions of a file, without categories and descriptions."""
    return [
        _question(block) for block in blocks(data) if isinstance(block, Block) and block.is_question
    ]


def _question(block: Block) -> Imported:
    assert re.fullmatch(r"[A-Za-z][\w.-]{0,99}", block.id)
    told = visible(block.feedback)
    common = {"id": block.id, "asked": visible(block.asked), "marks": 1.0, "feedback": told}
    reasons = tuple(visible(why) for *_, why in block.answers)
    signs = {sign for sign, *_ in block.answers}
    for _, share, _, _ in block.answers:
        assert share is None or any(abs(abs(share) - known) < 1e-3 for known in FRACTIONS)
    if not block.answers:
        return Imported(form="essay", **common)
    if "~" in signs:
        options = tuple(
            (visible(text), 1.0 if sign == "=" else (share or 0) / 100)
            for sign, share, text, _ in block.answers
        )
        assert [sign for sign, *_ in block.answers].count("=") <= 1, "two keys of one choice"
        form = "choice" if "=" in signs else "select"
        return Imported(form=form, options=options, reasons=reasons, **common)
    if any("->" in text for *_, text, _ in block.answers):
        halves = [text.partition("->") for *_, text, _ in block.answers]
        pairs = [(visible(left), spaced(unescape(right))) for left, _, right in halves]
        assert all(right for _, right in pairs)
        assert sum(bool(left) for left, _ in pairs) > 1, "the importer fails at one pair"
        spare = frozenset(right for left, right in pairs if not left)
        pairs = [pair for pair in pairs if pair[0]]
        return Imported(form="match", pairs=tuple(pairs), spare=spare, **common)
    options = tuple((_typed(text), (share or 0) / 100) for _, share, text, _ in block.answers)
    return Imported(form="text", options=options, reasons=reasons, **common)


def _typed(text: str) -> str:
    """An answer in writing: no asterisk of it is a wildcard, and no arrow of it makes a pair."""
    return spaced(text.replace(r"\*", "*").replace("-\u2060>", "->"))


# --- for the tests of all outputs ---------------------------------------------------------------


def texts(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Every text of a file: where it stands, whether it is ``html`` or ``text``, the text."""
    for block in blocks(data):
        if isinstance(block, list):
            yield "category", "text", " / ".join(block)
            continue
        yield "comment", "structure", f"{block.id}{block.tags}"
        yield "name", "text", block.name
        yield "stem", "html", block.asked
        yield "feedback", "html", block.feedback
        written = bool(block.answers) and _question(block).form == "text"
        for sign, share, text, why in block.answers:
            left, arrow, right = text.partition("->")
            yield "answer", "structure", f"{sign} {share} {arrow}"
            if arrow:
                yield "left", "html", left
                yield "right", "text", unescape(right)
            else:
                yield "answer", "text" if written else "html", _typed(text) if written else text
            yield "why", "html", why
