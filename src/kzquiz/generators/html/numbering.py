"""Numbers the items of a quiz, the same on sheet, key and quiz page, and gives them anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from kzquiz.model import Choice, Gap, Item, Match, Order, ShapeName, Table, Text

if TYPE_CHECKING:
    from kzquiz.model import Evidence, Quiz


class Entry(Struct, frozen=True):
    """An item as printed: its number, its anchor, the name of its shape's template.

    ``evidence`` is what the key prints below the answer. That of a prompt is not in it, as it is
    printed beside the prompt; that of steps and rows is.
    """

    number: int
    anchor: str
    shape: ShapeName
    item: Item
    evidence: tuple[Evidence, ...]


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
    for section in quiz.sections:
        entries = tuple(_entry(place, item) for place, item in enumerate(section.items, start))
        start += len(entries)
        marks = sum(item.marks for item in section.items)
        minutes = round(sum(item.minutes for item in section.items))
        parts.append(Part(section.title, entries, marks, minutes))
    return tuple(parts)


def _entry(place: int, item: Item) -> Entry:
    anchor = f"{item.key}--{item.part}" if item.part else item.key
    return Entry(place, f"q-{anchor}", item.shape.name, item, _evidence(item))


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
