"""Rules on gaps, options and verdicts find those that their reasons or claims contradict."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def judged(statement: str, *terms: str) -> dict[str, Any]:
    return {"statement": statement, "absent_terms": list(terms or ("siren", "alarm", "bell"))}


def gap(answer: str) -> str:
    return (
        f"The fire service said in Source A that about 200 [[{answer}]] had left on Monday night."
    )


def options(text: str, why: str) -> list[dict[str, Any]]:
    rest = [
        {"text": f"the {word} of the town", "correct": correct, "why": "It stands in the text."}
        for word, correct in (("mayor", True), ("river", False))
    ]
    return [{"text": text, "correct": True, "why": why}, *rest]


CASES = [
    RuleCases("EV69", "question select-carriers", "options",
        [options("how many boats will come", why) for why in ("No agency is named here.", "It does not come from an agency.", "Nobody told it to an agency.",
         "Neither report has it from an agency.", "Nothing of it is from an agency.")],
        [options("how many boats will come", "Both reports have it from an agency."), options("how many boats will not come", "It does not come from the army."),
         options("how many boats will come", "An agency has it, and not a newsroom."), options("what nobody has seen", "No one is named."),
         options("how many boats will come", "The agency has it.")]),
    RuleCases("EV70", "question cloze-qualifier", "text",
        [gap(word) for word in ("soldiers", "children", "shopkeepers", "farmers", "tourists", "line")],
        [gap(word) for word in ("people", "residents|people", "people|persons")] + ["The fire service said that about 200 people had left their [[homes]].",
         "The fire service said that [[about|around]] 200 people had left."],
        article=True),
    RuleCases("EV71", "question tfn-sirens", "",
        [judged(text) for text in ("The fire service said that people had left their homes.", "A furious crowd gathered in front of the town hall.",
         "The gate had been inspected in March.", "Two windows of the town hall were broken by the crowd.", "The army will send boats, and more could follow.")],
        [judged(text) for text in ("The sirens were switched off in the old town.", "The crowd was told to go home.", "The mayor left the town.")]
        + [judged("The gate had been inspected in April.", "April", "alarm"), judged("A furious crowd with a bell gathered in front of the town hall.")],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
