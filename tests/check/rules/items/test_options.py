"""Rules on options find planted flaws and leave sound options alone."""

from __future__ import annotations

from typing import Any

import pytest
from planting import TWO, cases, found_in_options

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

OPTIONS = {
    "IW01": (
        [
            ("None of these", *TWO),
            ("about 200", "None of the above", "more than 350"),
            ("about 200", "none of those figures", "more than 350"),
            ("Neither", "about 12", "about 200"),
            ("about 200", "None are correct", "about 12"),
            ("about 200", "none of the other options", "about 12"),
            ("about 200", "Neither of these", "about 12"),
            ("about 200", "none is right", "about 12"),
            ("about 200", "none of the answers is correct", "about 12"),
            ("about 200", "None of them", "about 12"),
            ("about 200", "neither of the two answers", "about 12"),
            ("about 200", "None of these applies.", "about 12"),
            ("about 200", "There is no correct answer", "about 12"),
            ("about 200", "no option fits", "about 12"),
            ("about 200", "not one of the three options", "about 12"),
        ],
        [
            ("Source A does not say", *TWO),
            ("not stated in Source A", *TWO),
            ("none was counted", *TWO),
            ("neither the mayor nor the army", *TWO),
            ("nobody counted them", *TWO),
            ("none of the passengers was hurt", "two of them", "the pilot"),
            ("none of these men was charged", "two were", "all were"),
            ("neither side kept the truce", "the army did", "the rebels did"),
            ("None", "about 12", "about 200"),
            ("none of those injured had been warned", "a few", "half"),
            ("not one of the above-ground tanks", "two tanks", "five tanks"),
            ("none of the ministers resigned", "two resigned", "one resigned"),
            ("none of them was hurt", "two were", "one was"),
            ("no answer came from the ministry", "it denied it", "it agreed"),
            ("nothing is known of it", "a fire", "a storm"),
        ],
    ),
    "IW02": (
        [
            ("all of the above", *TWO),
            ("about 200", "All of these", "about 12"),
            ("both of the above", *TWO),
            ("about 12", "about 200", "A, B and C are correct"),
            ("about 200", "all the options", "about 12"),
            ("about 200", "the rain, the wind and all of the above", "about 12"),
            ("about 12", "both of these", "about 200"),
            ("about 12", "1 and 2 are right", "about 200"),
            ("about 12", "All of the answers are correct", "about 200"),
            ("about 12", "all three answers", "about 200"),
            ("about 12", "both answers are true", "about 200"),
            ("about 12", "Every answer is right", "about 200"),
            ("about 12", "any of the other options", "about 200"),
            ("about 12", "all of these apply", "about 200"),
        ],
        [
            ("all government buildings in Ostervik", *TWO),
            ("all of the people who left", *TWO),
            ("both of them", *TWO),
            ("all of these people were counted twice", *TWO),
            ("the whole old town", *TWO),
            ("both of these men were released", "one of them was", "two more were"),
            ("both these claims came from one office", "one did", "a third did"),
            ("all those in the valley", "the farmers", "the miners"),
            ("They were all above the river", "They were below", "They had left"),
            ("all these flights were cancelled", "one was", "a third was"),
            ("both above the dam and below it", "below it", "above it"),
            ("all the options that the court had were used", "one was", "a few were"),
            ("both sides of the strait", "the north", "the south"),
            ("all the answers came from one office", "one did", "a third did"),
            ("each of the three ministers", "one of them", "the prime minister"),
            ("both are rivers", "one is a lake", "one is a sea"),
        ],
    ),
    "IW10": (
        [
            ("I and III only", "II", "IV"),
            ("A and C", "B", "D"),
            ("1, 2 and 3", "4", "5"),
            ("only B", "A", "C"),
            ("both A and B", "the mayor", "the army"),
            ("2 and 3 only", "1", "4"),
        ],
        [
            ("Source A and Source B", *TWO),
            ("Nordpress and Radio Lode", *TWO),
            ("only the mayor", *TWO),
            ("12 and 200 people", *TWO),
            ("Ada and Bo", *TWO),
            ("Vitamin A and C tablets", "bread", "water"),
            ("Group A and B players", "coaches", "fans"),
            ("Brigades 3 and 5", "Brigade 2", "Brigade 7"),
            ("E and F lines of the metro", "the A line", "the B line"),
            ("1 and 3 May", "2 May", "9 May"),
        ],
    ),
    "IW10b": (
        [
            ("the mayor, the army", "the army, the radio", "the radio, the mayor"),
            ("boats and homes", "homes and gates", "gates and boats"),
            ("fire; water; wind", "wind; fire; ice", "ice; water; fire"),
            ("first rain and then wind", "then wind and first rain", "then wind and then sun"),
            ("Ada but not Bo", "not Bo and Cy", "Cy and Ada"),
        ],
        [
            ("the mayor and the army", "the radio and the shops", "the board and the police"),
            ("the mayor", "the army", "the radio"),
            ("the mayor and the army", "the mayor", "the radio"),
            ("rain, wind", "sun, fog", "snow, hail"),
            ("boats", "homes and gates", "gates and boats"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    assert bool(found_in_options(example, code, options)) == speaks


SEVERITIES = [
    ("None of the above", ["error"]),
    ("none of these figures", ["warning"]),
    ("Neither", ["hint"]),
]


@pytest.mark.parametrize(("option", "severities"), SEVERITIES)
def test_what_may_be_an_answer_is_no_error(
    example: Unit, option: str, severities: list[str]
) -> None:
    problems = found_in_options(example, "IW01", (option, *TWO))
    assert [problem.severity for problem in problems] == severities
