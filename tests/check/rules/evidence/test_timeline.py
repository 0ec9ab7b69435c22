"""The rule on the timeline compares its dates with claims and with one another."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def events(*whens: str) -> list[dict[str, Any]]:
    return [
        {"when": when, "what": "Something happens.", "claims": ["a1-flooded"]} for when in whens
    ]


CASES = [
    RuleCases("EV58", "unit", "timeline",
        [events("1 January", "9 November", "3 March"), events("29 October", "New Year's Day", "9 November", "3 March"), events("3 May", "4 January", "6 June"),
         events("3 March", "2 February"), events("10 October", "5 May", "12 December")],
        [events("29 October", "9 November", "New Year's Day", "3 March"), events("3 March", "6 June"), events("30 December", "2 January"),
         events("1 January 2020", "9 November 2020", "3 March 2021"), events("4 January", "3 May")]),
    RuleCases("EV58", "unit", "timeline",
        [events("5 January"), events("7 January"), events("6 February"), events("6 January", "8 January"), events("26 January")],
        [events("6 January"), events("on 6 January 2022"), events("6 January, 8 p.m."), events("Monday night"), events("January")],
        base={"claim": {"id": "a1-flooded", "as_of": "6 January"}}),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
