"""Rules on sentences that name a source find what it does not tell."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV63", "question choice-left", "feedback",
        ["In Source B the fire service speaks of the mayor and the furious crowd in front of the town hall.",
         "Source B tells of the inspection in March and of the statement on Radio Lode.", "Two windows of the hall were broken in Source B.",
         "In Source A shopkeepers heard the sirens.", "The level of the river and the worst flood of the town are in Source A."],
        ["In Source A the mayor asks the army, and a furious crowd comes to the hall.", "Source B does not tell of the inspection in March on Radio Lode.",
         "Shopkeepers heard the sirens in Source B.", "Source A has the inspection in March, and Source B the sirens.", "In Source B the figure is another one."],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
