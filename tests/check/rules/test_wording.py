"""Rules on the author's voice find planted words, and leave quotations and plain words alone."""

from __future__ import annotations

import pytest
from planting import asked, cases, choice, found, planted, with_words

from kzquiz.check.engine.prose import word_forms
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
FEEDBACK = {
    "LW01": (
        [
            "The furious crowd is not counted here.",
            "Angry mobs are not counted here.",
            "The mayor restored order, says Source A.",
            "People were eliminated that night.",
            "It was Harbour's version of a riot.",
            "A Furious  Crowd, says the mayor, stood there.",
        ],
        [
            "Source A speaks of a “furious crowd” here.",
            'Source A speaks of a "furious crowd" here.',
            "In Source A, „angry mob“ is the newsroom's word.",
            "A crowd stood there, and it was furious in the eyes of the mayor.",
            "The order was restored to the shelf of the shop.",
            "The elimination of errors took a day.",
            "In Source A, ‘angry mob’ is the newsroom's word.",
            "The strikers' word is ‘rioters’, writes the workers' paper.",
            "She restored the old order form of the shop.",
            "The riot in Harbour had many versions.",
            "What was furious was the crowd's speaker, says Source B.",
        ],
    ),
    "LW02": (
        [
            "The “furious crowd” is not counted here.",
            "Here “rioters” are not counted. The mayor spoke later.",
            "An “angry mob” is a group of people.",
            "Note the words “restore order”.",
            "People had been “eliminated”.",
            "The people called “rioters” are not counted.",
            "They were described as “rioters” that night.",
            "The ‘furious crowd’ is not counted here.",
        ],
        [
            "The “furious crowd” of Source A is not counted here.",
            "The mayor’s word “rioters” is not in paragraph 1.",
            "The newsroom writes “angry mob”.",
            "Mayor Brandt spoke. It is her phrase, “restore order”.",
            "The “quiet crowd” is not counted here.",
            "Villagers call them “rioters”.",
            "Activists in Dakar describe the march as an “angry mob”.",
            "Moyo’s “rioters” are not in paragraph 1.",
            "According to a nurse, an “angry mob” came.",
            "The broadcaster’s phrase is “restore order”.",
            "The fishermen said that “rioters” had taken the boats.",
        ],
    ),
    "LW03": (
        [
            "The fire service claimed that about 200 had left.",
            "Mayor Brandt has repeatedly insisted on it.",
            "The water board (par. 3) admits that the gate was old.",
            "She pointed out that the gate was old.",
            "Source A reveals that boats were sent.",
            "Officials also concede that much.",
        ],
        [
            "The fire service said that about 200 had left.",
            "It is a claim by a party, not a fact.",
            "The mayor’s claim is not proved.",
            "“The board admitted it”, the mayor said.",
            "Claims by parties need an owner.",
            "The water claimed no life, and a gate was closed.",
            "The army claimed responsibility for the attack.",
            "The president claimed victory on Sunday.",
            "The minister conceded defeat in the run-off.",
            "Residents admitted to hospital were counted.",
            "The government will admit 500 more refugees.",
            "The army did not admit journalists to the camp.",
            "Residents claimed compensation after the flood.",
            "They claimed asylum in Norway.",
            "The police officials claimed no credit.",
            "The storm claimed 40 lives in Malawi.",
            "The newsroom reports on claims of fraud.",
        ],
    ),
    "LW05": (
        [
            "A mob had left by then.",
            "The mobs had left by then.",
            "Foreign soldiers came by boat.",
            "Demonstrators had left by then.",
            "The demonstrator had left by then.",
        ],
        [
            "Residents had left by then.",
            "Source A calls them “demonstrators”.",
            "Soldiers came by boat, and foreign they were not.",
            "A mobile phone rang, says the mayor.",
            "The demonstration was over by then.",
            "The Mob Museum in Las Vegas was closed.",
            "They call themselves ‘demonstrators’.",
            "Soldiers from abroad, foreign or not, came by boat.",
            "The “Mob” of the title is a band.",
            "The mobile clinic and the mobbing case are others.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(FEEDBACK))
def test_feedback(example: Unit, code: str, feedback: str, *, speaks: bool) -> None:
    question = choice("about 200", *TWO, feedback=feedback)
    unit = planted(example, question, **with_words(example))
    assert bool(found(unit, code)) == speaks


@pytest.mark.parametrize("code", ["LW01", "LW02", "LW03", "LW05"])
@pytest.mark.parametrize("field", ["stem", "feedback", "key", "note", "warning"])
def test_every_text_of_a_question_is_read(example: Unit, code: str, field: str) -> None:
    text = {
        "LW01": "the angry mob",
        "LW02": "the “angry mob”",
        "LW03": "the mayor claimed it",
        "LW05": "the demonstrators",
    }[code]
    question = choice("about 200", *TWO) | {"stem": "How many?"}
    unit = planted(example, question | {field: text}, **with_words(example))
    (problem,) = found(unit, code)
    assert "choice-left" in problem.file or problem.line


def test_owners_may_stand_in_the_stem_of_an_option(example: Unit) -> None:
    stem = "Which of these words does the newsroom of Source A use?"
    question = choice("“angry mob”", "“crowd”", "“people”", stem=stem)
    assert not found(planted(example, question, **with_words(example)), "LW02")


@pytest.mark.parametrize("code", ["LW01", "LW02", "LW05"])
def test_questions_about_wording_may_use_the_words(example: Unit, code: str) -> None:
    question = asked(
        "wording-crowd", feedback="A furious crowd, “furious crowd”, a mob: all loaded."
    )
    assert not found(planted(example, question, **with_words(example)), code)


def test_weak_samples_may_be_loaded_and_the_best_may_not(example: Unit) -> None:
    rubric = asked("open-inspection")["rubric"]
    loaded = {"looks_for": rubric["basic"]["looks_for"], "sample": "The angry mob was right."}
    weak = asked("open-inspection", rubric=rubric | {"basic": loaded})
    best = asked("open-inspection", rubric=rubric | {"proficient": loaded})
    words = with_words(example)
    assert not found(planted(example, weak, **words), "LW01")
    assert found(planted(example, best, **words), "LW01")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("militants", "militant"),
        ("torched", "torches"),
        ("rage", "raging"),
        ("cleansing", "cleanse"),
        ("uprising", "uprising"),
        ("quell", "quelled"),
    ],
)
def test_a_term_is_found_in_other_forms(word: str, form: str) -> None:
    assert form in word_forms(word)


@pytest.mark.parametrize(
    ("feedback", "severity"),
    [
        ("The furious crowd is not counted here.", "error"),
        ("Furious crowd or not, they left.", "error"),
        ("Angry mobs are not counted here.", "warning"),
        ("The mayor restored order, says Source A.", "warning"),
        ("The band Angry Mob played, says Source A.", "warning"),
        ("An anti-rioters law was passed, says Source A.", "warning"),
        ("It was Harbour's version of a riot.", "error"),
    ],
)
def test_only_a_term_letter_for_letter_is_an_error(
    example: Unit, feedback: str, severity: str
) -> None:
    question = choice("about 200", *TWO, feedback=feedback)
    unit = planted(example, question, **with_words(example))
    assert [problem.severity for problem in found(unit, "LW01")] == [severity]


@pytest.mark.parametrize("code", ["LW01", "LW05"])
def test_an_answer_may_be_the_word_that_is_asked_for(example: Unit, code: str) -> None:
    term = {"LW01": "angry mob", "LW05": "demonstrators"}[code]
    asks = choice(term, "crowd", "people", stem="What does Source A call the people?")
    other = choice(term, "the army", "the board", stem="Who had left, according to Source A?")
    written = asked("short-basis", accept=[term])
    words = with_words(example)
    assert not found(planted(example, asks, alone=True, **words), code)
    assert not found(planted(example, written, alone=True, **words), code)
    assert found(planted(example, other, alone=True, **words), code)
