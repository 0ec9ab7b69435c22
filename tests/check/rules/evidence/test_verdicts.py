"""Rules on differences and agreements find kinds, origins and claims that do not fit."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

PEOPLE = {"category": "people who left their homes", "unit": "people"}


def agreed(
    origin: str, why: str, claims: tuple[str, ...] = ("a1-flooded", "b6-worst")
) -> list[dict[str, Any]]:
    return [
        {"id": "flood", "topic": "The flood", "claims": [*claims], "origin": origin, "why": why}
    ]


CASES = [
    RuleCases("EV95", "difference inspection", "",
        [{"kind": "wording", "also": []}, {"kind": "scope", "also": [], "why": "The two contradict each other."}, {"kind": "true-conflict", "also": [], "why": "No fact differs; they fit."},
         {"kind": "later-update", "also": [], "why": "Only one of them can be right."}, {"kind": "true-conflict", "also": [], "why": "Both can be right, at two times."}],
        [{"kind": "true-conflict", "also": []}, {"kind": "wording", "also": [], "why": "Both speak of one gate in other words."}, {"kind": "true-conflict", "also": [], "why": "The two contradict each other."},
         {"kind": "scope", "also": ["true-conflict"], "why": "Only one of them can be right."}, {"kind": "cannot-tell", "also": [], "why": "If they speak of one gate, only one of them can be right."}],
        base={"difference": {"id": "inspection", "why": "The gate was checked or not: it cannot be both."}}),
    RuleCases("EV95", "difference people-left", "", [{"kind": "true-conflict"}], [{"kind": "later-update"}, {"kind": "wording"}, {"kind": "attribution"}, {"kind": "cannot-tell"}, {"kind": "scope", "also": []}]),
    RuleCases("EV96", "unit", "agreements",
        [agreed("different", "The second report copies the first."), agreed("same", "Each newsroom had its own reporter at the dyke."), agreed("different", "Neither says from whom it has it."),
         agreed("same", "The two newsrooms were there, independently."), agreed("different", "Both pass on one number.", ("a4-boats", "b5-boats"))],
        [agreed("same", "The second report copies the first."), agreed("different", "Each newsroom had its own reporter at the dyke."), agreed("unclear", "Neither says from whom it has it."),
         agreed("different", "Neither report repeats the other."), agreed("same", "Both pass on one number.", ("a4-boats", "b5-boats"))]),
    RuleCases("EV97", "difference people-left", "claims",
        [["a1-left", "b4-careless"], ["b6-worst", "a1-left"], ["b2-left", "a3-unchecked"], ["a1-left", "b7-stamp"], ["a2-request", "a1-left"]],
        [["a1-left", "b2-left"], ["b2-left", "a1-left"], ["b2-left", "a1-left", "a2-crowd"], ["a2-crowd", "a1-left"], ["a1-left", "b2-left", "a2-crowd"]],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
