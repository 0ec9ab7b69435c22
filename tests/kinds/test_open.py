"""The kind ``open``: what a learner is asked to write."""

from __future__ import annotations

from planting import asked

from kzquiz import kinds
from kzquiz.load import Unit


def test_paragraphs_are_asked_for_only_where_the_question_rests_on_some(example: Unit) -> None:
    def instruction(**changes: object) -> str:
        fields = asked("open-inspection", **changes)
        question = kinds.kind("open").model_validate(fields, context=example.facts)
        return question.lower(example.facts).instruction

    assert instruction().endswith("name the paragraphs you rely on.")
    assert instruction(evidence=None) == "Write three to six sentences."
