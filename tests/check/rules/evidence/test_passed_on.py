"""The rule on who told whom finds chains that are turned round or lack a link."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def told(says: str, *speakers: str) -> dict[str, Any]:
    return {"says": says, "speakers": [*speakers]}


A, B = (
    "Shopkeepers told the fire service that the sirens came an hour late.",
    "The fire service cites shopkeepers: the sirens came an hour late.",
)

CASES = [
    RuleCases("EV98", "claim b3-sirens", "",
        [told(A, "fire-service", "shopkeepers"), told(A, "shopkeepers"), told(B, "fire-service", "shopkeepers"), told(B, "shopkeepers", "nordpress"),
         told("Mayor Brandt informed the water board of the sirens.", "water-board", "mayor")],
        [told(A, "shopkeepers", "fire-service"), told(B, "shopkeepers", "fire-service"), told("Shopkeepers told Nordpress that the sirens came late.", "shopkeepers", "nordpress"),
         told("Nobody told the fire service that the sirens came late.", "shopkeepers"), told("The mayor told shopkeepers to leave the sirens alone.", "mayor")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
