"""Rules on times find planted defects and let harmless variants pass."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from typing import Any

import pytest
from example_unit import ARTICLES
from msgspec.structs import replace
from planting import asked, cases, found, planted
from rule_cases import LEFT, RuleCases, each_case

from kzquiz.check import check
from kzquiz.evidence.article import Article
from kzquiz.load import Unit

pytestmark = pytest.mark.slow


def order(*claims: str) -> dict[str, Any]:
    return {
        "kind": "order", "skill": "context", "level": "core", "stem": "Put them in order.",
        "events": [{"text": f"Event {n}.", "claim": claim} for n, claim in enumerate(claims)],
        "feedback": "The order follows the times that the sources print.",
    }  # fmt: skip


def timeline(*events: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"when": when, "what": "It is so.", "claims": [c] if c else []} for when, c in events]


CASES = [
    RuleCases("EV11", "question choice-left", "stem",
        ["How many people had left their homes, according to Source A?", "How many, in Source A?",
         "What number does the fire service give in Source A?",
         "In Source A, how many people are gone, going by the fire service?",
         "Source A: how many people does the fire service count?"],
        [LEFT, "How many had left by Tuesday, according to Source A?",
         "How many, at the time of the report in Source A?", "How many by 9:30, in Source A?",
         "How many so far, says the fire service in Source A?"]),
    RuleCases("EV20", "question short-basis", "feedback",
        [f"The board spoke on {date} about its own work." for date in
         ("6 January", "January 6", "January 6, 2022", "6th March", "the 9th of June 2020", "the sixth of January",
          "the twenty-first of March", "06.01.2022", "6/1/2022", "2022-01-06")],
        [f"The board spoke {date} about its own work." for date in
         ("on Monday night", "in March", "in 2022", "and 26 may have heard it", "at 20:10", "in March 2022", "first in March",
          "in version 1.2.2020b")]),
    RuleCases("EV20", "question choice-left", "distractors",
        [], [[{"text": text, "role": "misread", "why": "No."} for text in pair] for pair in (
            ("on 6 January", "on 7 January"), ("January 6", "9 March"), ("6/1/2022", "7/1/2022"),
            ("the 9th of June", "the 10th of June"), ("2022-01-06", "2022-01-07"))]),
    RuleCases("EV20", "question short-basis", "stem",
        [], ["May 12 people sit in one boat?", "How so? May 12 boats be enough?"]),
    RuleCases("EV23", "difference people-left", "claims",
        [["b2-left", "a1-left"], ["a1-left", "b3-sirens"], ["b3-sirens", "b2-left"],
         ["b4-not-inspected", "a1-flooded"], ["a2-request", "a2-crowd"]],
        [["a1-left", "b2-left"], ["a1-flooded", "b2-left"], ["a1-left", "b4-not-inspected"],
         ["a3-inspected", "b2-left"], ["a1-left", "a1-flooded"]]),
    RuleCases("EV23b", "question order-new", "",
        [order(*claims) for claims in (
            ("b4-not-inspected", "a1-flooded", "b7-stamp"), ("b2-left", "a1-left", "b7-stamp"),
            ("a2-request", "b2-left", "a1-flooded"), ("b4-not-inspected", "a3-inspected", "b2-left"),
            ("a1-flooded", "b2-left", "a3-unchecked"))],
        [order(*claims) for claims in (
            ("a1-flooded", "b4-not-inspected", "b7-stamp"), ("a1-left", "b2-left", "b7-stamp"),
            ("a2-request", "a1-flooded", "b2-left"), ("a3-inspected", "b4-not-inspected", "a2-crowd"),
            ("a1-flooded", "a1-left", "a3-unchecked"))]),
    RuleCases("EV58", "unit", "timeline",
        [timeline(*times) for times in (
            (("Tuesday evening", "b2-left"), ("Monday night", "a1-flooded")), (("3 March", ""), ("New Year's Day", "")),
            (("6 January", ""), ("a week later", ""), ("5 January", "")), (("Wednesday night", "a1-flooded"),),
            (("May", ""), ("13 April", "")))],
        [timeline(*times) for times in (
            (("Monday night", "a1-flooded"), ("Tuesday evening", "b2-left")), (("New Year's Day", ""), ("3 March", "")),
            (("December", ""), ("January", "")), (("at night", "a1-flooded"),), (("March", ""), ("3 March", "")))]),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = each_case(CASES)


LATER = {
    "EV23": (
        [
            ("Tuesday, 20:10", "Tuesday, 18:30"),
            ("Tuesday, 8 pm", "Tuesday, 6 pm"),
            ("15 April 1912, 8:30 p.m.", "15 April 1912, 10.35 a.m."),
            ("6 January", "5 January"),
            ("2022-01-06", "2021-12-31"),
            ("16:20 GMT", "14:05 GMT"),
            ("Tuesday, 20:10", "Tuesday morning"),
            ("7 Jan.", "6 January at night"),
        ],
        [
            ("Tuesday, 18:30", "Tuesday, 20:10"),
            ("15 April 1912, 8:30 a.m.", "15 April 1912, 6:16 p.m."),
            ("31 December", "1 January"),
            ("14:05 GMT", "16:20 local time"),
            ("16:20 GMT", "14:05 local time"),
            ("Tuesday night", "Tuesday, 20:10"),
            ("Monday, 20:10", "Tuesday, 8:00"),
            ("noon, 6 January", "6 January 2022, 8 pm"),
        ],
    )
}


@pytest.mark.parametrize(("code", "pair", "speaks"), cases(LATER))
def test_a_later_update_is_later(
    example: Unit, code: str, pair: tuple[str, str], *, speaks: bool
) -> None:
    claims = dict(example.facts.claims)
    for name, as_of in zip(("a1-left", "b2-left"), pair, strict=True):
        claims[name] = replace(claims[name], as_of=as_of)
    unit = replace(example, facts=replace(example.facts, claims=claims))
    assert bool(found(unit, code)) == speaks


PRINTED = ("On Jan. 6 they met.", "On 6th January they met.", "The sixth of January it was.",
           "It was 06/01/2022 then.", "It began on 6 January.")  # fmt: skip


@pytest.mark.parametrize("article", PRINTED)
def test_a_date_may_be_printed_in_another_form(example: Unit, article: str) -> None:
    text = f"{article}\n\nIt rained."
    texts = dict.fromkeys(ARTICLES, text)
    sources = {
        name: replace(source, sha256=Article.of(text).sha256)
        for name, source in example.facts.sources.items()
    }
    unit = replace(example, facts=replace(example.facts, sources=sources))
    printed = planted(unit, asked("short-basis", feedback="They met on 6 January."))
    assert not check(printed, texts, ["EV20"])
    other = planted(unit, asked("short-basis", feedback="They met on 9 January."))
    assert check(other, texts, ["EV20"])
