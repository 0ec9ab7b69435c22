"""The reader: the bytes of a YAML file to plain data, with a line and a column for every value.

It takes the part of YAML that authors need: lists, keys with values, texts, whole numbers,
``true``, ``false`` and ``null``. Every other value is text. Names, references, types, several
documents and equal keys are refused, each with its own message. A broken item does not hide the
others.
"""

from __future__ import annotations

from pathlib import Path

from kzquiz.problems import Problem
from kzquiz.reader.confusables import lookalike
from kzquiz.reader.decode import read_bytes, to_text
from kzquiz.reader.document import Document, Node
from kzquiz.reader.file_text import Place
from kzquiz.reader.resync import read_text

__all__ = ["Document", "Node", "Place", "lookalike", "parse", "read"]


def read(path: Path, shown: str) -> tuple[Document | None, list[Problem]]:
    """Read a file; ``shown`` is its name in problems. Never raises for the content of the file.

    The document is ``None`` if nothing of the file can be used; then the problems say why.
    """
    data = read_bytes(path, shown)
    return (None, [data]) if isinstance(data, Problem) else parse(data, shown)


def parse(data: bytes, shown: str) -> tuple[Document | None, list[Problem]]:
    """Read the bytes of a file, as `read` does."""
    problems: list[Problem] = []
    text = to_text(data, shown, problems)
    document = read_text(text, problems) if text else None
    return document, sorted(problems)
