"""A finding that data prove is an error; one from words or a guess is a warning."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from example_unit import ARTICLES, write_example_unit
from overlay import overlay

from kzquiz.check import check

pytestmark = pytest.mark.slow


def question(name: str, **fields: Any) -> dict[str, Any]:
    return {"question": {"id": name, **fields}}


def claim(name: str, **fields: Any) -> dict[str, Any]:
    return {"claim": {"id": name, **fields}}


def wrong(*texts: str) -> list[dict[str, str]]:
    return [{"text": text, "role": "misread", "why": "No."} for text in texts]


CASES = [
    ("EV05", "error", claim("b2-left", quote="By Tuesday evening [...] 350 people had been")),
    ("EV05", "warning", claim("b4-not-inspected", quote="Nobody had looked at the gate [...] a year")),
    ("EV06", "error", question("choice-left", key="about 300")),
    ("EV06", "warning", question("short-basis", key="the three ministers")),
    ("EV07", "error", question("choice-left", key="200")),
    ("EV07", "error", question("choice-left", key="more than 200")),
    ("EV07", "warning", question("choice-left", key="those who stood above 200 others")),
    ("EV07", "warning", question("choice-left", stem="Of the 200 people who had left, said the fire service in Source A, how many?")),
    ("EV07b", "error", claim("b2-left", says="The fire service said that 350 people were out.")),
    ("EV07b", "warning", claim("b2-left", says="The fire service spoke about 350 people.")),
    ("EV08b", "error", claim("b3-sirens", figure={"value": 2, "unit": "hours"}, quote="several hours after")),
    ("EV08b", "warning", claim("b3-sirens", figure={"value": 2, "unit": "hours"}, quote="several sirens late")),
    ("EV09", "warning", question("choice-left", stem="How many people had left?")),
    ("EV10", "warning", question("short-basis", feedback="The board’s word is confirmed.")),
    ("EV12", "error", question("choice-request", distractors=wrong("the mayor", "Source A does not say"))),
    ("EV12", "warning", question("choice-left", stem="How many people had left their homes?")),
    ("EV13", "warning", question("choice-left", stem="How many had left, said the fire service?")),
    ("EV14", "error", question("tfn-sirens", absent_terms=["siren", "boats"])),
    ("EV14", "warning", question("tfn-sirens", absent_terms=["siren", "pouring"])),
    ("EV15", "error", question("short-basis", stem="Is it the water board, in Source A, or not?")),
    ("EV15", "warning", question("short-basis", key="board", stem="Which water board is it, in Source A?")),
    ("EV17", "error", question("short-basis", feedback="The water board calls it “routine upkeep of dykes”.")),
    ("EV17", "hint", question("short-basis", feedback="It is “routine upkeep of dykes” to them.")),
    ("EV17", "warning", question("short-basis", feedback="The mayor called it “superb”.")),
    ("EV17", "warning", question("short-basis", feedback="The mayor wrote “Carpathia” and “Star of the Sea”.")),
    ("EV21", "error", claim("a3-inspected", quote="had been inspe\ufffdted")),
    ("EV21", "warning", claim("a3-inspected", quote="had been been inspected")),
    ("EV23", "error", {"difference": {"id": "people-left", "claims": ["a1-left", "a2-crowd"]}}),
    ("EV23", "hint", {"difference": {"id": "people-left", "claims": ["a1-left", "b3-sirens"]}}),
    ("EV23", "error", {"claims": [{"id": "a1-left", "as_of": "6 January, 20:10"}, {"id": "b2-left", "as_of": "6 January, 18:30"}]}),
    ("EV23", "warning", {"difference": {"id": "people-left", "claims": ["b2-left", "a1-left"]}}),
    ("EV24", "error", question("short-basis", key="a true conflict", evidence=["a1-left", "b2-left"])),
    ("EV24", "warning", question("short-basis", key="they contradict each other", evidence=["a1-left", "b2-left"])),
    ("EV26", "warning", question("confirmed-flood", feedback="Both sources confirm the number.")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "severity", "example"), CASES)
def test_only_what_is_proved_is_an_error(
    code: str, severity: str, example: dict[str, Any], tmp_path: Path
) -> None:
    unit = overlay(write_example_unit(tmp_path), yaml.dump(example, allow_unicode=True))
    found = check(unit, ARTICLES, select=[code])
    assert {problem.severity for problem in found} == {severity}
