"""The output ``blooket``: questions with options as the CSV file that Blooket imports.

Blooket guesses the delimiter from the first row, which must have eight fields; lines end in CR LF,
and there is no byte order mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.platforms import plain
from kzquiz.generators.platforms.platform import Platform, carry, report
from kzquiz.model import Artifact
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Item, Options, Quiz

_MOST = 4
_TIMES = (10, 20, 30, 45, 60, 90, 120, 180, 240, 300)
_HEADS = (
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3 (Optional)",
    "Answer 4 (Optional)",
    "Time Limit (sec) (Max: 300 seconds)",
    "Correct Answer(s) (Only include Answer #)",
)


PLATFORM = Platform(
    title="Blooket",
    shows={"choice": "", "select": ""},
    everywhere=(plain.UNEXPLAINED, plain.OWN_POINTS),
    most_options=_MOST,
    explains=False,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``blooket.csv``, or ``NAME-blooket.csv`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    title = ("Blooket Import Template", *("" for _ in _HEADS[1:]))
    rows = [_row(number, item) for number, item in enumerate(carried.items, 1)]
    data = plain.table((title, _HEADS, *rows))
    facts = carried.facts(carried.items)
    yield Artifact(file_name("blooket", quiz, options), data, facts)
    yield report("blooket", quiz, options, PLATFORM, carried)


def _row(number: int, item: Item) -> tuple[str | int, ...]:
    found = plain.options(item)
    empty = ("",) * (_MOST - len(found))
    key = ",".join(map(str, plain.right(item)))
    return (number, plain.asked(item), *found, *empty, plain.seconds(item, _TIMES), key)
