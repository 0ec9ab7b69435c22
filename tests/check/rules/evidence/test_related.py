"""Rules on texts beside their claims find planted defects and pass texts that fit."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def event(what: str, *claims: str) -> list[dict[str, Any]]:
    return [{"when": "Monday night", "what": what, "claims": list(claims)}]


ROAD = {
    "claim": {
        "id": "a1-flooded",
        "says": "On Monday night the river flooded 2 kilometres of road, and 30 grams of oil.",
    }
}

CASES = [
    RuleCases("EV59", "unit", "timeline",
        [event("The river floods the old town after a sluice gate fails.", "a5-repairs"), event("The army is asked for boats.", "a1-flooded"),
         event("The sirens come an hour late.", "a2-request"), event("The gate is checked in March.", "b3-sirens"),
         event("Repairs last two weeks.", "a4-boats", "b3-sirens")],
        [event("The old town is flooded.", "a1-flooded"), event("The army is asked for boats.", "a2-request"),
         event("The sirens come late.", "b3-sirens"), event("The town wakes up.", "a5-repairs"), event("Repairs last two weeks.", "a4-boats", "a5-repairs"),
         event("Nobody sleeps.", "b3-sirens")],
        article=True),
    RuleCases("EV59", "difference people-left", "claims", [["a1-left", "a4-boats"]], [["a1-left", "b2-left"]], article=True),
    RuleCases("EV60", "claim a4-boats", "says", ["The boats cost $12."], ["The boats cost €12."],
        base={"claims": [{"id": "b5-boats", "says": "The boats cost 12 euros."}]}),
    RuleCases("EV60", "question choice-left", "feedback",
        [f"The figure counts people along {road}." for road in
         ("2 miles of road", "two metres of road", "a mile", "2 kilometres and 30 kilograms of oil", "30 milligrams of oil")],
        [f"The figure counts people along {road}." for road in
         ("2 kilometres of road", "a kilometre", "30 grams of oil", "2 weeks", "£2 and 3 litres")],
        base=ROAD),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
