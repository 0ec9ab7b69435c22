"""Rules on what gives the answer away find planted cues and leave sound questions alone."""

from __future__ import annotations

from typing import Any

import pytest
from planting import TWO, cases, choice, found, found_in_options, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

OPTIONS = {
    "IW04": (
        [
            ("They always agree", "They differ", "They are silent"),
            ("They agree", "Nobody says so", "They are silent"),
            ("completely flooded", "flooded in part", "dry"),
            ("It is impossible to say", "It rained", "It snowed"),
            ("Under no circumstances", "On Monday", "On Tuesday"),
            ("The mine was entirely closed", "It was open", "It was sold"),
            ("Everyone left", "Some left", "A few left"),
            ("The army never came", "It came late", "It came at once"),
        ],
        [
            ("They agree", "They differ", "They are silent"),
            ("“always ready”, as the board says", "ready", "late"),
            ("all", "some", "few"),
            ("the only gate", "the gate", "the dyke"),
            ("an entire street", "a house", "a hall"),
            ("Never Again", "March for Peace", "the union"),
            ("the Always Ready brigade", "the army", "the police"),
            ("a never-ending strike", "a strike", "a march"),
            ("the film Nothing to Lose", "a book", "a song"),
            ("the all-party committee of the lower house of parliament", "the mayor", "the army"),
        ],
    ),
    "IW05": (
        [
            ("often", "at night", "by day"),
            ("It sometimes rains", "It rains", "It snows"),
            ("It is usually open", "It is open", "It is shut"),
            ("partly", "in full", "not at all"),
            ("Officials typically wait", "They wait", "They act"),
            ("rarely", "daily", "weekly"),
            ("It is generally shut", "It is open", "It is shut"),
        ],
        [
            ("about 2,500", *TWO),
            ("“often closed”, says the mayor", "closed", "open"),
            ("party", "partner", "part"),
            ("softened", "hardened", "melted"),
            ("more than half", "half", "a third"),
            ("the group Sometimes Y", "the police", "the army"),
            ("an often-quoted line", "a song", "a law"),
            ("“usually shut”", "open", "shut"),
        ],
    ),
    "IW06": (
        [
            ("Mayor Ilse Brandt, who spoke for the council", "the army", "the radio"),
            ("x" * 25, "y" * 20, "z"),
            ("a rise in the price of fuel on New Year’s Day", "an attack from abroad", "a lie"),
            ("that the ministry chose the word itself", "that it was checked", "that it is so"),
            ("x" * 90, "y" * 40, "z" * 40, "w" * 30),
        ],
        [
            ("x" * 40, "y" * 38, "z"),
            ("a rather short key here", "rain", "wind"),
            ("x" * 30, "y" * 60, "z" * 60),
            ("about 200", *TWO),
            ("x" * 49, "y" * 40, "z" * 40),
        ],
    ),
    "IW07": (
        [
            ("x" * 60, "y" * 20, "z" * 18),
            ("x" * 20, "y" * 60, "z" * 20),
            ("abc", "y" * 40, "z" * 40),
            ("the mayor", "the army", "the people who live in the old part of the town"),
            ("x" * 16, "y" * 16, "z" * 5),
        ],
        [
            ("about 200", *TWO),
            ("x" * 30, "y" * 25, "z" * 20),
            ("TASS", "the newsroom", "the radio"),
            ("the mayor", "the army", "Source A does not say who it was"),
            ("rain", "a storm", "the wind"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "options", "speaks"), cases(OPTIONS))
def test_options(example: Unit, code: str, options: tuple[Any, ...], *, speaks: bool) -> None:
    assert bool(found_in_options(example, code, options)) == speaks


PAIRS = {
    "IW08": (
        [
            ("Who asked for rubber boats?", ("a maker of rubber", "the army", "the mayor")),
            ("What broke the pump?", ("a worn pump", "the rain", "the wind")),
            ("Which count covers the harbour?", ("the harbour count", "the list", "the sum")),
            ("Who reports looting?", ("the owner of a looted shop", "the army", "the mayor")),
            ("Whose tents stood there?", ("tent makers", "soldiers", "the mayor")),
        ],
        [
            ("Who asked for rubber boats?", ("the mayor", "the army", "the fire service")),
            ("Who asked for boats?", ("boat owners", "boat makers", "the army")),
            ("Was it the rain, the gate or the wind?", ("the gate", "the rain", "the wind")),
            ("What did the mayor ask for?", ("Mayor Brandt’s boats", "tents", "money")),
            ("Who said so in the text?", ("the text itself", "the army", "the mayor")),
        ],
    ),
}


@pytest.mark.parametrize(("code", "pair", "speaks"), cases(PAIRS))
def test_stems_with_options(
    example: Unit, code: str, pair: tuple[str, tuple[str, ...]], *, speaks: bool
) -> None:
    stem, options = pair
    assert bool(found(planted(example, choice(*options, stem=stem), alone=True), code)) == speaks
