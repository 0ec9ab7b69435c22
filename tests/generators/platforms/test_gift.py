"""GIFT, read back by a strict reader of the format."""

from __future__ import annotations

import gift_text
import pytest
from msgspec.structs import replace
from platform_questions import UNITS, compare, many, read_any

from kzquiz.generators.platforms.gift import PLATFORM, render
from kzquiz.generators.platforms.identity import identity
from kzquiz.generators.platforms.platform import carry
from kzquiz.load import Unit
from kzquiz.model import Item, Match, Options, Quiz, Text
from kzquiz.quiz.compose import compose

LACKS = frozenset({"marks", "rubric"})


def files(quiz: Quiz) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in render(quiz, Options(()))}


def arrives(quiz: Quiz) -> None:
    """Compare what is in the file with the unit; what is not in it has a line in the report."""
    carried = carry(quiz, PLATFORM)
    compare(quiz, carried.items, gift_text.questions(files(quiz)["gift.txt"]), LACKS)
    left_out = {loss.question for loss in carried.losses if loss.left_out}
    assert {item.id for item in carried.items} | left_out == {item.id for item in quiz.items}


@pytest.fixture(scope="module")
def quiz(example: Unit) -> Quiz:
    return compose(example)


def only(quiz: Quiz, *items: Item) -> Quiz:
    return replace(quiz, sections=(replace(quiz.sections[0], items=items),))


def test_every_question_arrives_with_stem_answers_key_feedback_and_id(quiz: Quiz) -> None:
    arrives(quiz)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_every_question_of_whole_units_arrives(unit: str) -> None:
    arrives(compose(read_any(unit)))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_thousand_questions_arrive_in_any_script(quiz: Quiz, language: str) -> None:
    arrives(many(quiz, 1000, language))


@pytest.mark.parametrize(
    "text",
    [
        r"a \ b \\n \neq",
        "a = b ~ c # d { e } f : g",
        "// no comment",
        "-> there",
        "::title:: {=x}",
        "####",
        "%50%",
        "[plain] text",
        "two\n\nlines",
        "<b>bold</b> &amp;",
    ],
)
def test_what_the_format_gives_a_meaning_is_text(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        asked = only(quiz, replace(item, stem=f"{text} {item.stem}", feedback=text))
        arrives(asked)


@pytest.mark.parametrize("text", ["%50%", "=", "~x", "5 * 3", "#", "T", "TRUE", "{a}", "a:b"])
def test_an_answer_in_writing_is_text(quiz: Quiz, text: str) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Text) and item.shape.answers)
    arrives(only(quiz, replace(item, shape=Text((text, f"{text} more")))))


def test_an_arrow_in_an_answer_makes_no_pair_and_has_a_line_in_the_report(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Text))
    asked = only(quiz, replace(item, shape=Text(("-->", "a -> b"))))
    arrives(asked)
    report = files(asked)["gift-report.txt"].decode()
    assert f"{item.id}: a person marks an answer with “->”, which stands for a pair" in report


def test_a_single_pair_is_left_out_with_its_reason(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Match))
    item = replace(item, shape=replace(item.shape, prompts=item.shape.prompts[:1]))
    made = files(only(quiz, item, quiz.items[0]))
    assert len(gift_text.questions(made["gift.txt"])) == 1
    report = made["gift-report.txt"].decode()
    assert f"Left out: 1\n  1 {item.id}: GIFT needs two pairs to match\n" in report


def test_a_question_has_its_skills_its_level_and_its_kind_as_tags(quiz: Quiz) -> None:
    made = gift_text.blocks(files(quiz)["gift.txt"])
    found = {one.id: one.tags for one in made if isinstance(one, gift_text.Block) and one.id}
    for item in carry(quiz, PLATFORM).items:
        tags = (*item.skills, item.level, item.kind)
        assert found[identity(quiz, item)] == "".join(f" [tag:{tag}]" for tag in tags)


def test_sources_come_first_as_texts_without_a_question(quiz: Quiz) -> None:
    first, *rest = gift_text.blocks(files(quiz)["gift.txt"])
    assert first == ["$course$", "top", quiz.title]
    assert [block.name for block in rest[:2]] == ["Source A", "Source B"]
    assert not any(block.is_question for block in rest[:2])


def test_the_report_says_that_marks_and_the_order_of_answers_are_lost(quiz: Quiz) -> None:
    report = files(quiz)["gift-report.txt"].decode()
    assert "choice-left: the site may shuffle its answers\n" in report
    assert "who-said-b: it is worth 1 mark, as GIFT has no marks (not 3)\n" in report
