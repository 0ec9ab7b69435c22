"""The text that a source had until now: a working copy, or what its fingerprint knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kzquiz.authoring.align import Tokens
from kzquiz.authoring.intake import IntakeError, block_file
from kzquiz.authoring.known_ids import Entry
from kzquiz.evidence import fingerprint
from kzquiz.evidence.article import Article, Words
from kzquiz.evidence.article_file import MOST
from kzquiz.evidence.fingerprint import Fingerprint, FingerprintError
from kzquiz.load.files import outside

_NUMBERED = re.compile(r"(?:\A|\n\n)\[\d+(?:, [\d:]+)?\] ")


class OldText(Struct, frozen=True):
    """What is known of the old text of a source; ``what`` names it for the author.

    ``article`` is the text itself; without it there is only the ``fingerprint``.
    """

    what: str
    article: Article | None = None
    fingerprint: Fingerprint | None = None

    def paragraphs(self) -> tuple[Tokens, ...]:
        """The old paragraphs, to be compared."""
        if self.article is not None:
            return tuple(map(_words, self.article.parts))
        print_ = self.fingerprint
        assert print_ is not None  # noqa: S101 (one of the two is known)
        pairs = zip(print_.codes, print_.lengths, strict=True)
        return tuple(_coded(codes, words) for codes, words in pairs)

    def compared(self, new: Article) -> tuple[Tokens, ...]:
        """The paragraphs of a new text in the same form. With a fingerprint it takes seconds."""
        if self.article is not None:
            return tuple(map(_words, new.parts))
        print_ = self.fingerprint
        assert print_ is not None  # noqa: S101 (one of the two is known)
        return tuple(_coded(print_.coded(part), len(part.words)) for part in new.parts)


def _words(part: Words) -> Tokens:
    return part.pairs or part.words


def _coded(codes: str, words: int) -> Tokens:
    """The codes of a paragraph; one of fewer than three words has none, only its length."""
    return tuple(codes) or (f"{words} words",)


def old_text(folder: Path, source: Entry, copies: Path) -> OldText | None:
    """Find the old text of a source of the unit in ``folder``; None if nothing is known of it.

    ``copies`` are the working copies of the unit. A copy is believed only if it has the SHA-256
    that ``source``, its entry in sources.yaml, names.
    """
    name, digest = str(source["id"]), source.get("sha256")
    if isinstance(text := source.get("text"), str) and _is_inside(folder / text, folder):
        article = Article.of(_text(folder / text))
        return OldText(text, article) if digest in {None, article.sha256} else None
    for path in sorted(copies.glob("*.txt")):
        if path.stem.partition("-")[0] == name or path.stem.rpartition("-")[2] == name:
            for found in _readings(path):
                if (article := Article.of(found)).sha256 == digest:
                    return OldText(path.as_posix(), article)
    return _by_fingerprint(folder, source)


def _is_inside(path: Path, folder: Path) -> bool:
    return path.is_file() and not outside(path, folder)


def _text(path: Path) -> str:
    data = path.read_bytes() if path.stat().st_size <= MOST else b""
    return data.decode("utf-8", "replace")


def _readings(path: Path) -> Iterator[str]:
    """The texts that a working copy may stand for: itself, without its numbers, or its blocks."""
    text = _text(path)
    yield text
    yield "\n\n".join(part.rstrip("\n") for part in _NUMBERED.split(text)[1:]) + "\n"
    if block_file.is_block_file(text):
        try:
            yield block_file.read(text).text
        except IntakeError:  # edited, with a slip in it
            return


def _by_fingerprint(folder: Path, source: Entry) -> OldText | None:
    name, digest = source.get("fingerprint"), source.get("sha256")
    if not isinstance(name, str) or not _is_inside(folder / name, folder):
        return None
    try:
        known = fingerprint.read(_text(folder / name))
    except FingerprintError:
        return None
    return OldText(name, fingerprint=known) if known.sha256 == digest else None
