"""Rules on the set as a whole find planted patterns, and are silent on mixed or small sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace
from planting import asked, cases, found, planted, times

from kzquiz.load import Unit

pytestmark = pytest.mark.slow


METHOD = (
    *("who-said-b", "confirmed-flood", "difference-left", "wording-crowd", "order-flood"),
    *("open-inspection", "tfn-sirens"),
)
SETS: dict[str, Any] = {
    "ST04": (
        [
            times(10, "choice-request"),
            [*times(6, "choice-request"), *times(4, "tfn-gate")],
            [*times(10, "choice-left"), *times(10, "tfn-gate"), *times(1, "order-flood")],
            [*times(5, "tfn-gate"), *times(5, "choice-left"), *times(1, "open-inspection")],
            [*times(9, "wording-crowd"), *times(5, "tfn-gate"), *times(5, "choice-left")],
        ],
        [
            times(3, "choice-request", "tfn-gate", "choice-left", "order-flood"),
            times(9, "choice-request"),
            times(4, "wording-crowd", "tfn-gate", "open-inspection"),
            [*times(4, "tfn-gate", "choice-left", "order-flood"), *times(1, "wording-crowd")],
            times(5, "choice-left", "tfn-gate", "classify-flood", "who-said-b"),
        ],
    ),
    "ST05": (
        [
            times(10, "choice-request"),
            times(10, "who-said-b"),
            [*times(8, "choice-request"), *times(2, "difference-left")],
            [*times(5, "choice-request"), *times(5, "who-said-b")],
            [*times(8, "who-said-b"), *times(2, "difference-left")],
        ],
        [
            times(5, "choice-request", "difference-left"),
            times(10, "difference-left"),
            times(9, "choice-request"),
            times(4, "choice-request", "who-said-b", "compare-left"),
            [*times(3, "choice-left"), *times(3, "who-said-b"), *times(4, "difference-left")],
        ],
    ),
    "ST06": (
        [
            times(8, "difference-left"),
            times(9, "difference-left"),
            [*times(12, "difference-left"), *times(1, "confirmed-flood")],
            times(3, "confirmed-flood"),
            times(4, "confirmed-flood"),
        ],
        [
            times(8, "classify-flood"),
            [*times(3, "difference-left"), *times(1, "classify-flood")],
            times(5, "difference-left"),
            times(3, "classify-flood", "difference-left"),
            times(20, "choice-left"),
        ],
    ),
    "ST07": (
        [
            times(10, "tfn-gate"),
            times(5, "tfn-gate", "choice-left"),
            [*times(7, "choice-left"), *times(3, "open-inspection")],
            [*times(9, "cloze-qualifier"), *times(5, "who-said-b")],
            times(12, "compare-left"),
        ],
        [
            times(5, "tfn-gate", "difference-left"),
            times(9, "tfn-gate"),
            times(10, "difference-left"),
            [*times(6, "tfn-gate"), *times(4, "difference-left")],
            times(20, "who-said-b"),
        ],
    ),
    "ST12": (
        [
            times(6, "choice-left"),
            times(6, "difference-left"),
            times(3, "choice-left", "choice-request"),
            times(7, "cloze-qualifier"),
            times(6, "open-inspection"),
        ],
        [
            times(6, "who-said-b"),
            times(5, "choice-left"),
            times(6, "tfn-gate"),
            times(3, "choice-left", "tfn-sirens"),
            times(6, "confirmed-flood"),
        ],
    ),
    "ST11": (
        [times(1, *[name for name in METHOD if name != left_out]) for left_out in METHOD],
        [
            times(1, *METHOD),
            times(2, *METHOD),
            times(1, *reversed(METHOD)),
            times(1, *METHOD, "choice-left"),
            times(1, *METHOD, "tfn-gate", "missing-flood"),
        ],
    ),
    "ST13": (
        [
            times(10, "choice-left"),
            times(6, "choice-left", "choice-request"),
            [*times(7, "tfn-gate"), *times(3, "who-said-b")],
            [*times(6, "open-inspection"), *times(5, "who-said-b")],
            times(11, "wording-crowd"),
        ],
        [
            times(5, "choice-left", "tfn-gate"),
            times(9, "choice-left"),
            times(4, "choice-left", "tfn-gate", "difference-left"),
            [*times(5, "tfn-gate"), *times(5, "who-said-b")],
            times(2, "choice-left", "tfn-gate", "who-said-b", "order-flood", "wording-crowd"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "questions", "speaks"), cases(SETS))
def test_sets(example: Unit, code: str, questions: Iterable[Any], *, speaks: bool) -> None:
    assert bool(found(planted(example, *questions, alone=True), code)) == speaks


def test_a_source_that_nobody_cites_is_an_error(example: Unit) -> None:
    unit = planted(example, *times(10, "choice-request"), alone=True)
    assert "error" in [problem.severity for problem in found(unit, "ST05")]


def test_the_kinds_that_a_unit_lacks_are_named(example: Unit) -> None:
    alone = found(planted(example, asked("choice-left"), alone=True), "ST11")
    assert "who-said" in str(alone)
    assert not found(example, "ST11")


@pytest.mark.parametrize(("group", "speaks"), [("", True), ("another country", False)])
def test_authorities_of_another_group_are_another_voice(
    example: Unit, group: str, *, speaks: bool
) -> None:
    speakers = dict(example.facts.speakers)
    speakers["mayor"] = replace(speakers["mayor"], group=group)
    unit = replace(example, facts=replace(example.facts, speakers=speakers))
    questions = [*times(4, "choice-left"), *times(4, "open-inspection")]
    assert bool(found(planted(unit, *questions, alone=True), "ST12")) == speaks
