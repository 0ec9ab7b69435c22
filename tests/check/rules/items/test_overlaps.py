"""Rules on options that overlap find planted flaws and leave sound options alone."""

from __future__ import annotations

from typing import Any

import pytest
from planting import cases, found_in_options

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

OPTIONS = {
    "IW16": (
        [
            ("The police.", "the police", "the mayor"),
            ("about 200", "About 200!", "about 12"),
            ("the head of the water board", "the head of water board", "the mayor"),
            ("“the mayor”", "the mayor", "the army"),
            ("a gate in the old town broke down", "the gate in the old town broke down", "rain"),
            ("the strike", "“The Strike”!", "the storm"),
            ("that the dam broke", "the dam broke", "rain"),
        ],
        [
            ("18", "750", "3,000"),
            ("the head of the water board", "the head of the fire service", "the mayor"),
            ("It was confirmed by the army", "It was not confirmed by the army", "rain"),
            ("It sets an upper limit.", "It sets a lower limit.", "It is exact."),
            ("at least 18", "up to 18", "18"),
            ("Russia accused Ukraine", "Ukraine accused Russia", "both sides were silent"),
            ("The army beat the police", "The police beat the army", "Nobody fought"),
            ("5 %", "-5 %", "0 %"),
            ("$5 million", "€5 million", "£5 million"),
            ("a vote on the treaty", "a vote for the treaty", "a vote against the treaty"),
            ("killed by the police", "killed the police", "fled from the police"),
            ("The minister was ill", "The minister is ill", "The minister had been ill"),
            ("Source A", "Source B", "the source of the river"),
            ("1.5 million", "15 million", "150 million"),
            ("talks with Iran", "talks on Iran", "talks in Iran"),
        ],
    ),
    "IW17": (
        [
            ("more than 2,000", "more than 3,000", "about 12"),
            ("about 200", "about 210", "about 12"),
            ("at least 100 people", "about 200 people", "nobody"),
            ("up to 400", "300", "about 900"),
            ("the police", "the police in Ostervik", "the mayor"),
            ("a fire", "a fire in the engine", "a storm"),
            ("at least ten", "at least twenty", "three"),
            ("the gate", "the gate and the pump", "the dyke"),
        ],
        [
            ("about 400", "about 1,000", "about 12"),
            ("at least 18", "18", "up to 18"),
            ("200 people", "300 boats", "12 homes"),
            ("confirmed", "not confirmed", "withdrawn"),
            ("the police in Ostervik", "the police in Lode", "the mayor"),
            ("Sudan", "South Sudan", "Chad"),
            ("Guinea", "Equatorial Guinea", "Gabon"),
            ("the president", "the vice president", "the speaker"),
            ("the minister", "the former minister", "the judge"),
            ("York", "New York", "Leeds"),
            ("Source A", "Source B", "the radio"),
            ("in 2014", "in 2018", "in 2022"),
            ("the mayor", "the deputy mayor", "the council"),
            ("Ireland", "Northern Ireland", "Wales"),
            ("at 18 degrees", "at 24 degrees", "at 30 degrees"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    assert bool(found_in_options(example, code, options)) == speaks


SEVERITIES = [
    ("IW16", ("The police.", "the police", "the mayor"), ["error"]),
    ("IW16", ("the head of the board", "head of the board", "the mayor"), ["warning"]),
    ("IW16", ("US law", "us law", "the mayor"), ["warning"]),
    ("IW17", ("more than 2,000", "more than 3,000", "12"), ["warning"]),
    ("IW17", ("the police", "the police in Lode", "the mayor"), ["warning"]),
    ("IW17", ("the gate", "the gate and the pump", "the mayor"), ["hint"]),
]


@pytest.mark.parametrize(("code", "options", "severities"), SEVERITIES)
def test_only_what_is_certain_is_worse_than_a_hint(
    example: Unit, code: str, options: tuple[str, ...], severities: list[str]
) -> None:
    problems = found_in_options(example, code, options)
    assert [problem.severity for problem in problems] == severities
