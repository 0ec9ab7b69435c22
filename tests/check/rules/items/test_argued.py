"""Rules on reasons, feedback and answers find those that stand for another answer than the key."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def events(gate: str, flood: str) -> list[dict[str, Any]]:
    return [
        {"text": gate, "claim": "a3-inspected", "when": "March"},
        {"text": flood, "claim": "a1-flooded", "when": "Monday night, 20:15"},
        {"text": "People are out of the old town.", "claim": "b2-left", "when": "Tuesday evening"},
    ]


def classified(why: str) -> list[dict[str, Any]]:
    return [
        {"text": "The gate was inspected.", "claim": "a3-inspected", "key": "claim", "why": why},
        {
            "text": "Repairs will take at least two weeks.",
            "claim": "a5-repairs",
            "key": "prediction",
        },
    ]


WHERE = {
    "question": {"id": "short-basis", "stem": "Where does the town lie?", "evidence": ["b6-worst"]}
}
GATE, FLOOD = "The gate is inspected.", "The river floods the old town."

CASES = [
    RuleCases("EV80", "question difference-left", "feedback",
        ["Two numbers for one thing: one of the two must be false.", "The reports contradict each other.", "Both count the same people, so one of them must be wrong.",
         "About 200 was never true.", "The later report contradicts the earlier one."],
        ["The count went on: nobody is contradicted.", "They do not contradict each other.", "If both counted at one time, one of them must be wrong.",
         "It would be a lie to say that the earlier count must be wrong.", "More people left in the course of a day."]),
    RuleCases("EV80", "question", "",
        [], [{"id": "difference-gate", "kind": "difference", "skill": "corroborate", "level": "core", "difference": "inspection", "feedback": "One of the two must be wrong."}]),
    RuleCases("EV81", "question order-flood", "events",
        [events("In March the gate is inspected.", FLOOD), events("The gate is inspected, in the middle of March.", FLOOD), events(GATE, "On Monday the river floods the old town."),
         events(GATE, "At 20:15 the river floods the old town."), events(GATE, "At 8:15 p.m. the river floods the old town.")],
        [events(GATE, FLOOD), events("The gate is inspected in spring.", FLOOD), events(GATE, "Two hundred people have left."),
         events(GATE, "People march to the town hall."), events("The gate, which fails on Monday, is inspected.", FLOOD)]),
    RuleCases("EV82", "question short-basis", "accept",
        [[name] for name in ("Mayor Ilse Brandt", "the fire service", "Brandt", "shopkeepers in the old town", "The Fire Service")],
        [["the board itself"], ["a statement of the water board"], ["water board"], ["the body responsible for the gate"], []]),
    RuleCases("EV83", "question classify-flood", "statements",
        [classified(why) for why in ("It happened, so it is a fact.", "This is a fact.", "It is about the future, and so a prediction.", "That is a judgement.",
         "The board was there. What it says is a fact.")],
        [classified(why) for why in ("This is no fact.", "It would be a fact if somebody had checked it.", "A claim about a fact.", "The board says so about itself.", "Nobody has made a fact of it.")]),
    RuleCases("EV84", "question short-basis", "key",
        ["above the river", "upon a hill above the water", "above its level", "a little above it", "just above the level of the river"],
        ["below the river", "lower than the river", "not above, but below the river", "“above” it", "beside it"],
        base=WHERE, article=True),
    RuleCases("EV48", "question who-said-b", "statements",
        [[{"text": text, "claim": "b3-sirens"}, {"text": "Nobody looked at it.", "claim": "b4-not-inspected"}] for text in
         ("We shopkeepers heard them late.", "For us shopkeepers they were late.", "We, the shopkeepers, heard them late.", "Our shopkeepers heard them late.", "I, like other shopkeepers, heard them late.")],
        [[{"text": text, "claim": "b3-sirens"}, {"text": "Nobody looked at it.", "claim": "b4-not-inspected"}] for text in
         ("We heard them late.", "The sirens came late.", "They came after the water had reached our shops.", "I heard them late.", "Our sirens were late.")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
