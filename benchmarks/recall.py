"""Measure the checker: how many planted defects it finds, and how many sound questions it flags.

    python benchmarks/recall.py [--defects first.yaml] [--no-hints] [--list] [--only WORD …]

Each defect is one edit of a sound unit (`tests/units`). It counts as found if the edited unit has a
problem that the sound unit does not have. A problem with the balance of the set (ST) does not
count: it shows that a key changed, and not which. Whether a problem names the defect is for a
reader: ``--list`` prints all. ``--write FILE`` records found and planted, by kind, as CSV; beside
the defects it records which rule found which defect, so that a test need not run all rules again.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from kzquiz.check import check
from kzquiz.load import load
from kzquiz.problems import Problem

UNITS = Path(__file__).parents[1] / "tests" / "units"
_COLUMNS = ("kind", "visible", "found", "judgement", "found of these")
Defect = dict[str, Any]
Result = tuple[Defect, list[Problem]]


def problems(folder: Path, select: Collection[str] = (), *, hints: bool) -> list[Problem]:
    """All problems of a unit: those of its files, or what the checker finds (by some rules)."""
    unit, found = load(folder)
    return [*found, *(check(unit, select=select, hints=hints) if unit else ())]


def new(before: Sequence[Problem], after: Sequence[Problem]) -> Iterator[Problem]:
    """The problems after an edit that were not there before it, wherever their lines are now."""
    known = Counter((problem.file, problem.code, problem.message) for problem in before)
    for problem in after:
        key = (problem.file, problem.code, problem.message)
        known[key] -= 1
        if known[key] < 0:
            yield problem


def found_of(
    unit: str,
    defects: Sequence[Defect],
    codes: Mapping[str, str] = MappingProxyType({}),
    *,
    hints: bool,
) -> Iterator[Result]:
    """Plant each defect in a copy of the unit; give it with the problems that are new.

    Only the rule in ``codes`` is run for a defect whose id is there. Raises ValueError if the text
    to be edited is not there exactly once.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "content" / unit
        shutil.copytree(UNITS / "sound" / unit, folder)
        before = problems(folder, hints=hints)
        for defect in defects:
            path = folder / defect["file"]
            text = path.read_text("utf-8")
            if text.count(defect["find"]) != 1:
                raise ValueError(defect["id"])
            path.write_text(text.replace(defect["find"], defect["replace"]), "utf-8")
            select = [codes[defect["id"]]] if defect["id"] in codes else []
            fresh = new(before, problems(folder, select, hints=hints))
            yield defect, [problem for problem in fresh if not problem.code.startswith("ST")]
            path.write_text(text, "utf-8")


def by_kind(results: Sequence[Result]) -> list[tuple[str | int, ...]]:
    """For each kind: planted and found, of what is visible and of what needs judgement."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for defect, fresh in results:
        sort = "visible" if defect["visible"] else "judgement"
        for kind in (defect["kind"], "all"):
            rows[kind].update({sort: 1, f"found {sort}": int(bool(fresh))})
    names = ("visible", "found visible", "judgement", "found judgement")
    order = sorted(rows.items(), key=lambda row: (row[0] == "all", row[0]))
    return [(kind, *(row[name] for name in names)) for kind, row in order]


def false_alarms(*, hints: bool) -> Iterator[tuple[str, Problem]]:
    """What the checker says of the sound units, with the names of the units."""
    for folder in sorted((UNITS / "sound").iterdir()):
        if folder.is_dir():
            yield from ((folder.name, problem) for problem in problems(folder, hints=hints))


def main() -> None:
    """Measure and print two tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--defects", default="first.yaml", help="a file of tests/units/defects")
    options.add_argument("--no-hints", dest="hints", action="store_false", help="without hints")
    options.add_argument("--list", action="store_true", help="every defect and what is said of it")
    options.add_argument("--only", nargs="*", help="only kinds whose names have one of these words")
    options.add_argument("--write", type=Path, help="a file for found and planted, by kind")
    given = options.parse_args()
    by_unit: defaultdict[str, list[Defect]] = defaultdict(list)
    for defect in yaml.safe_load((UNITS / "defects" / given.defects).read_text("utf-8")):
        if not given.only or any(word in defect["kind"] for word in given.only):
            by_unit[defect["unit"]].append(defect)
    results = [
        result
        for unit, planted in by_unit.items()
        for result in found_of(unit, planted, hints=given.hints)
    ]
    if given.list:
        _print_each(results)
    rows = by_kind(results)
    for kind, visible, found, judgement, found_too in rows:
        print(f"{kind:50} {found:3} of {visible:3} {found_too:3} of {judgement:3}")
    if given.write:
        _write(given.write, (_COLUMNS, *rows))
        codes = ((defect["id"], fresh[0].code) for defect, fresh in results if fresh)
        beside = UNITS / "defects" / f"{Path(given.defects).stem}-codes.csv"
        _write(beside, (("id", "code"), *sorted(codes)))
    alarms = [problem for _, problem in false_alarms(hints=given.hints)]
    print(f"sound units: {dict(Counter(problem.severity for problem in alarms))}")
    print(", ".join(f"{c} {n}" for c, n in Counter(p.code for p in alarms).most_common()))


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _print_each(results: Sequence[Result]) -> None:
    for defect, fresh in sorted(results, key=lambda result: str(result[0]["id"])):
        sort = "visible" if defect["visible"] else "judgement"
        found = "found" if fresh else "MISSED"
        print(f"{found} {defect['id']} ({defect['unit']}, {sort}): {defect['wrong']}")
        for problem in fresh:
            place = f"{problem.file.rpartition('/')[2]}:{problem.line}"
            print(f"    {problem.severity} {problem.code} {place} {problem.message}")


if __name__ == "__main__":
    main()
