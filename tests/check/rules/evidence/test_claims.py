"""Rules on the speakers, names and sense of claims find planted defects and pass sound claims."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path

import pytest
from example_unit import ARTICLES, ROOT, bring_texts, write_example_unit
from overlay import overlay
from rule_cases import RuleCases, each_case

from kzquiz.check import check
from kzquiz.check.engine.grounds import Grounds
from kzquiz.check.engine.subjects import UnitView

pytestmark = pytest.mark.slow

PROVED = ["EV33", "EV34", "EV35", "EV36", "EV37", "EV38"]
SPEAKERS = {
    "unit": {
        "speakers": [
            {"id": name, "name": names[0], "role": "body", "side": "authorities", "aliases": names[1:]}
            for name, names in {
                "fire-service": ["the fire service"],
                "mayor": ["Mayor Ilse Brandt"],  # the surname is enough
                "water-board": ["the water board"],
                "water-board-head": ["the head of the water board"],
                "shopkeepers": ["shopkeepers in the old town"],
                "nordpress": ["the news agency Nordpress"],
                "radio-lode": ["Radio Lode"],
                "harbour": ["the harbour office"],
            }.items()
        ]
        + [
            {"id": f"newsroom-{letter}", "name": f"the newsroom of Source {letter.upper()}",
             "role": "newsroom", "side": "newsroom"}
            for letter in "ab"
        ]
    }
}  # fmt: skip

CASES = [
    RuleCases("EV33", "claim a5-repairs", "speakers",
        [["mayor"], ["harbour"], ["radio-lode"], ["water-board", "harbour"], ["fire-service"], ["water-board-head"]],
        [["water-board"], ["water-board", "radio-lode"], ["newsroom-a"]],
        base=SPEAKERS, article=True),
    RuleCases("EV33", "claim b4-careless", "speakers",
        [["harbour"], ["fire-service", "harbour"]], [["mayor"], ["water-board"]],
        base=SPEAKERS),
    RuleCases("EV37", "claim a2-request", "says",
        ["The mayor turned to the army in Lindhaven.", "The mayor turned to the Dutch army for boats.",
         "The mayor turned to General Kloster for boats."],
        ["The mayor of Ostervik turned to the army.", "On Monday the mayor turned to the army for boats.",
         "Lode has no boats, so Mayor Brandt asked.", "Source A says that the mayor turned to the army."]),
    RuleCases("EV37", "claim a4-boats", "figure",
        [{"value": 12, "place": "Lindhaven"}, {"value": 12, "place": "the port of Kloster"}], [{"value": 12, "place": "Ostervik"}, {"value": 12, "place": "the old town"}]),
    RuleCases("EV38", "claim b6-worst", "says",
        ["The town lies above the river.", "Above the river lies the town.", "It lies above it.",
         "The flood was the worst above the river.", "Homes lie above the river, Source B says."],
        ["The town lies below the river.", "The town lies under the river.", "In its words “above” the river.",
         "It lies below it, not above.", "No flood was worse."],
        article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)


@pytest.mark.parametrize(("printed", "wrong"), [("red", "green"), ("north", "south")])
def test_another_colour_or_direction_is_a_warning(printed: str, wrong: str, tmp_path: Path) -> None:
    for word, severities in ((printed, []), (wrong, ["warning"])):
        folder = write_example_unit(tmp_path / word)
        bring_texts(folder)
        path = folder / "texts" / "b.txt"
        path.write_text(path.read_text("utf-8").replace("worst", f"worst {printed}"), "utf-8")
        unit = overlay(folder, f"claim: {{id: b6-worst, says: The flood was {word}.}}")
        assert [found.severity for found in check(unit, select=["EV38"])] == severities


@pytest.mark.parametrize("name", ["example", "titanic-1912", "kazakhstan-2022"])
def test_sound_claims_of_whole_units_have_no_finding(name: str, tmp_path: Path) -> None:
    from kzquiz.load import load  # noqa: PLC0415

    folder = ROOT / "content" / name if name != "example" else write_example_unit(tmp_path)
    unit, problems = load(folder)
    assert unit is not None, problems
    assert check(unit, ARTICLES if name == "example" else None, PROVED, hints=True) == []


def test_a_claim_is_proved_by_what_its_paragraph_prints(tmp_path: Path) -> None:
    unit = overlay(
        write_example_unit(tmp_path),
        "claim: {id: b2-left, quote: null, says: 'The fire service in Ostervik counted over 350.'}",
    )
    for articles, wanted in ((ARTICLES, ("figure", "speaker", "time")), ({}, ())):
        views = {view.claim.id: view for view in UnitView(unit, articles).claims}
        assert Grounds(views["b2-left"]).proved == wanted
