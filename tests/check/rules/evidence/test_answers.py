"""Rules on answers and their evidence find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

from kzquiz.evidence.article import Article

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV14", "question tfn-sirens", "absent_terms",
        [["siren", word] for word in ("boats", "boat", "MAYOR", "inspect", "old town", "Lode",
                                      "pouring", "statement")],
        [["siren", "alarm", "warn"], ["siren", "rust"], ["siren", "Tuesday"], ["siren", "helicopter"],
         ["siren", "shopkeeper"], ["siren", "level of the river"]], article=True),
    RuleCases("EV14", "question tfn-sirens", "absent_terms",
        [["siren", word] for word in ("boats", "mayor", "inspect", "old town", "Radio Lode")],
        [["siren", "alarm", "warn"]]),
    RuleCases("EV15", "question short-basis", "stem",
        ["On whose word does the check by the water board rest in Source A?",
         "Did the water board say so in Source A, or who?", "The WATER BOARD: who is meant?",
         "Who is “the water board” in Source A?", "Whose water\u00a0board was it in Source A?"],
        ["On whose word does the March inspection rest in Source A?",
         "Which board is meant in Source A?", "Which body looks after water in Source A?",
         "Whose word is it, in Source A?", "Who says so on the radio, in Source A?"]),
    RuleCases("EV15", "question short-basis", "",
        [{"stem": stem, "key": "Mayor Ilse Brandt", "evidence": ["a2-request"]} for stem in
         ("Who asked for boats, the mayor or the army, in Source A?",
          "What did Mayor Brandt ask for in Source A, and who is it?")],
        [{"stem": stem, "key": "Mayor Ilse Brandt", "evidence": ["a2-request"]} for stem in
         ("Who asked for boats, according to Source A?", "Which person turned to the army, in Source A?")]),
    RuleCases("EV15", "question choice-request", "stem",
        ["Source A does not say. Who asked the army for boats, according to Source A?",
         "Who asked the army for boats in Source A? (SOURCE A DOES NOT SAY.)",
         "Does this hold: “Source A does not say”? Who asked, in Source A?"],
        ["Who asked the army for boats, according to Source A?", "What does Source A say of it?",
         "Who asked in Source A: the fire service, or is it so that Source A does not say?"],
        base={"question": {"id": "choice-request", "key": "Source A does not say", "last": None,
            "distractors": [{"text": text, "role": "misread", "why": "No."}
                            for text in ("the fire service", "Radio Lode")]}}),
    RuleCases("EV15", "question cloze-qualifier", "text",
        [f"{start} on Monday night, the fire service said in Source A, [[about]] 200 had left." for
         start in ("“About”:", "Was it about, or what?", "As of about 9:00", "It is “about”,",
                   "Which: about; over?")],
        [f"{start} on Monday night, the fire service said in Source A, [[about]] 200 had left." for
         start in ("The report is about a flood:", "In a text about the gate,", "All about Ostervik:",
                   "Somewhere about noon", "What is this about? Late")]),
    RuleCases("EV27", "question short-basis", "key",
        ["the board under Harald Quist", "the Norwegian board", "a man named Olaf Berg",
         "the water board of Sundby", "the board, says Reuters"],
        ["the water board", "The board on Radio Lode", "the board, says Nordpress",
         "Mayor Brandt’s board", "the board of Ostervik"]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)


ORDER = (
    "The council met in order to help. The United States sent two planes, and no dead were found."
)


@pytest.mark.parametrize("term", ["ordered", "order", "ordering", "stated", "nations"])
def test_a_set_phrase_tells_of_nothing(term: str) -> None:
    assert Article.of(ORDER).occurs(term) == ()


@pytest.mark.parametrize("term", ["United States", "plane", "helped", "in order to", "find"])
def test_words_elsewhere_occur(term: str) -> None:
    expected = () if term == "find" else (1,)
    assert Article.of(ORDER).occurs(term) == expected
