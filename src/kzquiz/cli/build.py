"""``kzquiz build``."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import console, print_options
from kzquiz.cli.app import Content, Quiet, Units, Verbose, app
from kzquiz.cli.units import report, unit_folders, units_to_build
from kzquiz.cli.up_to_date import Sources, record_of, shaping, summary

if TYPE_CHECKING:
    from kzquiz.build.cache import Lying
    from kzquiz.build.plan import Built, Known, Plan
    from kzquiz.load import Unit
    from kzquiz.model import Artifact, Options
    from kzquiz.problems import Problem
    from kzquiz.write import InTheWayError

    _Rendered = Sequence[tuple[Unit, tuple[Built, ...]]]

_WAITING = "another build is writing to {}; waiting for it …"
_KEPT = (
    "nothing was written: kzquiz overwrites no file but its own.\n"
    "Move these files away or delete them and build again, or overwrite them with “--force”."
)


@app.command()
def build(
    context: typer.Context,
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
    folder = places.content(content)

    def plan(loaded: Sequence[Unit]) -> Plan:
        from kzquiz.build.plan import Plan

        sheets = print_options.sheets(paper, large_print, source_cards=source_cards)
        outputs = print_options.outputs(only)
        return Plan(print_options.recipes(recipe, loaded), outputs, versions, pdf, sheets)

    found = unit_folders(folder, units)
    if check and (recipe or only):
        console.stop(2, "“--check” looks at all that is built: leave out “--recipe” and “--only”")
    if check:
        loaded, find = units_to_build(folder, list(found))
        wished = plan(loaded)
        rendered, _ = _rendered(loaded, find, output, folder, wished, {})
        _check(_complete(rendered, output, wished), output)
        return
    from kzquiz.build.cache import program

    sources = Sources(folder, found, shaping(context), program())
    known = sources.known(output)
    told = {name: summary(record, output / name) for name, record in known.items()}
    stale = [name for name in found if name not in known]
    if stale:
        told |= _write(sources, stale, output, plan, force=force)
    for name in found:
        console.say(told[name])


def _rendered(
    loaded: Sequence[Unit],
    find: Callable[[], list[Problem]],
    output: Path,
    content: Path,
    plan: Plan,
    lying: Mapping[str, Known],
) -> tuple[_Rendered, bool]:
    """Render the units while they are checked, and tell whether there was nothing to report.

    Nothing is written, and nothing but their locks is read. What the checks find stops the build
    before anything that rendering a faulty unit came to. ``lying`` gives for a unit what need not
    be rendered again.
    """
    from kzquiz.build.plan import Built, renderings
    from kzquiz.generators.html.page import templates
    from kzquiz.generators.pdf import NoPdfError
    from kzquiz.parallel import shared

    work = {}
    for unit in loaded:
        known = lying.get(unit.id, lambda *_: ())
        try:
            work[unit] = renderings(unit, _options(unit, output, content), plan, known)
        except Exception:
            report(find())
            raise
    renders = [render for *_, render in chain(*work.values())]
    templates(places.templates())  # both processes fill some: what that needs is loaded once
    with console.working(f"building {', '.join(unit.id for unit in loaded)}"):
        found, made = shared(find, renders)
    results = dict(zip(renders, made, strict=True))
    problems = found()
    report(problems)
    done = []
    for unit, jobs in work.items():
        try:
            built = tuple(Built(output, quiz, results[render]()) for output, quiz, render in jobs)
        except NoPdfError as error:
            console.stop(2, str(error))
        except ValueError as error:
            console.stop(1, f"{(output / unit.id).as_posix()}: {error}\nnothing was written")
        done.append((unit, built))
    return done, not problems


def _check(made: Mapping[str, Sequence[Artifact]], output: Path) -> None:
    from kzquiz.build.verify import verify

    found = dict.fromkeys(
        difference
        for unit, artifacts in made.items()
        for difference in verify(output, unit, artifacts)
    )
    if found:
        lines = [f"{path.as_posix()}: {difference}" for path, difference in found]
        console.stop(1, "\n".join((*lines, f"{output.as_posix()} is not what the sources give")))
    console.say(f"{output.as_posix()} is what the sources give")


def _write(
    sources: Sources,
    names: Sequence[str],
    output: Path,
    planned: Callable[[Sequence[Unit]], Plan],
    *,
    force: bool,
) -> dict[str, str]:
    """Build these units; give for each what to tell of it."""
    from kzquiz.write import InTheWayError, hold, write

    before = {name: sources.digest(name) for name in names}
    loaded, find = units_to_build(sources.content, names)
    plan = planned(loaded)
    try:
        with hold(output, lambda: console.note(_WAITING.format(output.as_posix()))) as held:
            lying = {name: sources.lying(output, name) for name in names}
            rendered, clean = _rendered(loaded, find, output, sources.content, plan, lying)
            artifacts = _complete(rendered, output, plan)
            outcome = write(held, artifacts, force=force, whole=plan.whole)
            sources.remember_page(held, artifacts[""])
            if clean and plan.whole:
                for unit, built in rendered:
                    jobs = _jobs(built, lying[unit.id])
                    sources.remember(held, before[unit.id], unit, artifacts[unit.id], jobs)
    except InTheWayError as error:
        console.stop(1, _in_the_way(error))
    for path in outcome.left:
        console.note(
            f"{path.as_posix()}: nothing makes this file any more; it stays: it was edited"
        )
    return {
        unit.id: "\n".join(
            (
                summary(record_of(unit, artifacts[unit.id]), output / unit.id, outcome.written),
                *(line for artifact in artifacts[unit.id] for line in artifact.told),
                *(
                    f"{path.as_posix()}\tremoved: nothing makes it any more"
                    for path in outcome.removed
                    if path.is_relative_to(output / unit.id)
                ),
            )
        )
        for unit, _ in rendered
    }


def _complete(rendered: _Rendered, output: Path, plan: Plan) -> dict[str, list[Artifact]]:
    """All artifacts by unit, with each unit's list of contents, and the page to begin with."""
    from kzquiz.generators import landing

    made = {unit.id: _artifacts(built) for unit, built in rendered}
    lists = {path.parent.name: path.read_bytes() for path in places.contents(output)}
    for unit, built in rendered:
        before = None if plan.whole else lists.get(unit.id)
        jobs = ((job.output, job.quiz, job.artifacts) for job in built)
        contents = landing.contents(jobs, plan.paper.large_print, before)
        made[unit.id].append(contents)
        lists[unit.id] = contents.data
    return made | {"": [landing.render(lists.values(), places.templates())]}


def _jobs(built: Sequence[Built], lying: Lying) -> dict[str, str]:
    """What each file of a unit was rendered from."""
    return {
        artifact.path: lying.job(job.output, job.quiz)
        for job in built
        for artifact in job.artifacts
    }


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
