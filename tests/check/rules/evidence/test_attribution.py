"""Rules on who said it find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import LEFT, RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV09", "question choice-left", "stem",
        ["How many people had left their homes on Monday night?", "How many people were gone?",
         "What was the number of people gone from the old town?", "How many left by Tuesday?",
         "How many residents had gone?"],
        [LEFT, "How many people had left, according to Source A?",
         "How many people had left, in the fire service’s count?",
         "How many people does Source A, paragraph 1, speak of?",
         "How many people had left, the FIRE SERVICE said?", "Who said that people had left?",
         "On whose word does it rest that people had left?", "By whom were they counted?",
         "Whose count was it?"]),
    RuleCases("EV09", "question short-basis", "",
        [{"stem": stem, "key": "for more than a year", "evidence": ["b4-not-inspected"],
          "shows": ["b4-not-inspected"]} for stem in
         ("For how long had nobody looked at the gate?", "How long was the gate left alone?",
          "Since when was the gate unchecked?", "How long did it go unseen, she said?",
          "How long had it been, by a count in the town?")],
        [{"stem": stem, "key": "for more than a year", "evidence": ["b4-not-inspected"],
          "shows": ["b4-not-inspected"]} for stem in
         ("For how long had nobody looked at the gate, Brandt said?",
          "How long was the gate left alone, in Ilse Brandt’s words?",
          "Since when was the gate unchecked, according to the mayor?",
          "Who says that nobody looked?", "According to whom was it so long?")]),
    RuleCases("EV09b", "claim a1-left", "says",
        ["About 200 people had left.", "Some 200 residents were no longer at home.",
         "It was said that about 200 people had left.", "About 200 left, officials said.",
         "The service said that about 200 had left."],
        ["The fire service said that about 200 had left.", "About 200 left, said the Fire Service.",
         "In the fire service's words, about 200 had left.", "About 200, by the fire service’s count.",
         "According to the fire\u00a0service, about 200 had left."]),
    RuleCases("EV18", "question short-basis", "stem",
        ["Which word did Mayor Brandt use for the board in Source B?",
         "What exact words did the mayor use in Source B?", "What term does the mayor choose?",
         "How does the mayor put it in her own words, in Source B?", "Which phrase did she use?",
         "How did the mayor put it word for word, according to Source B?"],
        ["Which word does Source B print?", "What term does the report use for the board?",
         "How does Source B put it?", "How did Source B put it in its headline?",
         "Whose word is it in Source B?", "Which word stands in Source B, paragraph 4?",
         "What does the mayor think of the board in Source B?"],
        base={"question": {"id": "short-basis", "key": "careless", "evidence": ["b4-careless"]}}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
