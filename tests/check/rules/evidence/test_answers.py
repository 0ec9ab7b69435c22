"""Rules on answers and their evidence find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plants import LEFT, Plant

pytestmark = pytest.mark.slow


PLANTS = [
    Plant("EV13", "question choice-left", "stem",
        ["How many people had left on Monday night?", "How many, said the fire service?",
         "How many people were gone by Monday night?", "What number did the fire service give?",
         "How many people left their homes, going by the source?"],
        [LEFT, "According to SOURCE A, how many had left?", "How many do both sources give?",
         "In which report does the fire service speak of Monday night, and how many had left?",
         "How many had left in either source?"]),
    Plant("EV14", "question tfn-sirens", "absent_terms",
        [["siren", word] for word in ("boats", "boat", "MAYOR", "inspect", "old town", "Lode",
                                      "pouring", "statement")],
        [["siren", "alarm", "warn"], ["siren", "rust"], ["siren", "Tuesday"], ["siren", "helicopter"],
         ["siren", "shopkeeper"], ["siren", "level of the river"]], article=True),
    Plant("EV14", "question tfn-sirens", "absent_terms",
        [["siren", word] for word in ("boats", "mayor", "inspect", "old town", "Radio Lode")],
        [["siren", "alarm", "warn"]]),
    Plant("EV15", "question short-basis", "stem",
        ["On whose word does the check by the water board rest in Source A?",
         "Did the water board say so in Source A, or who?", "The WATER BOARD: who is meant?",
         "Who is “the water board” in Source A?", "Whose water\u00a0board was it in Source A?"],
        ["On whose word does the March inspection rest in Source A?",
         "Which board is meant in Source A?", "Which body looks after water in Source A?",
         "Whose word is it, in Source A?", "Who says so on the radio, in Source A?"]),
    Plant("EV15", "question choice-request", "stem",
        ["Source A does not say. Who asked the army for boats, according to Source A?",
         "Who asked the army for boats in Source A? (SOURCE A DOES NOT SAY.)",
         "Does this hold: “Source A does not say”? Who asked, in Source A?"],
        ["Who asked the army for boats, according to Source A?", "What does Source A say of it?",
         "Who asked in Source A: the fire service, or is it so that Source A does not say?"],
        base={"question": {"id": "choice-request", "key": "Source A does not say", "last": None,
            "distractors": [{"text": text, "role": "misread", "why": "No."}
                            for text in ("the fire service", "Radio Lode")]}}),
    Plant("EV15", "question cloze-qualifier", "text",
        [f"{start} on Monday night, the fire service said in Source A, [[about]] 200 had left." for
         start in ("“About”:", "Was it about, or what?", "As of about 9:00", "It is “about”,",
                   "Which: about; over?")],
        [f"{start} on Monday night, the fire service said in Source A, [[about]] 200 had left." for
         start in ("The report is about a flood:", "In a text about the gate,", "All about Ostervik:",
                   "Somewhere about noon", "What is this about? Late")]),
    Plant("EV24", "question short-basis", "",
        [{"key": "a true conflict"}, {"key": "Different wording."}, {"key": "attribution"} and
         {"key": "different speakers"}, {"key": "the two contradict each other"},
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
    Plant("EV27", "question short-basis", "key",
        ["the board under Harald Quist", "the Norwegian board", "a man named Olaf Berg",
         "the water board of Sundby", "the board, says Reuters"],
        ["the water board", "The board on Radio Lode", "the board, says Nordpress",
         "Mayor Brandt’s board", "the board of Ostervik"]),
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
