"""Rules on whose words and statements stand in questions find planted defects and pass sound ones."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def said(*texts: str, spare: str = "fire-service") -> dict[str, Any]:
    claims = ("a3-inspected", "a4-boats")
    return {
        "id": "said-a", "kind": "who-said", "skill": "source", "level": "core", "source": "a", "spare": [spare],
        "statements": [{"text": text, "claim": claim} for text, claim in zip(texts, claims, strict=True)],
        "feedback": "Two speakers of one body.",
    }  # fmt: skip


GATE, BOATS = "The gate was looked at in spring.", "There may be more boats."

CASES = [
    RuleCases("EV46", "unit", "loaded_terms",
        [[{"term": "furious crowd", "owner": owner, "claim": claim}] for owner, claim in
         (("mayor", "a2-crowd"), ("newsroom-b", "a2-crowd"), ("newsroom-a", "a1-left"), ("newsroom-a", "a4-boats"), ("newsroom-a", "a2-request"))]
        + [[{"term": "careless", "owner": "water-board", "claim": "b4-careless"}]],
        [[{"term": "furious crowd", "owner": "newsroom-a", "claim": "a2-crowd"}], [{"term": "furious crowd", "owner": "unclear", "claim": "a2-crowd"}],
         [{"term": "careless", "owner": "mayor", "claim": "b4-careless"}], [{"term": "Furious crowd", "owner": "newsroom-a", "claim": "a2-crowd"}], []]),
    RuleCases("EV47", "question", "",
        [said(GATE, BOATS, spare=spare) for spare in ("water-board", "water-board-head")]
        + [said(one, two, spare="water-board") for one, two in (("It was.", "More."), ("Once.", "Twice."), ("A gate.", "A boat."))],
        [said(GATE, BOATS, spare=spare) for spare in ("fire-service", "mayor", "nordpress", "radio-lode", "shopkeepers")]),
    RuleCases("EV48", "question", "",
        [said(text, BOATS) for text in ("The water board looked at the gate.", "We at the Water Board looked.", "The water board’s gate was looked at.")]
        + [said(GATE, text) for text in ("There may be more, says the head of the water board.", "The head of the water board: more boats.")],
        [said(GATE, text) for text in (BOATS, "The mayor may get more boats.", "Shopkeepers may get boats.", "The board may send more.", "Boats come by water.")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
