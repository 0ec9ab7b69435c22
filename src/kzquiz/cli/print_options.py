"""The options of ``kzquiz build`` that choose recipes, outputs, versions, paper and print size."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz.cli import complete, console

if TYPE_CHECKING:
    from kzquiz.load import Unit


class PaperSize(StrEnum):
    """Sizes of paper."""

    A4 = "a4"
    LETTER = "letter"


class Reading(StrEnum):
    """What a sheet prints to read from."""

    FULL = "full"
    CARDS = "cards"
    NONE = "none"


class Points(StrEnum):
    """Sizes of large print, in points."""

    EIGHTEEN = "18"
    TWENTY_FOUR = "24"


Recipes = Annotated[
    list[str] | None,
    typer.Option(
        "--recipe",
        help="Build these recipes only: several with commas, or repeat it.",
        metavar="NAME",
        autocompletion=complete.recipes,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        help="Build these outputs only: several with commas, or repeat it.",
        metavar="OUTPUT",
        autocompletion=complete.outputs,
    ),
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
Sources = Annotated[
    Reading | None,
    typer.Option(
        help="Print the sources in full, retold on cards, or not; otherwise as recipes say."
    ),
]


def named(given: Iterable[str] | None) -> tuple[str, ...]:
    """The names that an option gives, split at commas, each once."""
    names = (name.strip() for text in given or () for name in text.split(","))
    return tuple(dict.fromkeys(filter(None, names)))


def refuse_output_as_unit(only: Iterable[str] | None, units: Iterable[str] | None) -> None:
    """Stop the program at “--only gift moodle”: the second name is read as that of a unit."""
    if not only or not units:
        return
    from kzquiz.outputs import OUTPUTS

    if found := [name for name in units if name in OUTPUTS]:
        all_names = ",".join((*named(only), *found))
        console.stop(2, f"“{found[0]}” is an output, and no unit; write “--only {all_names}”")


def outputs(given: Iterable[str] | None) -> tuple[str, ...]:
    """Give the names without repeats; stop the program at one that is no output."""
    asked = named(given)
    if asked:
        from kzquiz.outputs import OUTPUTS

        _refuse_unknown("output", asked, OUTPUTS)
    return asked


def refuse_unknown_recipes(names: Iterable[str], units: Iterable[Unit]) -> None:
    """Stop the program at the name of a recipe that no unit has."""
    from kzquiz.quiz.compose import recipes

    _refuse_unknown("recipe", names, [recipe.id for unit in units for recipe in recipes(unit)])


def refuse_full_texts(units: Iterable[Unit]) -> None:
    """Stop the program where a unit does not have the texts of all its sources."""
    for unit in units:
        for source in unit.facts.sources.values():
            if source.id not in unit.texts:
                console.stop(
                    2, f"{unit.id}: the full text of {source.label} is not part of the unit"
                )


def _refuse_unknown(what: str, names: Iterable[str], known: Collection[str]) -> None:
    from kzquiz.problems import did_you_mean

    for name in names:
        if name not in known:
            advice = did_you_mean(name, dict.fromkeys(known))
            console.stop(
                2, f"there is no {what} “{name}”" + (f"\nhelp: {advice}" if advice else "")
            )
