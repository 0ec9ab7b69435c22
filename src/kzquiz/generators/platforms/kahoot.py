"""The output ``kahoot``: questions with options as the spreadsheet that Kahoot imports.

The heads are in row 8, the questions follow, as in Kahoot's own template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.platforms import plain
from kzquiz.generators.platforms.platform import Platform, Why, carry, report
from kzquiz.generators.platforms.workbook import workbook
from kzquiz.model import Artifact
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kzquiz.model import Item, Options, Quiz

_MOST, _LONGEST, _LONGEST_OPTION = 4, 120, 75
_TIMES = (5, 10, 20, 30, 60, 90, 120, 240)
_HEADS = (
    "",
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, _MOST + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_ROW_OF_HEADS = 8
_TOO_LONG = "{} is longer than the {} characters that Kahoot takes"


def _refuses(item: Item) -> Iterator[Why]:
    if not plain.is_choice(item):
        return
    length = len(plain.asked(item))
    if length > _LONGEST:
        yield Why(_TOO_LONG.format("the question", _LONGEST), f"{length} characters")
    longest = max(map(len, plain.options(item)))
    if longest > _LONGEST_OPTION:
        yield Why(_TOO_LONG.format("an option", _LONGEST_OPTION), f"{longest} characters")


PLATFORM = Platform(
    title="Kahoot",
    shows={"choice": "", "select": ""},
    everywhere=(plain.UNEXPLAINED, plain.OWN_POINTS),
    most_options=_MOST,
    explains=False,
    refuses=_refuses,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``kahoot.xlsx``, or ``NAME-kahoot.xlsx`` for the recipe NAME, and its report.

    Raises `NotInstalledError` where the extra is missing.
    """
    carried = carry(quiz, PLATFORM)
    above = [("", quiz.title) if place == 1 else () for place in range(_ROW_OF_HEADS - 1)]
    rows = [_row(number, item) for number, item in enumerate(carried.items, 1)]
    data = workbook(PLATFORM.title, (*above, _HEADS, *rows))
    yield Artifact(file_name("kahoot", quiz, options), data, carried.facts(carried.items))
    yield report("kahoot", quiz, options, PLATFORM, carried)


def _row(number: int, item: Item) -> tuple[str | int, ...]:
    found = plain.options(item)
    empty = ("",) * (_MOST - len(found))
    key = plain.right(item)
    told = key[0] if len(key) == 1 else ",".join(map(str, key))
    return (number, plain.asked(item), *found, *empty, plain.seconds(item, _TIMES), told)
