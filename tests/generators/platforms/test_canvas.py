"""A quiz for Canvas, read back by a strict reader of the format."""

from __future__ import annotations

import canvas_qti as reader
import pytest
from msgspec.structs import replace
from platform_questions import UNITS, compare, many, read_any

from kzquiz.generators.platforms.canvas import PLATFORM, render
from kzquiz.generators.platforms.platform import carry
from kzquiz.load import Unit
from kzquiz.model import Item, Options, Quiz
from kzquiz.quiz.compose import compose

LACKS = frozenset({"rubric", "shares"})


def package(quiz: Quiz) -> bytes:
    return next(iter(render(quiz, Options(())))).data


def arrives(quiz: Quiz) -> None:
    """Compare what is in the file with the unit; nothing is left out."""
    items = carry(quiz, PLATFORM).items
    compare(quiz, items, reader.questions(package(quiz)), LACKS)
    assert {item.id for item in items} == {item.id for item in quiz.items}


@pytest.fixture(scope="module")
def quiz(example: Unit) -> Quiz:
    return compose(example)


def only(quiz: Quiz, *items: Item) -> Quiz:
    return replace(quiz, sections=(replace(quiz.sections[0], items=items),))


def test_every_question_arrives_with_stem_answers_key_marks_feedback_and_id(quiz: Quiz) -> None:
    arrives(quiz)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_every_question_of_whole_units_arrives(unit: str) -> None:
    arrives(compose(read_any(unit)))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_thousand_questions_arrive_in_any_script(quiz: Quiz, language: str) -> None:
    arrives(many(quiz, 1000, language))


def test_the_same_quiz_gives_the_same_bytes(quiz: Quiz) -> None:
    assert package(quiz) == package(quiz)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "]]>", "&amp; & &lt;", "a\n\nb", "[kzquiz1] [other]"]
)
def test_nothing_in_a_text_is_markup(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        arrives(only(quiz, replace(item, stem=f"{item.stem} {text}", feedback=f"Because {text}")))


def test_the_sources_come_first_if_the_sheet_prints_them(quiz: Quiz) -> None:
    def kinds(asked: Quiz) -> list[str]:
        return [kind for kind, form, _ in reader.texts(package(asked)) if form == "structure"]

    assert kinds(quiz)[:3] == ["text_only_question", "text_only_question", kinds(quiz)[2]]
    assert "text_only_question" not in kinds(quiz)[2:]
    assert "text_only_question" not in kinds(replace(quiz, reading="none"))


def test_the_report_says_what_canvas_cannot_have(quiz: Quiz) -> None:
    _, report = render(quiz, Options(()))
    text = report.data.decode()
    assert "open-inspection: a person marks it, and the file has no place for the rubric\n" in text
    assert "choice-request: an answer that can be argued earns no marks" in text
    assert "Left out: 0" in text
