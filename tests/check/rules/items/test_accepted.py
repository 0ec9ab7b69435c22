"""Rules on accepted and rejected answers find those that contradict the key."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow


def rejecting(text: str, *accept: str) -> dict[str, Any]:
    return {
        "key": "the word of the water board",
        "accept": list(accept),
        "reject": [{"text": text, "why": "It is not what is asked."}],
    }


def accepting(key: str, *accept: str) -> dict[str, Any]:
    return {"key": key, "accept": list(accept)}


CASES = [
    RuleCases("EV64", "question short-basis", "",
        [accepting("about 200 people", "about 210 people"), accepting("six weeks", "4 weeks"), accepting("more than 400", "around four hundred"),
         accepting("$614", "640 dollars"), accepting("at most 20", "at least 20")],
        [accepting("about 200 people", "some two hundred"), accepting("two weeks", "14 days"), accepting("82.50 euros", "82 euros and 50 cents"),
         accepting("more than 400", "over four hundred"), accepting("nearly 30", "almost thirty", "not quite 30"), accepting("the water board", "3 people")]),
    RuleCases("EV65", "question short-basis", "",
        [rejecting("the water board's word"), rejecting("on the word of the board of water"), rejecting("its statement in March", "a statement of March, its own"),
         rejecting("four weeks", "4 weeks"), rejecting("about 200 people", "around two hundred people")],
        [rejecting("the word of an engineer"), rejecting("not the word of the water board"), rejecting("ten days", "ten working days"),
         rejecting("200 people", "about 200 people"), rejecting("the mayor", "the board")]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
