"""Rules on differences between sources find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import LEFT, RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV75", "difference people-left", "reject",
        [["The same service counts a day later."], ["More people have gone."], ["Only the later report names the old town."],
         ["The later report has the old town."], ["The same service counts it later."]],
        [["The second service has miscounted."], ["The same service does not count a day later."], ["One of the two figures must be wrong."],
         ["The same service counts 12 people a day later."], ["The mayor counts the boats."]]),
    RuleCases("EV75", "difference people-left", "reject",
        [["The two numbers count different groups."], ["The second number is compatible with the first."], ["They speak of another place."]],
        [["The two numbers are wrong, and count different groups."], ["The second number is not compatible with the first."], ["They speak of another river."]]),
    RuleCases("EV13", "question choice-left", "stem",
        ["How many people had left on Monday night?", "How many, said the fire service?",
         "How many people were gone by Monday night?", "What number did the fire service give?",
         "How many people left their homes, going by the source?"],
        [LEFT, "According to SOURCE A, how many had left?", "How many do both sources give?",
         "In which report does the fire service speak of Monday night, and how many had left?",
         "How many had left in either source?", "How many had left, going by the first report?",
         "How many had left in the later account?", "Which newsroom gives the higher number?"]),
    RuleCases("EV13", "question short-basis", "",
        [{"stem": stem, "key": "in March", "evidence": ["a3-inspected"], "shows": None} for stem in
         ("When was the gate inspected?", "When had someone looked at the gate?")],
        [{"stem": stem, "key": "in March", "evidence": ["a3-inspected"], "shows": None} for stem in
         ("When was the gate inspected, according to the water board?",
          "When was the gate inspected, going by the water board’s statement?")]),
    RuleCases("EV24", "question short-basis", "",
        [{"key": "a true conflict"}, {"key": "Different wording."}, {"key": "different speakers"}, {"key": "the two contradict each other"},
         {"feedback": "One of the two figures must be wrong, and it is this one."},
         {"feedback": "Both are printed. The places differ. One of the two figures must be wrong."},
         {"feedback": "One of the two figures must be wrong! The time shows which one it is."},
         {"key": "cannot tell"}],
        [{"key": "a later update"}, {"key": "Later update"}, {"key": "different scope"},
         {"key": "they do not contradict each other"},
         {"feedback": "It is not so that one of the two figures must be wrong."},
         {"feedback": "Both are right. It is a mistake that one of the two figures is wrong."},
         {"feedback": "Neither of the two figures must be wrong. The second is a day later."}],
        base={"question": {"id": "short-basis", "stem": "What lies between the two counts?",
                           "evidence": ["a1-left", "b2-left"]}}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
