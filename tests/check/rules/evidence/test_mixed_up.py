"""Rules on who does what find people who changed places."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def event(what: str, *claims: str) -> list[dict[str, Any]]:
    return [{"when": "Monday night", "what": what, "claims": list(claims)}]


CASES = [
    RuleCases("EV67", "unit", "timeline",
        [event("The gate is inspected, as Mayor Brandt says.", "a3-inspected"), event("Ilse Brandt counts the people who left.", "a1-left"),
         event("Boats come, says Mayor Ilse Brandt.", "a4-boats"), event("The sirens come late, in Brandt's words.", "b3-sirens"),
         event("Repairs last two weeks, Brandt says.", "a5-repairs"), event("Boats come to Ostervik.", "b5-boats")],
        [event("The gate is inspected, as the water board says.", "a3-inspected"), event("Mayor Brandt asks the army for boats.", "a2-request"),
         event("Boats come, says the head of the water board.", "a4-boats"), event("The sirens come late.", "b3-sirens"),
         event("The gate was not inspected, Brandt says.", "b4-not-inspected"),
         event("Water comes from the river Lode.", "a1-flooded"), event("Boats come to Venice.", "b5-boats")],
        article=True),
    RuleCases("EV68", "difference inspection", "why",
        ["The water board speaks of over a year, the mayor of a statement on Radio Lode.",
         "The mayor says that the gate had been inspected in March; the water board says that for a year it was not.",
         "The mayor had the gate inspected in March, and the water board did something else.",
         "The mayor had a statement read on Radio Lode, while the water board spoke on Tuesday.",
         "It was in March that the mayor had the gate inspected, the water board says otherwise."],
        ["The water board says that the gate was inspected in March, the mayor that nobody looked at it for a year.",
         "The water board has a statement read on Radio Lode, while the mayor speaks of over a year.", "One says March, and the other says never.",
         "Both speak of the same gate.", "The mayor does not speak of an inspection in March."],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
