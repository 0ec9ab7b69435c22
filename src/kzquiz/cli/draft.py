"""``kzquiz draft``: drafts the claims of a unit from its articles, and accepts what was judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzquiz import places
from kzquiz.cli import articles as taking
from kzquiz.cli import complete, console
from kzquiz.cli.app import Quiet, Verbose, app

if TYPE_CHECKING:
    from kzquiz.authoring.draft.accepting import Accepted
    from kzquiz.authoring.draft.files import DraftFiles


@app.command()
def draft(
    what: Annotated[
        list[str],
        typer.Argument(
            help="A unit, or the articles of a new one.",
            metavar="UNIT|FILE…",
            autocompletion=complete.units,
        ),
    ],
    unit: Annotated[
        str, typer.Option(help="Name of the new unit, if articles are given.", metavar="NAME")
    ] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(help="With --accept: take only the entry with this id.", metavar="ID"),
    ] = None,
    content: Annotated[Path, typer.Option(help="Folder of units.", metavar="DIR")] = Path(
        "content"
    ),
    articles: taking.Working = Path("articles"),
    *,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Take what has no TODO left from the draft into the unit."),
    ] = False,
    questions: Annotated[
        bool,
        typer.Option("--questions", help="Propose questions that follow from the unit's claims."),
    ] = False,
    keep: taking.Keep = None,
    drop: taking.Drop = None,
    encoding: taking.Encoding = "",
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Draft what articles state: one claim for each statement, with speakers, figures and times.

    It works by rules, on this computer. It finds and lines up; it does not decide what conflicts.
    The draft lies beside the working copies, in articles/UNIT/draft, because it has the sentences
    of the articles. Write “says” in your own words there. Then --accept takes these claims into
    the unit, with their speakers. --questions proposes questions on the claims of the unit.

    Example: kzquiz draft a.txt b.txt --unit flood
    """
    from kzquiz.authoring import ScaffoldError
    from kzquiz.authoring.draft import accepting, files, proposing

    folder = _folder(what, unit, content)
    waiting = console.waiting_for_change(content)
    try:
        if accept:
            taken = accepting.accept(folder, articles, only or (), waiting)
            console.say("\n".join(_accepted(taken, folder)))
            return
        if questions:
            lock = places.lock(Path("decks"), folder.name, content)
            with console.working("checking the questions"):
                path, names = proposing.propose(folder, articles, lock, waiting)
            console.say("\n".join(_proposed(path, names, folder)))
            return
        if not folder.is_dir():
            _new(what, unit, content, articles, taking.choices(encoding, keep, drop))
        with console.working("reading the articles"):
            made = files.draft_unit(folder, articles, waiting)
    except ScaffoldError as error:
        console.stop(2, str(error))
    console.say("\n".join(_drafted(made, folder)))


def _folder(what: list[str], unit: str, content: Path) -> Path:
    """The folder of the unit that is meant, which may be a new one."""
    known = {folder.name: folder for folder in places.units(content)}
    if len(what) == 1 and what[0] in known and not unit:
        return known[what[0]]
    if not unit:
        if len(what) == 1 and not Path(what[0]).exists():
            from kzquiz.problems import did_you_mean

            console.stop(
                2, f"there is no unit and no file “{what[0]}”; {did_you_mean(what[0], known)}"
            )
        console.stop(2, "name the unit that these articles are for, such as “--unit flood”")
    if unit in known:
        console.stop(2, f"there is a unit “{unit}” already: “kzquiz draft {unit}” drafts it")
    return content / unit


def _new(what: list[str], unit: str, content: Path, articles: Path, chosen: object) -> None:
    """Make the unit, without any claim, and list what each block of the articles was taken for."""
    from kzquiz.authoring import new_unit
    from kzquiz.authoring.source_files import Choices

    assert isinstance(chosen, Choices)  # noqa: S101 (cli.articles makes it)
    with console.working("making the fingerprints of the articles"):
        sources, _ = new_unit(
            unit,
            [Path(name) for name in what],
            content,
            articles,
            chosen,
            console.waiting_for_change(content),
            examples=False,
        )
    for source in sources:
        console.say("\n".join(taking.taken(source)))


def _drafted(made: DraftFiles, folder: Path) -> Iterator[str]:
    claims = made.draft.claims
    sources = dict.fromkeys(claim.source for claim in claims)
    for source in sources:
        mine = [claim for claim in claims if claim.source == source]
        named = sum(bool(claim.speakers) for claim in mine)
        figures = sum(len(claim.figures) for claim in mine)
        counts = f"{len(mine)} statements, {named} with a speaker, {figures} figures"
        yield f"Source {source.upper()}: {counts}"
    yield from made.draft.notes
    yield from (console.path(path) for path in made.files)
    yield "Write “says” where TODO stands, for the claims that you want; then"
    yield f"“kzquiz draft {folder.name} --accept” takes them into the unit."


def _proposed(path: Path, names: tuple[str, ...], folder: Path) -> Iterator[str]:
    listed = f": {', '.join(names)}" if names else ""
    yield f"{console.path(path)}: {len(names)} new questions{listed}"
    yield "Write a level where TODO stands, for those that you want; then"
    yield f"“kzquiz draft {folder.name} --accept” takes them into the unit."


def _accepted(taken: Accepted, folder: Path) -> Iterator[str]:
    for ids, what in (
        (taken.claims, "claims"),
        (taken.speakers, "speakers"),
        (taken.differences, "differences"),
        (taken.context, "entries of unit.yaml"),
        (taken.questions, "questions"),
    ):
        if ids:
            yield f"{len(ids)} {what}: {', '.join(ids)}"
    if not (taken.claims or taken.differences or taken.context or taken.questions):
        yield "nothing was taken: every entry of the draft has a TODO"
    else:
        check = f"“kzquiz check {folder.name}” shows what is to do"
        yield f"{taken.left} drafted claims are left; {check}"
