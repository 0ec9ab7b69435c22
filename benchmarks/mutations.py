"""Plant thousands of defects in the unit, one at a time, and count what the checks find.

    python benchmarks/mutations.py [--write] [--misses]

Each defect is planted everywhere it applies, in memory; then its rule looks at what it needs to
see. A defect counts as found where the rule is silent on the sound text and speaks on the spoilt
one, as an error or a warning (a rule of severity hint as a hint). False alarms are errors and
warnings of any rule on the unit as it is, and on the unit typed otherwise (see ``harmless``). With
``--write`` the figures go into ``mutations.json``, and ``docs/generate.py`` puts them into
docs/rules.md. Takes a minute or two.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import harmless
import mutants_answers
import mutants_figures
import mutants_forms
import mutants_items
import mutants_origins
import mutants_sets
import mutants_voice
from mutating import MUTATORS, Mutant, Mutator, mutants

from kzquiz.check import by_name, check
from kzquiz.load import Unit, load
from kzquiz.write import replace

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "content" / "kazakhstan-2022"
FIGURES = Path(__file__).with_name("mutations.json")
PLANTERS = (
    mutants_figures,
    mutants_forms,
    mutants_sets,
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
    """Whether a rule has an error or a warning for a unit; one of severity hint, a hint."""
    hinting = _hints(code)
    return any(hinting or found.severity != "hint" for found in check(unit, select=[code]))


def _hints(code: str) -> bool:
    rule = by_name(code)
    return rule is not None and rule.severity == "hint"


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
            if _hints(mutator.code) and _speaks_once(_Same(mutant.sound), mutator.code):
                continue  # a hint that its author lives with: nothing new can be seen here
            row.planted += 1
            if not is_found(mutant, mutator.code):
                row.missed.append(mutant.where)
        rows.append(row)
    return rows


def measured(unit: Unit, rows: list[Row]) -> dict[str, object]:
    """What docs/rules.md tells: planted and found by kind of defect, and every false alarm."""
    return {
        "questions": len(unit.questions),
        "claims": len(unit.facts.claims),
        "alarms": len(check(unit)),
        "defects": [
            {
                "code": row.mutator.code,
                "defect": row.mutator.defect,
                "planted": row.planted,
                "found": row.found,
            }
            for row in rows
        ],
        "harmless": [
            {"typed": typed, "texts": differing, "alarms": len(check(other))}
            for typed, other, differing in harmless.variants(unit)
        ],
    }


def main() -> None:
    """Measure, tell what was not found, and write the figures down where asked to."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument(
        "--write", action="store_true", help=f"put the figures into {FIGURES.name}"
    )
    options.add_argument("--misses", action="store_true", help="name what was not found")
    given = options.parse_args()
    unit = read(UNIT)
    rows = measure(unit)
    for row in rows:
        print(f"{row.mutator.code} {row.mutator.defect}: {row.found} of {row.planted}")
        for where in row.missed if given.misses else ():
            print(f"    {where}")
    planted, found = sum(row.planted for row in rows), sum(row.found for row in rows)
    print(f"{found:,} of {planted:,} found ({100 * found / planted:.1f} %)")
    figures = measured(unit, rows)
    print(f"false alarms: {figures['alarms']}; on harmless variants: {figures['harmless']}")
    if given.write:
        replace({FIGURES: f"{json.dumps(figures, ensure_ascii=False, indent=1)}\n".encode()})


if __name__ == "__main__":
    main()
