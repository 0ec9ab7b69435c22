"""Rules on categories, places and sides find those that are filed wrongly."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


SPEAKERS = [
    {"id": "fire-service", "name": "the fire service", "role": "rescue service of the town", "side": "authorities"},
    {"id": "mayor", "name": "Mayor Ilse Brandt", "role": "head of the town", "side": "authorities"},
    {"id": "water-board", "name": "the water board", "role": "body that looks after dykes", "side": "authorities"},
    {"id": "water-board-head", "name": "the head of the water board", "role": "its director", "side": "authorities"},
    {"id": "nordpress", "name": "the news agency Nordpress", "role": "news agency", "side": "media"},
    {"id": "radio-lode", "name": "Radio Lode", "role": "local radio", "side": "media"},
    {"id": "newsroom-a", "name": "the newsroom of Source A", "role": "newsroom", "side": "newsroom"},
    {"id": "newsroom-b", "name": "the newsroom of Source B", "role": "newsroom", "side": "newsroom"},
]  # fmt: skip


def people(role: str, side: str) -> list[dict[str, str]]:
    return [
        *SPEAKERS,
        {"id": "shopkeepers", "name": "those who heard it", "role": role, "side": side},
    ]


def boats(**more: object) -> dict[str, object]:
    return {"value": 12, "unit": "boats", "category": "boats sent by the army"} | more


CASES = [
    RuleCases("EV72", "claim a4-boats", "figure",
        [boats(category="people who left their homes"), boats(category="length of repairs"), boats(place="the harbour"), boats(category="broken windows"),
         boats(place="the market square")],
        [boats(), boats(category="boats"), boats(category="vessels of the army"), boats(category="army boats"), boats(place="Ostervik")],
        article=True),
    RuleCases("EV73", "unit", "speakers",
        [people(*pair) for pair in (("shopkeepers of the old town", "authorities"), ("a trade union", "authorities"), ("officer of the police", "party"),
         ("the ministry of water", "witness"), ("residents of the town", "authorities"))],
        [people(*pair) for pair in (("shopkeepers of the old town", "witness"), ("a trade union", "party"), ("officer of the police", "authorities"),
         ("the union of the police", "party"), ("residents of the town", "public"))]),
    RuleCases("EV73", "unit", "speakers",
        [people(*pair) for pair in (("head of the water board", "expert"), ("speaks for the fire service", "witness"), ("landlord of an inn", "organisation"),
         ("spokeswoman for the water board", "party"), ("a neighbour", "expert"))],
        [people(*pair) for pair in (("head of the water board", "authorities"), ("speaks for the fire service", "authorities"), ("landlord of an inn", "witness"),
         ("association of tenants", "organisation"), ("a neighbour", "public"))]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
