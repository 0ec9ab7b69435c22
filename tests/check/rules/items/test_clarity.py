"""Rules on clear words find planted flaws and leave clear texts alone."""

from __future__ import annotations

import pytest
from planting import TWO, asked, cases, choice, found, found_in_stem, planted

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


@pytest.mark.parametrize("kind", ["open", "missing"])
def test_an_opinion_may_be_asked_without_a_key(example: Unit, kind: str) -> None:
    name = {"open": "open-inspection", "missing": "missing-flood"}[kind]
    question = asked(name, stem="What should be asked about the gate in Source A and Source B?")
    assert not found(planted(example, question), "IW24")
