"""Rules on who says a claim find planted defects and pass sound chains."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

SPEAKERS = [
    {"id": "fire-service", "name": "the fire service", "role": "rescue service of the town", "side": "authorities"},
    {"id": "mayor", "name": "Mayor Ilse Brandt", "role": "head of the council", "side": "authorities", "aliases": ["the mayor"]},
    {"id": "water-board", "name": "the water board", "role": "looks after gates", "side": "authorities"},
    {"id": "water-board-head", "name": "the head of the water board", "role": "director", "side": "authorities"},
    {"id": "shopkeepers", "name": "shopkeepers in the old town", "role": "people", "side": "witness", "aliases": ["shopkeepers"]},
    {"id": "nordpress", "name": "the news agency Nordpress", "role": "news agency", "side": "media"},
    {"id": "radio-lode", "name": "Radio Lode", "role": "local radio", "side": "media"},
    {"id": "newsroom-a", "name": "the newsroom of Source A", "role": "newsroom", "side": "newsroom"},
    {"id": "newsroom-b", "name": "the newsroom of Source B", "role": "newsroom", "side": "newsroom"},
]  # fmt: skip


def aliases(**given: list[str]) -> list[dict[str, Any]]:
    return [speaker | {"aliases": given[speaker["id"].replace("-", "_")]}
            if speaker["id"].replace("-", "_") in given else speaker for speaker in SPEAKERS]  # fmt: skip


CASES = [
    RuleCases("EV42", "claim b3-sirens", "",
        [{"speakers": ["nordpress", "shopkeepers"]}, {"speakers": ["fire-service"]}, {"status": "official-claim"},
         {"speakers": ["newsroom-b"]}, {"status": "reported-fact"}, {"speakers": ["radio-lode"]}],
        [{"speakers": ["shopkeepers"]}, {"status": "party-claim"}, {"status": "judgement"}, {"status": "prediction"},
         {"speakers": ["shopkeepers", "radio-lode"]}]),
    RuleCases("EV42", "claim a2-request", "",
        [{"says": "The army will send boats."}, {"says": "The boats are going to come tomorrow.", "status": "background"}, {"says": "Boats will come, it seems."},
         {"says": "The mayor said that boats were needed.", "speakers": ["mayor"]}, {"says": "The fire service states that boats came.", "speakers": ["fire-service"]}],
        [{"says": "The army sent boats."}, {"says": "The army will send boats.", "status": "prediction"}, {"says": "The mayor said that boats will come.", "status": "official-claim", "speakers": ["mayor"]},
         {"says": "The mayor asked for boats.", "speakers": ["mayor"]}, {"says": "The town waits for boats, which will come."}]),
    RuleCases("EV43", "claim a4-boats", "",
        [{"speakers": ["water-board-head"]}, {"speakers": ["fire-service", "nordpress"]},
         {"speakers": ["water-board-head", "radio-lode"]},
         {"says": "The mayor expects 12 boats from the army.", "speakers": ["water-board-head", "nordpress"]},
         {"says": "The head of the water board said on Radio Lode that 12 boats would come."}],
        [{"speakers": ["water-board-head", "nordpress"]}, {"speakers": ["newsroom-a"]},
         {"says": "The army would send 12 boats, the head of the water board said."},
         {"says": "The head of the water board spoke of the mayor and of 12 boats."},
         {"says": "Radio Lode is a local radio.", "speakers": ["newsroom-a"]}]),
    RuleCases("EV44", "claim a3-inspected", "confirmation",
        ["a2-request", "a1-flooded", "a4-boats", "a5-repairs", "a2-crowd"], ["a3-unchecked"]),
    RuleCases("EV44", "claim a3-unchecked", "says",
        ["During the night it rained.", "During the night the mayor spoke."],
        ["Nobody could confirm that.", "The origin is not clear.", "There was no proof of it.", "It is not known who said so."],
        base={"claim": {"id": "a3-unchecked", "quote": "on Monday night"}}),
    RuleCases("EV45", "unit", "speakers",
        [aliases(fire_service=["the mayor"]), aliases(shopkeepers=["Mayor Ilse Brandt"]), aliases(radio_lode=["Nordpress", "the water board"]),
         aliases(fire_service=["the Mayor"]), aliases(water_board=["shopkeepers"])],
        [SPEAKERS, aliases(mayor=["Mayor Brandt"]), aliases(fire_service=["firefighters"]), aliases(nordpress=["Nordpress"]),
         aliases(water_board=["the board"])]),
    RuleCases("EV45", "unit", "speakers", [aliases(mayor=["Ilsa Brandt"]), aliases(mayor=["Ilse Brand"])], [aliases(mayor=["Ilse Brandt"])], article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
