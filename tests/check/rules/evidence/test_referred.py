"""The rule on references finds figures that the paragraph beside them has not."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

CASES = [
    RuleCases("EV87", "question open-inspection", "feedback",
        ["The first count is 350 people (A, paragraph 1), and the second is later.", "The army sends 200 boats (Source A, paragraph 4), as the head says.", "The count is 350 (A, paragraph 1). Both speak of one service.",
         "It says 12 people (B, paragraph 2), and more may follow.", "There were 12 people on the way (A, paragraph 1), as the service says."],
        ["The first count is 200 people (A, paragraph 1), and the second is later.", "The army sends 12 boats (Source A, paragraph 4), as the head says.", "The count is not 350 (A, paragraph 1). Both speak of one service.",
         "It says 350 people (B, paragraph 2), and more may follow.", "There were 77 people on the way (A, paragraph 1), as nobody says."],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
