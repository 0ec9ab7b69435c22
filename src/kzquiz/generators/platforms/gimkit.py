"""The output ``gimkit``: questions with one right option as the CSV file that Gimkit imports."""

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
_HEADS = (
    "Question",
    "Correct Answer",
    "Incorrect Answer 1",
    "Incorrect Answer 2 (Optional)",
    "Incorrect Answer 3 (Optional)",
)


PLATFORM = Platform(
    title="Gimkit",
    shows={"choice": ""},
    everywhere=(plain.UNEXPLAINED, plain.OWN_POINTS),
    most_options=_MOST,
    explains=False,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``gimkit.csv``, or ``NAME-gimkit.csv`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    title = ("Gimkit Spreadsheet Import Template", *("" for _ in _HEADS[1:]))
    data = plain.table((title, _HEADS, *map(_row, carried.items)))
    yield Artifact(file_name("gimkit", quiz, options), data, carried.facts(carried.items))
    yield report("gimkit", quiz, options, PLATFORM, carried)


def _row(item: Item) -> tuple[str, ...]:
    found = list(plain.options(item))
    (key,) = plain.right(item)
    first = found.pop(key - 1)
    return (plain.asked(item), first, *found, *("",) * (_MOST - 1 - len(found)))
