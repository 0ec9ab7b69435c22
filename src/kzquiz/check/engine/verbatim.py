"""Collects the phrases that a unit quotes from its sources, and the terms it says are absent.

Rules ask the verifier about each, and a new fingerprint is made to prove each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.subjects import AuthoredText, Path, TextRole, UnitView
from kzquiz.check.engine.words import quotations, without_markup
from kzquiz.evidence import fingerprint
from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.load import Unit

__all__ = ["Quote", "absent_terms", "fingerprints", "quotes", "to_be_proved"]


_VERBATIM: frozenset[TextRole] = frozenset({"quotation", "phrase"})


class Quote(Struct, frozen=True):
    """A phrase that a unit quotes: entry and path in the unit, source and paragraph it cites."""

    entry: str
    at: Path
    text: str
    source: str
    paragraph: int


@lru_cache(maxsize=4)
def quotes(view: UnitView) -> tuple[Quote, ...]:
    """Every phrase that claims and questions of a unit quote."""
    return tuple(_quotes(view))


def _quotes(view: UnitView) -> Iterator[Quote]:
    claims = view.facts.claims
    for claim in claims.values():
        if claim.quote:
            entry = f"claim/{claim.id}"
            yield Quote(entry, ("quote",), claim.quote, claim.source, claim.paragraph)
    for question in view.questions:
        for text in question.authored:
            if text.role in _VERBATIM:
                claim = claims[text.claims[0]]
                yield Quote(
                    question.entry,
                    text.at,
                    without_markup(text.text),
                    claim.source,
                    claim.paragraph,
                )


def to_be_proved(unit: Unit) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Source id → the phrases and the absent terms that its fingerprint should prove.

    Phrases are the quotations, and all words in quotation marks anywhere in the unit.
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
    """Make fingerprints from articles: source id → text in, source id → fingerprint out.

    They prove every phrase and absent term that the unit has now. Raises `FingerprintError`.
    """
    wanted = to_be_proved(unit)
    return {source: fingerprint.make(text, *wanted[source]) for source, text in articles.items()}


def absent_terms(
    view: UnitView,
) -> Iterator[tuple[str, tuple[tuple[str, Path, str], ...]]]:
    """The terms that a unit says are absent: a source id with (entry, path, term) triples.

    An entry of unit.yaml for ``both`` or ``all``, and a question that names no source, speak of all
    sources.
    """
    all_sources = tuple(view.facts.sources)
    for number, entry in enumerate(view.info.not_stated):
        terms = _terms("unit", entry.texts(("not_stated", number)))
        for source in all_sources if {"both", "all"} & {*entry.source} else entry.source:
            yield source, terms
    for question in view.questions:
        terms = _terms(question.entry, question.absent_terms)
        for source in (question.sources or all_sources) if terms else ():
            yield source, terms


def _terms(entry: str, texts: Iterable[AuthoredText]) -> tuple[tuple[str, Path, str], ...]:
    return tuple((entry, text.at, text.text) for text in texts if text.role == "absent-term")
