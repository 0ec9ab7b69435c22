"""A package of QTI 2.1, read back by a strict reader of the format."""

from __future__ import annotations

import pytest
import qti_package as reader
from msgspec.structs import replace
from platform_questions import UNITS, compare, many, read_any

from kzquiz.generators.platforms.platform import carry
from kzquiz.generators.platforms.qti import PLATFORM, render
from kzquiz.load import Unit
from kzquiz.model import Item, Options, Quiz
from kzquiz.quiz.compose import compose

LACKS = frozenset(())


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


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "]]>", "&amp; & &lt;", "a\n\nb"])
def test_nothing_in_a_text_is_markup(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        arrives(only(quiz, replace(item, stem=f"{item.stem} {text}", feedback=f"Because {text}")))


def test_an_answer_that_can_be_argued_earns_half_in_pairs_and_cells_too(quiz: Quiz) -> None:
    found = {item.get("title"): item for item in reader.items(package(quiz))}
    for name, key in (("classify-flood", "p2 t1"), ("wording-crowd", "furious")):
        entries = found[name].iter(f"{reader.QTI}mapEntry")
        assert [one.get("mappedValue") for one in entries if one.get("mapKey") == key] == ["0.5"]


def test_the_sources_stand_above_the_questions_if_the_sheet_prints_them(quiz: Quiz) -> None:
    def sources(asked: Quiz) -> int:
        return len(list(reader.files(package(asked))["test.xml"].iter(f"{reader.QTI}rubricBlock")))

    assert sources(quiz) == 2
    assert sources(replace(quiz, reading="none")) == 0
