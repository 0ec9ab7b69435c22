"""What ``kzquiz build`` may be asked for: which files, how many, on what paper, how large."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz.cli import complete, console

if TYPE_CHECKING:
    from kzquiz import model
    from kzquiz.load import Unit


class PaperSize(StrEnum):
    """The sizes of paper."""

    A4 = "a4"
    LETTER = "letter"


class Points(StrEnum):
    """The sizes of large print, in points."""

    EIGHTEEN = "18"
    TWENTY_FOUR = "24"


Recipes = Annotated[
    list[str] | None,
    typer.Option(
        "--recipe",
        help="Build this recipe only; may be repeated.",
        metavar="NAME",
        autocompletion=complete.recipes,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option("--only", help="Build this output only; may be repeated.", metavar="OUTPUT"),
]
Versions = Annotated[
    int,
    typer.Option(
        min=0,
        max=10,
        help="Make sheets and keys in so many versions (A, B, …), in other orders.",
        show_default=False,
    ),
]
Paper = Annotated[PaperSize, typer.Option(help="Paper of sheets and keys.")]
LargePrint = Annotated[
    Points | None, typer.Option(help="Print nothing smaller than so many points.")
]
Pdf = Annotated[
    bool, typer.Option("--pdf", help="Make PDF files of sheets and keys, too (kzquiz[pdf]).")
]
SourceCards = Annotated[
    bool, typer.Option("--source-cards/--no-source-cards", help="Print the texts to read from.")
]


def sheets(size: PaperSize, points: Points | None, *, source_cards: bool) -> model.Paper:
    """How sheets are to be printed."""
    from kzquiz.model import Paper

    return Paper(size.value, int(points or 0), source_cards)


def recipes(names: Iterable[str] | None, units: Iterable[Unit]) -> tuple[str, ...]:
    """The names of recipes, each known to a unit; stops the program at one that is not."""
    from kzquiz.quiz.compose import recipes

    return _known("recipe", names, (recipe.id for unit in units for recipe in recipes(unit)))


def outputs(names: Iterable[str] | None) -> tuple[str, ...]:
    """The names of outputs; stops the program at one that is none."""
    from kzquiz.generators import OUTPUTS

    return _known("output", names, OUTPUTS)


def _known(what: str, names: Iterable[str] | None, there: Iterable[str]) -> tuple[str, ...]:
    from kzquiz.problems import did_you_mean

    asked, known = tuple(dict.fromkeys(names or ())), dict.fromkeys(there)
    for name in asked:
        if name not in known:
            advice = did_you_mean(name, known)
            console.stop(
                2, f"there is no {what} “{name}”" + (f"\nhelp: {advice}" if advice else "")
            )
    return asked
