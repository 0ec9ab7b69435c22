"""Takes in an article as it comes: the bytes of a file → blocks, and what each is taken for.

`take` is a pure function. It reads plain text, a saved web page, a Word document, subtitles and
transcripts. The author has the last word: `Intake.decided`, or a file of blocks that can be edited
(`block_file`).
"""

from __future__ import annotations

from kzquiz.authoring.intake import block_file, html, plain, word
from kzquiz.authoring.intake.blocks import (
    LEFT_OUT,
    PARTS,
    Block,
    Intake,
    IntakeError,
    Origin,
    Part,
    RawBlock,
    decisions,
    refuse,
)
from kzquiz.authoring.intake.bylines import author
from kzquiz.authoring.intake.classify import classify, dateline, lines
from kzquiz.authoring.intake.decode import to_text

__all__ = [
    "LEFT_OUT",
    "PARTS",
    "Block",
    "Intake",
    "IntakeError",
    "Origin",
    "Part",
    "RawBlock",
    "author",
    "dateline",
    "decisions",
    "lines",
    "take",
]

_REFUSED = {
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_MIME = ("mime-version:", "from: <saved by", "snapshot-content-location:")
_PAGE = ("<!doctype html", "<html", "<head", "<body")
_HEAD = 2000  # characters in which a page says that it is one


def take(data: bytes, encoding: str = "") -> Intake:
    """Take in an article from the bytes of its file; ``encoding`` is the author's word for it.

    Raises `IntakeError` for a file that is no text, is in an encoding that cannot be proved, needs
    a package that is not installed, or has no words.
    """
    for sign, form in _REFUSED.items():
        if data.startswith(sign):
            advice = "save it as plain text (.txt) with the encoding UTF-8"
            refuse(f"it is {form}; {advice}")
    if data.startswith(b"PK\x03\x04"):
        return _with_words(Intake(classify(word.blocks(data))))
    text = to_text(data, encoding)
    start = text[:_HEAD].lstrip().lower()
    if start.startswith(_MIME):
        refuse("it is a web archive; save the page again as “Web page, HTML only”")
    if block_file.is_block_file(text):
        return _with_words(block_file.read(text))
    if start.startswith(_PAGE) or "<html" in start:
        raws, origin, doubts = html.blocks(text)
    else:
        raws, doubts = plain.blocks(text)
        origin = Origin()
    return _with_words(Intake(classify(raws), origin, doubts))


def _with_words(intake: Intake) -> Intake:
    if not any(any(map(str.isalnum, block.text)) for block in intake.blocks):
        refuse("it has no text")
    return intake
