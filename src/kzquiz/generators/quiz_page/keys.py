"""How an answer on the quiz page is marked: what its script compares it with, or who judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct

from kzquiz.model import Choice, Gap, Match, Order, Table, Text

if TYPE_CHECKING:
    from kzquiz.model import Shape

Marking = Literal["key", "points", "rubric"]


class Key(Struct, frozen=True):
    """The right answer in the fields of a question, in their order.

    ``numbers`` count from 1: of a choice the right options, of a match the target of each prompt,
    of an order the place of each step as it is shown. ``written`` is for each field to write in all
    that is right, the key first (prose). ``marking`` tells how a text is marked, as there are three
    ways: by its key, point by point, by a rubric. ``by_hand``: a person marks the answer or a part
    of it, and needs to know how.
    """

    numbers: tuple[int, ...] = ()
    written: tuple[tuple[str, ...], ...] = ()
    marking: Marking | None = None
    by_hand: bool = False


def key(shape: Shape) -> Key:
    """Give the right answer to a question of this shape."""
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
