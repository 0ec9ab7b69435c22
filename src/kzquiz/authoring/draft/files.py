"""``kzquiz draft``: the files of a draft, and what is taken from them into the unit.

A draft lies with the working copies of the articles, in ``articles/UNIT/draft``, because it has
their sentences. `accept` takes what a person has looked at into the unit, without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring import unit_texts
from kzquiz.authoring.draft import entries, lineup
from kzquiz.authoring.draft.claims import Draft, Text, draft
from kzquiz.authoring.draft.entries import GUESS, TODO
from kzquiz.authoring.intake import decisions, take
from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.authoring.question import appended
from kzquiz.authoring.unit_files import Entry, UnitFiles, read_unit_files
from kzquiz.evidence.article_file import read_file
from kzquiz.problems import Fix
from kzquiz.reader import Document, parse

FOLDER = "draft"
CLAIMS, SPEAKERS, DIFFERENCES, FIGURES = (
    "claims.yaml", "speakers.yaml", "differences.yaml", "figures.txt",
)  # fmt: skip
_MARK = re.compile(rf"[ \t]+{GUESS}[^\n]*")
_ENTRY = re.compile(r"^- ", re.MULTILINE)
_HEADS = {
    CLAIMS: """\
# The claims of “{unit}” as drafted, each below its sentence. This file stays on this computer.
# Write “says” in your own words where TODO stands, for the claims that you want, and mend what is
# wrong beside it. “# guess” marks what was guessed. Leave or delete the others. Then
# “{accept}” takes the claims without TODO into the unit.
""",
    SPEAKERS: """\
# Who speaks in the articles of “{unit}”, as drafted. Mend names, roles and sides here. The speakers
# of the claims that you accept go into unit.yaml with them.
""",
    DIFFERENCES: """\
# Figures of “{unit}” that may count the same. Nothing here says that they conflict: check who says
# it, where, and when. Write kind and why where TODO stands, and “{accept}” takes
# the difference into the unit. Delete what is none.
""",
}


class Drafted(Struct, frozen=True):
    """What `draft_unit` made: the draft, and the files with their bytes."""

    draft: Draft
    files: Mapping[Path, bytes]


class Accepted(Struct, frozen=True):
    """What `accept` took into the unit, by id, and how many entries still have a TODO."""

    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    differences: tuple[str, ...]
    left: int


def draft_unit(folder: Path, working: Path, waiting: Callable[[], None] = lambda: None) -> Drafted:
    """Draft the claims of a unit from the texts of its sources, into its working copies.

    Statements that claims of the unit quote are left out. Raises `ScaffoldError` for a unit whose
    texts are not at hand, or whose draft was changed by hand; OSError.
    """
    target = working / folder.name / FOLDER
    with write.edit(folder.parent, working, waiting=waiting) as project:
        unit = read_unit_files(folder)
        made = draft([_text(unit, source, working) for _, source in unit.entries("sources.yaml")])
        made = _without_known(unit, made)
        files = _files(unit, made, target)
        write.refuse_others(project, files)
        write.replace(project, {**files, working / ".gitignore": unit_texts.IGNORE.encode()})
    return Drafted(made, files)


def _text(unit: UnitFiles, source: Entry, working: Path) -> Text:
    """The article of a source: the blocks that the author decided on, or its text."""
    name = str(source["id"])
    copies = working / unit.folder.name
    own = source.get("text")
    paths = [copies / f"{name}-blocks.txt", copies / f"{name}.txt", working / f"{name}.txt"]
    if isinstance(own, str):
        paths.insert(0, unit.folder / own)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        advice = f"put it there, or run “kzquiz source replace {unit.folder.name} {name} FILE”"
        message = f"the text of source “{name}” is not at hand as {paths[-2].as_posix()}; {advice}"
        raise ScaffoldError(message)
    taken = take(read_file(path))
    if not path.name.endswith("-blocks.txt"):  # every paragraph of a working copy has its number
        taken = taken.decided(decisions(range(1, len(taken.blocks) + 1), (), taken))
    return Text(name, taken.blocks, str(source.get("language") or ""))


def _without_known(unit: UnitFiles, made: Draft) -> Draft:
    """The draft without the statements from which a claim of the unit quotes."""
    known = [
        (str(claim.get("source")), claim.get("paragraph"), str(claim["quote"]))
        for _, claim in unit.entries("claims.yaml")
        if claim.get("quote")
    ]
    claims = tuple(
        one
        for one in made.claims
        if not any(
            (one.source, one.paragraph) == (source, paragraph) and quote in one.text
            for source, paragraph, quote in known
        )
    )
    return Draft(claims, made.speakers, made.notes)


def _files(unit: UnitFiles, made: Draft, target: Path) -> dict[Path, bytes]:
    """The files of a draft."""
    taken = {str(one["id"]) for _, one in unit.entries("claims.yaml")}
    names = entries.ids(made.claims, taken)
    known = {str(one["id"]) for one in _listed(unit.document("unit.yaml").get(("speakers",)))}
    new = [one for one in made.speakers if one.id not in known]
    texts = {
        CLAIMS: map(entries.entry, made.claims, names),
        SPEAKERS: map(entries.speaker, new),
        DIFFERENCES: lineup.differences(made.claims, names),
    }
    accept = f"kzquiz draft {unit.folder.name} --accept"
    found = {
        target / name: "\n".join((_head(name, unit.folder.name, accept), *listed)).encode()
        for name, listed in texts.items()
    }
    found[target / FIGURES] = lineup.table(made.claims, names).encode()
    return found


def _head(name: str, unit: str, accept: str) -> str:
    return _HEADS[name].format(unit=unit, accept=accept)


def _listed(node: object) -> Iterator[Entry]:
    for one in node if isinstance(node, list) else ():
        if isinstance(one, dict) and "id" in one:
            yield one


# --- accepting ----------------------------------------------------------------------------------


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
        claims, differences = (_Part.read(target / name) for name in (CLAIMS, DIFFERENCES))
        speakers = _Part.read(target / SPEAKERS)
        _refuse_unknown(names, claims, differences)
        wanted = set(names)
        chosen = claims.ready(wanted)
        there = {str(one["id"]) for _, one in unit.entries("claims.yaml")} | set(chosen)
        related = {
            name
            for name in differences.ready(wanted)
            if set(map(str, _many(differences.entries[name].get("claims")))) <= there
        }
        people = _needed(unit, claims, chosen, speakers)
        files = {}
        for file, part, ids in (
            (folder / "claims.yaml", claims, chosen),
            (
                folder / "differences.yaml",
                differences,
                [n for n in differences.entries if n in related],
            ),
        ):
            if ids:
                files[file] = _with(unit.data[file], [part.plain(name) for name in ids], file)
                files[part.path] = part.without(ids)
        if people:
            files |= _with_speakers(unit, [speakers.plain(name) for name in people])
            files[speakers.path] = speakers.without(people)
        write.replace(project, files)
    left = len(claims.entries) - len(chosen)
    return Accepted(tuple(chosen), tuple(people), tuple(sorted(related)), left)


class _Part(Struct, frozen=True):
    """A file of a draft: its entries by id, and the text of each with the comments above it."""

    path: Path
    head: str
    texts: Mapping[str, str]
    entries: Mapping[str, Entry]

    @classmethod
    def read(cls, path: Path) -> _Part:
        """Read a file of a draft. Raises `ScaffoldError`."""
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
        listed = list(_listed(document.data if document else None))
        texts = {str(one["id"]): piece for one, piece in zip(listed, pieces, strict=True)}
        return cls(path, head, texts, {str(one["id"]): one for one in listed})

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


def _refuse_unknown(names: Iterable[str], *parts: _Part) -> None:
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
    unit: UnitFiles, claims: _Part, chosen: Iterable[str], speakers: _Part
) -> tuple[str, ...]:
    """The speakers of some claims that the unit does not have yet. Raises `ScaffoldError`."""
    known = {str(one["id"]) for one in _listed(unit.document("unit.yaml").get(("speakers",)))}
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
