"""Rules on texts that count the parts of their question find wrong counts."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("IW31", "question confirmed-flood", "feedback",
        [f"{words} another ground." for words in ("Each of the five statements rests on", "The two statements have each", "All six have", "Four people stand for",
         "Two statements, two times")],
        [f"{words} another ground." for words in ("Each of the three statements rests on", "Two statements have", "All three have", "Two people stand for", "Five minutes are")]),
    RuleCases("IW31", "question missing-flood", "",
        [{"stem": "What would you still need to know about why the town was flooded? Name two things.", "asks": 3},
         {"stem": "What would you still need to know about why the town was flooded? Give four points.", "asks": 3}],
        [{"stem": "What would you still need to know about why the town was flooded? Name two things.", "asks": 2}]),
    RuleCases("IW31", "question short-basis", "stem",
        ["On whose word does the March inspection rest in Source A? Answer in at most two words."],
        ["On whose word does the March inspection rest in Source A? Answer in at most twelve words."]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
