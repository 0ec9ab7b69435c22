"""The rule on names finds private persons, and leaves places, bodies and things alone."""

from __future__ import annotations

import pytest
from planting import cases, choice, found, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
PERSONS = (
    "A baker, Joris Vandam, left with two children.",
    "Joris Vandam left with two children.",
    "A nurse named Anna-Lena Berg was among them.",
    "It was told by Dr Piet Holm of the town.",
    "Mayor Joris Vandam spoke later.",
    "In Lagos, Amina Bello, who sells bread, was there.",
    "The driver Paul Okafor was there.",
    "Doris Day, 34, was on the bus.",
    "Amina Bello was killed on the bridge.",
    "Paul Okafor’s family left the town.",
)
PERHAPS = (
    "Among them was Anna-Lena Berg, says the mayor.",
    "The crowd followed Al Gore to the hall.",
    "It was a letter from Paul Okafor.",
)
NO_PERSONS = (
    "Mayor Ilse Brandt left with two others.",
    "Radio Lode and Nordpress told of it.",
    "On New Year’s Day nobody slept.",
    "In Source A Monday is named.",
    "The Human Rights Watch and the State Department were silent.",
    # places
    "Water rose on the Blue Nile in Ethiopia.",
    "Blue Nile villages were flooded.",
    "People fled to Upper Nile by boat.",
    "South Sudan said nothing about it.",
    "Aid came late in Addis Ababa. From there Addis Ababa radio told of it.",
    "The ship passed the Suez Canal and Port Said.",
    "Burkina Faso and Sri Lanka were silent.",
    "Winds were strongest near Palm Springs.",
    "They crossed Lake Chad at night.",
    # things and bodies
    "An Antonov landed at noon. The Boeing did not.",
    "A UN Security Council meeting was called, the Security Council said.",
    "Russia Today told of it first.",
    "Hurricane Maria had passed by then.",
    "Red Cross helpers asked Task Force Twelve for boats.",
    "The Ever Given was afloat again.",
)
FEEDBACK = {"SE06": (PERSONS + PERHAPS, NO_PERSONS)}


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(FEEDBACK))
def test_feedback(example: Unit, code: str, feedback: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, feedback=feedback))
    assert bool(found(unit, code)) == speaks


def test_a_name_is_a_warning_only_where_something_says_that_it_is_a_persons(example: Unit) -> None:
    for severity, texts in (("warning", PERSONS), ("hint", PERHAPS)):
        for text in texts:
            unit = planted(example, choice("about 200", *TWO, feedback=text))
            assert {problem.severity for problem in found(unit, "SE06")} == {severity}, text
