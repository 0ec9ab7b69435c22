"""The rule on figures of two claims finds those that changed places."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV88", "difference people-left", "why",
        ["About 350 people had left on Monday night, more went later.", "On Monday night it was 350, and later more.", "More than 200 were out by Tuesday evening, the service said.", "By Tuesday evening 200 had left; more followed.",
         "Some 350 had gone by Monday night, as the service counts."],
        ["About 200 people had left on Monday night, more went later.", "On Monday night it was 200, on Tuesday evening more.", "More than 350 were out by Tuesday evening, the service said.", "The 350 of Tuesday evening are not the 200 of Monday night.",
         "From 200 on Monday night it rose within a day."], article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
