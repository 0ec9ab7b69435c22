"""Rules on the author's voice find planted words, and leave quotations and plain words alone."""

from __future__ import annotations

import pytest
from planting import asked, cases, choice, found, found_in_stem, planted, with_words

from kzquiz.check.engine.prose import forms
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
        ],
    ),
    "LW02": (
        [
            "The “furious crowd” is not counted here.",
            "Here “rioters” are not counted. The mayor spoke later.",
            "An “angry mob” is a group of people.",
            "Note the words “restore order”.",
            "People had been “eliminated”.",
        ],
        [
            "The “furious crowd” of Source A is not counted here.",
            "The mayor’s word “rioters” is not in paragraph 1.",
            "The newsroom writes “angry mob”.",
            "Mayor Brandt spoke. It is her phrase, “restore order”.",
            "The “quiet crowd” is not counted here.",
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
    assert form in forms(word)


STEMS = {
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
    assert bool(found_in_stem(example, code, stem)) == speaks
