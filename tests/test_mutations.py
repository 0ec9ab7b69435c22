"""A sample of the planted defects of ``benchmarks/mutations.py``: each kind once."""

import json
import sys
from itertools import islice

import pytest
from conftest import ROOT

from kzquiz.check import all_rules, check

BENCHMARKS = ROOT / "benchmarks"
if not BENCHMARKS.is_dir():
    pytest.skip("the benchmarks are not here", allow_module_level=True)
sys.path.insert(0, str(BENCHMARKS))

import mutations  # noqa: E402 (its folder is on the path from here on)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(entry, id=f"{entry.code}-{entry.plants.__name__}")
        for entry in mutations.MUTATORS
    ],
)
def test_a_planted_defect_is_found_by_its_rule(entry, kazakhstan):
    planted = islice(mutations.mutants(kazakhstan, entry), 5)

    assert any(mutations.is_found(mutant, entry.code) for mutant in planted)


def test_each_kind_of_defect_has_a_rule_and_a_text_of_its_own():
    assert all(mutations.by_name(entry.code) for entry in mutations.MUTATORS)
    assert len({entry.defect for entry in mutations.MUTATORS}) == len(mutations.MUTATORS)


def test_the_table_in_the_docs_is_about_these_rules_and_these_defects():
    figures = json.loads(mutations.FIGURES.read_text("utf-8"))
    measured = [(row["code"], row["defect"]) for row in figures["defects"]]
    planted = sorted((entry.code, entry.defect) for entry in mutations.MUTATORS)
    assert sorted(measured) == planted, "run benchmarks/mutations.py --write"
    missing = {rule.code for rule in all_rules()} - {code for code, _ in measured}
    assert missing == {"EV04", "EV04b", "EV05", "SC08"}, "a rule of which no defect is planted"
    assert all(row["planted"] for row in figures["defects"])


def test_nothing_is_found_in_the_unit_as_it_is_nor_typed_otherwise(kazakhstan):
    assert check(kazakhstan) == []
    for typed, unit, differing in mutations.harmless.variants(kazakhstan):
        assert differing, typed
        assert check(unit) == [], typed
