"""``kzquiz list`` and ``kzquiz stats``: tables of units, kinds, outputs, rules, and counts."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import console
from kzquiz.cli.app import Articles, Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import load_units

if TYPE_CHECKING:
    from kzquiz.authoring.listing import Listing
    from kzquiz.authoring.stats import Table

_BAR = 40  # characters of the longest bar


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
        console.say(line)


def _listing(what: What, content: Content, names: Units) -> Listing:
    from kzquiz.authoring import listing

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
    return console.table([*heading, *listing.rows])


@app.command()
def stats(
    units: Units = None,
    content: Content = None,
    articles: Articles = None,
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Show what every unit covers: claims, differences, questions, keys, quoted words.

    A claim is proved by its quotation, by its figure, or by the text: the paragraph has every name
    and number that it says. Speakers and times are counted too. Without the articles, only
    quotations and the figures in them can be proved.

    Bars on a terminal; where the output is piped, lines of unit, table, name and count with tabs.

    Example: kzquiz stats kazakhstan-2022
    """
    from kzquiz.authoring.stats import tables
    from kzquiz.evidence.verifier import read_articles

    for unit in load_units(places.content(content), units):
        texts = read_articles(places.articles(articles, unit.id), unit.facts.sources.values())
        counted = [table for table in tables(unit, texts) if table.counts]
        if not sys.stdout.isatty():
            for table in counted:
                for name, count in table.counts.items():
                    console.say("\t".join((unit.id, table.title, name, str(count))))
            continue
        console.say(f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions")
        for table in counted:
            console.say("\n".join(("", table.title, *_drawn(table))))


def _drawn(table: Table) -> list[str]:
    """Draw counts as bars; those of numbered paragraphs as numbers in one line."""
    if all(name.isdigit() for name in table.counts):
        return [f"  {' '.join(map(str, table.counts.values()))}"]
    if not table.bars:
        return console.table([(f"  {name}", f"{count:4}") for name, count in table.counts.items()])
    most = max(table.counts.values()) or 1
    rows = [
        (f"  {name}", f"{count:4}", "■" * round(count * _BAR / most))
        for name, count in table.counts.items()
    ]
    return console.table(rows)
