"""Rules on graphic detail find it, and leave plain reports, names and other senses alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from planting import asked, cases, choice, found, planted

from kzquiz.check.rules.sensitivity.graphic import graphic
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
GRAPHIC = (
    "It was a massacre.",
    "Two were beheaded.",
    "The corpses were counted.",
    "Some were burned alive there.",
    "It was a bloody night.",
    "People were tortured there.",
    "Five men were executed on the orders of the king.",
    "The rebels executed prisoners during the operation.",
    "A severed hand lay on the road.",
    "They found charred remains in the bus.",
    "The soldiers slaughtered a family and their cattle.",
    "Torture was used in the camp.",
    "He was found hacked to death.",
)
PLAIN = (
    "Two people were killed.",
    "The executive board met.",
    "Nobody was left alive to tell, says the mayor.",
    "The grape harvest was lost.",
    "The wounded were counted.",
    # plans
    "The fire service executed its evacuation plan.",
    "The plan was swiftly executed.",
    "Police in Lyon executed a search warrant.",
    "The execution of the budget is late, says the ministry.",
    "The pilot executed an emergency landing.",
    # links, woods, prices
    "The internet was severed for five days.",
    "Chad severed ties with Sudan in May.",
    "The ship's anchor severed an undersea cable.",
    "The charred forest is closed to walkers.",
    "Shops were fined for price gouging after the storm.",
    # names
    "Al Gore spoke at the summit in Bali.",
    "Gore lost the recount in Florida.",
    "Loretta Lynch led the department.",
    "Bloody Sunday is remembered in Derry.",
    "The Committee against Torture met in Geneva.",
    # animals and plants
    "Some 40,000 hens were slaughtered because of bird flu.",
    "Farmers slaughtered infected poultry.",
    "Fields of oilseed rape were flooded.",
    "Thousands came to see the corpse flower in Kew.",
    # figures of speech, help
    "It would be political suicide, said the senator.",
    "A suicide prevention line has the number 988.",
    "Clerks set mutilated ballots aside.",
)
TABLE = dict.fromkeys(("SE01", "SE02", "SE03"), (GRAPHIC, PLAIN))


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(TABLE))
def test_feedback(example: Unit, code: str, feedback: str, *, speaks: bool) -> None:
    problems = found(planted(example, choice("about 200", *TWO, feedback=feedback)), code)
    assert [problem.severity for problem in problems] == ["warning"] * speaks


@pytest.mark.parametrize("text", GRAPHIC)
def test_a_warning_and_the_age_answer_for_a_graphic_word(example: Unit, text: str) -> None:
    question = choice("about 200", *TWO, feedback=text, warning="The feedback is graphic.")
    assert not found(planted(example, question, age=16), "SE01")
    assert not found(planted(example, question, age=16), "SE02")
    assert found(planted(example, question, age=15), "SE02")


@pytest.mark.parametrize(("code", "text", "speaks"), cases({"SE04": (GRAPHIC, PLAIN)}))
def test_a_graphic_word_may_not_stand_on_a_front(
    example: Unit, code: str, text: str, *, speaks: bool
) -> None:
    front = choice("about 200", *TWO, stem=f"{text} How many had left, according to Source A?")
    back = choice("about 200", *TWO, feedback=text)
    assert bool(found(planted(example, front), code)) == speaks
    assert not found(planted(example, back), code)


def test_a_graphic_question_may_not_open_a_sheet(example: Unit) -> None:
    question = choice("about 200", *TWO, feedback=GRAPHIC[0])
    assert found(planted(example, question, alone=True), "SE04")


def test_graphic_evidence_counts_for_every_question_that_cites_it(example: Unit) -> None:
    claims = dict(example.facts.claims)
    claims["a1-left"] = replace(claims["a1-left"], says="The fire service told of a massacre.")
    unit = replace(example, facts=replace(example.facts, claims=claims))
    named = {problem.file for problem in found(planted(unit, asked("choice-left")), "SE01")}
    assert len(named) >= 3


def test_the_first_graphic_word_is_named() -> None:
    assert graphic("It executed the plan, and the bloody clothes of Al Gore") == "bloody"
