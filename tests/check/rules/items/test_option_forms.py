"""Rules on how options are written find planted flaws and leave sound options alone."""

from __future__ import annotations

from typing import Any

import pytest
from planting import TWO, cases, found_in_options

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

OPTIONS = {
    "IW09": (
        [
            ("5 km", "$7", "9 kg"),
            ("10%", "25", "40%"),
            ("2 hours", "3", "5 hours"),
            ("$5", "€6", "$7"),
            ("9 am", "10", "11 am"),
            (
                "3 days",
                "2 days",
                "9 days",
                {"last": "2 days"},
            ),
        ],
        [
            ("3", "12", "2"),
            ("three", "twelve", "two"),
            ("9 am", "1 pm", "noon"),
            ("45 minutes", "1 day", "3 hours"),
            ("about 200", "about 12", "more than 350"),
            ("two days", "seven hours", "five weeks"),
            ("one", "the mayor", "two"),
            ("one thousand people", "the mayor", "two boats"),
            ("one-party rule", "two-party rule", "a coalition"),
            ("in 1998", "in 2004", "in 2011"),
            ("dozens", "hundreds", "thousands"),
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
            ("at 9 a.m.", "It rained.", "It snowed"),
        ],
        [
            ("about 200", *TWO),
            ("It rained.", "It snowed.", "It was dry."),
            ("the mayor", "the army", "the radio"),
            ("at 8.30 a.m", "at 9", "at noon"),
            ("No. 7", "No. 8", "No. 9"),
            ("at 9 a.m.", "at noon", "at midnight"),
            ("Apple Inc.", "Samsung", "Huawei"),
            ("in the U.S.", "in Mexico", "in Canada"),
            ("Martin Luther King Jr.", "Rosa Parks", "John Lewis"),
            ("at 6 p.m.", "in the night", "at dawn"),
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
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    assert bool(found_in_options(example, code, options)) == speaks
