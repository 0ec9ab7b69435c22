"""Flashcard rules find planted flaws on the cards that the deck is made of."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from planting import asked, cases, choice, found, planted

from kzquiz.generators.anki import SHOWS
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
        ],
        [
            "about 200 on Monday",
            "12 boats on 7 January",
            "3 to 5",
            "about 2,500 (paragraph 9)",
            "12 at 8:53 on 5 January 2022",
        ],
    ),
    "FC02": (
        [
            "the mayor, the army, the radio and the shops",
            "rain, wind, fog, snow",
            "rain; wind; fog; snow",
            "rain and wind and fog and snow",
            "the mayor, Nordpress, and the army, and the shops",
        ],
        [
            "dismissed the council",
            "the mayor and the army",
            "rain, wind and fog",
            "about 2,500, says the board",
            "a calm, dry night",
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
    "FC04": (
        [
            ("How many people had left?", "about 200"),
            ("Who speaks in the article of Source A?", "the board"),
            ("Who is still in office today, in Source A?", "the mayor"),
            ("Who spoke recently, according to Source A?", "the mayor"),
            ("Whose boats are now in the town, as Source A says?", "the army's"),
        ],
        [
            ("By Monday night, how many people had left, in Source A?", "about 200"),
            ("Who speaks in both sources?", "the board"),
            ("Which office do Sources A and B quote?", "the fire service"),
            ("What do neither of the two sources say?", "why"),
            ("Who says “today” in Source A?", "the mayor"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "card", "speaks"), cases(FRONTS))
def test_fronts(example: Unit, code: str, card: tuple[str, str], *, speaks: bool) -> None:
    stem, key = card
    question = asked("short-basis", stem=stem, key=key)
    assert bool(found(planted(example, question, alone=True), code)) == speaks


def test_background_needs_no_source(example: Unit) -> None:
    claims = dict(example.facts.claims)
    claims["a3-inspected"] = replace(claims["a3-inspected"], status="background")
    unit = replace(example, facts=replace(example.facts, claims=claims))
    question = asked("short-basis", stem="What is a sluice for?")
    assert not found(planted(unit, question, alone=True), "FC04")
    assert found(planted(example, question, alone=True), "FC04")


ASKED_OF_A = "How many people had left their homes, according to Source A?"
TWINS = {
    "FC05": (
        [
            (ASKED_OF_A, "How many people had left their homes, according to Source B?"),
            (ASKED_OF_A, "How many people have left their homes, says Source A?"),
            (
                "How many left in paragraph 1 of Source A?",
                "How many left in paragraph 2, Source A?",
            ),
            ("Boats of Source A: how many?", "How many boats, in Source B?"),
            ("Who counted 12 people, in Source A?", "Who counted the 350 people, in Source B?"),
        ],
        [
            ("In Source A, how many people had left?", "In Source B, how many people had left?"),
            (ASKED_OF_A, "How many boats had left the harbour, according to Source B?"),
            ("Who left, in Source A?", "When did they leave, in Source A?"),
            ("Source A: who counted the people?", "Source B: who counted the people?"),
            ("Who says so of the gate, in Source A?", "Where does the gate stand, in Source A?"),
        ],
    )
}


@pytest.mark.parametrize(("code", "stems", "speaks"), cases(TWINS))
def test_twins(example: Unit, code: str, stems: tuple[str, str], *, speaks: bool) -> None:
    one = asked("short-basis", id="one", stem=stems[0], key="about 200")
    two = asked("short-basis", id="two", stem=stems[1], key="more than 350")
    assert bool(found(planted(example, one, two, alone=True), code)) == speaks


def test_twins_with_one_answer_cannot_be_mixed_up(example: Unit) -> None:
    one = asked("short-basis", id="one", stem=TWINS["FC05"][0][0][0])
    two = asked("short-basis", id="two", stem=TWINS["FC05"][0][0][1])
    assert not found(planted(example, one, two, alone=True), "FC05")


DELETIONS = {
    "FC06": (
        [
            "In Source A, [[the]] fire service spoke.",
            "In Source A, the fire service [[of]] the town spoke.",
            "In Source A the gate failed, and the [[gate]] was old.",
            "In Source A, the fire service counted [[200]] people who left.",
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
    "FC08": (
        [
            "In Source A, [[about]] 200 people left.",
            "By Monday, [[about]] 200 people had left, writes Source A.",
            "In Source A, 200 people [[left]].",
            "It was [[about]] 200 people, going by Source A.",
            "Source A: [[around]] 200 people left their homes, it is reported.",
        ],
        [
            "The fire service said in Source A that [[about]] 200 people left.",
            "In Source A, the Fire Service counts 200 [[people]].",
            "In Source A, people [[left]] their homes.",
            "In Source A, [[2,200]] boats came.",
            "In Source A, 200 [[boats]] are not named.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "text", "speaks"), cases(DELETIONS))
def test_deletions(example: Unit, code: str, text: str, *, speaks: bool) -> None:
    unit = planted(example, asked("cloze-qualifier", text=text), alone=True)
    assert bool(found(unit, code)) == speaks


CARDS = ("choice-left", "choice-request", "cloze-qualifier", "short-basis", "tfn-gate")
EVIDENCE = {"FC07": ([(name, []) for name in CARDS], [(name, ["a1-left"]) for name in CARDS])}


@pytest.mark.parametrize(("code", "card", "speaks"), cases(EVIDENCE))
def test_a_card_without_a_claim_has_no_source(
    example: Unit, code: str, card: tuple[str, list[str]], *, speaks: bool
) -> None:
    name, evidence = card
    unit = planted(example, asked(name, evidence=evidence), alone=True)
    assert bool(found(unit, code)) == speaks


@pytest.mark.parametrize("name", ["open-inspection", "missing-flood", "select-carriers"])
def test_what_is_no_card_is_not_judged_as_one(example: Unit, name: str) -> None:
    unit = planted(example, asked(name, evidence=[], stem="What about today, should one say?"))
    assert not [problem for problem in found(unit, "FC") if name in str(problem)]
    assert not found(planted(example, asked(name, evidence=[]), alone=True), "FC07")


FEEDBACK: dict[str, Any] = {
    "FC10": (
        ["No.", "See Source A.", "Read paragraph one again.", "Right!", "It is so, yes."],
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


def test_the_deck_shows_what_the_rules_think_it_shows() -> None:
    assert sorted(SHOWS) == ["choice", "gap", "text"]
