"""Rules on descriptions of sources find what does not fit the rest of the unit."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import RuleCases, each_case

pytestmark = pytest.mark.slow

DATED = {"sources": [{"id": "a", "published": "4 January 2022"}]}


def rooms(alias: str, role: str) -> list[dict[str, Any]]:
    return [
        {"id": "fire-service", "name": "the fire service", "role": "rescue service", "side": "authorities"},
        {"id": "mayor", "name": "Mayor Ilse Brandt", "role": "head of the town", "side": "authorities"},
        {"id": "water-board", "name": "the water board", "role": "body", "side": "authorities"},
        {"id": "water-board-head", "name": "the head of the water board", "role": "director", "side": "authorities"},
        {"id": "shopkeepers", "name": "shopkeepers", "role": "people", "side": "witness"},
        {"id": "nordpress", "name": "the news agency Nordpress", "role": "news agency", "side": "media"},
        {"id": "radio-lode", "name": "Radio Lode", "role": "local radio", "side": "media"},
        {"id": "newsroom-a", "name": "the newsroom of Source A", "role": role, "side": "newsroom", "aliases": [alias]},
        {"id": "newsroom-b", "name": "the newsroom of Source B", "role": "newsroom", "side": "newsroom"},
    ]  # fmt: skip


def of_paper(**source: object) -> dict[str, Any]:
    return {"id": "b", "published": "6 January 2022"} | source


CASES = [
    RuleCases("EV90", "source b", "",
        [of_paper(about="A report written two weeks after the flood."), of_paper(about="A report, three days later."), of_paper(about="A report from the week after the flood."),
         of_paper(about="A report from a month before the flood."), of_paper(about="A report that came five days after the flood.")],
        [of_paper(about="A report written two days after the flood."), of_paper(about="A report, two days later."), of_paper(about="A report from the evening after."),
         of_paper(about="A report with two days of news."), of_paper(about="A report, long after the flood.")],
        base=DATED),
    RuleCases("EV90", "source a", "about",
        ["A report of a news agency.", "A post on a page.", "A press release of the board.", "A leaflet for the town.", "A letter to the residents."],
        ["A report of a local paper.", "A short report.", "A letter to a newspaper.", "A report of a newspaper.", "A report in the Morning Post."],
        base={"unit": {"speakers": rooms("the Lode Courier", "newsroom of a newspaper")}}),
    RuleCases("EV90", "source a", "publisher",
        ["Radio Skerry", "Nordpress", "The Ostervik Mail", "The water board", "Town of Ostervik"],
        ["The Lode Courier", "Courier", "Lode Courier, Ostervik", "Courier and Mail", "The Courier (Lode)"],
        base={"unit": {"speakers": rooms("the Lode Courier", "newsroom")}}),
    RuleCases("EV91", "source a", "",
        [{"missing": ["the name of the author"], "author": "Mary Holt"}, {"missing": ["the hour"], "published": "6 January 2022, 21:40"}, {"missing": ["the year"], "published": "6 January 2022"},
         {"missing": ["the date"], "published": "6 January 2022"}, {"missing": ["a headline"], "title": "The night of the flood"}],
        [{"missing": ["the name of the author"]}, {"missing": ["the hour"], "published": "6 January 2022"}, {"missing": ["the year"], "published": "6 January"},
         {"missing": ["the names of the witnesses"], "author": "Mary Holt"}, {"missing": ["when each person spoke to the writer"], "author": "Mary Holt"}]),
    RuleCases("EV92", "source a", "language", ["fr", "de", "ru", "es", "ar"], ["en", "en-GB", "en-US", "en-IE", "tr"], article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)
