"""The rule on roles finds what the sources tell otherwise of a speaker."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


SPEAKERS = [
    {"id": "fire-service", "name": "the fire service", "role": "rescue service", "side": "authorities"},
    {"id": "mayor", "name": "Mayor Ilse Brandt", "role": "head of the town", "side": "authorities"},
    {"id": "water-board", "name": "the water board", "role": "body", "side": "authorities"},
    {"id": "water-board-head", "name": "the head of the water board", "role": "director", "side": "authorities"},
    {"id": "nordpress", "name": "the news agency Nordpress", "role": "news agency", "side": "media"},
    {"id": "radio-lode", "name": "Radio Lode", "role": "local radio", "side": "media"},
    {"id": "newsroom-a", "name": "the newsroom of Source A", "role": "newsroom", "side": "newsroom"},
    {"id": "newsroom-b", "name": "the newsroom of Source B", "role": "newsroom", "side": "newsroom"},
]  # fmt: skip


def witnesses(role: str) -> list[dict[str, Any]]:
    named = {"id": "shopkeepers", "name": "shopkeepers", "role": role, "side": "witness"}
    return [*SPEAKERS, named]


CASES = [
    RuleCases("EV93", "unit", "speakers",
        [witnesses(role) for role in ("teachers in the old town", "people from Lindhaven", "nurses", "350 people in the old town", "people of the Harbour Street")],
        [witnesses(role) for role in ("people in the old town", "people who sell things", "shopkeepers", "those who heard the sirens", "people whom Nordpress asked")],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
