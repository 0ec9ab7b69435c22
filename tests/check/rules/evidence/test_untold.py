"""The rule on what no source tells finds what one of them tells."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def untold(what: str, source: str = "both") -> list[dict[str, Any]]:
    return [{"id": "cause", "source": source, "what": what, "absent_terms": ["rust", "crack"]}]


def points(*texts: str) -> list[dict[str, Any]]:
    return [{"text": text} for text in (*texts, "that of a guest")]


STEM = "Whose voice is not heard in the two reports?"

CASES = [
    RuleCases("EV94", "unit", "not_stated",
        [untold("how many boats the army would send", "a"), untold("whether the army sent boats", "b"), untold("None of the sources tells of a sluice gate."), untold("how long the repairs will take", "a"),
         untold("whether shopkeepers heard the sirens", "b")],
        [untold("how many divers the army would send"), untold("whether the army sent tents"), untold("None of the sources tells of a helicopter."), untold("why the sluice gate failed"),
         untold("whether other boats of the army came")], article=True),
    RuleCases("EV94", "question missing-flood", "",
        [{"stem": STEM, "points": points("the mayor", "that of a diver")}, {"stem": STEM, "points": points("the shopkeepers", "a diver")}, {"stem": STEM, "points": points("the fire service", "a diver")},
         {"stem": STEM, "points": points("the water board", "a diver")}, {"stem": STEM, "points": points("Mayor Brandt", "a diver")}],
        [{"stem": STEM, "points": points("the families", "that of a diver")}, {"stem": STEM, "points": points("the soldiers", "a diver")}, {"stem": STEM, "points": points("the pilots", "a diver")},
         {"stem": STEM, "points": points("those who live at the gate", "a diver")}, {"stem": STEM, "points": points("anybody else than the mayor", "a diver")}], article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
