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
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    assert bool(found_in_options(example, code, options)) == speaks
