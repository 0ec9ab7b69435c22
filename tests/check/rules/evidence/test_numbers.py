"""Rules on numbers in questions find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV07", "question choice-left", "key",
        ["200", "more than 200", "at least 200", "up to 200", "fewer than 200", "200 or more"],
        ["about 200", "around 200", "some 200", "roughly two hundred", "200 or so", "nearly 200",
         "about 200 people; the 200 went by boat", "just short of 200", "200-odd people"]),
    RuleCases("EV07", "question short-basis", "",
        [{"stem": "How many boats?", "key": key, "evidence": ["b2-left"]}
         for key in ("350", "about 350", "exactly 350", "350 people", "at least 350")],
        [{"stem": stem, "key": key, "evidence": ["b2-left"]} for stem, key in (
            ("How many?", "more than 350"), ("How many?", "over 350"), ("More than how many?", "350"),
            ("How many?", "above three hundred and fifty"), ("How many?", "in excess of 350"))]),
    RuleCases("EV07", "question short-basis", "",
        [{"stem": f"{words} had left, says Source B. When?", "key": "by Tuesday evening",
          "evidence": ["b2-left"]} for words in ("350 people", "About 350 people", "Up to 350")],
        [{"stem": f"{words} had left, says Source B. When?", "key": "by Tuesday evening",
          "evidence": ["b2-left"]} for words in ("More than 350", "Over\u00a0350 people", "People")]),
    RuleCases("EV07", "question choice-left", "arguable",
        [[{"text": "200 or so", "why": why}] for why in (
            "The fire service counted 200.", "It gives 200 people.", "More than 200 had left, it says.",
            "At least 200 had gone by then.", "Exactly 200 people had left.")],
        [[{"text": "200 or so", "why": why}] for why in (
            "The fire service counted about 200.", "“200” alone would say too much.",
            "Some 200 people had left.", "It means the same.", "A day later it is more than 350.")]),
    RuleCases("EV32", "question choice-left", "feedback",
        ["In the end 4,300 people had left.", "By Friday there were 900 gone.", "It rose by 75 percent.",
         "Four hundred more followed later.", "It is 2.5 million in all.", "About 7 000 people were there.",
         "It was 12 000 in the end."],
        ["Later it is more than 350.", "It keeps its qualifier; see paragraph 13.",
         "Two of the reports say so.", "There were 12 boats.", "It is a figure of Monday night."]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
