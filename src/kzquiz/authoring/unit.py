"""``kzquiz new unit``: makes a unit from articles; its texts are TODOs, and it builds at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring import json_schema, unit_texts
from kzquiz.authoring.known_ids import Claim, KnownIds, ScaffoldError
from kzquiz.authoring.skeleton import skeleton
from kzquiz.evidence import fingerprint
from kzquiz.evidence.article_file import read_file
from kzquiz.problems import Problem
from kzquiz.reader.decode import to_text

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
_FEWEST = 2  # articles to compare
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: no folder can have these names.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
_FORMATS = {
    b"PK\x03\x04": "a Word or OpenOffice file",
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
}
_EXAMPLES = ("choice", "true-false-not-stated", "who-said", "classify", "difference", "open")
_LONG = 150  # words: a longer text of one paragraph has probably lost its empty lines


class Source(Struct, frozen=True):
    """An article as a source of the new unit."""

    id: str
    path: Path
    data: bytes
    article: fingerprint.Article

    @property
    def label(self) -> str:
        """The name that students see."""
        return f"Source {self.id.upper()}"

    @property
    def words(self) -> int:
        """How many words it has, counted between spaces."""
        return len(self.article.text.split())

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it has."""
        return len(self.article.texts)

    @property
    def doubt(self) -> str:
        """What looks wrong with the text; empty if nothing does."""
        if self.paragraphs > 1 or self.words < _LONG:
            return ""
        return f"{self.path.name} is one long paragraph: an empty line has to end each paragraph"


def new_unit(
    name: str,
    articles: Sequence[Path],
    content: Path,
    copies: Path,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[tuple[Source, ...], tuple[Path, ...]]:
    """Make the folder of a unit in ``content``, and working copies of the articles in ``copies``.

    ``waiting`` is called once if another command changes the content.

    Returns the sources and the files that were written. Raises `ScaffoldError` for a name that is
    not allowed, a unit that exists already and an article that cannot be read; FileExistsError for
    a working copy that exists with another text; OSError.
    """
    _check_name(name)
    folder = content / name
    _refuse_known(folder)
    sources = _sources(articles)
    files = {folder / path: text.encode() for path, text in _unit(name, sources).items()}
    for source in sources:
        files[folder / "fingerprints" / f"{source.id}.txt"] = _fingerprint(source)
    files |= {copies / path: data for path, data in _copies(name, sources).items()}
    schemas = json_schema.schemas().items()
    shared = {content / json_schema.FOLDER / path: data for path, data in schemas}
    shared[copies / ".gitignore"] = unit_texts.IGNORE.encode()
    with write.edit(content, copies, waiting=waiting) as project:
        _refuse_known(folder)
        files |= {p: data for p, data in shared.items() if write.current(project, p) is None}
        return sources, write.create(project, files)


def _refuse_known(folder: Path) -> None:
    if folder.exists() or folder.is_symlink():
        message = f"{folder.as_posix()} is there already; choose another name"
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


# --- articles -----------------------------------------------------------------------------------


def _sources(articles: Sequence[Path]) -> tuple[Source, ...]:
    if not _FEWEST <= len(articles) <= len(ascii_lowercase):
        message = "a unit compares two articles or more: give --article for each"
        raise ScaffoldError(message)
    sources = tuple(
        _source(name, path) for name, path in zip(ascii_lowercase, articles, strict=False)
    )
    first: dict[str, Path] = {}
    for source in sources:
        other = first.setdefault(source.article.sha256, source.path)
        if other is not source.path:
            message = f"{other} and {source.path} are the same text"
            raise ScaffoldError(message)
    return sources


def _source(name: str, path: Path) -> Source:
    shown = path.as_posix()
    data = read_file(path)
    for start, form in _FORMATS.items():
        if data.startswith(start):
            message = f"{shown} is {form}: save it as plain text (.txt) with the encoding UTF-8"
            raise ScaffoldError(message)
    problems: list[Problem] = []
    if to_text(data, shown, problems) is None:
        message = f"{shown}: {problems[0].message}; {problems[0].help}"
        raise ScaffoldError(message)
    article = fingerprint.Article.of(data.decode())
    if not any(part.words for part in article.parts):
        message = f"{shown} has no text"
        raise ScaffoldError(message)
    return Source(name, path, data, article)


def _copies(name: str, sources: Sequence[Source]) -> Mapping[str, bytes]:
    """Two working copies of each article: byte for byte, and with numbered paragraphs to read."""
    files = {f"{name}/{source.id}.txt": source.data for source in sources}
    for source in sources:
        numbered = (f"[{n}] {text.strip()}\n" for n, text in enumerate(source.article.texts, 1))
        files[f"{name}/{source.id}-numbered.txt"] = "\n".join(numbered).encode()
    return files


def _fingerprint(source: Source) -> bytes:
    try:
        return fingerprint.dump(fingerprint.make(source.article.text)).encode()
    except fingerprint.FingerprintError as error:
        message = f"{source.path.as_posix()}: {error}; leave an empty line between paragraphs"
        raise ScaffoldError(message) from error


# --- the unit -----------------------------------------------------------------------------------


def _unit(name: str, sources: Sequence[Source]) -> dict[str, str]:
    """The texts of the unit's files, by their path in its folder."""
    claims = [claim for source in sources for claim in _claims(source)]
    known = KnownIds(
        sources=tuple(source.id for source in sources),
        speakers=("todo-speaker", *(f"newsroom-{source.id}" for source in sources)),
        claims=tuple(claim for claim, _ in claims),
        differences=("d-todo",),
    )
    newsrooms = "".join(unit_texts.NEWSROOM.format(id=s.id, label=s.label) for s in sources)
    return {
        "unit.yaml": json_schema.header("unit")
        + unit_texts.UNIT.format(name=name, newsrooms=newsrooms),
        "sources.yaml": json_schema.header("sources")
        + unit_texts.SOURCES
        + "\n".join(map(_entry, sources)),
        "claims.yaml": json_schema.header("claims")
        + unit_texts.CLAIMS
        + "\n".join(
            unit_texts.CLAIM.format(
                id=claim.id,
                source=claim.source,
                label=f"Source {claim.source.upper()}",
                paragraph=paragraph,
                speaker=claim.speakers[0],
                status=claim.status,
            )
            for claim, paragraph in claims
        ),
        "differences.yaml": json_schema.header("differences")
        + unit_texts.DIFFERENCES.format(one=claims[0][0].id, other=claims[2][0].id),
        "questions/first.yaml": json_schema.header("questions", 2)
        + unit_texts.QUESTIONS
        + "\n".join(skeleton(kind, f"{kind}-1", known) for kind in _EXAMPLES),
    }


def _claims(source: Source) -> list[tuple[Claim, int]]:
    """Two claims, of the newsroom and of a speaker, each with the number of its paragraph."""
    second = min(2, source.paragraphs)
    names = (f"{source.id}1-todo", f"{source.id}{second}-todo{'' if second > 1 else '-more'}")
    return [
        (Claim(names[0], source.id, (f"newsroom-{source.id}",), "reported-fact"), 1),
        (Claim(names[1], source.id, ("todo-speaker",), "official-claim"), second),
    ]


def _entry(source: Source) -> str:
    return unit_texts.SOURCE.format(
        id=source.id,
        label=source.label,
        sha256=source.article.sha256,
        paragraphs=source.paragraphs,
        words=source.words,
    )
