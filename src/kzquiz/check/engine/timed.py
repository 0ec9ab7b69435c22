"""Finds weekdays, clock times and units in a text, so that two texts can be compared."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.moments import DAYS
from kzquiz.expressions import expression
from kzquiz.numbers import numbers
from kzquiz.quantities import CLOCK, measure, minutes

__all__ = ["CURRENCIES", "Time", "days_and_clocks", "units_of"]

_HALF_DAY = 720
_ONE_PM = 780
_ANY = 10_000
_OCLOCK = expression(r"\b(1?\d) o[’']clock\b", re.IGNORECASE)
CURRENCIES = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₸": "tenge",
    "₹": "rupee", "₴": "hryvnia", "₺": "lira",
}  # fmt: skip
_SAME_MONEY = {"ruble": "rouble"}


class Time(Struct, frozen=True):
    """A weekday or a clock time: ``raw`` is how it is written.

    ``value`` is 0 for Monday, or the minutes after midnight; without ``half`` the time may be
    twelve hours later.
    """

    raw: str
    value: int
    clock: bool = False
    half: bool = False

    def same(self, other: Time) -> bool:
        """Whether both may be the same time."""
        if self.clock != other.clock:
            return False
        size = _HALF_DAY if self.clock and not (self.half and other.half) else _ANY
        return self.value % size == other.value % size


@lru_cache(maxsize=256)  # a rule asks for each time of a claim anew
def days_and_clocks(text: str) -> tuple[Time, ...]:
    """The weekdays and the clock times of a text.

    >>> [time.raw for time in days_and_clocks("on Friday at 3 p.m., or 8 o’clock")]
    ['Friday', '3 p.m.', '8 o’clock']
    """
    days = [
        Time(word, DAYS.index(word.lower()))
        for word in re.findall(r"[A-Z][a-z]+", text)
        if word.lower() in DAYS
    ]
    clocks = [
        Time(match[0], minutes(match), clock=True, half=_is_sure(match))
        for match in CLOCK.finditer(text)
    ]
    hours = [Time(match[0], 60 * int(match[1]), clock=True) for match in _OCLOCK.finditer(text)]
    return (*days, *clocks, *hours)


def _is_sure(clock: re.Match[str]) -> bool:
    """Whether a clock time says which half of the day it is in."""
    return bool(clock["half"] or clock["half3"] or clock["noon"]) or minutes(clock) >= _ONE_PM


def units_of(text: str, value: Decimal) -> frozenset[tuple[str, Decimal]]:
    """The measures that a text gives with a number; empty if it gives none or another number.

    >>> sorted(units_of("10 miles (15 kilometres)", Decimal(15)))
    [('length', Decimal('1000'))]
    """
    return _units(text).get(value, frozenset())


@lru_cache(maxsize=1024)
def _units(text: str) -> dict[Decimal, frozenset[tuple[str, Decimal]]]:
    """The measures that a text gives, by the number they stand with."""
    found: dict[Decimal, frozenset[tuple[str, Decimal]]] = {}
    for number in numbers(text):
        kind, _, factor = measure(text, number, number.start + len(number.raw))
        name = CURRENCIES.get(kind, kind)
        size = (_SAME_MONEY.get(name, name), factor)
        found[number.value] = found.get(number.value, frozenset()) | {size}
    return found
