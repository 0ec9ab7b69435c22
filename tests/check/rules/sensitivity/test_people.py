"""Rules on people find whole groups and guessed death tolls, and leave reports alone."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from planting import cases, choice, found, planted

from kzquiz.load import Unit
from kzquiz.model import Figure

pytestmark = pytest.mark.slow

TWO = ("about 12", "more than 350")
GENERAL = (
    "Germans are careful.",
    "Of course Russians want it so.",
    "Muslims always pray then.",
    "The text shows that foreigners never wait.",
    "It is known that migrants are late.",
    "Thus the Chinese are patient.",
    "Turkish people love large weddings.",
)
PARTICULAR = (
    "The German government said so.",
    "“Russians want it”, said the mayor.",
    "Some Germans said so.",
    "Two Muslims were heard by the newsroom.",
    "The foreigners whom the mayor names were two.",
    "Syrians were rescued off Crete.",
    "Ukrainians are voting on Sunday, says Source A.",
    "Migrants were in the boat for a week.",
    "By then 350 Afghans were hungry, said the doctor.",
    "Thousands of Kenyans want the law withdrawn, says Source B.",
    "The migrants are hungry, says the charity of the boat.",
    "‘Foreigners are late’, said the senator.",
    "Kurds are a minority in the country.",
    "Germans all over the country watched it.",
    "Koreans all voted on the same day.",
    "The British were first to report it.",
)
FEEDBACK = {"SE07": (GENERAL, PARTICULAR)}


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(FEEDBACK))
def test_feedback(example: Unit, code: str, feedback: str, *, speaks: bool) -> None:
    unit = planted(example, choice("about 200", *TWO, feedback=feedback))
    assert bool(found(unit, code)) == speaks


DEATHS: dict[str, Any] = {
    "SE08": (
        [
            ("people killed", ("about 200", "about 12", "more than 350")),
            ("members of the security forces killed", ("18", "26", "750")),
            ("people injured", ("about 1,000", "400", "750")),
            ("the dead", ("1", "2", "3")),
            ("wounded residents", ("at least 18", "18", "up to 18")),
        ],
        [
            ("people who left", ("about 200", "about 12", "more than 350")),
            ("people killed", ("the fire service", "the mayor", "the army")),
            ("boats", ("12", "20", "30")),
            ("people injured", ("the fire service", "12", "30")),
            ("skilled workers", ("1", "2", "3")),
            ("deadlines missed", ("1", "2", "3")),
            ("killer whales seen", ("1", "2", "3")),
        ],
    )
}


@pytest.mark.parametrize(("code", "case", "speaks"), cases(DEATHS))
def test_deaths_are_no_guessing_game(
    example: Unit, code: str, case: tuple[str, tuple[str, ...]], *, speaks: bool
) -> None:
    category, options = case
    claims = dict(example.facts.claims)
    figure = Figure(value=200, qualifier="about", unit="people", category=category)
    claims["a1-left"] = replace(claims["a1-left"], figure=figure)
    unit = replace(example, facts=replace(example.facts, claims=claims))
    assert bool(found(planted(unit, choice(*options), alone=True), code)) == speaks
