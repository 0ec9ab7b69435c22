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

from kzquiz.authoring.draft.claims import Drafted
from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.words import LANGUAGES
from kzquiz.languages.words import Words, words

_NEAREST = 2
_FIVE = 5  # minutes to which a clock time is often rounded
_TWO_HOURS = 120  # minutes in which two clock times may be of one thing
_FEW = 10
_MAGNITUDE = 0.35  # what it counts that two numbers are of one size
_SPEAKER = 0.05  # what it counts that one speaker gives both
_NOUN, _STATE, _CLAUSE = 3.0, 2.0, 1.0  # weights of a word by how near it is to the figure
_EARLIER = 0.6  # weight of the statement before, where a figure has no noun
_SUM = 100_000  # a number without a noun that may be money
_WINDOW = 8  # words before and after a figure that say what it counts
_ROUNDED = Decimal("0.05")  # by how much “about” may be off
_VAGUE = Decimal("2.5")  # how many times a vague word for a number may be off
_OPEN = Decimal("1.25")  # “more than 100” may be 125, but hardly more
SURE = 0.7
"""How near two figures are that are pointed out."""
WHOLE = -1
"""The place of a statement as a whole, in place of one of its figures."""


class FigureOfDraft(Struct, frozen=True, order=True):
    """A figure of the draft: the number of its claim, and which figure it is there, or `WHOLE`."""

    claim: int
    figure: int


class Pair(Struct, frozen=True):
    """Two figures of one kind, and how near they are: 0 is nothing in common."""

    one: FigureOfDraft
    other: FigureOfDraft
    score: float


@lru_cache(maxsize=4)
def nearest(
    claims: tuple[Drafted, ...], most: int = _NEAREST
) -> Mapping[FigureOfDraft, tuple[Pair, ...]]:
    """For each figure the nearest ones of the same measure, in every source, best first."""
    places = [
        FigureOfDraft(n, m) for n, claim in enumerate(claims) for m in range(len(claim.figures))
    ]
    found: dict[FigureOfDraft, dict[str, list[Pair]]] = {place: {} for place in places}
    bags = _bags(claims, places)
    sizes = {place: _number(figure_at(claims, place)) for place in places}
    for number, one in enumerate(places):
        for other in places[number + 1 :]:
            mine, theirs = figure_at(claims, one), figure_at(claims, other)
            if not _comparable(mine, theirs):
                continue
            near = _nearness(mine, theirs, (sizes[one], sizes[other]))
            score = bags[one].likeness(bags[other]) + _MAGNITUDE * near
            score += _SPEAKER * (claims[one.claim].speakers == claims[other.claim].speakers != ())
            if score > 0:
                for a, b in ((one, other), (other, one)):
                    by_source = found[a].setdefault(claims[b.claim].source, [])
                    by_source.append(Pair(a, b, score))
    return {
        place: tuple(
            pair
            for pairs in by_source.values()
            for pair in sorted(pairs, key=lambda p: (-p.score, p.other))[:most]
        )
        for place, by_source in found.items()
    }


def are_mutual(near: Mapping[FigureOfDraft, tuple[Pair, ...]], pair: Pair) -> bool:
    """Whether each of two figures is among the nearest of the other."""
    return any(back.other == pair.one for back in near[pair.other])


def figure_at(claims: Sequence[Drafted], place: FigureOfDraft) -> Found:
    """The figure at a place."""
    return claims[place.claim].figures[place.figure]


def _comparable(one: Found, other: Found) -> bool:
    """Whether two figures may count the same: people and hours do not."""
    money = {one.measure, other.measure} == {"money", "count"}
    return one.measure == other.measure or (money and _bare_sum(one) and _bare_sum(other))


def _bare_sum(figure: Found) -> bool:
    """Whether a figure is money, or a large number without a noun: “it cost 28 million”."""
    amount = figure.amount
    large = amount is not None and amount >= _SUM and not figure.unit
    return figure.measure == "money" or large


def _nearness(one: Found, other: Found, sizes: tuple[float | None, float | None]) -> float:
    """How near two numbers are in size: 1 if equal, 0 if one is more than ten times the other."""
    first, second = sizes
    if first is None or second is None:
        return 0.0
    if one.measure == other.measure == "clock":
        return max(0.0, 1 - abs(first - second) / _TWO_HOURS)
    low, high = (first, second) if first <= second else (second, first)
    if low <= 0:
        return 1.0 if high == low else (0.5 if high < _FEW else 0.0)  # none against a few
    return max(0.0, 1 - math.log10(high / low))


def _number(figure: Found) -> float | None:
    """A figure as a number to compare: of a clock time the minutes."""
    if figure.measure == "clock":
        return 60.0 * int(figure.value[:2]) + int(figure.value[3:])
    size = _size(figure)
    return None if size is None else float(size)


def _size(figure: Found) -> Decimal | None:
    """The number of a figure, of a range its middle, in the base unit of its measure."""
    size = figure.amount
    if figure.word:
        known = (words(language).values("vague") for language in LANGUAGES)
        return next((one[figure.word] for one in known if figure.word in one), None)
    if figure.range:
        low, high = map(Decimal, figure.range)
        size = (low + high) / 2
    return None if size is None else size * _factor(figure)


def _factor(figure: Found) -> Decimal:
    """The size of the unit of a duration or length; 1 for any other."""
    listed = {"duration": "durations", "length": "lengths"}.get(figure.measure)
    if listed is None:
        return Decimal(1)
    unit = figure.unit.lower()
    factors = (words(language).values(listed) for language in LANGUAGES)
    return next((known[unit] for known in factors if unit in known), Decimal(1))


def differ(one: Found, other: Found) -> bool:
    """Whether two figures cannot be one number, differently rounded or qualified.

    “More than 30” and “34” can be one, “more than 30” and “28” cannot.
    """
    if one.measure == other.measure == "clock":
        return abs((_number(one) or 0) - (_number(other) or 0)) > _clock_rounding(one, other)
    if one.word or other.word or one.measure == "date":
        sizes = sorted(size for size in map(_size, (one, other)) if size)
        fits = len(sizes) > 1 and sizes[1] < _VAGUE * sizes[0]  # “several million” and eight
        return not fits and (one.value, one.word) != (other.value, other.word)
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    if one.range and other.range:  # neither holds the other
        return (low < other_low) == (high < other_high) and (low, high) != (other_low, other_high)
    return high < other_low or other_high < low


def _clock_rounding(one: Found, other: Found) -> int:
    """How many minutes two clock times may be apart if one is told in fives: “quarter past”."""
    fives = any((_number(figure) or 0) % _FIVE == 0 for figure in (one, other))
    return _FIVE // 2 if fives else 0


def _bounds(figure: Found) -> tuple[Decimal, Decimal]:
    """Between which numbers a figure may be."""
    if figure.range:
        low, high = (Decimal(end) * _factor(figure) for end in figure.range)
        return low, high
    size = _size(figure) or Decimal(0)
    near = _ROUNDED * abs(size)
    match figure.qualifier:
        case "exact":
            return size, size
        case "about":
            return size - near, size + near
        case "more-than" | "at-least":
            return size, size * _OPEN
        case _:
            return size / _OPEN, size


# --- how alike two figures are ------------------------------------------------------------------


class Bag(Struct, frozen=True):
    """The words that say what a figure counts, with their weights; ``size`` is its length."""

    weights: Mapping[str, float]
    size: float

    def likeness(self, other: Bag) -> float:
        """The cosine of two bags of words."""
        mine, theirs = self.weights, other.weights
        shared = sum(mine[word] * theirs[word] for word in mine.keys() & theirs.keys())
        return round(shared / (self.size * other.size), 6) if shared else 0.0


def _bags(
    claims: Sequence[Drafted], places: Iterable[FigureOfDraft]
) -> Mapping[FigureOfDraft, Bag]:
    """For each figure the words that say what it counts."""
    rare = rarity(claims)
    bags = {place: _weighed(claims, place, rare) for place in places}
    return {place: _bag(bag) for place, bag in bags.items()}


def statement_bag(claim: Drafted, rare: Mapping[str, float]) -> Bag:
    """The words of a statement as a whole, with their weights."""
    weights = {word: rare.get(word, 1.0) for word in stems(claim.text, words(claim.language))}
    return _bag(weights)


def _bag(weights: Mapping[str, float]) -> Bag:
    return Bag(weights, math.sqrt(sum(weight * weight for weight in weights.values())))


def _weighed(
    claims: Sequence[Drafted], place: FigureOfDraft, rarity: Mapping[str, float]
) -> dict[str, float]:
    claim, figure = claims[place.claim], figure_at(claims, place)
    known = words(claim.language)
    bag: dict[str, float] = {}
    # That nobody was hurt has no more than “people” in common with three who were fined.
    nobody = stems(known.list("people")[0], known) if figure.value == "0" else ()
    near = list(_near_words(claim, figure, known))
    for word, weight in (
        *((w, _CLAUSE) for w in near),
        *((w, _EARLIER) for w in _before(claims, place, known)),
        *((w, _STATE) for w in stems(figure.category, known)),
        *((w, _NOUN) for w in stems(figure.unit, known)),
    ):
        told = _CLAUSE if word in nobody else weight
        bag[word] = max(bag.get(word, 0), told * rarity.get(word, 1.0))
    return bag


def _before(claims: Sequence[Drafted], place: FigureOfDraft, known: Words) -> tuple[str, ...]:
    """The words of the statement before, for a figure whose noun is there: “police say twelve”."""
    claim = claims[place.claim]
    earlier = claims[place.claim - 1] if place.claim else claim
    alone = not figure_at(claims, place).category and earlier is not claim
    together = (earlier.source, earlier.paragraph) == (claim.source, claim.paragraph)
    return stems(earlier.text, known) if alone and together else ()


def _near_words(claim: Drafted, figure: Found, known: Words) -> Iterator[str]:
    """The words around a figure, up to the next figure of its sentence."""
    start, end = figure.span.start - claim.span.start, figure.span.end - claim.span.start
    before = list(stems(claim.text[:start], known))[-_WINDOW:]
    after = list(stems(claim.text[end:], known))[:_WINDOW]
    yield from (*before, *after)


@lru_cache(maxsize=4096)
def stems(text: str, known: Words) -> tuple[str, ...]:
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


def rarity(claims: Sequence[Drafted]) -> Mapping[str, float]:
    """How much a word tells: the fewer statements have it, the more."""
    counts: Counter[str] = Counter()
    for claim in claims:
        counts.update(set(stems(claim.text, words(claim.language))))
    return {word: 1 / (1 + math.log(count)) for word, count in counts.items()}
