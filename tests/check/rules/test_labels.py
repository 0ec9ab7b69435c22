"""Rules on labels, the glossary and the notes find words that do not do their work."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def labelled(label: str) -> list[dict[str, Any]]:
    group = "people in front of the town hall"
    return [{"group": group, "label": label, "instead_of": ["the mob", "troublemakers"]}]


def explained(term: str, means: str) -> list[dict[str, Any]]:
    return [{"term": term, "means": means, "external": True}]


def noted(text: str) -> dict[str, str]:
    return {"unconfirmed": text}


CASES = [
    RuleCases("LW06", "unit", "labels",
        [labelled(label) for label in ("the mob", "troublemakers", "furious crowd", "rioters", "the heroes")],
        [labelled(label) for label in ("residents", "the people there", "those who came", "townspeople", "visitors")]),
    RuleCases("LW07", "unit", "glossary",
        [explained(*pair) for pair in (("outage", "what there is when there is an outage"), ("sluice gate", "A gate of a sluice."), ("dyke", "Something that is called a dyke."),
         ("freight train", "A train for freight."), ("levee", "When there is a levee."))],
        [explained(*pair) for pair in (("outage", "A time in which electricity does not work."), ("sluice gate", "A door in a dyke that holds water back."), ("dyke", "A wall of earth beside water."),
         ("freight train", "A train that carries goods, not passengers."), ("levee", "A wall of earth. A levee keeps the river out."))]),
    RuleCases("LW08", "unit", "notes",
        [noted(text) for text in ("the source says that this was confirmed.", "the source has checked this.", "the source says who saw it.",
         "Source A says that this is not clear.", "this is sure, as the source says.")],
        [noted(text) for text in ("the source says that this could not be confirmed.", "the source says that it was unable to check this.", "nobody independent has seen this.",
         "the source says that it is unclear who saw it.", "the source leaves open whether this is so.")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
