"""The keys of the quiz page: what its script compares an answer with, or who judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct

from kzquiz.model import Choice, Gap, Match, Order, Table, Text

if TYPE_CHECKING:
    from kzquiz.model import Shape

Marking = Literal["key", "points", "rubric"]


class Key(Struct, frozen=True):
    """The key of a question, field by field.

    ``numbers`` count from 1: the right options of a choice, the target of each prompt of a match,
    the place of each step of an order as it is shown. ``written`` has for each field to write in
    all right answers, the key first (prose). ``marking`` is how a text is marked: by its key, point
    by point or by a rubric. ``by_hand``: a person marks the answer or a part of it.
    """

    numbers: tuple[int, ...] = ()
    written: tuple[tuple[str, ...], ...] = ()
    marking: Marking | None = None
    by_hand: bool = False


def key(shape: Shape) -> Key:
    """Give the key of a question of this shape."""
    match shape:
        case Choice(options=options):
            right = tuple(place for place, option in enumerate(options, 1) if option.correct)
            return Key(right, by_hand=bool(shape.reason))
        case Match(prompts=prompts, targets=targets):
            numbers = {target.id: number for number, target in enumerate(targets, 1)}
            return Key(tuple(numbers[prompt.target] for prompt in prompts))
        case Order(steps=steps, shown=shown):
            return Key(tuple(index + 1 for index in shown or range(len(steps))))
        case Gap(pieces=pieces):
            blanks = [piece for piece in pieces if not isinstance(piece, str)]
            return Key(written=tuple((blank.answer, *blank.accept) for blank in blanks))
        case Table(rows=rows):
            asked = [cell for row in rows for cell in row.cells if not cell.given]
            return Key(written=tuple((cell.answer, *cell.accept) for cell in asked))
        case Text():
            return _key_of_text(shape)
        case _:
            assert_never(shape)


def _key_of_text(shape: Text) -> Key:
    if shape.rubric:
        return Key(marking="rubric", by_hand=True)
    if shape.answers and shape.parts == 1:
        return Key(written=(shape.answers,), marking="key")
    return Key(marking="points", by_hand=True)
