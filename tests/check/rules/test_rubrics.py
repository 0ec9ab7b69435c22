"""Rules on rubrics and review records."""

from __future__ import annotations

from typing import Any

import pytest
from planting import asked, cases, choice, found, planted

from kzquiz.check import all_rules
from kzquiz.check.engine.retired_rules import RETIRED
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

TOP = "Names both speakers with their interests and says which record would settle it."
MIDDLE = "Sees that the two statements cannot both be right, but leaves out who speaks."
LOW = "Takes one statement for the truth without a reason from the texts."
LEVELS: dict[str, Any] = {
    "RB01": (
        [
            ("A good answer.", MIDDLE, LOW),
            (TOP, "Some of it.", LOW),
            (TOP, MIDDLE, "Nothing."),
            ("Names both speakers and both paragraphs there.", MIDDLE, LOW),
            ("All", "Some", "None"),
        ],
        [
            (TOP, MIDDLE, LOW),
            ("Names both speakers, their paragraphs and one record.", MIDDLE, LOW),
            (TOP + " " + TOP, MIDDLE, LOW),
            (TOP, MIDDLE + " It says so.", LOW),
            (TOP, MIDDLE, "Retells the two texts and names nobody at all."),
        ],
    ),
    "RB03": (
        [
            (TOP, TOP, LOW),
            (TOP, TOP.replace("settle", "help"), LOW),
            (TOP, MIDDLE, MIDDLE),
            (TOP, MIDDLE, MIDDLE.replace("leaves out", "omits")),
            (TOP, TOP.replace("would", "might"), LOW),
        ],
        [
            (TOP, MIDDLE, LOW),
            (TOP, "Names one speaker, and no record that would help.", LOW),
            (TOP, MIDDLE, "Says which one it believes, with no word on the texts."),
            (TOP, LOW, MIDDLE),
            (TOP, MIDDLE, TOP),
            (
                "Names both speakers with their interests and says which record would settle it.",
                "Names one speaker with their interests and says which record would settle it.",
                LOW,
            ),
            (TOP, TOP.replace("says which", "does not say which"), LOW),
            (
                "Cites a paragraph of every account and explains who could know it.",
                "Cites a paragraph of some account and explains who could know it.",
                LOW,
            ),
        ],
    ),
    "RB04": (
        [
            ("Names the speaker in Source A and says which record would settle it.", MIDDLE, LOW),
            ("Names the speaker and the paragraph and says which record would help.", MIDDLE, LOW),
            ("Says which inspection record would settle the matter, and why that is.", MIDDLE, LOW),
            ("Gives what Source B offers, with paragraph and speaker and a reason.", MIDDLE, LOW),
            ("Names the interest of the mayor and a record that would settle it all.", MIDDLE, LOW),
        ],
        [
            (TOP, MIDDLE, LOW),
            ("Gives what Source A and Source B offer, with paragraph and a reason.", MIDDLE, LOW),
            ("Puts the two accounts side by side and names what would settle it.", MIDDLE, LOW),
            ("Takes a speaker and a paragraph from each source and weighs them.", MIDDLE, LOW),
            ("Compares Sources A and B and says which record would settle it.", MIDDLE, LOW),
            (
                "Gives a speaker in A and another in B, with the paragraphs and a reason.",
                MIDDLE,
                LOW,
            ),
            (
                "Compares the two articles and says which record would settle it, and why.",
                MIDDLE,
                LOW,
            ),
            (
                "Sets one statement beside that of the other newsroom and gives a reason.",
                MIDDLE,
                LOW,
            ),
            ("Says where the accounts part and which record would help to settle it.", MIDDLE, LOW),
            ("Takes a paragraph from every report and asks who could know it best.", MIDDLE, LOW),
        ],
    ),
    "RB05": (
        [
            ("Agrees with the mayor and gives both statements with paragraphs.", MIDDLE, LOW),
            ("Is on the right side and gives both statements with a paragraph.", MIDDLE, LOW),
            ("Has the correct opinion on both statements and gives a paragraph.", MIDDLE, LOW),
            (TOP, "Agrees, but gives neither of the two statements with a paragraph.", LOW),
            (TOP, "Shares the view of the board without a reason from either of the texts.", LOW),
            ("Condemns the attack and gives both statements with a paragraph each.", MIDDLE, LOW),
            (
                "Gives both statements with a paragraph, and sides with the mayor there.",
                MIDDLE,
                LOW,
            ),
        ],
        [
            (TOP, MIDDLE, LOW),
            (TOP, MIDDLE, "Agrees with the mayor and gives no reason from the texts."),
            ("Says where both accounts disagree and which record would settle it.", MIDDLE, LOW),
            ("Shows what both agreements rest on and which record would settle it.", MIDDLE, LOW),
            (TOP, "Says that both accounts agree that the gate failed, and no more.", LOW),
            (
                "Explains why the minister condemns the attack, and what is his interest.",
                MIDDLE,
                LOW,
            ),
            (
                "Says which of both accounts sides with the police and quotes its words.",
                MIDDLE,
                LOW,
            ),
            ("Shows that neither of both sources takes the side of the strikers.", MIDDLE, LOW),
            (
                "Names both groups and the law that supports the right to protest there.",
                MIDDLE,
                LOW,
            ),
            ("Finds both men on the right side of the photo and reads the caption.", MIDDLE, LOW),
            ("Says who approves of the dam in both sources, and who pays for it.", MIDDLE, LOW),
            ("Sees that neither side agrees to the truce, and cites both of them.", MIDDLE, LOW),
        ],
    ),
}


@pytest.mark.parametrize(("code", "levels", "speaks"), cases(LEVELS))
def test_levels(example: Unit, code: str, levels: tuple[str, str, str], *, speaks: bool) -> None:
    names = ("proficient", "emergent", "basic")
    rubric = {
        name: {"looks_for": level, "sample": "The record would settle it."}
        for name, level in zip(names, levels, strict=True)
    }
    unit = planted(example, asked("open-inspection", rubric=rubric), alone=True)
    assert bool(found(unit, code)) == speaks


REVIEWS: dict[str, Any] = {
    "SC07": (
        [
            None,
            {"by": "A. Reader", "on": "last week"},
            {"by": "A. Reader", "on": "31.1.2026"},
            {"by": "A. Reader", "on": "2026"},
            {"by": "A. Reader", "on": "2026-1-31"},
            {"by": "A. Reader", "on": "2026-02-30"},
            {"by": "A. Reader", "on": "20260131"},
        ],
        [
            {"by": "A. Reader", "on": "2026-01-31"},
            {"by": "a second reader", "on": "2022-12-01"},
            {"by": "B", "on": "2025-06-30"},
            {"by": "Ada and Bo", "on": "2024-02-29"},
            {"by": "the board", "on": "2026-11-22"},
        ],
    )
}


@pytest.mark.parametrize(("code", "reviewed", "speaks"), cases(REVIEWS))
def test_reviews(example: Unit, code: str, reviewed: Any, *, speaks: bool) -> None:
    unit = planted(example, choice("200", "12", "350", reviewed=reviewed), alone=True)
    assert bool(found(unit, code)) == speaks


def test_no_code_is_both_shipped_and_left_out() -> None:
    assert not RETIRED.keys() & {rule.code for rule in all_rules()}
