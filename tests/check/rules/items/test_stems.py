"""Rules on stems find planted flaws and leave sound stems alone."""

from __future__ import annotations

import pytest
from planting import TWO, asked, cases, choice, found, found_in_stem, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

STEMS = {
    "IW03": (
        [
            "Which figure is not given in Source B?",
            "Which office is not the origin of the figure, according to Source A?",
            "All of these stand in Source A except which one?",
            "Which statement about the gate is false?",
            "Which figure didn’t the fire service give in Source A?",
            "Source B gives a figure. Which of these does it never mention?",
            "Which of these countries did not sign the treaty?",
            "Which claim of Source A is wrong?",
            "Which of these is least likely, going by Source A?",
        ],
        [
            "Which figure is given in Source B?",
            "At least how many people left, according to Source A?",
            "Who said in Source A that “nothing was not ready”?",
            "Why does Source A name the board, although it does not quote it, in paragraph 3?",
            "The mayor did not answer. What did she ask for, according to Source A?",
            "Was the gate inspected or not, according to Source A?",
            "What went wrong at the power plant in Texas, according to Source A?",
            "Which false rumour did the Kenyan police deny in Source A?",
            "What set off the false alarm in Hawaii, according to Source A?",
            "Why was the dam in Derna not inspected, according to Source A?",
            "Who spoke for the families who could not leave Mariupol?",
            "What does the union say is wrong with the plan?",
            "How many of the least-developed countries signed, in Source A?",
            "For what reason did the ministry not publish the toll?",
            "Who leads the group Not In Our Name, according to Source A?",
            "What is said of the people that had not been told in Source A?",
            "Which wrong address did the ambulance drive to, in Source A?",
        ],
    ),
    "IW11": (
        [
            "On Monday, ____ people had left, said the fire service in Source A.",
            "The _ sent boats, says Source A.",
            "In Source A, [blank] sent boats?",
            "The army sent ...... boats, according to Source A?",
            "Fill in the blank: how many boats does Source A name?",
        ],
        [
            "How many people had left, according to Source A?",
            "Source A says that … boats were sent. How many?",
            "What does “snake_case” mean in Source A?",
            "What is left blank in the list of Source A?",
            "Source A stops in mid-sentence... What is missing?",
            "Who will have to complete the sentence of five years?",
            "Which bank left the form blank, in Source A?",
        ],
    ),
    "IW12": (
        [
            "Source A",
            "The people who left, in Source A.",
            "Look at paragraph 1 of Source A and choose.",
            "The figure of the fire service in Source A",
            "Choose the right figure of Source A.",
        ],
        [
            "How many people had left, according to Source A?",
            "According to Source A, the people who left were:",
            "Source A ends with a stamp. What does it tell?",
            "What? (Source A)",
            "Source A gives a figure: which one is it?",
            "Who asked? Choose one, going by Source A.",
            "The strike began, according to Source A, because of:",
        ],
    ),
    "IW27": (
        [
            "Which of these is true?",
            "Which of the following is correct?",
            "What of the following statements is true?",
            "Which one of these is right?",
            "Which of these statements are true?",
        ],
        [
            "Which of these is true of the figure in Source B?",
            "Which of the following is correct, according to Source A?",
            "Which of these speakers is right about the gate in Source A?",
            "What is true of Source A?",
            "Which of these figures stands in Source A?",
        ],
    ),
}


@pytest.mark.parametrize(("code", "stem", "speaks"), cases(STEMS))
def test_stems(example: Unit, code: str, stem: str, *, speaks: bool) -> None:
    assert bool(found_in_stem(example, code, stem)) == speaks


PAIRS = {
    "IW13": (
        [
            ("The one who asked was an:", ("engineer", "mayor", "shopkeeper")),
            ("Source A says that it was a", ("gate", "oar", "boat")),
            ("What failed was a ___", ("dyke", "engine", "gate")),
            ("It was an:", ("office", "board", "agency")),
            ("The speaker is a:", ("lawyer", "actor", "clerk")),
            ("It was a:", ("university", "office", "board")),
        ],
        [
            ("The one who asked was a/an:", ("engineer", "mayor", "shopkeeper")),
            ("The one who asked was a:", ("mayor", "shopkeeper", "soldier")),
            ("Who asked for a boat?", ("an engineer", "a mayor", "a shopkeeper")),
            ("The one who asked was a(n):", ("engineer", "mayor", "shopkeeper")),
            ("Which group was it: a", ("mayor", "soldier", "dyke")),
            ("The people who left, according to Source A:", ("engineers", "mayors", "clerks")),
            ("These boats came for Group A:", ("eight", "twelve", "two")),
            ("It was an:", ("hour-long talk", "agency", "office")),
            ("It was a:", ("university", "mayor", "one-party state")),
            ("She was an:", ("MP", "engineer", "actor")),
            ("It was a:", ("European body", "US agency", "board")),
            ("It was an:", ("uncle", "aunt", "heir")),
        ],
    ),
    "IW26": (
        [
            ("Which is not so?", ("It was not confirmed", "It rained", "It snowed")),
            ("Who did not speak?", ("nobody", "the mayor", "the army")),
            ("Which is false?", ("They never came", "They came", "They left")),
            ("What does Source A not say?", ("that it wasn’t shut", "rain", "wind")),
            ("Which one is wrong?", ("no figure", "a figure", "a place")),
        ],
        [
            ("Which is so?", ("It was not confirmed", "It rained", "It snowed")),
            ("Which is not so?", ("It was confirmed", "It rained", "It snowed")),
            ("Who said “not yet”?", ("nobody", "the mayor", "the army")),
            ("Which is not so?", ("“not yet”, as she says", "rain", "snow")),
            ("At least how many?", ("not one", "two", "three")),
            ("Which is not so?", ("Doctors Without Borders came", "It rained", "It snowed")),
            ("Which did not speak?", ("No 10", "the army", "the mayor")),
            ("Which is not so?", ("a no-fly zone was set up", "It rained", "It snowed")),
            ("What went wrong?", ("nobody shut the gate", "rain", "wind")),
            ("Why did the guards not act?", ("They had no keys", "They slept", "They fled")),
            ("Which false alarm is named?", ("one without a cause", "one at sea", "one on land")),
        ],
    ),
}


@pytest.mark.parametrize(("code", "pair", "speaks"), cases(PAIRS))
def test_stems_with_options(
    example: Unit, code: str, pair: tuple[str, tuple[str, ...]], *, speaks: bool
) -> None:
    stem, options = pair
    assert bool(found(planted(example, choice(*options, stem=stem), alone=True), code)) == speaks


def test_counted_keys_agree_with_the_stem(example: Unit) -> None:
    two = asked("select-carriers", stem="Which two statements came through an agency?")
    three = asked("select-carriers", stem="Which three statements came through an agency?")
    assert not found(planted(example, two), "IW13")
    assert found(planted(example, three), "IW13")


def test_a_count_that_names_the_options_is_an_error(example: Unit) -> None:
    severities = []
    for stem in ("Which three of these came through an agency?", "Which three figures agree?"):
        (problem,) = found(planted(example, asked("select-carriers", stem=stem)), "IW13")
        severities.append(problem.severity)
    assert severities == ["error", "warning"]


def test_a_loud_negative_is_a_hint(example: Unit) -> None:
    quiet = choice("about 200", *TWO, stem="Which figure is not in Source A?")
    loud = choice("about 200", *TWO, stem="Which figure is NOT in Source A?")
    bold = choice("about 200", *TWO, stem="Which figure is **not** in Source A?")
    severities = [
        [problem.severity for problem in found(planted(example, question), "IW03")]
        for question in (quiet, loud, bold)
    ]
    assert severities == [["warning"], ["hint"], ["hint"]]
