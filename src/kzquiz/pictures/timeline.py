"""Draws a timeline: events from top to bottom, with a column of dots for each source.

A filled dot: a source prints the time of the event. An open dot: the time was inferred.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzquiz.languages import Language
from kzquiz.model import Moment
from kzquiz.pictures.drawing import BOLD, GAP, LINE, LONG, SMALL, WIDTH, fold, line, svg, text

_LANE = 22  # width of a source's column
_HEAD = 2  # letters that fit over it


def timeline(
    moments: Sequence[Moment],
    name: str,
    words: Language,
    width: int = WIDTH,
    sources: Sequence[str] = (),
) -> str:
    """Draw events in their order; give an ``svg`` element.

    All ids start with ``name``, which must be unique on the page. ``sources`` are labels that get a
    column even if they have no event. The ``title`` gives the events in ``words``.
    """
    lanes = sorted({*sources, *(label for moment in moments for label in moment.sources)})
    left = _LANE * len(lanes) + GAP
    names = _names(lanes, words)
    heads = [
        text(_center(place), 13, head, bold=True, anchor="middle")
        for place, head in enumerate(names)
    ]
    parts: list[str] = []
    y = LINE + GAP
    for head, label in zip(names, lanes, strict=True) if names != _letters(lanes, words) else ():
        for part in fold(f"{head}: {label}", width - left):
            parts.append(text(left, y + 8, part, size=SMALL))
            y += LINE
    ends = dict.fromkeys(lanes, 0)  # where the last dot of each column is
    for moment in moments:
        for label in moment.sources:
            x = _center(lanes.index(label))
            parts += _dot(x, y + GAP, ends[label], inferred=moment.inferred)
            ends[label] = y + GAP
        drawn, y = _words(moment, left, width, y)
        parts += drawn
    return svg(name, _in_words(moments, words), [*heads, *_legend(left, words), *parts], width, y)


def _letters(lanes: Sequence[str], words: Language) -> list[str]:
    """The labels without the word for a source: of “Source A” the letter."""
    return [words.short(label) for label in lanes]


def _names(lanes: Sequence[str], words: Language) -> list[str]:
    """The heads of the columns: the letters of the sources, or numbers if they have none."""
    letters = _letters(lanes, words)
    fit = all(len(letter) <= _HEAD for letter in letters) and len({*letters}) == len(letters)
    return letters if fit else [str(place) for place in range(1, len(lanes) + 1)]


def _legend(left: int, words: Language) -> list[str]:
    parts: list[str] = []
    for meaning, inferred in (
        (words.say("timeline.printed"), False),
        (words.say("timeline.inferred"), True),
    ):
        parts += _dot(left + GAP, GAP, 0, inferred=inferred)
        parts.append(text(left + 2 * GAP + 2, 12, meaning, size=SMALL))
        left += len(meaning) * GAP + LINE
    return parts


def _center(lane: int) -> int:
    return _LANE * lane + _LANE // 2


def _dot(x: int, y: int, above: int, *, inferred: bool) -> list[str]:
    """Draw a dot, and a line to it from the dot ``above`` (0: none) that does not cross them."""
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


def _in_words(moments: Sequence[Moment], words: Language) -> str:
    told = " ".join(_sentence(moment, words) for moment in moments)
    return words.say("timeline.told", events=told)


def _sentence(moment: Moment, words: Language) -> str:
    sources = words.comma.join(moment.sources)
    how = words.say("timeline.how-inferred") if moment.inferred else ""
    return f"{_opening(moment.when)}: {moment.what} ({sources}{how})"
