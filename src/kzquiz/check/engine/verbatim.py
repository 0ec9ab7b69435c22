"""The phrases that a unit prints as verbatim, and the words it says are absent.

They are collected here so that a fingerprint can be made that proves them, and so that rules can
ask the verifier about each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.subjects import Path, UnitView
from kzquiz.check.engine.words import quotations
from kzquiz.evidence.fingerprint import Fingerprint, make
from kzquiz.load import Unit

__all__ = ["Quote", "absent_terms", "fingerprints", "quotes", "to_be_proved"]


class Quote(Struct, frozen=True):
    """A verbatim phrase of a unit: where it is written, and where it is said to stand."""

    entry: str
    at: Path
    text: str
    source: str
    paragraph: int


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
