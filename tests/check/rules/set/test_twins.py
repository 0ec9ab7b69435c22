"""The rule on twins finds questions that ask the same in other words."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def short(stem: str, key: str = "about 200", claim: str = "a1-left") -> dict[str, Any]:
    return {"stem": stem, "key": key, "evidence": [claim]}


CASES = [
    RuleCases("ST14", "question short-basis", "",
        [short(stem) for stem in ("On Monday night people had left in the old town. How many, in Source A?", "Which number of people who had left their homes does Source A print?", "Source A: people left their homes. What is the count of the service?",
         "By how much did the town empty: how many people left on Monday night (Source A)?", "How many homes had their people left, said the service?")],
        [short("Which number of boats does Source A print?"), short("Which number of people who had left does Source B print?", "more than 350", "b2-left"), short("Who counted the people that had left on Monday night?", "the fire service"),
         short("How long do the repairs of the gate take?", "two weeks", "a5-repairs"), short("What did the river do to the town?", "flooded it", "a1-flooded")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
