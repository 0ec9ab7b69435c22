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
        ],
        [
            ("Source A does not say", *TWO),
            ("not stated in Source A", *TWO),
            ("none was counted", *TWO),
            ("neither the mayor nor the army", *TWO),
            ("nobody counted them", *TWO),
        ],
    ),
    "IW02": (
        [
            ("all of the above", *TWO),
            ("about 200", "All of these", "about 12"),
            ("both of the above", *TWO),
            ("about 12", "about 200", "A, B and C are correct"),
            ("about 200", "all the options", "about 12"),
        ],
        [
            ("all government buildings in Ostervik", *TWO),
            ("all of the people who left", *TWO),
            ("both of them", *TWO),
            ("all of these people were counted twice", *TWO),
            ("the whole old town", *TWO),
        ],
    ),
    "IW10": (
        [
            ("I and III only", "II", "IV"),
            ("A and C", "B", "D"),
            ("1, 2 and 3", "4", "5"),
            ("only B", "A", "C"),
            ("both A and B", "the mayor", "the army"),
        ],
        [
            ("Source A and Source B", *TWO),
            ("Nordpress and Radio Lode", *TWO),
            ("only the mayor", *TWO),
            ("12 and 200 people", *TWO),
            ("Ada and Bo", *TWO),
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
    "IW16": (
        [
            ("The police.", "the police", "the mayor"),
            ("about 200", "About 200!", "about 12"),
            ("the head of the water board", "the head of water board", "the mayor"),
            ("“the mayor”", "the mayor", "the army"),
            ("a gate in the old town broke down", "the gate in the old town broke down", "rain"),
        ],
        [
            ("18", "750", "3,000"),
            ("the head of the water board", "the head of the fire service", "the mayor"),
            ("It was confirmed by the army", "It was not confirmed by the army", "rain"),
            ("It sets an upper limit.", "It sets a lower limit.", "It is exact."),
            ("at least 18", "up to 18", "18"),
        ],
    ),
    "IW17": (
        [
            ("more than 2,000", "more than 3,000", "about 12"),
            ("about 200", "about 210", "about 12"),
            ("at least 100 people", "about 200 people", "nobody"),
            ("up to 400", "300", "about 900"),
            ("the police", "the police in Ostervik", "the mayor"),
        ],
        [
            ("about 400", "about 1,000", "about 12"),
            ("at least 18", "18", "up to 18"),
            ("200 people", "300 boats", "12 homes"),
            ("confirmed", "not confirmed", "withdrawn"),
            ("the police in Ostervik", "the police in Lode", "the mayor"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    assert bool(found_in_options(example, code, options)) == speaks
