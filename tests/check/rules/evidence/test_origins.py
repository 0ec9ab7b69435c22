"""Rules on where statements come from find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from planting import asked, planted
from rule_cases import RuleCases, each_case

from kzquiz.check import check
from kzquiz.load import Unit

pytestmark = pytest.mark.slow


def classify(*keys: str) -> dict[str, Any]:
    claims = ("b4-careless", "a5-repairs", "a1-flooded", "a3-inspected", "b6-worst")
    texts = ("She thought little of the board.", "They may take long.", "It was flooded.",
             "Someone looked at it.", "No flood was worse.")  # fmt: skip
    return {
        "kind": "classify", "skill": "status", "level": "core",
        "statements": [
            {"text": text, "claim": claim, "key": key}
            for text, claim, key in zip(texts, claims, keys, strict=False)
        ],
        "feedback": "Each statement is of the kind that its claim has in the unit.",
    }  # fmt: skip


CASES = [
    RuleCases("EV26", "question confirmed-flood", "feedback",
        ["The number of boats is confirmed by both reports.", "Both sources confirm the number.",
         "Two independent sources give the number of boats.", "The number is independently confirmed.",
         "Both newsrooms corroborate that there are twelve.", "One source confirms the other.",
         "It is verified by a second newsroom.", "The reports confirm each other."],
        ["The number of boats is not confirmed by both reports.", "Both report it, from one man.",
         "Two independent sources would be needed for that.", "One report does not confirm the other.", "Nobody has independently confirmed it.",
         "Is it confirmed by both? They quote the same man."]),
    RuleCases("EV30", "question classify-new", "",
        [classify("reported-fact", "prediction"), classify("judgement", "claim"),
         classify("judgement", "prediction", "claim"), classify("claim", "prediction"),
         classify("judgement", "prediction", "reported-fact", "reported-fact")],
        [classify("judgement", "prediction"), classify("judgement", "prediction", "reported-fact"),
         classify("judgement", "prediction", "reported-fact", "claim"),
         classify("judgement", "prediction", "reported-fact", "claim", "reported-fact"),
         classify("judgement", "prediction")]),
    RuleCases("EV31", "question confirmed-flood", "statements",
        [[{"text": "One.", "claims": claims, "key": key},
          {"text": "Two.", "claims": ["b3-sirens"], "key": "witnesses-only"}] for claims, key in (
            (["a4-boats", "b5-boats"], "different-origins"), (["a1-flooded"], "officials-only"),
            (["a1-left"], "witnesses-only"), (["a1-left"], "newsroom-only"),
            (["a1-left"], "said-unconfirmed"), (["a1-left", "a2-request"], "same-origin"),
            (["a3-inspected", "b4-not-inspected"], "same-origin"), (["a3-inspected"], "officials-only"),
            (["a1-flooded", "b1-headline"], "different-origins"))],
        [[{"text": "One.", "claims": claims, "key": key},
          {"text": "Two.", "claims": ["b3-sirens"], "key": "witnesses-only"}] for claims, key in (
            (["a4-boats", "b5-boats"], "same-origin"), (["a1-flooded"], "newsroom-only"),
            (["a1-left"], "officials-only"), (["a3-inspected"], "said-unconfirmed"),
            (["a3-inspected", "b4-not-inspected"], "different-origins"))]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)


ONLY = ("officials-only", "witnesses-only", "others-only")


@pytest.mark.parametrize(
    ("side", "grounds"),
    [
        ("authorities", {"officials-only"}),
        ("organisation", {"others-only"}),
        ("expert", {"others-only"}),
        ("witness", {"witnesses-only"}),
        ("party", {"witnesses-only", "others-only"}),
        ("public", {"witnesses-only", "others-only"}),
        ("foreign", set(ONLY)),
    ],
)
def test_the_side_of_a_speaker_decides_what_stands_behind_a_statement(
    example: Unit, side: Any, grounds: set[str]
) -> None:
    speakers = {name: replace(one, side=side) for name, one in example.facts.speakers.items()}
    unit = replace(example, facts=replace(example.facts, speakers=speakers))
    found = set()
    for key in ONLY:
        statements = [
            {"text": "One.", "claims": ["a1-left"], "key": key},
            {"text": "Two.", "claims": ["a3-inspected"], "key": "said-unconfirmed"},
        ]
        question = asked("confirmed-flood", statements=statements)
        if not check(planted(unit, question, alone=True), select=["EV31"]):
            found.add(key)
    assert found == grounds
