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
from kzquiz.cli import printing, talk
from kzquiz.cli.app import Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import load_units

if TYPE_CHECKING:
    from kzquiz.build import Built, Plan
    from kzquiz.load import Unit
    from kzquiz.model import Artifact, Options
    from kzquiz.write import InTheWayError, Outcome

    _Rendered = Sequence[tuple[Unit, tuple[Built, ...]]]

_WAITING = "another build is writing to {}; waiting for it …"
_KEPT = (
    "nothing was written: kzquiz overwrites no file but its own.\n"
    "Move these files away or delete them and build again, or overwrite them with “--force”."
)


@app.command()
def build(
    units: Units = None,
    content: Content = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder to write to.", metavar="DIR")
    ] = Path("decks"),
    *,
    recipe: printing.Recipes = None,
    versions: printing.Versions = 0,
    paper: printing.Paper = printing.PaperSize.A4,
    large_print: printing.LargePrint = None,
    source_cards: printing.SourceCards = True,
    force: Annotated[
        bool,
        typer.Option("--force", help="Overwrite edited files, and files kzquiz did not make."),
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; say what differs from what would be built."),
    ] = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Build the decks, worksheets and answer keys of every unit.

    What is built appears all together or not at all. Files that kzquiz did not make, and files that
    were edited since, are never overwritten without --force. With --check nothing is written: it is
    said whether all files are what the sources give, the deck by its notes (exit code 1: they are
    not).

    Example: kzquiz build kazakhstan-2022 -o decks
    """
    from kzquiz.build import Plan

    folder = places.content(content)
    loaded = load_units(folder, units, checked=True)
    sheets = printing.sheets(paper, large_print, source_cards=source_cards)
    plan = Plan(printing.known(recipe, loaded), versions, sheets)
    if check and plan.recipes:
        talk.stop(2, "“--check” looks at all that is built: leave out “--recipe”")
    if check:
        _check(_rendered(loaded, output, folder, plan), output)
    else:
        _write(loaded, output, folder, plan, force=force)


def _rendered(loaded: Sequence[Unit], output: Path, content: Path, plan: Plan) -> _Rendered:
    """Render the units; nothing is written, and nothing but their locks is read."""
    from kzquiz.build import build as build_unit

    done = []
    for unit in loaded:
        talk.step(f"building {unit.id} …")
        options = _options(unit, output, content)
        try:
            done.append((unit, tuple(build_unit(unit, options, plan))))
        except ValueError as error:
            talk.stop(1, f"{(output / unit.id).as_posix()}: {error}\nnothing was written")
    talk.step("")
    return done


def _check(rendered: _Rendered, output: Path) -> None:
    from kzquiz.verify import verify

    found = [
        difference
        for unit, built in rendered
        for difference in verify(output, unit.id, _artifacts(built))
    ]
    if found:
        lines = [f"{path.as_posix()}: {difference}" for path, difference in found]
        talk.stop(1, "\n".join((*lines, f"{output.as_posix()} is not what the sources give")))
    talk.say(f"{output.as_posix()} is what the sources give")


def _write(loaded: Sequence[Unit], output: Path, content: Path, plan: Plan, *, force: bool) -> None:
    from kzquiz.write import InTheWayError, hold, write

    try:
        with hold(output, lambda: talk.note(_WAITING.format(output.as_posix()))) as held:
            rendered = _rendered(loaded, output, content, plan)
            artifacts = {unit.id: _artifacts(built) for unit, built in rendered}
            outcome = write(held, artifacts, force=force, whole=not plan.recipes)
    except InTheWayError as error:
        talk.stop(1, _in_the_way(error))
    for unit, built in rendered:
        talk.say(_summary(unit, built, output / unit.id, outcome))
    for path in outcome.removed:
        talk.say(f"{path.as_posix()}\tremoved: nothing makes it any more")
    for path in outcome.left:
        talk.note(f"{path.as_posix()}: nothing makes this file any more; it stays: it was edited")


def _artifacts(built: Sequence[Built]) -> list[Artifact]:
    return [artifact for job in built for artifact in job.artifacts]


def _in_the_way(error: InTheWayError) -> str:
    lines = [f"{path.as_posix()}: {why}" for path, why in error.found]
    return "\n".join((*lines, _KEPT))


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


def _summary(unit: Unit, built: Sequence[Built], folder: Path, outcome: Outcome) -> str:
    """What was built: a table on a terminal, tab-separated lines elsewhere."""
    rows = []
    for job in built:
        quiz = job.quiz
        counts = f"{len(quiz.items)} questions, {quiz.marks} marks, {quiz.minutes} minutes"
        for artifact in job.artifacts:
            if artifact.facts:
                counts = ", ".join(f"{count} {name}" for name, count in artifact.facts.items())
            path = folder / artifact.path
            state = "written" if path in outcome.written else "unchanged"
            rows.append((path.as_posix(), counts, state))
            counts = ""  # what stands beside it (lock file, list of changes) has none of its own
    title = f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions"
    lines = talk.table(rows)
    told = [line for artifact in _artifacts(built) for line in artifact.told]
    rule = ["─" * max(map(len, lines))] if sys.stdout.isatty() else []
    return "\n".join((title, *rule, *lines, *told))
