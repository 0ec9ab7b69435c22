"""What can be worked out from numbers, clock times and dates that are given: sums, shares, spans.

A text may work something out for its readers: “37 of 240 is 15 percent”. One step is followed, from
two numbers that stand together: in one clause, or in the claims of one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from kzquiz.check.engine.moments import days_of_year
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.model import Claim
from kzquiz.numbers import PLACES, all_numbers
from kzquiz.quantities import CLOCK, minutes

__all__ = ["CUSTOMARY", "can_reckon"]

_CLAUSE = expression(r"[,;:] |(?<![ap]\.m)[.!?](?: |$)|\n")
_HOUR, _DAY, _LONGEST, _CENT = 60, 1440, 14 * 60, 100
_SIZES = tuple(map(Decimal, (7, 12, 24, 60)))
"""How many days make a week, months a year, hours a day, minutes an hour."""
_SHARES = {
    words: Decimal(percent)
    for words, percent in (
        ("half", 50), ("quarter", 25), ("three quarters", 75), ("third", 33), ("two thirds", 67),
        ("one fifth", 20), ("four fifths", 80), ("one tenth", 10), ("one in ten", 10),
        ("one in five", 20), ("three in four", 75), ("three out of four", 75),
    )
}  # fmt: skip
CUSTOMARY = frozenset(map(Decimal, (7, 12, 24, 30, 31, 52, 60, 100, 365)))
"""What everybody knows: days of a week, months, hours, minutes, weeks of a year, a hundred."""


def can_reckon(claims: Iterable[Claim], text: str, value: Decimal, tag: str = FALLBACK) -> bool:
    """Whether a number of a text follows from its other numbers and the claims that are cited."""
    groups = [*_CLAUSE.split(PLACES.sub(" ", text)), *_by_source(tuple(claims))]
    return any(value in _results(group, value, tag) for group in groups)


@lru_cache(maxsize=256)  # it is asked for each number of a text
def _by_source(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """The texts of the claims of each source, and of all that give clock times."""
    told: dict[str, list[str]] = {}
    for claim in claims:
        figure = str(claim.figure.with_unit) if claim.figure else ""
        words = claim.figure.word if claim.figure else ""
        parts = (figure, words, claim.says, claim.quote, claim.as_of)
        told.setdefault(claim.source, []).append(" \n".join(parts))
    given = [" \n".join(texts) for texts in told.values()]
    if len(told) > 1:  # clocks and calendars are the same for all sources
        times = [clock[0] for texts in told.values() for clock in CLOCK.finditer(" ".join(texts))]
        given.append(" \n".join(times))
    return tuple(given)


@lru_cache(maxsize=512)
def _results(text: str, without: Decimal, tag: str = FALLBACK) -> frozenset[Decimal]:
    """The sums, differences, shares and spans of each two numbers, clock times or dates."""
    given = {abs(number.value) for number in all_numbers(text, tag)} - {without}
    lower = text.lower()
    shares = {share for words, share in _SHARES.items() if words in lower}
    found = {value for one, two in combinations(sorted(given), 2) for value in _of_two(one, two)}
    found |= {value / size for value in given for size in _SIZES}
    clocks = sorted({minutes(clock) for clock in CLOCK.finditer(text)})
    found |= {value for one, two in combinations(clocks, 2) for value in _between(one, two)}
    found |= {Decimal(abs(one - two)) for one, two in combinations(days_of_year(text), 2)}
    return frozenset(found | shares)


def _of_two(small: Decimal, large: Decimal) -> Iterator[Decimal]:
    """What two numbers give: difference, sum, product; the share in percent, as one in how many."""
    yield from (large - small, large + small, large * small)
    if small and large:
        yield (small * _CENT / large).quantize(Decimal(1))
        yield (small * _CENT / large).quantize(Decimal("0.1"))
        yield (large / small).quantize(Decimal(1))
        yield large * small / _CENT  # “fifty per cent of 165”


def _between(early: int, late: int) -> Iterator[Decimal]:
    """The time between two clock times, of one day or of two: hours, minutes, whole hours."""
    for span in (late - early, _DAY - late + early):
        if span <= _LONGEST:
            yield from map(Decimal, (span, span // _HOUR, span % _HOUR, round(span / _HOUR)))
