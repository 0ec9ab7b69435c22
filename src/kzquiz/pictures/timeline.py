"""What happened when, and which source tells of it: a column of dots for each source.

A filled dot is an event whose time a source prints, an open one an event whose time was inferred.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzquiz.model import Moment
from kzquiz.pictures.drawing import BOLD, GAP, LINE, LONG, SMALL, WIDTH, fold, line, svg, text

_LANE = 22  # from one source's dots to the next


def timeline(
    moments: Sequence[Moment], name: str, width: int = WIDTH, sources: Sequence[str] = ()
) -> str:
    """Draw events downwards in their order; give an ``svg`` element.

    ``name`` opens every id and must be unique on the page. ``sources`` have a column even if none
    of the events is theirs. The ``title`` element tells the events in words.
    """
    lanes = sorted({*sources, *(label for moment in moments for label in moment.sources)})
    left = _LANE * len(lanes) + GAP
    heads = [
        text(_center(place), 13, label.split()[-1], bold=True, anchor="middle")
        for place, label in enumerate(lanes)
    ]
    parts: list[str] = []
    y = LINE + GAP
    ends = dict.fromkeys(lanes, 0)
    for moment in moments:
        for label in moment.sources:
            x = _center(lanes.index(label))
            parts += _dot(x, y + GAP, ends[label], inferred=moment.inferred)
            ends[label] = y + GAP
        drawn, y = _words(moment, left, width, y)
        parts += drawn
    return svg(name, _told(moments), [*heads, *_legend(left), *parts], width, y)


def _legend(left: int) -> list[str]:
    parts: list[str] = []
    for words, inferred in (("time as printed", False), ("time inferred", True)):
        parts += _dot(left + GAP, GAP, 0, inferred=inferred)
        parts.append(text(left + 2 * GAP + 2, 12, words, size=SMALL))
        left += len(words) * GAP + LINE
    return parts


def _center(lane: int) -> int:
    return _LANE * lane + _LANE // 2


def _dot(x: int, y: int, above: int, *, inferred: bool) -> list[str]:
    """Draw an event and the line from the one above, which leaves an open dot open."""
    thread = [line(x, above + 6, x, y - 6, width="0.5")] if above else []
    if inferred:
        ring = 'r="5" fill="none" stroke="currentColor" stroke-width="2.5"'
        return [*thread, f'<circle cx="{x}" cy="{y}" {ring}/>']
    return [*thread, f'<circle cx="{x}" cy="{y}" r="6"/>']


def _words(moment: Moment, left: int, width: int, y: int) -> tuple[list[str], int]:
    parts = []
    for words in fold(_opening(moment.when), width - left, BOLD):
        parts.append(text(left, y + 13, words, bold=True))
        y += LINE
    for words in fold(moment.what, width - left, LONG):
        parts.append(text(left, y + 12, words, size=SMALL))
        y += LINE
    return parts, y + GAP


def _opening(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(moments: Sequence[Moment]) -> str:
    return "What happened when. " + " ".join(_sentence(moment) for moment in moments)


def _sentence(moment: Moment) -> str:
    how = "; the time is inferred" if moment.inferred else ""
    return f"{_opening(moment.when)}: {moment.what} ({', '.join(moment.sources)}{how})"
