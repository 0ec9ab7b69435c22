"""A sample of the planted defects of ``benchmarks/mutations.py``: each kind once."""

import sys
from itertools import islice

import pytest
from conftest import ROOT

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
