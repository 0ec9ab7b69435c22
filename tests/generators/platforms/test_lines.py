"""The texts around a question on a platform."""

from __future__ import annotations

from msgspec.structs import replace
from sheet_sample import sample

from kzquiz.generators.platforms import lines
from kzquiz.languages import language
from kzquiz.model import Text


def test_points_that_only_a_person_can_judge_have_no_empty_line() -> None:
    (item,) = (one for one in sample().items if one.id == "missing")
    assert isinstance(item.shape, Text)
    open_points = replace(item.shape, answers=(), reject=())
    assert "Any 3 of:" in {one.head for one in lines.rubric(item.shape, language("en"))}
    assert lines.rubric(open_points, language("en")) == ()
    told = lines.explanation(replace(item, shape=open_points))
    assert all(one.prose for one in told)
