"""What proves a quotation: the article where it is at hand, else its fingerprint, else nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path as FilePath

from msgspec import Struct, field

from kzquiz.article import Article, Verdict, split
from kzquiz.check.expressions import expression
from kzquiz.check.views import Path, UnitView
from kzquiz.check.words import quotations
from kzquiz.fingerprint import Fingerprint, make
from kzquiz.load import Unit

__all__ = ["Proof", "Quote", "nearest", "proofs", "quotes", "read_articles", "to_be_proved"]

RUN = 4
"""Word pairs in a row that make a run of five words."""
_PLAIN = expression(r"[^\W_]+")
_QUICK = 2
_MOST_NEW = 50
_BEST_FIRST: tuple[Verdict, ...] = ("proved", "passed", "unsure")


class Quote(Struct, frozen=True):
    """A verbatim phrase of a unit: where it is written, and where it is said to stand."""

    entry: str
    at: Path
    text: str
    source: str
    paragraph: int


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

    def holds(self, phrase: str) -> bool:
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
            for at in range(len(part.pairs) - RUN + 1):
                found.setdefault(part.pairs[at : at + RUN], start + at)
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


def proofs(view: UnitView) -> Mapping[str, Proof]:
    """What proves the quotations of each source, by source id."""
    found = {}
    for source in view.facts.sources.values():
        text = view.articles.get(source.id)
        held = Article.of(text) if text is not None else None
        found[source.id] = Proof(
            source.id, source.label, held, view.unit.fingerprints.get(source.id)
        )
    return found


@lru_cache(maxsize=4)
def quotes(view: UnitView) -> tuple[Quote, ...]:
    """Every phrase of a unit that is said to be verbatim, of claims and of questions."""
    return tuple(_quotes(view))


def _quotes(view: UnitView) -> Iterator[Quote]:
    facts = view.facts
    for claim in facts.claims.values():
        if claim.quote:
            entry = f"claim/{claim.id}"
            yield Quote(entry, ("quote",), claim.quote, claim.source, claim.paragraph)
    for question in view.questions:
        for number, cited in enumerate(question.question.evidence):
            if cited.quote:
                claim = facts.claims[cited.claim]
                at = ("evidence", number, "quote")
                yield Quote(question.entry, at, cited.quote, claim.source, claim.paragraph)
        if question.kind == "wording":
            claim = facts.claims[question.question.cited()[0]]
            for said in question.of("phrase"):
                yield Quote(question.entry, said.at, said.text, claim.source, claim.paragraph)


def to_be_proved(unit: Unit) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each source id: the phrases and the absent terms that its fingerprint should prove.

    Phrases are the quotations and whatever stands in quotation marks anywhere in the unit.
    """
    from kzquiz.check.texts import entries  # noqa: PLC0415 (it knows this package's views)

    view = UnitView(unit)
    phrases = {quote.text for quote in quotes(view)}
    for entry in entries(view):
        for text in entry.texts:
            phrases |= {words for _, words in quotations(text.text)}
    absent: dict[str, set[str]] = {source: set() for source in unit.facts.sources}
    for source, terms in absent_terms(view):
        absent[source].update(term for _, _, term in terms)
    return {
        source: (tuple(sorted(phrases)), tuple(sorted(terms))) for source, terms in absent.items()
    }


def fingerprints(unit: Unit, articles: Mapping[str, str]) -> Mapping[str, Fingerprint]:
    """Make the fingerprint of each source whose article is at hand, by source id.

    With it every phrase and absent term is proved that the unit has now.
    """
    wanted = to_be_proved(unit)
    return {source: make(text, *wanted[source]) for source, text in articles.items()}


def absent_terms(
    view: UnitView,
) -> Iterator[tuple[str, tuple[tuple[str, Path, str], ...]]]:
    """The terms said to be absent: source id, and for each term its entry, path and words."""
    sources = tuple(view.facts.sources)
    for number, entry in enumerate(view.info.not_stated):
        terms = _terms("unit", ("not_stated", number), entry.absent_terms)
        for source in sources if entry.source == "both" else (entry.source,):
            yield source, terms
    for question in view.questions:
        if question.kind == "true-false-not-stated":
            terms = _terms(question.entry, (), getattr(question.question, "absent_terms", ()))
            yield question.question.source, terms  # type: ignore[attr-defined]
        elif question.kind == "missing":
            for number, point in enumerate(getattr(question.question, "points", ())):
                for source in sources:
                    yield source, _terms(question.entry, ("points", number), point.absent_terms)


def _terms(
    entry: str, path: Path, terms: Iterable[str] | None
) -> tuple[tuple[str, Path, str], ...]:
    return tuple((entry, (*path, "absent_terms", at), term) for at, term in enumerate(terms or ()))


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


def read_articles(folder: FilePath, unit: Unit) -> dict[str, str]:
    """The articles of a unit that lie in a folder of ``.txt`` files, by source id.

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
    for source in unit.facts.sources.values():
        named = [d for p, d in texts.items() if p.stem.rpartition("-")[2] == source.id]
        data = by_hash.get(source.sha256) or (named[0] if named else None)
        if data is not None:
            found[source.id] = data.decode("utf-8", "replace")
    return found
