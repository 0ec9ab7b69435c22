"""Rules on numbers in questions find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plants import Plant

pytestmark = pytest.mark.slow


PLANTS = [
    Plant("EV06", "question choice-left", "key",
        ["about 300", "about 20", "about two thousand", "about 2,000", "some 199"],
        ["about 200", "around 200", "some two hundred", "about\u00a0200", "roughly two hundred people"]),
    Plant("EV06", "question short-basis", "accept",
        [], [[text] for text in ("the board", "paragraph 3", "the board in 1998", "on 3 March 2001", "Lode-24")]),
    Plant("EV07", "question choice-left", "key",
        ["200", "more than 200", "at least 200", "up to 200", "fewer than 200", "200 or more"],
        ["about 200", "around 200", "some 200", "roughly two hundred", "200 or so", "nearly 200"]),
    Plant("EV07", "question short-basis", "",
        [{"stem": "How many boats?", "key": key, "evidence": ["b2-left"]}
         for key in ("350", "about 350", "exactly 350", "350 people", "at least 350")],
        [{"stem": stem, "key": key, "evidence": ["b2-left"]} for stem, key in (
            ("How many?", "more than 350"), ("How many?", "over 350"), ("More than how many?", "350"),
            ("How many?", "above three hundred and fifty"), ("How many?", "in excess of 350"))]),
    Plant("EV07", "question short-basis", "",
        [{"stem": f"{words} had left, says Source B. When?", "key": "by Tuesday evening",
          "evidence": ["b2-left"]} for words in ("350 people", "About 350 people", "Up to 350")],
        [{"stem": f"{words} had left, says Source B. When?", "key": "by Tuesday evening",
          "evidence": ["b2-left"]} for words in ("More than 350", "Over\u00a0350 people", "People")]),
    Plant("EV08", "question short-basis", "key",
        ["24 shopkeepers", "36", "about 24 people", "two dozen", "at least 24"],
        ["dozens", "dozens of shopkeepers", "the shopkeepers", "scores", "several dozen"],
        base={"claim": {"id": "b3-sirens", "figure": {"word": "dozens", "unit": "people"}},
              "question": {"id": "short-basis", "stem": "How many?", "evidence": ["b3-sirens"]}}),
    Plant("EV25", "question choice-left", "key",
        ["212", "188", "362", "338", "about two hundred and twelve"],
        ["about 200", "some 200", "around two hundred", "about 200 people", "200 or so"]),
    Plant("EV32", "question choice-left", "feedback",
        ["In the end 4,300 people had left.", "By Friday there were 900 gone.", "It rose by 75 percent.",
         "Four hundred more followed later.", "It is 2.5 million in all.", "About 7 000 people were there.",
         "It was 12 000 in the end."],
        ["Later it is more than 350.", "It keeps its qualifier; see paragraph 13.",
         "Two of the reports say so.", "There were 12 boats.", "It is a figure of Monday night."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "value", "bad"), [case for plant in PLANTS for case in plant.cases()]
)
def test_a_planted_defect_is_found_and_a_harmless_variant_passes(
    plant: Plant,
    value: Any,
    bad: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    plant.verify(value, tmp_path, bad=bad)
