"""Every question is in the file of a platform, as a strict reader of the format finds it."""

from __future__ import annotations

import pytest
from platform_formats import FORMATS, assert_arrives, first_file
from platform_questions import UNITS, many, read_any

from kzquiz.model import Quiz
from kzquiz.quiz.compose import compose

pytestmark = pytest.mark.parametrize("name", FORMATS)


def test_every_question_arrives_with_stem_answers_key_feedback_and_id(
    name: str, quiz: Quiz
) -> None:
    assert_arrives(name, quiz)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_every_question_of_whole_units_arrives(name: str, unit: str) -> None:
    assert_arrives(name, compose(read_any(unit)))


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_thousand_questions_arrive_in_any_script(name: str, quiz: Quiz, language: str) -> None:
    assert_arrives(name, many(quiz, 1000, language))


def test_the_same_quiz_gives_the_same_bytes(name: str, quiz: Quiz) -> None:
    assert first_file(name, quiz) == first_file(name, quiz)
