"""``kzquiz new unit``: makes a unit from articles; its texts are TODOs, and it builds at once."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from string import ascii_lowercase

from kzquiz import write
from kzquiz.authoring import json_schema, unit_texts
from kzquiz.authoring.known_ids import Claim, IdsOfUnit, ScaffoldError
from kzquiz.authoring.skeleton import skeleton
from kzquiz.authoring.source_files import (
    Choices,
    Source,
    copies,
    entry,
    fingerprint_file,
    refuse_equal,
    take_in,
)

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: no folder can have these names.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
_EACH = 2  # claims of each source to begin with
_COMPARING = "difference"  # the example that needs a second source
_EXAMPLES = ("choice", "true-false-not-stated", "who-said", "classify", "difference", "open")


def new_unit(  # noqa: PLR0913 (a unit is made of many things)
    name: str,
    articles: Sequence[Path],
    content: Path,
    working: Path,
    choices: Choices = Choices(),  # noqa: B008 (it is frozen)
    waiting: Callable[[], None] = lambda: None,
    *,
    examples: bool = True,
) -> tuple[tuple[Source, ...], tuple[Path, ...]]:
    """Make the folder of a unit in ``content``, and working copies of the articles in ``working``.

    ``choices`` are the author's on the blocks of the articles. The unit gets its own identity:
    its name and some random letters. ``waiting`` is called once if another command changes the
    content. Without ``examples`` it begins with no claim, difference or question.

    Returns the sources and the files that were written. Raises `ScaffoldError` for a name that is
    not allowed, a unit that exists already and an article that cannot be read; FileExistsError for
    a working copy that exists with another text; OSError.
    """
    _check_name(name)
    folder = content / name
    write.complete(content, waiting)
    _refuse_known(folder)
    sources = _sources(articles, choices)
    identity = f"{name}-{_random()}"
    texts = _unit(name, identity, sources) if examples else _empty(name, identity, sources)
    files = {folder / path: text.encode() for path, text in texts.items()}
    for source in sources:
        files[folder / "fingerprints" / f"{source.id}.txt"] = fingerprint_file(source)
        files |= copies(source, name, working / name)
    schemas = json_schema.schemas().items()
    shared = {content / json_schema.FOLDER / path: data for path, data in schemas}
    shared[working / ".gitignore"] = unit_texts.IGNORE.encode()
    with write.edit(content, working, waiting=waiting) as project:
        _refuse_known(folder)
        files |= {p: data for p, data in shared.items() if write.current(project, p) is None}
        return sources, write.create(project, files)


def _refuse_known(folder: Path) -> None:
    """Refuse a folder with any file in it, but for what a run that was ended had staged."""
    files = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    known = any(write.disk.STAGED not in path.parts for path in files)
    if known or folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        again = f"“kzquiz source replace {folder.name} a FILE” takes a new text of its Source A"
        message = f"{folder.as_posix()} is there already; choose another name ({again})"
        raise ScaffoldError(message)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        better = "-".join(re.findall("[a-z0-9]+", plain))
        message = f"“{name}” is no name for a unit: use small letters, digits and single hyphens"
        raise ScaffoldError(message + (f", such as “{better}”" if better else ""))
    if name in _DEVICES:
        message = f"Windows cannot store a folder named “{name}”; choose another name"
        raise ScaffoldError(message)
    if name == json_schema.FOLDER:
        message = f"“{name}” is the folder of the schemas; choose another name"
        raise ScaffoldError(message)
    if len(name) > _LONGEST:
        message = f"the name has {len(name)} characters; {_LONGEST} are the most"
        raise ScaffoldError(message)


def _sources(articles: Sequence[Path], choices: Choices) -> tuple[Source, ...]:
    if len(articles) > len(ascii_lowercase):
        message = f"a unit has at most {len(ascii_lowercase)} articles, one for each letter"
        raise ScaffoldError(message)
    sources = take_in(dict(zip(ascii_lowercase, articles, strict=False)), choices)
    refuse_equal(sources)
    return sources


# --- the unit -----------------------------------------------------------------------------------


def _random() -> str:
    """Random letters: of a thousand units of one name, two are alike once in a thousand times."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def _unit(name: str, identity: str, sources: Sequence[Source]) -> dict[str, str]:
    """The texts of the unit's files, by their path in its folder."""
    claims = [claim for source in sources for claim in _claims(source)]
    by_id = {source.id: source for source in sources}
    known = IdsOfUnit(
        sources=tuple(source.id for source in sources),
        speakers=("todo-speaker", *(f"newsroom-{source.id}" for source in sources)),
        claims=tuple(claim for claim, _ in claims),
        differences=("d-todo",) if len(sources) > 1 else (),
    )
    return {
        **_head(name, identity, sources, unit_texts.SPEAKER),
        "claims.yaml": json_schema.header("claims")
        + unit_texts.CLAIMS
        + "\n".join(
            unit_texts.CLAIM.format(
                id=claim.id,
                source=claim.source,
                label=f"Source {claim.source.upper()}",
                paragraph=paragraph,
                place=_place(by_id[claim.source], paragraph),
                speaker=claim.speakers[0],
                status=claim.status,
            )
            for claim, paragraph in claims
        ),
        "differences.yaml": json_schema.header("differences") + _differences(claims),
        "questions/first.yaml": json_schema.header("questions", 2)
        + unit_texts.QUESTIONS
        + "\n".join(
            skeleton(kind, f"{kind}-1", known)
            for kind in _EXAMPLES
            if known.differences or kind != _COMPARING
        ),
    }


def _empty(name: str, identity: str, sources: Sequence[Source]) -> dict[str, str]:
    """The texts of the files of a unit without any claim yet."""
    return {
        **_head(name, identity, sources, ""),
        "claims.yaml": json_schema.header("claims") + unit_texts.NO_CLAIMS,
        "differences.yaml": json_schema.header("differences") + unit_texts.NO_DIFFERENCES,
    }


def _head(name: str, identity: str, sources: Sequence[Source], speaker: str) -> dict[str, str]:
    """The texts of unit.yaml and sources.yaml; ``speaker`` is the entry of the first speaker."""
    newsrooms = "".join(unit_texts.NEWSROOM.format(id=s.id, label=s.label) for s in sources)
    return {
        "unit.yaml": json_schema.header("unit")
        + unit_texts.UNIT.format(name=name, identity=identity, speakers=speaker + newsrooms),
        "sources.yaml": json_schema.header("sources")
        + unit_texts.SOURCES
        + "\n".join(map(entry, sources)),
    }


def _place(source: Source, paragraph: int) -> str:
    """The line of a claim that says where it stands: its time code in a recording."""
    at = source.at(paragraph)
    alone = at and source.times.split().count(at) == 1
    return f"at: {at}" if alone else f"paragraph: {paragraph}"


def _differences(claims: Sequence[tuple[Claim, int]]) -> str:
    """A difference between two sources; a unit of one source begins without any."""
    first, other = claims[0][0], claims[-_EACH][0]
    if first.source == other.source:
        return unit_texts.NO_DIFFERENCES
    return unit_texts.DIFFERENCES.format(one=first.id, other=other.id)


def _claims(source: Source) -> list[tuple[Claim, int]]:
    """Two claims, of the newsroom and of a speaker, each with the number of its paragraph."""
    blocks = source.intake.paragraphs
    body = [number for number, block in enumerate(blocks, 1) if block.part == "body"] or [1]
    first, second = body[0], body[:2][-1]
    more = "" if second > first else "-more"
    names = (f"{source.id}{first}-todo", f"{source.id}{second}-todo{more}")
    return [
        (Claim(names[0], source.id, (f"newsroom-{source.id}",), "reported-fact"), first),
        (Claim(names[1], source.id, ("todo-speaker",), "official-claim"), second),
    ]
