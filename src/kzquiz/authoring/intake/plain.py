"""Plain text to blocks: paragraphs, lists, tables, and transcripts with time codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kzquiz.authoring.intake.blocks import RawBlock

# A blank line may hold any kind of space, such as U+00A0 or U+3000.
_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_ITEM = re.compile(r"(?:[-*•‣◦▪–—]|\(?\d{1,3}[.)]|[a-z]\))[^\S\n]+\S")
_CELLS = re.compile(r"\t+|[^\S\n]*\|[^\S\n]*")
_RULE = re.compile(r"[\s|:+=-]+")  # the line under the head of a table
_SENTENCE_END = re.compile(r"""[.!?…。！？:]["'”’»)\]]*$""")
_WRAP = 120  # characters: a longer line is a paragraph, no line of one
_FEWEST_WORDS = 6  # in an average line that is a paragraph
_LONG = 150  # words: a longer text of one paragraph has probably lost its empty lines
_CODE = r"(?P<h>\d{1,2}:)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,]\d{1,3})?"
_TIMED = re.compile(rf"[\[(]?{_CODE}[\])]?(?:\s*(?:-->|[-–—])\s*[\[(]?[\d:.,]+[\])]?)?(?=\s|$)")
# SubRip and WebVTT: a cue has its times in a line of their own, with “-->” between.
_CUES = re.compile(r"^[^\S\n]*[\d:.,]+[^\S\n]+-->[^\S\n]+[\d:.,]+", re.MULTILINE)
_TAG = re.compile(r"</?[a-z][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}", re.IGNORECASE)
_FEWEST_CODES = 3
_CUE_WORDS = 40


def blocks(text: str) -> tuple[tuple[RawBlock, ...], tuple[str, ...]]:
    """Divide a text into blocks; also give what the author should look at again."""
    if _CUES.search(text):
        return tuple(_joined(_cues(text))), ()
    lines = [line.strip() for line in text.split("\n")]
    codes = sum(bool(_TIMED.match(line)) for line in lines if line)
    if codes >= _FEWEST_CODES and codes * 3 >= sum(map(bool, lines)):
        return tuple(_timed(lines)), ()
    parts = [part.strip() for part in _BLANK.split(text) if part.strip()]
    if len(parts) == 1:
        return _of_one(parts[0])
    return tuple(raw for part in parts for raw in _divided(_lines(part))), ()


def _lines(part: str) -> list[str]:
    return [line.strip() for line in part.split("\n") if line.strip()]


def _of_one(part: str) -> tuple[tuple[RawBlock, ...], tuple[str, ...]]:
    """The blocks of a text without empty lines: its lines, or a text that has to be divided."""
    lines = _lines(part)
    sentences = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    words = len(part.split())
    if len(lines) > 1 and sentences * 2 > len(lines) and words >= _FEWEST_WORDS * len(lines):
        return tuple(raw for line in lines for raw in _divided([line])), ()
    found = tuple(_divided(lines))
    if len(found) > 1 or words < _LONG:
        return found, ()
    doubt = (
        "it is one long paragraph: put an empty line after each paragraph and take it in again, "
        "so that each can be cited"
    )
    return found, (doubt,)


def _divided(lines: Sequence[str]) -> Iterator[RawBlock]:
    """The blocks of some lines without an empty one: items, rows, long lines, or one paragraph."""
    if sum(bool(_ITEM.match(line)) for line in lines) > 1:
        yield from (RawBlock(text, "item") for text in _items(lines))
    elif len(lines) > 1 and all(len(_CELLS.split(line.strip("| "))) > 1 for line in lines):
        rows = (line for line in lines if not _RULE.fullmatch(line))
        yield from (RawBlock(_row(_CELLS.split(row.strip("| "))), "item") for row in rows)
    elif any(len(line) > _WRAP for line in lines):
        yield from map(RawBlock, lines)
    elif lines:
        yield RawBlock("\n".join(lines))


def _row(cells: Iterable[str]) -> str:
    return " | ".join(cell.strip() for cell in cells)


def _items(lines: Iterable[str]) -> Iterator[str]:
    """List items, each with the lines that go on below its mark."""
    item: list[str] = []
    for line in lines:
        if _ITEM.match(line) and item:
            yield "\n".join(item)
            item = []
        item.append(line)
    yield "\n".join(item)


# --- transcripts --------------------------------------------------------------------------------


def _time(found: re.Match[str]) -> str:
    """A time code as it is cited: ``12:30``, or ``1:02:30`` from an hour on."""
    hours = int((found["h"] or "0").rstrip(":"))
    minutes = int(found["m"])
    return f"{hours}:{minutes:02}:{found['s']}" if hours else f"{minutes}:{found['s']}"


def _timed(lines: Iterable[str]) -> Iterator[RawBlock]:
    """A block for each time code: the rest of its line, and the lines up to the next code."""
    at, said = "", list[str]()
    for line in [*lines, ""]:
        found = _TIMED.match(line)
        if found:
            yield from _piece(at, said)
            at, said = _time(found), [line[found.end() :].strip(" \t-–—:")]
        else:
            said.append(line)
    yield from _piece(at, said)


def _piece(at: str, said: Iterable[str]) -> Iterator[RawBlock]:
    text = "\n".join(line for line in said if line)
    if at and text:
        yield RawBlock(text, at=at)
    elif text:  # before the first time code
        yield RawBlock(text)


def _cues(text: str) -> Iterator[tuple[str, str]]:
    """The time and the text of every cue of subtitles."""
    for cue in _BLANK.split(text):
        lines = _lines(cue)
        times = next((n for n, line in enumerate(lines) if "-->" in line), None)
        found = _TIMED.match(lines[times]) if times is not None else None
        if found and times is not None:
            said = " ".join(_TAG.sub("", line) for line in lines[times + 1 :]).strip()
            if said:
                yield _time(found), said


def _joined(cues: Iterable[tuple[str, str]]) -> Iterator[RawBlock]:
    """Subtitles as paragraphs: cues are joined up to the end of a sentence, or some 40 words."""
    at, said = "", list[str]()
    for time, text in cues:
        at = at or time
        said.append(text)
        if _SENTENCE_END.search(text) or len(" ".join(said).split()) >= _CUE_WORDS:
            yield from _piece(at, [" ".join(said)])
            at, said = "", []
    yield from _piece(at, [" ".join(said)])
