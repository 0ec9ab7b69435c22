"""Sound questions on other events, in other countries: no rule on items has more than a hint."""

from __future__ import annotations

import pytest
from planting import choice, planted

from kzquiz.check import check
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

SOUND = [
    (
        "Where should residents of Wellington go, according to the mayor?",
        ("to higher ground", "to the harbour", "to their cellars"),
    ),
    (
        "Who said that people should boil their water?",
        ("the water company", "the hospital", "the council"),
    ),
    ("Which of the two newsrooms names the doctor?", ("Source A", "Source B", "Neither")),
    ("How many of the crew were found alive?", ("None", "3", "12")),
    (
        "What happened on Bloody Sunday, according to Source A?",
        ("soldiers fired", "a bridge fell", "a mine was shut"),
    ),
    ("Which reactors of the plant were shut?", ("1 and 3", "2 and 4", "5 and 6")),
    ("Which paragraphs tell of the strike?", ("1 and 3", "2 and 4", "5 and 6")),
    (
        "Who is quoted as the source of the number of dead?",
        ("the interior ministry", "the health ministry", "the Red Crescent"),
    ),
    (
        "What caused the outage, according to the operator?",
        ("a cable that was severed", "a storm", "a fault in the software"),
    ),
    ("Which country sent doctors first?", ("Guinea", "Guinea-Bissau", "Gabon")),
    (
        "What did the vice president announce?",
        ("a state of emergency", "new elections", "a ceasefire"),
    ),
    ("When were the polls to close in Nairobi?", ("at 6 p.m.", "at noon", "at midnight")),
    (
        "What did the court rule on the ban?",
        ("that it was unlawful", "that it was lawful", "that it may stand until May"),
    ),
    (
        "Why did the airline cancel its flights?",
        ("because of ash", "because of a strike", "because of fog"),
    ),
    (
        "Which of the sources says who counted the votes?",
        ("only Source A", "only Source B", "both sources"),
    ),
    (
        "What do both reports leave out?",
        ("who gave the order", "when it was given", "how many were hurt"),
    ),
    ("Which source says nothing about the cause?", ("Source A", "Source B", "Both name it")),
    (
        "According to Source A, the minister resigned because of:",
        ("a report", "a vote", "an illness"),
    ),
    (
        "What was the strongest earthquake that Source A names?",
        ("magnitude 6.1", "magnitude 7.8", "magnitude 5.4"),
    ),
    ("What did the Russian broadcaster Russia Today show?", ("a map", "a letter", "a face")),
    (
        "Which army fired first, according to the observers?",
        ("that of Armenia", "that of Azerbaijan", "They do not say"),
    ),
    (
        "Who put forward the plan that was never carried out?",
        ("the envoy", "the general", "the king"),
    ),
    (
        "What is the main difference between the two counts?",
        ("the time", "the area", "the speaker"),
    ),
    ("How long had the dam been closed?", ("about two weeks", "about two years", "two days")),
    (
        "Which statement is attributed to the fire chief?",
        ("that nobody was hurt", "that two people were hurt", "that all left in time"),
    ),
    (
        "What does the ministry deny?",
        ("that it knew of the leak", "that it was warned", "that there was a leak"),
    ),
    ("How did the currency move?", ("It fell by 5 %", "It rose by 5 %", "It did not move")),
    ("Who carried the statement of the ministry?", ("TASS", "Reuters", "Xinhua")),
    ("How many people signed?", ("at least 2,000", "up to 2,000", "2,000")),
    (
        "What does the army say of Task 12?",
        ("that it was stopped", "that it won", "that it was late"),
    ),
    ("How did Al Gore answer the senator?", ("with a letter", "with a joke", "with a speech")),
    ("How was the internet cut in Kashmir?", ("A cable was severed", "By decree", "By a storm")),
    ("What did the rebels say of the plan?", ("It was executed", "It was dropped", "It was late")),
    ("What lay above the river Meuse?", ("a bridge of ice", "a cloud of smoke", "a helicopter")),
]


@pytest.mark.parametrize(("stem", "options"), SOUND, ids=[stem for stem, _ in SOUND])
def test_a_sound_question_gets_no_warning(
    example: Unit, stem: str, options: tuple[str, ...]
) -> None:
    unit = planted(example, choice(*options, stem=stem), alone=True)
    found = check(unit, select=["IW", "ST10"])
    assert [problem for problem in found if problem.severity != "hint"] == []
