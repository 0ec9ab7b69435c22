"""``kzquiz build``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import talk
from kzquiz.cli.app import Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import load_units

if TYPE_CHECKING:
    from kzquiz.build import Built
    from kzquiz.load import Unit
    from kzquiz.model import Options


@app.command()
def build(
    units: Units = None,
    content: Content = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder to write to.", metavar="DIR")
    ] = Path("decks"),
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Build the decks, worksheets and answer keys of every unit.

    Example: kzquiz build kazakhstan-2022 -o decks
    """
    from kzquiz.build import build as build_unit
    from kzquiz.write import write

    loaded = load_units(places.content(content), units, checked=True)
    jobs = []
    for unit in loaded:
        talk.step(f"building {unit.id} …")
        options = _options(unit, output, places.content(content))
        try:
            jobs.append((unit, tuple(build_unit(unit, options))))
        except ValueError as error:
            talk.stop(1, f"{(output / unit.id).as_posix()}: {error}\nnothing was written")
    talk.step("")
    for unit, built in jobs:
        artifacts = [artifact for job in built for artifact in job.artifacts]
        written = write(artifacts, output / unit.id)
        talk.say(_summary(unit, built, output / unit.id, {path.name for path in written}))


def _options(unit: Unit, output: Path, content: Path) -> Options:
    from kzquiz.model import Options

    lock = places.lock(output, unit.id, content)
    deck = places.deck(output, unit.id)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Options(
        templates=places.templates(),
        now=int(epoch) if epoch.isdigit() else int(time.time()),
        lock=lock.read_bytes() if lock.exists() else None,
        deck=deck.read_bytes() if deck.exists() else None,
    )


def _summary(unit: Unit, built: Sequence[Built], folder: Path, written: set[str]) -> str:
    """What was built: a table on a terminal, tab-separated lines elsewhere."""
    rows = []
    for job in built:
        quiz = job.quiz
        counts = f"{len(quiz.items)} questions, {quiz.marks} marks, {quiz.minutes} minutes"
        for artifact in job.artifacts:
            if artifact.facts:
                counts = ", ".join(f"{count} {name}" for name, count in artifact.facts.items())
            state = "written" if artifact.path in written else "unchanged"
            rows.append(((folder / artifact.path).as_posix(), counts, state))
            counts = ""  # what stands beside it (lock file, list of changes) has none of its own
    title = f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions"
    lines = talk.table(rows)
    told = [line for job in built for artifact in job.artifacts for line in artifact.told]
    rule = ["─" * max(map(len, lines))] if sys.stdout.isatty() else []
    return "\n".join((title, *rule, *lines, *told))
