"""What a unit prints of its sources: runs of words of an article, or quotations that are proved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.verbatim import quotes
from kzquiz.check.engine.words import may_quote, quotations
from kzquiz.evidence.article import split
from kzquiz.evidence.verifier import RUN, Proof
from kzquiz.model import Evidence

__all__ = ["Place", "printed"]

_PLAIN = expression(r"[^\W_]+")
Place = tuple[str, object]
"""A word of a source: the source's id, and which word it is."""
Places = frozenset[Place]


class Printed:
    """What a unit prints of its sources; each text is looked at once."""

    def __init__(self, unit: UnitView) -> None:
        """Look at the questions of a unit; other texts are looked at when they are asked for."""
        self._proofs = tuple(unit.proofs.values())
        self._articles = bool(unit.articles)
        self._quotes = frozenset(quote.text for quote in quotes(unit))
        self._known: dict[object, Places] = {}
        self.questions = {question.id: self._of_question(question) for question in unit.questions}
        """Question id → the words of the sources in its texts and its evidence, text by text."""

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
            # Without an article, quotations are all that can be seen.
            seen = self._articles or text in self._quotes or may_quote(text)
            found = self._known[text] = frozenset(self._matched(text) if seen else ())
        return found

    def _matched(self, text: str) -> Iterator[Place]:
        """Those of the article; without it, those of its phrases with a proof."""
        words = _PLAIN.findall(text.lower()) if self._articles else ()
        triples = set(zip(words, words[1:], words[2:], strict=False))
        for proof in self._proofs:
            if proof.article is None:
                yield from self._proved(proof, text)
            # A quick look: most texts have no three words in a row with the article in common.
            elif not proof.triples.isdisjoint(triples):
                pairs = split(text).pairs
                for at in range(len(pairs) - RUN + 1):
                    start = proof.runs.get(pairs[at : at + RUN])
                    if start is not None:
                        yield from ((proof.source, start + word) for word in range(RUN + 1))

    def _proved(self, proof: Proof, text: str) -> Iterator[Place]:
        phrases = [phrase for _, phrase in quotations(text)]
        if text in self._quotes:
            phrases.append(text)
        for phrase in phrases:
            words = split(phrase).words
            if len(words) > RUN and proof.proved(phrase):
                yield from ((proof.source, (words, at)) for at in range(len(words)))


@lru_cache(maxsize=2)
def printed(unit: UnitView) -> Printed:
    """What a unit prints of its sources."""
    return Printed(unit)
