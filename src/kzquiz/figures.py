"""Reads the figure of a claim as its author writes it, and finds it in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.model import UNCOUNTED, Amount, Figure
from kzquiz.numbers import all_numbers, figure_numbers, gives_number, vague_quantities
from kzquiz.quantities import CLOCK, measure, minutes

__all__ = ["FIGURES", "figure_advice", "figure_in", "gives_figure", "values", "written_like"]

_HALF_DAY, _ONE_PM = 720, 780
_RATIO = expression(
    r"(?<![\d:.,])(?P<first>\d+(?:\.\d+)?)(?:[ ]?:[ ]?|[ ]to[ ]|[ ]in[ ](?:every[ ])?)"
    r"(?P<second>\d+(?:\.\d+)?)(?![\d:]|[.,]\d)"
)
FIGURES = (
    "a number as it is printed, such as 18, 15,000, -2.5, 34.3%, $2.5 million, 45 minutes, 3:1 or "
    "9:30 am; or “word: …” for a word such as “dozens”"
)


def figure_in(text: str, unit: str = "") -> tuple[Amount, str, str] | None:
    """The value, print form and unit of a figure as an author writes it; None if it is no number.

    The print form is empty if the digits say all. ``unit`` is that which the author gave: it tells
    the ratio 3:10 from the clock time.

    >>> figure_in("15,000"), figure_in("2.5 million"), figure_in("34.3%"), figure_in("dozens")
    ((15000, '', ''), (2500000, '2.5 million', ''), (Decimal('34.3'), '34.3%', 'percent'), None)
    >>> figure_in("9:30"), figure_in("3:1", "ratio"), figure_in("-$5"), figure_in("45 minutes")
    ((570, '9:30', 'clock'), (3, '3:1', 'ratio'), (-5, '-$5', '$'), (45, '45 minutes', 'minutes'))
    """
    written = " ".join(text.split())
    clock, ratio = CLOCK.fullmatch(written), _RATIO.fullmatch(written)
    if clock and unit != "ratio":
        return minutes(clock), written, "clock"
    # “3 to 5” is a range, if the author does not say that it is a ratio.
    if ratio and Decimal(ratio["second"]) and (" to " not in written or unit == "ratio"):
        return _whole(Decimal(ratio["first"]) / Decimal(ratio["second"])), written, "ratio"
    found = all_numbers(written)
    if len(found) != 1 or found[0].qualifier != "exact":
        return None
    end = found[0].start + len(found[0].raw)
    kind, own, _ = measure(written, found[0], end)
    around = (written[: found[0].start] + written[end:]).strip(" -+").removesuffix(own)
    if around.removeprefix(own).strip():
        return None
    value = _whole(found[0].value)
    plain = re.fullmatch(r"-?[\d,]+" if isinstance(value, int) else r"-?[\d,]+\.\d+", written)
    return value, "" if plain else written, "percent" if kind == "percent" else own


def figure_advice(text: str) -> str:
    """What to write in place of a ``value`` that cannot be read."""
    found = all_numbers(text)
    if vague := vague_quantities(text):
        return f"write “word: {vague[0]}” in place of “value”"
    if len(found) == 1 and found[0].qualifier != "exact":
        return f"write “value: {found[0].raw}” and “qualifier: {found[0].qualifier}”"
    unit = text[len(found[0].raw) :].strip() if found else ""
    if len(found) == 1 and text.startswith(found[0].raw) and unit.islower():
        return f"write “value: {found[0].raw}” and “unit: {unit}”"
    if len(found) == 2:  # noqa: PLR2004 (the ends of a range)
        ends = f"range: [{found[0].raw}, {found[1].raw}]"
        as_range = f"write “{ends}” if it is a range; " if found[0].value < found[1].value else ""
        return f"{as_range}a score is a word: “word: {text}”"
    return f"write {FIGURES}"


def values(figure: Figure, tag: str = FALLBACK) -> Iterator[tuple[Amount, str]]:
    """The values of a figure that a text has to give, each with its form in print.

    ``tag`` is the language of a figure that is a word.
    """
    if figure.unit in UNCOUNTED:
        for value in figure.range or (() if figure.value is None else (figure.value,)):
            yield value, figure.amount()
    else:
        yield from ((number.value, number.raw) for number in figure_numbers(figure, tag))


def gives_figure(text: str, figure: Figure, value: Amount, tag: str = FALLBACK) -> bool:
    """Whether a text in a language gives a value of a figure: a number, a clock time or a ratio."""
    if figure.unit == "clock":
        return any(_same_clock(clock, int(value)) for clock in CLOCK.finditer(text))
    if figure.unit in UNCOUNTED:
        return value in {found for found, _ in _written_like(text, figure)}
    return gives_number(text, value, tag)


def _same_clock(clock: re.Match[str], value: int) -> bool:
    """Whether a clock time is a value in minutes; without am or pm it may be twelve hours later."""
    found = minutes(clock)
    half = clock["half"] or clock["half3"] or clock["noon"] or found >= _ONE_PM
    return found == value or (not half and found + _HALF_DAY == value)


def written_like(text: str, figure: Figure) -> list[str]:
    """The clock times or ratios of a text, as written; none for a figure of another unit."""
    return [raw for _, raw in _written_like(text, figure)]


def _written_like(text: str, figure: Figure) -> Iterator[tuple[Amount, str]]:
    if figure.unit == "clock":
        yield from ((minutes(clock), clock[0]) for clock in CLOCK.finditer(text))
    elif figure.unit == "ratio":
        for ratio in _RATIO.finditer(text):
            if second := Decimal(ratio["second"]):
                yield _whole(Decimal(ratio["first"]) / second), ratio[0]


def _whole(value: Decimal) -> Amount:
    """A number as an int if it is whole."""
    return int(value) if value == value.to_integral_value() else value
