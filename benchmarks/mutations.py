"""Plant thousands of defects in the unit, one at a time, and count what the checks find.

    python benchmarks/mutations.py [-o docs/mutations.md] [--misses]

Each defect is planted everywhere it applies, in memory; then its rule looks at what it needs to
see. A defect counts as found where the rule is silent on the sound text and speaks, as an error or
a warning, on the spoilt one. False alarms are errors and warnings of any rule on the unit as it is.
Takes a minute or two.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import mutants_answers
import mutants_figures
import mutants_items
import mutants_origins
import mutants_voice
from mutating import MUTATORS, Mutant, Mutator, mutants

from kzquiz.check import by_name, check, rules
from kzquiz.load import Unit, load
from kzquiz.write import replace

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "content" / "kazakhstan-2022"
PLANTERS = (
    mutants_figures,
    mutants_origins,
    mutants_answers,
    mutants_items,
    mutants_voice,
)  # importing them registers their mutators


@dataclass
class Row:
    """What one rule found of one kind of defect."""

    mutator: Mutator
    planted: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many of the planted defects were found."""
        return self.planted - len(self.missed)


def read(folder: Path) -> Unit:
    """Load a unit; end with its problems where it has errors."""
    unit, problems = load(folder)
    if unit is None:
        sys.exit("\n".join(map(str, problems)))
    return unit


def is_found(mutant: Mutant, code: str) -> bool:
    """Whether a rule speaks on the spoilt unit, and not on the sound one."""
    return speaks(mutant.spoilt, code) and not _speaks_once(_Same(mutant.sound), code)


def speaks(unit: Unit, code: str) -> bool:
    """Whether a rule has an error or a warning for a unit."""
    return any(problem.severity != "hint" for problem in check(unit, select=[code]))


class _Same:
    """A unit that is equal to itself alone: comparing two by their fields takes long."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.unit is other.unit

    def __hash__(self) -> int:
        return id(self.unit)


@lru_cache(maxsize=512)
def _speaks_once(same: _Same, code: str) -> bool:
    return speaks(same.unit, code)


def measure(unit: Unit) -> list[Row]:
    """Plant every defect everywhere it applies, by rule."""
    rows = []
    for mutator in sorted(MUTATORS, key=lambda mutator: mutator.code):
        row = Row(mutator)
        for mutant in mutants(unit, mutator):
            row.planted += 1
            if not is_found(mutant, mutator.code):
                row.missed.append(mutant.where)
        rows.append(row)
    return rows


def report(rows: list[Row], alarms: int, unit: Unit) -> Iterator[str]:
    """The page: what was planted and found, as a Markdown table."""
    planted, found = sum(row.planted for row in rows), sum(row.found for row in rows)
    yield from (
        "# Planted defects",
        "",
        "<!-- Made by benchmarks/mutations.py: run it again, do not change this page. -->",
        "",
        *_summary(rows, alarms, unit),
        "",
        "| Rule | Defect planted | Planted | Found | Recall |",
        "|---|---|--:|--:|--:|",
    )
    for row in rows:
        known = by_name(row.mutator.code)
        name = f"{row.mutator.code} {known.name if known else ''}".strip()
        yield (
            f"| {name} | {row.mutator.defect} | {row.planted:,} | {row.found:,} |"
            f" {_percent(row.found, row.planted)} |"
        )
    total = _percent(found, planted)
    yield f"| **All** | {len(rows)} kinds | **{planted:,}** | **{found:,}** | **{total}** |"
    yield ""


def _summary(rows: list[Row], alarms: int, unit: Unit) -> Iterator[str]:
    planted, found = sum(row.planted for row in rows), sum(row.found for row in rows)
    codes = {row.mutator.code for row in rows}
    about = (
        f"“{unit.info.title}” ({len(unit.questions)} questions, {len(unit.facts.claims)} claims)"
    )
    yield (
        f"Each of {len(rows)} kinds of defect was planted, one at a time, everywhere it applies in "
        f"the unit {about}; then its rule was run. Found means: the rule is silent on the sound "
        "text, and gives an error or a warning on the spoilt one. Of most defects several wordings "
        "were planted, some of them on purpose such as no list of words has. The articles were not "
        "at hand, only their fingerprints."
    )
    yield ""
    yield (
        f"**{found:,} of {planted:,} planted defects found ({_percent(found, planted)}) by "
        f"{len(codes)} rules. False alarms of all {len(rules())} rules on the unit as it is: "
        f"{alarms}.**"
    )


def _percent(part: int, whole: int) -> str:
    """A share in percent, rounded down: 100 % means all."""
    return f"{100 * part // whole} %" if whole else "none planted"


def main() -> None:
    """Measure, print the table, and write it where ``-o`` says."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("-o", type=Path, metavar="FILE", help="also write the table to a file")
    options.add_argument("--misses", action="store_true", help="name what was not found")
    given = options.parse_args()
    unit = read(UNIT)
    rows = measure(unit)
    page = "\n".join(report(rows, len(check(unit)), unit))
    print(page)
    if given.misses:
        for row in rows:
            for where in row.missed:
                print(f"{row.mutator.code} {row.mutator.plants.__name__}: {where}")
    if given.o:
        replace({given.o: page.encode()})


if __name__ == "__main__":
    main()
