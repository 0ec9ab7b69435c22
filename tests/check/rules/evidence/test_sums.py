"""The rule on what a text works out finds wrong results."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

CASES = [
    RuleCases("EV76", "question choice-left", "feedback",
        [f"Work it out with care: {words}." for words in
         ("350 less 200 makes 160", "37 of 240 is 24 percent", "200 plus 150 is 300", "from 17:52 to 01:35 it is six hours and 43 minutes",
          "from March 24 to May 6 it is 53 days", "$2,850 minus $570 is $2,380")],
        [f"Work it out with care: {words}." for words in
         ("350 less 200 makes 150", "37 of 240 is 15 percent", "200 plus 150 is 350", "from 17:52 to 01:35 it is seven hours and 43 minutes",
          "from March 24 to May 6 it is 43 days", "two of three sources are clear", "from 3:00 to 4:30 it is an hour and a half", "18 of 22 people are here, 3 percent less")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
