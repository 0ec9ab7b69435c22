"""What the shell offers when an author presses Tab: units, kinds, rules, recipes, outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from kzquiz import places

Words = list[tuple[str, str]]
"""Words with what they mean, which some shells show."""


def units(context: typer.Context) -> list[str]:
    """The units of the content folder that the command looks at."""
    return [folder.name for folder in _folders(context)]


def recipes(context: typer.Context) -> Words:
    """The recipes of the units that are named, of all if none is."""
    from kzquiz.load import load
    from kzquiz.quiz.compose import recipes as of

    named = context.params.get("units") or ()
    loaded = (load(path)[0] for path in _folders(context) if not named or path.name in named)
    return [(recipe.id, recipe.title) for unit in loaded if unit for recipe in of(unit)]


def outputs() -> Words:
    """The outputs."""
    from kzquiz.generators import OUTPUTS

    return [(output.name, output.summary) for output in OUTPUTS.values()]


def kinds() -> Words:
    """The kinds of question."""
    from kzquiz.authoring.descriptions import KINDS

    return list(KINDS.items())


def rules() -> Words:
    """The codes of the rules."""
    from kzquiz.check import all_rules

    return [(rule.code, rule.summary) for rule in all_rules()]


def _folders(context: typer.Context) -> Iterator[Path]:
    given = context.params.get("content")
    yield from places.units(places.content(Path(given) if given else None))
