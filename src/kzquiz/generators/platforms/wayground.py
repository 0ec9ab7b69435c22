"""The output ``wayground``: questions as the spreadsheet that Wayground (once Quizizz) imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kzquiz.generators.platforms import lines, plain
from kzquiz.generators.platforms.platform import Platform, Why, carry, report
from kzquiz.generators.platforms.workbook import LONGEST, workbook
from kzquiz.languages import language
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kzquiz.model import Item, Options, Quiz

_MOST = 5
_TIMES = (30, 60, 90, 120, 180, 300, 600, 900)
_HEADS = (
    "Question Text",
    "Question Type",
    *(f"Option {number}" for number in range(1, _MOST + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)


def _refuses(item: Item) -> Iterator[Why]:
    longest = max(len(_explanation(item)), len(plain.in_line(lines.question(item))))
    if longest > LONGEST:
        yield Why("a text is longer than a cell of a spreadsheet", f"{longest} characters")


def _loses(item: Item) -> Iterator[Why]:
    match item.shape:
        case Text(answers=answers, rubric=(), parts=1) if len(answers) > _MOST:
            left = f"{len(answers) - _MOST} more"
            yield Why(f"only {_MOST} right answers count, the explanation names the others", left)
        case _:
            pass


_BY_A_PERSON = "a person marks it, by what the explanation says"
PLATFORM = Platform(
    title="Wayground",
    shows={"choice": "", "select": "", "text": "", "list": _BY_A_PERSON, "rubric": _BY_A_PERSON},
    everywhere=(plain.OWN_POINTS,),
    most_options=_MOST,
    loses=_loses,
    refuses=_refuses,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``wayground.xlsx``, or ``NAME-wayground.xlsx`` for the recipe NAME, and its report.

    Raises `NotInstalledError` where the extra is missing.
    """
    carried = carry(quiz, PLATFORM)
    data = workbook(PLATFORM.title, (_HEADS, *map(_row, carried.items)))
    yield Artifact(file_name("wayground", quiz, options), data, carried.facts(carried.items))
    yield report("wayground", quiz, options, PLATFORM, carried)


def _row(item: Item) -> tuple[str | int, ...]:
    sort, found, key = _answers(item)
    asked = plain.in_line(lines.question(item))
    empty = ("",) * (_MOST - len(found))
    time = plain.seconds(item, _TIMES)
    return (asked, sort, *found, *empty, key, time, "", _explanation(item))


def _answers(item: Item) -> tuple[str, tuple[str, ...], str | int]:
    """Give the type of a question, its options or right answers, and its key."""
    match item.shape:
        case Choice(multiple=True):
            return "Checkbox", plain.options(item), ",".join(map(str, plain.right(item)))
        case Choice():
            (key,) = plain.right(item)
            return "Multiple Choice", plain.options(item), key
        case Text(answers=answers, rubric=(), parts=1) if answers:
            return "Fill-in-the-Blank", tuple(map(plain.flat, answers[:_MOST])), ""
        case Text():
            return "Open-Ended", (), ""
        case Gap() | Match() | Order() | Table():
            message = f"{item.id}: {PLATFORM.title} does not show this shape"
            raise TypeError(message)
        case _:
            assert_never(item.shape)


def _explanation(item: Item) -> str:
    words = language(item.language)
    marking = lines.rubric(item.shape, words) if isinstance(item.shape, Text) else ()
    return plain.told(dict.fromkeys((*lines.explanation(item), *marking)))
