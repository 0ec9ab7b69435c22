"""The rule on small numbers and ranks finds those that the sources do not give."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV89", "unit", "summary",
        ["A town in which three windows were broken.", "The river broke 4 windows.", "Repairs take five windows.", "The mayor counts six windows at the hall.", "Seven windows of the hall are broken."],
        ["A town in which two windows were broken.", "The river broke 2 windows.", "Three reports tell of windows.", "The mayor asked four friends.", "There were two broken windows."],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
