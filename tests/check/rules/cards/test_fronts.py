"""Rules on the front of a card find planted flaws on the cards that the deck is made of."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from planting import asked, cases, choice, found, planted

from kzquiz.generators.anki import SHOWS
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

FRONTS = {
    "FC04": (
        [
            ("How many people had left?", "about 200"),
            ("Who speaks in the article of Source A?", "the board"),
            ("Who is still in office today, in Source A?", "the mayor"),
            ("Who spoke recently, according to Source A?", "the mayor"),
            ("Whose boats are now in the town, as Source A says?", "the army's"),
            ("Today Mayor Brandt spoke of what, in Source A?", "boats"),
            ("Who said the words above, in Source A?", "the mayor"),
            ("Who speaks of this in the source?", "the mayor"),
            ("Who led today’s talks, according to Source A?", "the mayor"),
        ],
        [
            ("By Monday night, how many people had left, in Source A?", "about 200"),
            ("Who speaks in both sources?", "the board"),
            ("Which office do Sources A and B quote?", "the fire service"),
            ("What do neither of the two sources say?", "why"),
            ("Who says “today” in Source A?", "the mayor"),
            ("Who spoke to Russia Today, according to Source A?", "the board"),
            ("Which village stood above the river, in Source A?", "Lode"),
            ("Who said ‘now or never’, according to Source A?", "the mayor"),
            ("Who had recently left office, according to Source B?", "the mayor"),
            ("What is now called a dyke, in Source A?", "the wall"),
            ("Which rule does the article 70 of Source A’s treaty give?", "none"),
            ("Which newsroom gives the higher figure?", "that of Source B"),
            ("What do all three reports leave out?", "the cause"),
            ("Who speaks in the newsroom of Source B?", "the mayor"),
            ("On what do the sources agree?", "the gate"),
            ("Which part of today’s Sudan is named in Source B?", "Darfur"),
            ("Which building rises above the square, in Source A?", "the hall"),
            ("Who worked for USA Today, according to Source B?", "nobody"),
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


FIGURES = {
    "FC08": (
        [
            "In Source A, [[about]] 200 people left.",
            "By Monday, [[about]] 200 people had left, writes Source A.",
            "In Source A, 200 people [[left]].",
            "It was [[about]] 200 people, going by Source A.",
            "Source A: [[around]] 200 people left their homes, it is reported.",
            "In Source A, two hundred people [[left]].",
        ],
        [
            "The fire service said in Source A that [[about]] 200 people left.",
            "In Source A, the Fire Service counts 200 [[people]].",
            "In Source A, people [[left]] their homes.",
            "In Source A, [[2,200]] boats came.",
            "In Source A, 200 [[boats]] are not named.",
            "In Source A the [[fire service]] counted 200 people.",
            "Who, according to Source A, [[counted]] 200 people?",
        ],
    ),
}


@pytest.mark.parametrize(("code", "text", "speaks"), cases(FIGURES))
def test_figures(example: Unit, code: str, text: str, *, speaks: bool) -> None:
    unit = planted(example, asked("cloze-qualifier", text=text), alone=True)
    assert bool(found(unit, code)) == speaks


@pytest.mark.parametrize(
    "stem",
    [
        "Who, in Source A, said that about 200 people had left?",
        "According to Source A, who said that about 200 people had left?",
        "About 200 people had left, says Source A. Whose figure is that?",
        "According to whom had about 200 people left, in Source A?",
        "Which office spoke of about 200 people, in Source A?",
    ],
)
def test_a_question_cannot_name_the_speaker_it_asks_for(example: Unit, stem: str) -> None:
    question = choice("The radio", "The mayor", "The army", stem=stem)
    assert not found(planted(example, question, alone=True), "FC08")


def test_a_question_on_something_else_names_the_speaker(example: Unit) -> None:
    stem = "Where had the 200 people, who left, lived before, according to Source A?"
    question = choice("In the old town", "In boats", "In Lode", stem=stem)
    assert found(planted(example, question, alone=True), "FC08")


def test_what_is_said_of_a_front_is_a_warning(example: Unit) -> None:
    fronts = ("How many people had left?", "Who is in office today, in Source A?")
    for stem in fronts:
        unit = planted(example, asked("short-basis", stem=stem), alone=True)
        assert {problem.severity for problem in found(unit, "FC04")} == {"warning"}


CARDS = ("choice-left", "choice-request", "cloze-qualifier", "short-basis", "tfn-gate")
EVIDENCE = {"FC07": ([(name, []) for name in CARDS], [(name, ["a1-left"]) for name in CARDS])}


@pytest.mark.parametrize(("code", "card", "speaks"), cases(EVIDENCE))
def test_a_card_without_a_claim_has_no_source(
    example: Unit, code: str, card: tuple[str, list[str]], *, speaks: bool
) -> None:
    name, evidence = card
    unit = planted(example, asked(name, evidence=evidence, shows=None), alone=True)
    assert bool(found(unit, code)) == speaks


@pytest.mark.parametrize("name", ["open-inspection", "missing-flood", "select-carriers"])
def test_what_is_no_card_is_not_judged_as_one(example: Unit, name: str) -> None:
    unit = planted(example, asked(name, evidence=[], stem="What about today, should one say?"))
    assert not [problem for problem in found(unit, "FC") if name in str(problem)]
    assert not found(planted(example, asked(name, evidence=[]), alone=True), "FC07")


def test_the_deck_shows_what_the_rules_think_it_shows() -> None:
    assert sorted(SHOWS) == ["choice", "gap", "text"]
