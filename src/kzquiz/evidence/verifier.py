"""What proves a quotation: the article where it is at hand, else its fingerprint, else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path as FilePath

from msgspec import Struct, field

from kzquiz.evidence.article import Article, Verdict, split
from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.model import Source

__all__ = ["RUN_PAIRS", "Proof", "nearest", "proofs", "read_articles"]

RUN_PAIRS = 4
"""Word pairs in a row that make a run of five words."""
_PLAIN = re.compile(r"[^\W_]+")
_QUICK = 2
_MOST_NEW = 50
_BEST_FIRST: tuple[Verdict, ...] = ("proved", "passed", "unsure")


class Proof(Struct, frozen=True, eq=False, dict=True):
    """What is known of one source; ``article`` and ``fingerprint`` are None where missing."""

    source: str
    label: str
    article: Article | None
    fingerprint: Fingerprint | None
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _proved: dict[str, bool] = field(default_factory=dict)
    _new: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether anything can be proved."""
        return self.article is not None or self.fingerprint is not None

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether a quotation stands in a paragraph; ``unsure`` where nothing proves it."""
        if self.article:
            return self.article.match(quote, paragraph)
        held = self.fingerprint
        if held is None:
            return "unsure"
        if paragraph in held.proved(quote):
            return "proved"
        # A phrase without a proof takes a slow hash for every word: some are fine, not thousands.
        if len(split(quote).words) > _QUICK:
            self._new.add(quote)
            if len(self._new) > _MOST_NEW and quote not in self._verdicts:
                return "unsure"
        return held.match(quote, paragraph)

    def find(self, quote: str) -> tuple[int, ...]:
        """The paragraphs in which a quotation stands."""
        held = self.article or self.fingerprint
        return held.find(quote) if held else ()

    def proved(self, phrase: str) -> bool:
        """Whether it is proved that a phrase stands somewhere."""
        known = self._proved.get(phrase)
        if known is None:
            if self.article:
                known = bool(self.article.find(phrase))
            else:
                known = bool(self.fingerprint and self.fingerprint.proved(phrase))
            self._proved[phrase] = known
        return known

    def verdict(self, phrase: str) -> Verdict:
        """The best of what is known of a phrase in any paragraph; ``unsure`` without a proof."""
        if phrase not in self._verdicts:
            numbers = range(1, self.paragraphs + 1)
            found = {self.match(phrase, n) for n in numbers} if self else {"unsure"}
            self._verdicts[phrase] = next((one for one in _BEST_FIRST if one in found), "refused")
        return self._verdicts[phrase]

    def may_contain(self, phrase: str) -> bool:
        """Whether a phrase stands anywhere, or too little is known to say that it does not."""
        return self.verdict(phrase) != "refused"

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the source has."""
        if self.article:
            return len(self.article.parts)
        return len(self.fingerprint.codes) if self.fingerprint else 0

    @property
    def words(self) -> int:
        """How many words the source has; 0 where that is not known."""
        if self.article:
            return sum(len(part.words) for part in self.article.parts)
        return sum(self.fingerprint.lengths) if self.fingerprint else 0

    @cached_property
    def runs(self) -> Mapping[tuple[str, ...], int]:
        """Every run of five words of the article (four pairs) → where it starts in the whole."""
        found: dict[tuple[str, ...], int] = {}
        start = 0
        for part in self.article.parts if self.article else ():
            for at in range(len(part.pairs) - RUN_PAIRS + 1):
                found.setdefault(part.pairs[at : at + RUN_PAIRS], start + at)
            start += len(part.words)
        return found

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Every three words in a row of the article, lower case and without punctuation."""
        found: set[tuple[str, ...]] = set()
        for text in self.article.texts if self.article else ():
            words = _PLAIN.findall(text.lower())
            found.update(zip(words, words[1:], words[2:], strict=False))
        return frozenset(found)

    def occurs(self, term: str) -> tuple[int, ...]:
        """The paragraphs in which a term is known to occur; needs the article or a long term."""
        if self.article:
            return self.article.occurs(term)
        if self.fingerprint and len(split(term).words) > 1:
            return self.fingerprint.find(term)
        return ()

    def is_absent(self, term: str) -> bool:
        """Whether it is proved that a term occurs nowhere."""
        if self.article:
            return not self.article.occurs(term)
        held = self.fingerprint
        return held is not None and held.is_absent(term) == "proved"


def proofs(
    sources: Iterable[Source], articles: Mapping[str, str], fingerprints: Mapping[str, Fingerprint]
) -> Mapping[str, Proof]:
    """What proves the quotations of each source; all by source id.

    ``articles`` are the texts at hand.
    """
    found = {}
    for source in sources:
        text = articles.get(source.id)
        held = Article.of(text) if text is not None else None
        found[source.id] = Proof(source.id, source.label, held, fingerprints.get(source.id))
    return found


def nearest(proof: Proof, quote: str) -> str:
    """The passage of an article most like a quotation, and its paragraph; empty without article."""
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
                best, place = score, f"paragraph {number} has “{' '.join(window)}”"
    return place


def read_articles(folder: FilePath, sources: Iterable[Source]) -> dict[str, str]:
    """The articles of sources that lie in a folder of ``.txt`` files, by source id.

    Links that lead out of the folder are not followed. A file is known by its SHA-256; else by its
    name, which is the source's id or ends in ``-ID``, so that a file that was changed is found, and
    reported.
    """
    within = folder.resolve()
    files = [
        path
        for path in sorted(folder.glob("*.txt"))
        if path.is_file() and path.resolve().is_relative_to(within)
    ]
    texts = {path: path.read_bytes() for path in files}
    by_hash = {sha256(data).hexdigest(): data for data in texts.values()}
    found = {}
    for source in sources:
        named = [d for p, d in texts.items() if p.stem.rpartition("-")[2] == source.id]
        data = by_hash.get(source.sha256) or (named[0] if named else None)
        if data is not None:
            found[source.id] = data.decode("utf-8", "replace")
    return found
