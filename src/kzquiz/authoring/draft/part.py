"""Reads a file of a draft: a list of entries, each with the comments above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kzquiz.authoring.draft.entries import GUESS, TODO
from kzquiz.authoring.draft.files import CLAIMS, CONTEXT, DIFFERENCES, QUESTIONS, SPEAKERS
from kzquiz.authoring.known_ids import Entry, ScaffoldError
from kzquiz.evidence.article_file import read_file
from kzquiz.reader import parse

ENTRIES = (CLAIMS, SPEAKERS, DIFFERENCES, CONTEXT, QUESTIONS)
"""The files of a draft that have entries."""
_NEEDED = frozenset({CLAIMS, SPEAKERS, DIFFERENCES})  # an older draft has no others
_MARK = re.compile(rf"[ \t]+{GUESS}[^\n]*")
_ENTRY = re.compile(r"^- ", re.MULTILINE)


class Part(Struct, frozen=True):
    """A file of a draft: its entries by name, and the text of each with the comments above it.

    An entry without an id is named by its first value; a second one of that name has a number.
    """

    path: Path
    head: str
    texts: Mapping[str, str]
    entries: Mapping[str, Entry]

    @classmethod
    def read(cls, path: Path, *, needed: bool = True) -> Part:
        """Read a file of a draft; not every one is ``needed``. Raises `ScaffoldError`."""
        if not path.is_file():
            if not needed:
                return cls(path, "", {}, {})
            message = f"{path.as_posix()} is not there; make the draft first: “kzquiz draft UNIT”"
            raise ScaffoldError(message)
        text = read_file(path).decode("utf-8", "replace").replace("\r\n", "\n")
        document, problems = parse(text.encode(), path.as_posix())
        errors = [p for p in problems if p.severity == "error" and p.code != "only-comments"]
        if errors:
            first = errors[0]
            message = f"{first.file}:{first.line}:{first.column}: {first.message}; {first.help}"
            raise ScaffoldError(message)
        head, pieces = _pieces(text)
        data = document.data if document else None
        found = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
        if len(found) != len(pieces):
            message = f"{path.as_posix()}: every entry begins with “- ” and a key at the left edge"
            raise ScaffoldError(message)
        names = list(_names(found))
        texts = dict(zip(names, pieces, strict=True))
        return cls(path, head, texts, dict(zip(names, found, strict=True)))

    def ready(self, wanted: set[str]) -> list[str]:
        """The names of the entries without a TODO, or of those of them that are wanted."""
        done = [name for name in self.texts if not self.is_open(name)]
        return [name for name in done if not wanted or name in wanted]

    def is_open(self, name: str) -> bool:
        """Whether an entry has a TODO; what stands in a comment does not count."""
        return any(
            TODO in line.partition(" #")[0]
            for line in self.texts[name].split("\n")
            if not line.lstrip().startswith("#")
        )

    def plain(self, name: str) -> str:
        """An entry without the comments of the draft."""
        lines = _MARK.sub("", self.texts[name]).split("\n")
        return "\n".join(line for line in lines if not line.lstrip().startswith("#")).strip() + "\n"

    def line(self, name: str) -> int:
        """The line of the file, from 1, in which an entry begins below its comments."""
        at = self.head.count("\n") + 1
        for one, text in self.texts.items():
            if one == name:
                found = _ENTRY.search(text)
                return at + text[: found.start() if found else 0].count("\n")
            at += text.count("\n")
        raise KeyError(name)

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + "".join(self.texts.values())

    def without(self, names: Iterable[str]) -> bytes:
        """The file without some entries."""
        gone = set(names)
        return (self.head + "".join(t for n, t in self.texts.items() if n not in gone)).encode()


def read_parts(folder: Path) -> dict[str, Part]:
    """The files of a draft that have entries, by name. Raises `ScaffoldError`."""
    return {name: Part.read(folder / name, needed=name in _NEEDED) for name in ENTRIES}


def _names(found: Iterable[Entry]) -> Iterator[str]:
    used: set[str] = set()
    for one in found:
        base = str(one.get("id") or next(iter(one.values()), ""))
        name, number = base, 2
        while name in used:
            name, number = f"{base} ({number})", number + 1
        used.add(name)
        yield name


def _pieces(text: str) -> tuple[str, list[str]]:
    """The head of a file, and the text of each entry, with the comments right above it."""
    starts = []
    for match in _ENTRY.finditer(text):
        start = match.start()
        above = text[:start].split("\n")[:-1]
        while above and above[-1].startswith("#"):
            start -= len(above.pop()) + 1
        starts.append(start)
    if not starts:
        return text, []
    ends = [*starts[1:], len(text)]
    return text[: starts[0]], [text[a:b] for a, b in zip(starts, ends, strict=True)]
