"""How well a text fits a passage: by the words, numbers and times that few other passages have.

A passage is a paragraph of an article with the claims that cite it. All needs the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from math import log

from msgspec import Struct

from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.timed import days_and_clocks
from kzquiz.check.engine.words import content_words, word_set
from kzquiz.languages import base
from kzquiz.model import Claim
from kzquiz.numbers import numbers

__all__ = [
    "Passage",
    "best_claim",
    "fit",
    "marks",
    "marks_of_claims",
    "marks_of_source",
    "passages",
    "telling",
]

_HALF_DAY = 720
# A small number in words may count what the author lists.
_SMALL = 3
_COMMON = word_set(
    "account answer another appear around away beside better call carry cause change clear close"
    " day hour minute month week year"
    " come count detail differ difference event every exact fact figure find first follow former"
    " given going happen have headline hear heard help here hold independ independent keep kind"
    " know late later latter lead leave line little long look makes mark mean means mention moment"
    " name near need never newspaper none note nothing number official often open order other part"
    " passag passage people person phrase piece place plac point present print prov quot quotation"
    " quote rather read reader reason right role second seem sens sense sentence several short show"
    " sign single small somebody something speak speaker speaks spoke stand start still stood take"
    " tell tense term than thing think third three time title told took truth turn understand use"
    " used verb voic voice want went whole word work writ writer wrong"
)
"""What texts on texts speak of, and what tells little of any event, as `content_words` cuts it."""


class Passage(Struct, frozen=True):
    """A paragraph of a source, with the telling marks of it and of its claims."""

    source: str
    paragraph: int
    marks: frozenset[str]


@lru_cache(maxsize=16384)
def marks(text: str) -> frozenset[str]:
    """The content words of a text without endings, its numbers by value and its clock times.

    >>> sorted(marks("The bridge closed at 8 p.m., and 1,200 people left."))
    ['=1200', '@480', 'bridge', 'clos', 'left', 'people']
    """
    counts = numbers(text)
    spelled = content_words(" ".join(number.raw for number in counts if number.spelled))
    found = set(content_words(text) - spelled)
    found |= {
        f"={number.value.normalize():f}"
        for number in counts
        if not number.spelled or number.value > _SMALL
    }
    found |= {f"@{time.value % _HALF_DAY}" for time in days_and_clocks(text) if time.clock}
    return frozenset(found)


def telling(text: str) -> frozenset[str]:
    """The marks of a text without those that tell little of any event."""
    return marks(text) - _COMMON


@lru_cache(maxsize=2)
def passages(unit: UnitView) -> tuple[Passage, ...]:
    """The passages of a unit; none if an article is not at hand, or in another language."""
    articles = {name: proof.article for name, proof in unit.proofs.items()}
    foreign = any(base(one.language) != base(unit.tag) for one in unit.facts.sources.values())
    if foreign or not all(articles.values()):
        return ()
    told: dict[tuple[str, int], set[str]] = {}
    for name, article in articles.items():
        for number, text in enumerate(article.texts if article else (), 1):
            told[name, number] = set(telling(text))
    for claim in unit.facts.claims.values():
        if (place := (claim.source, claim.paragraph)) in told:
            told[place] |= marks_of_claims(unit)[claim.id]
    return tuple(Passage(*place, frozenset(words)) for place, words in told.items())


@lru_cache(maxsize=2)
def marks_of_claims(unit: UnitView) -> Mapping[str, frozenset[str]]:
    """Claim id → its telling marks: of what it says, quotes and counts, its time and speakers."""
    return {claim.id: telling(_whole(unit, claim)) for claim in unit.facts.claims.values()}


def _whole(unit: UnitView, claim: Claim) -> str:
    figure = claim.figure
    counted = (figure.with_unit(), figure.category, figure.place) if figure else ()
    speakers = (name for speaker in claim.speakers for name in unit.names[speaker])
    return " \n".join((claim.says, claim.quote, claim.as_of, *counted, *speakers))


@lru_cache(maxsize=2)
def _claims_with(unit: UnitView) -> Mapping[str, tuple[str, ...]]:
    """Mark → the ids of the claims that have it."""
    found: dict[str, list[str]] = {}
    for claim, marks_ in marks_of_claims(unit).items():
        for mark in marks_:
            found.setdefault(mark, []).append(claim)
    return {mark: tuple(claims) for mark, claims in found.items()}


def best_claim(
    unit: UnitView, words: Iterable[str], besides: Collection[str]
) -> tuple[str, frozenset[str]]:
    """The claim, besides some, that fits some marks best, and the marks that it has."""
    weights, scores = _weights(unit), defaultdict[str, float](float)
    for word in words:
        for claim in _claims_with(unit).get(word, ()):
            if claim not in besides:
                scores[claim] += weights.get(word, 0.0)
    best = max(scores, key=lambda one: (scores[one], one), default="")
    return best, frozenset(words) & marks_of_claims(unit).get(best, frozenset())


@lru_cache(maxsize=64)
def marks_of_source(unit: UnitView, source: str) -> frozenset[str]:
    """The marks of all passages of a source."""
    return frozenset().union(*(p.marks for p in passages(unit) if p.source == source))


def fit(unit: UnitView, words: Iterable[str]) -> float:
    """How much some shared marks tell: more, the fewer passages have them."""
    weights = _weights(unit)
    return sum(weights.get(word, 0.0) for word in words)


@lru_cache(maxsize=2)
def _weights(unit: UnitView) -> dict[str, float]:
    found = passages(unit)
    seen = Counter(word for passage in found for word in passage.marks)
    return {word: log(len(found) / times) for word, times in seen.items()}
