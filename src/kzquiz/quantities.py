"""Reads one quantity as people write it, with its measure: ``2.5 million``, ``$5``, ``9 am``.

Options are sorted by it. `kzquiz.numbers` finds the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from kzquiz.english_numerals import may_have_numbers
from kzquiz.expressions import expression
from kzquiz.model import Qualifier
from kzquiz.numbers import CURRENCY, Number, all_numbers

__all__ = ["CLOCK", "Quantity", "in_order", "measure", "minutes", "quantity"]


class Quantity(Struct, frozen=True):
    """A quantity: ``low`` is ``high`` unless it is a range.

    ``measure`` is what it can be compared in: “”, “percent”, a currency, “time” (in seconds),
    “clock” (in minutes), “ratio”, “date”, “length” (in metres), “weight” (in grams). ``unit`` is
    the word or sign that says so. ``rest`` are the words around the number.
    """

    low: Decimal
    high: Decimal
    measure: str = ""
    unit: str = ""
    qualifier: Qualifier = "exact"
    spelled: bool = False
    rest: tuple[str, ...] = ()


_MEASURES: Mapping[str, Mapping[str, int | str]] = {
    "time": {
        "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800,
        "fortnight": 1_209_600, "month": 2_629_800, "year": 31_557_600, "decade": 315_576_000,
        "century": 3_155_760_000, "centurie": 3_155_760_000,
    },
    "length": {
        "millimetre": "0.001", "mm": "0.001", "centimetre": "0.01", "cm": "0.01", "metre": 1,
        "kilometre": 1000, "km": 1000, "inch": "0.0254", "foot": "0.3048", "feet": "0.3048",
        "yard": "0.9144", "mile": "1609.344",
    },
    "weight": {"gram": 1, "kilogram": 1000, "kg": 1000, "kilo": 1000, "tonne": 1_000_000},
}  # fmt: skip
_FACTORS = {
    word: (measure, Decimal(factor))
    for measure, words in _MEASURES.items()
    for word, factor in words.items()
}
_MONEY = "dollar euro pound yen rouble ruble tenge franc rupee yuan lira peso krona crown"
_MONEY_WORDS = frozenset(_MONEY.split())
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_NUMBER_OF_MONTH = {month: number for number, month in enumerate(_MONTHS.split(), 1)}
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,?[ ](?P<year{0}>\d{{4}}))?"
_DATE = expression(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ \u00a0]{_MONTH.format('')}{_YEAR.format('')}"
    rf"|\b{_MONTH.format(2)}[ \u00a0](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR.format(2)}"
)
_HALF = r"(?P<half{0}>[ap])\.?m\b\.?"
_HOUR = r"(?<![\d:.])(?P<hour{0}>[01]?\d|2[0-4])"
_MINUTE = r"(?P<minute{0}>[0-5]\d)(?!\d|[:.]\d)"
CLOCK = expression(
    rf"{_HOUR.format('')}[:.]{_MINUTE.format('')}[ \u00a0]?{_HALF.format('')}"
    rf"|{_HOUR.format(2)}:{_MINUTE.format(2)}"
    rf"|(?<![\d:.])(?P<hour3>1?\d)[ \u00a0]?{_HALF.format(3)}|\b(?P<noon>noon|midnight)\b",
    re.IGNORECASE,
)
_JOINT = expression(r"\s*(?:-|–|to|and)\s*")
_AFTER = expression(rf"\s*-?(?P<unit>%|per[ ]?cent\b|[{CURRENCY}]|[A-Za-z]+)")
_WORD = expression(r"[^\W\d_]+")
_HALF_DAY = 12
_HALF_YEAR = 6


def quantity(text: str) -> Quantity | None:
    """The one quantity of a text, or its one range; None if it has none or several.

    >>> found = quantity("about 900 thousand people")
    >>> found.low, found.qualifier, quantity("9 pm").low, quantity("$5 or 6 or 7")
    (Decimal('900000'), 'about', Decimal('1260'), None)
    """
    lower = text.lower()
    if not may_have_numbers(text) and "noon" not in lower and "midnight" not in lower:
        return None  # as most texts
    dates, clocks = list(_DATE.finditer(text)), list(CLOCK.finditer(text))
    if dates or clocks:
        return _moment(text, dates, clocks)
    found = all_numbers(text)
    if len(found) == 1:
        return _measured(text, found[0], found[0])
    if len(found) == 2:  # noqa: PLR2004 (the ends of a range)
        between = text[found[0].start + len(found[0].raw) : found[1].start]
        # “2 to 3 million” may begin at 2 or at 2 million.
        scaled = [bool(_WORD.search(number.raw)) for number in found]
        if _JOINT.fullmatch(between) and found[0].value < found[1].value and len({*scaled}) == 1:
            return _measured(text, found[0], found[1])
    return None


def in_order(texts: Sequence[str]) -> list[int] | None:
    """The indexes of texts in the order of their quantities; None if that is not certain.

    It is if each has one quantity, all of one measure. Numbers in words count only where nothing
    but the number differs: “one man left” and “all the others stayed for two days” are no scale.

    >>> in_order(["2 million", "900 thousand"]), in_order(["1 pm", "9 am"])
    ([1, 0], [1, 0])
    >>> in_order(["45 minutes", "1 day", "3 hours"]), in_order(["5 km", "$5"])
    ([0, 2, 1], None)
    """
    known = []
    for text in texts:
        found = quantity(text)
        if found is None:  # the others are not looked at: most options are no quantities
            return None
        known.append(found)
    if len({each.measure for each in known}) != 1:
        return None
    if any(each.spelled for each in known) and len({each.rest for each in known}) > 1:
        return None
    if known[0].measure == "date" and _may_turn(known):
        return None
    ranks = {name: rank for rank, name in enumerate(_QUALIFIERS)}
    keys = [(each.low, each.high, ranks[each.qualifier]) for each in known]
    return sorted(range(len(texts)), key=lambda index: keys[index])


_QUALIFIERS: tuple[Qualifier, ...] = (
    "less-than",
    "up-to",
    "about",
    "exact",
    "at-least",
    "more-than",
)


def _may_turn(dates: Sequence[Quantity]) -> bool:
    """Whether dates without a year may be of two years, as December and January are."""
    months = [each.low // (31 * 1440) for each in dates]
    return max(months) - min(months) > _HALF_YEAR


def _moment(
    text: str, dates: Sequence[re.Match[str]], clocks: Sequence[re.Match[str]]
) -> Quantity | None:
    """The date, the clock time or both that a text gives, in minutes; None if it gives more."""
    if len(dates) > 1 or len(clocks) > 1 or all_numbers(_without(text, (*dates, *clocks))):
        return None
    value, measure = Decimal(0), ""
    for date in dates:
        day, month = int(date["day"] or date["day2"]), date["month"] or date["month2"]
        year = int(date["year"] or date["year2"] or 0)
        days = (year * 12 + _NUMBER_OF_MONTH[month[:3].lower()]) * 31 + day
        value, measure = Decimal(days * 1440), "dated" if year else "date"
    for clock in clocks:
        value, measure = value + minutes(clock), measure or "clock"
    return Quantity(value, value, measure, "clock" if measure == "clock" else "")


def minutes(clock: re.Match[str]) -> int:
    """The minutes after midnight of a clock time."""
    if word := clock["noon"]:
        return 720 if word.lower() == "noon" else 0
    hour = int(clock["hour"] or clock["hour2"] or clock["hour3"])
    minute = int(clock["minute"] or clock["minute2"] or 0)
    if half := clock["half"] or clock["half3"]:
        hour = hour % _HALF_DAY + (_HALF_DAY if half.lower() == "p" else 0)
    return 60 * hour + minute


def _without(text: str, found: Sequence[re.Match[str]]) -> str:
    for match in found:
        text = text.replace(match[0], " ")
    return text


def _measured(text: str, low: Number, high: Number) -> Quantity:
    """The quantity of a number or of the ends of a range, in the base unit of its measure."""
    end = high.start + len(high.raw)
    kind, unit, factor = measure(text, low, end)
    around = text[: low.start] + " " + text[end:].lstrip(" -").removeprefix(unit)
    return Quantity(
        low.value * factor,
        high.value * factor,
        kind,
        unit,
        low.qualifier,
        low.spelled or high.spelled,
        tuple(word.removesuffix("s") for word in _WORD.findall(around.lower())),
    )


def measure(text: str, number: Number, end: int) -> tuple[str, str, Decimal]:
    """The measure of a number that ends at ``end``, its unit as written, and the unit's size."""
    sign = next((sign for sign in number.raw if sign in CURRENCY), "")
    before = text[: number.start].rstrip()[-1:]
    if sign or (before and before in CURRENCY):
        return sign or before, sign or before, Decimal(1)
    after = _AFTER.match(text, end)
    unit = after["unit"] if after else ""
    word = unit.lower().removesuffix("s")
    if word.replace(" ", "") in {"%", "percent"}:
        return "percent", unit, Decimal(1)
    if word in _FACTORS or word.removesuffix("e") in _FACTORS:
        measure, factor = _FACTORS.get(word) or _FACTORS[word.removesuffix("e")]
        return measure, unit, factor
    if word in _MONEY_WORDS or unit in CURRENCY:
        return word, unit, Decimal(1)
    return "", "", Decimal(1)
