"""Rules on quotation marks find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV17", "question short-basis", "feedback",
        [f"The board calls this {words} and speaks about its own work." for words in
         ("“routine upkeep of dykes”", '"routine upkeep of dykes"', "“had been checked in March”",
          "“superb”", "„nobody was warned“", "“careful”", "“upkeep”", "“routine”")],
        [f"The board says {words} and speaks about its own work." for words in
         ("“had been inspected”", '"had been inspected"', "“Had been inspected in March,”",
          "“had been […] in March”", "“cannot tell”", "*routine upkeep*", "‘routine’")]),
    # An option that feedback mentions is no quotation of a source.
    RuleCases("EV17", "question choice-left", "feedback",
        [f"Who ticks {words} has read too fast." for words in
         ("“about 12 rafts”", "“over 17 people”", "“none at all”")],
        [f"Who ticks {words} has read too fast." for words in
         ("“about 12”", "“more than 350”", "“About 12.”", "“about 200”")],
        base={"question": {"id": "choice-left", "distractors": [
            {"text": text, "role": "misread", "why": "No."} for text in ("about 12", "more than 350")]}}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
