"""Rules on how much of a source is printed find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from example_unit import ARTICLES
from msgspec.structs import replace
from planting import asked, cases, planted
from plants import Plant

from kzquiz.check import check
from kzquiz.load import Unit

pytestmark = pytest.mark.slow


PLANTS = [
    Plant("EV19", "source a", "",
        [{"sha256": digit * 64} for digit in "0123"] + [{"paragraphs": 6}],
        [{"words": 110}, {"label": "Source A"}, {"dateline": "Ostervik"}, {"paragraphs": 5},
         {"translated": "no"}]),
    Plant("EV29", "source a", "fingerprint", [None] * 5, ["fingerprints/a.txt"] * 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "value", "bad"), [case for plant in PLANTS for case in plant.cases()]
)
def test_a_planted_defect_is_found_and_a_harmless_variant_passes(
    plant: Plant,
    value: Any,
    bad: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    plant.verify(value, tmp_path, bad=bad)


SENTENCE = "Water from the river Lode poured into the old town on Monday night after a gate"
CROWD = "A furious crowd gathered in front of the town hall, where two windows were broken"
RUNS = {
    "EV04": (
        [
            "“Water from the river Lode poured into the old town on Monday night after a”",
            "WATER from the river Lode poured into the old town on Monday night after a sluice",
            'The "water from the river Lode poured into the old town on Monday night" that day.',
            f"{CROWD}.",
            "The army will send 12 boats, and more could follow, the head of the water board told us.",
        ],
        [
            "Water “from the river Lode” came “into the old town” … “after a sluice gate”.",
            "Water from a river came into the town, and after a gate had failed 200 people left.",
            "A crowd of furious people came to the town hall, where two of its windows broke.",
            "The river poured in; the head of the board told the agency; more could follow it.",
            "Repairs will take two weeks at the least, the board’s people said.",
        ],
    ),
}
RUNS["EV04b"] = RUNS["EV04"]


@pytest.mark.parametrize(("code", "feedback", "speaks"), cases(RUNS))
def test_a_sheet_and_a_unit_may_print_so_much_of_an_article(
    example: Unit, code: str, feedback: str, *, speaks: bool
) -> None:
    claims = {name: replace(claim, quote="") for name, claim in example.facts.claims.items()}
    bare = replace(example, facts=replace(example.facts, claims=claims), lint_ok={})
    # The bounds of the folder are higher than those of a sheet.
    long = [asked("short-basis", feedback=feedback)]
    if code == "EV04b" and speaks:
        long.append(asked("short-basis", id="another", feedback=f"{SENTENCE}. {CROWD}."))
    unit = planted(bare, *long, alone=True)
    found = check(unit, {"a": ARTICLES["a"]}, select=[code])
    assert {problem.code for problem in found} == ({code} if speaks else set())
