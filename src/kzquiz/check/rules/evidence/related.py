"""Rules on texts beside their claims: they speak of one thing, and in one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.cited import claims_of
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.check.engine.words import content_words, vocabulary
from kzquiz.model import Claim

_FAMILIES = tuple(
    frozenset(words.split())
    for words in (
        "microgram milligram gram kilogram tonne",
        "millimetre centimetre metre kilometre mile",
        "millimeter centimeter meter kilometer mile",
        "millilitre litre gallon",
        "milliliter liter gallon",
        "dollar euro pound crown franc rouble",
    )
)
_ALL_UNITS = frozenset(f"{word}{end}" for one in _FAMILIES for word in one for end in ("", "s"))
_SPEEDS = frozenset(("km/h", "m/s", "mph"))
_COMMON, _SURE = 6, 2


@rule("EV59", "warning", Entry)
def unrelated_claim(entry: Entry) -> Iterator[Finding]:
    """A text rests on a claim that has none of its words, though another claim of the unit has.

    The wrong id was written, or the claim was changed. Keys print the claim as the proof of the
    text. Statements, events and answers are compared with the claims and their paragraphs, which
    needs the article. The other claim has two words of the text or more, besides names of speakers
    and words that many claims have.

    Bad:
        unit:
          timeline:
            - {when: Monday night, what: The river floods as a gate fails., claims: [a5-repairs]}

    Good:
        unit:
          timeline:
            - {when: Monday night, what: The river floods as a gate fails., claims: [a1-flooded]}
    """
    unit = entry.unit
    for text, shown, claims in _rendered(entry):
        # Without the article nothing shows what else the paragraph says.
        if not claims or not all(unit.proofs[claim.source].article for claim in claims):
            continue
        words = content_words(shown) - _names(unit)
        own = content_words(text.text) | words
        if any(own & _words(unit, one.id) for one in claims):
            continue
        scores = {one: len(words & _says(unit)[one]) for one in _says(unit)}
        best = max(scores, key=lambda one: scores[one])
        if scores[best] >= _SURE:
            cited = ", ".join(f"“{claim.id}”" for claim in claims)
            yield Finding(
                f"no word of this is in {cited}",
                f"is “{best}” meant, which has “{'”, “'.join(sorted(words & _says(unit)[best]))}”?",
                text.at,
            )


def _rendered(entry: Entry) -> Iterator[tuple[AuthoredText, str, tuple[Claim, ...]]]:
    """The texts that render claims, each as it is read (a key with its stem), and the claims."""
    for text in entry.parts:
        of_event = entry.entry == "unit" and text.at[0] == "timeline" and text.at[-1] == "what"
        statement = text.role == "statement" and bool(text.claims)
        if of_event or statement:
            yield text, text.text, claims_of(entry, text)
    question = entry.question
    if question and question.asks_fact and question.keys:
        key = question.keys[0]
        yield key, f"{question.stem} {key.text}", question.claims


@lru_cache(maxsize=2)
def _names(unit: UnitView) -> frozenset[str]:
    names = [name for names in unit.names.values() for name in names]
    said = Counter(word for words in _all(unit).values() for word in words)
    often = [word for word, times in said.items() if times > len(_all(unit)) / _COMMON]
    return frozenset(often).union(*(content_words(text) for text in (*names, *unit.labels)))


@lru_cache(maxsize=2)
def _all(unit: UnitView) -> dict[str, frozenset[str]]:
    claims = unit.facts.claims.values()
    return {
        claim.id: content_words(f"{claim.says} {claim.quote} {claim.as_of}") for claim in claims
    }


@lru_cache(maxsize=2)
def _says(unit: UnitView) -> dict[str, frozenset[str]]:
    """The words of each claim, without names of speakers and common words."""
    return {one: words - _names(unit) for one, words in _all(unit).items()}


@lru_cache(maxsize=2048)
def _words(unit: UnitView, name: str) -> frozenset[str]:
    """The words of a claim and of its paragraph."""
    claim = unit.facts.claims[name]
    article = unit.proofs[claim.source].article
    paragraph = article.texts[claim.paragraph - 1 : claim.paragraph] if article else ()
    figure = claim.figure
    counted = f"{figure.unit} {figure.category} {figure.place} {figure.word}" if figure else ""
    return _all(unit)[name] | content_words(" ".join((*paragraph, counted)))


@rule("EV60", "warning", Entry, reads=("en",))
def unit_of_no_source(entry: Entry) -> Iterator[Finding]:
    """A text has a unit of measure that no source has, where the sources have another of its sort.

    Milligrams for micrograms, metres a second for kilometres an hour: one word makes a number many
    times as large. Texts are compared with the articles at hand and the other claims. Wrong options
    may have any unit.

    Bad:
        claim: {id: a1-flooded, says: On Monday night the river flooded 2 kilometres of road.}
        question: {id: choice-left, feedback: The figure counts people along 2 miles of road.}

    Good:
        claim: {id: a1-flooded, says: On Monday night the river flooded 2 kilometres of road.}
        question: {id: choice-left, feedback: The figure counts people along 2 kilometres of road.}
    """
    if not _units(entry.text):  # as nearly all
        return
    known = _units_of_sources(entry.unit)
    for text in entry.parts:
        for unit, family in _units(text.text):
            others = {word for name, word in known if name != entry.entry and word in family}
            sound = unit in others or text.at[0] == "glossary"
            if others and not sound and not wrong_on_purpose(entry.named(text)):
                yield Finding(
                    f"no source has the unit “{unit}”",
                    f"they have “{min(others)}”: is the number right for “{unit}”?",
                    text.at,
                )


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The units of measure in a text, each with those of its sort, in the singular."""
    words = _ALL_UNITS & vocabulary(text)
    singular = {word.removesuffix("s") for word in words}
    found = [(word, family) for family in _FAMILIES for word in family & singular]
    found += [(speed, _SPEEDS) for speed in _SPEEDS if speed in text]
    return tuple(found)


@lru_cache(maxsize=2)
def _units_of_sources(unit: UnitView) -> frozenset[tuple[str, str]]:
    """The units that articles and claims have, each with the entry that has it."""
    told = [("", text) for p in unit.proofs.values() if p.article for text in p.article.texts]
    for claim in unit.facts.claims.values():
        counted = str(claim.figure.with_unit) if claim.figure else ""
        told += [(f"claim/{claim.id}", text) for text in (claim.says, claim.quote, counted)]
    return frozenset((name, found) for name, text in told for found, _ in _units(text))
