"""Rules on numbers without evidence find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV06", "question choice-left", "key",
        ["about 300", "about 20", "about two thousand", "about 2,000", "some 199"],
        ["about 200", "around 200", "some two hundred", "about\u00a0200", "roughly two hundred people"]),
    RuleCases("EV06", "question short-basis", "accept",
        [], [[text] for text in ("the board", "paragraph 3", "the board in 1998", "on 3 March 2001", "Lode-24")]),
    RuleCases("EV06", "question short-basis", "key",
        ["the two ministers", "12 boats", "three men", "20 people at 8 pm", "2 million people"],
        ["the two reports agree", "both of the three sources", "two different accounts", "at 8 pm",
         "at 5 o’clock", "two-thirds of it", "no one"]),
    RuleCases("EV08", "question short-basis", "key",
        ["24 shopkeepers", "36", "about 24 people", "two dozen", "at least 24"],
        ["dozens", "dozens of shopkeepers", "the shopkeepers", "scores", "several dozen"],
        base={"claim": {"id": "b3-sirens", "figure": {"word": "dozens", "unit": "people"}},
              "question": {"id": "short-basis", "stem": "How many?", "evidence": ["b3-sirens"]}}),
    RuleCases("EV25", "question choice-left", "key",
        ["212", "188", "362", "338", "about two hundred and twelve"],
        ["about 200", "some 200", "around two hundred", "about 200 people", "200 or so"]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
