"""Rules on how much of a source is printed find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from example_unit import ARTICLES
from msgspec.structs import replace
from planting import asked, cases, planted
from rule_cases import RuleCases, each_case

from kzquiz.check import check
from kzquiz.load import Unit

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV19", "source a", "",
        [{"sha256": digit * 64} for digit in "0123"] + [{"paragraphs": 6}],
        [{"words": 110}, {"label": "Source A"}, {"dateline": "Ostervik"}, {"paragraphs": 5},
         {"translated": "no"}]),
    RuleCases("EV22", "question short-basis", "stem",
        ["What has reached Ostervik, according to Source B?", "What came, says Source B?",
         "What does Source B tell?", "In Source B, what is there?", "What arrives in Source B?"],
        ["What does the headline of Source B say?", "In its HEADLINE, what does Source B tell?",
         "Which boats? See the heading of Source B.", "The title of Source B: what arrives?",
         "What do the headline and the text of Source B share?"],
        base={"question": {"id": "short-basis", "key": "boats", "evidence": ["b1-headline"],
                           "shows": ["b1-headline"]}}),
    RuleCases("EV29", "source a", "fingerprint", [None] * 5, ["fingerprints/a.txt"] * 5),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)


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
    # The limits of a unit are higher than those of a sheet.
    long = [asked("short-basis", feedback=feedback)]
    if code == "EV04b" and speaks:
        long.append(asked("short-basis", id="another", feedback=f"{SENTENCE}. {CROWD}."))
    unit = planted(bare, *long, alone=True)
    found = check(unit, {"a": ARTICLES["a"]}, select=[code])
    assert {problem.code for problem in found} == ({code} if speaks else set())
    assert all("question short-basis" in problem.help for problem in found), "what prints the most"
