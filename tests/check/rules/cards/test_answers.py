"""Rules on what a card asks for find planted flaws on the cards that the deck is made of."""

from __future__ import annotations

from typing import Any

import pytest
from planting import asked, cases, choice, found, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
KEYS = {
    "FC01": (
        [
            "about 200 on Monday, 350 on Tuesday",
            "about 1,000 injured, 400 in hospital",
            "12 boats for 200 people",
            "18 or 750",
            "2,000 and 3,000",
            "40 members of the G20 and 12 others",
        ],
        [
            "about 200 on Monday",
            "12 boats on 7 January",
            "3 to 5",
            "about 2,500 (paragraph 9)",
            "12 at 8:53 on 5 January 2022",
            "12 of the 15 judges",
            "between 20 and 30 boats",
            "about 180 people on Flight 17",
            "300 soldiers of Task 12",
            "1 in 5 voters",
            "5 metres at 3 a.m. on 6 June 2023",
            "a 24-hour curfew for 3,000 people",
            "more than 40 members of the G20",
        ],
    ),
    "FC02": (
        [
            "the mayor, the army, the radio and the shops",
            "rain, wind, fog, snow",
            "rain; wind; fog; snow",
            "rain and wind and fog and snow",
            "the mayor, Nordpress, and the army, and the shops",
            "Chad, Niger, Mali and Trinidad and Tobago",
        ],
        [
            "dismissed the council",
            "the mayor and the army",
            "rain, wind and fog",
            "about 2,500, says the board",
            "a calm, dry night",
            "Ana Ruiz, a nurse, and Juan Paz, a driver",
            "the agency, based in Rome, in the south, and nobody else",
            "Haiti, Cuba and Trinidad and Tobago",
            "the Department of Health, Education and Welfare and the army",
        ],
    ),
}


@pytest.mark.parametrize(("code", "key", "speaks"), cases(KEYS))
def test_answers(example: Unit, code: str, key: str, *, speaks: bool) -> None:
    assert bool(found(planted(example, asked("short-basis", key=key), alone=True), code)) == speaks


FRONTS = {
    "FC03": (
        [
            ("Did the board inspect the gate, in Source A?", "yes"),
            ("Is the gate old, according to Source A?", "No."),
            ("Was it said by the board in Source A?", "true"),
            ("Has Source A a figure?", "Yes"),
            ("Can a reader of Source A tell?", "no"),
        ],
        [
            ("Who inspected the gate, in Source A?", "the water board"),
            ("Is it the board or the mayor, in Source A?", "the water board"),
            ("Which word stands in Source A?", "yes"),
            ("In Source A, what did he say?", "no"),
            ("Did it rain, and how, in Source A?", "yes, hard"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "card", "speaks"), cases(FRONTS))
def test_fronts(example: Unit, code: str, card: tuple[str, str], *, speaks: bool) -> None:
    stem, key = card
    question = asked("short-basis", stem=stem, key=key)
    assert bool(found(planted(example, question, alone=True), code)) == speaks


DELETIONS = {
    "FC06": (
        [
            "In Source A, [[the]] fire service spoke.",
            "In Source A, the fire service [[of]] the town spoke.",
            "In Source A the gate failed, and the [[gate]] was old.",
            "In Source A, the fire service counted [[200]] people who left.",
            "In Source A, March was cold, and the army [[march]] began in March.",
            "In Source A [[the people who lived in the old part of the town]] left.",
        ],
        [
            "In Source A, [[about]] 200 people left, said the fire service.",
            "In Source A, [[at least]] 200 people left, said the fire service.",
            "In Source A, about 200 people left, said the [[fire service]].",
            "In Source A, [[less than|under]] two weeks are named, says the board.",
            "In Source A, the sluice [[failed]], and nobody had looked at it.",
            "In Source A, the [[fire service]] said that [[about]] 200 had left their homes.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "text", "speaks"), cases(DELETIONS))
def test_deletions(example: Unit, code: str, text: str, *, speaks: bool) -> None:
    unit = planted(example, asked("cloze-qualifier", text=text), alone=True)
    assert bool(found(unit, code)) == speaks


def test_only_what_stands_beside_the_gap_letter_for_letter_is_an_error(example: Unit) -> None:
    severities = {
        "In Source A the gate failed, and the [[gate]] was old.": "error",
        "In Source A, the [[march]] of soldiers began in March.": "warning",
        "In Source A, [[the]] fire service spoke.": "warning",
        "In Source A, the fire service counted [[200]] people who left.": "warning",
    }
    for text, severity in severities.items():
        unit = planted(example, asked("cloze-qualifier", text=text), alone=True)
        assert [problem.severity for problem in found(unit, "FC06")] == [severity], text


FEEDBACK: dict[str, Any] = {
    "FC10": (
        [
            "No.",
            "See Source A.",
            "Read paragraph one again.",
            "Right!",
            "It is so, yes.",
            "Yes, that is the right answer, well done!",
        ],
        [
            "Paragraph 1 gives the figure with its qualifier.",
            "It is paragraph 1 again.",
            "The mayor says so herself.",
            "Nobody but the board says so.",
            "Look at the qualifier, please.",
        ],
    )
}


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(FEEDBACK))
def test_feedback(example: Unit, code: str, feedback: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, feedback=feedback), alone=True)
    assert bool(found(unit, code)) == speaks
