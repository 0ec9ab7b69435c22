"""``kzquiz source``: add an article to a unit, replace one by a newer text, list them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz.cli import articles as taking
from kzquiz.cli import complete, console
from kzquiz.cli.app import Quiet, Verbose, app

if TYPE_CHECKING:
    from kzquiz.authoring.source_changes import Change

source_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(source_app, name="source")

Unit = Annotated[
    str, typer.Argument(help="The unit.", metavar="UNIT", autocompletion=complete.units)
]
File = Annotated[
    Path,
    typer.Argument(
        help="The article: text, saved web page, Word document, or a file of blocks.",
        metavar="FILE",
    ),
]
Project = Annotated[Path, typer.Option(help="Folder of units.", metavar="DIR")]
_CONTENT = Path("content")
_ARTICLES = Path("articles")


@source_app.callback()
def _source() -> None:
    """Add, replace or list the sources of a unit.

    Example: kzquiz source list flood
    """


@source_app.command("add")
def add(
    unit: Unit,
    file: File,
    content: Project = _CONTENT,
    articles: taking.Working = _ARTICLES,
    *,
    keep: taking.Keep = None,
    drop: taking.Drop = None,
    encoding: taking.Encoding = "",
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Add an article to a unit as a further source.

    It gets the next free letter, an entry in sources.yaml with TODOs, a newsroom among the
    speakers, a fingerprint and working copies.

    Example: kzquiz source add flood c.txt
    """
    from kzquiz.authoring import ScaffoldError
    from kzquiz.authoring.source_changes import Where, add_source

    folder = _folder(content, unit)
    try:
        with console.working("making the fingerprint of the article"):
            waiting = console.waiting_for_change(content)
            chosen = taking.choices(encoding, keep, drop)
            change = add_source(Where(folder, articles), file, chosen, waiting)
    except ScaffoldError as error:
        console.stop(2, str(error))
    numbered = articles / unit / f"{change.source.id}-numbered.txt"
    console.say(taking.summary(change.source, numbered))
    console.say("\n".join(taking.taken(change.source)))
    console.say(f"Replace every TODO in {console.path(folder / 'sources.yaml')}.")


@source_app.command("replace")
def replace(
    unit: Unit,
    source: Annotated[str, typer.Argument(help="Id of the source, such as a.", metavar="ID")],
    file: File,
    content: Project = _CONTENT,
    articles: taking.Working = _ARTICLES,
    *,
    keep: taking.Keep = None,
    drop: taking.Drop = None,
    encoding: taking.Encoding = "",
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change; write nothing.")
    ] = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Take a new text for a source: a corrected article, or another choice of its blocks.

    The paragraphs of the old and the new text are lined up, and every paragraph number of a claim
    or in a text moves with its paragraph. Hash, counts, fingerprint and working copies are made
    anew. What no longer stands is listed; a number whose paragraph is gone becomes TODO.

    Example: kzquiz source replace flood a articles/flood/a.txt
    """
    from kzquiz.authoring import ScaffoldError
    from kzquiz.authoring.source_changes import Where, replace_source

    folder = _folder(content, unit)
    try:
        with console.working("lining up the old and the new text"):
            waiting = console.waiting_for_change(content)
            chosen = taking.choices(encoding, keep, drop)
            change = replace_source(
                Where(folder, articles), source, file, chosen, waiting, dry=diff
            )
    except ScaffoldError as error:
        console.stop(2, str(error))
    numbered = articles / unit / f"{source}-numbered.txt"
    console.say(taking.summary(change.source, numbered))
    console.say("\n".join((*taking.taken(change.source), *_lined_up(change))))
    if changes := change.diff():
        console.say(console.diff(changes))
    console.say("\n".join(_to_do(change, unit, dry=diff)))


def _lined_up(change: Change) -> Iterator[str]:
    """Say where every old paragraph is now, if any moved or changed."""
    if all(place.same and place.paragraphs == (n,) for n, place in enumerate(change.places, 1)):
        return
    yield f"Old paragraphs in the new text (the old one is known from {change.compared}):"
    for number, place in enumerate(change.places, 1):
        where = " and ".join(map(str, place.paragraphs)) or "gone"
        changed = "" if place.same or not place.paragraphs else ", with other words"
        if place.paragraphs != (number,) or changed:
            yield f"  {number:3}  {where}{changed}"


def _to_do(change: Change, unit: str, *, dry: bool) -> Iterator[str]:
    """List what the author has to look at."""
    if change.gone:
        yield "No longer stands; mend or remove it:"
        yield from (f"  {line}" for line in change.gone)
    if change.changed:
        yield "Look at it again:"
        yield from (f"  {line}" for line in change.changed)
    written = sum(old != new for old, new in change.files.values())
    if dry:
        yield f"{written} files would be changed; nothing was written"
    else:
        check = f"“kzquiz check {unit}” shows what is left to do"
        yield f"{written} files changed; {check}" if written else "nothing has changed"


@source_app.command("list")
def list_(
    unit: Unit,
    content: Project = _CONTENT,
    articles: taking.Working = _ARTICLES,
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """List the sources of a unit: id, label, counts, claims, and what is at hand of its text.

    Example: kzquiz source list flood
    """
    from kzquiz.authoring import ScaffoldError
    from kzquiz.authoring.source_list import sources

    try:
        rows = sources(_folder(content, unit), articles)
    except ScaffoldError as error:
        console.stop(2, str(error))
    for line in console.table(rows):
        console.say(line)


def _folder(content: Path, unit: str) -> Path:
    from kzquiz.cli.units import unit_folders

    return unit_folders(content, [unit])[unit]
