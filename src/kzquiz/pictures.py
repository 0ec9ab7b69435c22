"""Figures over sources as a small chart: inline SVG, the same bytes for the same rows.

The qualifier is the shape: an open dot is *about*, a filled dot with an arrow *at least*, *more
than*, *less than* or *up to*, a capped bar a range, a dashed band a word such as *dozens*, which is
never turned into digits. Nothing hangs on colour: every stroke is ``currentColor``, so the chart
follows light and dark and survives a photocopier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from kzquiz.model import Figure, Qualifier

_WIDTH = 360
_LEFT, _RIGHT = 10, 350  # the track, in the units of the viewBox
_ARROW = 22
_LINE, _TRACK, _GAP = 17, 20, 8  # heights: a line of text, a track, the room below it
_CHARACTERS = 46  # that fit the width at the size of the small lines
_TICKS = 5
_MARGIN = 10  # a value in the last tenth of the scale has no room for its arrow
_RING = 'stroke-width="2.5"'
_POINTS: Mapping[Qualifier, int] = {"at-least": 1, "more-than": 1, "less-than": -1, "up-to": -1}
_ATTRIBUTES = (
    'fill="currentColor" stroke="none" font-size="14" direction="ltr" '
    'font-family="Source Sans 3, Segoe UI, Noto Sans, sans-serif"'
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One source's figure: where it stands, who says so, for what time (empty: not stated)."""

    label: str
    speaker: str
    as_of: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int
    step: int

    def x(self, value: int) -> int:
        return _LEFT + (value - self.low) * (_RIGHT - _LEFT) // (self.high - self.low)

    @property
    def ticks(self) -> range:
        return range(self.low, self.high + 1, self.step)


def chart(title: str, rows: Sequence[FigureRow], name: str) -> str:
    """Draw the figures of one category over one another; give an ``svg`` element.

    ``title`` says what is counted. ``name`` opens every id in the chart and must be unique on the
    page: letters, digits and hyphens. The ``title`` element tells the data in words. About 2 KB.
    """
    scale = _scale([row.figure for row in rows])
    parts, y = [], 0
    for line in wrap(title, _CHARACTERS - 6):  # bold letters are wider
        parts.append(_text(_LEFT, y + 13, line, bold=True))
        y += _LINE
    y += _GAP // 2
    for row in rows:
        drawn, y = _row(row, scale, y)
        parts += drawn
    if scale is not None:
        parts += _axis(scale, y)
        y += _LINE
    words = escape(f"{title}. " + " ".join(_sentence(row) for row in rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y + 2}" width="{_WIDTH}" '
        f'role="img" aria-labelledby="{name}-words" {_ATTRIBUTES}>'
        f'<title id="{name}-words">{words}</title>{"".join(parts)}</svg>'
    )


# --- rows ---------------------------------------------------------------------------------------


def _row(row: FigureRow, scale: _Scale | None, y: int) -> tuple[list[str], int]:
    """Draw a row from ``y`` down: where and how much, who and when, the mark; give the next y."""
    parts = [_text(_LEFT, y + 13, row.label, bold=True)]
    if not row.figure.word:  # a word stands in its band
        parts.append(_text(_RIGHT, y + 13, str(row.figure), bold=True, anchor="end"))
    y += _LINE
    for line in wrap(_who(row), _CHARACTERS):
        parts.append(_text(_LEFT, y + 12, line, size=12))
        y += _LINE
    return [*parts, *_mark(row.figure, scale, y + _TRACK // 2)], y + _TRACK + _GAP


def _who(row: FigureRow) -> str:
    parts = (row.speaker, row.figure.place, row.as_of or "time not stated")
    return " · ".join(part for part in parts if part)


def _mark(figure: Figure, scale: _Scale | None, y: int) -> list[str]:
    if scale is None or figure.word:
        return [_band(str(figure), y)]
    if figure.range is not None:
        low, high = figure.range
        return [_track(y, _LEFT, _RIGHT), *_bar(figure, scale.x(low), scale.x(high), y)]
    x = scale.x(figure.value or 0)
    if figure.qualifier == "about":
        ring = f'<circle cx="{x}" cy="{y}" r="5" fill="none" stroke="currentColor" {_RING}/>'
        # Not through the ring: it must be seen to be open.
        return [_track(y, _LEFT, x - 6), _track(y, x + 6, _RIGHT), ring]
    dot = f'<circle cx="{x}" cy="{y}" r="6"/>'
    return [_track(y, _LEFT, _RIGHT), *_arrow(x, y, _POINTS.get(figure.qualifier, 0)), dot]


def _track(y: int, start: int, end: int) -> str:
    return _line(start, y, end, y, width="0.5") if start < end else ""


def _bar(figure: Figure, low: int, high: int, y: int) -> list[str]:
    dashes = ' stroke-dasharray="5 3"' if figure.qualifier == "about" else ""
    caps = [_line(x, y - 6, x, y + 6, width="2") for x in (low, high)]
    return [_line(low, y, high, y, width="3", extra=dashes), *caps]


def _arrow(x: int, y: int, direction: int) -> list[str]:
    if not direction:
        return []
    end = min(max(x + direction * _ARROW, _LEFT - 8), _RIGHT + 8)
    back = end - direction * 6
    head = f'<path d="M{end} {y}L{back} {y - 5}V{y + 5}Z"/>'
    return [_line(x, y, back, y, width="2"), head]


def _band(word: str, y: int) -> str:
    """A band over the whole width: the word has no place on a scale."""
    box = (
        f'<rect x="{_LEFT}" y="{y - 9}" width="{_RIGHT - _LEFT}" height="18" rx="9" fill="none" '
        'stroke="currentColor" stroke-dasharray="4 3"/>'
    )
    return box + _text(_WIDTH // 2, y + 5, word, bold=True, anchor="middle")


def _axis(scale: _Scale, y: int) -> list[str]:
    y -= _GAP
    parts = [_line(_LEFT, y, _RIGHT, y, width="1")]
    ends = {scale.ticks[0]: "start", scale.ticks[-1]: "end"}
    crowded = max(len(f"{value:,}") for value in ends) * len(scale.ticks) > _CHARACTERS
    for value in scale.ticks:
        x = scale.x(value)
        parts.append(_line(x, y, x, y + 4, width="1"))
        if value in ends or not crowded:
            anchor = ends.get(value, "middle")
            parts.append(_text(x, y + 17, f"{value:,}", size=12, anchor=anchor))
    return parts


# --- elements -----------------------------------------------------------------------------------


def _line(x1: int, y1: int, x2: int, y2: int, *, width: str, extra: str = "") -> str:
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="currentColor" stroke-width="{width}"{extra}/>'


def _text(
    x: int, y: int, text: str, *, size: int = 14, anchor: str = "", bold: bool = False
) -> str:
    own = f' font-size="{size}"' if size != 14 else ""  # noqa: PLR2004 (the size of the whole)
    own += f' text-anchor="{anchor}"' if anchor not in ("", "start") else ""
    own += ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{y}"{own}>{escape(text)}</text>'


# --- numbers and words --------------------------------------------------------------------------


def _scale(figures: Iterable[Figure]) -> _Scale | None:
    """Find round ticks from 0 past the largest value; None where no figure is a number."""
    values: list[int] = []
    for figure in figures:
        values += figure.range or (() if figure.value is None else (figure.value,))
    if not values:
        return None
    lowest, highest = min(0, *values), max(0, *values)
    step = _step(highest - lowest)
    low = lowest // step * step
    high = -(-highest // step) * step or step
    # An arrow needs room: a number at the very end of the scale would look like its limit.
    high += step if (high - highest) * _MARGIN < high - low else 0
    return _Scale(low, high, step)


def _step(span: int) -> int:
    """Give a step of 1, 2 or 5 times a power of ten that makes at most five ticks of a span."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * _TICKS >= span:
                return factor * power
        power *= 10


def _sentence(row: FigureRow) -> str:
    figure = row.figure
    # "Dozens people" is no English, and the category says what is counted.
    much = str(figure) if figure.word else f"{figure} {figure.unit}".strip()
    where = f" ({figure.place})" if figure.place else ""
    when = row.as_of or "time not stated"
    return f"{row.label}: {much}{where}, according to {row.speaker}; {when}."
