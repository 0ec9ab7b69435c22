"""What the answers of a scale mean, and whether a sheet uses a word of the task."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kzquiz.model import Choice, Gap, Match, Option, Order, Table, Target, Text
from kzquiz.quiz.glossary import occurs
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kzquiz.model import Quiz, Shape


def legend(shape: Shape) -> tuple[Option | Target, ...]:
    """Give the answers of a shape if all of them mean the same in every question."""
    match shape:
        case Choice(options=found) | Match(targets=found):
            return found if all(answer.means for answer in found) else ()
        case Gap() | Order() | Table() | Text():
            return ()
        case _:
            assert_never(shape)


def uses(quiz: Quiz, word: str) -> bool:
    """Whether a question tells its reader to look for something by this word."""
    return any(occurs(word, to_plain(text)) for text in _tasks(quiz))


def _tasks(quiz: Quiz) -> Iterator[str]:
    for item in quiz.items:
        yield item.stem
        yield item.instruction
        if isinstance(item.shape, Table):
            yield from item.shape.columns
