"""Rules on caveats find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV10", "question short-basis", "feedback",
        ["The board’s word is confirmed.", "The check in March is proven by the board’s statement.",
         "The board has verified that it was there.", "It was, in fact, inspected in March by them.",
         "It is established that they looked at it.", "It is certain that this happened.",
         "This was so beyond doubt."],
        ["The board’s word is not confirmed by anyone.", "Nobody has verified what the board says.",
         "It cannot be proven from the text alone.", "The board says so; a record would be needed.",
         "Was it confirmed? The board says “confirmed”, and only the board.",
         "A certain board says so.", "It is not certain.", "Is it certain? Nobody can say."]),
    RuleCases("EV10b", "claim a5-repairs", "figure",
        [{"word": "two", "unit": unit, "category": "gates inspected"}
         for unit in ("weeks", "gates", "days", "people", "doors")],
        [{"word": "two", "qualifier": "at-least", "category": category}
         for category in ("gates", "length", "gates repaired", "inspections", "weeks")],
        base={"claims": [{"id": "a3-inspected", "figure":
            {"value": 1, "unit": "gates", "category": "gates inspected"}}]}),
    RuleCases("EV10b", "claim a4-boats", "figure",
        [], [{"value": 12, "unit": "boats", "category": category}
             for category in ("gates inspected", "boats sent by the army")],
        base={"claims": [{"id": "a3-inspected", "figure":
            {"value": 1, "unit": "gates", "category": "gates inspected"}}]}),
    RuleCases("EV10c", "claim b4-not-inspected", "confirmation",
        ["a3-unchecked", "a1-flooded", "a2-request", "a3-inspected", "b4-not-inspected"],
        ["b6-worst", "b7-stamp", "b5-boats", "b1-headline", "b2-left"]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
