"""Rules on what may hurt find planted detail, and leave plain reports of deaths alone."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from planting import asked, cases, choice, found, planted

from kzquiz.load import Unit
from kzquiz.model import Figure

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
GRAPHIC = (
    "It was a massacre.",
    "Two were beheaded.",
    "The corpses were counted.",
    "Some were burned alive there.",
    "It was a bloody night.",
    "People were tortured there.",
)
PLAIN = (
    "Two people were killed.",
    "The executive board met.",
    "Nobody was left alive to tell, says the mayor.",
    "The grape harvest was lost.",
    "The wounded were counted.",
)
FEEDBACK = {
    "SE01": (GRAPHIC, PLAIN),
    "SE02": (GRAPHIC, PLAIN),
    "SE03": (GRAPHIC, PLAIN),
    "SE06": (
        [
            "A baker, Joris Vandam, left with two children.",
            "Joris Vandam left with two children.",
            "Among them was Anna-Lena Berg, says the mayor.",
            "It was told by Dr Piet Holm of the town.",
            "Mayor Joris Vandam spoke later.",
        ],
        [
            "Mayor Ilse Brandt left with two others.",
            "Radio Lode and Nordpress told of it.",
            "On New Year’s Day nobody slept.",
            "In Source A Monday is named.",
            "The Human Rights Watch and the State Department were silent.",
        ],
    ),
    "SE07": (
        [
            "Germans are careful.",
            "Of course Russians want it so.",
            "Muslims always pray then.",
            "The text shows that foreigners never wait.",
            "It is known that migrants are late.",
        ],
        [
            "The German government said so.",
            "“Russians want it”, said the mayor.",
            "Some Germans said so.",
            "Two Muslims were heard by the newsroom.",
            "The foreigners whom the mayor names were two.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(FEEDBACK))
def test_feedback(example: Unit, code: str, feedback: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, feedback=feedback))
    assert bool(found(unit, code)) == speaks


@pytest.mark.parametrize("text", GRAPHIC)
def test_a_warning_and_the_age_answer_for_a_graphic_word(example: Unit, text: str) -> None:
    question = choice("about 200", *TWO, feedback=text, warning="The feedback is graphic.")
    assert not found(planted(example, question, age=16), "SE01")
    assert not found(planted(example, question, age=16), "SE02")
    assert found(planted(example, question, age=15), "SE02")


@pytest.mark.parametrize(("code", "text", "speaks"), cases({"SE04": (GRAPHIC, PLAIN)}))
def test_a_graphic_word_may_not_stand_on_a_front(
    example: Unit, code: str, text: str, *, speaks: bool
) -> None:
    front = choice("about 200", *TWO, stem=f"{text} How many had left, according to Source A?")
    back = choice("about 200", *TWO, feedback=text)
    assert bool(found(planted(example, front), code)) == speaks
    assert not found(planted(example, back), code)


def test_a_graphic_question_may_not_open_a_sheet(example: Unit) -> None:
    question = choice("about 200", *TWO, feedback=GRAPHIC[0])
    assert found(planted(example, question, alone=True), "SE04")


def test_graphic_evidence_counts_for_every_question_that_cites_it(example: Unit) -> None:
    claims = dict(example.facts.claims)
    claims["a1-left"] = replace(claims["a1-left"], says="The fire service told of a massacre.")
    unit = replace(example, facts=replace(example.facts, claims=claims))
    named = {problem.file for problem in found(planted(unit, asked("choice-left")), "SE01")}
    assert len(named) >= 3


DEATHS: dict[str, Any] = {
    "SE08": (
        [
            ("people killed", ("about 200", "about 12", "more than 350")),
            ("members of the security forces killed", ("18", "26", "750")),
            ("people injured", ("about 1,000", "400", "750")),
            ("the dead", ("1", "2", "3")),
            ("wounded residents", ("at least 18", "18", "up to 18")),
        ],
        [
            ("people who left", ("about 200", "about 12", "more than 350")),
            ("people killed", ("the fire service", "the mayor", "the army")),
            ("boats", ("12", "20", "30")),
            ("people injured", ("the fire service", "12", "30")),
            ("skilled workers", ("1", "2", "3")),
        ],
    )
}


@pytest.mark.parametrize(("code", "case", "speaks"), cases(DEATHS))
def test_deaths_are_no_guessing_game(
    example: Unit, code: str, case: tuple[str, tuple[str, ...]], *, speaks: bool
) -> None:
    category, options = case
    claims = dict(example.facts.claims)
    figure = Figure(value=200, qualifier="about", unit="people", category=category)
    claims["a1-left"] = replace(claims["a1-left"], figure=figure)
    unit = replace(example, facts=replace(example.facts, claims=claims))
    assert bool(found(planted(unit, choice(*options), alone=True), code)) == speaks
