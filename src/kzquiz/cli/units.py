"""Loads the units that a command names, or prints all their problems and stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kzquiz import places
from kzquiz.cli import console

if TYPE_CHECKING:
    from kzquiz.load import Unit
    from kzquiz.problems import Problem, Severity

_PENDING = (
    "a change of {} was interrupted, and some of its files are still the old ones: "
    "“kzquiz check --fix” completes it"
)


def load_units(
    content: Path, names: Sequence[str] | None, *, unproved: Severity = "error"
) -> list[Unit]:
    """Load the units named. If any has an error, print all problems and stop.

    ``unproved`` is as for `kzquiz.load.load`.
    """
    loaded, problems = read_units(content, names, unproved=unproved)
    report(problems)
    return loaded


def units_to_build(
    content: Path, names: Sequence[str]
) -> tuple[list[Unit], Callable[[], list[Problem]]]:
    """Load these units; also give a function that runs the rules which can stop a build.

    The function gives every problem, those of reading first. If a file has an error, all problems
    are printed at once and the program stops.
    """
    loaded, problems = read_units(content, names)
    for unit in loaded:
        unit.forget_places()

    def check() -> list[Problem]:
        from kzquiz.check import errors

        return [*problems, *(problem for unit in loaded for problem in errors(unit))]

    if any(problem.severity == "error" for problem in problems):
        report(check())
    return loaded, check


def read_units(
    content: Path, names: Sequence[str] | None, *, unproved: Severity = "error"
) -> tuple[list[Unit], list[Problem]]:
    """Load the units named, or all if none is; give the problems to the caller to print.

    ``unproved`` is as for `kzquiz.load.load`.
    """
    from kzquiz.load import load, one_identity_each

    folders = unit_folders(content, names)
    loaded: list[Unit] = []
    problems: list[Problem] = []
    for name in folders:
        with console.working(f"reading {name}"):
            unit, found = load(folders[name], folders[name].as_posix(), unproved=unproved)
        problems += found
        loaded += [unit] if unit else []
    return loaded, [*problems, *one_identity_each(loaded)]


def unit_folders(content: Path, names: Sequence[str] | None) -> dict[str, Path]:
    """Find the folders of the units named, or of all if none is; stop at an unknown name."""
    from kzquiz.write import pending

    folders = {folder.name: folder for folder in places.units(content)}
    shown = console.path(content)
    if pending(content):
        console.note(_PENDING.format(shown))
    if not folders:
        console.stop(2, f"{shown} has no unit: a unit is a folder with a {places.UNIT_FILE}")
    for name in names or ():
        if name not in folders:
            from kzquiz.problems import did_you_mean

            console.stop(2, f"{shown} has no unit “{name}”; {did_you_mean(name, folders)}")
    return {name: folders[name] for name in names or folders}


def report(problems: Sequence[Problem]) -> None:
    """Print problems; stop if one is an error."""
    from kzquiz.reports import report as text

    if problems:
        console.problems(text(problems))
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        console.stop(
            1, f"\n{errors} {'problem' if errors == 1 else 'problems'}; nothing was written"
        )
