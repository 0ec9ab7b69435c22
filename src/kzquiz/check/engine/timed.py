"""Finds weekdays, clock times and units in a text, so that two texts can be compared."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from msgspec import Struct

from kzquiz.check.engine.moments import DAYS
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import Words, rule_words
from kzquiz.numbers import Number, numbers
from kzquiz.quantities import CLOCK, measure, minutes

__all__ = ["CURRENCIES", "DATED", "Time", "day_names", "days_and_clocks", "units_of"]

DATED = ("days", "months", "clock_names")
"""The lists by which weekdays, months and clock times are read."""

_HALF_DAY = 720
_ONE_PM = 780
_ANY = 10_000
_OCLOCK = expression(r"\b(1?\d) o[’']clock\b", re.IGNORECASE)
CURRENCIES = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₸": "tenge",
    "₹": "rupee", "₴": "hryvnia", "₺": "lira",
}  # fmt: skip
_UNIT = expression(r"[ \u00a0-]?([^\W\d_]+)")
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
def days_and_clocks(text: str, tag: str = FALLBACK) -> tuple[Time, ...]:
    """The weekdays and the clock times of a text in a language.

    >>> [time.raw for time in days_and_clocks("on Friday at 3 p.m., or 8 o’clock")]
    ['Friday', '3 p.m.', '8 o’clock']
    >>> [(time.raw, time.value) for time in days_and_clocks("в пятницу в 20:10", "ru")]
    [('пятницу', 4), ('20:10', 1210)]
    """
    if tag != FALLBACK and (words := rule_words(tag)):
        return _by_words(text, words)
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


def _by_words(text: str, words: Words) -> tuple[Time, ...]:
    days = [
        Time(found["name"], words.value_of("days", found))
        for found in words.written("days").finditer(text)
    ]
    names = [
        Time(found["name"], words.value_of("clock_names", found), clock=True, half=True)
        for found in words.written("clock_names").finditer(text)
    ]
    return (*days, *names, *map(_clock, _clocks(words).finditer(text)))


def _clock(found: re.Match[str]) -> Time:
    hour, late = int(found["hour"] or found["hour2"] or found["hour3"]), found["pm"]
    hour = hour % 12 + (12 if late else 0) if late or found["am"] else hour
    value = 60 * hour + int(found["minute"] or found["minute2"] or 0)
    return Time(
        found[0].strip(), value, clock=True, half=bool(late or found["am"] or value >= _ONE_PM)
    )


@cache
def _clocks(words: Words) -> re.Pattern[str]:
    """A clock time in digits: “20:10”, “20.10 Uhr”, “8 вечера”."""
    hour, minute = r"(?<![\d:.,])(?P<hour{}>[01]?\d|2[0-4])", r"(?P<minute{}>[0-5]\d)(?!\d|[:.]\d)"
    half = rf"(?:(?P<am>{words.any_of('clock_am')})|(?P<pm>{words.any_of('clock_pm')}))"
    return re.compile(
        rf"{hour.format('')}:{minute.format('')}"
        rf"|{hour.format(2)}(?:\.{minute.format(2)})?\s(?:{words.any_of('oclock')})(?!\w)"
        rf"|{hour.format(3)}(?:\s(?:{words.any_of('clock_words')}))?\s{half}(?!\w)",
        re.IGNORECASE,
    )


@cache
def day_names(day: int, tag: str) -> tuple[str, ...]:
    """The names of a weekday, 0 for Monday, in lower case, in all forms that a language lists."""
    if words := rule_words(tag):
        return tuple(name for name, value in words.values("days").items() if value == day)
    return (DAYS[day],)


def _is_sure(clock: re.Match[str]) -> bool:
    """Whether a clock time says which half of the day it is in."""
    return bool(clock["half"] or clock["half3"] or clock["noon"]) or minutes(clock) >= _ONE_PM


def units_of(text: str, value: Decimal, tag: str = FALLBACK) -> frozenset[tuple[str, Decimal]]:
    """The measures that a text gives with a number; empty if it gives none or another number.

    >>> sorted(units_of("10 miles (15 kilometres)", Decimal(15)))
    [('length', Decimal('1000'))]
    """
    return _units(text, tag).get(value, frozenset())


@lru_cache(maxsize=1024)
def _units(text: str, tag: str) -> dict[Decimal, frozenset[tuple[str, Decimal]]]:
    """The measures that a text gives, by the number they stand with."""
    found: dict[Decimal, frozenset[tuple[str, Decimal]]] = {}
    for number in numbers(text, tag):
        kind, factor = _measure(text, number, tag)
        name = CURRENCIES.get(kind, kind)
        size = (_SAME_MONEY.get(name, name), factor)
        found[number.value] = found.get(number.value, frozenset()) | {size}
    return found


def _measure(text: str, number: Number, tag: str) -> tuple[str, Decimal]:
    """The measure of a number in a text, and the size of its unit."""
    end = number.start + len(number.raw)
    kind, _, factor = measure(text, number, end)
    words = rule_words(tag)
    if words is None or kind:
        return kind, factor
    after = text[end:].lower()
    if re.match(rf"[ \u00a0-]?(?:{words.any_of('percent')})(?!\w)", after):
        return "percent", Decimal(1)
    unit = _UNIT.match(after)
    for name, listed in (("time", "durations"), ("length", "lengths")):
        if unit and unit[1] in words.values(listed):
            return name, words.values(listed)[unit[1]]
    return "", Decimal(1)
