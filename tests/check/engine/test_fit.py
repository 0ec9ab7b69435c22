"""How well a text fits a passage: shared words count the more, the fewer passages have them."""

from __future__ import annotations

from example_unit import ARTICLES
from msgspec.structs import replace

from kzquiz.check.engine.fit import best_claim, fit, marks, passages
from kzquiz.check.engine.subjects import UnitView
from kzquiz.load import Unit


def test_each_paragraph_of_each_article_is_a_passage(example: Unit) -> None:
    found = passages(UnitView(example, ARTICLES))
    assert [(one.source, one.paragraph) for one in found] == [
        *(("a", number) for number in range(1, 6)),
        *(("b", number) for number in range(1, 8)),
    ]


def test_there_are_no_passages_without_every_article(example: Unit) -> None:
    assert passages(UnitView(example)) == ()
    assert passages(UnitView(example, {"a": ARTICLES["a"]})) == ()


def test_there_are_no_passages_in_another_language(example: Unit) -> None:
    facts = example.facts
    sources = facts.sources | {"b": replace(facts.sources["b"], language="de")}
    foreign = replace(example, facts=replace(facts, sources=sources))
    assert passages(UnitView(foreign, ARTICLES)) == ()


def test_a_rare_word_tells_more_than_a_frequent_one(example: Unit) -> None:
    unit = UnitView(example, ARTICLES)
    assert fit(unit, marks("windows")) > fit(unit, marks("water")) > 0
    assert fit(unit, marks("elephants")) == 0


def test_the_claim_that_has_most_of_the_words_is_the_best(example: Unit) -> None:
    unit = UnitView(example, ARTICLES)
    best, shared = best_claim(unit, marks("Shopkeepers heard the sirens."), {"a1-left"})
    assert (best, shared) == ("b3-sirens", marks("shopkeepers, sirens"))
    assert best_claim(unit, marks("sirens"), {"b3-sirens"}) == ("", frozenset())
