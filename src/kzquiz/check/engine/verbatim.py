"""The phrases that a unit prints as verbatim, and the words it says are absent.

They are collected here so that a fingerprint can be made that proves them, and so that rules can
ask the verifier about each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.subjects import AuthoredText, Path, TextRole, UnitView
from kzquiz.check.engine.words import quotations, spoken
from kzquiz.evidence.fingerprint import Fingerprint, make
from kzquiz.load import Unit

__all__ = ["Quote", "absent_terms", "fingerprints", "quotes", "to_be_proved"]


_VERBATIM: frozenset[TextRole] = frozenset({"quotation", "phrase"})


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
    claims = view.facts.claims
    for claim in claims.values():
        if claim.quote:
            entry = f"claim/{claim.id}"
            yield Quote(entry, ("quote",), claim.quote, claim.source, claim.paragraph)
    for question in view.questions:
        for text in question.question.texts():
            if text.role in _VERBATIM:
                claim = claims[text.claims[0]]
                yield Quote(
                    question.entry, text.at, spoken(text.text), claim.source, claim.paragraph
                )


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
    """The terms said to be absent: source id, and for each term its entry, path and words.

    Those of a question that names no source, or of the unit's ``both``, are absent from all.
    """
    every = tuple(view.facts.sources)
    for number, entry in enumerate(view.info.not_stated):
        terms = _terms("unit", entry.texts(("not_stated", number)))
        for source in every if entry.source == "both" else (entry.source,):
            yield source, terms
    for question in view.questions:
        terms = _terms(question.entry, question.absent_terms)
        for source in (question.sources or every) if terms else ():
            yield source, terms


def _terms(entry: str, texts: Iterable[AuthoredText]) -> tuple[tuple[str, Path, str], ...]:
    return tuple((entry, text.at, text.text) for text in texts if text.role == "absent-term")
