"""The planted defects: each is one edit of a sound unit that still leaves YAML.

The sound units and the defects were written by people who had not read the rules of the checker.
They were frozen before a rule was changed for them: they measure it.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from runpy import run_path
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from kzquiz.check import check
from kzquiz.load import load

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_WARNINGS = 26
"""On 267 sound questions; it was 192, with 55 errors, before a rule had seen these units."""
SETS = {"first": "last-run", "second": "second-last", "third": "third-last", "fourth": "fourth-run"}
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
    """The rule that found a defect is tried first; where too few are found, all rules are."""
    said = {row["kind"]: int(row["found"]) for row in rows(record)}
    codes = {row["id"]: row["code"] for row in rows(f"{name}-codes")}
    now = found([defect for defect in defects(name) if defect["id"] in codes], codes)
    fewer = [kind for kind in said if now.get(kind, 0) < said[kind] and kind != "all"]
    now |= found([defect for defect in defects(name) if defect["kind"] in fewer])
    assert {kind: now[kind] for kind in fewer if now[kind] < said[kind]} == {}


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / "defects" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def found(planted: list[dict[str, Any]], codes: Mapping[str, str] = MappingProxyType({})):
    """How many visible defects of each kind are found."""
    recall = run_path(str(HERE.parents[1] / "benchmarks" / "recall.py"))
    results = [
        result
        for unit in sorted({defect["unit"] for defect in planted})
        for result in recall["found_of"](
            unit, [defect for defect in planted if defect["unit"] == unit], codes, hints=True
        )
    ]
    return {kind: visible for kind, _, visible, *_ in recall["by_kind"](results)}


@pytest.mark.slow
def test_sound_units_have_no_error_and_few_warnings():
    found = Counter()
    for folder in sorted(path.parent for path in (HERE / "sound").glob("*/unit.yaml")):
        unit, problems = load(folder)
        assert unit is not None, problems
        found.update(problem.severity for problem in check(unit))
    assert found["error"] == 0
    assert found["warning"] <= MOST_WARNINGS
