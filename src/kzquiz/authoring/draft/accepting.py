"""``kzquiz draft --accept``: takes what a person has judged from a draft into the unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring import json_schema
from kzquiz.authoring.draft.entries import GUESS, TODO
from kzquiz.authoring.draft.files import CLAIMS, DIFFERENCES, FOLDER, SPEAKERS
from kzquiz.authoring.draft.proposing import FILE as QUESTIONS
from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.authoring.question import appended
from kzquiz.authoring.unit_files import Entry, UnitFiles, listed, read_unit_files
from kzquiz.check.engine.verbatim import to_be_proved
from kzquiz.evidence import fingerprint
from kzquiz.evidence.article import Article
from kzquiz.evidence.article_file import read_file
from kzquiz.load import load
from kzquiz.problems import Fix
from kzquiz.reader import Document, parse

_MARK = re.compile(rf"[ \t]+{GUESS}[^\n]*")
_ENTRY = re.compile(r"^- ", re.MULTILINE)
_TAKEN = "questions/drafted.yaml"


class Accepted(Struct, frozen=True):
    """What `accept` took into the unit, by id, and how many claims are left."""

    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    differences: tuple[str, ...]
    questions: tuple[str, ...]
    left: int


def accept(
    folder: Path,
    working: Path,
    names: Iterable[str] = (),
    waiting: Callable[[], None] = lambda: None,
) -> Accepted:
    """Take the entries of a draft that have no TODO into the unit, with the speakers they need.

    ``names`` are the ids of those to take; without any, all. They leave the draft, and the marks
    of guesses and the sentences stay behind. Raises `ScaffoldError` for a draft that is not there
    or cannot be read, for an unknown id and for one with a TODO; OSError.
    """
    target = working / folder.name / FOLDER
    with write.edit(folder.parent, working, waiting=waiting) as project:
        unit = read_unit_files(folder)
        claims, differences, speakers, questions = (
            Part.read(target / name) for name in (CLAIMS, DIFFERENCES, SPEAKERS, QUESTIONS)
        )
        wanted = set(names)
        _refuse_unknown(wanted, claims, differences, questions)
        chosen = claims.ready(wanted)
        there = {str(one["id"]) for _, one in unit.entries("claims.yaml")} | set(chosen)
        related = [
            name
            for name in differences.ready(wanted)
            if set(map(str, _many(differences.entries[name].get("claims")))) <= there
        ]
        asked = questions.ready(wanted)
        people = _needed(unit, claims, chosen, speakers)
        files: dict[Path, bytes] = {}
        for name, part, ids in (
            ("claims.yaml", claims, chosen),
            ("differences.yaml", differences, related),
            (_TAKEN, questions, asked),
        ):
            if ids:
                file = folder / name
                before = unit.data.get(file, f"{json_schema.header('questions', 2)}\n".encode())
                files[file] = _with(before, [part.plain(one) for one in ids], file)
                files[part.path] = part.without(ids)
        if people:
            files |= _with_speakers(unit, [speakers.plain(name) for name in people])
            files[speakers.path] = speakers.without(people)
        if asked:
            files |= dict(_fingerprints(unit, working, files))
        write.replace(project, files)
    left = len(claims.entries) - len(chosen)
    return Accepted(tuple(chosen), tuple(people), tuple(related), tuple(asked), left)


def _fingerprints(
    unit: UnitFiles, working: Path, files: Mapping[Path, bytes]
) -> Iterator[tuple[Path, bytes]]:
    """The fingerprints of the sources at hand, which prove what the unit quotes now."""
    shown = unit.folder.as_posix()
    overrides = {path.as_posix(): data for path, data in files.items()}
    loaded, _ = load(unit.folder, shown, overrides, unproved="warning")
    proved = to_be_proved(loaded) if loaded else {}
    for _, source in unit.entries("sources.yaml"):
        copy = working / unit.folder.name / f"{source['id']}.txt"
        name = source.get("fingerprint")
        if source["id"] in proved and isinstance(name, str) and copy.is_file():
            text = read_file(copy).decode()
            if Article.of(text).sha256 == source.get("sha256"):
                made = fingerprint.make(text, *proved[str(source["id"])])
                yield unit.folder / name, fingerprint.dump(made).encode()


class Part(Struct, frozen=True):
    """A file of a draft: its entries by id, and the text of each with the comments above it."""

    path: Path
    head: str
    texts: Mapping[str, str]
    entries: Mapping[str, Entry]

    @classmethod
    def read(cls, path: Path) -> Part:
        """Read a file of a draft; questions need not be there. Raises `ScaffoldError`."""
        if path.name == QUESTIONS and not path.exists():
            return cls(path, "", {}, {})
        if not path.is_file():
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
        found = list(listed(document.data if document else None))
        if len(found) != len(pieces):
            message = f"{path.as_posix()}: every entry begins with “- id: …” at the left edge"
            raise ScaffoldError(message)
        texts = {str(one["id"]): piece for one, piece in zip(found, pieces, strict=True)}
        return cls(path, head, texts, {str(one["id"]): one for one in found})

    def ready(self, wanted: set[str]) -> list[str]:
        """The ids of the entries without a TODO, or of those of them that are wanted."""
        done = [name for name, text in self.texts.items() if not _is_open(text)]
        return [name for name in done if not wanted or name in wanted]

    def plain(self, name: str) -> str:
        """An entry without the comments of the draft."""
        lines = _MARK.sub("", self.texts[name]).split("\n")
        return "\n".join(line for line in lines if not line.lstrip().startswith("#")).strip() + "\n"

    def without(self, names: Iterable[str]) -> bytes:
        """The file without some entries."""
        gone = set(names)
        return (self.head + "".join(t for n, t in self.texts.items() if n not in gone)).encode()


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


def _is_open(text: str) -> bool:
    """Whether an entry has a TODO; what stands in a comment does not count."""
    return any(
        TODO in line.partition(" #")[0]
        for line in text.split("\n")
        if not line.lstrip().startswith("#")
    )


def _refuse_unknown(names: Iterable[str], *parts: Part) -> None:
    for name in names:
        part = next((part for part in parts if name in part.entries), None)
        if part is None:
            message = f"the draft has no entry “{name}”"
            raise ScaffoldError(message)
        if _is_open(part.texts[name]):
            message = f"“{name}” in {part.path.as_posix()} has a TODO; write it first"
            raise ScaffoldError(message)


def _many(node: object) -> list[object]:
    return node if isinstance(node, list) else []


def _needed(
    unit: UnitFiles, claims: Part, chosen: Iterable[str], speakers: Part
) -> tuple[str, ...]:
    """The speakers of some claims that the unit does not have yet. Raises `ScaffoldError`."""
    known = {str(one["id"]) for one in listed(unit.document("unit.yaml").get(("speakers",)))}
    named: dict[str, str] = {}
    for name in chosen:
        for one in map(str, _many(claims.entries[name].get("speakers"))):
            named.setdefault(one, name)
    for one, claim in named.items():
        if one not in known and one not in speakers.entries:
            message = f"claim “{claim}”: there is no speaker “{one}” in the unit or in the draft"
            raise ScaffoldError(message)
    return tuple(one for one in speakers.entries if one in named and one not in known)


_EMPTY = re.compile(rb"^\[\][ \t]*\r?\n?", re.MULTILINE)


def _with(data: bytes, texts: Iterable[str], path: Path) -> bytes:
    """A file with entries appended, in place of the brackets of an empty list."""
    document, _ = parse(data, path.as_posix())
    empty = document is not None and document.data == []
    for number, text in enumerate(texts):
        if empty and number == 0:
            data = _EMPTY.sub(b"", data) + b"\n" + text.encode()
        else:
            data = appended(data, text, path)
    return data


def _with_speakers(unit: UnitFiles, texts: Iterable[str]) -> dict[Path, bytes]:
    """unit.yaml with speakers before the first of its own."""
    document, path = unit.document("unit.yaml"), unit.folder / "unit.yaml"
    at = document.place(("speakers", 0))
    line = document.line(at.line)
    indent = len(line) - len(line.lstrip())
    start = _offset(document, at.line)
    added = "".join(
        "".join(f"{' ' * indent}{row}\n" for row in text.rstrip().split("\n")) for text in texts
    )
    return unit.edited({path: [Fix(start, start, added)]})


def _offset(document: Document, line: int) -> int:
    return sum(len(document.line(number)) + 1 for number in range(1, line))
