"""The rule on times after a source finds claims that it could not make."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


STAMPED = {
    "source": {"id": "a", "published": "Tuesday, 4 January", "stamps": ["Updated on 5 January"]}
}

CASES = [
    RuleCases("EV99", "claim a1-left", "as_of",
        ["6 January", "on 9 January", "10 January, 8 p.m.", "Thursday, 6 January", "in the night of 7 January"],
        ["4 January", "on 5 January", "Monday night", "30 December", "by 9 January"], base=STAMPED),
    RuleCases("EV99", "claim b2-left", "as_of", ["Wednesday", "on Thursday", "Wednesday evening"], ["Tuesday", "on Monday", "Sunday evening"]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
