"""``kzquiz draft --accept``: takes what a person has judged from a draft into the unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring import json_schema
from kzquiz.authoring.draft.context import LISTS
from kzquiz.authoring.draft.files import (
    CLAIMS,
    CONTEXT,
    DIFFERENCES,
    FOLDER,
    QUESTIONS,
    SPEAKERS,
)
from kzquiz.authoring.draft.into_unit import with_entries
from kzquiz.authoring.draft.part import Part, read_parts
from kzquiz.authoring.known_ids import Entry, ScaffoldError, listed
from kzquiz.authoring.question import appended
from kzquiz.authoring.unit_files import UnitFiles, read_unit_files
from kzquiz.check.engine.verbatim import to_be_proved
from kzquiz.evidence import fingerprint
from kzquiz.evidence.article import Article
from kzquiz.evidence.article_file import read_file
from kzquiz.load import load
from kzquiz.reader import parse

_TAKEN = "questions/drafted.yaml"
_CONFIRMATION = re.compile(r"^  confirmation: (\S+)\n", re.MULTILINE)


class Accepted(Struct, frozen=True):
    """What `accept` took into the unit, by name, and how many claims are left."""

    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    differences: tuple[str, ...]
    context: tuple[str, ...]
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
        parts = read_parts(target)
        wanted = set(names)
        _refuse_unknown(wanted, parts.values())
        taken = _chosen(unit, parts, wanted)
        there = {str(one["id"]) for _, one in unit.entries(CLAIMS)} | {*taken[CLAIMS]}
        files: dict[Path, bytes] = {}
        for name, into in ((CLAIMS, CLAIMS), (DIFFERENCES, DIFFERENCES), (QUESTIONS, _TAKEN)):
            if taken[name]:
                file = folder / into
                before = unit.data.get(file, f"{json_schema.header('questions', 2)}\n".encode())
                texts = [_confirmed(parts[name].plain(one), there) for one in taken[name]]
                files[file] = _with(before, texts, file)
        if taken[SPEAKERS] or taken[CONTEXT]:
            files |= with_entries(unit, _for_unit(parts, taken))
        files |= {parts[name].path: parts[name].without(ids) for name, ids in taken.items() if ids}
        if taken[QUESTIONS]:
            files |= dict(_fingerprints(unit, working, files))
        write.replace(project, files)
    return Accepted(
        claims=tuple(taken[CLAIMS]),
        speakers=tuple(taken[SPEAKERS]),
        differences=tuple(taken[DIFFERENCES]),
        context=tuple(taken[CONTEXT]),
        questions=tuple(taken[QUESTIONS]),
        left=len(parts[CLAIMS].entries) - len(taken[CLAIMS]),
    )


def _chosen(unit: UnitFiles, parts: Mapping[str, Part], wanted: set[str]) -> dict[str, list[str]]:
    """The names of the entries to take, by file: those whose claims are in the unit then."""
    claims = parts[CLAIMS].ready(wanted)
    there = {str(one["id"]) for _, one in unit.entries(CLAIMS)} | {*claims}
    found = {CLAIMS: claims, QUESTIONS: parts[QUESTIONS].ready(wanted)}
    for name in (DIFFERENCES, CONTEXT):
        entries = parts[name].entries
        found[name] = [one for one in parts[name].ready(wanted) if _claims(entries[one]) <= there]
    found[SPEAKERS] = list(_needed(unit, parts, found))
    return found


def _claims(entry: Entry) -> set[str]:
    """The ids of the claims that an entry names."""
    listed_ids = _many(entry.get("claims"))
    return {str(one) for one in (*listed_ids, entry.get("claim")) if one is not None}


def _confirmed(entry: str, there: set[str]) -> str:
    """An entry without the claim that could not confirm it, if that is not taken."""
    found = _CONFIRMATION.search(entry)
    return entry if found is None or found[1] in there else _CONFIRMATION.sub("", entry)


def _for_unit(parts: Mapping[str, Part], taken: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The texts of the entries for the lists of unit.yaml, by the key of the list."""
    found = {"speakers": [parts[SPEAKERS].plain(name) for name in taken[SPEAKERS]]}
    for name in taken[CONTEXT]:
        entry = parts[CONTEXT].entries[name]
        key = next(listed for mark, listed in LISTS.items() if mark in entry)
        found.setdefault(key, []).append(parts[CONTEXT].plain(name))
    return found


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


def _refuse_unknown(names: Iterable[str], parts: Iterable[Part]) -> None:
    known = [part for part in parts if part.path.name != SPEAKERS]
    for name in names:
        part = next((part for part in known if name in part.entries), None)
        if part is None:
            message = f"the draft has no entry “{name}”"
            raise ScaffoldError(message)
        if part.is_open(name):
            message = f"“{name}” in {part.path.as_posix()} has a TODO; write it first"
            raise ScaffoldError(message)


def _many(node: object) -> list[object]:
    return node if isinstance(node, list) else []


def _needed(
    unit: UnitFiles, parts: Mapping[str, Part], chosen: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """The speakers of the claims and loaded words to take that the unit does not have yet.

    Raises `ScaffoldError` for one that is not in the draft either.
    """
    known = {str(one["id"]) for one in listed(unit.document("unit.yaml").get(("speakers",)))}
    named: dict[str, str] = {}
    for name in chosen[CLAIMS]:
        for one in map(str, _many(parts[CLAIMS].entries[name].get("speakers"))):
            named.setdefault(one, f"claim “{name}”")
    for name in chosen[CONTEXT]:
        owner = parts[CONTEXT].entries[name].get("owner")
        if owner not in (None, "unclear"):
            named.setdefault(str(owner), f"the owner of “{name}”")
    drafted = parts[SPEAKERS].entries
    for one, where in named.items():
        if one not in known and one not in drafted:
            message = f"{where}: there is no speaker “{one}” in the unit or in the draft"
            raise ScaffoldError(message)
    return tuple(one for one in drafted if one in named and one not in known)


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
