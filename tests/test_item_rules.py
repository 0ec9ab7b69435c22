"""Item-writing rules find planted flaws and leave sound questions alone."""

from __future__ import annotations

from typing import Any

import pytest
from planting import asked, cases, choice, found, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
OPTIONS = {
    "IW01": (
        [
            ("None of these", *TWO),
            ("about 200", "None of the above", "more than 350"),
            ("about 200", "none of those figures", "more than 350"),
            ("Neither", "about 12", "about 200"),
            ("about 200", "None are correct", "about 12"),
        ],
        [
            ("Source A does not say", *TWO),
            ("not stated in Source A", *TWO),
            ("none was counted", *TWO),
            ("neither the mayor nor the army", *TWO),
            ("nobody counted them", *TWO),
        ],
    ),
    "IW02": (
        [
            ("all of the above", *TWO),
            ("about 200", "All of these", "about 12"),
            ("both of the above", *TWO),
            ("about 12", "about 200", "A, B and C are correct"),
            ("about 200", "all the options", "about 12"),
        ],
        [
            ("all government buildings in Ostervik", *TWO),
            ("all of the people who left", *TWO),
            ("both of them", *TWO),
            ("all of these people were counted twice", *TWO),
            ("the whole old town", *TWO),
        ],
    ),
    "IW10": (
        [
            ("I and III only", "II", "IV"),
            ("A and C", "B", "D"),
            ("1, 2 and 3", "4", "5"),
            ("only B", "A", "C"),
            ("both A and B", "the mayor", "the army"),
        ],
        [
            ("Source A and Source B", *TWO),
            ("Nordpress and Radio Lode", *TWO),
            ("only the mayor", *TWO),
            ("12 and 200 people", *TWO),
            ("Ada and Bo", *TWO),
        ],
    ),
    "IW10b": (
        [
            ("the mayor, the army", "the army, the radio", "the radio, the mayor"),
            ("boats and homes", "homes and gates", "gates and boats"),
            ("fire; water; wind", "wind; fire; ice", "ice; water; fire"),
            ("first rain and then wind", "then wind and first rain", "then wind and then sun"),
            ("Ada but not Bo", "not Bo and Cy", "Cy and Ada"),
        ],
        [
            ("the mayor and the army", "the radio and the shops", "the board and the police"),
            ("the mayor", "the army", "the radio"),
            ("the mayor and the army", "the mayor", "the radio"),
            ("rain, wind", "sun, fog", "snow, hail"),
            ("boats", "homes and gates", "gates and boats"),
        ],
    ),
    "IW16": (
        [
            ("The police.", "the police", "the mayor"),
            ("about 200", "About 200!", "about 12"),
            ("the head of the water board", "the head of water board", "the mayor"),
            ("“the mayor”", "the mayor", "the army"),
            ("a gate in the old town broke down", "the gate in the old town broke down", "rain"),
        ],
        [
            ("18", "750", "3,000"),
            ("the head of the water board", "the head of the fire service", "the mayor"),
            ("It was confirmed by the army", "It was not confirmed by the army", "rain"),
            ("It sets an upper limit.", "It sets a lower limit.", "It is exact."),
            ("at least 18", "up to 18", "18"),
        ],
    ),
    "IW17": (
        [
            ("more than 2,000", "more than 3,000", "about 12"),
            ("about 200", "about 210", "about 12"),
            ("at least 100 people", "about 200 people", "nobody"),
            ("up to 400", "300", "about 900"),
            ("the police", "the police in Ostervik", "the mayor"),
        ],
        [
            ("about 400", "about 1,000", "about 12"),
            ("at least 18", "18", "up to 18"),
            ("200 people", "300 boats", "12 homes"),
            ("confirmed", "not confirmed", "withdrawn"),
            ("the police in Ostervik", "the police in Lode", "the mayor"),
        ],
    ),
    "IW09": (
        [
            ("three", "twelve", "two"),
            ("two days", "seven days", "five days"),
            ("three sources", "two sources", "one source"),
            ("about twelve", "about six", "about nine"),
            (
                "3 days",
                "2 days",
                "9 days",
                {"last": "2 days"},
            ),
        ],
        [
            ("3", "12", "2"),
            ("about 200", "about 12", "more than 350"),
            ("two days", "seven hours", "five weeks"),
            ("one", "the mayor", "two"),
            ("one thousand people", "the mayor", "two boats"),
        ],
    ),
    "IW14": (
        [
            ("to warn people", "counting boats", "asking for money"),
            ("warning people", "to count boats", "to ask for money"),
            ("because the gate failed", "the rain", "the wind"),
            ("the rain", "when the gate failed", "the wind"),
            ("Sending boats", "the boats", "the gate"),
        ],
        [
            ("warning people", "counting boats", "asking for money"),
            ("the rain", "the wind", "the gate"),
            ("to warn", "to count", "to ask"),
            ("because it rained", "because it broke", "because it was old"),
            ("a thing", "the king", "the ring"),
        ],
    ),
    "IW15": (
        [
            ("about 200.", *TWO),
            ("It rained.", "It snowed.", "It was dry"),
            ("the mayor", "the army.", "the radio"),
            ("Two weeks.", "One week", "A day"),
            ("yes, they did", "no, they did not.", "nobody knows"),
        ],
        [
            ("about 200", *TWO),
            ("It rained.", "It snowed.", "It was dry."),
            ("the mayor", "the army", "the radio"),
            ("at 8.30 a.m", "at 9", "at noon"),
            ("No. 7", "No. 8", "No. 9"),
        ],
    ),
    "IW20": (
        [
            ("The sources say that it rained", "The sources say it snowed", "The sources say no"),
            ("in the old town", "in the old gate", "in the old hall"),
            ("It was the mayor", "It was the army", "It was the radio"),
            ("a piece of news", "a piece of gate", "a piece of bread"),
            ("that the army came", "that the army left", "that the army stayed"),
        ],
        [
            ("It sets an upper limit", "It sets a lower limit", "It sets no limit"),
            ("the mayor", "the army", "the radio"),
            ("the mayor", "the mayor of Lode", "the mayor of the town"),
            ("in the old town", "in the new town", "in the old hall"),
            ("It rained", "It snowed", "It was dry"),
        ],
    ),
    "IW04": (
        [
            ("They always agree", "They differ", "They are silent"),
            ("They agree", "Nobody says so", "They are silent"),
            ("completely flooded", "flooded in part", "dry"),
            ("It is impossible to say", "It rained", "It snowed"),
            ("Under no circumstances", "On Monday", "On Tuesday"),
        ],
        [
            ("They agree", "They differ", "They are silent"),
            ("“always ready”, as the board says", "ready", "late"),
            ("all", "some", "few"),
            ("the only gate", "the gate", "the dyke"),
            ("an entire street", "a house", "a hall"),
        ],
    ),
    "IW05": (
        [
            ("often", "at night", "by day"),
            ("It sometimes rains", "It rains", "It snows"),
            ("It is usually open", "It is open", "It is shut"),
            ("partly", "in full", "not at all"),
            ("Officials typically wait", "They wait", "They act"),
        ],
        [
            ("about 2,500", *TWO),
            ("“often closed”, says the mayor", "closed", "open"),
            ("party", "partner", "part"),
            ("softened", "hardened", "melted"),
            ("more than half", "half", "a third"),
        ],
    ),
    "IW06": (
        [
            ("Mayor Ilse Brandt, who spoke for the council", "the army", "the radio"),
            ("x" * 25, "y" * 20, "z"),
            ("a rise in the price of fuel on New Year’s Day", "an attack from abroad", "a lie"),
            ("that the ministry chose the word itself", "that it was checked", "that it is so"),
            ("x" * 90, "y" * 40, "z" * 40, "w" * 30),
        ],
        [
            ("x" * 40, "y" * 38, "z"),
            ("a rather short key here", "rain", "wind"),
            ("x" * 30, "y" * 60, "z" * 60),
            ("about 200", *TWO),
            ("x" * 49, "y" * 40, "z" * 40),
        ],
    ),
    "IW07": (
        [
            ("x" * 60, "y" * 20, "z" * 18),
            ("x" * 20, "y" * 60, "z" * 20),
            ("abc", "y" * 40, "z" * 40),
            ("the mayor", "the army", "the people who live in the old part of the town"),
            ("x" * 16, "y" * 16, "z" * 5),
        ],
        [
            ("about 200", *TWO),
            ("x" * 30, "y" * 25, "z" * 20),
            ("TASS", "the newsroom", "the radio"),
            ("the mayor", "the army", "Source A does not say who it was"),
            ("rain", "a storm", "the wind"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    texts = [text for text in options if isinstance(text, str)]
    more = next((part for part in options if isinstance(part, dict)), {})
    unit = planted(example, choice(*texts, **more), alone=True)
    assert bool(found(unit, code)) == speaks


STEMS = {
    "IW03": (
        [
            "Which figure is not given in Source B?",
            "Which office is not the origin of the figure, according to Source A?",
            "All of these stand in Source A except which one?",
            "Which statement about the gate is false?",
            "Which figure didn’t the fire service give in Source A?",
            "Source B gives a figure. Which of these does it never mention?",
        ],
        [
            "Which figure is given in Source B?",
            "At least how many people left, according to Source A?",
            "Who said in Source A that “nothing was not ready”?",
            "Why does Source A name the board, although it does not quote it, in paragraph 3?",
            "The mayor did not answer. What did she ask for, according to Source A?",
            "Was the gate inspected or not, according to Source A?",
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
        ],
    ),
    "IW19": (
        [
            "word " * 41 + "?",
            "word " * 61 + "?",
            "In Source A " + "there is a gate and " * 9 + "who says so?",
            "Who " + "and who " * 21 + "said so in Source A?",
            "How many people, " + "or boats, " * 25 + "are there in Source A?",
        ],
        [
            "How many people had left, according to Source A?",
            "word " * 40 + "?",
            "Who said “" + "word " * 50 + "” in Source A?",
            "Word? " * 20,
            "Who asked?",
        ],
    ),
    "IW24": (
        [
            "Should the army have been sent, going by Source A?",
            "Why do you think the gate failed, going by Source A?",
            "Is it right to send boats, as Source A says?",
            "In your opinion, who is to blame in Source A?",
            "Which office should have warned the people of Source A?",
        ],
        [
            "Who said in Source A that the army “should have come”?",
            "What did the mayor ask for, according to Source A?",
            "Whose shoulders does Source A speak of?",
            "What do the shopkeepers think, according to Source A?",
            "Which opinion does the mayor state in Source A?",
        ],
    ),
    "IW25": (
        [
            "Which source is most reliable?",
            "What is the best reading of the figure in Source A?",
            "Which is the most important figure of Source A?",
            "Which speaker of Source A is most trustworthy?",
            "Which statement of Source A is the most convincing one?",
        ],
        [
            "Which source names more speakers?",
            "Which cause is most important, according to the mayor in Source A?",
            "Who does the mayor call “the best friend of the town” in Source A?",
            "Which source is most reliable, judged by the origins it names?",
            "Which speaker says most about the gate in Source A?",
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
    "IW28": (
        [
            "He blamed whom, according to Source A?",
            "It was said by whom in Source A?",
            "This figure is whose, in Source A?",
            "Who says the above in Source A?",
            "Which of the figures mentioned above stands in Source A?",
        ],
        [
            "Whom did the mayor blame, according to Source A?",
            "There was a flood in Source A. Who says so?",
            "Which of these figures stands in Source A?",
            "How far above the dyke did the water stand, in Source A?",
            "Who said “It was late” in Source A?",
        ],
    ),
    "ST10": (
        [
            "Who counted the people of question 3, in Source A?",
            "Using your answer to the first question, who speaks in Source A?",
            "Who spoke in the previous question, according to Source A?",
            "Look at item 4 again: who speaks in Source A?",
            "What follows from your last answer to the riddle of Source A?",
        ],
        [
            "Who counted the people of paragraph 3, in Source A?",
            "What answer did the previous mayor give, in Source A?",
            "Which question does the mayor leave open in Source A?",
            "Who said “See question 3” in Source A?",
            "Which of the 4 items was counted first, according to Source A?",
        ],
    ),
    "RD01": (
        [
            "Considering institutional responsibilities, which numerical approximation regarding"
            f" residential evacuation did municipal representatives {verb}, according to Source A?"
            for verb in ("communicate", "disseminate", "articulate", "authenticate", "reiterate")
        ],
        [
            "On Monday night the fire service gave a count. How many were they, says Source A?",
            "Who said so? The mayor, the board or the shops? Look at the end of Source A, par. 4.",
            "How many had left, says Source A?",
            "Source A gives a count. It has a word in front of it. What does this word do to it?",
            "Who counted the people that had left their homes on Monday night, as Source A has it?",
        ],
    ),
}


@pytest.mark.parametrize(("code", "stem", "speaks"), cases(STEMS))
def test_stems(example: Unit, code: str, stem: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, stem=stem), alone=True)
    assert bool(found(unit, code)) == speaks


PAIRS = {
    "IW08": (
        [
            ("Who asked for rubber boats?", ("a maker of rubber", "the army", "the mayor")),
            ("What broke the pump?", ("a worn pump", "the rain", "the wind")),
            ("Which count covers the harbour?", ("the harbour count", "the list", "the sum")),
            ("Who reports looting?", ("the owner of a looted shop", "the army", "the mayor")),
            ("Whose tents stood there?", ("tent makers", "soldiers", "the mayor")),
        ],
        [
            ("Who asked for rubber boats?", ("the mayor", "the army", "the fire service")),
            ("Who asked for boats?", ("boat owners", "boat makers", "the army")),
            ("Was it the rain, the gate or the wind?", ("the gate", "the rain", "the wind")),
            ("What did the mayor ask for?", ("Mayor Brandt’s boats", "tents", "money")),
            ("Who said so in the text?", ("the text itself", "the army", "the mayor")),
        ],
    ),
    "IW13": (
        [
            ("The one who asked was an:", ("engineer", "mayor", "shopkeeper")),
            ("Source A says that it was a", ("gate", "oar", "boat")),
            ("What failed was a ___", ("dyke", "engine", "gate")),
            ("It was an:", ("office", "board", "agency")),
            ("The speaker is a:", ("lawyer", "actor", "clerk")),
        ],
        [
            ("The one who asked was a/an:", ("engineer", "mayor", "shopkeeper")),
            ("The one who asked was a:", ("mayor", "shopkeeper", "soldier")),
            ("Who asked for a boat?", ("an engineer", "a mayor", "a shopkeeper")),
            ("The one who asked was a(n):", ("engineer", "mayor", "shopkeeper")),
            ("Which group was it: a", ("mayor", "soldier", "dyke")),
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
        ],
    ),
}


@pytest.mark.parametrize(("code", "pair", "speaks"), cases(PAIRS))
def test_stems_with_options(
    example: Unit, code: str, pair: tuple[str, tuple[str, ...]], *, speaks: bool
) -> None:
    stem, options = pair
    assert bool(found(planted(example, choice(*options, stem=stem), alone=True), code)) == speaks


STATEMENTS = {
    "IW23": (
        [
            "Troops arrived, and the internet was cut.",
            "The gate failed because it was old.",
            "The mayor did not ask for boats.",
            "The board always tells the truth.",
            "The gate failed; the town was flooded.",
        ],
        [
            "Source A gives the number of people who left.",
            "The mayor and the army spoke.",
            "The old town was flooded after a sluice gate failed.",
            "The mayor said “because it was old, and not looked at”.",
            "Some of the people who left had notes.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "statement", "speaks"), cases(STATEMENTS))
def test_statements(example: Unit, code: str, statement: str, *, speaks: bool) -> None:
    unit = planted(example, asked("tfn-gate", statement=statement), alone=True)
    assert bool(found(unit, code)) == speaks


def test_counted_keys_agree_with_the_stem(example: Unit) -> None:
    two = asked("select-carriers", stem="Which two statements came through an agency?")
    three = asked("select-carriers", stem="Which three statements came through an agency?")
    assert not found(planted(example, two), "IW13")
    assert found(planted(example, three), "IW13")


def test_a_loud_negative_is_a_hint(example: Unit) -> None:
    quiet = choice("about 200", *TWO, stem="Which figure is not in Source A?")
    loud = choice("about 200", *TWO, stem="Which figure is NOT in Source A?")
    bold = choice("about 200", *TWO, stem="Which figure is **not** in Source A?")
    severities = [
        [problem.severity for problem in found(planted(example, question), "IW03")]
        for question in (quiet, loud, bold)
    ]
    assert severities == [["warning"], ["hint"], ["hint"]]


@pytest.mark.parametrize("kind", ["open", "missing"])
def test_an_opinion_may_be_asked_without_a_key(example: Unit, kind: str) -> None:
    name = {"open": "open-inspection", "missing": "missing-flood"}[kind]
    question = asked(name, stem="What should be asked about the gate in Source A and Source B?")
    assert not found(planted(example, question), "IW24")


TEXTS = {
    "IW29": (
        [
            "The the figure keeps its time.",
            "The figure keeps its its time.",
            "It was said  said twice.",
            "A dyke holds\nholds water.",
            "Who says so so early?",
        ],
        [
            "The qualifier that that figure has is kept.",
            "They had had time.",
            "The source prints “Wednesday Wednesday” here.",
            "In Source A a nurse speaks.",
            "The figure, the figure alone, counts. Counts differ.",
        ],
    ),
    "IW30": (
        [
            "The OFS speaks here in Source A.",
            "The UNHCR is not named.",
            "It is about NATO and others.",
            "The text says FIFA.",
            "BBC is a broadcaster.",
        ],
        [
            "The fire service speaks.",
            "The Ostervik Fire Service (OFS) speaks in Source A.",
            "The US is not named.",
            "Source A and Source B differ.",
            "It is part I of the text.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "text", "speaks"), cases(TEXTS))
def test_texts(example: Unit, code: str, text: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, stem=f"{text} How many?"), alone=True)
    assert bool(found(unit, code)) == speaks
