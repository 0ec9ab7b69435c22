"""A Word document (.docx) to blocks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from kzquiz.authoring.intake.blocks import Hint, RawBlock, refuse
from kzquiz.reader.decode import MAX_BYTES

MOST_PARTS = 2000
MOST_UNPACKED = 5 * MAX_BYTES
"""The bytes that all parts of a document may have together when they are unpacked."""
_ENCRYPTED = 0x1
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MISSING = (
    "to read a Word document, kzquiz needs one more package: run “pip install 'kzquiz[word]'”; "
    "or save it as plain text (.txt) with the encoding UTF-8"
)
_BROKEN = "it is no Word document that can be read; save it as plain text (.txt) in UTF-8"


def blocks(data: bytes) -> tuple[RawBlock, ...]:
    """The paragraphs of a document, the rows of its tables among them, as its reader sees them.

    Deleted text of tracked changes is left out, inserted text stays. Raises `IntakeError`.
    """
    _check_size(data)
    try:
        import docx  # noqa: PLC0415 (an extra, and slow)
    except ImportError:
        refuse(_MISSING)
    try:
        # Its parser expands no entities and opens no address (docx.oxml.parser).
        body = docx.Document(io.BytesIO(data)).element.body
        return tuple(_blocks(body))
    except Exception:  # noqa: BLE001 (a file of someone else in a library: no file may end the run)
        refuse(_BROKEN)


def _check_size(data: bytes) -> None:
    """Refuse a packed file that is too large when it is unpacked. The sizes are read, not trusted.

    zipfile never unpacks more of a part than the size that its head tells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        refuse(_BROKEN)
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > MOST_UNPACKED:
        most = f"{MOST_UNPACKED // 1_000_000} MB or {MOST_PARTS:,} parts"
        refuse(f"unpacked it has more than {most}; save it without its pictures, or as .txt")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        refuse("it is protected by a password; save it without one")
    if not any(part.filename == "word/document.xml" for part in parts):
        refuse("it is packed, but no Word document (.docx); save it as .docx or .txt")


def _blocks(body: Any) -> Iterator[RawBlock]:  # noqa: ANN401 (python-docx has elements without types)
    for element in body:
        if element.tag == f"{_W}p":
            if text := _text(element):
                yield RawBlock(text, _hint(element))
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = [" ".join(_text(cell).split()) for cell in row.iterchildren(f"{_W}tc")]
                if any(cells):
                    yield RawBlock(" | ".join(cells), "item")
        elif element.tag == f"{_W}sdt":  # a field around whole paragraphs
            for part in element.iterchildren(f"{_W}sdtContent"):
                yield from _blocks(part)


def _text(element: Any) -> str:  # noqa: ANN401 (the same)
    parts: list[str] = []
    for node in element.iter():
        if any(above.tag == f"{_MC}Fallback" for above in node.iterancestors()):
            continue  # the same text once more, for old programs
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}p"}:
            parts.append(" " if node.tag == f"{_W}tab" else "\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _hint(paragraph: Any) -> Hint:  # noqa: ANN401 (the same)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    if name in {"title", "heading1"}:
        return "title"
    if name.startswith(("heading", "subtitle")):
        return "heading"
    if name.startswith("caption"):
        return "caption"
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return "item" if listed or name.startswith("list") else ""
