"""``kzquiz new`` and ``kzquiz schema``: write files for an author to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import articles as taking
from kzquiz.cli import complete, console
from kzquiz.cli.app import Quiet, Verbose, app

if TYPE_CHECKING:
    from kzquiz.authoring.source_files import Source

new_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(new_app, name="new")

Project = Annotated[Path, typer.Option(help="Folder of units.", metavar="DIR")]
_CONTENT = Path("content")
_FOREIGN = (
    "{}: this is no schema that kzquiz wrote, and it is never overwritten; "
    "name another folder with “-o”, or move the file away"
)


@new_app.callback()
def _new() -> None:
    """Begin a unit, or a question of a kind, from a skeleton of TODOs.

    Example: kzquiz new question choice
    """


@new_app.command("unit")
def unit(
    name: Annotated[
        str, typer.Argument(help="Its name: small letters, digits, hyphens.", metavar="NAME")
    ],
    article: Annotated[
        list[Path],
        typer.Option(
            help="An article: text, saved web page or Word document; give it once for each.",
            metavar="FILE",
        ),
    ],
    content: Project = _CONTENT,
    articles: taking.Working = Path("articles"),
    *,
    keep: taking.Keep = None,
    drop: taking.Drop = None,
    encoding: taking.Encoding = "",
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Make a unit from articles: it builds at once, and TODO stands where you write.

    An article is a text file (.txt), a saved web page (.html) or a Word document (.docx). It is
    divided into blocks, and every block is taken for a part of the article, or left out as part of
    the page around it. The list of blocks is printed; --keep and --drop correct it.

    The articles themselves stay out of the unit: it gets their fingerprints. No file that is there
    already is overwritten.

    Example: kzquiz new unit flood --article a.txt --article b.txt
    """
    from kzquiz.authoring import ScaffoldError, new_unit

    try:
        with console.working("making the fingerprints of the articles"):
            waiting = console.waiting_for_change(content)
            chosen = taking.choices(encoding, keep, drop)
            sources, written = new_unit(name, article, content, articles, chosen, waiting)
    except ScaffoldError as error:
        console.stop(2, str(error))
    for path in written:
        console.step(f"wrote {console.path(path)}")
    console.say(_made(name, sources, content, articles))


def _made(name: str, sources: tuple[Source, ...], content: Path, articles: Path) -> str:
    lines = [f"{console.path(content / name)} is ready:"]
    for source in sources:
        numbered = articles / name / f"{source.id}-numbered.txt"
        lines.append(f"  {taking.summary(source, numbered)}")
    lines += [line for source in sources for line in taking.taken(source)]
    build = f"kzquiz build {name} -o drafts"
    lines.append(f"Replace every TODO in it; “{build}” shows how it looks so far.")
    return "\n".join(lines)


@new_app.command("question")
def question(
    kind: Annotated[
        str,
        typer.Argument(
            help="Its kind; “kzquiz list kinds” has them all.",
            metavar="KIND",
            autocompletion=complete.kinds,
        ),
    ],
    unit: Annotated[
        str | None,
        typer.Option(
            help="The unit; needed if there are several.",
            metavar="NAME",
            autocompletion=complete.units,
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(help="File to append to. Default: questions/KIND.yaml.", metavar="FILE"),
    ] = None,
    content: Project = _CONTENT,
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Append a question of a kind to a unit: TODO stands where you write.

    It gets the next free id, and claims of the unit where any fit. What stands in the file stays
    as it is.

    Example: kzquiz new question who-said --unit flood
    """
    from kzquiz.authoring import ScaffoldError, new_question

    folder = _folder(content, unit)
    lock = places.lock(Path("decks"), folder.name, content)
    try:
        waiting = console.waiting_for_change(content)
        name, path, line = new_question(kind, folder, file, lock, waiting)
    except ScaffoldError as error:
        console.stop(2, str(error))
    if path.resolve().parent != (folder / "questions").resolve():
        read = f"{(folder / 'questions').as_posix()}/*.yaml"
        console.note(
            f"{console.path(path)} is no file of the unit, which has the questions in {read}"
        )
    console.say(f"{console.path(path)}:{line}: question “{name}”: replace every TODO")


def _folder(content: Path, name: str | None) -> Path:
    from kzquiz.problems import did_you_mean

    folders = {folder.name: folder for folder in places.units(content)}
    if not folders:
        console.stop(2, f"{console.path(content)} has no unit; “kzquiz new unit” makes one")
    if name is None and len(folders) > 1:
        console.stop(2, f"there are several units; add --unit and a name: {', '.join(folders)}")
    if name is not None and name not in folders:
        console.stop(2, f"there is no unit “{name}”; {did_you_mean(name, folders)}")
    return folders[name] if name is not None else next(iter(folders.values()))


@app.command()
def schema(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder to write to.", metavar="DIR")
    ] = _CONTENT / "schemas",
    *,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Write the JSON Schemas with which an editor helps while you type.

    The first line of every content file tells the editor where they are.

    Example: kzquiz schema -o content/schemas
    """
    from kzquiz.authoring.json_schema import FOLDER, is_schema, schemas
    from kzquiz.write import current, edit, replace

    files = {output / name: data for name, data in schemas().items()}
    # “kzquiz new unit” writes schemas too, and locks the content folder.
    folder = output.parent if output.name == FOLDER else output
    with edit(folder, waiting=console.waiting_for_change(folder)) as project:
        for path, data in files.items():
            here = current(project, path)
            if here is not None and not is_schema(here, data):
                console.stop(2, _FOREIGN.format(path.as_posix()))
        written = replace(project, files)
    for path in files:
        state = "written" if path in written else "unchanged"
        console.say(f"{console.path(path)}\t{state}")
