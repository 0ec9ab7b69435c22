"""``kzquiz build``: reads the options, calls the builder, prints what it did or why it stopped."""

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
    from kzquiz.build.builder import Built
    from kzquiz.build.cache import Cache, Entry
    from kzquiz.build.plan import Request
    from kzquiz.build.render import BuildError, Check
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
    sources: print_options.Sources = None,
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
    from kzquiz.build.plan import Plan, Request, build_time

    try:
        build_time()
    except ValueError as error:
        console.stop(2, str(error))
    folder = places.content(content)
    known = {path.name for path in places.units(folder)}
    print_options.refuse_output_as_unit(only, [name for name in units or () if name not in known])
    found = unit_folders(folder, units)
    if check and (recipe or only):
        console.stop(2, "“--check” looks at all that is built: leave out “--recipe” and “--only”")
    plan = Plan(
        recipes=print_options.named(recipe),
        outputs=print_options.outputs(only),
        also=("pdf",) if pdf else (),
        versions=versions,
        paper=paper.value,
        large_print=int(large_print or 0),
        sources=sources.value if sources else None,
    )
    request = Request(folder, found, output, plan, places.templates())
    if check:
        _check(request)
    else:
        _build(request, force=force)


def _build(request: Request, *, force: bool) -> None:
    from kzquiz.build.cache import Cache

    cache = Cache(request)
    entries = cache.up_to_date()
    reports = {name: _summary(entry, request.output) for name, entry in entries.items()}
    stale = [name for name in request.units if name not in entries]
    if stale:
        reports |= _write(request, stale, cache, force=force)
    for name in request.units:
        console.say(reports[name])


def _check(request: Request) -> None:
    from kzquiz.build.builder import differences

    loaded, check = _loaded(request, list(request.units))
    with _building(loaded, request.output):
        found, problems = differences(request, loaded, check)
    report(problems)
    output = console.path(request.output)
    if found:
        lines = [f"{console.path(path)}: {difference}" for path, difference in found]
        console.stop(1, "\n".join((*lines, f"{output} is not what the sources give")))
    console.say(f"{output} is what the sources give")


def _write(request: Request, names: Sequence[str], cache: Cache, *, force: bool) -> dict[str, str]:
    """Build these units; give the report on each."""
    from kzquiz.build.builder import build

    loaded, check = _loaded(request, names)
    waiting = _WAITING.format(console.path(request.output))
    with _building(loaded, request.output):
        built = build(
            request, loaded, check, cache, force=force, waiting=lambda: console.note(waiting)
        )
    report(built.problems)
    for path in built.outcome.kept:
        console.note(
            f"{console.path(path)}: nothing makes this file any more; it stays: it was edited"
        )
    return {unit.id: _report(built, unit.id, request.output) for unit in loaded}


def _report(built: Built, unit: str, output: Path) -> str:
    removed = (
        f"{console.path(path)}\tremoved: nothing makes it any more"
        for path in built.outcome.removed
        if path.is_relative_to(output / unit)
    )
    summary = _summary(built.entries[unit], output, built.outcome.written)
    return "\n".join((summary, *built.summaries[unit], *removed))


def _loaded(request: Request, names: Sequence[str]) -> tuple[list[Unit], Check]:
    """Load these units; stop at what cannot be read, and at a recipe that none of them has."""
    loaded, check = units_to_build(request.content, names)
    print_options.refuse_unknown_recipes(request.plan.recipes, loaded)
    if request.plan.sources == "full":
        print_options.refuse_full_texts(loaded)
    return loaded, check


@contextmanager
def _building(loaded: Sequence[Unit], output: Path) -> Iterator[None]:
    """Print what is being built. If it stops, print why and end the program."""
    from kzquiz.build.render import BuildError

    try:
        with console.working(f"building {', '.join(unit.id for unit in loaded)}"):
            yield
    except BuildError as error:
        report(error.problems)
        _stop(error, output)


def _stop(error: BuildError, output: Path) -> NoReturn:
    from kzquiz.generators import NotInstalledError
    from kzquiz.write import InTheWayError

    match error.reason:
        case NotInstalledError() as reason:
            console.stop(2, str(reason))
        case InTheWayError() as reason:
            console.stop(1, _in_the_way(reason))
        case ValueError() as reason if error.unit:
            console.stop(1, f"{console.path(output / error.unit)}: {reason}\nnothing was written")
        case reason:
            raise reason or error


def _in_the_way(error: InTheWayError) -> str:
    lines = [f"{console.path(path)}: {why}" for path, why in error.found]
    return "\n".join((*lines, error.advice or _KEPT))


def _summary(entry: Entry, output: Path, written: Collection[Path] = ()) -> str:
    """The files of a unit: as a table on a terminal, as lines with tabs elsewhere."""
    unit = entry.files[0].path.partition("/")[0]
    rows = []
    for file in entry.files:
        path = output / file.path
        counts = ", ".join(_counted(count, name) for name, count in file.facts.items())
        rows.append((console.path(path), counts, "written" if path in written else "unchanged"))
    lines = console.table(rows)
    rule = ["─" * max(map(len, lines))] if sys.stdout.isatty() else []
    count = _counted(entry.questions, "questions")
    return "\n".join((f"{entry.title} ({unit}): {count}", *rule, *lines))


def _counted(count: int, name: str) -> str:
    return f"{count} {name.removesuffix('s') if count == 1 else name}"
