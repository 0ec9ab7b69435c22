"""Rules on contradictions within a question find planted defects and pass sound questions."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

NO = "It is not what the board says."


def rejecting(text: str, *accept: str) -> dict[str, Any]:
    return {
        "key": "the water board's own word",
        "accept": list(accept),
        "reject": [{"text": text, "why": NO}],
    }


def judged(statement: str, key: bool, correction: str = "", **more: Any) -> dict[str, Any]:  # noqa: FBT001
    entry = {
        "id": "tfn-order", "kind": "true-false-not-stated", "skill": "read", "level": "core", "source": "b", "statement": statement,
        "key": key, "feedback": "The order of the two matters here.", "evidence": ["b3-sirens"],
    }  # fmt: skip
    return entry | ({"correction": correction} if correction else {}) | more


def reasons(*whys: str) -> list[dict[str, str]]:
    texts = ("about 12", "more than 350", "about 500")
    return [
        {"text": text, "role": "misread", "why": why}
        for text, why in zip(texts, whys, strict=False)
    ]


EARLY, LATE = (
    "Shopkeepers heard the sirens an hour before the water came.",
    "Source B says that the sirens came after the water did.",
)
TELLS = "The fire service said in Source A that {} 200 people had left."

CASES = [
    RuleCases("EV49", "question short-basis", "",
        [rejecting("the water board's own word"), rejecting("The water board’s own word."), rejecting("Water board's own word"),
         rejecting("its own word", "its own word"), rejecting("Its own word.", "nobody else's", "its own word")],
        [rejecting("an engineer's word"), rejecting("the word"), rejecting("its word", "its own word"), rejecting("400", "400+"),
         rejecting("about 400", "400")]),
    RuleCases("EV50", "question", "",
        [judged(EARLY, key=False, correction="Source B says that shopkeepers heard the sirens an hour before the water came."),
         judged(EARLY, key=False, correction="Shopkeepers heard the sirens an hour before the water came, says Source B."),
         judged(EARLY, key=False, correction="In Source B shopkeepers heard sirens an hour before the water came."),
         judged(EARLY, key=True, correction=LATE), judged(EARLY, key=False, correction=LATE, absent_terms=["alarm", "bell"])],
        [judged(EARLY, key=False, correction=LATE), judged(EARLY, key=True),
         judged(EARLY, key=False, correction="Source B says that shopkeepers did not hear the sirens an hour before the water came."),
         judged(EARLY, key=False, correction="Source B says that shopkeepers heard the sirens three hours before the water came."),
         judged("Source B tells of an alarm.", "not-stated", "Source B tells of sirens.", absent_terms=["alarm", "bell"])]),
    RuleCases("EV51", "question choice-left", "distractors",
        [reasons(*whys) for whys in (
            ("This is the number of boats.", "This is the number of boats."), ("It is the number of boats.", "It is the number of boats!"),
            ("No source has it at all.", "Another reason is here.", "No source has it at all."),
            ("A day later, in Source B.", "A day later, in Source B."), ("*This* is what the army sends.", "This is what the army sends."))],
        [reasons(*whys) for whys in (
            ("This is the number of boats.", "A day later, in Source B."), ("No source.", "No source."), ("Boats.", "Boats."),
            ("This is the number of boats.", "This is a number of boats."), ("It is too high.", "It is far too low."))]),
    RuleCases("EV54", "question cloze-qualifier", "text",
        [TELLS.format(gap) for gap in ("[[about|at least]]", "[[about|around|up to]]", "[[more than]]", "[[about|less than]]", "[[at most|up to]]")],
        [TELLS.format(gap) for gap in ("[[about]]", "[[about|around|some]]", "[[around|roughly]]", "[[nearly|about|almost]]", "[[close to|about]]")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
