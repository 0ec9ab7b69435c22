"""Lines up the figures of several articles: for each, those elsewhere that may count the same.

It finds and lines up. Whether two figures conflict is for a person to say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from kzquiz.authoring.draft.attributions import tokens
from kzquiz.authoring.draft.claims import Drafted
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.words import Words, words

_NEAREST = 2
_MAGNITUDE = 0.35  # what it counts that two numbers are of one size
_SPEAKER = 0.05  # what it counts that one speaker gives both
_NOUN, _STATE, _CLAUSE = 3.0, 2.0, 1.0  # weights of a word by how near it is to the figure
_WINDOW = 8  # words before and after a figure that say what it counts
_ROUNDED = Decimal("0.05")  # two figures that are so near may be one, rounded
_MOST_HINTS = 8
_SURE = 0.9  # how near two figures are that are pointed out


class Place(Struct, frozen=True, order=True):
    """A figure of the draft: the number of its claim, and which of its figures it is."""

    claim: int
    figure: int


class Pair(Struct, frozen=True):
    """Two figures of one kind, and how near they are: 0 is nothing in common."""

    one: Place
    other: Place
    score: float


def nearest(claims: Sequence[Drafted], most: int = _NEAREST) -> Mapping[Place, tuple[Pair, ...]]:
    """For each figure the nearest ones of the same measure, in every source, best first."""
    places = [Place(n, m) for n, claim in enumerate(claims) for m in range(len(claim.figures))]
    bags = _bags(claims, places)
    found: dict[Place, tuple[Pair, ...]] = {}
    for one in places:
        by_source: dict[str, list[Pair]] = {}
        for other in places:
            if one != other and _comparable(_figure(claims, one), _figure(claims, other)):
                score = _likeness(bags[one], bags[other])
                score += _MAGNITUDE * _nearness(_figure(claims, one), _figure(claims, other))
                same = claims[one.claim].speakers == claims[other.claim].speakers != ()
                score += _SPEAKER * same
                if score > 0:
                    source = claims[other.claim].source
                    by_source.setdefault(source, []).append(Pair(one, other, score))
        best = (
            sorted(pairs, key=lambda p: (-p.score, p.other))[:most] for pairs in by_source.values()
        )
        found[one] = tuple(pair for pairs in best for pair in pairs)
    return found


def hints(claims: Sequence[Drafted]) -> tuple[Pair, ...]:
    """The pairs of figures that a person should look at first: alike in words, not in value.

    Each is the other's nearest, in another source.
    """
    near = nearest(claims)
    found: list[Pair] = []
    for one, pairs in near.items():
        for pair in pairs:
            mutual = any(back.other == one for back in near[pair.other][:])
            sources = {claims[one.claim].source, claims[pair.other.claim].source}
            if (
                one < pair.other
                and mutual
                and len(sources) > 1
                and pair.score >= _SURE
                and _differ(_figure(claims, one), _figure(claims, pair.other))
            ):
                found.append(pair)
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one))[:_MOST_HINTS])


def _figure(claims: Sequence[Drafted], place: Place) -> Found:
    return claims[place.claim].figures[place.figure]


def _comparable(one: Found, other: Found) -> bool:
    return one.measure == other.measure


def _nearness(one: Found, other: Found) -> float:
    """How near two numbers are in size: 1 if equal, 0 if one is more than ten times the other."""
    if one.measure == "clock":
        a, b = (60 * int(f.value[:2]) + int(f.value[3:]) for f in (one, other))
        return max(0.0, 1 - abs(a - b) / 120)
    sizes = [_middle(figure) for figure in (one, other)]
    if None in sizes:
        return 0.0
    low, high = sorted(float(size) for size in sizes if size is not None)
    if low <= 0:
        return 1.0 if high == low else (0.5 if high < 10 else 0.0)  # noqa: PLR2004 (none against a few)
    return max(0.0, 1 - math.log10(high / low))


def _middle(figure: Found) -> Decimal | None:
    if figure.range:
        low, high = map(Decimal, figure.range)
        return (low + high) / 2
    return figure.amount


def _differ(one: Found, other: Found) -> bool:
    """Whether two figures cannot be one number, differently rounded or qualified."""
    a, b = one.amount, other.amount
    if a is None or b is None:
        return (one.value, one.range, one.word) != (other.value, other.range, other.word)
    if a == b:
        return False
    rounded = one.qualifier != "exact" or other.qualifier != "exact"
    return not (rounded and abs(a - b) <= _ROUNDED * max(abs(a), abs(b)))


# --- how alike two figures are ------------------------------------------------------------------


def _bags(claims: Sequence[Drafted], places: Iterable[Place]) -> Mapping[Place, Counter[str]]:
    """For each figure the words that say what it counts, with their weights."""
    rarity = _rarity(claims)
    return {place: Counter(_weighed(claims, place, rarity)) for place in places}


def _weighed(
    claims: Sequence[Drafted], place: Place, rarity: Mapping[str, float]
) -> dict[str, float]:
    claim, figure = claims[place.claim], _figure(claims, place)
    known = words(claim.language)
    bag: dict[str, float] = {}
    near = list(_near_words(claim, figure, known))
    for word, weight in (
        *((w, _CLAUSE) for w in near),
        *((w, _STATE) for w in _stems(figure.category, known)),
        *((w, _NOUN) for w in _stems(figure.unit, known)),
    ):
        bag[word] = max(bag.get(word, 0), weight * rarity.get(word, 1.0))
    return bag


def _near_words(claim: Drafted, figure: Found, known: Words) -> Iterator[str]:
    """The words around a figure, up to the next figure of its sentence."""
    start, end = figure.span.start - claim.span.start, figure.span.end - claim.span.start
    before = list(_stems(claim.text[:start], known))[-_WINDOW:]
    after = list(_stems(claim.text[end:], known))[:_WINDOW]
    yield from (*before, *after)


@lru_cache(maxsize=4096)
def _stems(text: str, known: Words) -> tuple[str, ...]:
    """The stems of the words of a text that mean something, one for all words for a thing."""
    stop = (
        known.set("common") | known.set("ends_name") | known.set("auxiliaries") | known.set("say")
    )
    found = []
    for token in tokens(text):
        if token.is_word and not token.text[0].isdigit() and token.lower not in stop:
            stem = known.stem(token.lower)
            found.append(known.alike.get(stem, stem))
    return tuple(found)


def _rarity(claims: Sequence[Drafted]) -> Mapping[str, float]:
    """How much a word tells: the fewer statements have it, the more."""
    counts: Counter[str] = Counter()
    for claim in claims:
        counts.update(set(_stems(claim.text, words(claim.language))))
    return {word: 1 / (1 + math.log(count)) for word, count in counts.items()}


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The cosine of two bags of words."""
    shared = sum(one[word] * other[word] for word in one.keys() & other.keys())
    if not shared:
        return 0.0
    size = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return round(shared / size, 6)
