"""The command line: reads options, prints, chooses the exit code. Nothing else in kzquiz does.

Exit codes: 0 fine, 1 problems in content or lock file, 2 usage, files that cannot be read or
written, or a fault of kzquiz itself.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kzquiz import __version__, places

if TYPE_CHECKING:
    from kzquiz.build import Built
    from kzquiz.load import Unit
    from kzquiz.model import Options
    from kzquiz.problems import Problem

# Rich would double the time of --help (see docs/why.md).
app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Units = Annotated[
    list[str] | None, typer.Argument(help="Units to take; all of them if none is named.")
]
Content = Annotated[
    Path | None,
    typer.Option(
        help="Folder of units. Default: ./content, else the unit that kzquiz brings.", metavar="DIR"
    ),
]


Rules = Annotated[
    list[str] | None,
    typer.Option(help="Run only this rule (code or name) or group (EV). May be repeated."),
]


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


def main() -> None:
    """Run the command line."""
    # A one-shot command frees its memory by ending; the collector would walk a growing graph.
    gc.disable()
    # Pydantic would search every installed package for plugins of its own: 20 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except OSError as error:
        _stop(2, f"{error.filename or 'a file'}: {error.strerror or error}")
    except Exception as error:
        if os.environ.get("KZQUIZ_DEBUG"):
            raise
        _stop(
            2,
            f"kzquiz made a mistake of its own: {type(error).__name__}: {error}\n"
            "Please report it; KZQUIZ_DEBUG=1 in the environment shows where.",
        )


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"kzquiz {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Turn curated questions on news articles into Anki decks and printable worksheets."""


@app.command()
def build(
    units: Units = None,
    content: Content = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder to write to.", metavar="DIR")
    ] = Path("decks"),
) -> None:
    """Build the decks, worksheets and answer keys of every unit.

    Example: kzquiz build kazakhstan-2022 -o decks
    """
    from kzquiz.build import build as build_unit  # noqa: PLC0415 (--help needs none of it)
    from kzquiz.write import write  # noqa: PLC0415

    loaded = _load(places.content(content), units)
    jobs = []
    for unit in loaded:
        _progress(f"building {unit.id} …")
        options = _options(unit, output, places.content(content))
        try:
            jobs.append((unit, tuple(build_unit(unit, options))))
        except ValueError as error:
            _stop(1, str(error))
    _progress("")
    for unit, built in jobs:
        artifacts = [artifact for job in built for artifact in job.artifacts]
        written = write(artifacts, output / unit.id)
        typer.echo(_summary(unit, built, output / unit.id, {path.name for path in written}))


@app.command()
def check(  # noqa: PLR0913 (each is an option of the command)
    units: Units = None,
    content: Content = None,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help="text, json, github or sarif.")
    ] = Format.text,
    select: Rules = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Leave out a rule or a group. May be repeated.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    hints: Annotated[bool, typer.Option("--hints", help="Show hints too.")] = False,
    articles: Annotated[
        Path | None,
        typer.Option(
            help="Folder with the articles (SOURCE.txt or source-SOURCE.txt).", metavar="DIR"
        ),
    ] = None,
) -> None:
    """Check the content of every unit and report all problems.

    Example: kzquiz check kazakhstan-2022 --select EV
    """
    from kzquiz.check import check as check_unit  # noqa: PLC0415 (--help needs none of it)
    from kzquiz.check import selected  # noqa: PLC0415
    from kzquiz.problems import FORMATS, by_code  # noqa: PLC0415

    for word in (*(select or ()), *(ignore or ())):
        if not selected([word]):
            _stop(2, f"there is no rule or group of rules “{word}”; kzquiz list rules names them")
    loaded, problems = _read(places.content(content), units)
    for unit in loaded:
        _progress(f"checking {unit.id} …")
        texts = places.articles(articles, unit.id, unit.facts.sources)
        problems += check_unit(unit, texts, select or (), ignore or (), hints=hints)
    _progress("")
    if problems or output_format is not Format.text:
        typer.echo(FORMATS[output_format](problems))
    if output_format is Format.text:
        typer.echo(("\n" if problems else "") + by_code(problems))
    fatal = ("error", "warning") if strict else ("error",)
    if any(problem.severity in fatal for problem in problems):
        sys.exit(1)


@app.command()
def explain(rule: Annotated[str, typer.Argument(help="Code or name, such as EV07.")]) -> None:
    """Explain a rule: what it finds, why it matters, a bad and a good example.

    Example: kzquiz explain EV07
    """
    from kzquiz.check import explain as explain_rule  # noqa: PLC0415 (--help needs none of it)
    from kzquiz.check import rules  # noqa: PLC0415
    from kzquiz.problems import did_you_mean  # noqa: PLC0415

    try:
        typer.echo(explain_rule(rule))
    except KeyError:
        names = [name for known in rules() for name in (known.code, known.name)]
        _stop(2, f"there is no rule “{rule}”; {did_you_mean(rule, names)}".rstrip("; "))


@app.command()
def stats(units: Units = None, content: Content = None) -> None:
    """Show what every unit covers: claims, differences, questions, keys, quoted words.

    Example: kzquiz stats kazakhstan-2022
    """
    from kzquiz.stats import SHEET_LIMIT, UNIT_LIMIT, quoted, tables  # noqa: PLC0415

    for unit in _load(places.content(content), units):
        typer.echo(f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions")
        for table in tables(unit):
            counts = ", ".join(f"{name} {count}" for name, count in table.counts.items())
            typer.echo(f"  {table.title}: {counts}")
        for entry in quoted(unit):
            typer.echo(
                f"  {entry.source}: {entry.words} of {entry.of} words quoted ({entry.share:.1%}; "
                f"at most {SHEET_LIMIT:.0%} on a sheet or deck, {UNIT_LIMIT:.0%} in the unit)"
            )


# --- steps --------------------------------------------------------------------------------------


def _load(content: Path, names: Sequence[str] | None) -> list[Unit]:
    """Load the units named, or report every problem of all of them and stop."""
    from kzquiz.problems import report  # noqa: PLC0415 (--help needs none of it)

    loaded, problems = _read(content, names)
    if problems:
        typer.echo(report(problems), err=True)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        _stop(1, f"\n{errors} {'problem' if errors == 1 else 'problems'}; nothing was written")
    return loaded


def _read(content: Path, names: Sequence[str] | None) -> tuple[list[Unit], list[Problem]]:
    """Load the units named, all of them if none is; the problems are the caller's to report."""
    from kzquiz.load import load  # noqa: PLC0415 (--help needs none of it)
    from kzquiz.problems import did_you_mean  # noqa: PLC0415

    folders = {folder.name: folder for folder in places.units(content)}
    if not folders:
        _stop(2, f"{content} has no unit: a unit is a folder with a {places.UNIT_FILE}")
    for name in names or ():
        if name not in folders:
            _stop(2, f"{content} has no unit “{name}”; " + did_you_mean(name, folders))
    loaded: list[Unit] = []
    problems: list[Problem] = []
    for name in names or folders:
        _progress(f"reading {name} …")
        unit, found = load(folders[name], folders[name].as_posix())
        problems += found
        loaded += [unit] if unit else []
    _progress("")
    return loaded, problems


def _options(unit: Unit, output: Path, content: Path) -> Options:
    from kzquiz.model import Options  # noqa: PLC0415 (--help needs none of it)

    lock = places.lock(output, unit.id, content)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Options(
        templates=places.templates(),
        now=int(epoch) if epoch.isdigit() else int(time.time()),
        lock=lock.read_bytes() if lock.exists() else None,
    )


# --- printing -----------------------------------------------------------------------------------


def _summary(unit: Unit, built: Sequence[Built], folder: Path, written: set[str]) -> str:
    """What was built: a table on a terminal, tab-separated lines elsewhere."""
    rows = []
    for job in built:
        for artifact in job.artifacts:
            quiz = job.quiz
            counts = ", ".join(f"{count} {name}" for name, count in artifact.facts.items())
            rows.append(
                (
                    (folder / artifact.path).as_posix(),
                    counts
                    or f"{len(quiz.items)} questions, {quiz.marks} marks, {quiz.minutes} minutes",
                    "written" if artifact.path in written else "unchanged",
                )
            )
    title = f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions"
    if not sys.stdout.isatty():
        return "\n".join((title, *("\t".join(row) for row in rows)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join((title, "─" * len(lines[0]), *lines))


def _progress(text: str) -> None:
    """Say on a terminal what is being done; the next call takes it back."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def _stop(code: int, message: str) -> NoReturn:
    _progress("")
    typer.echo(message, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
