"""Rules on what a question asks about find a person, evidence or card passage of another matter."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def shows(*claims: str) -> list[dict[str, Any]]:
    return [{"claim": claim} for claim in claims]


CASES = [
    RuleCases("EV77", "question choice-left", "stem",
        [f"How many people had left on Monday night, {who} in Source A?" for who in
         ("as Ilse Brandt said", "as Mayor Brandt said", "as Nordpress wrote", "as Radio Lode told", "in the words of Brandt")],
        [f"How many people had left on Monday night, {who} in Source A?" for who in
         ("as the fire service said", "as one reads", "as Astrid Holm said", "in the town of Ostervik")]
        + ["How many had left Ostervik before Mayor Brandt asked for boats, in Source A?"],
        article=True),
    RuleCases("EV78", "question choice-request", "evidence",
        [["b6-worst"], ["a5-repairs"], ["b7-stamp"], ["b3-sirens"], ["b4-careless"]],
        [["a2-request"], ["a2-crowd"], ["b6-worst", "a5-repairs"], ["a4-boats"], ["b5-boats"]],
        article=True),
    RuleCases("EV78", "question choice-left", "shows",
        [shows(claim) for claim in ("b6-worst", "a5-repairs", "b4-not-inspected", "b4-careless", "b7-stamp")],
        [shows(claim) for claim in ("a1-left", "b2-left")] + [[]],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
