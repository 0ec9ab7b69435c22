"""How many words of its sources a unit prints: runs of five words of an article, or quotations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.verbatim import quotes
from kzquiz.check.engine.words import may_quote, quotations
from kzquiz.evidence.article import split
from kzquiz.evidence.verifier import RUN_PAIRS, Proof
from kzquiz.expressions import expression
from kzquiz.model import Evidence

__all__ = ["Place", "Reprints", "reprints"]

_PLAIN = expression(r"[^\W_]+")
Place = tuple[str, object]
"""A word of a source: the source's id, and what tells the word from the others."""
Places = frozenset[Place]


class Reprints:
    """The words of its sources that a unit prints. Each text is compared once."""

    def __init__(self, unit: UnitView) -> None:
        """Compare the questions of a unit; other texts are compared when `of` is asked."""
        self._proofs = tuple(unit.proofs.values())
        self._articles = bool(unit.articles)
        self._quotes = frozenset(quote.text for quote in quotes(unit))
        self._known: dict[object, Places] = {}
        self.questions = {question.id: self._of_question(question) for question in unit.questions}
        """Question id → a set of words for each of its texts and each piece of its evidence."""

    def _of_question(self, question: QuestionView) -> frozenset[Places]:
        found = [self._of_evidence(piece) for piece in question.evidence]
        found += [self.of(piece.text) for piece in question.item.stimulus]
        if self._articles or question.of("phrase") or may_quote(question.text):
            found += [self.of(text.text) for text in question.texts]
        return frozenset(filter(None, found))

    def _of_evidence(self, piece: Evidence) -> Places:
        key = (piece.claim, piece.quote)
        if (found := self._known.get(key)) is None:
            found = self._known[key] = self.of(piece.says) | self.of(piece.quote)
        return found

    def of(self, text: str) -> Places:
        """The words of the sources that a text prints."""
        if (found := self._known.get(text)) is None:
            # Without an article only quotations can be compared.
            comparable = self._articles or text in self._quotes or may_quote(text)
            found = self._known[text] = frozenset(self._compared(text) if comparable else ())
        return found

    def _compared(self, text: str) -> Iterator[Place]:
        """Runs of five words of an article; without the article, phrases with a proof."""
        words = _PLAIN.findall(text.lower()) if self._articles else ()
        triples = set(zip(words, words[1:], words[2:], strict=False))
        for proof in self._proofs:
            if proof.article is None:
                yield from self._proved(proof, text)
            # For speed: most texts share no three words in a row with the article.
            elif not proof.triples.isdisjoint(triples):
                pairs = split(text).pairs
                for at in range(len(pairs) - RUN_PAIRS + 1):
                    start = proof.runs.get(pairs[at : at + RUN_PAIRS])
                    if start is not None:
                        yield from ((proof.source, start + word) for word in range(RUN_PAIRS + 1))

    def _proved(self, proof: Proof, text: str) -> Iterator[Place]:
        phrases = [phrase for _, phrase in quotations(text)]
        if text in self._quotes:
            phrases.append(text)
        for phrase in phrases:
            words = split(phrase).words
            if len(words) > RUN_PAIRS and proof.proved(phrase):
                yield from ((proof.source, (words, at)) for at in range(len(words)))


@lru_cache(maxsize=2)
def reprints(unit: UnitView) -> Reprints:
    """The words of its sources that a unit prints."""
    return Reprints(unit)
