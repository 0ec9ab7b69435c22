"""Rules on denials and doubts find those that a text has lost or made up."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def judged(statement: str, *claims: str) -> dict[str, Any]:
    return {
        "id": "tfn-new", "kind": "true-false-not-stated", "skill": "read", "level": "core", "source": "a", "statement": statement,
        "key": True, "feedback": "The source has it in so many words.", "evidence": list(claims),
    }  # fmt: skip


def gate(says: str) -> dict[str, Any]:
    return {"quote": "", "says": says}


CASES = [
    RuleCases("EV66", "claim a3-unchecked", "says",
        ["During the night somebody independent could check that.", "It was checked independently on Monday night.", "On Monday night it could be checked."],
        ["During the night it remained unchecked.", "Nobody independent could check that on Monday night.", "On Monday night it could not be checked."],
        article=True),
    RuleCases("EV66", "claim b4-not-inspected", "says",
        ["The mayor said that somebody had looked at the gate for over a year.", "The mayor said on Tuesday that the gate had been looked at for over a year."],
        ["The mayor said on Tuesday that the gate had gone unchecked for more than a year.", "She said that no one had looked at it for over a year."],
        article=True),
    RuleCases("EV74", "question", "",
        [judged("The mayor never asked the army for boats.", "a2-request"), judged("A furious crowd did not gather in front of the hall.", "a2-crowd"),
         judged("No statement was read on Radio Lode.", "a3-inspected"), judged("The gate could be independently checked on Monday night.", "a3-unchecked"),
         judged("The army will not send 12 boats.", "a4-boats")],
        [judged("The mayor asked the army for boats.", "a2-request"), judged("A furious crowd gathered in front of the hall.", "a2-crowd"),
         judged("A statement was read on Radio Lode.", "a3-inspected"), judged("The gate could not be independently checked on Monday night.", "a3-unchecked"),
         judged("The army will send 12 boats.", "a4-boats")],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
