"""Finds numbers in a text, each with its qualifier, and vague quantities such as “dozens”.

“around 2,000”, “more than 2,000” and “2,000” are three different figures. “dozens” is no number.

English is read by `kzquiz.english_numerals`, other languages by `kzquiz.numerals` with their words
as data. ``tag`` is the language of a text, without its region. A language without words is read as
English.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from kzquiz import english_numerals as english
from kzquiz.english_numerals import PLACES
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import Words, rule_words
from kzquiz.model import UNCOUNTED, Amount, Figure, Qualifier
from kzquiz.numerals import counting, gives_otherwise, vague_in
from kzquiz.qualifiers import CURRENCY

__all__ = [
    "CURRENCY",
    "PLACES",
    "Number",
    "all_numbers",
    "figure_numbers",
    "gives_number",
    "is_vague",
    "numbers",
    "vague_quantities",
]


class Number(Struct, frozen=True):
    """A number in a text: ``raw`` is how it is written, ``start`` its offset in characters.

    The sign is part of both. ``unsure``: the qualifier may be a preposition, as in “talks about 12
    boats”. ``leans`` is a second qualifier that fits as well: “nearly 30” is about 30, and less.
    """

    value: Decimal
    qualifier: Qualifier
    raw: str
    start: int = 0
    unsure: bool = False
    leans: Qualifier | None = None

    def has(self, qualifiers: Collection[Qualifier]) -> bool:
        """Whether its qualifier is one of these, in one sense or the other."""
        return self.qualifier in qualifiers or self.leans in qualifiers

    @property
    def spelled(self) -> bool:
        """Whether it is written in words."""
        return not any(sign.isdigit() for sign in self.raw)


def numbers(text: str, tag: str = FALLBACK) -> tuple[Number, ...]:
    """The numbers in a text that count something, in order.

    Numbers in names (Khabar-24), paragraph numbers, dates, times and bare years are skipped.

    >>> [(n.value, n.qualifier) for n in numbers("more than 2,000 of some three thousand people")]
    [(Decimal('2000'), 'more-than'), (Decimal('3000'), 'about')]
    >>> numbers("Khabar-24, paragraph 13, on 7 January 2022 at 8:53"), numbers("dozens")
    ((), ())
    >>> [(n.value, n.qualifier) for n in numbers("около 2 тыс. человек", "ru")]
    [(Decimal('2000'), 'about')]
    """
    return _read(text, rule_words(tag) if tag != FALLBACK else None, every=False)


def all_numbers(text: str, tag: str = FALLBACK) -> tuple[Number, ...]:
    """The numbers in a text, in order: those of `numbers`, years, and parts of names and dates."""
    return _read(text, rule_words(tag) if tag != FALLBACK else None, every=True)


@lru_cache(maxsize=65536)
def _read(text: str, words: Words | None, *, every: bool) -> tuple[Number, ...]:
    found = counting(text, words, every=every) if words else english.counting(text, every=every)
    return tuple(
        Number(
            one.value, one.qualifier, text[one.start : one.end], one.start, one.unsure, one.leans
        )
        for one in found
    )


def vague_quantities(text: str, tag: str = FALLBACK) -> tuple[str, ...]:
    """The vague quantities of a text, in lower case: “dozens”, “a few”, “several hundred”.

    >>> vague_quantities("Dozens of people, several hundred soldiers and two dozen cars")
    ('dozens', 'several hundred')
    """
    if tag != FALLBACK and (words := rule_words(tag)):
        return vague_in(text, words)
    return english.vague_in(text)


def gives_number(text: str, value: Amount, tag: str = FALLBACK) -> bool:
    """Whether a text gives a number, in digits or in words, or as the place in an order.

    >>> gives_number("in the 88th minute", 88), gives_number("on the 8th May", 8)
    (True, False)
    >>> gives_number("There were no dead.", 0), gives_number("A man was hurt.", 1)
    (True, True)
    >>> gives_number("It was 12 degrees below zero.", -12), gives_number("It was 12.", -12)
    (True, False)
    >>> gives_number("Two left.", 3)
    False
    """
    if any(number.value == value for number in numbers(text, tag)):
        return True
    if tag != FALLBACK and (words := rule_words(tag)):
        return gives_otherwise(text, Decimal(value), words)
    return english.gives_otherwise(text, value)


def is_vague(figure: Figure, tag: str = FALLBACK) -> bool:
    """Whether a figure is a vague word, such as “dozens”."""
    if tag != FALLBACK and rule_words(tag):
        return bool(figure.word and vague_quantities(figure.word, tag))
    return english.is_vague(figure.word)


def figure_numbers(figure: Figure, tag: str = FALLBACK) -> tuple[Number, ...]:
    """The numbers of a figure: its value, the ends of its range, or the number its word spells.

    A clock time and a ratio have none: see `kzquiz.quantities`.
    """
    if figure.unit in UNCOUNTED:
        return ()
    if figure.value is not None:
        return (Number(Decimal(figure.value), figure.qualifier, str(figure.value)),)
    if figure.range is not None:
        return tuple(Number(Decimal(end), figure.qualifier, str(end)) for end in figure.range)
    return tuple(Number(n.value, figure.qualifier, n.raw) for n in numbers(figure.word, tag))
