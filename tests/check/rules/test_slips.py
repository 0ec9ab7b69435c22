"""Rules on slips find planted slips and leave sound texts alone."""

from __future__ import annotations

import pytest
from planting import TWO, cases, choice, found, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TEXTS = {
    "IW29": (
        [
            "The the figure keeps its time.",
            "The figure keeps its its time.",
            "It was said  said twice.",
            "A dyke holds\nholds water.",
            "Who says so so early?",
            "It stood in In the paper.",
            "The fire service service counts.",
        ],
        [
            "The qualifier that that figure has is kept.",
            "They had had time.",
            "The source prints “Wednesday Wednesday” here.",
            "In Source A a nurse speaks.",
            "The figure, the figure alone, counts. Counts differ.",
            "What they did did not help.",
            "Wagga Wagga was flooded.",
            "Sirhan Sirhan was named.",
            "The song of Duran Duran was played.",
            "A tuk tuk burned.",
            "The work that had had to wait is done.",
            "The airport of Pago Pago was shut.",
        ],
    ),
    "IW30": (
        [
            "The OFS speaks here in Source A.",
            "The UNHCR is not named.",
            "It is about NATO and others.",
            "The text says FIFA.",
            "BBC is a broadcaster.",
            "The IAEA is not named.",
        ],
        [
            "The fire service speaks.",
            "The Ostervik Fire Service (OFS) speaks in Source A.",
            "The US is not named.",
            "Source A and Source B differ.",
            "It is part I of the text.",
            "The king Charles III is not named.",
            "It does NOT say so.",
            "Henry VIII is not named.",
            "The text does not say WHO spoke.",
            "It is about Covid and others.",
        ],
    ),
}


@pytest.mark.parametrize(("code", "text", "speaks"), cases(TEXTS))
def test_texts(example: Unit, code: str, text: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, stem=f"{text} How many?"), alone=True)
    assert bool(found(unit, code)) == speaks


def test_a_text_with_many_doubled_words_has_one_finding_which_counts_them(example: Unit) -> None:
    stem = "Who says so so and and when when, according to Source A?"
    unit = planted(example, choice("about 200", *TWO, stem=stem), alone=True)
    (finding,) = found(unit, "IW29")
    assert "“so so”" in finding.message
    assert "2 more" in finding.message
