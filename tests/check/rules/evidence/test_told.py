"""Rules on texts that point into a source find planted defects and pass sound references."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

CASES = [
    RuleCases("EV56", "question choice-left", "feedback",
        [f"The number of people keeps its qualifier in {place}." for place in
         ("Source A, paragraph 12", "Source A (par. 6)", "paragraph 9", "Source B, paragraph 8", "Source A, paragraph 0")],
        [f"The number of people keeps its qualifier in {place}." for place in
         ("Source A, paragraph 1", "Source A (par. 1)", "paragraph 1", "Source B, paragraph 2", "no other paragraph")]),
    RuleCases("EV56", "question choice-left", "feedback",
        ["About 200 residents left their homes (paragraph 5).", "One small word in paragraph 2 decides it.", "Paragraph 3 decides it.", "Some 200 people had no home that night (A, paragraphs 3 and 4)."],
        ["About 200 residents left their homes (paragraph 1).", "The boats of paragraph 4 are no people.", "It does not stand in paragraph 5.",
         "Paragraph 1 has it, and not paragraph 5.", "Some 200 people had no home that night (A, paragraphs 1 and 4).", "Paragraph 4 sends boats."],
        article=True),
    RuleCases("EV57", "question choice-left", "feedback",
        [f"The fire service counted them {time}, and the figure keeps its qualifier." for time in
         ("at 21:15", "at 7 p.m.", "on Wednesday", "at 6.30 am", "on Sunday night")],
        [f"The fire service counted them {time}, and the figure keeps its qualifier." for time in
         ("on Monday night", "at night", "at 20:10", "at 8:10 p.m.", "that day")],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
