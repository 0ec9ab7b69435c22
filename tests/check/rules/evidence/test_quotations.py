"""Rules on quotations find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from example_unit import bring_texts, write_example_unit
from overlay import overlay
from rule_cases import RuleCases, each_case

from kzquiz.check import check

pytestmark = pytest.mark.slow


CASES = [
    RuleCases("EV01", "claim a1-left", "quote",
        [
            "about 200 persons had left their homes", "about 200 people had fled",
            "some 200 people had left", "about 2000 people had left their homes",
            "about 200 people left their homes", "about 200 [...] houses",
            "left their homes [...] about 200", "about [...] left their homes",
        ],
        [
            "about 200 people had left their homes", "about\u00a0200 people had left",
            "about 200 people [...] left their homes", "“about 200 people had left”",
            "About 200 people had left", "about 200 people … left their homes",
            "about 200 people [there] had left", "about\u00ad 200 people had left",
        ]),
    RuleCases("EV01", "claim b4-careless", "quote",
        ["called the board careless", "called water board careless", "the water board reckless",
         "called the water board so careless", "Brandt called the water board careless"],
        ["called the water board careless", "called the 'water board' careless",
         "called the “water board” careless", "CALLED the water board", "she called the water board"]),
    RuleCases("EV02", "claim a2-request", "paragraph",
        [1, 3, 4, 5, 6, 99], [2],
        ),
    RuleCases("EV02", "claim a2-request", "",
        [{"quote": "about 200 people had left their homes"}, {"quote": "at least two weeks"}],
        [{"quote": "asked the army for boats"}, {"quote": "asked the army for  boats"},
         {"quote": "Ilse Brandt asked the army"}, {"quote": "the army for boats"},
         {"paragraph": 2}]),
    RuleCases("EV03", "question wording-crowd", "phrase",
        [
            "A furious crowd gathered in front of the town hall, where two windows were broken. It was",
            "one two three four furious crowd seven eight nine ten eleven twelve thirteen 14 15 16",
            "a furious crowd " + "of the " * 8, "furious crowd " + "a " * 30,
            "furious crowd in " + "the " * 14,
        ],
        ["furious crowd", "A furious crowd gathered", "A furious crowd gathered in front",
         "A furious crowd gathered in front of the town hall, where two windows",
         "A furious crowd gathered in front of the town hall, where [...] windows"]),
    RuleCases("EV03", "claim a2-request", "quote",
        ["Mayor Ilse Brandt asked the army for boats.", "Mayor Ilse Brandt asked the army for boats"],
        ["asked the army for boats", "Brandt asked the army"], article=True),
    RuleCases("EV05", "claim b2-left", "quote",
        ["By Tuesday evening [...] 350 people had been", "By Tuesday evening [...] people had been",
         "more than [...] people had been moved", "By Tuesday [...] 350 people had been",
         "By Tuesday evening … 350 people had been"],
        ["By [...] more than 350 people", "more than 350 people [...] moved out",
         "more than 350 people had [...] of the old town", "350 people had been moved out",
         "more than 350 people … moved out"], article=True),
    RuleCases("EV21", "claim a3-inspected", "quote",
        ["had been been inspected in March", "had been inspected in in March", "was The the gate",
         "about 2,500 2,500 gates", "a water-tight water-tight gate",
         "had been inspe\ufffdted", "inspected inspected"],
        ["Duran Duran sang", "in Baden Baden", "what it is is plain", "a very very long night",
         "had been inspected in March", "had had been inspected", "that that had been",
         "2,500 500 gates", "well-known known gate",
         "had been been [sic] inspected", "inspected, inspected"]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)


@pytest.mark.parametrize(
    "words",
    ["mostly", "largely", "which tried to be", "expected to be", "failing to be, which failed to be",
     "reports of what was", "whether or not", "believed to be", "possibly"],
)  # fmt: skip
def test_an_ellipsis_keeps_the_words_that_say_how_sure_it_is(words: str, tmp_path: Path) -> None:
    folder = write_example_unit(tmp_path)
    bring_texts(folder)
    text = folder / "texts" / "a.txt"
    article = text.read_text("utf-8")
    text.write_text(article.replace("windows were broken", f"windows were {words} broken"), "utf-8")
    cut = {"claim": {"id": "a2-crowd", "quote": "two windows were [...] broken"}}
    unit = overlay(folder, yaml.dump(cut))
    assert [problem.severity for problem in check(unit, select=["EV05"])] == ["warning"]
