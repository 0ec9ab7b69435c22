"""Numbers the items of a quiz, the same on sheet, key and quiz page, and gives them anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from kzquiz.generators.html.legend import legend
from kzquiz.model import Choice, Gap, Item, Match, Order, ShapeName, Table, Text

if TYPE_CHECKING:
    from kzquiz.model import Evidence, Option, Quiz, Target


class Entry(Struct, frozen=True):
    """An item as printed: its number, its anchor, the name of its shape's template.

    ``evidence`` is what the key prints below the answer. That of a prompt is not in it, as it is
    printed beside the prompt; that of steps and rows is. ``legend`` are the answers whose meaning a
    sheet prints with this question: it is the first that has them.
    """

    number: int
    anchor: str
    shape: ShapeName
    item: Item
    evidence: tuple[Evidence, ...]
    legend: tuple[Option | Target, ...] = ()


class Part(Struct, frozen=True):
    """A section as printed, with its marks and its working time in whole minutes."""

    title: str
    entries: tuple[Entry, ...]
    marks: int
    minutes: int


def number(quiz: Quiz) -> tuple[Part, ...]:
    """Number the items of all sections, from 1."""
    parts: list[Part] = []
    start = 1
    explained: set[str] = set()
    for section in quiz.sections:
        entries = tuple(
            _entry(place, item, explained) for place, item in enumerate(section.items, start)
        )
        start += len(entries)
        marks = sum(item.marks for item in section.items)
        minutes = round(sum(item.minutes for item in section.items))
        parts.append(Part(section.title, entries, marks, minutes))
    return tuple(parts)


def _entry(place: int, item: Item, explained: set[str]) -> Entry:
    """Number an item; adds to ``explained`` the answers whose meaning its legend gives."""
    anchor = f"{item.key}--{item.part}" if item.part else item.key
    found = legend(item.shape)
    new = found if any(answer.text not in explained for answer in found) else ()
    explained.update(answer.text for answer in new)
    return Entry(place, f"q-{anchor}", item.shape.name, item, _evidence(item), new)


def _evidence(item: Item) -> tuple[Evidence, ...]:
    match item.shape:
        case Match(prompts=prompts):
            beside = {evidence for prompt in prompts for evidence in prompt.evidence}
            return tuple(evidence for evidence in item.evidence if evidence not in beside)
        case Order(steps=held) | Table(rows=held):
            # All links of a chain may rest on one claim: it is printed once.
            below = (evidence for holder in held for evidence in holder.evidence)
            return tuple(dict.fromkeys((*item.evidence, *below)))
        case Choice() | Gap() | Text():
            return item.evidence
        case _:
            assert_never(item.shape)
