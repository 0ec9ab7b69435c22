"""Draws a chart of figures by source.

The mark shows the qualifier. An open dot is *about*. A filled dot with an arrow is *at least*,
*more than*, *less than* or *up to*. A bar with caps is a range. A dashed band is a word such as
*dozens*, which has no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import floor

from msgspec import Struct

from kzquiz.languages import Language
from kzquiz.model import Amount, Evidence, Figure, Qualifier, in_print
from kzquiz.pictures.drawing import BOLD, GAP, LINE, SMALL, WIDTH, fold, line, svg, text

_SIDE = 10  # space to the left and right of the track
_ARROW = 22  # length
_TRACK = 20  # height
_TICKS = 5  # at most
_POSITIONS = frozenset({"year", "clock"})  # units whose numbers are places on a scale, no amounts
_CLOCK_STEPS = (5, 10, 15, 30, 60, 120, 180, 360)  # minutes
_MARGIN = 10  # an arrow needs a tenth of the scale: 1 / _MARGIN
_RING = 'stroke-width="2.5"'
_POINTS: Mapping[Qualifier, int] = {"at-least": 1, "more-than": 1, "less-than": -1, "up-to": -1}


class FigureRow(Struct, frozen=True):
    """A row of the chart: place in the source, speaker, as-of time (empty: not stated), figure."""

    label: str
    speaker: str
    as_of: str
    figure: Figure

    @classmethod
    def of(cls, claim: Evidence, figure: Figure, words: Language) -> FigureRow:
        """The row of a claim, with its originator as the speaker."""
        label = words.say("source.place", label=claim.label, place=claim.place)
        return cls(label, claim.speakers[0] if claim.speakers else "", claim.as_of, figure)


class _Scale(Struct, frozen=True):
    low: Amount
    high: Amount
    step: Amount
    unit: str

    @property
    def ticks(self) -> list[Amount]:
        count = int((self.high - self.low) / self.step)
        return [self.low + number * self.step for number in range(count + 1)]


class _Field(Struct, frozen=True):
    """The track from ``left`` to ``right`` that has the marks; no scale without numbers.

    Figures have their ``units`` if there is room for them in every row.
    """

    left: int
    right: int
    scale: _Scale | None
    words: Language
    units: bool

    def amount(self, figure: Figure) -> str:
        return figure.with_unit(self.words) if self.units else figure.printed(self.words)

    def x(self, value: Amount) -> int:
        scale = self.scale
        assert scale is not None  # noqa: S101 (there is a scale wherever there is a value)
        way = (value - scale.low) * (self.right - self.left) // (scale.high - scale.low)
        return self.left + int(way)


def chart(
    panels: Mapping[str, Sequence[FigureRow]], name: str, words: Language, width: int = WIDTH
) -> str:
    """Draw figures below one another, on one scale; give an ``svg`` element (about 1 KB a figure).

    ``panels``: what is counted → its figures. All ids in the chart start with ``name`` (letters,
    digits and hyphens), which must be unique on the page. The ``title`` gives the data in words.
    """
    every = [row for rows in panels.values() for row in rows]
    scale, room = _scale([row.figure for row in every]), width - 2 * _SIDE
    lines = (f"{row.label}  {row.figure.with_unit(words)}" for row in every)
    units = all(len(fold(line, room, BOLD)) == 1 for line in lines)
    field = _Field(_SIDE, width - _SIDE, scale, words, units)
    parts: list[str] = []
    y = 0
    for place, (title, rows) in enumerate(panels.items()):
        y += GAP if place else 0
        for part in fold(title, width - 2 * _SIDE, BOLD):
            parts.append(text(field.left, y + 13, part, bold=True))
            y += LINE
        y += GAP // 2
        for row in rows:
            drawn, y = _row(row, field, y)
            parts += drawn
    if scale is not None:
        parts += _axis(scale, field, y)
        y += LINE
    return svg(name, _in_words(panels, words), parts, width, y + 2)


def _in_words(panels: Mapping[str, Sequence[FigureRow]], words: Language) -> str:
    return " ".join(
        f"{title}. " + " ".join(_sentence(row, words) for row in rows)
        for title, rows in panels.items()
    )


# --- rows ---------------------------------------------------------------------------------------


def _row(row: FigureRow, field: _Field, y: int) -> tuple[list[str], int]:
    """Draw a row from ``y`` down (place, figure, speaker, time, mark); give also the next y."""
    parts = [text(field.left, y + 13, row.label, bold=True)]
    if not row.figure.word:  # a word is printed in its band
        amount = field.amount(row.figure)
        parts.append(text(field.right, y + 13, amount, bold=True, anchor="end"))
    y += LINE
    for words in fold(_who(row, field.words), field.right - field.left):
        parts.append(text(field.left, y + 12, words, size=SMALL))
        y += LINE
    return [*parts, *_mark(row.figure, field, y + _TRACK // 2)], y + _TRACK + GAP


def _who(row: FigureRow, words: Language) -> str:
    parts = (row.speaker, row.figure.place, row.as_of or words.say("source.no-time"))
    return " · ".join(part for part in parts if part)


def _mark(figure: Figure, field: _Field, y: int) -> list[str]:
    if field.scale is None or figure.word:
        return [_band(field.amount(figure), field, y)]
    if figure.range is not None:
        low, high = figure.range
        bar = _bar(figure, field.x(low), field.x(high), y)
        return [_track(y, field.left, field.right), *bar]
    x = field.x(figure.value or 0)
    if figure.qualifier == "about":
        ring = f'<circle cx="{x}" cy="{y}" r="5" fill="none" stroke="currentColor" {_RING}/>'
        # The line does not cross the ring, which must look open.
        return [_track(y, field.left, x - 6), _track(y, x + 6, field.right), ring]
    dot = f'<circle cx="{x}" cy="{y}" r="6"/>'
    arrow = _arrow(x, y, _POINTS.get(figure.qualifier, 0), field)
    return [_track(y, field.left, field.right), *arrow, dot]


def _track(y: int, start: int, end: int) -> str:
    return line(start, y, end, y, width="0.5") if start < end else ""


def _bar(figure: Figure, low: int, high: int, y: int) -> list[str]:
    dashes = ' stroke-dasharray="5 3"' if figure.qualifier == "about" else ""
    caps = [line(x, y - 6, x, y + 6, width="2") for x in (low, high)]
    return [line(low, y, high, y, width="3", extra=dashes), *caps]


def _arrow(x: int, y: int, direction: int, field: _Field) -> list[str]:
    if not direction:
        return []
    end = min(max(x + direction * _ARROW, field.left - 8), field.right + 8)
    back = end - direction * 6
    head = f'<path d="M{end} {y}L{back} {y - 5}V{y + 5}Z"/>'
    return [line(x, y, back, y, width="2"), head]


def _band(word: str, field: _Field, y: int) -> str:
    """A band over the whole width, as a word has no place on the scale."""
    box = (
        f'<rect x="{field.left}" y="{y - 9}" width="{field.right - field.left}" height="18" rx="9" '
        'fill="none" stroke="currentColor" stroke-dasharray="4 3"/>'
    )
    return box + text((field.left + field.right) // 2, y + 5, word, bold=True, anchor="middle")


def _axis(scale: _Scale, field: _Field, y: int) -> list[str]:
    y -= GAP
    parts = [line(field.left, y, field.right, y, width="1")]
    ends = {scale.ticks[0]: "start", scale.ticks[-1]: "end"}
    longest = (
        "0"
        * max(len(in_print(value, scale.unit, field.words)) for value in ends)
        * len(scale.ticks)
    )
    crowded = len(fold(longest, field.right - field.left)) > 1
    for value in scale.ticks:
        x = field.x(value)
        parts.append(line(x, y, x, y + 4, width="1"))
        if value in ends or not crowded:
            anchor = ends.get(value, "middle")
            parts.append(
                text(x, y + 17, in_print(value, scale.unit, field.words), size=SMALL, anchor=anchor)
            )
    return parts


# --- numbers and words --------------------------------------------------------------------------


def _scale(figures: Iterable[Figure]) -> _Scale | None:
    """A scale with round ticks, from 0 to beyond the largest value; None without numbers.

    A scale of years or clock times begins near the first of them.
    """
    values: list[Amount] = []
    unit = ""
    for figure in figures:
        values += figure.range or (() if figure.value is None else (figure.value,))
        unit = figure.unit
    if not values:
        return None
    zero = [] if unit in _POSITIONS else [0]
    lowest, highest = min(zero + values), max(zero + values)
    step = _step(highest - lowest, unit)
    low = _floor(lowest, step)
    high = -_floor(-highest, step)
    high += step if high == low else 0
    # An arrow needs room, and a number at the end of the scale would look like its limit.
    high += step if (high - highest) * _MARGIN < high - low else 0
    return _Scale(low, high, step, unit)


def _floor(value: Amount, step: Amount) -> Amount:
    """The largest multiple of a step that is no larger than a value."""
    if isinstance(value, int) and isinstance(step, int):
        return value // step * step
    return floor(Decimal(value) / step) * step  # “//” of a Decimal rounds towards 0


def _step(span: Amount, unit: str) -> Amount:
    """The smallest step that divides a span into at most five.

    It is 1, 2 or 5 times a power of ten, for clock times a usual part of a day.
    """
    if unit == "clock":
        return next(minutes for minutes in _CLOCK_STEPS if minutes * _TICKS >= span)
    # Whole numbers have no ticks between them.
    power: Amount = 1 if isinstance(span, int) else Decimal(10) ** (span.adjusted() - 1)
    while True:
        for factor in (1, 2, 5):
            if factor * power * _TICKS >= span:
                return factor * power
        power *= 10


def _sentence(row: FigureRow, words: Language) -> str:
    # The title of the panel says what is counted.
    amount = row.figure.with_unit(words)
    place = f" ({row.figure.place})" if row.figure.place else ""
    return words.say(
        "chart.row",
        label=row.label,
        amount=f"{amount}{place}",
        speaker=row.speaker,
        time=row.as_of or words.say("source.no-time"),
    )
