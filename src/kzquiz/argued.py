"""Lists the answers of a question that can be argued, whatever its answer shape."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct

from kzquiz.model import Choice, Gap, Match, Order, Shape, Table, Text


class Argued(Struct, frozen=True):
    """An answer that can be argued as well as the key of its field.

    ``field`` counts the fields to answer in from 1: prompts, cells that are asked. A choice or a
    text is one field. ``number`` is that of the option or target, 0 for an answer in writing.
    ``answer`` and its reason ``why`` are prose.
    """

    field: int
    number: int
    answer: str
    why: str


def argued(shape: Shape) -> tuple[Argued, ...]:
    """All answers that can be argued, in the order of fields and options."""
    match shape:
        case Choice(options=options):
            found = [
                Argued(1, number, option.text, option.why)
                for number, option in enumerate(options, 1)
                if option.arguable
            ]
        case Match(prompts=prompts, targets=targets):
            numbers = {target.id: number for number, target in enumerate(targets, 1)}
            found = [
                Argued(field, number, targets[number - 1].text, answer.why)
                for field, prompt in enumerate(prompts, 1)
                for answer in prompt.arguable
                for number in (numbers[answer.answer],)
            ]
        case Table(rows=rows):
            asked = (cell for row in rows for cell in row.cells if not cell.given)
            found = [
                Argued(field, 0, answer.answer, answer.why)
                for field, cell in enumerate(asked, 1)
                for answer in cell.arguable
            ]
        case Text(arguable=answers):
            found = [Argued(1, 0, answer.answer, answer.why) for answer in answers]
        case Gap() | Order():
            found = []
        case _:
            assert_never(shape)
    return tuple(found)
