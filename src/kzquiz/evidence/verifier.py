"""Checks quotations and terms against a source: by its article if at hand, else its fingerprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path as FilePath

from msgspec import Struct, field

from kzquiz.evidence.article import Article, Verdict, split
from kzquiz.evidence.article_file import MOST, read_file
from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.model import Source

__all__ = ["RUN_PAIRS", "Proof", "nearest", "proofs", "read_articles"]

RUN_PAIRS = 4
"""The pairs of neighbouring words in a run of five words."""
_PLAIN = re.compile(r"[^\W_]+")
_QUICK = 2
_MOST_NEW = 50
_BEST_FIRST: tuple[Verdict, ...] = ("proved", "passed", "unsure")


class Proof(Struct, frozen=True, eq=False, dict=True):
    """The article and the fingerprint of a source, each None if missing; remembers its answers.

    ``other`` is the SHA-256 of an article at hand that is not the one of the source, or empty: it
    proves nothing, as its paragraphs may have other numbers.
    """

    source: str
    label: str
    article: Article | None
    fingerprint: Fingerprint | None
    other: str = ""
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _proved: dict[str, bool] = field(default_factory=dict)
    _new: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether anything can be proved."""
        return self.article is not None or self.fingerprint is not None

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether a quotation is in a paragraph; ``unsure`` without article and fingerprint."""
        if self.article:
            return self.article.match(quote, paragraph)
        if self.fingerprint is None:
            return "unsure"
        if paragraph in self.fingerprint.proved(quote):
            return "proved"
        # A phrase without a proof needs a slow hash for every word: so their number is limited.
        if len(split(quote).words) > _QUICK:
            self._new.add(quote)
            if len(self._new) > _MOST_NEW and quote not in self._verdicts:
                return "unsure"
        return self.fingerprint.match(quote, paragraph)

    def find(self, quote: str) -> tuple[int, ...]:
        """The numbers of the paragraphs that have a quotation."""
        basis = self.article or self.fingerprint
        return basis.find(quote) if basis else ()

    def proved(self, phrase: str) -> bool:
        """Whether it is proved that a phrase is in the source."""
        known = self._proved.get(phrase)
        if known is None:
            if self.article:
                known = bool(self.article.find(phrase))
            else:
                known = bool(self.fingerprint and self.fingerprint.proved(phrase))
            self._proved[phrase] = known
        return known

    def verdict(self, phrase: str) -> Verdict:
        """Whether a phrase is in the source: the best verdict of all paragraphs."""
        if phrase not in self._verdicts:
            numbers = range(1, self.paragraphs + 1)
            found = {self.match(phrase, n) for n in numbers} if self else {"unsure"}
            self._verdicts[phrase] = next((one for one in _BEST_FIRST if one in found), "refused")
        return self._verdicts[phrase]

    def may_contain(self, phrase: str) -> bool:
        """Whether a phrase is in the source, or may be: only False is certain."""
        return self.verdict(phrase) != "refused"

    @property
    def paragraphs(self) -> int:
        """The number of paragraphs; 0 if unknown."""
        if self.article:
            return len(self.article.parts)
        return len(self.fingerprint.codes) if self.fingerprint else 0

    @property
    def words(self) -> int:
        """The number of words; 0 if unknown."""
        if self.article:
            return sum(len(part.words) for part in self.article.parts)
        return sum(self.fingerprint.lengths) if self.fingerprint else 0

    @cached_property
    def runs(self) -> Mapping[tuple[str, ...], int]:
        """Every run of five words of the article, as four pairs → the number of its first word."""
        found: dict[tuple[str, ...], int] = {}
        start = 0
        for part in self.article.parts if self.article else ():
            for at in range(len(part.pairs) - RUN_PAIRS + 1):
                found.setdefault(part.pairs[at : at + RUN_PAIRS], start + at)
            start += len(part.words)
        return found

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """All runs of three words of the article, in lower case and without punctuation."""
        found: set[tuple[str, ...]] = set()
        for text in self.article.texts if self.article else ():
            words = _PLAIN.findall(text.lower())
            found.update(zip(words, words[1:], words[2:], strict=False))
        return frozenset(found)

    def occurs(self, term: str) -> tuple[int, ...]:
        """The paragraphs that surely have a term. A fingerprint cannot say so for a single word."""
        if self.article:
            return self.article.occurs(term)
        if self.fingerprint and len(split(term).words) > 1:
            return self.fingerprint.find(term)
        return ()

    def is_absent(self, term: str) -> bool:
        """Whether it is proved that a term is absent from the source."""
        if self.article:
            return not self.article.occurs(term)
        return self.fingerprint is not None and self.fingerprint.is_absent(term) == "proved"


def proofs(
    sources: Iterable[Source], articles: Mapping[str, str], fingerprints: Mapping[str, Fingerprint]
) -> Mapping[str, Proof]:
    """Source id → its proof. ``articles`` (texts) and ``fingerprints`` are by source id too."""
    found = {}
    for source in sources:
        text = articles.get(source.id)
        article = Article.of(text) if text is not None else None
        other = article.sha256 if article and article.sha256 != source.sha256 else ""
        known = fingerprints.get(source.id)
        found[source.id] = Proof(source.id, source.label, None if other else article, known, other)
    return found


def nearest(proof: Proof, quote: str, source: Source) -> str:
    """The passage of an article most like a quotation, as a message; empty without the article."""
    if proof.article is None:
        return ""
    wanted = split(quote).words
    best, place = 0.0, ""
    for number, part in enumerate(proof.article.parts, 1):
        length = min(len(wanted), len(part.words))
        for at in range(len(part.words) - length + 1):
            window = part.words[at : at + length]
            shared = sum(one == two for one, two in zip(window, wanted, strict=False))
            score = shared + 0.5 * len(set(window) & set(wanted))
            if score > best:
                best, place = score, f"{source.passage(number)} has “{' '.join(window)}”"
    return place


def read_articles(folder: FilePath, sources: Iterable[Source]) -> dict[str, str]:
    """Read the articles of sources from the ``.txt`` files of a folder: source id → text.

    A file belongs to a source if its SHA-256 is the source's; otherwise if its name is the source's
    id or ends in ``-ID``, so that a changed article is found too, and EV19 reports it. Links that
    lead out of the folder are not followed. Raises OSError.
    """
    within = folder.resolve()
    sources = tuple(sources)
    hashes, ids = {source.sha256 for source in sources}, {source.id for source in sources}
    by_hash: dict[str, bytes] = {}
    by_name: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.txt")):
        name = path.stem.rpartition("-")[2]
        if not path.is_file() or not path.resolve().is_relative_to(within):
            continue
        if name not in ids and path.stat().st_size > MOST:
            continue  # it is no article
        data = read_file(path)
        if (digest := sha256(data).hexdigest()) in hashes:
            by_hash[digest] = data
        if name in ids:
            by_name.setdefault(name, data)
    found = {source.id: by_hash.get(source.sha256) or by_name.get(source.id) for source in sources}
    return {name: data.decode("utf-8", "replace") for name, data in found.items() if data}
