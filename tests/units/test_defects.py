"""The planted defects: each is one edit of a sound unit that still leaves YAML.

The sound units and the defects were written by people who had not read the rules of the checker.
They were frozen before a rule was changed for them: they measure it.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest
import yaml

from kzquiz.check import check
from kzquiz.load import load

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_WARNINGS = 26
"""On 267 sound questions; it was 192, with 55 errors, before a rule had seen these units."""
SETS = {"first": "last-run", "second": "second-last", "third": "third-last"}
"""The sets of defects, each with the record of what is found."""


@cache
def defects(name: str):
    text = (HERE / "defects" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, LOADER)  # noqa: S506


@cache
def sound(path: Path):
    text = path.read_text(encoding="utf-8")
    return text, yaml.load(text, LOADER)  # noqa: S506


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_each_defect_is_one_edit_that_changes_what_is_read(name):
    assert len({defect["id"] for defect in defects(name)}) == len(defects(name))
    for defect in defects(name):
        text, data = sound(HERE / "sound" / defect["unit"] / defect["file"])
        assert text.count(defect["find"]) == 1, defect["id"]
        edited = text.replace(defect["find"], defect["replace"])
        assert yaml.load(edited, LOADER) != data, defect["id"]  # noqa: S506


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize(("name", "record"), SETS.items())
def test_no_fewer_defects_are_found_than_docs_say(name, record):
    recall = run_path(str(HERE.parents[1] / "benchmarks" / "recall.py"))
    units = sorted({defect["unit"] for defect in defects(name)})
    results = [
        result
        for unit in units
        for result in recall["found_of"](
            unit, [d for d in defects(name) if d["unit"] == unit], hints=True
        )
    ]
    now = {kind: found for kind, _, found, *_ in recall["by_kind"](results)}
    with (HERE / "defects" / f"{record}.csv").open(encoding="utf-8") as file:
        said = {row["kind"]: int(row["found"]) for row in csv.DictReader(file)}
    assert {kind: found for kind, found in now.items() if found < said[kind]} == {}


@pytest.mark.slow
def test_sound_units_have_no_error_and_few_warnings():
    found = Counter()
    for folder in sorted(path.parent for path in (HERE / "sound").glob("*/unit.yaml")):
        unit, problems = load(folder)
        assert unit is not None, problems
        found.update(problem.severity for problem in check(unit))
    assert found["error"] == 0
    assert found["warning"] <= MOST_WARNINGS
