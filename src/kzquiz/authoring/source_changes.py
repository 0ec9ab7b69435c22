"""``kzquiz source``: a unit's sources change, and everything that rests on them with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from string import ascii_lowercase

from msgspec import Struct, structs

from kzquiz import write
from kzquiz.authoring import intake, unit_texts
from kzquiz.authoring.align import NewPlace
from kzquiz.authoring.fix import Fixed
from kzquiz.authoring.intake import block_file
from kzquiz.authoring.known_ids import Entry, ScaffoldError
from kzquiz.authoring.old_text import old_text
from kzquiz.authoring.question import appended
from kzquiz.authoring.source_files import (
    Choices,
    Source,
    copies,
    entry,
    fingerprint_file,
    take_in,
)
from kzquiz.authoring.source_moves import moved
from kzquiz.authoring.unit_files import UnitFiles, read_unit_files
from kzquiz.check.engine.verbatim import to_be_proved
from kzquiz.load import load
from kzquiz.problems import Fix, did_you_mean
from kzquiz.reader import Document, parse

Phrases = tuple[Iterable[str], Iterable[str]]
"""The phrases and the absent terms that a fingerprint should prove."""
_NONE: Phrases = ((), ())
_UNPROVED = (
    "the unit has errors, so its short quotations are not proved yet: mend them, then run "
    "“kzquiz fingerprint {copy}”"
)


class Where(Struct, frozen=True):
    """The folder of a unit, and the folder of all working copies."""

    folder: Path
    working: Path

    @property
    def copies(self) -> Path:
        """The working copies of the unit."""
        return self.working / self.folder.name


class Change(Struct, frozen=True):
    """What a change of sources does: its files before and after, and what to look at.

    ``places`` has for each old paragraph where it is now. ``gone`` are statements that lost their
    paragraph or their quotation, ``changed`` those whose paragraph has other words now.
    ``compared`` says with what the new text was compared.
    """

    source: Source
    files: Mapping[Path, tuple[bytes, bytes]]
    places: tuple[NewPlace, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    compared: str = ""

    def diff(self) -> str:
        """The changes of the unit's texts as a unified diff."""
        yaml = {str(p): pair for p, pair in self.files.items() if p.suffix == ".yaml"}
        return Fixed(yaml, ()).diff()


def replace_source(
    where: Where,
    name: str,
    file: Path,
    choices: Choices = Choices(),  # noqa: B008 (it is frozen)
    waiting: Callable[[], None] = lambda: None,
    *,
    dry: bool = False,
) -> Change:
    """Take a new text for a source, and move every paragraph number of the old one.

    Everything is written in one step, or nothing if ``dry``. A paragraph that is gone becomes TODO
    where it was named. What the author decided on blocks of the old text stays decided. Raises
    `ScaffoldError` for a source or file that cannot be used; OSError.
    """
    folder = where.folder
    with write.edit(folder.parent, where.working, waiting=waiting) as project:
        unit = read_unit_files(folder)
        number, old = _entry(unit, name)
        known = _remembered(where.copies / f"{name}-blocks.txt")
        (source,) = take_in({name: file}, structs.replace(choices, remembered=known))
        _refuse_known(unit, source)
        before = old_text(folder, old, where.copies)
        report = moved(unit, number, source, before)
        yaml = unit.edited(report.edits)
        files = dict(yaml)
        phrases = _phrases(unit, {**yaml, **unit.edited(report.loadable)}, name)
        if phrases is None:
            report.changed.append(_UNPROVED.format(copy=where.copies / f"{name}.txt"))
        files |= _text_files(unit, old, source, phrases or _NONE)
        files |= copies(source, folder.name, where.copies)
        files[where.working / ".gitignore"] = unit_texts.IGNORE.encode()
        change = Change(
            source,
            {path: (write.current(project, path) or b"", data) for path, data in files.items()},
            report.places,
            tuple(report.gone),
            tuple(report.changed),
            before.what if before else "",
        )
        if not dry:
            write.replace(project, files)
    return change


def add_source(
    where: Where,
    file: Path,
    choices: Choices = Choices(),  # noqa: B008 (it is frozen)
    waiting: Callable[[], None] = lambda: None,
) -> Change:
    """Add an article to a unit as a further source, with its newsroom as a speaker.

    Raises `ScaffoldError` for a file that cannot be used and a text that is a source already;
    FileExistsError for a working copy that is there with another text; OSError.
    """
    folder = where.folder
    with write.edit(folder.parent, where.working, waiting=waiting) as project:
        unit = read_unit_files(folder)
        known = {str(one["id"]) for _, one in unit.entries("sources.yaml")}
        name = next((letter for letter in ascii_lowercase if letter not in known), "")
        if not name:
            message = f"{folder.as_posix()} has a source for every letter; begin another unit"
            raise ScaffoldError(message)
        (source,) = take_in({name: file}, choices)
        _refuse_known(unit, source)
        sources = folder / "sources.yaml"
        yaml = {sources: appended(unit.data[sources], entry(source), sources)}
        yaml |= _with_newsroom(unit, source)
        new = copies(source, folder.name, where.copies)
        new[folder / "fingerprints" / f"{name}.txt"] = fingerprint_file(
            source, *(_phrases(unit, yaml, name) or _NONE)
        )
        write.refuse_others(project, new)
        files = {**yaml, **new, where.working / ".gitignore": unit_texts.IGNORE.encode()}
        pairs = {p: (write.current(project, p) or b"", data) for p, data in files.items()}
        write.replace(project, files)
    return Change(source, pairs)


# --- the unit -----------------------------------------------------------------------------------


def _entry(unit: UnitFiles, name: str) -> tuple[int, Entry]:
    known = {str(one["id"]): (number, one) for number, one in unit.entries("sources.yaml")}
    if name not in known:
        message = f"{unit.folder.as_posix()} has no source “{name}”; {did_you_mean(name, known)}"
        raise ScaffoldError(message)
    return known[name]


def _remembered(blocks: Path) -> Mapping[str, intake.Part]:
    """What the blocks of the old text were, by their words."""
    try:
        text = blocks.read_text("utf-8")
        known = block_file.read(text) if block_file.is_block_file(text) else intake.Intake(())
    except (OSError, UnicodeDecodeError, intake.IntakeError):
        return {}
    return {block.text: block.part for block in known.blocks}


def _refuse_known(unit: UnitFiles, source: Source) -> None:
    for _, one in unit.entries("sources.yaml"):
        if one.get("sha256") == source.article.sha256 and one["id"] != source.id:
            message = f"{source.path.as_posix()} is the text of source “{one['id']}” already"
            raise ScaffoldError(message)


def _phrases(unit: UnitFiles, overrides: Mapping[Path, bytes], name: str) -> Phrases | None:
    """The phrases and terms that a fingerprint should prove; None if the unit has errors.

    Raises `ScaffoldError` if a file of the unit cannot be read.
    """
    shown = {path.as_posix(): data for path, data in overrides.items()}
    loaded, problems = load(unit.folder, unit.folder.as_posix(), shown, unproved="warning")
    for problem in problems:
        if problem.code == "unreadable":
            message = f"{problem.file}: {problem.message}; {problem.help}"
            raise ScaffoldError(message)
    return to_be_proved(loaded).get(name, ((), ())) if loaded else None


def _text_files(unit: UnitFiles, old: Entry, source: Source, phrases: Phrases) -> dict[Path, bytes]:
    """The fingerprint of a source, or the text itself where it belongs to the unit."""
    if isinstance(text := old.get("text"), str):
        return {unit.folder / text: source.article.text.encode()}
    name = old.get("fingerprint")
    path = name if isinstance(name, str) else f"fingerprints/{source.id}.txt"
    return {unit.folder / path: fingerprint_file(source, *phrases)}


def _with_newsroom(unit: UnitFiles, source: Source) -> dict[Path, bytes]:
    """unit.yaml with the newsroom of a source as the last of its speakers."""
    document, path = unit.document("unit.yaml"), unit.folder / "unit.yaml"
    speakers = document.get(("speakers",))
    listed = speakers if isinstance(speakers, list) else []
    newsroom = f"newsroom-{source.id}"
    if any(isinstance(one, dict) and one.get("id") == newsroom for one in listed):
        return {}
    end = _end_of_speakers(document)
    column = document.place(("speakers", 0)).column - 3
    lines = unit_texts.NEWSROOM.format(id=source.id, label=source.label).rstrip().split("\n")
    added = "".join(f"\n{' ' * column}{line.removeprefix('  ')}" for line in lines)
    line = document.line(document.place(("speakers", 0)).line)
    data = (
        unit.edited({path: [Fix(end, end, added)]})[path] if line.lstrip().startswith("- ") else b""
    )
    after, problems = parse(data, path.as_posix())
    found = after.get(("speakers",)) if after else None
    if problems or not isinstance(found, list) or len(found) != len(listed) + 1:
        message = f"add the speaker “{newsroom}” to {path.as_posix()} first, and run this again"
        raise ScaffoldError(message)
    return {path: data}


def _end_of_speakers(document: Document) -> int:
    """Where the list of speakers ends, without comments above the next key."""
    keys = list(document.data) if isinstance(document.data, dict) else []
    after = keys[keys.index("speakers") + 1 :]
    number = document.place((after[0],), key=True).line if after else None
    last = number - 1 if number else document.source.text.count("\n") + 1
    while last > 1 and (not document.line(last).strip() or document.line(last).startswith("#")):
        last -= 1
    start = sum(len(document.line(n)) + 1 for n in range(1, last))
    return start + len(document.line(last))
