"""A number may be worked out from those that are given: by one step, and by no two."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from example_unit import read_unit, write_example_unit
from overlay import overlay

from kzquiz.check.engine.reckoned import can_reckon
from kzquiz.check.engine.subjects import QuestionView, UnitView

RECKONED = [
    ("37 of 240 is 15 percent.", 15),
    ("Fourteen against nine: five more.", 5),
    ("58 and three make 61.", 61),
    ("From 15:10 to 18:50 it is 3 hours and 40 minutes.", 40),
    ("From 22:30 to 01:00 it is 150 minutes.", 150),
    ("From March 24 to May 6 it is 43 days.", 43),
    ("Half of it is 50 percent.", 50),
    ("14 days are two weeks.", 2),
    ("It is 200 less 12.", 188),
]
UNFOUNDED = [
    ("37 of 240 is 25 percent.", 25),
    ("58 and three make 62.", 62),
    ("From 15:10 to 18:50 it is 3 hours and 20 minutes.", 20),
    ("From March 24 to May 6 it is 42 days.", 42),
    ("37 of 240 is 15 percent, 58 of 412 is 24.", 24),
    ("Paragraphs 20 and 30.", 50),
]


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> QuestionView:
    folder = write_example_unit(tmp_path_factory.mktemp("content"))
    return UnitView(read_unit(folder)).by_id["choice-left"]


@pytest.mark.parametrize(("text", "value"), RECKONED)
def test_what_follows_from_two_numbers_in_one_clause_is_reckoned(
    question: QuestionView, text: str, value: int
) -> None:
    assert can_reckon(question.claims, text, Decimal(value))


@pytest.mark.parametrize(("text", "value"), UNFOUNDED)
def test_what_does_not_follow_is_not_reckoned(
    question: QuestionView, text: str, value: int
) -> None:
    assert not can_reckon(question.claims, text, Decimal(value))


def test_claims_of_one_source_are_reckoned_together_and_those_of_two_are_not(
    tmp_path: Path,
) -> None:
    cited = {"id": "choice-left", "evidence": ["a1-left", "a4-boats", "b2-left"]}
    example = yaml.dump({"question": cited})
    view = UnitView(overlay(write_example_unit(tmp_path), example)).by_id["choice-left"]
    assert can_reckon(view.claims, "", Decimal(188))  # 200 and 12, both in Source A
    assert not can_reckon(view.claims, "", Decimal(150))  # 350 in Source B, 200 in Source A
