"""The blocks of an article, and what each of them is taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NoReturn, get_args

from msgspec import Struct

Part = Literal[
    "headline",
    "sub-heading",
    "byline",
    "dateline",
    "stamp",
    "notice",
    "caption",
    "body",
    "advertisement",
    "share line",
    "navigation",
    "related links",
]
"""What a block is taken for; the last four are no part of the article."""
PARTS: tuple[Part, ...] = get_args(Part)
LEFT_OUT: frozenset[Part] = frozenset(PARTS[PARTS.index("advertisement") :])
"""The parts that are left out: they belong to the page, not to the article."""

Hint = Literal["", "title", "heading", "caption", "item", "stamp", "byline", "page"]
"""What the file itself says of a block; ``page`` if it belongs to the page around the article."""


class IntakeError(ValueError):
    """A file that cannot be taken for an article; the message tells the author why."""


def refuse(message: str) -> NoReturn:
    """Raise `IntakeError` without the error of a library that led to it."""
    raise IntakeError(message) from None


class RawBlock(Struct, frozen=True):
    """A block of text as it stands in a file, with what the file says of it.

    ``at`` is the time code of a piece of a transcript, such as ``12:30``.
    """

    text: str
    hint: Hint = ""
    at: str = ""


class Block(Struct, frozen=True):
    """A block of text and what it is taken for; ``at`` is as in `RawBlock`."""

    text: str
    part: Part
    at: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether it is part of the article, so that it is a paragraph with a number."""
        return self.part not in LEFT_OUT


class Origin(Struct, frozen=True):
    """What the file proves about where the article comes from; empty where it says nothing."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


class Intake(Struct, frozen=True):
    """An article as it was taken in: its blocks in order, its origin, and what to look at again."""

    blocks: tuple[Block, ...]
    origin: Origin = Origin()
    doubts: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that are kept; the first is paragraph 1."""
        return tuple(block for block in self.blocks if block.is_kept)

    @property
    def text(self) -> str:
        """The working copy: the paragraphs with an empty line between them."""
        return "\n\n".join(block.text for block in self.paragraphs) + "\n"

    def of(self, *parts: Part) -> tuple[str, ...]:
        """The texts of the blocks that are taken for one of these parts, each in one line."""
        return tuple(" ".join(block.text.split()) for block in self.blocks if block.part in parts)

    def decided(self, parts: Mapping[int, Part]) -> Intake:
        """The same article after the author's decisions: number of a block (from 1) → part.

        Raises `IntakeError` for a number that no block has.
        """
        if unknown := sorted(set(parts) - set(range(1, len(self.blocks) + 1))):
            refuse(f"there is no block {unknown[0]}: the last one is {len(self.blocks)}")
        blocks = tuple(
            Block(block.text, parts.get(number, block.part), block.at)
            for number, block in enumerate(self.blocks, 1)
        )
        return Intake(blocks, self.origin, self.doubts)


def decisions(keep: Iterable[int], drop: Iterable[int], intake: Intake) -> Mapping[int, Part]:
    """The decisions that ``--keep`` and ``--drop`` make: number of a block → part.

    A block that is kept anyway stays what it was taken for. Raises `IntakeError` for a number that
    is both.
    """
    kept, dropped = set(keep), set(drop)
    if both := sorted(kept & dropped):
        refuse(f"block {both[0]} cannot be kept and dropped")
    known = dict(enumerate(intake.blocks, 1))
    parts: dict[int, Part] = {}
    for number in kept:
        block = known.get(number)
        parts[number] = block.part if block and block.is_kept else "body"
    for number in dropped:
        block = known.get(number)
        parts[number] = block.part if block and not block.is_kept else "navigation"
    return parts
