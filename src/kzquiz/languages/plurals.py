"""Plural categories of whole numbers, as Unicode CLDR has them.

Source: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html. A test
compares them with Babel's.
"""

from __future__ import annotations

from collections.abc import Callable

Plural = Callable[[int], str]


def plural(tag: str) -> Plural:
    """The function that gives the category of a whole number; ``one`` and ``other`` by default."""
    return _RULES.get(tag, _one_is_one)


def _one_is_one(number: int) -> str:
    """As in English, German and Kazakh."""
    return "one" if number == 1 else "other"


def _french(number: int) -> str:
    if number in {0, 1}:
        return "one"
    return "other" if number % 1_000_000 else "many"


def _spanish(number: int) -> str:
    if number == 1:
        return "one"
    return "other" if number % 1_000_000 or not number else "many"


def _slavic(number: int) -> str:
    """As in Russian and Ukrainian."""
    last, two = number % 10, number % 100
    if last == 1 and two != 11:  # noqa: PLR2004 (CLDR)
        return "one"
    return "few" if last in {2, 3, 4} and two not in {12, 13, 14} else "many"


def _arabic(number: int) -> str:
    few, many = 3, 11
    if number in {0, 1, 2}:
        return ("zero", "one", "two")[number]
    two = number % 100
    if few <= two < many:
        return "few"
    return "many" if two >= many else "other"


_RULES: dict[str, Plural] = {
    "ar": _arabic,
    "es": _spanish,
    "fr": _french,
    "ru": _slavic,
    "uk": _slavic,
}
