"""Wordings that news and careful authors use, and that a rule once took for something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from planting import TWO, asked, choice, found, planted

from kzquiz.load import Unit

pytestmark = pytest.mark.slow


def short(key: str, *reject: str, **changes: Any) -> dict[str, Any]:
    wrong = [{"text": text, "why": "It is another one."} for text in reject]
    return asked("short-basis", key=key, accept=[], reject=wrong, **changes)


PASSED: list[tuple[str, Mapping[str, Any]]] = [
    ("EV07", choice("about\u00a0200", *TWO)),
    ("EV07", asked("choice-left", feedback="The fire service counted about\u202f200 people.")),
    ("IW17", choice("Source A", "Source B", "both sources")),
    ("IW16", choice("Source A", "Source B", "both sources")),
    *(
        (
            code,
            choice(
                "The police accused the protesters",
                "The protesters accused the police",
                "Nobody was accused",
            ),
        )
        for code in ("IW16", "IW17")
    ),
    ("IW24", choice("guard sites", *TWO, stem="What should the troops do, says the alliance?")),
    ("IW24", choice("its date", *TWO, stem="What should you know before you rely on it?")),
    ("EV07", short("about", stem="Which word stands before 200 in paragraph 1 of Source A?")),
    ("EV15", short("about", stem="Which word stands before 200 in paragraph 1 of Source A?")),
    ("SE06", asked("choice-left", feedback="The Ice Rink of Mill Lane was shut on Black Friday.")),
    ("IW25", choice("it grew", *TWO, stem="Which words best describe the count in Source A?")),
    ("IW04", choice("it grew", *TWO, stem="Which words best describe the count in Source A?")),
    ("IW17", choice("4–6 days", "10–12 days", "2 days")),
    ("IW09", choice("4–6 days", "10–12 days", "2 days")),
    ("EV09", asked("who-said-b")),
    ("FC08", asked("who-said-b")),
    ("IW16", choice("570 dollars", "570 euros", "600 dollars")),
    ("EV49", short("570 dollars", "570 euros")),
    ("EV65", short("570 dollars", "570 euros")),
    ("EV65", short("at least 3,000", "3,000")),
    ("EV64", asked("short-basis", key="at least 3,000", accept=["≥ 3,000", "3,000-plus"])),
    ("EV64", asked("short-basis", key="about 2,500", accept=["some two and a half thousand"])),
]


@pytest.mark.parametrize(("code", "question"), PASSED)
def test_a_wording_of_news_is_no_flaw(
    example: Unit, code: str, question: Mapping[str, Any]
) -> None:
    assert found(planted(example, question, alone=True), code) == []


FOUND: list[tuple[str, Mapping[str, Any]]] = [
    ("EV49", short("570 dollars", "570 Dollars.")),
    ("EV64", asked("short-basis", key="at least 3,000", accept=["≤ 3,000"])),
    ("IW17", choice("4–6 days", "5–8 days", "2 days")),
    ("IW16", choice("Source A", "Source A.", "both sources")),
]


@pytest.mark.parametrize(("code", "question"), FOUND)
def test_its_neighbour_with_a_flaw_is_found(
    example: Unit, code: str, question: Mapping[str, Any]
) -> None:
    assert found(planted(example, question, alone=True), code) != []
