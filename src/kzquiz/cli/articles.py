"""Options of commands that take in an article, and the list of what each block was taken for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz.cli import console

if TYPE_CHECKING:
    from kzquiz.authoring.source_files import Choices, Source

_SHOWN = 60  # characters of a block

Working = Annotated[
    Path, typer.Option(help="Folder for working copies, kept out of git.", metavar="DIR")
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        help="Keep a block that would be left out: its number, or b:7 for block 7 of source b.",
        metavar="N",
    ),
]
Drop = Annotated[
    list[str] | None,
    typer.Option(help="Leave a block out: its number, or b:7, or b:7-9.", metavar="N"),
]
Encoding = Annotated[
    str,
    typer.Option(
        help="Encoding of the text, if it is not UTF-8 and says nothing, such as windows-1251.",
        metavar="NAME",
    ),
]


def choices(encoding: str, keep: list[str] | None, drop: list[str] | None) -> Choices:
    """Give what the author decided on the blocks of the articles."""
    from kzquiz.authoring.source_files import Choices

    return Choices(encoding, tuple(keep or ()), tuple(drop or ()))


def summary(source: Source, numbered: Path) -> str:
    """Sum up a source in one line: its file, its counts, and the copy to read."""
    left_out = len(source.intake.blocks) - source.paragraphs
    counts = f"{source.paragraphs} paragraphs, {source.words} words"
    counts += f", {left_out} left out" if left_out else ""
    read = console.path(numbered)
    return f"{source.label}: {console.path(source.path)}, {counts}; to read: {read}"


def taken(source: Source) -> Iterator[str]:
    """List the blocks of a source, each with its number and what it was taken for, as lines."""
    from kzquiz.authoring.intake import PARTS, lines
    from kzquiz.problems import one_line

    width = max(map(len, PARTS))
    yield f"{source.label}, block by block:"
    for number, paragraph, block in lines(source.intake.blocks):
        place = f"paragraph {paragraph}" if paragraph else "left out"
        text = one_line(" ".join(block.text.split()))
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]} …"
        yield f"  {number:3}  {place:<13}  {block.part:<{width}}  {shown}"
    yield from (f"  Look again: {doubt}" for doubt in source.intake.doubts)
