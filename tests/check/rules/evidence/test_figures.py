"""Rules on the figures of claims find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV06b", "claim a1-left", "figure",
        [{"value": n, "qualifier": "about"} for n in (20, 201, 2000, 2, 199)],
        [{"value": 200, "qualifier": "about"}, {"word": "200", "qualifier": "about"},
         {"word": "two hundred", "qualifier": "about"}, {"word": "some"},
         {"range": [200, 200], "qualifier": "about"}]),
    RuleCases("EV06b", "claim a3-inspected", "",
        [{"figure": {"value": value}, "quote": quote} for value, quote in
         ((0, "12 dead"), (2, "12 boats"), (3, "both sent 12 boats"), (-12, "12 degrees"),
          ("3.125", "3125 boats"), ("9:30 am", "from 8.30 a.m."), ("3:1", "won 3:2"))],
        [{"figure": {"value": value}, "quote": quote} for value, quote in
         ((0, "no dead and 0 wounded"), (1, "a helicopter and 12 boats"), (1, "one of 12 boats"),
          (0, "no dead or wounded"))],
        ),
    RuleCases("EV07b", "claim b2-left", "says",
        ["The fire service said that 350 were out.", "The fire service spoke of about 350 people.",
         "The fire service said that at least 350 were out.", "At most 350, the fire service said.",
         "The fire service counted fewer than 350 people."],
        ["The fire service said that over 350 were out.", "The fire service: above 350 were out.",
         "The fire service said that people were out.", "Beyond 350, the fire service said.",
         "The fire service counted more than three hundred and fifty people."]),
    RuleCases("EV08b", "claim b3-sirens", "",
        [{"figure": {"value": value}, "quote": f"{word} hours after"} for value, word in
         ((2, "several"), (3, "a few"), (24, "dozens of"), (200, "hundreds of"), (40, "scores of"))],
        [{"figure": {"word": "several"}, "quote": "several hours after"},
         {"figure": {"word": "a few"}, "quote": "a few hours after"},
         {"figure": {"value": 2}, "quote": "two hours after"},
         {"figure": {"value": 1}, "quote": "after the water did"},
         {"figure": {"value": 24}, "quote": "two dozen hours"}]),
    RuleCases("EV08b", "claim b3-sirens", "says",
        [f"Shopkeepers said that the sirens came {word} late." for word in
         ("several hours", "a few hours", "dozens of minutes")],
        ["Shopkeepers said that the sirens came late.", "Shopkeepers spoke of two hours.",
         "Shopkeepers said “two hours or a few more”."],
        base={"claim": {"id": "b3-sirens", "quote": None, "figure": {"value": 2}}}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
