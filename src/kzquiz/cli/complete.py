"""Completion in the shell: units, kinds, rules, recipes and outputs after the Tab key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from kzquiz import places

Words = list[tuple[str, str]]
"""Words with their meanings, which some shells show."""


def units(context: typer.Context) -> list[str]:
    """List the units of the content folder of the command."""
    return [folder.name for folder in _folders(context)]


def recipes(context: typer.Context) -> Words:
    """List the recipes of the units named, or of all if none is named."""
    from kzquiz.load import load
    from kzquiz.quiz.compose import recipes as of

    named = context.params.get("units") or ()
    loaded = (load(path)[0] for path in _folders(context) if not named or path.name in named)
    return [(recipe.id, recipe.title) for unit in loaded if unit for recipe in of(unit)]


def outputs() -> Words:
    """List the outputs."""
    from kzquiz.outputs import OUTPUTS

    return [(output.name, output.summary) for output in OUTPUTS.values()]


def kinds() -> Words:
    """List the kinds of question."""
    from kzquiz.authoring.kind_descriptions import KINDS

    return list(KINDS.items())


def rules() -> Words:
    """List the codes of the rules."""
    from kzquiz.check import all_rules

    return [(rule.code, rule.summary) for rule in all_rules()]


def _folders(context: typer.Context) -> Iterator[Path]:
    given = context.params.get("content")
    yield from places.units(places.content(Path(given) if given else None))
