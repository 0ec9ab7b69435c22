"""``kzquiz list`` and ``kzquiz stats``: look at what is there."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import talk
from kzquiz.cli.app import Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import load_units

if TYPE_CHECKING:
    from kzquiz.listing import Listing


class What(StrEnum):
    """What can be listed."""

    units = "units"
    kinds = "kinds"
    outputs = "outputs"
    rules = "rules"
    recipes = "recipes"


@app.command("list")
def list_(
    what: Annotated[
        What, typer.Argument(help="units, kinds, outputs, rules or recipes.", metavar="WHAT")
    ],
    units: Units = None,
    content: Content = None,
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """List the units, their recipes, or the kinds, outputs and rules of kzquiz.

    A table on a terminal; where the output is piped, lines with tabs and no heading.

    Example: kzquiz list kinds
    """
    for line in _lines(_listing(what, content, units)):
        talk.say(line)


def _listing(what: What, content: Content, names: Units) -> Listing:
    from kzquiz import listing

    match what:
        case What.kinds:
            return listing.kinds()
        case What.outputs:
            return listing.outputs()
        case What.rules:
            return listing.rules()
        case What.units:
            return listing.units(load_units(places.content(content), names))
        case What.recipes:
            return listing.recipes(load_units(places.content(content), names))


def _lines(listing: Listing) -> list[str]:
    heading = [listing.heading] if sys.stdout.isatty() else []
    return talk.table([*heading, *listing.rows])


@app.command()
def stats(
    units: Units = None,
    content: Content = None,
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Show what every unit covers: claims, differences, questions, keys, quoted words.

    Example: kzquiz stats kazakhstan-2022
    """
    from kzquiz.stats import SHEET_LIMIT, UNIT_LIMIT, quoted, tables

    for unit in load_units(places.content(content), units):
        talk.say(f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions")
        for table in tables(unit):
            counts = ", ".join(f"{name} {count}" for name, count in table.counts.items())
            talk.say(f"  {table.title}: {counts}")
        for entry in quoted(unit):
            talk.say(
                f"  {entry.source}: {entry.words} of {entry.of} words quoted ({entry.share:.1%}; "
                f"at most {SHEET_LIMIT:.0%} on a sheet or deck, {UNIT_LIMIT:.0%} in the unit)"
            )
