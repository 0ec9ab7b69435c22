"""Rules on repeats find planted twins, and are silent on questions that only look alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from planting import (
    asked,
    cases,
    found,
    found_in_stem,
    planted,
    times,
)

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

SETS: dict[str, Any] = {
    "ST09": (
        [
            times(4, "choice-left"),
            times(2, "choice-left", "cloze-qualifier"),
            times(5, "tfn-gate"),
            times(4, "choice-request"),
            times(9, "short-basis", "difference-left"),
        ],
        [
            times(3, "choice-left"),
            times(9, "difference-left"),
            times(2, "choice-left", "tfn-gate", "choice-request"),
            times(5, "who-said-b"),
            times(6, "open-inspection"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "questions", "speaks"), cases(SETS))
def test_sets(example: Unit, code: str, questions: Iterable[Any], *, speaks: bool) -> None:
    assert bool(found(planted(example, *questions, alone=True), code)) == speaks


STEM = (
    "How many people had left their homes on Monday night, as the fire service says, in Source A?"
)
TWINS: dict[str, Any] = {
    "ST08": (
        [
            STEM,
            STEM.replace(" on ", " by "),
            STEM.replace("How many people had", "How many people then had"),
            STEM.replace("people", "residents"),
            STEM.upper().replace("SOURCE A", "Source A"),
        ],
        [
            STEM.replace("Source A", "Source B"),
            "Who counted the people who had left on Monday night, in Source A?",
            STEM.replace("Source A", "Source A, paragraph 9"),
            "How many boats came, according to Source A?",
            "When did the mayor of the town ask the army for its boats, according to Source A?",
        ],
    )
}


@pytest.mark.parametrize(("code", "stem", "speaks"), cases(TWINS))
def test_twins(example: Unit, code: str, stem: str, *, speaks: bool) -> None:
    one = asked("short-basis", id="one", stem=STEM)
    two = asked("choice-left", id="two", stem=stem)
    assert bool(found(planted(example, one, two, alone=True), code)) == speaks


def test_twins_on_different_claims_are_a_hint(example: Unit) -> None:
    stem = STEM.replace("people", "residents")
    one, other = (
        asked("choice-left", id=name, stem=text) for name, text in (("one", STEM), ("two", stem))
    )
    third = asked("short-basis", id="three", stem=STEM.replace("people", "families"))
    problems = found(planted(example, one, other, third, alone=True), "ST08")
    assert sorted(problem.severity for problem in problems) == ["hint", "warning"]


def test_a_thousand_twins_are_found_once_each_and_fast(example: Unit) -> None:
    unit = planted(example, *times(1000, "short-basis"), alone=True)
    assert len(unit.questions) == 1000
    (first, *_) = found(unit, "ST08")
    assert "short-basis-0" in first.message


STEMS = {
    "ST10": (
        [
            "Who counted the people of question 3, in Source A?",
            "Using your answer to the first question, who speaks in Source A?",
            "Who spoke in the previous question, according to Source A?",
            "Look at item 4 again: who speaks in Source A?",
            "What follows from your last answer to the riddle of Source A?",
            "What does Question 3 leave open in Source A?",
            "See the previous question: who spoke in Source A?",
        ],
        [
            "Who counted the people of paragraph 3, in Source A?",
            "What answer did the previous mayor give, in Source A?",
            "Which question does the mayor leave open in Source A?",
            "Who said “See question 3” in Source A?",
            "Which of the 4 items was counted first, according to Source A?",
            "Which brigade led Task 12, according to Source A?",
            "What did the council decide on Item 7, in Source A?",
            "Who asked the last question from the press, in Source A?",
            "Who answered to the last question by a reporter, in Source A?",
            "Which ships took part in Exercise 24, in Source A?",
            "How many items did the next convoy bring, in Source A?",
            "What does the previous answer of the ministry leave out?",
            "Who put the next question, according to Source A?",
            "What was the answer of Task Force 20, in Source A?",
            "Which questions, 12 in all, did the senators put, in Source A?",
        ],
    ),
}


@pytest.mark.parametrize(("code", "stem", "speaks"), cases(STEMS))
def test_stems(example: Unit, code: str, stem: str, *, speaks: bool) -> None:
    assert bool(found_in_stem(example, code, stem)) == speaks
