"""``kzquiz build``."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kzquiz import places
from kzquiz.cli import console, print_options
from kzquiz.cli.app import Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import report, unit_folders, units_to_build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.build.builder import Check
    from kzquiz.build.cache import Entry
    from kzquiz.build.plan import Request
    from kzquiz.build.render import BuildError
    from kzquiz.load import Unit
    from kzquiz.write import InTheWayError

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
    recipe: print_options.Recipes = None,
    only: print_options.Outputs = None,
    versions: print_options.Versions = 0,
    paper: print_options.Paper = print_options.PaperSize.A4,
    large_print: print_options.LargePrint = None,
    source_cards: print_options.SourceCards = True,
    pdf: print_options.Pdf = False,
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
    from kzquiz.build.cache import shaping
    from kzquiz.build.plan import Plan, Request

    folder = places.content(content)
    found = unit_folders(folder, units)
    if check and (recipe or only):
        console.stop(2, "“--check” looks at all that is built: leave out “--recipe” and “--only”")
    plan = Plan(
        recipes=tuple(dict.fromkeys(recipe or ())),
        outputs=print_options.outputs(only),
        also=("pdf",) if pdf else (),
        versions=versions,
        paper=paper.value,
        large_print=int(large_print or 0),
        source_cards=source_cards,
    )
    templates = places.templates()
    shaped = "" if check else shaping(templates)
    request = Request(folder, found, output, plan, templates, shaped)
    if check:
        _check(request)
    else:
        _build(request, force=force)


def _build(request: Request, *, force: bool) -> None:
    from kzquiz.build.up_to_date import up_to_date

    known = up_to_date(request)
    told = {name: _summary(entry, request.output) for name, entry in known.units.items()}
    stale = [name for name in request.units if name not in known.units]
    if stale:
        told |= _write(request, stale, known.keys, force=force)
    for name in request.units:
        console.say(told[name])


def _check(request: Request) -> None:
    from kzquiz.build.builder import differences

    loaded, find = _loaded(request, list(request.units))
    with _building(loaded, request.output):
        found, problems = differences(request, loaded, find)
    report(problems)
    if found:
        lines = [f"{path.as_posix()}: {difference}" for path, difference in found]
        shown = request.output.as_posix()
        console.stop(1, "\n".join((*lines, f"{shown} is not what the sources give")))
    console.say(f"{request.output.as_posix()} is what the sources give")


def _write(
    request: Request, names: Sequence[str], keys: Mapping[str, str], *, force: bool
) -> dict[str, str]:
    """Build these units; give for each what to tell of it."""
    from kzquiz.build.builder import build

    loaded, find = _loaded(request, names)
    shown = request.output.as_posix()
    with _building(loaded, request.output):
        built = build(
            request,
            loaded,
            find,
            keys,
            force=force,
            waiting=lambda: console.note(_WAITING.format(shown)),
        )
    report(built.problems)
    for path in built.outcome.left:
        console.note(
            f"{path.as_posix()}: nothing makes this file any more; it stays: it was edited"
        )
    return {
        unit.id: "\n".join(
            (
                _summary(built.entries[unit.id], request.output, built.outcome.written),
                *built.told[unit.id],
                *(
                    f"{path.as_posix()}\tremoved: nothing makes it any more"
                    for path in built.outcome.removed
                    if path.is_relative_to(request.output / unit.id)
                ),
            )
        )
        for unit in loaded
    }


def _loaded(request: Request, names: Sequence[str]) -> tuple[list[Unit], Check]:
    """Load these units; stop at what cannot be read, and at a recipe that none of them has."""
    loaded, find = units_to_build(request.content, names)
    print_options.refuse_unknown_recipes(request.plan.recipes, loaded)
    return loaded, find


@contextmanager
def _building(loaded: Sequence[Unit], output: Path) -> Iterator[None]:
    """Say what is being built; put into words what stops it."""
    from kzquiz.build.render import BuildError

    try:
        with console.working(f"building {', '.join(unit.id for unit in loaded)}"):
            yield
    except BuildError as error:
        report(error.problems)
        _stop(error, output)


def _stop(error: BuildError, output: Path) -> NoReturn:
    from kzquiz.generators.pdf import NoPdfError
    from kzquiz.write import InTheWayError

    match error.reason:
        case NoPdfError() as reason:
            console.stop(2, str(reason))
        case InTheWayError() as reason:
            console.stop(1, _in_the_way(reason))
        case ValueError() as reason if error.unit:
            console.stop(1, f"{(output / error.unit).as_posix()}: {reason}\nnothing was written")
        case reason:
            raise reason or error


def _in_the_way(error: InTheWayError) -> str:
    lines = [f"{path.as_posix()}: {why}" for path, why in error.found]
    return "\n".join((*lines, error.advice or _KEPT))


def _summary(entry: Entry, output: Path, written: Collection[Path] = ()) -> str:
    """What was built: a table on a terminal, tab-separated lines elsewhere."""
    unit = entry.files[0].path.partition("/")[0]
    rows = []
    for file in entry.files:
        path = output / file.path
        counts = ", ".join(f"{count} {name}" for name, count in file.facts.items())
        rows.append((path.as_posix(), counts, "written" if path in written else "unchanged"))
    lines = console.table(rows)
    rule = ["─" * max(map(len, lines))] if sys.stdout.isatty() else []
    return "\n".join((f"{entry.title} ({unit}): {entry.questions} questions", *rule, *lines))
