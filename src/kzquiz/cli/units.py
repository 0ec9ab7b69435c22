"""The units a command is for: loaded, or all their problems printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kzquiz import places
from kzquiz.cli import talk

if TYPE_CHECKING:
    from kzquiz.load import Unit
    from kzquiz.problems import Problem


def load_units(content: Path, names: Sequence[str] | None) -> list[Unit]:
    """Load the units named, or report every problem of all of them and stop."""
    loaded, problems = read_units(content, names)
    _report(problems)
    return loaded


def check_units(content: Path, names: Sequence[str]) -> tuple[list[Unit], Callable[[], bool]]:
    """Load these units, and begin to run the rules whose findings stop a build.

    The function given waits for the rules: it reports every problem, stops where one is an error,
    and tells whether there was nothing to report.
    """
    from kzquiz.beside import beside

    loaded, problems = read_units(content, names)
    for unit in loaded:
        unit.forget_places()
    found = beside(lambda: _errors(loaded))

    def verdict() -> bool:
        talk.step("checking …")
        told = [*problems, *found()]
        talk.step("")
        _report(told)
        return not told

    if any(problem.severity == "error" for problem in problems):
        verdict()
    return loaded, verdict


def _errors(units: Sequence[Unit]) -> list[Problem]:
    from kzquiz.check import errors

    return [problem for unit in units for problem in errors(unit)]


def read_units(content: Path, names: Sequence[str] | None) -> tuple[list[Unit], list[Problem]]:
    """Load the units named, all of them if none is; the problems are the caller's to report."""
    from kzquiz.load import load

    folders = unit_folders(content, names)
    loaded: list[Unit] = []
    problems: list[Problem] = []
    for name in folders:
        with talk.working(f"reading {name}"):
            unit, found = load(folders[name], folders[name].as_posix())
        problems += found
        loaded += [unit] if unit else []
    return loaded, problems


def unit_folders(content: Path, names: Sequence[str] | None) -> dict[str, Path]:
    """Find the folders of the units named, of all if none is; stop at a name that has none."""
    folders = {folder.name: folder for folder in places.units(content)}
    shown = content.as_posix()
    if not folders:
        talk.stop(2, f"{shown} has no unit: a unit is a folder with a {places.UNIT_FILE}")
    for name in names or ():
        if name not in folders:
            from kzquiz.problems import did_you_mean

            talk.stop(2, f"{shown} has no unit “{name}”; {did_you_mean(name, folders)}")
    return {name: folders[name] for name in names or folders}


def _report(problems: Sequence[Problem]) -> None:
    from kzquiz.problems import report

    if problems:
        talk.problems(report(problems))
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        talk.stop(1, f"\n{errors} {'problem' if errors == 1 else 'problems'}; nothing was written")
