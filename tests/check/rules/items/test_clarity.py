"""Rules on clear words find planted flaws and leave clear texts alone."""

from __future__ import annotations

import pytest
from planting import asked, cases, found, found_in_stem, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

STEMS = {
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
            "Who should pay for the repairs in Source A?",
            "Do you agree that the army came too late?",
            "Was it fair to blame the water board, going by Source A?",
            "What do you believe the mayor wanted?",
        ],
        [
            "Who said in Source A that the army “should have come”?",
            "What did the mayor ask for, according to Source A?",
            "Whose shoulders does Source A speak of?",
            "What do the shopkeepers think, according to Source A?",
            "Which opinion does the mayor state in Source A?",
            "What should residents do with tap water, according to the ministry in Source A?",
            "Which governor said that residents should stay indoors, in Source A?",
            "Who told the people of Valparaíso that they should leave?",
            "What does the UN envoy say the two armies should do?",
            "According to the mayor of Derna, who should have closed the dam?",
            "What did the union demand that the airline should pay?",
            "When should the polls in Nairobi close, according to Source A?",
            "Which country warned that its citizens should not travel to Haiti?",
            "How many boats should have come, as the mayor said, in Source A?",
            "Was it right that the gate was closed, according to the water board?",
            "Who called the answer of the board “what you should think”?",
        ],
    ),
    "IW25": (
        [
            "Which source is most reliable?",
            "What is the best reading of the figure in Source A?",
            "Which is the most important figure of Source A?",
            "Which speaker of Source A is most trustworthy?",
            "Which statement of Source A is the most convincing one?",
            "What is the worst mistake in Source A?",
            "Which of these is the fairest account?",
            "Which account is the most balanced one?",
        ],
        [
            "Which source names more speakers?",
            "Which cause is most important, according to the mayor in Source A?",
            "Who does the mayor call “the best friend of the town” in Source A?",
            "Which source is most reliable, judged by the origins it names?",
            "Which speaker says most about the gate in Source A?",
            "Which film won the award for Best Picture, in Source A?",
            "What does the agency call the most likely cause of the crash?",
            "Which company, Best Buy or its rival, closed shops in Source A?",
            "Which source gives the most precise time, measured in minutes?",
            "How many best-selling authors signed the letter in Source A?",
            "Which cause is named as most important by the board in Source A?",
            "Which town is described as worst hit in Source A?",
            "Which team won the best-of-five series in Source A?",
            "Which day was the worst, according to the fire service?",
        ],
    ),
    "IW28": (
        [
            "He blamed whom, according to Source A?",
            "It was said by whom in Source A?",
            "This figure is whose, in Source A?",
            "Who says the above in Source A?",
            "Which of the figures mentioned above stands in Source A?",
            "Which figure is given below?",
            "Which office does the text above quote?",
            "They left when, according to Source A?",
        ],
        [
            "Whom did the mayor blame, according to Source A?",
            "There was a flood in Source A. Who says so?",
            "Which of these figures stands in Source A?",
            "How far above the dyke did the water stand, in Source A?",
            "Who said “It was late” in Source A?",
            "How high was smoke seen above the river, according to Source A?",
            "What was shown above the door of the embassy in Source A?",
            "How far below the surface was the submarine found, in Source A?",
            "Who was seen above Kyiv on Monday, according to Source A?",
            "How many degrees above zero were measured, in Source A?",
            "Which village lies above the dam, in Source A?",
            "How many above-average seasons does Source A name?",
            "“It was late”: who said so in Source A?",
            "It rained for three days in Lagos. Who says so in Source A?",
            "Her Majesty’s government sent how many ships, in Source A?",
            "What did divers find below 30 metres, according to Source A?",
        ],
    ),
}


@pytest.mark.parametrize(("code", "stem", "speaks"), cases(STEMS))
def test_stems(example: Unit, code: str, stem: str, *, speaks: bool) -> None:
    assert bool(found_in_stem(example, code, stem)) == speaks


STATEMENTS = {
    "IW23": (
        [
            "Troops arrived, and the internet was cut.",
            "The gate failed because it was old.",
            "The mayor did not ask for boats.",
            "The board always tells the truth.",
            "The gate failed; the town was flooded.",
            "In Almaty, troops arrived, and the internet was cut.",
            "Nobody was warned.",
            "The town was completely flooded.",
            "It is impossible to count the boats.",
        ],
        [
            "Source A gives the number of people who left.",
            "The mayor and the army spoke.",
            "The old town was flooded after a sluice gate failed.",
            "The mayor said “because it was old, and not looked at”.",
            "Some of the people who left had notes.",
            "The flood hit Lode, Brenn, and Ostervik.",
            "Kenya, Uganda, and Tanzania sent teams.",
            "The council imposed a no-fly zone.",
            "The group Never Again called the march.",
            "The prime minister spoke in front of No 10.",
            "The band All or Nothing played for the victims.",
            "The company called Everyone’s Invited collected the reports.",
            "A not-for-profit clinic treated the wounded.",
            "The ministry raised the toll, and so did the hospital.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "statement", "speaks"), cases(STATEMENTS))
def test_statements(example: Unit, code: str, statement: str, *, speaks: bool) -> None:
    unit = planted(example, asked("tfn-gate", statement=statement), alone=True)
    assert bool(found(unit, code)) == speaks


@pytest.mark.parametrize("kind", ["open", "missing"])
def test_an_opinion_may_be_asked_without_a_key(example: Unit, kind: str) -> None:
    name = {"open": "open-inspection", "missing": "missing-flood"}[kind]
    question = asked(name, stem="What should be asked about the gate in Source A and Source B?")
    assert not found(planted(example, question), "IW24")
