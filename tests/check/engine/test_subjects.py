"""A question's options are its key and its distractors, if it has both."""

from __future__ import annotations

from pathlib import Path

from example_unit import ARTICLES, read_unit, write_example_unit

from kzquiz.check import check


def test_a_choice_without_distractors_stops_no_rule(tmp_path: Path) -> None:
    """As a kind may have it whose wrong options are statements, which have another role."""
    unit = read_unit(write_example_unit(tmp_path / "content"))
    (asked,) = (question for question in unit.questions if question.id == "choice-left")
    assert asked.distractors
    asked.distractors.clear()
    assert not [p for p in check(unit, ARTICLES, hints=True) if p.code == "IW06"]
