"""Rules on times find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plants import LEFT, Plant

pytestmark = pytest.mark.slow


def order(*claims: str) -> dict[str, Any]:
    return {
        "kind": "order", "skill": "context", "level": "core", "stem": "Put them in order.",
        "events": [{"text": f"Event {n}.", "claim": claim} for n, claim in enumerate(claims)],
        "feedback": "The order follows the times that the sources print.",
    }  # fmt: skip


PLANTS = [
    Plant("EV11", "question choice-left", "stem",
        ["How many people had left their homes, according to Source A?", "How many, in Source A?",
         "What number does the fire service give in Source A?",
         "In Source A, how many people are gone, going by the fire service?",
         "Source A: how many people does the fire service count?"],
        [LEFT, "How many had left by Tuesday, according to Source A?",
         "How many, at the time of the report in Source A?", "How many by 9:30, in Source A?",
         "How many so far, says the fire service in Source A?"]),
    Plant("EV20", "question short-basis", "feedback",
        [f"The board spoke on {date} about its own work." for date in
         ("6 January", "January 6", "January 6, 2022", "6th March", "the 9th of June 2020", "the sixth of January",
          "the twenty-first of March", "06.01.2022", "6/1/2022", "2022-01-06")],
        [f"The board spoke {date} about its own work." for date in
         ("on Monday night", "in March", "in 2022", "and 26 may have heard it", "at 20:10", "in March 2022", "first in March",
          "in version 1.2.2020b")]),
    Plant("EV23", "difference people-left", "claims",
        [["b2-left", "a1-left"], ["a1-left", "b3-sirens"], ["b3-sirens", "b2-left"],
         ["b4-not-inspected", "a1-flooded"], ["a2-request", "a2-crowd"]],
        [["a1-left", "b2-left"], ["a1-flooded", "b2-left"], ["a1-left", "b4-not-inspected"],
         ["a3-inspected", "b2-left"], ["a1-left", "a1-flooded"]]),
    Plant("EV23b", "question order-new", "",
        [order(*claims) for claims in (
            ("b4-not-inspected", "a1-flooded", "b7-stamp"), ("b2-left", "a1-left", "b7-stamp"),
            ("a2-request", "b2-left", "a1-flooded"), ("b4-not-inspected", "a3-inspected", "b2-left"),
            ("a1-flooded", "b2-left", "a3-unchecked"))],
        [order(*claims) for claims in (
            ("a1-flooded", "b4-not-inspected", "b7-stamp"), ("a1-left", "b2-left", "b7-stamp"),
            ("a2-request", "a1-flooded", "b2-left"), ("a3-inspected", "b4-not-inspected", "a2-crowd"),
            ("a1-flooded", "a1-left", "a3-unchecked"))]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "value", "bad"), [case for plant in PLANTS for case in plant.cases()]
)
def test_a_planted_defect_is_found_and_a_harmless_variant_passes(
    plant: Plant,
    value: Any,
    bad: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    plant.verify(value, tmp_path, bad=bad)
