"""The rule on whose words are quoted finds planted defects and passes sound sentences."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

CASES = [
    RuleCases("EV62", "question choice-left", "feedback",
        ["The mayor says that the gate “had been inspected in March”.", "The fire service wrote that the gate “had been inspected”.",
         "The mayor says that repairs take “at least two weeks”.", "The fire service said that “12 boats, and more could follow”.",
         "As the fire service told everybody, it was “an hour after the water did”."],
        ["The water board says that the gate “had been inspected in March”.", "The mayor asked about “had been inspected in March”.",
         "Source A says that the gate “had been inspected in March”.", "The gate “had been inspected in March”, says the text.",
         "Shopkeepers said that it was “an hour after the water did”.", "The mayor says “boats”."]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
