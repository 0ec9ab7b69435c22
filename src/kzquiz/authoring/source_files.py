"""The files of a source: its entry in sources.yaml, its fingerprint, and the working copies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from kzquiz.authoring import intake, unit_texts
from kzquiz.authoring.intake import Intake, block_file
from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.evidence import fingerprint
from kzquiz.evidence.article_file import MOST, read_file
from kzquiz.reader.confusables import MISLEADING

_NUMBERS = re.compile(r"(?:(?P<source>[a-z0-9-]+):)?(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?")
_MOST = 20_000_000  # bytes of a file that has pictures in it
_WITH_PICTURES = {".html", ".htm", ".docx"}
_ADDRESS = re.compile(r"https?://[!-~]{1,1900}")
_LONGEST = 1900  # characters of a text that is written into sources.yaml


class Choices(Struct, frozen=True):
    """What an author decides of an article: its encoding, and the blocks to keep and to drop.

    ``keep`` and ``drop`` are as on the command line: ``7``, ``7-9``, or ``b:7`` for source b.
    ``remembered`` has what some blocks were taken for before, by their words.
    """

    encoding: str = ""
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    remembered: Mapping[str, intake.Part] = {}


class Source(Struct, frozen=True):
    """An article as a source of a unit."""

    id: str
    path: Path
    intake: Intake
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
    def times(self) -> str:
        """The time code of each paragraph, as sources.yaml has them; empty if there are none."""
        codes = [block.at or "none" for block in self.intake.paragraphs]
        return " ".join(codes) if set(codes) != {"none"} else ""

    def at(self, paragraph: int) -> str:
        """The time code of a paragraph, empty if it has none."""
        return self.intake.paragraphs[paragraph - 1].at

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it has."""
        return len(self.article.texts)


def take_in(articles: Mapping[str, Path], choices: Choices) -> tuple[Source, ...]:
    """Take in the articles of some sources: id of the source → its file.

    Raises `ScaffoldError` for an article that cannot be read, and for a choice of a block or source
    that is not there; OSError.
    """
    keep, drop = (_chosen(texts, tuple(articles)) for texts in (choices.keep, choices.drop))
    return tuple(
        _source(name, path, choices, (keep.get(name, ()), drop.get(name, ())))
        for name, path in articles.items()
    )


def _chosen(texts: Iterable[str], sources: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of blocks that some words name, by source."""
    chosen: dict[str, tuple[int, ...]] = {}
    for text in texts:
        found = _NUMBERS.fullmatch(text)
        source = (found["source"] or (sources[0] if len(sources) == 1 else "")) if found else ""
        if found is None or source not in sources:
            example = "7 or 7-9" if len(sources) == 1 else f"{sources[-1]}:7 or {sources[-1]}:7-9"
            message = f"“{text}” names no block; write its number, such as {example}"
            raise ScaffoldError(message)
        first = int(found["first"])
        chosen[source] = (*chosen.get(source, ()), *range(first, int(found["last"] or first) + 1))
    return chosen


def _source(
    name: str, path: Path, choices: Choices, chosen: tuple[Sequence[int], Sequence[int]]
) -> Source:
    """Take in one article; ``chosen`` are the numbers of the blocks to keep and to drop."""
    shown = path.as_posix()
    data = read_file(path, _MOST if path.suffix.lower() in _WITH_PICTURES else MOST)
    try:
        taken = intake.take(data, choices.encoding)
        if not data.startswith(block_file.SIGN.encode()):  # in that file the author has decided
            taken = taken.decided(_remembered(taken, choices.remembered))
        taken = taken.decided(intake.decisions(*chosen, taken))
    except intake.IntakeError as error:
        message = f"{shown}: {error}"
        raise ScaffoldError(message) from error
    article = fingerprint.Article.of(taken.text)
    if not any(part.words for part in article.parts):
        message = f"{shown}: every block is left out; keep one with --keep"
        raise ScaffoldError(message)
    return Source(name, path, taken, article)


def _remembered(taken: Intake, parts: Mapping[str, intake.Part]) -> Mapping[int, intake.Part]:
    blocks = enumerate(taken.blocks, 1)
    return {number: parts[block.text] for number, block in blocks if block.text in parts}


def refuse_equal(sources: Iterable[Source]) -> None:
    """Refuse two articles with the same text, with `ScaffoldError`."""
    first: dict[str, Path] = {}
    for source in sources:
        other = first.setdefault(source.article.sha256, source.path)
        if other is not source.path:
            message = f"{other} and {source.path} are the same text"
            raise ScaffoldError(message)


# --- files --------------------------------------------------------------------------------------


def entry(source: Source) -> str:
    """The entry of a source in sources.yaml: what the article shows is filled in, TODO the rest."""
    return unit_texts.SOURCE.format(
        id=source.id,
        label=source.label,
        shown="".join((*_origin(source), *_shown(source))),
        missing=unit_texts.MISSING_MORE if any(_origin(source)) else unit_texts.MISSING,
        sha256=source.article.sha256,
        paragraphs=source.paragraphs,
        words=source.words,
        times=f"  times: {source.times}\n" if source.times else "",
    )


def _origin(source: Source) -> Iterable[str]:
    """The lines of the entry on where the article is from, as far as the copy states it."""
    origin, title = source.intake.origin, source.intake.of("headline")
    for key, text in (
        ("title", title[0] if title else origin.title),
        ("publisher", origin.publisher),
        ("author", origin.author or intake.author(source.intake.blocks)),
        ("published", origin.published),
        ("url", origin.url if _ADDRESS.fullmatch(origin.url) else ""),
    ):
        if text:
            yield f"  {key}: {quoted(text)}\n"


def _shown(source: Source) -> Iterable[str]:
    """The lines of the entry on what the article shows of itself."""
    blocks = source.intake.paragraphs
    if line := intake.dateline(blocks):
        yield f"  dateline: {quoted(line)}\n"
    for part, key in (("headline", "headline"), ("sub-heading", "sub_heading")):
        numbers = [n for n, block in enumerate(blocks, 1) if block.part == part]
        if numbers:
            what = f"what the {part} (paragraph {numbers[0]}) says, in your own words"
            yield f"  {key}: >-\n    TODO: {what}\n"
    for part, key in (("stamp", "stamps"), ("notice", "notices")):
        texts = [" ".join(block.text.split()) for block in blocks if block.part == part]
        if texts:
            yield f"  {key}:\n" + "".join(f"    - {quoted(text)}\n" for text in texts)


def quoted(text: str) -> str:
    """A text of an article as a value in a YAML file: in quotation marks, in one line."""
    plain = MISLEADING.sub(" ", " ".join(text.split()))[:_LONGEST]
    return json.dumps(plain, ensure_ascii=False)


def copies(source: Source, unit: str, folder: Path) -> dict[Path, bytes]:
    """The working copies of an article in ``folder``, the articles folder of the unit.

    They are its text, the text with numbered paragraphs to read, and the file of its blocks.
    """
    blocks = folder / f"{source.id}-blocks.txt"
    again = f"kzquiz source replace {unit} {source.id} {blocks.as_posix()}"
    numbered = "\n".join(
        f"[{f'{n}, {at}' if (at := source.at(n)) else n}] {text}\n"
        for n, text in enumerate(source.article.texts, 1)
    )
    return {
        folder / f"{source.id}.txt": source.article.text.encode(),
        folder / f"{source.id}-numbered.txt": numbered.encode(),
        blocks: block_file.dump(source.intake, source.path.name, again).encode(),
    }


def fingerprint_file(
    source: Source, phrases: Iterable[str] = (), terms: Iterable[str] = ()
) -> bytes:
    """The fingerprint of an article; ``phrases`` and ``terms`` are as for `fingerprint.make`.

    Raises `ScaffoldError` for a paragraph that is too long to be proved.
    """
    try:
        return fingerprint.dump(fingerprint.make(source.article.text, phrases, terms)).encode()
    except fingerprint.FingerprintError as error:
        message = f"{source.path.as_posix()}: {error}; put an empty line after each paragraph"
        raise ScaffoldError(message) from error
